//! The figure with which Step 4 ends.

fn main() {
    print!("{}", runs::chart(4));
}
