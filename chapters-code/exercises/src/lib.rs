//! The exercises of Steps 0 to 5 and of Step 7, solved.
//!
//! A module per exercise. Each stands on the crates of the steps, and on no
//! other exercise.

pub mod step_0;
pub mod step_1;
pub mod step_2;
pub mod step_3;
pub mod step_4;
pub mod step_5;
pub mod step_7;
