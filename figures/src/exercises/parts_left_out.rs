//! Validation losses of models that were trained without a part.

use exercises::step_4::without::Part;
use typeset::{Table, fixed, thousands};

use super::without::losses;

pub fn figure() -> String {
    // The parameters that no longer do anything.
    let rows = [
        (None, "nothing", 0),
        (Some(Part::Residuals), "the residuals", 0),
        (Some(Part::Norms), "the three norms", 0),
        (Some(Part::Positions), "the positions", 16 * 16),
        (Some(Part::Attention), "attention", 4 * 16 * 16),
        (Some(Part::Mlp), "the MLP", 8 * 16 * 16),
    ];
    let losses = losses(1, rows.map(|(part, ..)| part), 2);
    check(&losses);
    let mut table = Table::new()
        .left("left out")
        .right("parameters less")
        .right("the run's weights")
        .right("seed 1")
        .right("seed 2");
    for ((_, name, less), losses) in rows.into_iter().zip(losses) {
        let losses = losses.iter().map(|&loss| fixed(loss, 3));
        let cells = [name.to_owned(), thousands(less)].into_iter();
        table = table.row(cells.chain(losses));
    }
    table.to_string()
}

/// That the text is right.
fn check(losses: &[Vec<f64>]) {
    let [whole, residuals, norms, positions, attention, mlp] = losses else {
        panic!("a row for each part, and one for none");
    };
    for start in 0..3 {
        assert!(residuals[start] > whole[start] + 0.08, "by far the most");
        assert!(norms[start] > positions[start], "the second");
        assert!(positions[start] > whole[start], "each of three times");
        assert!(attention[start] > whole[start], "each of three times");
        assert!((mlp[start] - whole[start]).abs() < 0.0035, "or hardly");
    }
}
