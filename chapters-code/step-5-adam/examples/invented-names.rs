//! How many of 1,000 sampled names are in the data, and how many of these are
//! among the 1,000 that the model was trained on.

mod sampling;

use std::collections::HashSet;

use sampling::sample_names;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use typeset::Table;

fn main() {
    let config = Config::of_the_guide(27);
    let (corpus, mut rng) = runs::corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let trained = runs::adam(config, runs::NUM_STEPS, 0.01).model;
    let inner = |doc: &Vec<usize>| doc[1..doc.len() - 1].to_vec();
    let all: HashSet<_> = corpus.docs.iter().map(inner).collect();
    let learned: HashSet<_> = corpus.docs[..1000].iter().map(inner).collect();

    let mut table = Table::new()
        .left("model")
        .right("temperature")
        .right("different names")
        .right("in the data")
        .right("and trained on");
    for (name, params) in [("untrained", &untrained), ("trained", &trained)] {
        for temperature in [0.5, 1.0] {
            let names =
                sample_names(params, &mut rng.clone(), temperature, 1000);
            let different: HashSet<_> = names.iter().collect();
            let real = names.iter().filter(|it| all.contains(*it)).count();
            let old = names.iter().filter(|it| learned.contains(*it)).count();
            if name == "trained" {
                let chance = learned.len() as f64 / all.len() as f64;
                let ratio = old as f64 / real as f64 / chance;
                assert!((0.7..1.4).contains(&ratio), "as many as by chance");
            }
            table = table.row([
                name.to_owned(),
                temperature.to_string(),
                different.len().to_string(),
                real.to_string(),
                old.to_string(),
            ]);
        }
    }
    print!("{table}");
}
