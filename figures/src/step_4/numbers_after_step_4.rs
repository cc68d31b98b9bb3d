//! The table with which Step 4 ends.

pub fn figure() -> String {
    runs::table(4).to_string()
}
