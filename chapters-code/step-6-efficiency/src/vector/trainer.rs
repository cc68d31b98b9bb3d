//! A step of training on vectors.

use step_4_transformer::Config;
use step_5_adam::Adam;

use super::adam::Moments;
use super::level::Level;
use super::memory::Block;
use super::model::{Model, unpack};
use super::pass::Buffers;
use super::simd::{Float, Job, Simd};
use crate::engine::{Engine, Pairs};

/// An engine on vectors, of `f64` for the tape's numbers or of `f32` for
/// twice the speed.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::{Engine, vector::VectorTrainer};
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = VectorTrainer::<f32>::resume(config, params, adam);
/// let loss = engine.step(&[26, 0, 26], 0.01);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-6);
/// ```
#[derive(Clone, Debug)]
pub struct VectorTrainer<F> {
    model: Model<F>,
    grad: Block<F>,
    moments: Moments<F>,
    buffers: Buffers<F>,
}

impl<F: Float> VectorTrainer<F> {
    /// [`Engine::resume`] with the instructions of some level.
    ///
    /// # Panics
    ///
    /// If this processor has not got them.
    pub fn at_level(
        level: Level,
        config: Config,
        params: &[f64],
        adam: &Adam,
    ) -> Self {
        let model = Model::new(level, config, params);
        VectorTrainer {
            grad: Block::new(model.layout.len()),
            moments: Moments::new(&model.layout, adam),
            buffers: Buffers::new(&config),
            model,
        }
    }

    /// The gradient of the last step, `[num_params]`.
    pub fn last_gradient(&self) -> Vec<f64> {
        unpack(&self.model.layout, &self.grad)
    }
}

impl<F: Precision> Engine for VectorTrainer<F> {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        VectorTrainer::at_level(Level::detect(), config, &params, &adam)
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        let block_size = self.model.config.block_size;
        F::take(TrainingStep {
            trainer: self,
            pairs: Pairs::new(tokens, block_size),
            learning_rate,
        })
    }

    fn params(&self) -> Vec<f64> {
        unpack(&self.model.layout, &self.model.params)
    }

    fn adam(&self) -> Adam {
        self.moments.unpack(&self.model.layout)
    }
}

/// A precision whose steps of training are compiled in this crate. Generic
/// code is compiled in the crate that uses it, perhaps for little room and not
/// for speed.
trait Precision: Float {
    /// Takes a step. Returns the loss, as it was before.
    fn take(step: TrainingStep<'_, Self>) -> f64;
}

impl Precision for f32 {
    #[inline(never)]
    fn take(step: TrainingStep<'_, f32>) -> f64 {
        step.at_its_level()
    }
}

impl Precision for f64 {
    #[inline(never)]
    fn take(step: TrainingStep<'_, f64>) -> f64 {
        step.at_its_level()
    }
}

/// A whole step, compiled for each level.
struct TrainingStep<'a, F> {
    trainer: &'a mut VectorTrainer<F>,
    pairs: Pairs<'a>,
    learning_rate: f64,
}

impl<F: Float> TrainingStep<'_, F> {
    /// Takes it, with the instructions for its document.
    #[inline(always)]
    fn at_its_level(self) -> f64 {
        let len = self.pairs.tokens.len();
        self.trainer.model.level_for(len).run(self)
    }
}

impl<F: Float> Job for TrainingStep<'_, F> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        let VectorTrainer {
            model,
            grad,
            moments,
            buffers,
        } = self.trainer;
        let loss =
            buffers.gradient::<F::Vector<S>>(simd, model, self.pairs, grad);
        let rate = self.learning_rate;
        moments.step::<F::Vector<S>>(simd, &mut model.params, grad, rate);
        loss
    }
}
