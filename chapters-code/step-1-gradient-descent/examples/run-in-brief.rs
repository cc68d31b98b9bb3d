//! What the program prints, without most of its thousand losses.

mod common;

use common::{reference, writers};
use runs::NUM_STEPS;

fn main() {
    let run = reference();
    for (i, loss) in run.losses.iter().enumerate() {
        if !(4..NUM_STEPS - 2).contains(&i) {
            println!("step {:4} / {NUM_STEPS:4} | loss {loss:.4}", i + 1);
        } else if i == 4 {
            println!("...");
        }
    }
    println!("--- inference (new, hallucinated names) ---");
    let writers = writers(&run);
    let network = writers.last().expect("the network at 0.5");
    for (i, name) in (1..).zip(network.write(&run, 20)) {
        println!("sample {i:2}: {name}");
    }
}
