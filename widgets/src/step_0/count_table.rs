//! Section 0.3: the table while it fills.

use serde::Serialize;
use step_0_counting::Counts;
use typeset::{HeatMap, thousands};

use super::{counted, token_names};
use crate::{Desk, Picture, Question, Refusal};

/// The table after some names.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The table as a heat map.
    picture: Picture,
    /// The table, `[vocab_size][vocab_size]`.
    counts: Vec<Vec<u32>>,
    /// The first of the cells with the largest count; none if all are empty.
    fullest: Option<[usize; 2]>,
    /// How many other cells have that count.
    others: usize,
}

/// Argument: `names`, how many were counted.
///
/// # Errors
///
/// If it is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let counts = counted(desk, q)?;
    let fullest = fullest(&counts);
    Ok(Answer {
        picture: (&figure(&counts)).into(),
        counts: rows(&counts).map(<[u32]>::to_vec).collect(),
        fullest: fullest.first().copied(),
        others: fullest.len().saturating_sub(1),
    })
}

/// The row and the column of each cell with the largest count above 0.
fn fullest(counts: &Counts) -> Vec<[usize; 2]> {
    let most = rows(counts).flatten().max().filter(|&&most| most > 0);
    let of_row = |(i, row): (usize, &[u32])| {
        let cells = (0..row.len()).filter(|&j| Some(&row[j]) == most);
        cells.map(|j| [i, j]).collect::<Vec<_>>()
    };
    rows(counts).enumerate().flat_map(of_row).collect()
}

fn rows(counts: &Counts) -> impl Iterator<Item = &[u32]> {
    let vocab_size = counts.row(0).len();
    (0..vocab_size).map(|token| counts.row(token))
}

/// The table as a heat map.
pub fn figure(counts: &Counts) -> HeatMap {
    // A table of few names is pale, and grows darker with the next ones.
    const LEAST_DARK: f64 = 20.0;

    let cells = rows(counts).map(|row| row.iter().copied().map(f64::from));
    let cells: Vec<Vec<f64>> = cells.map(Iterator::collect).collect();
    let largest = cells.iter().flatten().copied().fold(LEAST_DARK, f64::max);
    // Every name has one pair in the last row, that of BOS.
    let names: u32 = rows(counts).last().unwrap_or_default().iter().sum();
    let title = format!(
        "The counts of {} names, current token by next token",
        thousands(names)
    );
    HeatMap::new(&title, &cells)
        .rows("current token", token_names())
        .columns("next token", token_names())
        .root_scale()
        .most(largest)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn the_table_is_that_of_the_book() {
        let desk = Desk::default();
        let ask = |names: usize| {
            let question = json!({"ask": "count-table", "names": names});
            super::answer(&desk, &question.into()).map(|it| it.counts)
        };
        let full = ask(1000).expect("a table");
        let total: u32 = full[0].iter().sum();
        assert_eq!((full[0][21], total), (24, 1046)); // v after a
        let zeros = full.concat().iter().filter(|&&it| it == 0).count();
        assert_eq!(zeros, 299);
        let empty = ask(0).expect("a table");
        assert!(empty.concat().iter().all(|&it| it == 0));
        assert!(ask(1001).is_err());
    }
    #[test]
    fn the_fullest_cells_hold_the_largest_count() {
        let desk = Desk::default();
        for (names, fullest, others) in [
            (0, None, 0),
            (1, Some([4, 13]), 6),
            (1000, Some([13, 26]), 0),
        ] {
            let question = json!({"ask": "count-table", "names": names});
            let answer =
                super::answer(&desk, &question.into()).expect("a table");
            assert_eq!((answer.fullest, answer.others), (fullest, others));
        }
    }
}
