//! What three kinds of instructions take of a step on a name, by their number
//! and by what one of them takes.

use typeset::{Facts, Table, fixed, percent, thousands};

use super::common::{self, CONFIG, Measured};

/// The instructions that are counted, and what the engine needs them for.
const INSTRUCTIONS: [&str; 3] = [
    "multiply-add, in products with the parameters",
    "square root, in Adam",
    "reciprocal, in Adam",
];

/// What a step on AVX2 consists of, in one precision.
struct Bound {
    /// How many of each instruction there are for a name, on average.
    counts: [f64; 3],
    /// What one takes, in nanoseconds.
    each: [f64; 3],
    /// What the whole step takes.
    step: f64,
}

impl Bound {
    fn of(measured: &Measured, precision: &str, lanes: usize) -> Self {
        let numbers = measured.after(&["ns", "Avx2", precision]);
        let number = |i: usize| numbers[i].parse().expect("a number");
        Bound {
            counts: counts(lanes),
            each: [0, 1, 2].map(number),
            step: measured.number(&["step", "Avx2", precision]),
        }
    }

    /// What all of an instruction take, in nanoseconds.
    fn all(&self, i: usize) -> f64 {
        self.counts[i] * self.each[i]
    }

    fn sum(&self) -> f64 {
        (0..3).map(|i| self.all(i)).sum()
    }
}

/// How many of each instruction a name needs, on average over the run. A
/// product goes over whole registers of positions on the way forward and for
/// the gradient of its input, and over whole registers of inputs for that of
/// its matrix, once for each position.
fn counts(lanes: usize) -> [f64; 3] {
    let (docs, _) = common::start();
    let embeddings = CONFIG.vocab_size + CONFIG.block_size;
    let matrices = CONFIG.num_params() - embeddings * CONFIG.n_embd;
    let of_name = |doc: &Vec<usize>| {
        let len = doc.len() - 1;
        2 * matrices * len.div_ceil(lanes) + matrices / lanes * len
    };
    let names = &docs[..runs::NUM_STEPS];
    let products: usize = names.iter().map(of_name).sum();
    let registers = CONFIG.num_params() as f64 / lanes as f64;
    [products as f64 / names.len() as f64, registers, registers]
}

/// The record of `cargo bench -p step-6-efficiency -- --bounds --record`.
fn measured() -> Measured {
    Measured::of(include_str!(
        "../../../chapters-code/step-6-efficiency/bounds.txt"
    ))
}

/// Both precisions.
fn both() -> [Bound; 2] {
    let measured = measured();
    [("f32", 8), ("f64", 4)]
        .map(|(precision, lanes)| Bound::of(&measured, precision, lanes))
}

pub fn figure() -> String {
    let both = both();
    let whole = |x: f64| thousands(fixed(x, 0));
    let mut table = Table::new()
        .left("registers in a step on a name, with AVX2")
        .right("f32")
        .right("ns")
        .right("f64")
        .right("ns");
    for (i, name) in INSTRUCTIONS.iter().enumerate() {
        let cells = both
            .iter()
            .flat_map(|bound| [whole(bound.counts[i]), whole(bound.all(i))]);
        table = table.row([(*name).to_owned()].into_iter().chain(cells));
    }
    let times = |name: &str, of: fn(&Bound) -> f64| {
        let cells = both.iter().flat_map(|it| [String::new(), whole(of(it))]);
        [name.to_owned()]
            .into_iter()
            .chain(cells)
            .collect::<Vec<_>>()
    };
    table
        .row(times("all three", Bound::sum))
        .row(times("the whole step", |it| it.step))
        .to_string()
}

/// The numbers in the sentences on it.
pub fn facts(facts: Facts) -> Facts {
    let [single, double] = both().map(|it| it.sum() / it.step);
    for share in [single, double] {
        assert!((0.45..0.75).contains(&share), "half and more: {share}");
    }
    let measured = measured();
    for precision in ["f32", "f64"] {
        let at = |level| measured.after(&["ns", level, precision]);
        for (wide, narrow) in at("Avx512").iter().zip(at("Avx2")) {
            let [wide, narrow]: [f64; 2] =
                [wide, narrow].map(|it| it.parse().expect("a number"));
            let over = wide / narrow;
            assert!((1.75..2.05).contains(&over), "twice as long: {over}");
        }
    }
    facts
        .with("bound-single", percent(single, 0))
        .with("bound-double", percent(double, 0))
}
