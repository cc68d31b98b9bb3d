//! What can be known of a word that is said twice, and what was learned.

use portable::{PythonRandom, math};
use runs::tasks::{Documents, Learned, Past, Task};
use runs::{Once, mean_over};
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::{mlp, train};
use step_3_attention::{Cache, Gpt};

use super::common::{VOCAB_SIZE, likeliest};

/// The seeds of the initial weights.
pub const SEEDS: std::ops::RangeInclusive<u32> = 1..=5;

/// The word of the figures, as tokens.
pub fn rust() -> Vec<usize> {
    let tokenizer = runs::corpus().0.tokenizer;
    let tokens = tokenizer.encode("rust").expect("letters from a to z");
    tokens[1..5].to_vec()
}

/// What a model may look at to foretell the next token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    Token,
    TokenAndPosition,
    AllSoFar,
}

/// The least mean loss that any model with this view can have on words of the
/// task: all of them are made, and each next token is given the share that it
/// has where the view is the same.
pub fn least(view: View) -> f64 {
    static LEAST: Once<View, f64> = Once::new();
    LEAST.get(view, || {
        let words: Vec<[usize; 10]> = (0..26usize.pow(4))
            .map(|n| {
                let [a, b, c, d] = [1, 26, 676, 17_576].map(|it| n / it % 26);
                [26, a, b, c, d, a, b, c, d, 26]
            })
            .collect();
        let seen = |position: usize, doc: &[usize; 10]| match view {
            View::Token => doc[position],
            View::TokenAndPosition => 27 * position + doc[position],
            View::AllSoFar => {
                let so_far = doc[..=position].iter();
                so_far.fold(1, |key, token| 27 * key + token)
            }
        };
        // Views of two positions are never the same, but for that of a token.
        let positions: Vec<_> = (0..9).collect();
        let together = if view == View::Token { 9 } else { 1 };
        let sums = positions.chunks(together).map(|positions| {
            let at = |p: usize| {
                words.iter().map(move |doc| (seen(p, doc), doc[p + 1]))
            };
            surprise(positions.iter().flat_map(|&p| at(p)).collect())
        });
        sums.sum::<f64>() / (9 * words.len()) as f64
    })
}

/// The surprise of all nexts together, if each is given its share among those
/// of the same view. A pair is a view and what comes next.
fn surprise(mut pairs: Vec<(usize, usize)>) -> f64 {
    pairs.sort_unstable();
    let of_view = |view: &[(usize, usize)]| {
        let nexts = view.chunk_by(|a, b| a == b);
        let share = |next: &[_]| next.len() as f64 / view.len() as f64;
        nexts
            .map(|next| -math::ln(share(next)) * next.len() as f64)
            .sum::<f64>()
    };
    pairs.chunk_by(|a, b| a.0 == b.0).map(of_view).sum()
}

/// The MLP of Step 1, which learns the task at its own rate of 1.
pub fn learned_mlp(seed: u32) -> Learned {
    let Documents { learned, others } = Task::Echo.documents();
    let n = num_params(VOCAB_SIZE);
    let mut params = initial_parameters(n, &mut PythonRandom::new(seed));
    let losses = train(
        &mut params,
        &learned,
        learned.len(),
        1.0,
        |weights, tokens| mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens),
    )
    .collect();
    let net = Mlp::new(VOCAB_SIZE, &params);
    Learned {
        losses,
        loss: mean_over(&others, |tokens| mlp::loss(&net, tokens)),
        params,
    }
}

/// The share of the letters of second halves that a model thinks likeliest.
pub fn right(past: Past, params: &[f64]) -> f64 {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    right_of(|tokens| {
        let mut cache = Cache::new();
        let logits = |&token| past.logits(&gpt, token, &mut cache);
        tokens.iter().map(logits).collect()
    })
}

/// The same for the MLP.
pub fn right_of_mlp(params: &[f64]) -> f64 {
    let net = Mlp::new(VOCAB_SIZE, params);
    right_of(|tokens| {
        tokens
            .iter()
            .map(|&token| mlp::logits(&net, token))
            .collect()
    })
}

/// What the MLP thinks likeliest after each of the 26 letters.
pub fn likeliest_of_mlp(params: &[f64]) -> Vec<usize> {
    let net = Mlp::new(VOCAB_SIZE, params);
    let after = |letter| likeliest(&mlp::logits(&net, letter), 1)[0];
    (0..26).map(after).collect()
}

fn right_of(logits: impl Fn(&[usize]) -> Vec<Vec<f64>>) -> f64 {
    let Documents { others, .. } = Task::Echo.documents();
    mean_over(&others, |tokens| {
        let logits = logits(&tokens[..9]);
        let guess = |i: usize| likeliest(&logits[i], 1)[0] == tokens[i + 1];
        (4..8).filter(|&i| guess(i)).count() as f64 / 4.0
    })
}

/// The mean of some numbers, the least and the largest.
pub fn spread(numbers: &[f64]) -> [f64; 3] {
    let mean = numbers.iter().sum::<f64>() / numbers.len() as f64;
    let least = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let most = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    [mean, least, most]
}
