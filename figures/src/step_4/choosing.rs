//! What the past is worth, and choosing in it, for several ways to train: each
//! trained with attention, with a plain mean in its place, and with nothing.

use typeset::{Table, fixed};

use super::head_habits::distance;
use super::trials::Optimizer::{Adam, Descent};
use super::trials::{Past, SEEDS, Trial};
use crate::spread::Spread;

/// What a way to train makes of the past.
struct Worth {
    /// How much weight the heads have moved from even.
    moved: f64,
    /// What a plain mean of the past gains over nothing.
    mean: Spread,
    /// What choosing gains over the plain mean.
    choice: Spread,
}

pub fn figure() -> String {
    let (descent, adam) = (Trial::by(Descent), Trial::by(Adam));
    let rows = [
        ("Step 4’s", descent),
        (
            "…, with steps 100 times as long for `attn_wq`, `attn_wk`",
            Trial {
                choice_rate: 100.0,
                ..descent
            },
        ),
        (
            "…, with attention’s matrices 3 times as large at first",
            Trial {
                size: 3.0,
                ..descent
            },
        ),
        ("Step 5’s", adam),
        (
            "…, with 3,000 names",
            Trial {
                num_steps: 3000,
                ..adam
            },
        ),
    ];
    let worths = rows.each_ref().map(|(_, trial)| Worth::of(*trial));
    check(&worths);
    let mut table = Table::new()
        .left("training")
        .right("moved")
        .right("a plain mean gains")
        .right("choosing gains");
    for ((name, _), worth) in rows.iter().zip(&worths) {
        table = table.row([
            (*name).to_owned(),
            fixed(worth.moved, 2),
            worth.mean.thousandths(),
            worth.choice.thousandths(),
        ]);
    }
    table.to_string()
}

/// That the text is right.
fn check(worths: &[Worth; 5]) {
    let [step_4, longer_steps, larger, step_5, more_names] = worths;
    assert!(step_4.mean.least > 0.0, "the past helps from each start");
    assert!(step_4.choice.least < 0.0 && step_4.choice.most < 0.0005);
    assert!(longer_steps.moved > step_5.moved, "they choose");
    assert!(
        longer_steps.choice.least > 0.0 && longer_steps.choice.most < 0.003
    );
    assert!(
        larger.choice.least < 0.0 && larger.choice.most > 0.01,
        "either"
    );
    assert!(larger.mean.least > 0.0 && larger.mean.mean > 0.004);
    assert!(
        step_5.choice.least < 0.0 && step_5.choice.mean < 0.001,
        "luck"
    );
    assert!(more_names.mean.least > 0.005, "each time");
    assert!(more_names.choice.least > 0.003, "each time");
}

impl Worth {
    fn of(trial: Trial) -> Self {
        let losses = |past| Trial { past, ..trial }.losses(SEEDS);
        let [nothing, mean, chosen] =
            [Past::Nothing, Past::Mean, Past::Chosen].map(losses);
        let moved = trial.models(SEEDS);
        let moved = moved.iter().map(|it| distance(trial.config(), it));
        Worth {
            moved: Spread::of(&moved.collect::<Vec<_>>()).mean,
            mean: Spread::between(&nothing, &mean),
            choice: Spread::between(&mean, &chosen),
        }
    }
}
