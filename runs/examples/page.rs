//! Makes the run of the page that trains on the novel, and prints its losses:
//! `cargo run --release -p runs --example page > runs/record/page.txt`

use runs::text::page::{PageRun, lines};
use step_7_text::MOBY_DICK;

fn main() {
    let mut run = PageRun::new(MOBY_DICK).expect("a novel");
    while !run.is_done() {
        run.step();
    }
    println!(
        "# Made by `cargo run --release -p runs --example page`: the loss of \
         each step, in bits per character."
    );
    print!("{}", lines(&run.losses));
}
