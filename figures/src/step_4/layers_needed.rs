//! One layer and two, where one has to read what another has written.

use runs::tasks::Task;
use step_4_transformer::Config;
use typeset::{Table, fixed, percent, thousands};

use super::tasks::{
    SEEDS, all_learned, config, first_layer_blind, right, spread,
};

pub fn figure() -> String {
    let mut table = Table::new()
        .left("layers")
        .right("heads")
        .right("parameters")
        .right("loss")
        .right("from … to")
        .right("letters right");
    let mut row = |name: &str, config: Config, runs: &[[f64; 2]]| {
        let column =
            |i: usize| -> Vec<f64> { runs.iter().map(|run| run[i]).collect() };
        let [mean, low, high] = spread(&column(0));
        table = std::mem::take(&mut table).row([
            name.to_owned(),
            config.n_head.to_string(),
            thousands(config.num_params()),
            fixed(mean, 3),
            format!("{} … {}", fixed(low, 3), fixed(high, 3)),
            percent(spread(&column(1))[0], 1),
        ]);
        [low, high]
    };
    let mut of = |name: &str, config: Config| {
        let runs = all_learned(Task::Refrain, config);
        let runs = runs
            .iter()
            .map(|it| [it.loss, right(Task::Refrain, config, &it.params)]);
        row(name, config, &runs.collect::<Vec<_>>())
    };
    let one = [1, 2, 4].map(|n_head| of("one", config(1, n_head)));
    let wide = Config {
        n_embd: 24,
        ..config(1, 2)
    };
    let wide = of("one, of 24 numbers", wide);
    let two = [1, 2, 4].map(|n_head| of("two", config(2, n_head)));
    let blind: Vec<_> = SEEDS.map(first_layer_blind).collect();
    let blind = row("two, the first blind", config(2, 1), &blind);

    let most =
        |rows: &[[f64; 2]]| rows.iter().map(|it| it[1]).fold(0.0, f64::max);
    for [low, _] in one.into_iter().chain([wide]) {
        assert!(low > most(&two) + 0.05, "one layer is far behind");
    }
    assert!(
        blind[0] > most(&two) + 0.05,
        "and so are two of which one sees"
    );
    assert!(
        two[2][0] > two[1][1],
        "of two layers, four heads are behind"
    );
    table.to_string()
}
