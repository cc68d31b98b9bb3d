//! The engines of Step 6, which training computes with.

use std::fmt;

use clap::ValueEnum;
use serde::{Deserialize, Serialize};
use step_4_transformer::Config;
use step_5_adam::{Adam, Trainer};
use step_6_efficiency::Engine;
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::workspace::Workspace;
use step_7_text::{Parts, TextTrainer};

use crate::Error;
use crate::text::TextEngine;

/// The engines. All compute the same, but for rounding.
#[derive(
    Clone,
    Copy,
    Debug,
    Default,
    PartialEq,
    Eq,
    ValueEnum,
    Serialize,
    Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum EngineName {
    /// Number by number, as in Steps 2 to 5: slow, and the same bits on every
    /// machine
    Tape,
    /// Matrices in f64: the same bits on every machine
    Matrix,
    /// Vectors of f64: the same digits on every machine, and the same bits on
    /// all that fuse multiplication and addition, or all that do not
    #[default]
    Simd,
    /// Vectors of f32: the fastest; each step is right to six digits, and a
    /// whole run may end with other ones
    SimdF32,
}

impl EngineName {
    /// The engine of this name, for a model that has been trained before or is
    /// about to be.
    ///
    /// ```
    /// use microgpt::EngineName;
    /// use step_4_transformer::Config;
    /// use step_5_adam::Adam;
    ///
    /// let config = Config::of_the_guide(27);
    /// let params = vec![0.0; config.num_params()];
    /// let adam = Adam::new(params.len());
    /// let mut engine = EngineName::Simd.resume(config, params, adam);
    /// let loss = engine.step(&[26, 0, 26], 0.01);
    /// assert!((loss - portable::math::ln(27.0)).abs() < 1e-12);
    /// ```
    pub fn resume(
        self,
        config: Config,
        params: Vec<f64>,
        adam: Adam,
    ) -> Box<dyn Engine> {
        fn boxed<E: Engine + 'static>(
            config: Config,
            params: Vec<f64>,
            adam: Adam,
        ) -> Box<dyn Engine> {
            Box::new(E::resume(config, params, adam))
        }
        let resume = match self {
            EngineName::Tape => boxed::<Trainer>,
            EngineName::Matrix => boxed::<Workspace>,
            EngineName::Simd => boxed::<VectorTrainer<f64>>,
            EngineName::SimdF32 => boxed::<VectorTrainer<f32>>,
        };
        resume(config, params, adam)
    }

    /// The engine of this name that computes on windows of a running text.
    ///
    /// # Errors
    ///
    /// If there is none.
    pub fn resume_text(
        self,
        config: Config,
        params: &[f64],
        adam: &Adam,
    ) -> Result<Box<dyn TextEngine>, Error> {
        let parts = Parts::default();
        self.check_text()?;
        Ok(if self == EngineName::SimdF32 {
            Box::new(TextTrainer::<f32>::new(config, parts, params, adam))
        } else {
            Box::new(TextTrainer::<f64>::new(config, parts, params, adam))
        })
    }

    /// Whether it computes on windows of a running text.
    pub(crate) fn check_text(self) -> Result<(), Error> {
        match self {
            EngineName::Simd | EngineName::SimdF32 => Ok(()),
            EngineName::Tape | EngineName::Matrix => Err(Error::new(
                format!("--engine {self} knows no windows of a running text"),
                "choose --engine simd-f32 or simd",
            )),
        }
    }

    /// A run that was saved before there were engines.
    pub(crate) fn of_old_runs() -> Self {
        EngineName::Tape
    }
}

impl fmt::Display for EngineName {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let value = self.to_possible_value();
        f.write_str(value.as_ref().map_or("", |value| value.get_name()))
    }
}
