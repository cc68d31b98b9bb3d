//! Two heads that know half of a cell each, and what is left without one.

use runs::tasks::{Task, learned};
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Facts, Svg, percent};

use super::tasks::{LOOKED_AT, SEEDS, config, spread};

/// The word of section 4.2 up to its last letter: BOS, "baceedfo".
const TOKENS: [usize; 9] = [26, 1, 0, 2, 4, 4, 3, 5, 14];
/// Its last letter.
const X: usize = 23;
/// The side of a letter's cell.
const CELL: f64 = 24.0;

/// The chances of the last letter, as the square of letters.
pub fn figure() -> String {
    let config = config(1, 2);
    let params = learned(Task::Cells, config, LOOKED_AT).params;
    let title = "The chance of each letter after baceedfo";
    let mut svg = Svg::new(title, 480.0, 2.0 + 30.0 + 5.0 * CELL);
    for (i, (name, off)) in [
        ("both heads", None),
        ("without head 0", Some(0)),
        ("without head 1", Some(1)),
    ]
    .into_iter()
    .enumerate()
    {
        let probs =
            last(&Gpt::new(config, &without(config, &params, off)), &TOKENS);
        let left = 10.0 + 170.0 * i as f64;
        svg.text("middle", [left + 2.5 * CELL, 16.0], name);
        let sum = |letters: &dyn Fn(usize) -> bool| -> f64 {
            (0..25).filter(|&it| letters(it)).map(|it| probs[it]).sum()
        };
        let [in_row, in_column] =
            [sum(&|it| it / 5 == X / 5), sum(&|it| it % 5 == X % 5)];
        assert!(off == Some(0) || in_row > 0.95, "the row is known");
        assert!(off == Some(1) || in_column > 0.95, "the column is known");
        assert!(off.is_none() || probs[X] < 0.2, "the letter is not");
        let rows: Vec<_> = probs[..25].chunks(5).map(<[f64]>::to_vec).collect();
        svg.cells([left, 30.0], [CELL, CELL], 1.0, &rows);
        for (letter, name) in ('a'..='y').enumerate() {
            let [x, y] = [letter % 5, letter / 5].map(|it| it as f64 + 0.5);
            let at = [left + x * CELL, 34.0 + y * CELL];
            svg.text("small middle", at, name);
        }
    }
    svg.to_string()
}

/// What the half of a cell keeps whose head is left, in every draw.
pub fn facts(facts: Facts) -> Facts {
    let config = config(1, 2);
    let mut kept = Vec::new();
    for seed in SEEDS {
        let params = learned(Task::Cells, config, seed).params;
        for off in [0, 1] {
            let params = without(config, &params, Some(off));
            let mut halves = known(&Gpt::new(config, &params));
            halves.sort_by(f64::total_cmp);
            let [lost, left] = halves;
            assert!((lost - 0.2).abs() < 0.05, "a guess among five");
            kept.push(left);
        }
    }
    facts.with("head-off-kept", percent(spread(&kept)[1], 0))
}

/// The mean chance that a model gives to the right row, and to the right
/// column, where the cells of a hundred words are to be named.
fn known(gpt: &Gpt<f64>) -> [f64; 2] {
    let docs = &Task::Cells.documents().others[..100];
    let mut halves = [0.0; 2];
    for tokens in docs {
        for at in 6..9 {
            let probs = last(gpt, &tokens[..=at]);
            let right = tokens[at + 1];
            for (letter, chance) in probs[..25].iter().enumerate() {
                let share = chance / (3 * docs.len()) as f64;
                halves[0] += if letter / 5 == right / 5 { share } else { 0.0 };
                halves[1] += if letter % 5 == right % 5 { share } else { 0.0 };
            }
        }
    }
    halves
}

/// The chance of each token after these.
fn last(gpt: &Gpt<f64>, tokens: &[usize]) -> Vec<f64> {
    let mut cache = Cache::new(gpt.config.n_layer);
    let logits = tokens.iter().map(|&token| gpt.logits(token, &mut cache));
    softmax(&logits.last().expect("a token"))
}

/// The parameters, but a head has zeros for its rows of `attn_wv`: all its
/// values are 0, and so is what it gathers.
fn without(config: Config, params: &[f64], off: Option<usize>) -> Vec<f64> {
    let mut params = params.to_vec();
    let shapes = config.shapes();
    let before = shapes
        .iter()
        .take_while(|(name, _)| name != "layer0.attn_wv");
    let start: usize = before.map(|(_, [n_out, n_in])| n_out * n_in).sum();
    if let Some(head) = off {
        let size = config.head_dim() * config.n_embd;
        params[start + head * size..][..size].fill(0.0);
    }
    params
}
