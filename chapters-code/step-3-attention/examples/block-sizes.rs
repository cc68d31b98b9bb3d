//! How large the stream is at each position of "emma", and what attention and
//! the MLP add to it, in the trained model.

mod common;

use common::{VOCAB_SIZE, Variant, letter, reference_run, rms};
use step_3_attention::Gpt;
use typeset::{Table, fixed};

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let tokens = run.tokens("emma");
    let mut table = Table::new()
        .right("position")
        .left("token")
        .right("stream")
        .right("attention adds")
        .right("stream")
        .right("MLP adds")
        .right("stream");
    for (position, trace) in
        Variant::BOOK.traces(&gpt, &tokens).iter().enumerate()
    {
        let [added, made] = &trace.added;
        let sizes = [
            &trace.stream[0],
            added,
            &trace.stream[1],
            made,
            &trace.stream[2],
        ];
        let shares = [(added, 0), (made, 1)]
            .map(|(added, before)| rms(added) / rms(&trace.stream[before]));
        assert!(shares.iter().all(|&it| it < 0.28), "about a quarter");
        assert!(shares[0] < 0.16, "an eighth or so");
        let sizes = sizes.into_iter().map(|x| fixed(rms(x), 2));
        let names = [position.to_string(), letter(tokens[position])];
        table = table.row(names.into_iter().chain(sizes));
    }
    print!("{table}");
}
