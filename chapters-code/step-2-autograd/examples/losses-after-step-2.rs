//! The figure with which Step 2 ends: the losses so far.

fn main() {
    print!("{}", runs::chart(2));
}
