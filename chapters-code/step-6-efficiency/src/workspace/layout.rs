//! Where each matrix lies in the one flat block of parameters.

use std::ops::Range;

use step_4_transformer::Config;

// ANCHOR: slot
/// A matrix's place in a flat block: `[n_out][n_in]`, row after row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slot {
    /// Where it begins.
    pub start: usize,
    /// How many rows it has.
    pub n_out: usize,
    /// How many columns it has.
    pub n_in: usize,
}

impl Slot {
    /// Its part of the block.
    pub fn range(self) -> Range<usize> {
        self.start..self.start + self.n_out * self.n_in
    }
}
// ANCHOR_END: slot

// ANCHOR: layout
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
    /// What comes between, `[n_layer]`.
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
// ANCHOR_END: layout

// ANCHOR: layout-new
impl Layout {
    /// The places for a model of this size.
    pub fn new(config: &Config) -> Self {
        let n_embd = config.n_embd;
        let mut start = 0;
        let mut take = |n_out, n_in| {
            let slot = Slot { start, n_out, n_in };
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
// ANCHOR_END: layout-new

// ANCHOR: layout-multiplied
impl Layout {
    /// The matrices that vectors are multiplied by: all but the embeddings.
    pub fn multiplied(&self) -> impl Iterator<Item = Slot> {
        let layers = self.layers.iter().flat_map(|layer| {
            [layer.attn_wqkv, layer.attn_wo, layer.mlp_fc1, layer.mlp_fc2]
        });
        layers.chain([self.lm_head])
    }
}
// ANCHOR_END: layout-multiplied
