//! Section 0.5: the pairs of a name, counted one by one.

use serde::Serialize;
use typeset::Svg;

use super::{counted, token_names};
use crate::{Desk, Picture, Question, Refusal};

/// How many pairs stand side by side.
const PAIRS_IN_LINE: usize = 4;

/// The pairs of a name while they are counted.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The pairs, with the counts of those that are counted.
    picture: Picture,
    /// The name, with BOS on both sides.
    tokens: Vec<usize>,
    /// The count of each counted pair before and after.
    changes: Vec<[u32; 2]>,
}

/// Arguments: `name`; `names`, how many the table had counted before it;
/// `pairs`, how many of the name's pairs are counted.
///
/// # Errors
///
/// If an argument is missing or out of range, or the name cannot be read.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = q.word("name", desk.tokenizer())?;
    let mut counts = counted(desk, q)?;
    let pairs = q.count("pairs", 0..=tokens.len() - 1)?;

    let observe = |pair: &[usize]| {
        let before = counts.row(pair[0])[pair[1]];
        counts.observe(pair);
        [before, counts.row(pair[0])[pair[1]]]
    };
    let changes: Vec<[u32; 2]> =
        tokens.windows(2).take(pairs).map(observe).collect();
    Ok(Answer {
        picture: (&figure(&tokens, &changes)).into(),
        tokens,
        changes,
    })
}

/// The tokens of a name and its pairs, each with its cell of the table. The
/// first pairs have been counted: with `changes`, from one count to another.
pub fn figure(tokens: &[usize], changes: &[[u32; 2]]) -> Svg {
    const SIDE: f64 = 44.0;
    const PITCH: f64 = 100.0;
    const TOP: f64 = 34.0;
    const LINE: f64 = 146.0;

    let names = token_names();
    let letters: String = tokens[1..tokens.len() - 1]
        .iter()
        .map(|&it| names[it].as_str())
        .collect();
    let lines = tokens.windows(2).len().div_ceil(PAIRS_IN_LINE);
    let title = format!("The tokens of {letters} and its pairs");
    let mut svg = Svg::new(&title, 480.0, lines as f64 * LINE - 10.0);

    for (i, pair) in tokens.windows(2).enumerate() {
        let is_current = i + 1 == changes.len();
        let class = |plain: &str| {
            let current = if is_current { " current" } else { "" };
            format!("{plain}{current}")
        };
        let place = i % PAIRS_IN_LINE;
        let top = TOP + (i / PAIRS_IN_LINE) as f64 * LINE;
        let x = 18.0 + place as f64 * PITCH;
        let (from, to) = (x + SIDE, x + PITCH);
        let mut token = |class: &str, token: usize, x: f64| {
            let middle = x + SIDE / 2.0;
            svg.rect(class, [x, top], [SIDE, 34.0]);
            svg.text("middle", [middle, top + 22.0], &names[token]);
            let below = [middle, top + 52.0];
            svg.text("small middle", below, format!("id {token}"));
        };
        if i == 0 {
            token("box", pair[0], x);
        } else if place == 0 {
            // The last token of the line above, which begins this pair.
            token("box again", pair[0], x);
        }
        token("box", pair[1], to);

        let y = top + 17.0;
        svg.arrow(&class("edge"), [from + 4.0, y], [to - 4.0, y]);
        let middle = f64::midpoint(from, to);
        let above = [middle, top - 20.0];
        svg.text(&class("small middle"), above, format!("pair {}", i + 1));
        let cell = format!("({}, {})", pair[0], pair[1]);
        svg.text("code middle", [middle, top + 78.0], cell);
        if let Some([before, after]) = changes.get(i) {
            let change = format!("{before} → {after}");
            let below = [middle, top + 96.0];
            svg.text(&class("code middle"), below, change);
        }
    }
    svg
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn a_pair_that_comes_twice_is_counted_twice() {
        let desk = Desk::default();
        let question = json!({
            "ask": "token-pairs",
            "name": "Mama",
            "names": 0,
            "pairs": 4,
        });
        let answer = super::answer(&desk, &question.into())
            .expect("a name that can be read");
        assert_eq!(answer.tokens, [26, 12, 0, 12, 0, 26]);
        assert_eq!(answer.changes, [[0, 1], [0, 1], [0, 1], [1, 2]]);
    }
}
