//! The parameters, as the vectors need them.

use step_4_transformer::Config;

use super::level::Level;
use super::memory::{Block, LINE};
use super::simd::Float;
use crate::workspace::layout::Layout;

/// A model's parameters: every row begins where a cache line does.
#[derive(Clone, Debug)]
pub struct Model<F> {
    /// Its size.
    pub config: Config,
    /// The instructions to compute with.
    pub level: Level,
    /// Where each matrix lies.
    pub layout: Layout,
    /// The parameters.
    pub params: Block<F>,
}

impl<F: Float> Model<F> {
    /// The model with these parameters, in the order of [`Config::shapes`].
    ///
    /// # Panics
    ///
    /// If they are not [`Config::num_params`], or this processor has not got
    /// the instructions.
    pub fn new(level: Level, config: Config, params: &[f64]) -> Self {
        assert!(level.is_supported(), "{level:?} is not supported");
        assert_eq!(params.len(), config.num_params(), "one number each");
        let layout = Layout::aligned(&config, LINE / size_of::<F>());
        Model {
            config,
            level,
            params: pack(&layout, params),
            layout,
        }
    }

    /// The instructions for a document: one that fits into half a register
    /// gains nothing from a whole one.
    pub fn level_for(&self, len: usize) -> Level {
        if len * size_of::<F>() <= LINE / 2 {
            self.level.min(Level::Avx2)
        } else {
            self.level
        }
    }
}

/// From the order of [`Config::shapes`] to a layout with gaps, which are 0.
pub fn pack<F: Float>(layout: &Layout, mut numbers: &[f64]) -> Block<F> {
    let mut block = Block::new(layout.len());
    for slot in layout.slots() {
        for row in block[slot.range()].chunks_exact_mut(slot.stride) {
            let from;
            (from, numbers) = numbers.split_at(slot.n_in);
            for (to, from) in row.iter_mut().zip(from) {
                *to = F::from_f64(*from);
            }
        }
    }
    block
}

/// And back.
pub fn unpack<F: Float>(layout: &Layout, block: &[F]) -> Vec<f64> {
    let mut numbers = Vec::with_capacity(layout.len());
    for slot in layout.slots() {
        for row in block[slot.range()].chunks_exact(slot.stride) {
            numbers.extend(row[..slot.n_in].iter().map(|x| x.to_f64()));
        }
    }
    numbers
}
