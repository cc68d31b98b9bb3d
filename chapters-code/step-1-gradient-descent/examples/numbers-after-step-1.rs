//! The numbers so far, with which the step ends.

fn main() {
    print!("{}", runs::table(1));
}
