//! A model in training that tells the length of its gradient, on several
//! engines.

use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::Trainer;
use step_6_efficiency::Engine;
use step_6_efficiency::vector::{Float, Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;

use crate::Refusal;

/// A model, and what computes its steps.
#[derive(Debug)]
pub enum Learner {
    /// The tape of Step 5.
    Tape(Trainer),
    /// Matrices, of Step 6.
    Matrices(Workspace),
    /// Vectors of double precision, of Step 6.
    VectorsF64(VectorTrainer<f64>),
    /// Vectors of single precision, of Step 6.
    VectorsF32(VectorTrainer<f32>),
}

impl Learner {
    /// A model with random weights, as [`Trainer::new`] draws them, on an
    /// engine of this name.
    ///
    /// # Errors
    ///
    /// If there is no such engine.
    pub fn new(
        engine: &str,
        config: Config,
        rng: &mut PythonRandom,
    ) -> Result<Self, Refusal> {
        let tape = Trainer::new(config, rng);
        match engine {
            "tape" => Ok(Learner::Tape(tape)),
            "matrices" => {
                let Trainer { params, adam, .. } = tape;
                let workspace = Workspace::resume(config, params, adam);
                Ok(Learner::Matrices(workspace))
            }
            "vectors-f64" => Ok(Learner::VectorsF64(on_vectors(&tape))),
            "vectors-f32" => Ok(Learner::VectorsF32(on_vectors(&tape))),
            _ => {
                let shown: String = engine.chars().take(20).collect();
                Err(Refusal(format!("there is no engine {shown:?}")))
            }
        }
    }

    /// Learns from one document. Returns its loss, as it was before, and the
    /// length of its gradient.
    pub fn step(&mut self, tokens: &[usize], rate: f64) -> [f64; 2] {
        match self {
            Learner::Tape(tape) => {
                let (loss, grads) = tape.gradient(tokens);
                let grad = grads.first(tape.params.len());
                let norm = length(grad);
                tape.adam.step(&mut tape.params, grad, rate);
                [loss, norm]
            }
            Learner::Matrices(engine) => {
                let loss = engine.step(tokens, rate);
                [loss, length(engine.last_gradient())]
            }
            Learner::VectorsF64(engine) => {
                let loss = engine.step(tokens, rate);
                [loss, length(&engine.last_gradient())]
            }
            Learner::VectorsF32(engine) => {
                let loss = engine.step(tokens, rate);
                [loss, length(&engine.last_gradient())]
            }
        }
    }

    /// The parameters, `[num_params]`.
    pub fn params(&self) -> Vec<f64> {
        match self {
            Learner::Tape(engine) => engine.params.clone(),
            Learner::Matrices(engine) => engine.params(),
            Learner::VectorsF64(engine) => engine.params(),
            Learner::VectorsF32(engine) => engine.params(),
        }
    }
}

/// The same model on the vectors that every processor has. WebAssembly has no
/// others; outside of it the numbers are the same, but where a multiplication
/// and an addition are fused.
fn on_vectors<F: Float>(tape: &Trainer) -> VectorTrainer<F> {
    let Trainer {
        config,
        params,
        adam,
        ..
    } = tape;
    VectorTrainer::at_level(Level::Baseline, *config, params, adam)
}

fn length(grad: &[f64]) -> f64 {
    grad.iter().map(|g| g * g).sum::<f64>().sqrt()
}
