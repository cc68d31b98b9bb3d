//! The habits of each head over the validation names: before
//! training, after Step 4's run and after Step 5's.

use runs::{Training, corpus, validation_set};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

use super::attention::weights;

/// Means over all positions from the third on: before that there is no choice
/// between a previous token, a BOS and the token itself.
#[derive(Default)]
struct Habits {
    on_self: f64,
    on_previous: f64,
    on_bos: f64,
    from_even: f64,
    largest: f64,
}

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (names, mut rng) = corpus();
    let names = validation_set(&names.docs);
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let models = [
        ("untrained", untrained),
        ("Step 4", Training::transformer(config).run().model),
        ("Step 5", Training::adam(config).run().model),
    ];

    let mut table = Table::new()
        .left("model")
        .right("head")
        .right("itself")
        .right("previous token")
        .right("BOS")
        .right("distance from even")
        .right("largest, even = 1");
    let share = fixed(even_share(names), 3);
    let even = ["even weights", "", &share, &share, &share, "0.000", "1.00"];
    table = table.row(even);
    let mut distances = Vec::new();
    for (name, params) in &models {
        let gpt = Gpt::new(config, params);
        for (head, habits) in habits(&gpt, names).iter().enumerate() {
            distances.push(habits.from_even);
            table = table.row([
                (*name).into(),
                head.to_string(),
                fixed(habits.on_self, 3),
                fixed(habits.on_previous, 3),
                fixed(habits.on_bos, 3),
                fixed(habits.from_even, 3),
                fixed(habits.largest, 2),
            ]);
        }
    }
    let sgd = &distances[..8];
    assert!(sgd.iter().all(|it| *it < 0.05), "training changes little");
    assert!(distances[8..].iter().all(|it| *it > 0.09), "Adam does");
    table.to_string()
}

/// The mean of an even share, over the same positions.
fn even_share(names: &[Vec<usize>]) -> f64 {
    let so_far = names.iter().flat_map(|name| 3..name.len());
    let shares: Vec<f64> = so_far.map(|n| 1.0 / n as f64).collect();
    shares.iter().sum::<f64>() / shares.len() as f64
}

fn habits(gpt: &Gpt<f64>, names: &[Vec<usize>]) -> Vec<Habits> {
    let mut all: Vec<Habits> = Vec::new();
    all.resize_with(gpt.config.n_head, Habits::default);
    let mut n = 0.0;
    for name in names {
        let inputs = &name[..name.len() - 1];
        n += (inputs.len() - 2) as f64;
        for (habits, rows) in all.iter_mut().zip(weights(gpt, inputs)) {
            for weights in &rows[2..] {
                let (last, even) =
                    (weights.len() - 1, 1.0 / weights.len() as f64);
                habits.on_self += weights[last];
                habits.on_previous += weights[last - 1];
                habits.on_bos += weights[0];
                let moved = weights.iter().map(|w| (w - even).abs());
                habits.from_even += moved.sum::<f64>() / 2.0;
                let most = weights.iter().copied().fold(0.0, f64::max);
                habits.largest = habits.largest.max(most / even);
            }
        }
    }
    for habits in &mut all {
        habits.on_self /= n;
        habits.on_previous /= n;
        habits.on_bos /= n;
        habits.from_even /= n;
    }
    all
}
