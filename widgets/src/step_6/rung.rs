//! The engines of Step 6 by name.

use step_4_transformer::Config;
use step_5_adam::{Adam, Trainer};
use step_6_efficiency::Engine;
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;

use crate::Refusal;

/// One of the engines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// Nodes on their own.
    Pointers,
    /// Nodes of one size in one block.
    Arena,
    /// The tape of Step 5.
    Tape,
    /// The gradient by hand.
    Matrices,
    /// The same in memory that is kept.
    Kept,
    /// The same on vectors of double precision.
    VectorsF64,
    /// The same on vectors of single precision.
    VectorsF32,
}

/// The key of each rung in a page, and its name in the book.
const NAMES: [(Rung, &str, &str); 7] = [
    (Rung::Pointers, "pointers", "pointers"),
    (Rung::Arena, "arena", "arena"),
    (Rung::Tape, "tape", "tape"),
    (Rung::Matrices, "matrices", "matrices"),
    (Rung::Kept, "kept", "memory kept"),
    (Rung::VectorsF64, "vectors-f64", "vectors, f64"),
    (Rung::VectorsF32, "vectors-f32", "vectors, f32"),
];

impl Rung {
    /// All of them, from the bottom.
    pub const ALL: [Rung; 7] = [
        Rung::Pointers,
        Rung::Arena,
        Rung::Tape,
        Rung::Matrices,
        Rung::Kept,
        Rung::VectorsF64,
        Rung::VectorsF32,
    ];

    /// The rung that a page calls so.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn called(key: &str) -> Result<Self, Refusal> {
        let found = NAMES.iter().find(|(_, other, _)| *other == key);
        let shown: String = key.chars().take(20).collect();
        let none = || Refusal(format!("there is no engine {shown:?}"));
        found.map(|(rung, ..)| *rung).ok_or_else(none)
    }

    /// Its name in the book.
    pub fn name(self) -> &'static str {
        NAMES[self as usize].2
    }

    /// The engine with these parameters.
    ///
    /// Vectors are those that every processor has. WebAssembly has no others;
    /// outside of it the numbers are the same, but where a multiplication and
    /// an addition are fused.
    pub fn engine(self, config: Config, params: Vec<f64>) -> Box<dyn Engine> {
        let adam = Adam::new(params.len());
        match self {
            Rung::Pointers => boxed::<GraphTrainer<Pointers>>(config, params),
            Rung::Arena => boxed::<GraphTrainer<Arena>>(config, params),
            Rung::Tape => boxed::<Trainer>(config, params),
            Rung::Matrices => boxed::<MatrixTrainer>(config, params),
            Rung::Kept => boxed::<Workspace>(config, params),
            Rung::VectorsF64 => Box::new(VectorTrainer::<f64>::at_level(
                Level::Baseline,
                config,
                &params,
                &adam,
            )),
            Rung::VectorsF32 => Box::new(VectorTrainer::<f32>::at_level(
                Level::Baseline,
                config,
                &params,
                &adam,
            )),
        }
    }
}

fn boxed<E: Engine + 'static>(
    config: Config,
    params: Vec<f64>,
) -> Box<dyn Engine> {
    let adam = Adam::new(params.len());
    Box::new(E::resume(config, params, adam))
}

#[cfg(test)]
mod tests {
    use super::{NAMES, Rung};

    #[test]
    fn every_rung_has_its_name() {
        for (rung, (named, key, name)) in Rung::ALL.into_iter().zip(NAMES) {
            assert_eq!((rung, rung.name()), (named, name));
            assert_eq!(Rung::called(key), Ok(rung));
        }
        assert!(Rung::called("horse").is_err());
    }
}
