//! Beyond Step 3.

pub mod curvature;
pub mod leak;
pub mod rotary;
pub mod window;
