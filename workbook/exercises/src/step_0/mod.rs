//! What you write beyond Step 0.

pub mod greedy;

pub mod backwards;

pub mod leaning;

pub mod merge;
