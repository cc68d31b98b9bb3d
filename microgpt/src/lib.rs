//! microGPT, the program a reader keeps: it trains the model of the book on
//! any file of lines, makes up new ones, and shows what is inside. It does the
//! same with one running text, as Step 7 does.
//!
//! The model and its training are those of Step 5 and of Step 7, used as they
//! are. What is here is what a program needs around them: a [`TrainingRun`]
//! that can be stopped and continued, a [`Checkpoint`] to keep it in, a
//! [`target`](target::Target) that is never half written, and a module for
//! every command.

pub mod args;
pub mod checkpoint;
pub mod conform;
pub mod data;
pub mod documents;
pub mod encoding;
pub mod engine;
pub mod error;
pub mod eval;
pub mod export;
pub mod hyperparameters;
pub mod inspect;
pub mod interrupt;
pub mod json;
pub mod notes;
pub mod progress;
pub mod run;
pub mod sample;
pub mod shell;
pub mod size;
pub mod target;
pub mod text;
pub mod tokens;
pub mod train;
pub mod variant;

pub use checkpoint::Checkpoint;
pub use data::Data;
pub use documents::Documents;
pub use engine::EngineName;
pub use error::Error;
pub use hyperparameters::Hyperparameters;
pub use run::TrainingRun;
pub use tokens::Tokens;
