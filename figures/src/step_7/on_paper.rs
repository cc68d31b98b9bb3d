//! What models of several sizes would take.

use std::sync::LazyLock;

use step_4_transformer::Config;
use step_7_text::MOBY_DICK;
use step_7_text::scale::published::{
    GPT_2, GPT_3, GPT_3_BATCH, GPT_3_OPERATIONS, GPT_3_TOKENS, H100_BYTES,
    H100_PEAK, LLAMA_3_HOURS, LLAMA_3_OPERATIONS, LLAMA_3_PARAMETERS,
    LLAMA_3_TOKENS, TOKENS_PER_PARAMETER, TRILLION, llama_3_share,
};
use step_7_text::scale::{
    cached, forward, kept, seconds, sent, six_per_parameter, state, training,
};
use typeset::{Facts, Table, fixed, percent, thousands};

use super::pieces::{SIZES, WIDTH, WINDOW, sizes};
use crate::step_6::common::{Measured, three_digits, two_digits};

/// The largest model of this step.
const OURS: Config = Config {
    vocab_size: SIZES[2],
    block_size: WINDOW,
    n_embd: WIDTH,
    n_head: 4,
    n_layer: 4,
};

/// A billion, in shapes that are usual for it.
const BILLION: Config = Config {
    vocab_size: GPT_2.vocab_size,
    block_size: 2048,
    n_embd: 2048,
    n_head: 16,
    n_layer: 16,
};

/// Bytes of a number in our program.
const SIZE: f64 = 4.0;

/// Machines that train together.
const MACHINES: usize = 1024;

/// A model and the tokens it is trained on.
struct Plan {
    name: &'static str,
    config: Config,
    tokens: f64,
}

impl Plan {
    fn operations(&self) -> f64 {
        training(&self.config) * self.tokens
    }

    fn parameters(&self) -> f64 {
        self.config.num_params() as f64
    }

    /// Of six operations for each parameter, the share that is needed.
    fn of_six(&self) -> f64 {
        training(&self.config) / six_per_parameter(&self.config)
    }

    fn state_bytes(&self) -> f64 {
        state(&self.config) as f64 * SIZE
    }

    /// What one full window keeps for the way back.
    fn window_bytes(&self) -> f64 {
        (self.config.block_size * kept(&self.config)) as f64 * SIZE
    }

    /// What a position keeps in writing.
    fn cache_bytes(&self) -> f64 {
        cached(&self.config) as f64 * SIZE
    }

    fn sent_bytes(&self) -> f64 {
        sent(self.parameters(), MACHINES) * SIZE
    }

    /// The time of training on some H100s, in seconds.
    fn seconds(&self, machines: usize) -> f64 {
        seconds(self.operations(), machines, H100_PEAK, llama_3_share())
    }

    /// The time on a core at its peak, as Step 6 has measured it.
    fn core_seconds(&self) -> f64 {
        seconds(self.operations(), 1, *CORE_PEAK, 1.0)
    }
}

static CORE_PEAK: LazyLock<f64> =
    LazyLock::new(|| Measured::read().number(&["peak", "Avx2", "f32"]) * 1e9);

fn plan(name: &'static str, config: Config) -> Plan {
    let tokens = TOKENS_PER_PARAMETER * config.num_params() as f64;
    Plan {
        name,
        config,
        tokens,
    }
}

/// From the smallest to the largest.
static PLANS: LazyLock<[Plan; 5]> = LazyLock::new(|| {
    let gpt_3 = Plan {
        tokens: GPT_3_TOKENS,
        ..plan("GPT-3", GPT_3)
    };
    let plans = [
        plan("ours", OURS),
        plan("GPT-2, smallest", GPT_2),
        plan("a billion", BILLION),
        gpt_3,
        plan("a trillion", TRILLION),
    ];
    assert!(plans.iter().all(|it| it.config.check().is_ok()));
    plans
});

