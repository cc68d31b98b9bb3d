//! 1 to 16 heads, trained on more names with Step 5's optimizer.

use typeset::{Facts, Table, fixed};

use super::deeper::LONG;
use super::trials::Optimizer::{Adam, Descent};
use super::trials::{Losses, SEEDS, Trial};
use crate::spread::Spread;

const HEADS: [usize; 5] = [1, 2, 4, 8, 16];

pub fn figure() -> String {
    let trial = Trial {
        num_steps: LONG,
        ..Trial::by(Adam)
    };
    let losses = with_heads(trial);
    let gains = losses.each_ref().map(|it| Spread::between(&losses[0], it));
    assert!(gains[1..].iter().all(|it| it.mean > 0.005), "more than one");
    assert!(
        gains[2].least < 0.0 && gains[3].least > 0.0,
        "four, and eight"
    );
    let mut table = Table::new()
        .right("heads")
        .right("numbers in each")
        .right("validation loss")
        .right("gain over one head");
    for (i, n_head) in HEADS.into_iter().enumerate() {
        let config = Trial { n_head, ..trial }.config();
        table = table.row([
            n_head.to_string(),
            config.head_dim().to_string(),
            Spread::of(&losses[i]).mean(3),
            match i {
                0 => String::new(),
                _ => gains[i].thousandths(),
            },
        ]);
    }
    table.to_string()
}

/// Validation losses for each number of heads.
fn with_heads(trial: Trial) -> [Losses; 5] {
    HEADS.map(|n_head| Trial { n_head, ..trial }.losses(SEEDS))
}

/// By how much the number of heads changes the loss of Step 4's training.
pub fn facts(facts: Facts) -> Facts {
    let losses = with_heads(Trial::by(Descent));
    let of_start = |start: usize| losses.each_ref().map(|it| it[start]);
    let widest = (0..losses[0].len()).map(|start| {
        let Spread { least, most, .. } = Spread::of(&of_start(start));
        most - least
    });
    let widest = Spread::of(&widest.collect::<Vec<_>>()).most;
    facts.with("any-heads-differ", fixed(widest, 4))
}
