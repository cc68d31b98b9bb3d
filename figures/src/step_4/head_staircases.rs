//! What the four heads of Step 4's model look at where two facts are needed.

use names::Tokenizer;
use runs::tasks::{Task, learned};
use step_4_transformer::Gpt;
use widgets::step_4::head_patterns::{self, weights};
use widgets::step_4::trace::trace;

use super::tasks::config;

pub fn figure() -> String {
    let tokenizer: Tokenizer = ('a'..='z').collect();
    let tokens = tokenizer.encode("baceedfox").expect("letters");
    let tokens = &tokens[..tokens.len() - 1];
    let config = config(1, 4);
    let params = learned(Task::Cells, config, 1).params;
    let heads = weights(&trace(&Gpt::new(config, &params), tokens));
    // The text says so of the rows that name a cell.
    for i in 0..3 {
        let [row, column, others @ ..] = &heads[..] else {
            panic!("four heads");
        };
        assert!(row[6 + i][1 + 2 * i] > 0.9, "head 0 takes the row");
        assert!(column[6 + i][2 + 2 * i] > 0.9, "head 1 the column");
        let none = |rows: &Vec<Vec<f64>>| rows[6 + i].iter().all(|&w| w < 0.25);
        assert!(others.iter().all(none), "the others choose nothing");
    }
    let names = tokens.iter().map(|&it| widgets::step_3::trace::letter(it));
    let names: Vec<String> = names.collect();
    head_patterns::figure(&names, &[("", heads)]).0.to_string()
}
