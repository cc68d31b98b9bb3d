//! Section 4.3: what the heads attend to over many names.

use serde::Serialize;
use step_4_transformer::Gpt;
use typeset::HeatMap;

use super::read;
use super::trace::trace;
use crate::{Desk, Picture, Question, Refusal};

/// Distances that have a column of their own.
const DISTANCES: usize = 8;

/// The habits of a model's heads.
#[derive(Debug, Serialize)]
pub struct Answer {
    by_distance: Shares,
    by_token: Shares,
}

/// The weights of the heads in even shares, sorted in some way, and a drawing.
#[derive(Debug, Serialize)]
pub struct Shares {
    picture: Picture,
    /// The mean weight times the number of positions that share it, so that an
    /// even share is 1: `[n_head][columns]`.
    means: Vec<Vec<f64>>,
    /// How many weights each mean is of, `[columns]`.
    counts: Vec<usize>,
}

/// Argument: `model`.
///
/// # Errors
///
/// If there is no such model.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let params = read::model(desk, q, "model")?;
    let gpt = Gpt::new(desk.config(), &params);
    let docs = runs::validation_set(desk.docs());
    let shares = |habits: Habits, map: fn(&Habits) -> HeatMap| Shares {
        picture: (&map(&habits)).into(),
        means: habits.means(),
        counts: habits.counts,
    };
    let [distance, token] = habits(&gpt, docs);
    Ok(Answer {
        by_distance: shares(distance, by_distance),
        by_token: shares(token, by_token),
    })
}

/// Sums of weights in even shares.
#[derive(Clone, Debug)]
pub struct Habits {
    /// `[n_head][columns]`.
    sums: Vec<Vec<f64>>,
    /// How many weights they are of, `[columns]`.
    counts: Vec<usize>,
}

impl Habits {
    fn new(n_head: usize, columns: usize) -> Self {
        Habits {
            sums: vec![vec![0.0; columns]; n_head],
            counts: vec![0; columns],
        }
    }

    /// The mean shares, `[n_head][columns]`; even, 1, where there are none.
    pub fn means(&self) -> Vec<Vec<f64>> {
        let mean = |(&sum, &count): (&f64, &usize)| match count {
            0 => 1.0,
            _ => sum / count as f64,
        };
        let sums = self.sums.iter();
        sums.map(|sums| sums.iter().zip(&self.counts).map(mean).collect())
            .collect()
    }
}

/// The weights of the first layer's heads over some names, by the distance to
/// what is attended to and by the token there. The first position of a name is
/// left out: it has no choice.
pub fn habits(gpt: &Gpt<f64>, docs: &[Vec<usize>]) -> [Habits; 2] {
    let n_head = gpt.config.n_head;
    let mut distances = Habits::new(n_head, DISTANCES);
    let mut tokens = Habits::new(n_head, gpt.config.vocab_size);
    for doc in docs {
        // The last token is only guessed; and no name may be too long.
        let read = (doc.len() - 1).min(gpt.config.block_size);
        let passes = trace(gpt, &doc[..read]);
        for (at, pass) in passes.iter().enumerate().skip(1) {
            for (to, &token) in doc[..=at].iter().enumerate() {
                let columns = [(&mut distances, at - to), (&mut tokens, token)];
                for (habits, column) in columns {
                    if column >= habits.counts.len() {
                        continue;
                    }
                    habits.counts[column] += 1;
                    for (head, sums) in
                        pass.layers[0].heads.iter().zip(&mut habits.sums)
                    {
                        sums[column] += head.weights[to] * (at + 1) as f64;
                    }
                }
            }
        }
    }
    [distances, tokens]
}

/// The map of the shares by distance.
pub fn by_distance(habits: &Habits) -> HeatMap {
    let title = "Mean weight by distance, for each head";
    map(title, habits)
        .columns("so many positions back", 0..DISTANCES)
        .cell(26.0)
}

/// The map of the shares by token.
pub fn by_token(habits: &Habits) -> HeatMap {
    let letters = ('a'..='z').map(String::from);
    map("Mean weight by token, for each head", habits)
        .columns("the token there", letters.chain(["BOS".into()]))
}

/// Blue where a head gives more than an even share, orange where it gives
/// less; full at twice as much, and at nothing.
fn map(title: &str, habits: &Habits) -> HeatMap {
    let means = habits.means();
    let from_even = means
        .iter()
        .map(|row| row.iter().map(|share| share - 1.0).collect());
    let from_even: Vec<Vec<f64>> = from_even.collect();
    HeatMap::new(title, &from_even)
        .rows("", (0..means.len()).map(|head| format!("head {head}")))
        .most(1.0)
}
