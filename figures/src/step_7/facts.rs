//! The numbers in the sentences of Step 7.

use typeset::Facts;

use super::running_text;

pub fn figure() -> String {
    running_text::facts(Facts::new()).to_string()
}
