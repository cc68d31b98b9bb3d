//! Every matrix of the model, in the order of the flat parameters.

use step_4_transformer::Config;
use typeset::{Table, thousands};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let mut table = Table::new()
        .left("matrix")
        .right("shape")
        .right("parameters")
        .right("begins at");
    let mut start = 0;
    for (name, [n_out, n_in]) in config.shapes() {
        table = table.row([
            format!("`{name}`"),
            format!("`[{n_out}][{n_in}]`"),
            thousands(n_out * n_in),
            thousands(start),
        ]);
        start += n_out * n_in;
    }
    assert_eq!(start, config.num_params());
    table.to_string()
}
