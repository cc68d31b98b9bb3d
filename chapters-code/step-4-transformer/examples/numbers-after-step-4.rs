//! The table with which Step 4 ends.

fn main() {
    print!("{}", runs::table(4));
}
