//! The sizes of this model beside those of the largest GPT-2.
//!
//! Source: Alec Radford, Jeffrey Wu, Rewon Child, David Luan, Dario Amodei and
//! Ilya Sutskever, "Language Models are Unsupervised Multitask Learners",
//! 2019, and the program published with it.

use step_4_transformer::Config;
use typeset::{Table, thousands};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let mut table = Table::new()
        .left("")
        .right("this model")
        .right("largest GPT-2");
    for (name, here, there) in [
        ("numbers per embedding", config.n_embd, "1,600"),
        ("layers", config.n_layer, "48"),
        ("parameters", config.num_params(), "1.5 billion"),
    ] {
        table = table.row([name, &thousands(here), there]);
    }
    table = table.row(["learned from", "1,000 names", "40 GB of web pages"]);
    table.to_string()
}
