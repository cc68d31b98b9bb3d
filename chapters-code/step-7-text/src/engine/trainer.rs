//! A model in training on batches of windows.

use std::fmt;

use rayon::prelude::*;
use rayon::{ThreadPool, ThreadPoolBuildError, ThreadPoolBuilder};
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::vector::Level;
use step_6_efficiency::vector::adam::{Moments, Rates, update};
use step_6_efficiency::vector::functions::constant;
use step_6_efficiency::vector::memory::Block;
use step_6_efficiency::vector::model::{Model, unpack};
use step_6_efficiency::vector::simd::{Float, Job, Simd, Vector};

use super::pass::Buffers;
use super::shape::Shape;
use crate::parts::Parts;
use crate::stream::Windows;

// ANCHOR: shares
/// How many shares a batch is cut into, however many threads there are: the
/// sums of a share do not depend on who computes them.
pub const SHARES: usize = 4;
// ANCHOR_END: shares

/// How many parameters a thread moves at a time.
pub const MOVED: usize = 16_384;

/// A model, its optimizer, and room for a batch.
///
/// ```
/// use step_4_transformer::Config;
/// use step_5_adam::Adam;
/// use step_7_text::{Parts, TextTrainer, Windows};
///
/// let config = Config { block_size: 4, ..Config::of_the_guide(10) };
/// let params = vec![0.0; config.num_params()];
/// let adam = Adam::new(params.len());
/// let mut trainer =
///     TextTrainer::<f32>::new(config, Parts::default(), &params, &adam);
/// let windows = Windows::at(&[3, 1, 4, 1, 5, 9, 2, 6], &[0, 3], 4);
/// let loss = trainer.step(&windows, 0.01);
/// assert!((loss - portable::math::ln(10.0)).abs() < 1e-6);
/// ```
pub struct TextTrainer<F> {
    model: Model<F>,
    parts: Parts,
    moments: Moments<F>,
    shares: Vec<Share<F>>,
    pool: Option<ThreadPool>,
    weight_decay: f64,
}

/// What counts in each share.
fn shares_of<'a>(
    mask: Option<&'a [&'a [bool]]>,
    shares: &[Windows],
) -> Vec<Option<&'a [&'a [bool]]>> {
    let Some(mask) = mask else {
        return vec![None; shares.len()];
    };
    mask.chunks(shares[0].tokens.len()).map(Some).collect()
}

/// What a share of the windows is computed in.
#[derive(Clone, Debug)]
struct Share<F> {
    buffers: Buffers<F>,
    grad: Block<F>,
    /// At each position, `[windows][len]`.
    losses: Vec<f64>,
}

impl<F: Float> fmt::Debug for TextTrainer<F> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.debug_struct("TextTrainer")
            .field("config", &self.model.config)
            .field("parts", &self.parts)
            .finish_non_exhaustive()
    }
}

impl<F: Precision> TextTrainer<F> {
    /// A model that has been trained before or is about to be, on one thread.
    pub fn new(
        config: Config,
        parts: Parts,
        params: &[f64],
        adam: &Adam,
    ) -> Self {
        TextTrainer::at_level(Level::detect(), config, parts, params, adam)
    }

    /// The same with the instructions of some level.
    ///
    /// # Panics
    ///
    /// If this processor has not got them.
    pub fn at_level(
        level: Level,
        config: Config,
        parts: Parts,
        params: &[f64],
        adam: &Adam,
    ) -> Self {
        let model = Model::new(level, config, params);
        TextTrainer {
            moments: Moments::new(&model.layout, adam),
            shares: Vec::new(),
            model,
            parts,
            pool: None,
            weight_decay: 0.0,
        }
    }

    /// The same, with parameters that shrink: before each step they lose the
    /// learning rate times `weight_decay` of their size.
    pub fn with_weight_decay(self, weight_decay: f64) -> Self {
        TextTrainer {
            weight_decay,
            ..self
        }
    }

    // ANCHOR: threads
    /// The same on some threads, which are made once and wait for work.
    ///
    /// # Errors
    ///
    /// If the system has not so many threads.
    pub fn on_threads(self, num: usize) -> Result<Self, ThreadPoolBuildError> {
        let pool = ThreadPoolBuilder::new().num_threads(num);
        let pool = (num > 1).then(|| pool.build()).transpose()?;
        Ok(TextTrainer { pool, ..self })
    }
    // ANCHOR_END: threads

    /// Learns from some windows of one length. Returns the mean loss of their
    /// positions, as it was before, in nats.
    ///
    /// # Panics
    ///
    /// If there are no windows, or a token is not in the vocabulary.
    pub fn step(&mut self, windows: &Windows, learning_rate: f64) -> f64 {
        self.learn(windows, None, windows.positions(), learning_rate)
    }

