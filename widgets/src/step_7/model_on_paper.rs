//! "A trillion on paper": what a model of any size takes.

use std::ops::RangeInclusive;

use serde::Serialize;
use step_4_transformer::Config;
use step_7_text::scale::published::{
    GPT_2, GPT_3, GPT_3_TOKENS, H100_BYTES, H100_PEAK, TOKENS_PER_PARAMETER,
    TRILLION, llama_3_share,
};
use step_7_text::scale::{
    cached, kept, parameters, seconds, sent, six_per_parameter, state, training,
};
use typeset::{Table, fixed, percent, two_digits};

use crate::{Desk, Question, Refusal};

/// The largest model of this step.
pub const OURS: Config = Config {
    vocab_size: 1024,
    block_size: 128,
    n_embd: 128,
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
pub const SIZE: f64 = 4.0;

/// Machines that train together.
pub const MACHINES: usize = 1024;

/// Operations a second of a core at its peak, as Step 6 has measured it.
/// Whoever draws the page's table checks it.
pub const CORE_PEAK: f64 = 118.218e9;

/// What can be typed. Within it, no `usize` of WebAssembly overflows.
const LAYERS: RangeInclusive<usize> = 1..=128;
const WIDTHS: RangeInclusive<usize> = 1..=40_000;
const HEADS: RangeInclusive<usize> = 1..=192;
const VOCABULARIES: RangeInclusive<usize> = 1..=1_000_000;
const WINDOWS: RangeInclusive<usize> = 1..=131_072;
const PER_PARAMETER: RangeInclusive<f64> = 0.0..=1e6;

/// A model and the tokens it is trained on.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// What the page calls it.
    pub name: &'static str,
    /// Its sizes.
    pub config: Config,
    /// The tokens of its training, for each parameter.
    pub per_parameter: f64,
}

impl Plan {
    /// A model with as many tokens as Chinchilla had.
    const fn new(name: &'static str, config: Config) -> Self {
        Plan {
            name,
            config,
            per_parameter: TOKENS_PER_PARAMETER,
        }
    }

    /// The five of the page, from the smallest to the largest.
    pub fn all() -> [Plan; 5] {
        let gpt_3 = Plan {
            per_parameter: GPT_3_TOKENS / parameters(&GPT_3),
            ..Plan::new("GPT-3", GPT_3)
        };
        [
            Plan::new("ours", OURS),
            Plan::new("GPT-2, smallest", GPT_2),
            Plan::new("a billion", BILLION),
            gpt_3,
            Plan::new("a trillion", TRILLION),
        ]
    }

    /// How many parameters it has.
    pub fn parameters(&self) -> f64 {
        parameters(&self.config)
    }

    /// How many tokens it is trained on.
    pub fn tokens(&self) -> f64 {
        self.per_parameter * self.parameters()
    }

    /// The operations of its training.
    pub fn operations(&self) -> f64 {
        training(&self.config) * self.tokens()
    }

    /// Of six operations for each parameter, the share that is needed.
    pub fn of_six(&self) -> f64 {
        training(&self.config) / six_per_parameter(&self.config)
    }

    /// What training keeps from step to step.
    pub fn state_bytes(&self) -> f64 {
        state(&self.config) * SIZE
    }

    /// What one full window keeps for the way back.
    pub fn window_bytes(&self) -> f64 {
        self.config.block_size as f64 * kept(&self.config) as f64 * SIZE
    }

    /// What a position keeps in writing.
    pub fn cache_bytes(&self) -> f64 {
        cached(&self.config) as f64 * SIZE
    }

    /// What each of the machines sends in a step.
    pub fn sent_bytes(&self) -> f64 {
        sent(self.parameters(), MACHINES) * SIZE
    }

    /// The time of training on some H100s, in seconds.
    pub fn seconds(&self, machines: usize) -> f64 {
        seconds(self.operations(), machines, H100_PEAK, llama_3_share())
    }

    /// The time on a core at its peak.
    pub fn core_seconds(&self) -> f64 {
        seconds(self.operations(), 1, CORE_PEAK, 1.0)
    }
}

