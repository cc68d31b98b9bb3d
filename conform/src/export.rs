//! The start of the reference run as files, for ports whose random numbers are
//! not Python's: initial weights, the order of the names, the numbers that
//! samples are drawn with, and gradients to compare with.
//!
//! Every number has 17 significant digits, so who reads it has the same `f64`.

pub mod slope;

use std::fmt::{self, Write};

use names::{Corpus, Tokenizer};
use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;

use crate::data;
use crate::reference::NUM_SAMPLES;
use slope::Slopes;

/// A file of the export.
#[derive(Clone, Debug)]
pub struct File {
    /// Its name.
    pub name: &'static str,
    /// What is in it.
    pub text: String,
}

/// The start of the reference run.
#[derive(Clone, Debug)]
pub struct Start {
    /// The size of the model.
    pub config: Config,
    /// The initial weights, matrix by matrix, row by row.
    pub params: Vec<f64>,
    /// Made of the characters of the names.
    pub tokenizer: Tokenizer,
    /// The names as tokens, in the order in which the run learns from them.
    pub docs: Vec<Vec<usize>>,
    /// The random numbers that are left: the samples are drawn with them.
    pub rng: PythonRandom,
}

impl Start {
    /// The start of Step 5, and of Step 4.
    ///
    /// ```
    /// use conform::export::Start;
    ///
    /// let start = Start::new();
    /// assert_eq!(start.params.len(), 4192);
    /// assert_eq!(start.tokenizer.decode(&start.docs[0]), "yuheng");
    /// ```
    #[allow(clippy::new_without_default)] // There is nothing usual about it.
    pub fn new() -> Self {
        let mut rng = PythonRandom::new(42);
        let Corpus { tokenizer, docs } = Corpus::new(data::names(), &mut rng);
        let config = Config::of_the_guide(tokenizer.vocab_size());
        let params = initial_parameters(config.num_params(), &mut rng);
        Start {
            config,
            params,
            tokenizer,
            docs,
            rng,
        }
    }

    /// The files of the export.
    ///
    /// ```
    /// let files = conform::export::Start::new().files();
    /// let weights = files.iter().find(|it| it.name == "weights.txt");
    /// let text = &weights.expect("a file").text;
    /// assert!(text.starts_with("wte 27 16\n"));
    /// ```
    pub fn files(&self) -> Vec<File> {
        let slopes = Slopes::all(self);
        let file = |name, text| File { name, text };
        vec![
            file("README.txt", README.to_owned()),
            file("weights.json", self.weights_json()),
            file("weights.txt", self.weights_txt()),
            file("docs.txt", self.docs_txt()),
            file("uniforms.txt", self.uniforms_txt()),
            file("gradient.json", slope::json(&slopes)),
            file("gradient.txt", slope::txt(&slopes)),
        ]
    }

    /// Every matrix by its name and as its rows.
    fn matrices(&self) -> impl Iterator<Item = (String, Vec<&[f64]>)> {
        let mut rest = &self.params[..];
        self.config.shapes().into_iter().map(move |(name, shape)| {
            let [n_out, n_in] = shape;
            let (matrix, others) = rest.split_at(n_out * n_in);
            rest = others;
            (name, matrix.chunks(n_in).collect())
        })
    }

    fn weights_json(&self) -> String {
        let matrices = self.matrices().map(|(name, rows)| {
            let rows = rows.into_iter().map(|row| {
                let row: Vec<Exact> = row.iter().copied().map(Exact).collect();
                format!("    [{}]", joined(&row, ", "))
            });
            let rows: Vec<String> = rows.collect();
            format!("  \"{name}\": [\n{}\n  ]", rows.join(",\n"))
        });
        let matrices: Vec<String> = matrices.collect();
        format!("{{\n{}\n}}\n", matrices.join(",\n"))
    }

    fn weights_txt(&self) -> String {
        let mut text = String::new();
        for (name, rows) in self.matrices() {
            let _ = writeln!(text, "{name} {} {}", rows.len(), rows[0].len());
            for row in rows {
                let row: Vec<Exact> = row.iter().copied().map(Exact).collect();
                text += &joined(&row, " ");
                text.push('\n');
            }
        }
        text
    }

    fn docs_txt(&self) -> String {
        let docs = self.docs.iter().map(|doc| self.tokenizer.decode(doc));
        docs.fold(String::new(), |text, doc| text + &doc + "\n")
    }

    /// As many as 20 samples can take, one for each token.
    fn uniforms_txt(&self) -> String {
        let mut rng = self.rng.clone();
        let most = NUM_SAMPLES * self.config.block_size;
        (0..most).fold(String::new(), |mut text, _| {
            let _ = writeln!(text, "{}", Exact(rng.random()));
            text
        })
    }
}

/// A number with 17 significant digits, as JSON, C and everybody else reads it.
#[derive(Clone, Copy, Debug)]
pub struct Exact(pub f64);

impl fmt::Display for Exact {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{:.16e}", self.0)
    }
}

/// Items with something between them.
fn joined(items: &[impl fmt::Display], between: &str) -> String {
    let items: Vec<String> = items.iter().map(ToString::to_string).collect();
    items.join(between)
}

const README: &str = "\
The start of the reference run of microGPT, for ports whose random numbers are
not Python's. Read these files instead of drawing numbers, and the port has to
print the reference's losses: `microgpt conform` compares them.

weights.json   the initial weights: a list of rows for every matrix
weights.txt    the same: name, rows and columns, then a line for each row
docs.txt       the names in the order of training, a line for each
uniforms.txt   random numbers from 0 to 1 for the samples, one for each token:
               the first token whose probability, added to those of the tokens
               before it, exceeds the number (times the sum of all of them)
gradient.json  losses at the initial weights, and slopes to compare with
gradient.txt   the same, a line for each

Tokens are a = 0 to z = 25, and BOS = 26 before and after a name. A matrix of r
rows and c columns makes a vector of r numbers from one of c.

A slope is the sum of direction times gradient over the parameters, each
matrix row by row, in the order of the files. The direction of parameter i,
counted from 0 over all of them, is 1 + i mod 7. A slope of the wrong size tells
in which matrix a gradient is wrong, whether or not the losses go down.
";
