//! Of 7.B: what a longer past for every token changes.

use exercises::step_7::strided::strided;
use portable::math::ln;
use typeset::{Table, fixed};

use super::{TABLE, seen_of};
use crate::spread::mean;
use crate::step_7::record::runs_of;
use crate::step_7::tables::{CHOSEN, VALIDATION};

/// The positions of the table's windows.
const LEN: usize = 16;

/// The positions of the model's windows.
const OF_THE_MODEL: usize = 64;

/// Bits per character of the table of five, if it sees no further than to the
/// beginning of a window.
fn bits(stride: usize) -> f64 {
    let windows = strided(VALIDATION.len(), LEN, stride);
    let bits = windows.into_iter().flat_map(|(start, from)| {
        (from..LEN).map(move |t| {
            let seen = seen_of(&VALIDATION[start..=start + t]);
            let target = VALIDATION[start + t + 1];
            -ln(TABLE.probabilities(seen)[target]) / ln(2.0)
        })
    });
    mean(&bits.collect::<Vec<_>>())
}

/// What the record says of the whole model: the mean over the last `stride`
/// positions of a window, of all starts.
pub fn of_the_model(stride: usize) -> f64 {
    let runs = runs_of("ablation", "whole");
    let of_run = |by_position: &[f64]| {
        assert_eq!(by_position.len(), OF_THE_MODEL);
        mean(&by_position[OF_THE_MODEL - stride..]) / ln(2.0)
    };
    let all = runs.iter().map(|it| of_run(&it.by_position));
    mean(&all.collect::<Vec<_>>())
}

pub fn figure() -> String {
    let strides = [16, 15, 14, 12, 8, 4, 1];
    let rows = strides.map(|stride| (stride, bits(stride)));
    let sees_all = |stride: usize| LEN - stride + 1 >= CHOSEN;
    let all = rows.iter().filter(|it| sees_all(it.0)).map(|it| it.1);
    let best = rows[rows.len() - 1].1;
    // The streams do not end at the same place.
    assert!(
        all.into_iter().all(|it| (it - best).abs() < 1e-3),
        "{rows:?}"
    );
    let first = rows[..4].iter().map(|it| it.1);
    assert!(first.is_sorted_by(|a, b| a > b), "each better: {rows:?}");
    let mut table = Table::new()
        .right("stride")
        .right("windows read for one")
        .right("bits per character");
    for (stride, bits) in rows {
        table = table.row([
            stride.to_string(),
            fixed(LEN as f64 / stride as f64, 2),
            fixed(bits, 2),
        ]);
    }
    table.to_string()
}
