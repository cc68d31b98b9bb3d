//! The table with which Step 2 ends: the numbers so far.

fn main() {
    print!("{}", runs::table(2));
}
