//! The numbers of all steps.

fn main() {
    print!("{}", runs::table(5));
}
