//! The vectors of "emma" from block to block, in a model of one layer: before
//! training and after Step 4's run.

use runs::{Training, corpus};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::Svg;

use super::emma::{EMMA, NAMES};
use super::stream::stages;

const CELL: [f64; 2] = [12.5, 12.5];
const STAGES: [&str; 3] =
    ["after the embeddings", "after attention", "after the MLP"];

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (_, mut rng) = corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let trained = Training::transformer(config).run().model;

    let mut svg = Svg::new(
        "The residual stream of emma, before and after training",
        480.0,
        330.0,
    );
    for (i, (name, params)) in
        [("untrained", untrained), ("Step 4’s run", trained)]
            .iter()
            .enumerate()
    {
        let gpt = Gpt::new(config, params);
        let x = 36.0 + i as f64 * 232.0;
        svg.text("", [x, 12.0], name);
        let mut cache = Cache::new(config.n_layer);
        let positions: Vec<Vec<Vec<f64>>> = EMMA
            .iter()
            .map(|&token| stages(&gpt, token, &mut cache))
            .collect();
        for (stage, title) in STAGES.iter().enumerate() {
            let y = 40.0 + stage as f64 * 100.0;
            svg.text("small", [x, y - 6.0], title);
            let rows: Vec<Vec<f64>> =
                positions.iter().map(|it| it[stage].clone()).collect();
            svg.cells([x, y], CELL, 3.0, &rows);
            for (row, token) in NAMES.iter().enumerate() {
                let down = (row as f64).mul_add(CELL[1], y + 10.0);
                svg.text("small end", [x - 4.0, down], token);
            }
        }
    }
    svg.to_string()
}
