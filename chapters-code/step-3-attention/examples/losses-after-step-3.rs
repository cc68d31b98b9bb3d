//! The losses of all steps up to this one.

fn main() {
    print!("{}", runs::chart(3));
}