    // ANCHOR: step-masked
    /// Learns from some targets alone: those for which `mask`,
    /// `[windows][len]`, has `true`. Returns their mean loss, in nats.
    ///
    /// # Panics
    ///
    /// As [`TextTrainer::step`], or if there is no such target.
    pub fn step_masked(
        &mut self,
        windows: &Windows,
        mask: &[&[bool]],
        learning_rate: f64,
    ) -> f64 {
        let counted = mask.iter().copied().flatten().filter(|&&counts| counts);
        let num_counted = counted.count();
        assert!(num_counted > 0, "nothing to learn");
        self.learn(windows, Some(mask), num_counted, learning_rate)
    }
    // ANCHOR_END: step-masked

    /// Learns from the mean over so many targets.
    fn learn(
        &mut self,
        windows: &Windows,
        mask: Option<&[&[bool]]>,
        num_counted: usize,
        learning_rate: f64,
    ) -> f64 {
        let scale = 1.0 / num_counted as f64;
        let gradient = |work: Work<F>| F::gradient(work, scale);
        let shares = self.share_out(windows, mask, gradient);
        let losses = shares.iter().flat_map(|share| &share.losses);
        let loss = losses.sum::<f64>() * scale;
        self.update(learning_rate, windows);
        loss
    }

    /// The loss at each position, `[windows][len]`, in nats.
    ///
    /// # Panics
    ///
    /// As [`TextTrainer::step`].
    pub fn losses(&mut self, windows: &Windows) -> Vec<f64> {
        let shares = self.share_out(windows, None, |work| F::losses(work));
        let losses = shares.iter().flat_map(|share| &share.losses);
        losses.copied().collect()
    }
}

impl<F: Precision> TextTrainer<F> {
    /// Cuts windows into shares and has each computed. Returns the shares.
    fn share_out(
        &mut self,
        windows: &Windows,
        mask: Option<&[&[bool]]>,
        run: impl Fn(Work<F>) + Sync,
    ) -> &[Share<F>] {
        // ANCHOR: share-out
        let windows = windows.shares(SHARES);
        self.make_room(&windows);
        let masks = shares_of(mask, &windows);
        let (model, parts) = (&self.model, self.parts);
        let shares = &mut self.shares[..windows.len()];
        let work = |((share, windows), mask)| {
            run(Work {
                model,
                parts,
                windows,
                mask,
                share,
            });
        };
        let todo = shares.iter_mut().zip(&windows).zip(masks);
        match &self.pool {
            Some(pool) => pool.install(|| todo.par_bridge().for_each(work)),
            None => todo.for_each(work),
        }
        shares
        // ANCHOR_END: share-out
    }

    /// Sees to it that each of some windows has a share, of the room they take.
    fn make_room(&mut self, windows: &[Windows]) {
        let TextTrainer { model, shares, .. } = self;
        for (i, windows) in windows.iter().enumerate() {
            let (count, len) = (windows.tokens.len(), windows.len());
            let shape = Shape::new::<F>(count, len);
            if i == shares.len() {
                shares.push(Share {
                    buffers: Buffers::new(&model.config, shape),
                    grad: Block::new(model.layout.len()),
                    losses: vec![0.0; count * len],
                });
            } else if shares[i].buffers.shape() != shape {
                shares[i].buffers = Buffers::new(&model.config, shape);
                shares[i].losses = vec![0.0; count * len];
            }
        }
    }

    /// Moves the parameters by what the shares have found, added up in order.
    fn update(&mut self, learning_rate: f64, windows: &Windows) {
        let num_shares = windows.shares(SHARES).len();
        let level = self.model.level;
        let kept = 1.0 - learning_rate * self.weight_decay;
        let rates = self.moments.next_rates(learning_rate);
        let shares = self.shares[..num_shares].split_first_mut();
        let Some((first, rest)) = shares else {
            return;
        };
        let rest: Vec<&[F]> = rest.iter().map(|share| &*share.grad).collect();
        // ANCHOR: pieces
        let (m, v) = self.moments.both_mut();
        let params = self.model.params.chunks_mut(MOVED);
        let grad = first.grad.chunks_mut(MOVED);
        let moments = m.chunks_mut(MOVED).zip(v.chunks_mut(MOVED));
        let pieces = params.zip(grad).zip(moments).enumerate();
        let pieces = pieces.map(|(i, ((params, grad), (m, v)))| Update {
            rates,
            kept,
            params,
            grad,
            rest: &rest,
            start: i * MOVED,
            m,
            v,
        });
        let work = |piece| F::update(level, piece);
        match &self.pool {
            Some(pool) => pool.install(|| pieces.par_bridge().for_each(work)),
            None => pieces.for_each(work),
        }
        // ANCHOR_END: pieces
    }
}

impl<F: Precision> TextTrainer<F> {
    /// The model's size.
    pub fn config(&self) -> &Config {
        &self.model.config
    }

    /// The parameters, `[num_params]`, in the order of [`Config::shapes`].
    pub fn params(&self) -> Vec<f64> {
        unpack(&self.model.layout, &self.model.params)
    }

