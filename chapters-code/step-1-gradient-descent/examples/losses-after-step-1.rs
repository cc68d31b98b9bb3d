//! The losses so far, with which the step ends.

fn main() {
    print!("{}", runs::chart(1));
}
