//! What heads, layers and caches are worth on names, by two optimizers and
//! after runs of two lengths.

use typeset::{Table, fixed};

use crate::spread::Spread;
use crate::step_4::choosing::Worth;
use crate::step_4::deeper::LONG;
use crate::step_4::shared_cache;
use crate::step_4::trials::Optimizer::{Adam, Descent};
use crate::step_4::trials::{Past, SEEDS, Trial};

/// What a training makes of Step 4's parts.
struct Parts {
    /// How much weight the heads have moved from even.
    moved: f64,
    /// What each part gains, start by start, in the order of the rows.
    gains: [Spread; 6],
}

const ROWS: [&str; 6] = [
    "a plain mean of the past, over nothing",
    "choosing, over a plain mean",
    "16 heads, over one",
    "a second layer",
    "a second layer without attention in either",
    "a cache for each of two layers, over one for both",
];

pub fn figure() -> String {
    let long = |optimizer| Trial {
        num_steps: LONG,
        ..Trial::by(optimizer)
    };
    let trainings = [
        ("SGD, 1,000 names", Trial::by(Descent)),
        ("SGD, 3,000", long(Descent)),
        ("Adam, 1,000", Trial::by(Adam)),
        ("Adam, 3,000", long(Adam)),
    ];
    let all = trainings.map(|(_, trial)| Parts::of(trial));
    check(&all);
    let mut table = Table::new().left("what gains");
    for (name, _) in trainings {
        table = table.right(name);
    }
    for (row, name) in ROWS.into_iter().enumerate() {
        let cells = all.each_ref().map(|it| verdict(it.gains[row]));
        table = table.row([name.to_owned()].into_iter().chain(cells));
    }
    let moved = all.each_ref().map(|it| fixed(it.moved, 2));
    let name = "how far the heads have moved from even".to_owned();
    table.row([name].into_iter().chain(moved)).to_string()
}

/// The mean gain in thousandths, if it has the same sign from every start.
fn verdict(gain: Spread) -> String {
    if gain.least > 0.0 || gain.most < 0.0 {
        fixed(gain.mean * 1000.0, 1)
    } else {
        "either sign".to_owned()
    }
}

/// That the text is right.
fn check([sgd, sgd_long, adam, adam_long]: &[Parts; 4]) {
    let apart = |parts: &Parts, row: usize| parts.gains[row].least > 0.0;
    let either = |parts: &Parts, row: usize| {
        parts.gains[row].least < 0.0 && parts.gains[row].most > 0.0
    };
    assert!((0..6).all(|row| either(adam, row)), "nothing by Adam alone");
    let [_, choosing, heads, layer, mlp, caches] = [0, 1, 2, 3, 4, 5];
    assert!(either(sgd, choosing) && either(sgd, heads));
    assert!(sgd_long.gains[choosing].most < 0.0005, "hardly anything");
    assert!(either(sgd_long, heads));
    for row in [choosing, heads] {
        assert!(adam_long.gains[row].least > 0.003, "with both, it gains");
    }
    assert!(apart(sgd, layer) && apart(sgd_long, layer));
    assert!(either(adam_long, layer) && either(adam_long, mlp));
    assert!(either(sgd, caches));
    assert!(apart(sgd_long, caches) && apart(adam_long, caches));
    assert!(adam.moved > 5.0 * sgd_long.moved, "the heads move by Adam");
}

impl Parts {
    fn of(trial: Trial) -> Self {
        let Worth {
            moved,
            mean,
            choice,
        } = Worth::of(trial);
        let of = |n_layer, n_head, past| {
            Trial {
                n_layer,
                n_head,
                past,
                ..trial
            }
            .losses(SEEDS)
        };
        let (one, two) = (of(1, 4, Past::Chosen), of(2, 4, Past::Chosen));
        let [one_mlp, two_mlps] = [1, 2].map(|n| of(n, 4, Past::Nothing));
        let heads = [1, 16].map(|n_head| of(1, n_head, Past::Chosen));
        Parts {
            moved,
            gains: [
                mean,
                choice,
                Spread::between(&heads[0], &heads[1]),
                Spread::between(&one, &two),
                Spread::between(&one_mlp, &two_mlps),
                shared_cache::Cost::of(trial).all,
            ],
        }
    }
}
