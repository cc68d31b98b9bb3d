//! 7.3, the same model with larger sizes: what it takes, how it is trained,
//! and what it comes to.

pub mod choices;
pub mod curve;
pub mod facts;
pub mod lengths;
pub mod rates;
pub mod samples;
pub mod sizes;
