//! The numbers in the sentences of Step 6.

use step_4_transformer::Gpt;
use step_6_efficiency::cost::{nodes_on_tape, state_bytes, tape_bytes};
use step_6_efficiency::graph::{Arena, Graph};
use step_6_efficiency::matrix::Matrix;
use step_6_efficiency::matrix::layers::attention;
use step_6_efficiency::matrix::layers::attention_backward;
use typeset::{Facts, fixed, percent, thousands};

use super::common::{
    self, BATCH_DOCS, CONFIG, Measured, operations_of_the_run, time,
};

pub fn figure() -> String {
    let measured = Measured::read();
    let facts = counted(Facts::new());
    let facts = limits(&measured, facts);
    let facts = rungs(&measured, facts);
    let facts = vectors(&measured, facts);
    facts.to_string()
}

fn operations() -> f64 {
    let (docs, _) = common::start();
    let parts = operations_of_the_run(&docs);
    parts.iter().map(|(_, n)| *n as f64).sum()
}

/// Counts.
fn counted(facts: Facts) -> Facts {
    let (docs, _) = common::start();
    let tokens: usize = docs[..runs::NUM_STEPS]
        .iter()
        .map(|doc| doc.len() - 1)
        .sum();
    let embeddings = CONFIG.vocab_size + CONFIG.block_size;
    let multiplied = CONFIG.num_params() - embeddings * CONFIG.n_embd;
    let six_letters = nodes_on_tape(&CONFIG, 7);
    facts
        .with("tokens", thousands(tokens))
        .with("million-operations", fixed(operations() / 1e6, 0))
        .with("nodes", thousands(six_letters))
        .with("tape-kilobytes", thousands(tape_bytes(six_letters) / 1000))
        .with(
            "state-kilobytes",
            (state_bytes(&CONFIG, 8) / 1000).to_string(),
        )
        .with("later-share", later_share())
        .with("multiplied", thousands(multiplied))
        .with("batch-docs", thousands(BATCH_DOCS))
}

/// Of the gradient of the values, the share by length that comes from later
/// positions, in a head with numbers drawn at random.
fn later_share() -> String {
    let mut rng = portable::PythonRandom::new(42);
    let mut matrix = || {
        let numbers = (0..20).map(|_| rng.gauss(0.0, 1.0));
        Matrix::new(4, numbers.collect())
    };
    let (q, k, v, d_gathered) = (matrix(), matrix(), matrix(), matrix());
    let (weights, _) = attention(&q, &k, &v);
    let [_, _, d_v] = attention_backward([&q, &k, &v], &weights, &d_gathered);
    // Only what each position says of itself.
    let alone =
        Matrix::from_fn(5, 4, |t, j| weights.row(t)[t] * d_gathered.row(t)[j]);
    let apart: f64 = d_v
        .plus(&alone.scaled(-1.0))
        .into_data()
        .iter()
        .map(|d| d * d)
        .sum();
    let all: f64 = d_v.into_data().iter().map(|d| d * d).sum();
    percent((apart / all).sqrt(), 0)
}

/// The limits of a core.
fn limits(measured: &Measured, facts: Facts) -> Facts {
    let peak = |level, float| measured.number(&["peak", level, float]);
    let limit = |level, float| operations() / peak(level, float) / 1e9;
    let python = measured.seconds("python");
    let tape = measured.seconds("tape");
    let (docs, _) = common::start();
    let docs = &docs[..runs::NUM_STEPS];
    let nodes: usize = docs
        .iter()
        .map(|doc| nodes_on_tape(&CONFIG, doc.len() - 1))
        .sum();
    facts
        .with("processor", measured.after(&["processor"])[0])
        .with("peak-f64", fixed(peak("Avx2", "f64"), 0))
        .with("limit-f64", time(limit("Avx2", "f64")))
        .with("python-seconds", time(python))
        .with("tape-time", time(tape))
        .with("tape-step", time(tape / 1e3))
        .with("tape-over-limit", fixed(tape / limit("Avx2", "f64"), 0))
        .with("python-over-limit", about(python / limit("Avx2", "f64")))
        .with("operations-per-number", operations_per_number(nodes))
        .with("tape-per-number", fixed(tape * 1e9 / nodes as f64, 0))
        .with("python-over-tape", about(python / tape))
}

