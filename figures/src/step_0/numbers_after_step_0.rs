//! The numbers of Step 0.

pub fn figure() -> String {
    runs::table(0).to_string()
}
