//! The numbers of all steps.

pub fn figure() -> String {
    runs::table(5).to_string()
}
