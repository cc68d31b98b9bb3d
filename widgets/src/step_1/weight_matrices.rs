//! Section 1.2: the three matrices, before, during and after the run.

use serde::Serialize;
use step_1_gradient_descent::{
    Matrix, Mlp, analytic_gradient, linear_decay, sgd_step,
};
use typeset::HeatMap;

use crate::{Desk, Picture, Question, Refusal};

/// After how many names each the parameters are looked at.
pub const INTERVAL: usize = 50;

/// The three matrices at some point of the run.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The heat maps of `wte`, `mlp_fc1` and `mlp_fc2`.
    pictures: [Picture; 3],
    /// The weight that is furthest from zero.
    largest: f64,
}

/// Arguments: `names`, how many the network has learned from.
///
/// # Errors
///
/// If it is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let params = after(desk, q)?;
    let largest = params.iter().copied();
    let further = |a: f64, b: f64| if b.abs() > a.abs() { b } else { a };
    let vocab_size = desk.tokenizer().vocab_size();
    let maps = figure(&Mlp::new(vocab_size, params));
    Ok(Answer {
        pictures: maps.each_ref().map(Picture::from),
        largest: largest.fold(0.0, further),
    })
}

/// One weight at the start of the run, and at some point of it.
#[derive(Debug, Serialize)]
pub struct Weight {
    before: f64,
    after: f64,
}

/// Arguments: `names` as above; `matrix`, the name of one; `row` and `column`
/// in it.
///
/// # Errors
///
/// If one is missing, or there is no such weight.
pub fn weight(desk: &Desk, q: &Question) -> Result<Weight, Refusal> {
    let matrix = q.text("matrix")?;
    let (row, column) = (q.count("row", 0..=63)?, q.count("column", 0..=63)?);
    let vocab_size = desk.tokenizer().vocab_size();
    let find = |params| {
        let mlp = Mlp::new(vocab_size, params);
        let matrix = match matrix {
            "wte" => mlp.wte,
            "mlp_fc1" => mlp.mlp_fc1,
            _ => mlp.mlp_fc2,
        };
        let row: Option<&[f64]> = matrix.rows().nth(row);
        row.and_then(|row| row.get(column)).copied()
    };
    let before = find(&desk.mlp_on_its_way()[0]);
    let (before, after) = before
        .zip(find(after(desk, q)?))
        .ok_or_else(|| Refusal::new("there is no such weight"))?;
    Ok(Weight { before, after })
}

/// The parameters after so many names.
fn after<'d>(desk: &'d Desk, q: &Question) -> Result<&'d [f64], Refusal> {
    let names = q.count("names", 0..=1000)?;
    Ok(&desk.mlp_on_its_way()[names / INTERVAL])
}

impl Desk {
    /// The parameters of Steps 1 and 2 during their run: at the start, and
    /// after every [`INTERVAL`] of its names.
    pub(crate) fn mlp_on_its_way(&self) -> &[Vec<f64>] {
        self.step_1.mlp_on_its_way.get_or_init(|| {
            let names = &self.docs()[..runs::NUM_STEPS];
            on_its_way(self.untrained_mlp(), names)
        })
    }
}

/// The network's parameters as they are drawn, and after each [`INTERVAL`] of
/// the names in turn.
pub fn on_its_way(params: Vec<f64>, names: &[Vec<usize>]) -> Vec<Vec<f64>> {
    let mut all = vec![params];
    for (i, part) in names.chunks(INTERVAL).enumerate() {
        let mut params = all[i].clone();
        for (step, tokens) in (i * INTERVAL..).zip(part) {
            let (_, grad) = analytic_gradient(27, &params, tokens);
            let rate = linear_decay(1.0, step, names.len());
            sgd_step(&mut params, &grad, rate);
        }
        all.push(params);
    }
    all
}

/// Heat maps of the three matrices, all on one scale.
pub fn figure(mlp: &Mlp) -> [HeatMap; 3] {
    const MOST: f64 = 0.8;
    let map = |title: &str, cells: &[Vec<f64>]| {
        HeatMap::new(title, cells).most(MOST).root_scale()
    };
    let tokens = ('a'..='z').chain(['·']);
    // There is room for some of the letters only.
    let some = tokens.clone().map(|token| {
        let is_shown = "aeilnqv·".contains(token);
        String::from_iter(is_shown.then_some(token))
    });
    let fc2: Vec<Vec<f64>> = mlp.mlp_fc2.rows().map(<[f64]>::to_vec).collect();
    [
        map("wte, on its side", &transposed(&mlp.wte))
            .columns("wte: token", tokens)
            .rows("number of the embedding", [" "]),
        map("mlp_fc1, on its side", &transposed(&mlp.mlp_fc1))
            .columns("mlp_fc1: hidden number", [""; 0])
            .rows("number of the embedding", [" "]),
        map("mlp_fc2", &fc2)
            .columns("mlp_fc2: hidden number", [""; 0])
            .rows("next token", some),
    ]
}

/// The rows of a matrix as columns.
fn transposed(matrix: &Matrix) -> Vec<Vec<f64>> {
    let n_in = matrix.row(0).len();
    (0..n_in)
        .map(|j| matrix.rows().map(|row| row[j]).collect())
        .collect()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::Desk;

    #[test]
    fn the_way_ends_where_the_run_does() {
        let desk = Desk::default();
        let way = desk.mlp_on_its_way();
        assert_eq!(way.len(), 21);
        assert_eq!(way[0], desk.start().parameters(3184));
        assert_eq!(way[20], desk.mlp().model);
    }

    #[test]
    fn a_weight_is_found_by_its_place() {
        let mut desk = Desk::default();
        let mut ask = |matrix, row, column| {
            let question = json!({
                "ask": "weight",
                "matrix": matrix,
                "row": row,
                "column": column,
                "names": 1000,
            });
            desk.answer(&question.to_string())
        };
        let place = (27 + 64) * 16 + 21 * 64 + 5; // of mlp_fc2[21][5]
        let found = ask("mlp_fc2", 21, 5);
        for missing in [ask("mlp_fc2", 27, 5), ask("wte", 0, 16)] {
            assert!(missing.contains("no such weight"), "{missing}");
        }
        let (before, after) = (
            desk.start().parameters(3184)[place],
            desk.mlp().model[place],
        );
        let expected = format!(r#"{{"before":{before},"after":{after}}}"#);
        assert_eq!(found, expected);
    }
}
