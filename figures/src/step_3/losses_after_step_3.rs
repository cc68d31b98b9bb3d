//! The losses of all steps up to this one.

pub fn figure() -> String {
    runs::chart(3).to_string()
}
