//! The figure with which Step 2 ends: the losses so far.

pub fn figure() -> String {
    runs::chart(2).to_string()
}
