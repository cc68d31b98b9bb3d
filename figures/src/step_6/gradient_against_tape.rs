//! How far the gradient over matrices is from the tape's, matrix by matrix.

use step_5_adam::{Adam, Trainer};
use step_6_efficiency::matrix::loss_and_gradient;
use typeset::Table;

use super::common::{self, CONFIG};

pub fn figure() -> String {
    let (docs, params) = common::start();
    let emma = docs.iter().find(|doc| doc[..] == EMMA).expect("emma");
    let adam = Adam::new(params.len());
    let mut tape = Trainer::resume(CONFIG, params.clone(), adam);
    let (_, grads) = tape.gradient(emma);
    let taped = grads.first(params.len());
    let (_, ours) = loss_and_gradient(&CONFIG, &params, emma);
    let largest = |numbers: &[f64]| {
        numbers.iter().fold(0.0_f64, |max, g| max.max(g.abs()))
    };
    let mut table = Table::new()
        .left("matrix")
        .right("largest gradient")
        .right("largest difference");
    let mut start = 0;
    for (name, [n_out, n_in]) in CONFIG.shapes() {
        let range = start..start + n_out * n_in;
        let pairs = ours[range.clone()].iter().zip(&taped[range.clone()]);
        let apart: Vec<f64> = pairs.map(|(a, b)| a - b).collect();
        let name = name.trim_start_matches("layer0.").to_owned();
        let size = format!("{:.3}", largest(&taped[range.clone()]));
        table = table.row([name, size, format!("{:.0e}", largest(&apart))]);
        start = range.end;
    }
    table.to_string()
}

const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];
