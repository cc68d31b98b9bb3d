//! The plans, in groups that are recorded together.

use step_4_transformer::Config;
use step_7_text::{Attention, Bend, Parts, Recipe};

use super::{Plan, SMALL, Tokens, prediction};

/// Plans whose outcomes are compared, in one file of the record.
#[derive(Clone, Debug)]
pub struct Group {
    /// The name of the file, without its ending.
    pub name: &'static str,
    /// The plans.
    pub plans: Vec<Plan>,
    /// What the file has.
    pub text: &'static str,
}

/// All groups, from the quickest to the slowest.
pub fn groups() -> Vec<Group> {
    vec![
        Group {
            name: "choices",
            plans: choices(),
            text: include_str!("../../record/choices.txt"),
        },
        Group {
            name: "ablation",
            plans: ablation(),
            text: include_str!("../../record/ablation.txt"),
        },
        Group {
            name: "gains",
            plans: gains(),
            text: include_str!("../../record/gains.txt"),
        },
        Group {
            name: "rates",
            plans: rates(),
            text: include_str!("../../record/rates.txt"),
        },
        Group {
            name: "sizes",
            plans: sizes(),
            text: include_str!("../../record/sizes.txt"),
        },
        Group {
            name: "foretold",
            plans: foretold(),
            text: include_str!("../../record/foretold.txt"),
        },
        Group {
            name: "novel",
            plans: novel().to_vec(),
            text: include_str!("../../record/novel.txt"),
        },
        Group {
            name: "passes",
            plans: passes(),
            text: include_str!("../../record/passes.txt"),
        },
        Group {
            name: "decay",
            plans: decay(),
            text: include_str!("../../record/decay.txt"),
        },
    ]
}

/// What a training needs: one choice at a time changed, from two starts.
fn choices() -> Vec<Plan> {
    let base = Recipe {
        steps: 1000,
        ..Plan::base("", 0).recipe
    };
    let spread = |init_std_dev| Recipe {
        init_std_dev,
        ..base
    };
    let recipes = [
        ("base", base),
        ("spread 0.005", spread(0.005)),
        ("spread 0.08", spread(0.08)),
        ("no warm-up", Recipe { warm_up: 0, ..base }),
        (
            "batch 3",
            Recipe {
                batch: 3,
                steps: 4000,
                warm_up: 400,
                ..base
            },
        ),
        (
            "batch 48",
            Recipe {
                batch: 48,
                steps: 250,
                warm_up: 25,
                ..base
            },
        ),
    ];
    let plans = recipes.iter().flat_map(|&(name, recipe)| {
        [1, 2].map(|seed| Plan {
            recipe,
            ..Plan::base(name, seed)
        })
    });
    plans.collect()
}

/// The whole model, and what is left out, from three starts.
fn ablation() -> Vec<Plan> {
    let all = Parts::default();
    let parts = |name, parts| (name, SMALL, parts);
    let size = |name, n_head, n_layer| {
        let config = Config {
            n_head,
            n_layer,
            ..SMALL
        };
        (name, config, all)
    };
    let window = |name, window| parts(name, Parts { window, ..all });
    let mean = Attention::Mean;
    let variants = [
        parts("whole", all),
        parts(
            "mean of the values",
            Parts {
                attention: mean,
                ..all
            },
        ),
        window("window 1", 1),
        window("window 8", 8),
        window("window 32", 32),
        size("one head", 1, 4),
        size("two heads", 2, 4),
        size("one layer", 4, 1),
        size("two layers", 4, 2),
        parts("no MLP", Parts { mlp: false, ..all }),
        parts(
            "no residuals",
            Parts {
                residuals: false,
                ..all
            },
        ),
        parts(
            "no positions",
            Parts {
                positions: false,
                ..all
            },
        ),
    ];
    let plans = variants.iter().flat_map(|&(name, config, parts)| {
        [1, 2, 3].map(|seed| Plan {
            config,
            parts,
            ..Plan::base(name, seed)
        })
    });
    plans.collect()
}

/// What other models have in the place of our parts, one at a time, from three
/// starts. The whole model is in [`ablation`].
fn gains() -> Vec<Plan> {
    let ours = Parts::default();
    let bend = |bend| Parts { bend, ..ours };
    let turned = Parts {
        positions: false,
        turned: true,
        ..ours
    };
    let at_end = Parts {
        norm_at_end: true,
        ..ours
    };
    let variants = [
        ("norm at the end", at_end),
        ("one matrix", Parts { tied: true, ..ours }),
        ("GELU", bend(Bend::Gelu)),
        ("squared ReLU", bend(Bend::SquaredRelu)),
        ("turned positions", turned),
        ("two heads share", Parts { sharing: 2, ..ours }),
    ];
    let plans = variants.iter().flat_map(|&(name, parts)| {
        [1, 2].map(|seed| Plan {
            parts,
            ..Plan::base(name, seed)
        })
    });
    plans.collect()
}

