//! What one head and two look at where two facts are needed.

use names::Tokenizer;
use runs::tasks::{Task, learned};
use step_4_transformer::Gpt;
use widgets::step_4::head_patterns::{self, weights};
use widgets::step_4::trace::trace;

use super::tasks::{LOOKED_AT, config, right};

pub fn figure() -> String {
    let tokenizer: Tokenizer = ('a'..='z').collect();
    let tokens = tokenizer.encode("baceedfox").expect("letters");
    let tokens = &tokens[..tokens.len() - 1];
    let models = [("one head", 1), ("two heads", 2)].map(|(name, n_head)| {
        let config = config(1, n_head);
        let params = learned(Task::Cells, config, LOOKED_AT).params;
        let names_all = right(Task::Cells, config, &params) == 1.0;
        assert_eq!(names_all, n_head == 2, "the text says so");
        (name, weights(&trace(&Gpt::new(config, &params), tokens)))
    });
    let (_, two) = &models[1];
    for i in 0..3 {
        assert!(two[0][6 + i][1 + 2 * i] > 0.8, "head 0 finds the row");
        assert!(two[1][6 + i][2 + 2 * i] > 0.8, "head 1 the column");
    }
    let names = tokens.iter().map(|&it| widgets::step_3::trace::letter(it));
    let names: Vec<String> = names.collect();
    head_patterns::figure(&names, &models).0.to_string()
}
