//! Prints the bits of the reference run's losses, to compare with those of the
//! same code in WebAssembly. Takes the number of steps.

use std::env;
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let num_steps = env::args().nth(1).ok_or("how many steps?")?.parse()?;
    for loss in widgets::reference_losses(num_steps) {
        println!("{:016x}", loss.to_bits());
    }
    Ok(())
}
