//! The numbers of Step 0.

fn main() {
    print!("{}", runs::table(0));
}
