//! The smoothed losses of Step 0.

fn main() {
    print!("{}", runs::chart(0));
}