/// A name of a row, and what it has of a plan.
type Row = (&'static str, fn(&Plan) -> String);

const ROWS: [Row; 12] = [
    ("parameters", |it| count(it.parameters())),
    ("tokens of training", |it| count(it.tokens)),
    ("operations for a token", |it| count(training(&it.config))),
    ("share of six for each parameter", |it| {
        percent(it.of_six(), 0)
    }),
    ("operations in all", |it| count(it.operations())),
    ("parameters, gradients, means", |it| bytes(it.state_bytes())),
    ("kept of a window for the way back", |it| {
        bytes(it.window_bytes())
    }),
    ("cache, for each position", |it| bytes(it.cache_bytes())),
    ("sent by each of the machines in a step", |it| {
        bytes(it.sent_bytes())
    }),
    ("time on a core at its peak", |it| time(it.core_seconds())),
    ("time on one H100", |it| time(it.seconds(1))),
    ("time on all machines", |it| time(it.seconds(MACHINES))),
];

pub fn figure() -> String {
    let mut table = Table::new().left("");
    for plan in &*PLANS {
        table = table.right(plan.name);
    }
    for (name, of) in ROWS {
        let cells = PLANS.iter().map(of);
        let cells = [name.to_owned()].into_iter().chain(cells);
        table = table.row(cells.collect::<Vec<_>>());
    }
    table.to_string()
}

/// A large number with three digits: `6.12·10⁹`.
fn count(number: f64) -> String {
    let mut power = 0;
    let mut digits = number;
    while digits >= 9.995 {
        digits /= 10.0;
        power += 1;
    }
    let raised: String = power.to_string().chars().map(superscript).collect();
    format!("{}·10{raised}", fixed(digits, 2))
}

fn superscript(digit: char) -> char {
    let digit = digit.to_digit(10).expect("a digit") as usize;
    ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'][digit]
}

/// A number in the largest of some units of which it has one and more.
fn in_units(number: f64, units: &[(f64, &str)]) -> String {
    let fits = |&&(size, _): &&(f64, &str)| number >= 0.9995 * size;
    let (size, unit) = units.iter().rev().find(fits).unwrap_or(&units[0]);
    format!("{}\u{a0}{unit}", two_digits(number / size))
}

fn bytes(number: f64) -> String {
    let units = [
        (1.0, "B"),
        (1e3, "kB"),
        (1e6, "MB"),
        (1e9, "GB"),
        (1e12, "TB"),
    ];
    in_units(number, &units)
}

const YEAR: f64 = 365.25 * 86_400.0;

fn time(seconds: f64) -> String {
    let units = [
        (1e-3, "ms"),
        (1.0, "s"),
        (60.0, "min"),
        (3600.0, "h"),
        (86_400.0, "days"),
        (YEAR, "years"),
    ];
    in_units(seconds, &units)
}

pub fn facts(facts: Facts) -> Facts {
    let [ours, gpt_2, billion, gpt_3, trillion] = &*PLANS;
    let facts = operations(facts);
    let facts = memory(facts);
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
    assert!(billion.seconds(1) < 5.0 * 7.0 * 86_400.0, "a few weeks");
    assert!(gpt_2.seconds(1) < 86_400.0, "less than a day");
    facts
        .with("paper-machines", thousands(MACHINES))
        .with("paper-ours", thousands(OURS.num_params()))
        .with("paper-times-parameters", {
            count(trillion.parameters() / ours.parameters())
        })
        .with("paper-times-operations", {
            count(trillion.operations() / ours.operations())
        })
        .with("paper-novels-ours", fixed(ours.tokens / novel, 0))
        .with("paper-novels", {
            let millions = trillion.tokens / novel / 1e6;
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
        .with("paper-core-peak", three_digits(*CORE_PEAK / 1e9))
        .with("paper-peak", fixed(H100_PEAK / 1e12, 0))
        .with("paper-trillion-years", {
            fixed(trillion.seconds(MACHINES) / YEAR, 0)
        })
        .with("paper-machines-in-ninety-days", {
            let ninety = 90.0 * 86_400.0;
            let machines = trillion.seconds(1) / ninety;
            two_digits(machines)
        })
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
