//! Where each matrix lies in the one flat block of parameters.

use std::ops::Range;

use step_4_transformer::Config;

/// A matrix's place in a flat block: `[n_out][n_in]`, row after row. Between
/// rows there can be room that is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it begins.
    pub start: usize,
    /// How many rows it has.
    pub n_out: usize,
    /// How many columns it has.
    pub n_in: usize,
    /// From the beginning of a row to that of the next.
    pub stride: usize,
}

impl Slot {
    /// Its part of the block.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.n_out * self.stride
    }
}

/// The places of all matrices, in the order of [`Config::shapes`].
///
/// ```
/// use step_4_transformer::Config;
/// use step_6_efficiency::workspace::layout::Layout;
///
/// let layout = Layout::new(&Config::of_the_guide(27));
/// assert_eq!(layout.lm_head.range(), 688..1120);
/// assert_eq!(layout.layers[0].mlp_fc2.range().end, 4192);
/// ```
#[derive(Clone, Debug)]
pub struct Layout {
    /// Token embeddings.
    pub wte: Slot,
    /// Position embeddings.
    pub wpe: Slot,
    /// To logits.
    pub lm_head: Slot,
    /// The layers in between, `[n_layer]`.
    pub layers: Vec<LayerLayout>,
}

/// The places of a layer's matrices. Queries, keys and values are one matrix
/// of three times the rows: what they are made of is the same.
#[derive(Clone, Copy, Debug)]
pub struct LayerLayout {
    /// To queries, keys and values.
    pub attn_wqkv: Slot,
    /// From what attention gathered.
    pub attn_wo: Slot,
    /// First layer of the MLP.
    pub mlp_fc1: Slot,
    /// Its second layer.
    pub mlp_fc2: Slot,
}

impl Layout {
    /// The places for a model of this size, without gaps.
    pub fn new(config: &Config) -> Self {
        Layout::aligned(config, 1)
    }

    /// The places when every row begins at a multiple of `alignment`.
    ///
    /// ```
    /// use step_4_transformer::Config;
    /// use step_6_efficiency::workspace::layout::Layout;
    ///
    /// let mut config = Config::of_the_guide(27);
    /// config.n_embd = 12;
    /// let layout = Layout::aligned(&config, 8);
    /// assert_eq!((layout.wte.n_in, layout.wte.stride), (12, 16));
    /// ```
    pub fn aligned(config: &Config, alignment: usize) -> Self {
        let n_embd = config.n_embd;
        let mut start = 0;
        let mut take = |n_out, n_in: usize| {
            let stride = n_in.next_multiple_of(alignment);
            let slot = Slot {
                start,
                n_out,
                n_in,
                stride,
            };
            start = slot.range().end;
            slot
        };
        Layout {
            wte: take(config.vocab_size, n_embd),
            wpe: take(config.block_size, n_embd),
            lm_head: take(config.vocab_size, n_embd),
            layers: (0..config.n_layer)
                .map(|_| LayerLayout {
                    attn_wqkv: take(3 * n_embd, n_embd),
                    attn_wo: take(n_embd, n_embd),
                    mlp_fc1: take(4 * n_embd, n_embd),
                    mlp_fc2: take(n_embd, 4 * n_embd),
                })
                .collect(),
        }
    }
}

impl LayerLayout {
    /// All places in order.
    pub fn slots(&self) -> [Slot; 4] {
        [self.attn_wqkv, self.attn_wo, self.mlp_fc1, self.mlp_fc2]
    }
}

impl Layout {
    /// The matrices that vectors are multiplied by: all but the embeddings.
    pub fn multiplied(&self) -> impl Iterator<Item = Slot> {
        let layers = self.layers.iter().flat_map(LayerLayout::slots);
        [self.lm_head].into_iter().chain(layers)
    }

    /// All places in order.
    pub fn slots(&self) -> impl Iterator<Item = Slot> {
        [self.wte, self.wpe].into_iter().chain(self.multiplied())
    }

    /// The size of the block.
    pub fn len(&self) -> usize {
        self.slots().last().map_or(0, |slot| slot.range().end)
    }

    /// Whether there are no parameters.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
