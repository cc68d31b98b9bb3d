//! Batches: several documents in one step, on several threads.
//!
//! This is another algorithm. The mean of many gradients is less noisy than
//! one, but a step is still only a step, and there are fewer of them.

use std::thread;

use step_4_transformer::Config;
use step_5_adam::Adam;

use crate::engine::{Engine, Pairs};
use crate::vector::adam::Moments;
use crate::vector::functions::constant;
use crate::vector::level::Level;
use crate::vector::memory::Block;
use crate::vector::model::{Model, unpack};
use crate::vector::pass::Buffers;
use crate::vector::simd::{Float, Job, Simd, Vector};

/// An engine that learns from several documents at once.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_6_efficiency::BatchTrainer;
///
/// let config = Config::of_the_guide(27);
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut engine = BatchTrainer::<f32>::new(config, &params, &adam, 2);
/// let loss = engine.step_batch(&[&[26, 0, 26], &[26, 1, 2, 26]], 0.01);
/// assert!((loss - portable::math::ln(27.0)).abs() < 1e-6);
/// ```
#[derive(Clone, Debug)]
pub struct BatchTrainer<F> {
    model: Model<F>,
    moments: Moments<F>,
    /// One for each thread.
    buffers: Vec<Buffers<F>>,
    /// One for each document of the largest batch so far.
    grads: Vec<Block<F>>,
}

impl<F: Float> BatchTrainer<F> {
    /// A model that has been trained before, on some threads, at least one.
    pub fn new(
        config: Config,
        params: &[f64],
        adam: &Adam,
        num_threads: usize,
    ) -> Self {
        let model = Model::new(Level::detect(), config, params);
        BatchTrainer {
            moments: Moments::new(&model.layout, adam),
            buffers: vec![Buffers::new(&config); num_threads.max(1)],
            grads: Vec::new(),
            model,
        }
    }
}

impl<F: Float> BatchTrainer<F> {
    /// Learns from some documents. Returns the mean of their losses, as they
    /// were before, in nats.
    ///
    /// Which thread takes which document depends on the number of threads; the
    /// numbers do not. Every document's gradient has a place of its own, and
    /// they are added up in order.
    ///
    /// # Panics
    ///
    /// If there are no documents, or one has no pair of tokens, or a token
    /// that is not in the vocabulary.
    pub fn step_batch(&mut self, docs: &[&[usize]], rate: f64) -> f64 {
        assert!(!docs.is_empty(), "a batch of no documents");
        while self.grads.len() < docs.len() {
            self.grads.push(Block::new(self.model.layout.len()));
        }
        let mut losses = vec![0.0; docs.len()];
        // ANCHOR: shares
        let share = docs.len().div_ceil(self.buffers.len());
        let model = &self.model;
        let shares = docs
            .chunks(share)
            .zip(self.grads.chunks_mut(share))
            .zip(losses.chunks_mut(share));
        let mut shares = self.buffers.iter_mut().zip(shares);
        let first = shares.next();
        thread::scope(|scope| {
            for (buffers, ((docs, grads), losses)) in shares {
                scope.spawn(|| gradients(model, buffers, docs, grads, losses));
            }
            if let Some((buffers, ((docs, grads), losses))) = first {
                gradients(model, buffers, docs, grads, losses);
            }
        });
        // ANCHOR_END: shares
        self.model.level.run(Update {
            params: &mut self.model.params,
            moments: &mut self.moments,
            grads: &mut self.grads[..docs.len()],
            rate,
        });
        losses.iter().sum::<f64>() / docs.len() as f64
    }
}

/// The losses and gradients of one thread's share of the documents.
fn gradients<F: Float>(
    model: &Model<F>,
    buffers: &mut Buffers<F>,
    docs: &[&[usize]],
    grads: &mut [Block<F>],
    losses: &mut [f64],
) {
    for ((doc, grad), loss) in docs.iter().zip(grads).zip(losses) {
        let pairs = Pairs::new(doc, model.config.block_size);
        *loss = model.level_for(pairs.tokens.len()).run(Gradient {
            model,
            buffers,
            pairs,
            grad,
        });
    }
}

struct Gradient<'a, F> {
    model: &'a Model<F>,
    buffers: &'a mut Buffers<F>,
    pairs: Pairs<'a>,
    grad: &'a mut [F],
}

impl<F: Float> Job for Gradient<'_, F> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        let (model, pairs) = (self.model, self.pairs);
        self.buffers
            .gradient::<F::Vector<S>>(simd, model, pairs, self.grad)
    }
}

struct Update<'a, F> {
    params: &'a mut [F],
    moments: &'a mut Moments<F>,
    grads: &'a mut [Block<F>],
    rate: f64,
}

impl<F: Float> Job for Update<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        if let [first, rest @ ..] = self.grads {
            let share = 1.0 / (rest.len() + 1) as f64;
            mean_into::<F::Vector<S>>(simd, first, rest, share);
            let moments = self.moments;
            moments.step::<F::Vector<S>>(simd, self.params, first, self.rate);
        }
    }
}

/// Adds the rest to the first, in order, and takes their share of the sum.
#[inline(always)]
fn mean_into<V: Vector>(
    simd: V::Simd,
    first: &mut [V::Float],
    rest: &[Block<V::Float>],
    share: f64,
) {
    let share = constant::<V>(simd, share);
    for (i, g) in first.chunks_exact_mut(V::N).enumerate() {
        let mut sum = V::load(simd, g);
        for grad in rest {
            sum = sum + V::load(simd, &grad[i * V::N..]);
        }
        (sum * share).store(g);
    }
}

/// A batch of one document on one thread is the engine on vectors.
impl<F: Float> Engine for BatchTrainer<F> {
    fn resume(config: Config, params: Vec<f64>, adam: Adam) -> Self {
        BatchTrainer::new(config, &params, &adam, 1)
    }

    fn step(&mut self, tokens: &[usize], learning_rate: f64) -> f64 {
        self.step_batch(&[tokens], learning_rate)
    }

    fn params(&self) -> Vec<f64> {
        unpack(&self.model.layout, &self.model.params)
    }

    fn adam(&self) -> Adam {
        self.moments.unpack(&self.model.layout)
    }
}
