//! The sizes of this model beside those of the largest GPT-2.
//!
//! Source: Alec Radford, Jeffrey Wu, Rewon Child, David Luan, Dario Amodei and
//! Ilya Sutskever, "Language Models are Unsupervised Multitask Learners",
//! 2019, and the program published with it.

use step_4_transformer::Config;
use typeset::{Table, thousands};

fn main() {
    let config = Config::of_the_guide(27);
    let mut table = Table::new().left("").right("this model").right("GPT-2");
    for (name, here, there) in [
        ("tokens in the vocabulary", config.vocab_size, "50,257"),
        ("positions", config.block_size, "1,024"),
        ("numbers per embedding", config.n_embd, "1,600"),
        ("layers", config.n_layer, "48"),
        ("parameters", config.num_params(), "1.5 billion"),
        ("documents per training step", 1, "512 pieces of text"),
    ] {
        table = table.row([name, &thousands(here), there]);
    }
    for row in [
        ["a token is", "a character", "a piece of a word"],
        ["training data", "names", "40 GB of web pages"],
        ["nonlinearity", "ReLU", "GELU"],
        ["biases in the linear layers", "no", "yes"],
        ["a norm before the logits", "no", "yes"],
        ["logits come from", "`lm_head`", "`wte`, used twice"],
    ] {
        table = table.row(row);
    }
    print!("{table}");
}
