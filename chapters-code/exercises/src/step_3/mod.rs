//! Beyond Step 3.

pub mod leak;
pub mod rotary;
pub mod window;
