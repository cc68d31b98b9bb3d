//! The numbers in the sentences of Step 6.

use step_4_transformer::Gpt;
use step_6_efficiency::cost::{nodes_on_tape, state_bytes, tape_bytes};
use step_6_efficiency::graph::{Arena, Graph};
use step_6_efficiency::matrix::layers::attention;
use step_6_efficiency::matrix::layers::attention_backward;
use step_6_efficiency::matrix::{Matrix, loss_and_gradient};
use typeset::{Facts, fixed, percent, thousands};

use super::bounds;
use super::common::{
    self, BATCH_DOCS, CONFIG, Measured, numbers_on_tape, operations_of_the_run,
    three_digits, time, two_digits,
};
use super::tiles;

pub fn figure() -> String {
    let measured = Measured::read();
    let facts = counted(Facts::new());
    let facts = limits(&measured, facts);
    let facts = rungs(&measured, facts);
    let facts = vectors(&measured, facts);
    let facts = batches(&measured, facts);
    let facts = lengths(&measured, facts);
    bounds::facts(facts).to_string()
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
        .with("tape-kilobytes", thousand_bytes(tape_bytes(six_letters)))
        .with("state-kilobytes", thousand_bytes(state_bytes(&CONFIG, 8)))
        .with("short-names", short_names(&docs))
        .with("later-share", later_share())
        .with("multiplied", thousands(multiplied))
        .with("batch-docs", thousands(BATCH_DOCS))
        .with("length-of-one", gradient_length(&docs, 1))
        .with("length-of-256", gradient_length(&docs, 256))
}

/// So many bytes in kB, rounded.
fn thousand_bytes(bytes: usize) -> String {
    thousands(fixed(bytes as f64 / 1e3, 0))
}

/// How long the mean gradient of so many names is at the first parameters, on
/// average over the first names of the run.
fn gradient_length(docs: &[Vec<usize>], names: usize) -> String {
    const DOCS: usize = 1024;
    let (_, params) = common::start();
    let length = |docs: &[Vec<usize>]| {
        let mut mean = vec![0.0; params.len()];
        for doc in docs {
            let (_, gradient) = loss_and_gradient(&CONFIG, &params, doc);
            for (mean, g) in mean.iter_mut().zip(gradient) {
                *mean += g / names as f64;
            }
        }
        mean.iter().map(|g| g * g).sum::<f64>().sqrt()
    };
    let batches = docs[..DOCS].chunks_exact(names);
    let lengths = batches.map(length).sum::<f64>();
    fixed(lengths / (DOCS / names) as f64, 2)
}

/// Names of the run with up to eight positions.
fn short_names(docs: &[Vec<usize>]) -> usize {
    let docs = &docs[..runs::NUM_STEPS];
    docs.iter().filter(|doc| doc.len() - 1 <= 8).count()
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
    let peak = measured.number(&["peak", "Avx2", "f64"]);
    let limit = operations() / peak / 1e9;
    let [python, kept, tape] = ["python", "python, kept", "tape"]
        .map(|engine| measured.seconds(engine));
    let (docs, _) = common::start();
    let nodes = numbers_on_tape(&docs, runs::NUM_STEPS);
    let instructions = measured.instructions("tape", &docs) / nodes;
    let per_number = operations() / nodes;
    let share = per_number / instructions;
    assert!((0.08..0.12).contains(&share), "one of ten: {share}");
    let [first, second] = ["L1", "L2"].map(|name| kilobytes(measured, name));
    let state = state_bytes(&CONFIG, 8) / 1000;
    assert!(
        first < state && state < second,
        "the text says where it fits"
    );
    facts
        .with("processor", measured.after(&["processor"])[0])
        .with("cache-first", format!("{first} kB"))
        .with("cache-second", format!("{} kB", thousands(second)))
        .with("python-version", measured.python())
        .with("peak-f64", three_digits(peak))
        .with("limit-f64", time(limit))
        .with("python-seconds", time(python))
        .with("collector-share", percent(1.0 - kept / python, 0))
        .with("tape-time", time(tape))
        .with("tape-step", time(tape / 1e3))
        .with("tape-over-limit", two_digits(tape / limit))
        .with("python-over-limit", two_digits(python / limit))
        .with("operations-per-number", fixed(per_number, 0))
        .with("instructions-per-number", two_digits(instructions))
        .with("kept-over-tape", two_digits(kept / tape))
}

