//! The smoothed losses of Step 0.

pub fn figure() -> String {
    runs::chart(0).to_string()
}
