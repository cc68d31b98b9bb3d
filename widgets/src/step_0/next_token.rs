//! Section 0.4: what the table expects after a token.

use serde::Serialize;
use step_0_counting::Counts;
use typeset::{Axis, Bars};

use super::{counted, token_names};
use crate::{Desk, Picture, Question, Refusal};

/// The tokens that may follow one.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The bars of the probabilities, with the counts above.
    picture: Picture,
    /// How often each token followed, `[vocab_size]`.
    counts: Vec<u32>,
    /// How often anything followed.
    total: u32,
    /// The probability of each token, `[vocab_size]`.
    probabilities: Vec<f64>,
}

/// Arguments: `token`, an id; `names`, how many were counted; `smoothed`,
/// whether one is added to every count.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let vocab_size = desk.tokenizer().vocab_size();
    let token = q.count("token", 0..=vocab_size - 1)?;
    let counts = counted(desk, q)?;
    let is_smoothed = q.flag("smoothed")?;
    Ok(Answer {
        picture: (&figure(&counts, token, is_smoothed)).into(),
        counts: counts.row(token).to_vec(),
        total: counts.row(token).iter().sum(),
        probabilities: probabilities(&counts, token, is_smoothed),
    })
}

fn probabilities(counts: &Counts, token: usize, is_smoothed: bool) -> Vec<f64> {
    if is_smoothed {
        counts.probabilities(token)
    } else {
        shares(counts.row(token))
    }
}

/// Probabilities without smoothing: all 0 where nothing was counted.
fn shares(row: &[u32]) -> Vec<f64> {
    let total = f64::from(row.iter().sum::<u32>().max(1));
    row.iter().map(|&n| f64::from(n) / total).collect()
}

/// The bars of what follows `token`, with the counts above them and what
/// smoothing adds.
pub fn figure(counts: &Counts, token: usize, is_smoothed: bool) -> Bars {
    let row = counts.row(token);
    let bos = row.len() - 1;
    let names = token_names();
    let title = if token == bos {
        "What the table expects after BOS".to_owned()
    } else {
        format!("What the table expects after the letter {}", names[token])
    };
    let mut bars = Bars::beside(&title, axis(row));
    let probabilities = probabilities(counts, token, is_smoothed);
    for next in 0..row.len() {
        if next == bos {
            bars = bars.bar("bar", "", 0.0, ""); // room for a longer name
        }
        let percent = 100.0 * probabilities[next];
        let note = row[next].to_string();
        bars = if is_smoothed {
            // Each of `count + 1` has the same part in the probability.
            let one = percent / f64::from(row[next] + 1);
            bars.bar("bar", &names[next], percent - one, &note)
                .and("bar weak", one, "+1")
        } else {
            bars.bar("bar", &names[next], percent, &note)
        };
    }
    bars.level("", 100.0 / row.len() as f64)
}

/// One of three scales, the same with smoothing and without, which never makes
/// the largest share larger.
fn axis(row: &[u32]) -> Axis {
    const NAME: &str = "probability, %";
    let most = shares(row).into_iter().fold(0.0, f64::max);
    if most <= 0.2 {
        Axis::linear(NAME, &[0.0, 5.0, 10.0, 15.0, 20.0])
    } else if most <= 0.5 {
        Axis::linear(NAME, &[0.0, 10.0, 20.0, 30.0, 40.0, 50.0])
    } else {
        Axis::linear(NAME, &[0.0, 20.0, 40.0, 60.0, 80.0, 100.0])
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Answer, answer};
    use crate::Desk;

    fn ask(token: usize, names: usize, smoothed: bool) -> Answer {
        let question = json!({
            "ask": "next-token",
            "token": token,
            "names": names,
            "smoothed": smoothed,
        });
        answer(&Desk::default(), &question.into()).expect("an answer")
    }

    #[test]
    fn the_scale_does_not_depend_on_smoothing() {
        for token in 0..27 {
            for names in [0, 1, 10, 1000] {
                let grid = |smoothed| {
                    let svg = ask(token, names, smoothed).picture.svg;
                    let lines = svg.lines().map(str::to_owned);
                    let is_scale = |it: &String| it.contains("small end");
                    lines.filter(is_scale).collect::<Vec<_>>()
                };
                assert_eq!(grid(true), grid(false), "{token}, {names}");
            }
        }
    }

    #[test]
    fn the_ones_are_the_last_part_of_each_bar() {
        let q = ask(16, 1000, true);
        assert_eq!((q.counts[20], q.total), (3, 3));
        assert_eq!(q.probabilities[20], 4.0 / 30.0);
        assert_eq!(q.picture.svg.matches(">+1</text>").count(), 27);
        assert!(!ask(16, 1000, false).picture.svg.contains("+1"));
    }

    #[test]
    fn smoothing_makes_no_bar_higher_than_the_scale() {
        for token in 0..27 {
            for names in [0, 1, 10, 1000] {
                let largest = |smoothed| {
                    let shares = ask(token, names, smoothed).probabilities;
                    shares.into_iter().fold(0.0, f64::max)
                };
                let most = largest(false).max(0.2);
                assert!(largest(true) <= most, "{token}, {names}");
            }
        }
    }
}
