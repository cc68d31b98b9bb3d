//! The smoothed losses of all steps.

pub fn figure() -> String {
    runs::chart(5).to_string()
}
