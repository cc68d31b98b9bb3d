//! The losses so far, with which the step ends.

pub fn figure() -> String {
    runs::chart(1).to_string()
}
