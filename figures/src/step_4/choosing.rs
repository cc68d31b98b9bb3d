//! What choosing is worth: a model trained with attention, and with a plain
//! mean in its place.

use typeset::{Facts, fixed};

use super::head_habits::distance;
use super::trials::Optimizer::Descent;
use super::trials::{Past, SEEDS, Trial};
use crate::spread::Spread;

/// What a way to train makes of the past.
pub struct Worth {
    /// How much weight the heads have moved from even.
    pub moved: f64,
    /// What choosing gains over the plain mean.
    pub choice: Spread,
}

/// What longer steps for `attn_wq` and `attn_wk` change.
pub fn facts(facts: Facts) -> Facts {
    let step_4 = Trial::by(Descent);
    let longer = Trial {
        choice_rate: 100.0,
        ..step_4
    };
    let worths = [step_4, longer].map(Worth::of);
    check(&worths);
    let [step_4, longer] = worths;
    facts
        .with("heads-moved", fixed(step_4.moved, 2))
        .with("heads-moved-longer", fixed(longer.moved, 2))
        .with("choosing-gains", fixed(longer.choice.mean * 1000.0, 1))
}

/// That the text is right.
fn check([step_4, longer]: &[Worth; 2]) {
    assert!(step_4.choice.least < 0.0 && step_4.choice.most < 0.0005);
    assert!(step_4.moved < 0.05 && longer.moved > 0.3, "they choose");
    assert!(longer.choice.least > 0.0 && longer.choice.most < 0.003);
}

impl Worth {
    /// From the run's weights and those of the seeds.
    pub fn of(trial: Trial) -> Self {
        let losses = |past| Trial { past, ..trial }.losses(SEEDS);
        let [mean, chosen] = [Past::Mean, Past::Chosen].map(losses);
        let moved = trial.models(SEEDS);
        let moved = moved.iter().map(|it| distance(trial.config(), it));
        Worth {
            moved: Spread::of(&moved.collect::<Vec<_>>()).mean,
            choice: Spread::between(&mean, &chosen),
        }
    }
}
