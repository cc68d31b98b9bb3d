//! What models of several sizes would take.

use std::sync::LazyLock;

use step_4_transformer::Config;
use step_7_text::MOBY_DICK;
use step_7_text::scale::published::{
    GPT_2, GPT_3, GPT_3_BATCH, GPT_3_OPERATIONS, GPT_3_TOKENS, H100_BYTES,
    H100_PEAK, LLAMA_3_HOURS, LLAMA_3_OPERATIONS, LLAMA_3_PARAMETERS,
    LLAMA_3_TOKENS, TRILLION, llama_3_share,
};
use step_7_text::scale::{forward, kept, seconds, training};
use typeset::{
    Facts, Table, fixed, percent, thousands, three_digits, two_digits,
};
use widgets::step_7::model_on_paper::{
    self, CORE_PEAK, DAY, MACHINES, OURS, Plan, ROWS, Row, SIZE, YEAR, bytes,
    count,
};

use super::pieces::{SIZES, WIDTH, WINDOW, sizes};
use crate::step_6::common::Measured;

/// From the smallest to the largest.
static PLANS: LazyLock<[Plan; 5]> = LazyLock::new(|| {
    let plans = Plan::all();
    assert!(plans.iter().all(|it| it.config.check().is_ok()));
    let off = plans[3].tokens() / GPT_3_TOKENS - 1.0;
    assert!(off.abs() < 1e-12, "as published");
    let sizes = (OURS.vocab_size, OURS.block_size, OURS.n_embd);
    assert_eq!(sizes, (SIZES[2], WINDOW, WIDTH));
    let peak = Measured::read().number(&["peak", "Avx2", "f32"]) * 1e9;
    assert_eq!(CORE_PEAK, peak, "as Step 6 has measured it");
    plans
});

pub fn figure() -> String {
    let mut table = Table::new().left("");
    for plan in &*PLANS {
        table = table.right(plan.name);
    }
    for Row { name, of, written } in ROWS {
        let cells = PLANS.iter().map(|plan| written(of(plan)));
        let cells = [name.to_owned()].into_iter().chain(cells);
        table = table.row(cells.collect::<Vec<_>>());
    }
    table.to_string()
}

/// What the reader begins with who tries other sizes.
pub fn tried() -> String {
    model_on_paper::figure().to_string()
}

pub fn facts(facts: Facts) -> Facts {
    let [ours, gpt_2, billion, gpt_3, trillion] = &*PLANS;
    let facts = operations(facts);
    let facts = memory(facts);
    let facts = tried_sizes(facts);
    // In the six rows above, each model needs more than the one before.
    let rows: [fn(&Plan) -> f64; 6] = [
        Plan::operations,
        Plan::state_bytes,
        Plan::window_bytes,
        Plan::cache_bytes,
        Plan::sent_bytes,
        Plan::core_seconds,
    ];
    for row in rows {
        let row = PLANS.each_ref().map(row);
        assert!(row.is_sorted_by(|a, b| a < b));
    }
    // A novel in tokens such as ours.
    let per_token = sizes::OUTCOMES
        .iter()
        .find(|it| it.size == OURS.vocab_size)
        .expect("the vocabulary of the largest model")
        .validation;
    let novel = MOBY_DICK.chars().count() as f64 / per_token;
    // One step of GPT-3, as published, on all machines.
    let step = training(&GPT_3) * GPT_3_BATCH;
    let step = seconds(step, MACHINES, H100_PEAK, llama_3_share());
    let a_second = gpt_3.sent_bytes() / step;
    let six = 6.0 * LLAMA_3_PARAMETERS * LLAMA_3_TOKENS;
    assert!(
        trillion.seconds(MACHINES) > 10.0 * YEAR,
        "more than ten years"
    );
    assert!(billion.seconds(1) < 5.0 * 7.0 * DAY, "a few weeks");
    assert!(gpt_2.seconds(1) < DAY, "less than a day");
    facts
        .with("paper-machines", thousands(MACHINES))
        .with("paper-ours", thousands(OURS.num_params()))
        .with("paper-times-parameters", {
            count(trillion.parameters() / ours.parameters())
        })
        .with("paper-times-operations", {
            count(trillion.operations() / ours.operations())
        })
        .with("paper-novels-ours", fixed(ours.tokens() / novel, 0))
        .with("paper-novels", {
            let millions = trillion.tokens() / novel / 1e6;
            assert!(millions > 10.0);
            format!("{} million", two_digits(millions))
        })
        .with("paper-share", percent(llama_3_share(), 0))
        .with("paper-batch-gpt-3", fixed(GPT_3_BATCH / 1e6, 1))
        .with("paper-step-gpt-3", three_digits(step))
        .with("paper-a-second-gpt-3", bytes(a_second))
        .with("paper-six-llama-3", count(six))
        .with("paper-published-llama-3", count(LLAMA_3_OPERATIONS))
        .with("paper-parameters-llama-3", {
            thousands(fixed(LLAMA_3_PARAMETERS / 1e9, 0))
        })
        .with("paper-hours-llama-3", {
            format!("{} million", fixed(LLAMA_3_HOURS / 1e6, 0))
        })
        .with("paper-tokens-llama-3", fixed(LLAMA_3_TOKENS / 1e12, 1))
        .with("paper-core-peak", three_digits(CORE_PEAK / 1e9))
        .with("paper-peak", fixed(H100_PEAK / 1e12, 0))
        .with("paper-trillion-years", {
            fixed(trillion.seconds(MACHINES) / YEAR, 0)
        })
        .with("paper-machines-in-ninety-days", {
            let ninety = 90.0 * DAY;
            let machines = trillion.seconds(1) / ninety;
            two_digits(machines)
        })
}

