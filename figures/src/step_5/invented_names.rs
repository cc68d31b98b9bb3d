//! How many different names come up in 10,000 samples, how many of these are
//! in the data, and how many are among the 1,000 that the model was trained on,
//! beside other thousands of the data.

use std::collections::HashSet;

use rayon::prelude::*;
use runs::{Training, Weights};
use step_5_adam::LEARNING_RATE;
use typeset::{Table, fixed, thousands};

use super::rules::{By, CONFIG, Rule};
use super::sampling::sample_names;

/// The run's own model is shown. What is said of it holds for those of so many
/// seeds too.
const SEEDS: u32 = 5;

type Names = HashSet<Vec<usize>>;

/// The names of the data, and of each thousand of them.
struct Data {
    all: Names,
    thousands: Vec<Names>,
}

/// How many different names a model wrote, how many of these are in the data,
/// and how many in each thousand.
struct Count {
    different: usize,
    real: usize,
    by_thousand: Vec<usize>,
}

pub fn figure() -> String {
    let start = Weights::OfTheRun.start();
    let set = |docs: &[Vec<usize>]| -> Names {
        docs.iter()
            .map(|doc| doc[1..doc.len() - 1].to_vec())
            .collect()
    };
    let docs = &start.corpus.docs;
    let data = Data {
        all: set(docs),
        thousands: docs.chunks_exact(1000).map(set).collect(),
    };
    let untrained = start.parameters(CONFIG.num_params());
    let trained = Training::adam(CONFIG).run().model;

    let mut table = Table::new()
        .left("model")
        .right("temperature")
        .right("different")
        .right("in the data")
        .right("its thousand")
        .right("other thousands");
    for (name, params) in [("untrained", untrained), ("trained", trained)] {
        for temperature in [0.5, 1.0] {
            let count = data.count(&params, temperature);
            if name == "trained" {
                assert_eq!(count.check(temperature), temperature < 1.0);
            }
            let [mean, least, most] = count.others();
            table = table.row([
                name.to_owned(),
                temperature.to_string(),
                thousands(count.different),
                thousands(count.real),
                count.by_thousand[0].to_string(),
                format!("{} ({least}–{most})", fixed(mean, 0)),
            ]);
        }
    }
    let seeds = (1..=SEEDS).into_par_iter().map(Weights::OfSeed);
    let checked = seeds.map(|seed| {
        let run = By::new(Rule::ADAM, LEARNING_RATE).at_start(seed);
        let check = |it| data.count(&run.params, it).check(it);
        [0.5, 1.0].map(check)
    });
    let checked: Vec<[bool; 2]> = checked.collect();
    let more = checked.iter().filter(|it| it[0]).count();
    assert_eq!(more, 3, "with the run's, in four of six");
    assert!(checked.iter().all(|it| !it[1]), "at temperature 1 in none");
    table.to_string()
}

impl Data {
    /// Of ten thousand names by a model.
    fn count(&self, params: &[f64], temperature: f64) -> Count {
        let (_, mut rng) = runs::corpus();
        // The run's numbers go on after the initial weights.
        step_1_gradient_descent::initial_parameters(params.len(), &mut rng);
        let names = sample_names(params, &mut rng, temperature, 10_000);
        let names: Names = names.into_iter().collect();
        let of = |part: &Names| names.intersection(part).count();
        Count {
            different: names.len(),
            real: of(&self.all),
            by_thousand: self.thousands.iter().map(of).collect(),
        }
    }
}

impl Count {
    /// The mean, the least and the most of the other thousands.
    fn others(&self) -> [f64; 3] {
        let others = self.by_thousand[1..].iter().map(|&it| it as f64);
        let mean = others.clone().sum::<f64>() / others.len() as f64;
        let least = others.clone().fold(f64::INFINITY, f64::min);
        [mean, least, others.fold(0.0, f64::max)]
    }

    /// What the text says of a trained model. Returns whether it writes more
    /// of its own thousand than of any other.
    fn check(&self, temperature: f64) -> bool {
        let own = self.by_thousand[0];
        let [mean, _, most] = self.others();
        let share = self.real as f64 / self.different as f64;
        let is_low = temperature < 1.0;
        assert_eq!((0.19..0.22).contains(&share), is_low, "a fifth");
        assert!(15 * own < self.real, "nearly all it has never met");
        let own = own as f64;
        if is_low {
            assert!(own > 1.2 * mean, "a preference for its own");
        } else {
            assert!(own < 1.2 * most, "hardly any is left");
        }
        own > most
    }
}
