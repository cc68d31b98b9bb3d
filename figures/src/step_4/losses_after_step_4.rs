//! The figure with which Step 4 ends.

pub fn figure() -> String {
    runs::chart(4).to_string()
}
