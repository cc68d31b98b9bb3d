//! A model in training on batches of windows.

use rayon::ThreadPool;
use rayon::prelude::*;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::vector::Level;
use step_6_efficiency::vector::adam::Moments;
use step_6_efficiency::vector::functions::constant;
use step_6_efficiency::vector::memory::Block;
use step_6_efficiency::vector::model::{Model, unpack};
use step_6_efficiency::vector::simd::{Float, Job, Simd, Vector};

use super::pass::{Batch, Buffers};
use super::shape::Shape;
use crate::parts::Parts;

/// How many shares a batch is cut into, however many threads there are: the
/// sums of a share do not depend on who computes them.
pub const SHARES: usize = 4;

/// A model, its optimizer, and room for a batch.
pub struct TextTrainer<F> {
    model: Model<F>,
    parts: Parts,
    moments: Moments<F>,
    shares: Vec<Share<F>>,
    pool: Option<ThreadPool>,
}

/// What a share of the windows is computed in.
struct Share<F> {
    buffers: Buffers<F>,
    grad: Block<F>,
    losses: Vec<f64>,
}

impl<F: Float> TextTrainer<F> {
    /// A model that has been trained before or is about to be.
    ///
    /// # Panics
    ///
    /// If the threads cannot be made.
    pub fn new(
        level: Level,
        config: Config,
        parts: Parts,
        params: &[f64],
        adam: &Adam,
        num_threads: usize,
    ) -> Self {
        let model = Model::new(level, config, params);
        let pool = (num_threads > 1).then(|| {
            rayon::ThreadPoolBuilder::new()
                .num_threads(num_threads)
                .build()
                .expect("threads")
        });
        TextTrainer {
            moments: Moments::new(&model.layout, adam),
            shares: Vec::new(),
            model,
            parts,
            pool,
        }
    }

    /// Learns from some windows. Returns the mean of their losses, as it was
    /// before, in nats.
    pub fn step(&mut self, batch: Batch, rate: f64) -> f64 {
        let (windows, len) = (batch.tokens.len(), batch.tokens[0].len());
        let per_share = windows.div_ceil(SHARES);
        let TextTrainer {
            model,
            parts,
            moments,
            shares,
            pool,
        } = self;
        let tokens = batch.tokens.chunks(per_share);
        let targets = batch.targets.chunks(per_share);
        let num_shares = tokens.len();
        for (i, tokens) in tokens.clone().enumerate() {
            let shape = Shape::new::<F>(tokens.len(), len);
            if shares.len() == i {
                shares.push(Share {
                    buffers: Buffers::new(&model.config, shape),
                    grad: Block::new(model.layout.len()),
                    losses: vec![0.0; windows.min(per_share) * len],
                });
            } else if shares[i].buffers.shape() != shape {
                shares[i].buffers = Buffers::new(&model.config, shape);
                shares[i].losses = vec![0.0; tokens.len() * len];
            }
        }
        let share = 1.0 / (windows * len) as f64;
        let jobs = shares.iter_mut().zip(tokens.zip(targets));
        let run = |(s, (tokens, targets)): (&mut Share<F>, (&[&[usize]], &[&[usize]]))| {
            model.level.run(Gradient {
                model,
                parts: *parts,
                batch: Batch { tokens, targets },
                share,
                room: s,
            });
        };
        match pool {
            Some(pool) => {
                let jobs: Vec<_> = jobs.collect();
                pool.install(|| jobs.into_par_iter().for_each(run));
            }
            None => jobs.for_each(run),
        }
        let mut loss = 0.0;
        for s in &shares[..num_shares] {
            loss += s.losses.iter().sum::<f64>();
        }
        let (first, rest) = shares[..num_shares].split_at_mut(1);
        let rest: Vec<&[F]> = rest.iter().map(|s| &s.grad[..]).collect();
        model.level.run(Update {
            params: &mut model.params,
            moments,
            first: &mut first[0].grad,
            rest: &rest,
            rate,
        });
        loss * share
    }

    /// The parameters.
    pub fn params(&self) -> Vec<f64> {
        unpack(&self.model.layout, &self.model.params)
    }
}

struct Gradient<'a, F> {
    model: &'a Model<F>,
    parts: Parts,
    batch: Batch<'a>,
    share: f64,
    room: &'a mut Share<F>,
}

impl<F: Float> Job for Gradient<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Share {
            buffers,
            grad,
            losses,
        } = self.room;
        buffers.gradient::<F::Vector<S>>(
            simd,
            (self.model, self.parts),
            self.batch,
            self.share,
            losses,
            grad,
        );
    }
}

struct Update<'a, F> {
    params: &'a mut [F],
    moments: &'a mut Moments<F>,
    first: &'a mut [F],
    rest: &'a [&'a [F]],
    rate: f64,
}

impl<F: Float> Job for Update<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        sum_into::<F::Vector<S>>(simd, self.first, self.rest);
        let moments = self.moments;
        moments.step::<F::Vector<S>>(simd, self.params, self.first, self.rate);
    }
}

/// Adds the rest to the first, in order.
#[inline(always)]
fn sum_into<V: Vector>(simd: V::Simd, first: &mut [V::Float], rest: &[&[V::Float]]) {
    let _ = constant::<V>(simd, 0.0);
    for (i, g) in first.chunks_exact_mut(V::N).enumerate() {
        let mut sum = V::load(simd, g);
        for grad in rest {
            sum = sum + V::load(simd, &grad[i * V::N..]);
        }
        sum.store(g);
    }
}
