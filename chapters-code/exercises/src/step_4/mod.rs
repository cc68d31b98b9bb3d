//! Beyond Step 4.

pub mod gelu;
pub mod grouped;
pub mod tied;
pub mod without;
