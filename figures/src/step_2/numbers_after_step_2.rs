//! The table with which Step 2 ends: the numbers so far.

pub fn figure() -> String {
    runs::table(2).to_string()
}
