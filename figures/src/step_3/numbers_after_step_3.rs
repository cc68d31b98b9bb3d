//! The numbers of all steps up to this one.

pub fn figure() -> String {
    runs::table(3).to_string()
}
