//! What a trained model makes of something that comes again.

use portable::PythonRandom;
use step_7_text::engine::trainer::TextTrainer;
use step_7_text::{Vocabulary, Windows};

/// What a name costs, in nats, by how often the model has met it before in the
/// same window: the mean over all places, and how many there are. A name is a
/// word of a text.
///
/// Each place is the end of a window of its own, so that all have as much past.
///
/// # Panics
///
/// If the text has a character without a token.
pub fn cost_by_appearance(
    trainer: &mut TextTrainer<f32>,
    vocabulary: &dyn Vocabulary,
    text: &str,
    name: &str,
    most: usize,
) -> Vec<(f64, usize)> {
    let len = trainer.config().block_size;
    let mut sums = vec![(0.0, 0); most + 1];
    for (at, _) in text.match_indices(name) {
        let encode = |text| vocabulary.encode(text).expect("known characters");
        let tokens = encode(&text[..at + name.len()]);
        let pieces = tokens.len() - encode(text[..at].trim_end()).len();
        let Some(start) = tokens.len().checked_sub(len + 1) else {
            continue;
        };
        let seen = vocabulary.decode(&tokens[start..]);
        let before = seen.matches(name).count().saturating_sub(1).min(most);
        let losses = trainer.losses(&Windows::at(&tokens, &[start], len));
        sums[before].0 += losses[len - pieces..].iter().sum::<f64>();
        sums[before].1 += 1;
    }
    let mean = |(sum, count): (f64, usize)| (sum / count.max(1) as f64, count);
    sums.into_iter().map(mean).collect()
}

/// How much weight each head gives, on average, to the position behind the
/// last appearance of the current token, in random tokens that come twice:
/// `[n_layer][n_head]`. An even head would give one share among many.
pub fn induction_scores(
    trainer: &mut TextTrainer<f32>,
    trials: usize,
    rng: &mut PythonRandom,
) -> Vec<Vec<f64>> {
    let config = *trainer.config();
    let half = config.block_size / 2;
    let even = vec![1.0; config.vocab_size];
    let mut scores = vec![vec![0.0; config.n_head]; config.n_layer];
    for _ in 0..trials {
        let once: Vec<usize> =
            (0..half).map(|_| rng.choose_weighted(&even)).collect();
        let mut tokens = once.repeat(2);
        tokens.push(once[0]);
        trainer.losses(&Windows::at(&tokens, &[0], 2 * half));
        for (layer, scores) in scores.iter_mut().enumerate() {
            for (head, score) in scores.iter_mut().enumerate() {
                let weights = trainer.attention(layer, head);
                // From `half` on, each token has come once before.
                let behind = |t: usize| weights[t][t - half + 1];
                let sum: f64 = (half..2 * half).map(behind).sum();
                *score += sum / (half * trials) as f64;
            }
        }
    }
    scores
}
