//! Models that see more and more of a word that is said twice.

use runs::tasks::Past;
use typeset::{Table, fixed, percent};

use super::echo::{
    SEEDS, View, learned_mlp, least, likeliest_of_mlp, right, right_of_mlp,
    spread,
};
use super::starts::cell;

/// The token that ends a word.
const BOS: usize = 26;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("model")
        .right("least possible loss")
        .right("loss")
        .right("right in second halves");
    let mut row = |model: &str, bound: Option<f64>, runs: &[_]| {
        let (losses, right): (Vec<_>, Vec<_>) = runs.iter().copied().unzip();
        let [_, low, high] = spread(&losses);
        let bound = bound.map_or("not known".into(), |it| fixed(it, 3));
        let right = percent(spread(&right)[0], 1);
        table = std::mem::take(&mut table).row([
            model.to_owned(),
            bound,
            cell(&losses, 2),
            right,
        ]);
        [low, high]
    };
    let mlp = SEEDS.map(learned_mlp);
    let mlp: Vec<_> = mlp
        .inspect(|it| {
            let guesses = likeliest_of_mlp(&it.params);
            assert!(guesses.iter().all(|&it| it == BOS), "the text says so");
        })
        .map(|it| (it.loss, right_of_mlp(&it.params)))
        .collect();
    let of = |past: Past| -> Vec<_> {
        let runs = SEEDS.map(|seed| past.learned(seed));
        runs.map(|it| (it.loss, right(past, &it.params))).collect()
    };
    let [token, place, all] =
        [View::Token, View::TokenAndPosition, View::AllSoFar].map(least);
    row("MLP: the token", Some(token), &mlp);
    let blind = of(Past::Unseen);
    let [blind_low, _] =
        row("no past: token and position", Some(place), &blind);
    assert!(blind_low > place, "no model can be better");
    let [mean_low, mean_high] =
        row("a plain mean of the past", None, &of(Past::Mean));
    assert!(mean_high < blind_low, "it sees something");
    let chosen = of(Past::Attention);
    let [low, high] = row("attention", Some(all), &chosen);
    assert!(low > all && high < all + 0.025, "all that can be known");
    assert!(high < mean_low - 1.0, "far below the mean");
    table.to_string()
}
