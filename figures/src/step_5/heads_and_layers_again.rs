//! What choosing, heads and layers are worth on names, by two optimizers and
//! after runs of two lengths.

use typeset::{Table, fixed};

use crate::spread::Spread;
use crate::step_4::choosing::Worth;
use crate::step_4::deeper::LONG;
use crate::step_4::shared_cache;
use crate::step_4::trials::Optimizer::{Adam, Descent};
use crate::step_4::trials::{SEEDS, Trial};

/// What a training makes of Step 4's parts.
struct Parts {
    /// How much weight the heads have moved from even.
    moved: f64,
    /// What choosing gains over a plain mean, start by start.
    choosing: Spread,
    /// What sixteen heads gain over one.
    heads: Spread,
    /// What a second layer gains.
    layer: Spread,
    /// What a cache for each of two layers gains over one for both.
    caches: Spread,
}

pub fn figure() -> String {
    let long = |optimizer| Trial {
        num_steps: LONG,
        ..Trial::by(optimizer)
    };
    let trainings = [
        ("SGD, 1,000 names", Trial::by(Descent)),
        ("SGD, 3,000 names", long(Descent)),
        ("Adam, 1,000 names", Trial::by(Adam)),
        ("Adam, 3,000 names", long(Adam)),
    ];
    let all = trainings.map(|(_, trial)| Parts::of(trial));
    check(&all);
    let mut table = Table::new()
        .left("training")
        .right("choosing")
        .right("16 heads")
        .right("a second layer");
    for ((name, _), parts) in trainings.into_iter().zip(all) {
        let gains = [parts.choosing, parts.heads, parts.layer].map(verdict);
        table = table.row([name.to_owned()].into_iter().chain(gains));
    }
    table.to_string()
}

/// The mean gain in thousandths, bold if it is one from every start.
fn verdict(gain: Spread) -> String {
    assert!(gain.most > 0.0, "no part costs from every start");
    let mean = fixed(gain.mean * 1000.0, 1);
    if gain.least > 0.0 {
        format!("**{mean}**")
    } else {
        mean
    }
}

/// That the text is right.
fn check([sgd, sgd_long, adam, adam_long]: &[Parts; 4]) {
    let gains = |gain: Spread| gain.least > 0.0;
    let either = |gain: Spread| gain.least < 0.0 && gain.most > 0.0;
    let Parts {
        choosing,
        heads,
        layer,
        caches,
        ..
    } = adam;
    assert!(
        [choosing, heads, layer, caches]
            .into_iter()
            .all(|&it| either(it))
    );
    assert!(either(sgd.choosing) && either(sgd.heads));
    assert!(sgd_long.choosing.most < 0.0005, "a trace");
    assert!(either(sgd_long.heads));
    for gain in [adam_long.choosing, adam_long.heads] {
        assert!(gain.least > 0.003, "with both, it gains");
    }
    assert!(gains(sgd.layer) && gains(sgd_long.layer));
    assert!(either(adam_long.layer) && adam_long.layer.mean > 0.005);
    assert!(either(sgd.caches));
    assert!(gains(sgd_long.caches) && gains(adam_long.caches));
    assert!(sgd.moved < 0.05 && sgd_long.moved < 0.05, "even");
    assert!(adam.moved > 5.0 * sgd_long.moved, "the heads move by Adam");
}

impl Parts {
    fn of(trial: Trial) -> Self {
        let Worth { moved, choice, .. } = Worth::of(trial);
        let of = |n_layer, n_head| {
            Trial {
                n_layer,
                n_head,
                ..trial
            }
            .losses(SEEDS)
        };
        Parts {
            moved,
            choosing: choice,
            heads: Spread::between(&of(1, 1), &of(1, 16)),
            layer: Spread::between(&of(1, 4), &of(2, 4)),
            caches: shared_cache::Cost::of(trial).all,
        }
    }
}