/// The size of a cache.
fn kilobytes(measured: &Measured, name: &str) -> usize {
    let size = measured.after(&["cache", name])[0].strip_suffix('K');
    size.and_then(|size| size.parse().ok()).expect("a size")
}

/// The gain of each rung.
fn rungs(measured: &Measured, facts: Facts) -> Facts {
    let (docs, _) = common::start();
    let over = |a: &str, b: &str| two_digits(measured.over(a, b));
    let counted = |a: &str, b: &str| {
        let [a, b] = [a, b].map(|it| measured.instructions(it, &docs));
        two_digits(a / b)
    };
    let order = |size: &str| {
        let rate = |name: &str| measured.number(&["order", name, size]);
        two_digits(rate("row") / rate("column"))
    };
    let thread = |name: &str| time(measured.least(&["thread", name]) / 1e6);
    let allocator =
        |name| percent(measured.number(&["allocator", name]) / 100.0, 0);
    // What the sentences say of these numbers.
    let ratio = |a: &str, b: &str| measured.over(a, b);
    let saved = |engine| {
        let slow = measured.seconds("matrix");
        slow - measured.seconds(engine)
    };
    let by_order = saved("matrix by rows") / saved("workspace");
    assert!((0.3..0.7).contains(&by_order), "about half: {by_order}");
    assert!((0.8..1.6).contains(&ratio("matrix", "tape")));
    assert!((0.85..1.4).contains(&ratio("arena", "tape without dot")));
    assert!(ratio("pointers", "pointers, as made") > 1.25, "a good part");
    let spinning = measured.least(&["thread", "spinning"]);
    assert!(spinning < 0.5, "a small part of a microsecond");
    let largest = ratio("pointers, as made", "arena");
    assert!(largest > ratio("pointers", "pointers, as made"));
    assert!(largest > ratio("tape without dot", "tape"));
    let shape = ratio("pointers", "arena");
    assert!(shape > 1.5 * ratio("python, kept", "pointers"));
    facts
        .with("allocator-pointers", allocator("pointers"))
        .with("allocator-matrix", allocator("matrix"))
        .with("thread-made", thread("made"))
        .with("thread-asleep", thread("asleep"))
        .with("pointers-over-arena", over("pointers", "arena"))
        .with(
            "pointers-over-quick",
            over("pointers", "pointers, quick hash"),
        )
        .with("pointers-over-made", over("pointers", "pointers, as made"))
        .with("made-over-arena", over("pointers, as made", "arena"))
        .with("arena-over-plain", over("arena", "tape without dot"))
        .with("plain-over-tape", over("tape without dot", "tape"))
        .with("pointers-over-tape", over("pointers", "tape"))
        .with("fewer-numbers", two_digits(fewer_numbers()))
        .with("python-over-pointers", over("python", "pointers"))
        .with("kept-over-pointers", over("python, kept", "pointers"))
        .with("matrix-time", time(measured.seconds("matrix")))
        .with("matrix-instructions", counted("matrix", "tape"))
        .with("rows-time", time(measured.seconds("matrix by rows")))
        .with("matrix-over-rows", over("matrix", "matrix by rows"))
        .with("rows-over-workspace", over("matrix by rows", "workspace"))
        .with("rows-instructions", counted("matrix", "matrix by rows"))
        .with(
            "workspace-instructions",
            counted("matrix by rows", "workspace"),
        )
        .with("workspace-time", time(measured.seconds("workspace")))
        .with("matrix-over-workspace", over("matrix", "workspace"))
        .with("order-small", order("16"))
        .with("order-large", order("256"))
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

/// The speed that vectors reach.
fn vectors(measured: &Measured, facts: Facts) -> Facts {
    let seconds = |key: &str| measured.seconds(key);
    let [python, kept] = [seconds("python"), seconds("python, kept")];
    let peak = measured.number(&["peak", "Avx2", "f32"]) * 1e9;
    let share = operations() / seconds("Avx2 f32") / peak;
    let rate = |name| measured.number(&["reciprocal", "Avx2", name]);
    let newton = rate("Newton") / rate("division");
    assert!((0.9..1.1).contains(&newton), "as fast: {newton}");
    let registers = |key| measured.least(&["registers", key]);
    let changes = [
        ("arrays of 4", "for AVX2"),
        ("for AVX2", "arrays of 8"),
        ("arrays of 8", "instructions"),
        ("instructions", "turned"),
        ("turned", "fused"),
    ];
    let gains = changes.map(|(slow, fast)| registers(slow) / registers(fast));
    let chosen = gains[2];
    let most = gains.into_iter().fold(0.0, f64::max);
    assert_eq!(chosen, most, "the text says: the largest");
    let apart = |float: &str| {
        let digits = ["Baseline", "Avx2"].map(|level| {
            let name = format!("{level} {float}");
            let digits = measured.after(&["apart", &name])[0];
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
        .with(
            "exact-over-python",
            two_digits(python / seconds("Avx2 f64")),
        )
        .with("fast-over-python", two_digits(python / seconds("Avx2 f32")))
        .with("exact-over-kept", two_digits(kept / seconds("Avx2 f64")))
        .with("fast-over-kept", two_digits(kept / seconds("Avx2 f32")))
        .with(
            "workspace-over-exact",
            two_digits(measured.over("workspace", "Avx2 f64")),
        )
        .with(
            "tape-over-exact",
            two_digits(measured.over("tape", "Avx2 f64")),
        )
        .with("share-fast", percent(share, 0))
        .with("apart-f32", apart("f32"))
        .with("apart-f64", apart("f64"))
        .with("runs-f32", fixed(parted(0), 0))
        .with("parted-f32", fixed(parted(1), 0))
        .with("parted-f32-most", fixed(parted(2), 2))
        .with("parted-f32-last", fixed(parted(3), 3))
        .with(
            "sse2-over-avx2",
            two_digits(measured.over("Baseline f32", "Avx2 f32")),
        )
        .with("instructions-over-arrays", two_digits(chosen))
        .with("least-share-large", percent(least, 0))
        .with("share-of-loop", percent(tiles::share(measured, "loop"), 0))
}

/// What a second thread is worth.
fn batches(measured: &Measured, facts: Facts) -> Facts {
    let micros = |threads, size| measured.least(&["batch", threads, size]);
    let half = micros("1", "4") / 2.0;
    let made = measured.least(&["thread", "made"]) / 4.0;
    facts
        .with("half-of-four", three_digits(half))
        .with("made-of-four", three_digits(made))
        .with("hoped-of-four", three_digits(half + made))
        .with("two-of-four", three_digits(micros("2", "4")))
        .with("one-of-four", three_digits(micros("1", "4")))
}

/// Documents of a power of two, and of eight tokens more.
fn lengths(measured: &Measured, facts: Facts) -> Facts {
    let step = |size| measured.least(&["size", "block_size", size]);
    let misses = |size: &str| {
        let model = format!("block_size {size}");
        let millions = measured.after(&["counted", &model])[1];
        millions.parse::<f64>().expect("a number")
    };
    assert!(step("264") < 0.85 * step("256"), "the longer one is faster");
    assert!(misses("264") < 0.85 * misses("256"), "and misses less");
    facts
        .with("step-of-256", time(step("256") / 1e6))
        .with("step-of-264", time(step("264") / 1e6))
        .with("misses-of-264", two_digits(misses("256") / misses("264")))
}
