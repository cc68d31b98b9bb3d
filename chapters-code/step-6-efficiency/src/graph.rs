//! Graph shapes: the computation of Step 5, number by number, laid out in
//! memory in other ways than on the tape. The arithmetic is the tape's, so a
//! loss has the same bits.

pub mod arena;
pub mod pointers;
pub mod shape;
pub mod trainer;

pub use arena::Arena;
pub use pointers::Pointers;
pub use shape::Graph;
pub use trainer::GraphTrainer;
