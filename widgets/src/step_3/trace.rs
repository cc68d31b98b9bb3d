//! The numbers of this step's model on the way to its logits.

use step_2_autograd::{Scalar, linear, relu};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, attention_weights, rms_norm, weighted_sum};

use crate::{Desk, Question, Refusal};

/// Everything that the model computes at one position. Vectors of the model are
/// `[N_EMBD]`.
#[derive(Clone, Debug)]
pub struct Position {
    /// Which position it is.
    pub position: usize,
    /// The token that stands there.
    pub token: usize,
    /// The embeddings of the token and of the position.
    pub embeddings: [Vec<f64>; 2],
    /// Their sum.
    pub sum: Vec<f64>,
    /// The residual stream before attention, after it, and after the MLP.
    pub stream: [Vec<f64>; 3],
    /// The vectors that attention and the MLP add to it.
    pub added: [Vec<f64>; 2],
    /// The query.
    pub q: Vec<f64>,
    /// The key.
    pub k: Vec<f64>,
    /// The value.
    pub v: Vec<f64>,
    /// The query's dot product with each key so far, `[positions]`.
    pub dots: Vec<f64>,
    /// The same divided by the root of the width.
    pub scores: Vec<f64>,
    /// The weight of each value so far, `[positions]`.
    pub weights: Vec<f64>,
    /// The mean of the values, weighted.
    pub gathered: Vec<f64>,
    /// A score for each possible next token, `[vocab_size]`.
    pub logits: Vec<f64>,
}

/// All positions of `tokens`, computed as [`Gpt::logits`] does.
///
/// # Panics
///
/// If there are more than the model has positions.
pub fn trace(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<Position> {
    let mut cache = Cache::new();
    let tokens = tokens.iter();
    tokens.map(|&token| next(gpt, token, &mut cache)).collect()
}

fn next(gpt: &Gpt<f64>, token: usize, cache: &mut Cache<f64>) -> Position {
    let position = cache.len();
    let embeddings =
        [gpt.wte.row(token), gpt.wpe.row(position)].map(<[f64]>::to_vec);
    let sum = add(&embeddings[0], &embeddings[1]);
    let before = rms_norm(&sum);

    let x = rms_norm(&before);
    let q = linear(&x, &gpt.attn_wq);
    let k = linear(&x, &gpt.attn_wk);
    let v = linear(&x, &gpt.attn_wv);
    cache.keys.push(k.clone());
    cache.values.push(v.clone());
    let dots: Vec<f64> = cache.keys.iter().map(|k| f64::dot(&q, k)).collect();
    let scale = (q.len() as f64).sqrt();
    let weights = attention_weights(&q, &cache.keys);
    let gathered = weighted_sum(&weights, &cache.values);
    let attended = linear(&gathered, &gpt.attn_wo);
    let between = add(&attended, &before);

    let h = relu(&linear(&rms_norm(&between), &gpt.mlp_fc1));
    let made = linear(&h, &gpt.mlp_fc2);
    let after = add(&made, &between);
    Position {
        position,
        token,
        embeddings,
        sum,
        logits: linear(&after, &gpt.lm_head),
        stream: [before, between, after],
        added: [attended, made],
        q,
        k,
        v,
        scores: dots.iter().map(|dot| dot / scale).collect(),
        dots,
        weights,
        gathered,
    }
}

/// The positions of a word, BOS and all letters, as the model of this step sees
/// them before its training and after it.
pub fn read_by_both(desk: &Desk, word: &[usize]) -> [Vec<Position>; 2] {
    [false, true].map(|is_trained| read(desk, word, is_trained))
}

/// The same in one of the two.
pub fn read(desk: &Desk, word: &[usize], is_trained: bool) -> Vec<Position> {
    let vocab_size = desk.tokenizer().vocab_size();
    let untrained;
    let params = if is_trained {
        &desk.single_head().model
    } else {
        let num_params = step_3_attention::num_params(vocab_size);
        untrained = desk.start().parameters(num_params);
        &untrained
    };
    let gpt = Gpt::new(vocab_size, params);
    trace(&gpt, &word[..word.len() - 1])
}

/// The subject of a question: its argument `name`, as [`read`] takes it.
///
/// # Errors
///
/// If there is none, or it is none that the model can read.
pub fn word(desk: &Desk, q: &Question) -> Result<Vec<usize>, Refusal> {
    q.word("name", desk.tokenizer())
}

/// Which of a name's positions a question is about: its argument of this name.
/// A shorter name than before has fewer, so it is at most the last one.
///
/// # Errors
///
/// If there is none, or it is one that no name has.
pub fn position(
    q: &Question,
    argument: &str,
    positions: &[Position],
) -> Result<usize, Refusal> {
    let most = step_3_attention::BLOCK_SIZE - 1;
    let position = q.count(argument, 0..=most)?;
    Ok(position.min(positions.len() - 1))
}

/// The tokens at some positions.
pub fn tokens(positions: &[Position]) -> Vec<usize> {
    positions.iter().map(|it| it.token).collect()
}

/// The name of a token.
pub fn letter(token: usize) -> String {
    let letter = ('a'..='z').nth(token);
    letter.map_or("BOS".into(), String::from)
}

/// The root of the mean of the squares.
pub fn rms(x: &[f64]) -> f64 {
    (f64::dot(x, x) / x.len() as f64).sqrt()
}

/// The size of the number that is farthest from zero.
pub fn largest<'a>(numbers: impl IntoIterator<Item = &'a f64>) -> f64 {
    let sizes = numbers.into_iter().map(|x| x.abs());
    sizes.fold(0.0, f64::max)
}

#[cfg(test)]
mod tests {
    use step_2_autograd::softmax;
    use step_3_attention::{Cache, Gpt, num_params};

    use super::{read_by_both, trace};
    use crate::Desk;

    #[test]
    fn its_logits_are_those_of_the_model() {
        let desk = Desk::default();
        let untrained = desk.start().parameters(num_params(27));
        for params in [&untrained, &desk.single_head().model] {
            let gpt = Gpt::new(27, params);
            for name in ["emma", "christopher", "abcdefghijklmno"] {
                let word = desk.tokenizer().encode(name).unwrap();
                let mut cache = Cache::new();
                for it in trace(&gpt, &word[..word.len() - 1]) {
                    assert_eq!(it.logits, gpt.logits(it.token, &mut cache));
                    assert_eq!(Some(&it.k), cache.keys.last());
                    assert_eq!(Some(&it.v), cache.values.last());
                    assert_eq!(softmax(&it.scores), it.weights);
                }
            }
        }
    }

    #[test]
    fn training_changes_what_is_read() {
        let desk = Desk::default();
        let word = desk.tokenizer().encode("emma").unwrap();
        let [untrained, trained] = read_by_both(&desk, &word);
        assert_eq!(untrained.len(), 5);
        assert_ne!(untrained[3].logits, trained[3].logits);
    }
}
