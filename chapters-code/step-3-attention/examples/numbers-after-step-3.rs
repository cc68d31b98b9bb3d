//! The numbers of all steps up to this one.

fn main() {
    print!("{}", runs::table(3));
}
