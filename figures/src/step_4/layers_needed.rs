//! One layer and two, where one has to read what another has written.

use runs::tasks::Task;
use step_4_transformer::Config;
use typeset::{Table, fixed, percent, thousands};

use super::tasks::{
    SEEDS, all_learned, config, first_layer_blind, right, spread,
};

/// The loss of a run, and the share of certain letters that it names.
type Runs = Vec<[f64; 2]>;

pub fn figure() -> String {
    let of = |config: Config| -> Runs {
        let runs = all_learned(Task::Refrain, config);
        let share = |params: &[f64]| right(Task::Refrain, config, params);
        runs.iter().map(|it| [it.loss, share(&it.params)]).collect()
    };
    let wide = Config {
        n_embd: 24,
        ..config(1, 2)
    };
    let blind = config(2, 1);
    let rows = [
        ("one layer, one head", config(1, 1), of(config(1, 1))),
        ("one layer, two heads", config(1, 2), of(config(1, 2))),
        ("one layer of 24 numbers, two heads", wide, of(wide)),
        ("two layers, one head", config(2, 1), of(config(2, 1))),
        ("two layers, two heads", config(2, 2), of(config(2, 2))),
        (
            "two layers, the first blind",
            blind,
            SEEDS.map(first_layer_blind).collect(),
        ),
    ];
    check(&rows.each_ref().map(|(_, _, runs)| column(runs, 0)));

    let mut table = Table::new()
        .left("model")
        .right("parameters")
        .right("mean loss")
        .right("letters right");
    for (name, config, runs) in rows {
        table = table.row([
            name.to_owned(),
            thousands(config.num_params()),
            fixed(column(&runs, 0)[0], 2),
            percent(column(&runs, 1)[0], 0),
        ]);
    }
    table.to_string()
}

/// Mean, least and most of what runs have in common.
fn column(runs: &Runs, i: usize) -> [f64; 3] {
    spread(&runs.iter().map(|run| run[i]).collect::<Vec<_>>())
}

/// That the text is right.
fn check(losses: &[[f64; 3]; 6]) {
    let [one @ .., two, two_heads, blind] = losses;
    let most = two[2].max(two_heads[2]);
    for [_, least, _] in one.iter().chain([blind]) {
        assert!(*least > most + 0.05, "far behind two layers that see");
    }
    assert!(blind[0] > one[0][0], "no better than one layer");
}