/// Operations for each number on the tape, those of Adam aside.
fn operations_per_number(nodes: usize) -> String {
    let (docs, _) = common::start();
    let parts = operations_of_the_run(&docs);
    let without_adam = parts.iter().filter(|(name, _)| *name != "Adam");
    let operations: usize = without_adam.map(|(_, n)| n).sum();
    fixed(operations as f64 / nodes as f64, 0)
}

/// The cost of a second thread for a step, in µs: of four names, which are done
/// in no time.
fn thread_cost(measured: &Measured) -> f64 {
    let micros = |threads| measured.number(&["batch", threads, "4"]);
    4.0 * (micros("2") - micros("1"))
}

/// The gain of each rung.
fn rungs(measured: &Measured, facts: Facts) -> Facts {
    let over = |a: &str, b: &str| measured.seconds(a) / measured.seconds(b);
    let order =
        |name: &str, size: &str| measured.number(&["order", name, size]);
    facts
        .with("thread-cost", fixed(thread_cost(measured), 0))
        .with("thread-names", {
            let of_one = measured.number(&["batch", "1", "4"]);
            fixed(thread_cost(measured) / of_one, 0)
        })
        .with("pointers-over-arena", fixed(over("pointers", "arena"), 0))
        .with("arena-over-tape", fixed(over("arena", "tape"), 1))
        .with("pointers-over-tape", fixed(over("pointers", "tape"), 0))
        .with("fewer-numbers", fixed(fewer_numbers(), 1))
        .with("python-over-pointers", fixed(over("python", "pointers"), 0))
        .with("matrix-time", time(measured.seconds("matrix")))
        .with("workspace-time", time(measured.seconds("workspace")))
        .with(
            "matrix-over-workspace",
            fixed(over("matrix", "workspace"), 1),
        )
        .with(
            "order-small",
            fixed(order("row", "16") / order("column", "16"), 1),
        )
        .with(
            "order-large",
            fixed(order("row", "256") / order("column", "256"), 1),
        )
}

/// How many times fewer numbers "emma" has on the tape than on the others.
fn fewer_numbers() -> f64 {
    const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];
    let (_, params) = common::start();
    let arena = Arena::default();
    let weights = arena.leaves(&params);
    Gpt::new(CONFIG, &weights).loss(&EMMA);
    arena.len() as f64 / nodes_on_tape(&CONFIG, EMMA.len() - 1) as f64
}

/// Two digits of a large ratio: the times behind it do not have more.
fn about(ratio: f64) -> String {
    let unit = if ratio < 10_000.0 { 100.0 } else { 1000.0 };
    thousands(format!("{:.0}", (ratio / unit).round() * unit))
}

/// The speed that vectors reach.
fn vectors(measured: &Measured, facts: Facts) -> Facts {
    let seconds = |key: &str| measured.seconds(key);
    let python = seconds("python");
    let apart = |float: &str, at: usize| {
        let digits = ["Baseline", "Avx2"].map(|level| {
            let name = format!("{level} {float}");
            let digits = measured.after(&["apart", &name])[at];
            digits.parse::<f64>().expect("a number")
        });
        // A power of ten, rounded up.
        format!("1e-{}", digits[0].min(digits[1]).floor())
    };
    let parted = measured.after(&["parted", "f32"]);
    let parted = |at: usize| parted[at].parse::<f64>().expect("a number");
    let product = |level: &str, name: &str| {
        measured.number(&["product", level, "f32", name])
            / measured.number(&["peak", level, "f32"])
    };
    let products = ["Y = W X", "dX = Wᵀ dY", "dW = dY Xᵀ"];
    let least = products
        .map(|name| product("Avx2", name))
        .into_iter()
        .fold(1.0, f64::min);
    facts
        .with("exact-time", time(seconds("Avx2 f64")))
        .with("fast-time", time(seconds("Avx2 f32")))
        .with("exact-over-python", about(python / seconds("Avx2 f64")))
        .with("fast-over-python", about(python / seconds("Avx2 f32")))
        .with(
            "workspace-over-exact",
            fixed(seconds("workspace") / seconds("Avx2 f64"), 1),
        )
        .with("apart-f32", apart("f32", 0))
        .with("apart-f32-last", apart("f32", 1))
        .with("apart-f64", apart("f64", 0))
        .with("runs-f32", fixed(parted(0), 0))
        .with("parted-f32", fixed(parted(1), 0))
        .with("parted-f32-most", fixed(parted(2), 2))
        .with("parted-f32-last", fixed(parted(3), 3))
        .with("least-share-large", percent(least, 0))
}