/// How many times as long training takes if one size is doubled.
fn tried_sizes(facts: Facts) -> Facts {
    let [_, gpt_2, ..] = &*PLANS;
    let of = gpt_2.config;
    let doubled = |config| Plan { config, ..*gpt_2 };
    let heads = doubled(Config {
        n_head: 2 * of.n_head,
        ..of
    });
    assert_eq!(heads.operations(), gpt_2.operations());
    assert!(heads.window_bytes() > gpt_2.window_bytes());
    let times = [
        Config {
            n_embd: 2 * of.n_embd,
            ..of
        },
        Config {
            n_layer: 2 * of.n_layer,
            ..of
        },
        Config {
            vocab_size: 2 * of.vocab_size,
            ..of
        },
        Config {
            block_size: 2 * of.block_size,
            ..of
        },
    ]
    .map(|config| doubled(config).operations() / gpt_2.operations());
    assert!(times.is_sorted_by(|a, b| a > b));
    let [width, layers, vocabulary, window] = times.map(two_digits);
    facts
        .with("tried-width", width)
        .with("tried-layers", layers)
        .with("tried-vocabulary", vocabulary)
        .with("tried-window", window)
}

/// How operations compare with six for each parameter.
fn operations(facts: Facts) -> Facts {
    let shares = PLANS.each_ref().map(Plan::of_six);
    let [ours, gpt_2, billion, gpt_3, trillion] = shares;
    assert!(gpt_2 < ours && ours < billion, "the furthest off is GPT-2");
    for share in [billion, gpt_3, trillion] {
        assert!((0.955..1.045).contains(&share), "within five per cent");
    }
    // In a parameter's share of an embedding there is no operation, and
    // attention takes some that no parameter stands for.
    let read_only = |config: &Config| {
        let rows = config.vocab_size + config.block_size;
        (rows * config.n_embd) as f64 / config.num_params() as f64
    };
    let of_attention = |config: &Config| {
        let all = forward(config);
        all.attention / all.matrices
    };
    assert!(read_only(&OURS) > 0.1 && read_only(&TRILLION) < 0.01);
    let all = training(&GPT_3) * GPT_3_TOKENS;
    facts
        .with("paper-read-only-ours", percent(read_only(&OURS), 0))
        .with("paper-read-only-gpt-2", percent(read_only(&GPT_2), 0))
        .with("paper-attention-ours", percent(of_attention(&OURS), 0))
        .with("paper-attention-gpt-3", percent(of_attention(&GPT_3), 1))
        .with("paper-published-gpt-3", published(GPT_3_OPERATIONS))
        .with("paper-matrices-gpt-3", {
            published(3.0 * forward(&GPT_3).matrices * GPT_3_TOKENS)
        })
        .with("paper-all-gpt-3", published(all))
}

/// With three digits, as the paper has it.
fn published(number: f64) -> String {
    format!("{}·10²³", fixed(number / 1e23, 2))
}

/// What fits where.
fn memory(facts: Facts) -> Facts {
    let [_, _, billion, gpt_3, trillion] = &*PLANS;
    let devices = |bytes: f64| (bytes / H100_BYTES).ceil();
    assert!(devices(billion.state_bytes()) < 2.0, "it fits");
    let most = H100_BYTES / (4.0 * SIZE);
    // Of what a window keeps, the weights of the heads.
    let weights = |config: &Config| {
        let weights = config.n_layer * config.n_head * config.block_size;
        weights as f64 / kept(config) as f64
    };
    assert!(weights(&GPT_3) > 0.5, "more than half");
    let window = gpt_3.cache_bytes() * GPT_3.block_size as f64;
    facts
        .with("paper-device-bytes", bytes(H100_BYTES))
        .with("paper-state-bytes", 4.0 * SIZE)
        .with("paper-fits", format!("{} billion", most / 1e9))
        .with("paper-devices-gpt-3", devices(gpt_3.state_bytes()))
        .with("paper-devices-trillion", devices(trillion.state_bytes()))
        .with("paper-weights-gpt-3", percent(weights(&GPT_3), 0))
        .with("paper-window-gpt-3", bytes(gpt_3.window_bytes()))
        .with("paper-cache-gpt-3", bytes(window))
}
