//! Section 1.9: names from three models at any temperature.

use portable::{PythonRandom, math};
use serde::Serialize;
use step_0_counting::sample;
use step_1_gradient_descent::{Mlp, at_temperature, num_params, softmax};

use crate::{Desk, Question, Refusal};

/// How many names are shown.
const SHOWN: usize = 10;

/// How many are written to be counted.
const COUNTED: usize = 2000;

/// The names of one model at one temperature.
#[derive(Debug, Serialize)]
pub struct Column {
    /// The model.
    pub model: &'static str,
    /// The temperature.
    pub temperature: f64,
    /// The first names.
    pub names: Vec<String>,
    /// Whether each is in the data; empty before `know-names`.
    is_real: Vec<bool>,
    /// How many of 2,000 are in the data; none before `know-names`.
    real: Option<usize>,
    /// How many of them differ from each other.
    different: usize,
    /// Their mean length.
    mean_length: f64,
}

/// Arguments: `temperature`; `seed`, 0 for the random numbers that the
/// programs have left when they write.
///
/// # Errors
///
/// If one is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Vec<Column>, Refusal> {
    let temperature = q.number("temperature", 0.05..=10.0)?;
    let seed = q.count("seed", 0..=1_000_000)?;
    let seed = u32::try_from(seed).ok().filter(|&seed| seed > 0);
    Ok(columns(desk, temperature, seed))
}

/// The untrained network, then the table and the trained network, each at 1
/// and at the temperature.
pub fn columns(
    desk: &Desk,
    temperature: f64,
    seed: Option<u32>,
) -> Vec<Column> {
    // Each program has drawn other numbers before it writes.
    let of_step_0 = &desk.start().rng;
    let mut of_step_1 = of_step_0.clone();
    let untrained = step_1_gradient_descent::initial_parameters(
        num_params(27),
        &mut of_step_1,
    );
    let network = |params: &[f64]| -> Vec<Vec<f64>> {
        let mlp = Mlp::new(27, params);
        (0..27).map(|token| softmax(&mlp.logits(token))).collect()
    };
    let untrained = network(&untrained);
    let trained = network(&desk.mlp().model);
    let counts = &desk.counts().model;
    let table: Vec<Vec<f64>> =
        (0..27).map(|token| counts.probabilities(token)).collect();

    let write = |model, rows: &[Vec<f64>], temperature, rng: &PythonRandom| {
        let rng = seed.map_or_else(|| rng.clone(), PythonRandom::new);
        column(desk, model, &at(rows, temperature), temperature, rng)
    };
    vec![
        write("untrained", &untrained, temperature, &of_step_1),
        write("table", &table, 1.0, of_step_0),
        write("table", &table, temperature, of_step_0),
        write("network", &trained, 1.0, &of_step_1),
        write("network", &trained, temperature, &of_step_1),
    ]
}

/// Probabilities at another temperature: their logarithms are logits.
fn at(rows: &[Vec<f64>], temperature: f64) -> Vec<Vec<f64>> {
    let logits = |row: &Vec<f64>| -> Vec<f64> {
        row.iter().map(|&p| math::ln(p)).collect()
    };
    rows.iter()
        .map(|row| softmax(&at_temperature(&logits(row), temperature)))
        .collect()
}

fn column(
    desk: &Desk,
    model: &'static str,
    rows: &[Vec<f64>],
    temperature: f64,
    mut rng: PythonRandom,
) -> Column {
    let tokenizer = desk.tokenizer();
    let mut names: Vec<String> = (0..COUNTED)
        .map(|_| {
            let probabilities = |token: usize| rows[token].clone();
            let tokens = sample(tokenizer.bos(), 16, &mut rng, probabilities);
            tokenizer.decode(&tokens)
        })
        .collect();
    let first = names[..SHOWN].to_vec();
    let is_real: Option<Vec<bool>> =
        first.iter().map(|name| desk.is_real(name)).collect();
    let real = is_real.is_some().then(|| {
        let is_real = |name: &&String| desk.is_real(name) == Some(true);
        names.iter().filter(is_real).count()
    });
    let letters: usize = names.iter().map(String::len).sum();
    names.sort_unstable();
    names.dedup();
    Column {
        model,
        temperature,
        names: first,
        is_real: is_real.unwrap_or_default(),
        real,
        different: names.len(),
        mean_length: letters as f64 / COUNTED as f64,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::columns;
    use crate::Desk;

    #[test]
    fn the_shares_of_the_section() {
        let mut desk = Desk::default();
        assert_eq!(columns(&desk, 0.5, None)[0].real, None);
        desk.ask(&json!({"ask": "know-names", "text": names::NAMES}));
        let columns = columns(&desk, 0.5, None);
        let shares = columns.iter().map(|it| {
            let real = it.real.expect("the names are known");
            (typeset::percent(real as f64 / 2000.0, 1), it.different)
        });
        let shares: Vec<(String, usize)> = shares.collect();
        let expected = [
            ("0.4\u{a0}%", 1882),
            ("9.2\u{a0}%", 1632),
            ("30.6\u{a0}%", 840),
            ("12.3\u{a0}%", 1458),
            ("38.5\u{a0}%", 622),
        ];
        assert_eq!(shares, expected.map(|(it, n)| (it.to_owned(), n)));
    }
}
