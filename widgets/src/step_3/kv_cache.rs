//! Section 3.7: the cache, call after call.

use serde::Serialize;
use step_3_attention::{BLOCK_SIZE, Cache, Gpt};
use typeset::HeatMap;

use super::trace;
use crate::{Desk, Picture, Question, Refusal};

/// The cache of a name after some calls of `logits`.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Its keys and values.
    picture: Picture,
    /// The name with BOS before it, `[positions]`.
    tokens: Vec<usize>,
    /// How many calls there have been.
    calls: usize,
    /// The whole name, call by call.
    rows: Vec<Call>,
}

/// The state that a call leaves behind.
#[derive(Debug, Serialize)]
pub struct Call {
    /// How many positions the cache has then.
    pub len: usize,
    /// How many keys would have been computed so far without a cache.
    pub without: usize,
}

/// Arguments: `name`; `calls`, how many of its positions have been read.
///
/// # Errors
///
/// If one is missing or none that the model can read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let word = trace::word(desk, q)?;
    let tokens = &word[..word.len() - 1];
    let calls = q.count("calls", 0..=BLOCK_SIZE)?.min(tokens.len());
    let vocab_size = desk.tokenizer().vocab_size();
    let gpt = Gpt::new(vocab_size, &desk.single_head().model);
    Ok(Answer {
        picture: (&figure(&gpt, tokens, calls)).into(),
        tokens: tokens.to_vec(),
        calls,
        rows: self::calls(&gpt, tokens),
    })
}

/// Reads some tokens, and says what each call leaves behind.
pub fn calls(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<Call> {
    let mut cache = Cache::new();
    let mut without = 0;
    let call = |&token: &usize| {
        gpt.logits(token, &mut cache);
        without += cache.len(); // all keys so far, once more
        let len = cache.len();
        Call { len, without }
    };
    tokens.iter().map(call).collect()
}

/// The cache of a name after some calls: keys on the left, values on the right.
/// It has room for the rows to come.
pub fn figure(gpt: &Gpt<f64>, tokens: &[usize], calls: usize) -> HeatMap {
    let whole = rows(&read(gpt, tokens));
    let mut rows = rows(&read(gpt, &tokens[..calls]));
    rows.resize(tokens.len(), vec![0.0; whole[0].len()]);
    let letters = tokens.iter().map(|&token| trace::letter(token));
    let width = whole[0].len() / 2;
    let heads = (0..whole[0].len()).map(|column| match column {
        0 => "keys",
        column if column == width + 1 => "values",
        _ => "",
    });
    HeatMap::new("The keys and values in the cache", &rows)
        .rows("", letters)
        .columns("", heads)
        .most(trace::largest(whole.iter().flatten()))
}

fn read(gpt: &Gpt<f64>, tokens: &[usize]) -> Cache<f64> {
    let mut cache = Cache::new();
    for &token in tokens {
        gpt.logits(token, &mut cache);
    }
    cache
}

/// Each position's key, a gap, and its value.
fn rows(cache: &Cache<f64>) -> Vec<Vec<f64>> {
    let rows = cache.keys.iter().zip(&cache.values);
    rows.map(|(k, v)| [&k[..], &[0.0], v].concat()).collect()
}