/// A row of the page's table: its name, what it has of a plan, and how that is
/// written.
pub struct Row {
    /// What stands before it.
    pub name: &'static str,
    /// The number.
    pub of: fn(&Plan) -> f64,
    /// How it is written.
    pub written: fn(f64) -> String,
}

const fn row(
    name: &'static str,
    of: fn(&Plan) -> f64,
    written: fn(f64) -> String,
) -> Row {
    Row { name, of, written }
}

/// The rows of the page's table.
pub const ROWS: [Row; 12] = [
    row("parameters", Plan::parameters, count),
    row("tokens of training", Plan::tokens, count),
    row("operations for a token", |it| training(&it.config), count),
    row("share of six for each parameter", Plan::of_six, |share| {
        percent(share, 0)
    }),
    row("operations in all", Plan::operations, count),
    row("parameters, gradients, means", Plan::state_bytes, bytes),
    row(
        "kept of a window for the way back",
        Plan::window_bytes,
        bytes,
    ),
    row("cache, for each position", Plan::cache_bytes, bytes),
    row(
        "sent by each of the machines in a step",
        Plan::sent_bytes,
        bytes,
    ),
    row("time on a core at its peak", Plan::core_seconds, time),
    row("time on one H100", |it| it.seconds(1), time),
    row("time on all machines", |it| it.seconds(MACHINES), time),
];

/// A large number with three digits: `6.12·10⁹`.
pub fn count(number: f64) -> String {
    if number < 999.5 {
        return fixed(number, 0);
    }
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
    match digit {
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4' => '⁴',
        '5' => '⁵',
        '6' => '⁶',
        '7' => '⁷',
        '8' => '⁸',
        '9' => '⁹',
        _ => '⁰',
    }
}

/// A number in the largest of some units of which it has one and more.
fn in_units(number: f64, units: &[(f64, &str)]) -> String {
    let fits = |&&(size, _): &&(f64, &str)| number >= 0.9995 * size;
    let (size, unit) = units.iter().rev().find(fits).unwrap_or(&units[0]);
    format!("{}\u{a0}{unit}", two_digits(number / size))
}

/// So many bytes, in a unit that suits them.
pub fn bytes(number: f64) -> String {
    let units = [
        (1.0, "B"),
        (1e3, "kB"),
        (1e6, "MB"),
        (1e9, "GB"),
        (1e12, "TB"),
    ];
    in_units(number, &units)
}

/// The seconds of a day.
pub const DAY: f64 = 86_400.0;

/// The seconds of a year.
pub const YEAR: f64 = 365.25 * DAY;

/// A time in a unit that suits it.
pub fn time(seconds: f64) -> String {
    let units = [
        (1e-3, "ms"),
        (1.0, "s"),
        (60.0, "min"),
        (3600.0, "h"),
        (DAY, "days"),
        (YEAR, "years"),
    ];
    in_units(seconds, &units)
}

/// What a model takes.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// Each row: what it is, of this model, and how many times ours.
    rows: Vec<[String; 3]>,
    /// What training keeps of it.
    state: String,
    /// How many devices that fills.
    devices: f64,
    /// The five of the page.
    presets: Vec<Preset>,
}

/// The numbers of a model, as a page asks for them.
#[derive(Debug, Serialize)]
pub struct Preset {
    name: &'static str,
    layers: usize,
    width: usize,
    heads: usize,
    vocabulary: usize,
    window: usize,
    tokens: f64,
}

impl From<Plan> for Preset {
    fn from(plan: Plan) -> Self {
        Preset {
            name: plan.name,
            layers: plan.config.n_layer,
            width: plan.config.n_embd,
            heads: plan.config.n_head,
            vocabulary: plan.config.vocab_size,
            window: plan.config.block_size,
            // Digits enough for the table's, and few enough to be read.
            tokens: (plan.per_parameter * 1e3).round() / 1e3,
        }
    }
}

