//! More tokens of context, the loss of the validation names, and how
//! many predictions come from rows in which the added ones outweigh the counts.

use typeset::{Table, fixed, percent, thousands};

use super::common::Contexts;

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let of_the_run = &docs[..runs::NUM_STEPS];
    let others = runs::training_set(&docs);
    let mut table = Table::new().right("tokens");
    for counted in [of_the_run.len(), others.len()] {
        table = table
            .right(format!("{} counted: thin", thousands(counted)))
            .right("loss");
    }
    let [mut few, mut many] = [Vec::new(), Vec::new()];
    for k in 1..=5 {
        let tests = [of_the_run, &others]
            .map(|it| Contexts::counted(k, it).test(validation));
        few.push(tests[0].loss);
        many.push(tests[1].loss);
        let cells = tests
            .iter()
            .flat_map(|it| [percent(it.thin, 1), fixed(it.loss, 3)]);
        table = table.row([k.to_string()].into_iter().chain(cells));
    }
    assert!(few.is_sorted(), "worse with each token more");
    let best = (0..5).min_by(|&a, &b| many[a].total_cmp(&many[b]));
    assert_eq!(best, Some(2), "three tokens are best");
    assert!(many[2..].is_sorted(), "then worse");
    table.to_string()
}
