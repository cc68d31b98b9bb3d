//! How long the gradient is at each step of some runs of Step 7, and what the
//! loss was: what `runs/record/lengths.txt` has.
//!
//! ```sh
//! cargo run --release -p runs --example lengths > runs/record/lengths.txt
//! ```

use runs::text::Tokens;
use runs::text::lengths::{lines, plans};
use step_6_efficiency::vector::Level;

fn main() {
    println!(
        "# Made by `cargo run --release -p runs --example lengths`.\n\
         level\t{:?}",
        Level::detect(),
    );
    let streams = Tokens::Characters.streams();
    for plan in plans() {
        print!("{}", lines(&plan, &streams, plan.recipe.steps));
    }
}