/// Arguments: `layers`, `width`, `heads`, `vocabulary`, `window`; and `tokens`,
/// those of the training for each parameter.
///
/// # Errors
///
/// If one is missing or out of range, or the heads cannot share the width.
pub fn answer(_: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let config = Config {
        n_layer: q.count("layers", LAYERS)?,
        n_embd: q.count("width", WIDTHS)?,
        n_head: q.count("heads", HEADS)?,
        vocab_size: q.count("vocabulary", VOCABULARIES)?,
        block_size: q.count("window", WINDOWS)?,
    };
    let per_parameter = q.number("tokens", PER_PARAMETER)?;
    if !config.n_embd.is_multiple_of(config.n_head) {
        return Err(Refusal(format!(
            "{} heads cannot share a width of {} evenly",
            config.n_head, config.n_embd
        )));
    }
    let plan = Plan {
        name: "yours",
        config,
        per_parameter,
    };
    Ok(Answer {
        rows: rows(&plan),
        state: bytes(plan.state_bytes()),
        devices: (plan.state_bytes() / H100_BYTES).ceil(),
        presets: Plan::all().map(Preset::from).into(),
    })
}

/// Each row of the table: what it is, of this model, and how many times ours.
fn rows(plan: &Plan) -> Vec<[String; 3]> {
    let ours = Plan::new("ours", OURS);
    let cells = |row: &Row| {
        let [here, there] = [plan, &ours].map(row.of);
        [row.name.into(), (row.written)(here), times(here / there)]
    };
    ROWS.iter().map(cells).collect()
}

/// How many times as much.
fn times(ratio: f64) -> String {
    if ratio < 99_950.0 {
        two_digits(ratio)
    } else {
        count(ratio)
    }
}

/// The first frame, as the page shows it without scripts.
pub fn figure() -> Table {
    let [_, gpt_2, ..] = Plan::all();
    let table = Table::new().left("").right("it has").right("times ours");
    rows(&gpt_2).into_iter().fold(table, Table::row)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Plan, ROWS, figure};
    use crate::Desk;

    /// What the page says of the preset of some number, with changes.
    fn ask(preset: usize, changes: Value) -> Value {
        let first = json!({
            "layers": 1,
            "width": 8,
            "heads": 2,
            "vocabulary": 2,
            "window": 4,
            "tokens": 20,
        });
        let mut desk = Desk::default();
        let mut asked = |mut it: Value, changes: Value| {
            it["ask"] = "model-on-paper".into();
            for (name, value) in changes.as_object().expect("an object") {
                it[name] = value.clone();
            }
            desk.ask(&it)
        };
        let presets = asked(first, json!({}))["presets"].take();
        asked(presets[preset].clone(), changes)
    }

    #[test]
    fn presets_are_the_columns_of_the_page() {
        for (i, plan) in Plan::all().iter().enumerate() {
            let rows = ask(i, json!({}))["rows"].take();
            for (row, cells) in ROWS.iter().zip(rows.as_array().unwrap()) {
                let expected = (row.written)((row.of)(plan));
                assert_eq!(cells[1], expected, "{}: {}", plan.name, row.name);
                assert!(i > 0 || cells[2] == "1.0", "{cells}");
            }
        }
    }

    #[test]
    fn the_first_frame_is_the_table_of_the_page() {
        let table =
            include_str!("../../../src/step-7-text/outputs/model-on-paper.md");
        assert_eq!(figure().to_string(), table);
    }

    #[test]
    fn what_cannot_be_is_refused() {
        for (changes, words) in [
            (
                json!({"heads": 5}),
                "5 heads cannot share a width of 128 evenly",
            ),
            (json!({"layers": 0}), "layers goes from 1 to 128"),
            (json!({"width": 1e9}), "width cannot be \"1000000000.0\""),
            (json!({"tokens": -1}), "tokens goes from 0 to 1000000"),
        ] {
            assert_eq!(ask(0, changes)["refusal"], words);
        }
    }

    #[test]
    fn the_largest_that_can_be_asked_for_has_numbers() {
        let largest = json!({
            "layers": 128,
            "width": 40_000,
            "heads": 160,
            "vocabulary": 1_000_000,
            "window": 131_072,
            "tokens": 1e6,
        });
        let answer = ask(0, largest);
        assert_eq!(answer["rows"][0][1], "2.54·10¹²");
        // What `kept` counts still fits in 32 bits.
        let kept = 128.0 * (12.0 * 40_000.0 + 2.0 + 192.0 * 131_072.0);
        assert!(kept + 80_001.0 + 1e6 < f64::from(u32::MAX));
    }
}