/// A model of another width.
pub fn of_width(n_embd: usize) -> Config {
    Config { n_embd, ..SMALL }
}

/// The best learning rate of each width.
fn rates() -> Vec<Plan> {
    let widths = [16, 32, 64, 128];
    let plans = widths.into_iter().flat_map(|width| {
        [0.001, 0.002, 0.003, 0.006, 0.012].map(|learning_rate| {
            let base = Plan::base(&format!("{width} at {learning_rate}"), 1);
            Plan {
                config: of_width(width),
                recipe: Recipe {
                    steps: 1000,
                    learning_rate,
                    ..base.recipe
                },
                ..base
            }
        })
    });
    plans.collect()
}

/// The learning rate of a width: the best of [`rates`], which falls as the
/// width grows, and no higher than the best of the smallest.
fn rate_of(width: usize) -> f64 {
    (0.384 / width as f64).min(0.012)
}

/// A model of another width, with the learning rate that is best for it.
fn wide(name: &str, width: usize, seed: u32) -> Plan {
    let base = Plan::base(name, seed);
    Plan {
        config: of_width(width),
        recipe: Recipe {
            learning_rate: rate_of(width),
            ..base.recipe
        },
        ..base
    }
}

/// Models of several widths, texts of several lengths, and runs of several
/// lengths. Those of the whole model are in [`ablation`].
fn sizes() -> Vec<Plan> {
    let seeds = [1, 2];
    let widths = [16, 24, 32, 48, 64, 96].iter().flat_map(|&width| {
        seeds.map(|seed| wide(&format!("width {width}"), width, seed))
    });
    let shares = [8, 4, 2].iter().flat_map(|&part_of_text| {
        seeds.map(|seed| Plan {
            part_of_text,
            ..Plan::base(&format!("text 1/{part_of_text}"), seed)
        })
    });
    let lengths = [250, 500, 1000, 4000].iter().flat_map(|&steps| {
        seeds.map(|seed| {
            let base = Plan::base(&format!("steps {steps}"), seed);
            Plan {
                recipe: Recipe {
                    steps,
                    ..base.recipe
                },
                ..base
            }
        })
    });
    widths.chain(shares).chain(lengths).collect()
}

/// The width whose loss was foretold before it was run.
fn foretold() -> Vec<Plan> {
    let name = format!("width {}", prediction::WIDTH);
    let plans = (1..).take(prediction::RUNS);
    plans
        .map(|seed| wide(&name, prediction::WIDTH, seed))
        .collect()
}

/// The model of the step, which is kept, and the same with a plain mean in the
/// place of attention.
fn novel() -> [Plan; 2] {
    let whole = Parts::default();
    let mean = Parts {
        attention: Attention::Mean,
        ..whole
    };
    let plan = |name, parts, is_kept| {
        let base = Plan::base(name, 1);
        Plan {
            tokens: Tokens::BytePairs(1024),
            config: Config {
                vocab_size: 1024,
                block_size: 128,
                ..SMALL
            },
            parts,
            recipe: Recipe {
                steps: 4000,
                batch: 16,
                ..base.recipe
            },
            is_kept,
            ..base
        }
    };
    [
        plan("novel", whole, true),
        plan("novel, mean of the values", mean, true),
    ]
}

/// Many passes over the text: what is learned and what is remembered.
fn passes() -> Vec<Plan> {
    let variants = [
        ("whole text", 128, 1, 8000, 0.0),
        ("an eighth", 128, 8, 4000, 0.0),
        ("an eighth, 48 wide", 48, 8, 4000, 0.0),
        ("an eighth, decay", 128, 8, 4000, 1.0),
    ];
    let plans = variants.iter().flat_map(
        |&(name, width, part_of_text, steps, weight_decay)| {
            [1, 2].map(|seed| {
                let plan = wide(name, width, seed);
                Plan {
                    part_of_text,
                    recipe: Recipe {
                        steps,
                        weight_decay,
                        ..plan.recipe
                    },
                    is_kept: seed == 1,
                    ..plan
                }
            })
        },
    );
    plans.collect()
}

/// Pieces of words, with and without parameters that shrink.
fn decay() -> Vec<Plan> {
    let variants = [("pieces", 0.0), ("pieces that shrink", 0.3)];
    let plans = variants.iter().flat_map(|&(name, weight_decay)| {
        [1, 2].map(|seed| {
            let [whole, _] = novel();
            Plan {
                name: format!("{name}/{seed}"),
                recipe: Recipe {
                    batch: 8,
                    weight_decay,
                    ..whole.recipe
                },
                seed,
                is_kept: seed == 1,
                ..whole
            }
        })
    });
    plans.collect()
}
