//! Shared by this step's figures: the names, the model, and what was
//! measured.
use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_6_efficiency::cost::{self, StepCost, nodes_on_tape};
pub use typeset::{three_digits, two_digits};

/// The model of the run.
pub const CONFIG: Config = Config::of_the_guide(27);

/// Names that each run with batches learns from.
pub const BATCH_DOCS: usize = 8192;

/// The documents in the order of the run, and the first parameters.
pub fn start() -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = initial_parameters(CONFIG.num_params(), &mut rng);
    (docs, params)
}

/// The operations of the whole run by part, in the order of [`StepCost`].
pub fn operations_of_the_run(
    docs: &[Vec<usize>],
) -> [(&'static str, usize); 4] {
    let steps = docs[..runs::NUM_STEPS]
        .iter()
        .map(|doc| cost::step(&CONFIG, doc.len() - 1));
    let mut sums = [
        ("products with the parameters", 0),
        ("attention", 0),
        ("norms and softmax", 0),
        ("Adam", 0),
    ];
    for StepCost {
        matrices,
        attention,
        norms_and_softmax,
        adam,
    } in steps
    {
        let parts = [matrices, attention, norms_and_softmax, adam];
        for ((_, sum), part) in sums.iter_mut().zip(parts) {
            *sum += part;
        }
    }
    sums
}

/// How many numbers the first steps of the run put on the tape.
pub fn numbers_on_tape(docs: &[Vec<usize>], steps: usize) -> f64 {
    let of = |doc: &Vec<usize>| nodes_on_tape(&CONFIG, doc.len() - 1);
    docs[..steps].iter().map(of).sum::<usize>() as f64
}

/// The record of `cargo bench -p step-6-efficiency -- --record`.
pub struct Measured {
    lines: Vec<Vec<&'static str>>,
}

impl Measured {
    /// The record.
    pub fn read() -> Self {
        Measured::of(include_str!(
            "../../../chapters-code/step-6-efficiency/measured.txt"
        ))
    }

    /// A record as it stands in its file.
    pub fn of(text: &'static str) -> Self {
        let lines = text.lines().filter(|line| !line.starts_with('#'));
        Measured {
            lines: lines.map(|line| line.split('\t').collect()).collect(),
        }
    }

    /// The rest of the line after these words.
    pub fn after(&self, words: &[&str]) -> &[&'static str] {
        let mut lines = self.lines.iter();
        let line = lines.find(|line| line.starts_with(words));
        &line.unwrap_or_else(|| panic!("no {words:?} in the record"))
            [words.len()..]
    }

    /// The number after these words.
    pub fn number(&self, words: &[&str]) -> f64 {
        self.after(words)[0].parse().expect("a number")
    }

    /// The lines that begin with a word, without it.
    pub fn all(&self, word: &str) -> impl Iterator<Item = &[&'static str]> {
        let lines = self.lines.iter().filter(move |line| line[0] == word);
        lines.map(|line| &line[1..])
    }

    /// The second number after these words: the least of all rounds.
    pub fn least(&self, words: &[&str]) -> f64 {
        self.after(words)[1].parse().expect("a number")
    }

    /// The least of 1,000 steps on an engine, in seconds.
    pub fn seconds(&self, engine: &str) -> f64 {
        self.least(&["engine", engine]) / 1e3
    }

    /// How many times as long one engine takes as another.
    pub fn over(&self, slower: &str, faster: &str) -> f64 {
        self.seconds(slower) / self.seconds(faster)
    }

    /// The instructions of 1,000 steps, counted as the times are measured: over
    /// the first of them.
    pub fn instructions(&self, engine: &str, docs: &[Vec<usize>]) -> f64 {
        let millions = self.number(&["counted", engine]);
        let steps = match engine {
            "vector f64" => "1000.000",
            _ => self.after(&["engine", engine])[2],
        };
        let steps = steps.trim_end_matches(".000").parse();
        let steps = steps.expect("a whole number");
        let all = numbers_on_tape(docs, runs::NUM_STEPS);
        millions * 1e6 * all / numbers_on_tape(docs, steps)
    }

    /// The name of the Python that ran, such as "Python 3.11.7".
    pub fn python(&self) -> &'static str {
        self.after(&["python"])[0]
    }
}

/// A rung of the race: what the record calls it, and what the book does.
pub struct Rung {
    /// In the record.
    pub key: &'static str,
    /// In tables and figures.
    pub name: &'static str,
}

/// All rungs, from the bottom.
pub const RUNGS: [Rung; 9] = [
    Rung {
        key: "python",
        name: "Python",
    },
    Rung {
        key: "python, kept",
        name: "no collector",
    },
    Rung {
        key: "pointers",
        name: "pointers",
    },
    Rung {
        key: "arena",
        name: "arena",
    },
    Rung {
        key: "tape",
        name: "tape",
    },
    Rung {
        key: "matrix",
        name: "matrices",
    },
    Rung {
        key: "workspace",
        name: "memory kept",
    },
    Rung {
        key: "Avx2 f64",
        name: "vectors, f64",
    },
    Rung {
        key: "Avx2 f32",
        name: "vectors, f32",
    },
];

/// A time as a person says it.
pub fn time(seconds: f64) -> String {
    let (number, unit) = match seconds {
        s if s >= 0.9995 => (s, "s"),
        s if s >= 0.9995e-3 => (s * 1e3, "ms"),
        s => (s * 1e6, "µs"),
    };
    format!("{} {unit}", three_digits(number))
}
