//! Which head looks for what came behind the last appearance of a token.

use std::ops::Range;

use portable::PythonRandom;
use step_4_transformer::Config;
use step_7_text::{TextTrainer, Windows};

/// The least and the most tokens that come twice.
pub const LENGTHS: [usize; 2] = [16, 64];

/// How much weight heads give to the position behind the last appearance of
/// the current token, on average.
#[derive(Clone, Debug, PartialEq)]
pub struct Scores {
    /// Where a row of random tokens comes twice, `[n_layer][n_head]`.
    pub twice: Vec<Vec<f64>>,
    /// At the same positions where it does not, `[n_layer][n_head]`.
    pub once: Vec<Vec<f64>>,
    /// How much they give to the position just before, `[n_layer][n_head]`.
    pub previous: Vec<Vec<f64>>,
    /// What a head would give that weighs all positions alike.
    pub even: f64,
}

/// The test that finds such heads. Some random `pieces` come, then a row of
/// them, then the same row again, to the end of the window. The row is 16 to 64
/// long, so that no fixed distance is right.
///
/// # Panics
///
/// If there are no pieces, or the window is shorter than two rows.
pub fn induction_scores(
    trainer: &mut TextTrainer<f32>,
    pieces: &[usize],
    trials: usize,
    rng: &mut PythonRandom,
) -> Scores {
    let config = *trainer.config();
    let len = config.block_size;
    let [least, most] = LENGTHS;
    let none = || vec![vec![0.0; config.n_head]; config.n_layer];
    let (mut twice, mut once, mut previous) = (none(), none(), none());
    let mut even = 0.0;
    for _ in 0..trials {
        let row = below(rng, least..most.min(len / 2) + 1);
        let mut tokens: Vec<usize> = (0..=len)
            .map(|_| pieces[below(rng, 0..pieces.len())])
            .collect();
        let asked = len - row..len;
        let share = 1.0 / (row * trials) as f64;
        trainer.losses(&Windows::at(&tokens, &[0], len));
        add_weights(trainer, &asked, row - 1, share, &mut once);
        add_weights(trainer, &asked, 1, share, &mut previous);
        tokens.copy_within(len - 2 * row..len - row, len - row);
        trainer.losses(&Windows::at(&tokens, &[0], len));
        add_weights(trainer, &asked, row - 1, share, &mut twice);
        even += share * asked.map(|t| 1.0 / (t + 1) as f64).sum::<f64>();
    }
    Scores {
        twice,
        once,
        previous,
        even,
    }
}

/// Adds a share of the weights that each head gives, from some positions of
/// what was read last, to those so far `back`.
fn add_weights(
    trainer: &TextTrainer<f32>,
    asked: &Range<usize>,
    back: usize,
    share: f64,
    sums: &mut [Vec<f64>],
) {
    for (layer, sums) in sums.iter_mut().enumerate() {
        for (head, sum) in sums.iter_mut().enumerate() {
            let weights = trainer.attention(layer, head);
            let given = asked.clone().map(|t| weights[t][t - back]);
            *sum += share * given.sum::<f64>();
        }
    }
}

/// A random number of a range.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub fn below(rng: &mut PythonRandom, range: Range<usize>) -> usize {
    range.start + (rng.random() * range.len() as f64) as usize
}

// ANCHOR: without-head
/// The parameters of a model in which one head says nothing: the columns of
/// `attn_wo` that would read it are 0.
///
/// ```
/// use runs::text::induction::heads::without_head;
/// use step_4_transformer::Config;
///
/// let config = Config::of_the_guide(27);
/// let params = vec![1.0; config.num_params()];
/// let less = without_head(&config, &params, 0, 3);
/// let gone = less.iter().filter(|&&p| p == 0.0).count();
/// assert_eq!(gone, config.n_embd * config.head_dim());
/// ```
///
/// # Panics
///
/// If there is no such head.
pub fn without_head(
    config: &Config,
    params: &[f64],
    layer: usize,
    head: usize,
) -> Vec<f64> {
    assert!(
        layer < config.n_layer && head < config.n_head,
        "no such head"
    );
    let wo = format!("layer{layer}.attn_wo");
    let shapes = config.shapes();
    let before = shapes.iter().take_while(|(name, _)| *name != wo);
    let start: usize = before.map(|(_, [n_out, n_in])| n_out * n_in).sum();
    let (n_embd, head_dim) = (config.n_embd, config.head_dim());
    let mut params = params.to_vec();
    for row in params[start..][..n_embd * n_embd].chunks_exact_mut(n_embd) {
        row[head * head_dim..][..head_dim].fill(0.0);
    }
    params
}
// ANCHOR_END: without-head
