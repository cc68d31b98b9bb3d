//! How large the stream is at each position of "emma", and what attention and
//! the MLP add to it, in the trained model.

use typeset::{Table, fixed};
use widgets::step_3::attention_output::rows;

use super::common::{letter, reference_run, rms};

pub fn figure() -> String {
    let [_, trained] = reference_run().read("emma");
    let mut table = Table::new()
        .right("position")
        .left("token")
        .right("stream")
        .right("attention adds")
        .right("stream")
        .right("MLP adds")
        .right("stream");
    for at in &trained {
        let sizes = rows(at).map(rms);
        let [before, attention, between, mlp, _] = sizes;
        let shares = [attention / before, mlp / between];
        assert!(shares.iter().all(|&it| it < 0.28), "about a quarter");
        assert!(shares[0] < 0.16, "an eighth or so");
        let names = [at.position.to_string(), letter(at.token)];
        let sizes = sizes.map(|size| fixed(size, 2));
        table = table.row(names.into_iter().chain(sizes));
    }
    table.to_string()
}