    /// The optimizer's memory.
    pub fn adam(&self) -> Adam {
        self.moments.unpack(&self.model.layout)
    }

    /// A head's attention weights in the first of the windows that were read
    /// last, `[query][key]`.
    ///
    /// # Panics
    ///
    /// If nothing has been read.
    pub fn attention(&self, layer: usize, head: usize) -> Vec<Vec<f64>> {
        let buffers = &self.shares[0].buffers;
        let (len, n) = (buffers.shape().len, buffers.shape().n);
        let weights = buffers.weights(layer, head, 0);
        let of_query = |t| {
            let keys = (0..=t).map(|key| weights[key * n + t].to_f64());
            keys.collect()
        };
        (0..len).map(of_query).collect()
    }

    /// The gradient of the last step, `[num_params]`.
    pub fn last_gradient(&self) -> Vec<f64> {
        self.shares.first().map_or_else(Vec::new, |share| {
            unpack(&self.model.layout, &share.grad)
        })
    }
}

/// A share, and what it is to be computed from.
pub struct Work<'a, F> {
    model: &'a Model<F>,
    parts: Parts,
    windows: &'a Windows<'a>,
    /// Which targets count, if not all.
    mask: Option<&'a [&'a [bool]]>,
    share: &'a mut Share<F>,
}

/// A precision whose training is compiled in this crate, as in Step 6.
pub trait Precision: Float {
    /// The losses and the gradient of a share, each position's times `scale`.
    fn gradient(work: Work<Self>, scale: f64);
    /// The losses of a share.
    fn losses(work: Work<Self>);
    /// Moves some parameters.
    fn update(level: Level, update: Update<Self>);
}

macro_rules! precision {
    ($float:ident) => {
        impl Precision for $float {
            #[inline(never)]
            fn gradient(work: Work<$float>, scale: f64) {
                work.model.level.run(Gradient { work, scale });
            }

            #[inline(never)]
            fn losses(work: Work<$float>) {
                work.model.level.run(Losses { work });
            }

            #[inline(never)]
            fn update(level: Level, update: Update<$float>) {
                level.run(update);
            }
        }
    };
}

precision!(f32);
precision!(f64);

struct Gradient<'a, F> {
    work: Work<'a, F>,
    scale: f64,
}

impl<F: Float> Job for Gradient<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Work {
            model,
            parts,
            windows,
            mask,
            share,
        } = self.work;
        let Share {
            buffers,
            grad,
            losses,
        } = share;
        buffers.gradient::<F::Vector<S>>(
            simd,
            (model, parts),
            (windows, mask),
            self.scale,
            losses,
            grad,
        );
    }
}

struct Losses<'a, F> {
    work: Work<'a, F>,
}

impl<F: Float> Job for Losses<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Work {
            model,
            parts,
            windows,
            share,
            ..
        } = self.work;
        let Share {
            buffers, losses, ..
        } = share;
        buffers.losses::<F::Vector<S>>(simd, (model, parts), windows, losses);
    }
}

/// Some parameters that are to be moved, and by what.
pub struct Update<'a, F> {
    rates: Rates,
    /// What the parameters are multiplied by before.
    kept: f64,
    params: &'a mut [F],
    /// Their gradient in the first share.
    grad: &'a mut [F],
    /// The whole gradients of the other shares.
    rest: &'a [&'a [F]],
    /// Where these parameters begin in them.
    start: usize,
    m: &'a mut [F],
    v: &'a mut [F],
}

impl<F: Float> Job for Update<'_, F> {
    type Output = ();

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) {
        let Update {
            rates,
            kept,
            params,
            grad,
            rest,
            start,
            m,
            v,
        } = self;
        // ANCHOR: add-and-move
        for grad_of_share in rest {
            let of_share = &grad_of_share[start..][..grad.len()];
            add::<F::Vector<S>>(simd, grad, of_share);
        }
        if kept < 1.0 {
            scale::<F::Vector<S>>(simd, params, kept);
        }
        update::<F::Vector<S>>(simd, rates, params, grad, m, v);
        // ANCHOR_END: add-and-move
    }
}

/// `numbers *= factor`
#[inline(always)]
fn scale<V: Vector>(simd: V::Simd, numbers: &mut [V::Float], factor: f64) {
    let factor = constant::<V>(simd, factor);
    for numbers in numbers.chunks_exact_mut(V::N) {
        (V::load(simd, numbers) * factor).store(numbers);
    }
}

/// `sum += more`
#[inline(always)]
fn add<V: Vector>(simd: V::Simd, sum: &mut [V::Float], more: &[V::Float]) {
    let more = more.chunks_exact(V::N);
    for (sum, more) in sum.chunks_exact_mut(V::N).zip(more) {
        (V::load(simd, sum) + V::load(simd, more)).store(sum);
    }
}
