//! The smoothed losses of all steps.

fn main() {
    print!("{}", runs::chart(5));
}
