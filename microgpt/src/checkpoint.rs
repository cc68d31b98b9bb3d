//! The model file: a model and all that it takes to continue its training.
//!
//! It is a [safetensors] file. Every matrix of the model is a tensor by its
//! name, as `F64`; `adam.m.<name>` and `adam.v.<name>` are the optimizer's
//! memory of it. All else is JSON in one entry of the metadata, so that equal
//! checkpoints are equal files.
//!
//! A matrix is `[n_out, n_in]`, and its rows lie one after the other. In Python
//! `safetensors.numpy.load_file` gives it. Whoever saves one from there calls
//! `np.ascontiguousarray` first: safetensors 0.8.0 writes a transposed array as
//! its bytes lie in memory, which is another matrix of the same shape.
//!
//! [safetensors]: https://huggingface.co/docs/safetensors

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use safetensors::Dtype;
use safetensors::tensor::{Metadata, TensorView};
use serde::{Deserialize, Serialize};
use step_4_transformer::{Config, Gpt};
use step_5_adam::Adam;
use step_7_text::{BytePairs, Characters};

use crate::data::DataId;
use crate::text::TextEngine;
use crate::{Error, Hyperparameters, Tokens, size};

/// The version of the format, 1 for models without what version 2 has more: a
/// share of the documents that is held out. Version 3 has models of a running
/// text. A program that changes the format in a way that this one could not
/// read counts it up.
pub const VERSION: u32 = 3;

/// The entry of the metadata that has the header.
const KEY: &str = "microgpt";

/// The most bytes that a header of the safetensors format can have.
const MAX_HEADER: u64 = 100_000_000;

/// A model in training, or when it is done.
#[derive(Clone, Debug, PartialEq)]
pub struct Checkpoint {
    /// The choices before training.
    pub hyperparameters: Hyperparameters,
    /// From text to tokens and back.
    pub tokens: Tokens,
    /// The data that it learns from.
    pub data: DataId,
    /// How many steps have been taken.
    pub step: u32,
    /// For how many steps the run was planned before it was continued beyond
    /// its end, each time.
    pub earlier_plans: Vec<u32>,
    /// The model's parameters, `[num_params]`.
    pub params: Vec<f64>,
    /// The optimizer.
    pub adam: Adam,
}

/// The entries of the metadata.
#[derive(Serialize, Deserialize)]
struct Header {
    version: u32,
    hyperparameters: Hyperparameters,
    vocabulary: String,
    /// Of byte pairs: a line for each.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    merges: String,
    data: DataId,
    step: u32,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    earlier_plans: Vec<u32>,
    adam_t: u32,
}

/// The entries of every version's metadata.
#[derive(Deserialize)]
struct AnyHeader {
    version: u32,
}

impl Checkpoint {
    /// The size of the model.
    pub fn config(&self) -> Config {
        self.hyperparameters.config(self.tokens.size())
    }

    /// The model.
    pub fn model(&self) -> Gpt<'_, f64> {
        Gpt::new(self.config(), &self.params)
    }

    /// What computes the model on windows of a running text.
    ///
    /// # Errors
    ///
    /// If it is one of documents that an engine has trained which knows none.
    pub fn text_engine(&self) -> Result<Box<dyn TextEngine>, Error> {
        let engine = self.hyperparameters.engine;
        engine.resume_text(self.config(), &self.params, &self.adam)
    }
}

impl Checkpoint {
    /// Plans a finished run for more steps: its learning rate is then that of
    /// a run of so many.
    pub fn extend(&mut self, num_steps: u32) {
        self.earlier_plans.push(self.hyperparameters.num_steps);
        self.hyperparameters.num_steps = num_steps;
    }

    /// The checkpoint as the bytes of a file.
    ///
    /// # Errors
    ///
    /// If a number is not finite: no file should have it in the place of an
    /// earlier one that was sound.
    ///
    /// ```
    /// use microgpt::{Checkpoint, Data, Hyperparameters, TrainingRun};
    ///
    /// let names = Data::read(None)?;
    /// let run = TrainingRun::start(&names, Hyperparameters::default())?;
    /// let bytes = run.checkpoint().to_bytes()?;
    /// assert_eq!(Checkpoint::from_bytes(&bytes)?, run.checkpoint());
    /// # Ok::<(), microgpt::Error>(())
    /// ```
    pub fn to_bytes(&self) -> Result<Vec<u8>, Error> {
        let header = Header {
            version: match self.hyperparameters {
                Hyperparameters { text: Some(_), .. } => 3,
                Hyperparameters { val: 0.0, .. } => 1,
                _ => 2,
            },
            hyperparameters: self.hyperparameters,
            vocabulary: self.tokens.chars(),
            merges: match &self.tokens {
                Tokens::BytePairs(pairs) => pairs.to_string(),
                _ => String::new(),
            },
            data: self.data.clone(),
            step: self.step,
            earlier_plans: self.earlier_plans.clone(),
            adam_t: self.adam.t,
        };
        let unfit = |error: String| {
            Error::new(
                format!("the model cannot be written: {error}"),
                "train it with a lower --learning-rate",
            )
        };
        let header = serde_json::to_string(&header)
            .map_err(|error| unfit(error.to_string()))?;
        let metadata = HashMap::from([(KEY.to_string(), header)]);

        let shapes = self.config().shapes();
        let mut tensors = Vec::new();
        for (prefix, numbers) in self.parts() {
            if !numbers.iter().all(|number| number.is_finite()) {
                return Err(unfit("it has numbers that are not finite".into()));
            }
            let mut rest = numbers;
            for (name, [n_out, n_in]) in &shapes {
                let (matrix, others) = rest.split_at(n_out * n_in);
                rest = others;
                let bytes: Vec<u8> =
                    matrix.iter().flat_map(|x| x.to_le_bytes()).collect();
                let name = format!("{prefix}{name}");
                tensors.push((name, [*n_out, *n_in], bytes));
            }
        }
        let views = tensors
            .iter()
            .map(|(name, shape, bytes)| {
                TensorView::new(Dtype::F64, shape.to_vec(), bytes)
                    .map(|view| (name, view))
            })
            .collect::<Result<Vec<_>, _>>();
        views
            .and_then(|views| safetensors::serialize(views, Some(metadata)))
            .map_err(|error| unfit(error.to_string()))
    }

    /// The three lists of a file: numbers for every parameter, and what stands
    /// before their names.
    fn parts(&self) -> [(&'static str, &[f64]); 3] {
        [
            ("", &self.params),
            ("adam.m.", &self.adam.m),
            ("adam.v.", &self.adam.v),
        ]
    }
}

impl Checkpoint {
    /// Reads a model file.
    ///
    /// # Errors
    ///
    /// If it cannot be read, or is not what [`Checkpoint::to_bytes`] makes.
    pub fn read(path: &Path) -> Result<Self, Error> {
        let give = "give a model that `microgpt train` has saved";
        let fail = |problem: &str| Err(Error::new(problem, give));
        let unreadable = |error: &io::Error| {
            let remedy = match error.kind() {
                io::ErrorKind::PermissionDenied => {
                    "ask for the permission to read it, or name another model"
                }
                _ => "train a model first: microgpt train, or name another",
            };
            Err(Error::new(error.to_string(), remedy))
        };
        let bytes = match fs::metadata(path) {
            // What is no regular file may have no end.
            Ok(metadata) if !metadata.is_file() => fail("this is not a file"),
            Ok(metadata) if metadata.len() as f64 > size::MAX_MEMORY => {
                fail("the file is too large to be a model of microgpt")
            }
            Ok(_) => fs::read(path).or_else(|error| unreadable(&error)),
            Err(error) => unreadable(&error),
        };
        bytes
            .and_then(|bytes| Checkpoint::from_bytes(&bytes))
            .map_err(|error| error.about(path.display()))
    }

    /// The checkpoint that is in the bytes of a file. Everything is checked:
    /// what it returns can be run and trained.
    ///
    /// # Errors
    ///
    /// If there is anything else in them.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let (metadata, data) = split(bytes)?;
        let header = header(&metadata)?;
        let tokens = tokens(&header)?;
        let hyperparameters = header.hyperparameters;
        let config = hyperparameters.config(tokens.size());
        config.check().map_err(|error| damaged(error.to_string()))?;
        // Before anything is made in the size that the header says. A file
        // has three numbers for every parameter, and nothing else.
        let len = 3.0 * size_of::<f64>() as f64 * size::num_params(&config);
        if len != data.len() as f64 {
            return Err(damaged(
                "its header tells of a model of another size than it has",
            ));
        }
        if !header.data.is_sound() {
            return Err(damaged(
                "its fingerprint of the data is not of 16 hexadecimal digits",
            ));
        }
        let rate = hyperparameters.learning_rate;
        if !rate.is_finite() || rate <= 0.0 {
            return Err(damaged(format!("its learning rate is {rate}")));
        }
        let val = hyperparameters.val;
        if !(0.0..1.0).contains(&val) {
            return Err(damaged(format!(
                "it holds out {val} of the documents"
            )));
        }
        if hyperparameters.text.is_some() != header.data.is_text() {
            return Err(damaged(
                "it says to be of documents and of a running text",
            ));
        }
        if let Some(text) = hyperparameters.text {
            if text.batch == 0 {
                return Err(damaged("it says to learn from no windows"));
            }
            hyperparameters.engine.check_text()?;
        }
        let (step, num_steps) = (header.step, hyperparameters.num_steps);
        if step > num_steps || header.adam_t != step {
            return Err(damaged(format!(
                "it says to be at step {step} of {num_steps}, and Adam at {}",
                header.adam_t
            )));
        }

        let shapes = config.shapes();
        if metadata.offset_keys().len() > 3 * shapes.len() {
            return Err(damaged("it has tensors that no model has"));
        }
        let read = |prefix| read_tensors(prefix, &shapes, &metadata, data);
        let params = read("")?;
        let (m, v) = (read("adam.m.")?, read("adam.v.")?);
        if v.iter().any(|&square| square < 0.0) {
            return Err(damaged(
                "its tensors adam.v are means of squares, and one is negative",
            ));
        }
        Ok(Checkpoint {
            hyperparameters,
            tokens,
            data: header.data,
            step,
            earlier_plans: header.earlier_plans,
            params,
            adam: Adam {
                m,
                v,
                t: header.adam_t,
            },
        })
    }
}

/// What the tokens of a model stand for.
fn tokens(header: &Header) -> Result<Tokens, Error> {
    let chars = &header.vocabulary;
    let is_sorted = chars.chars().is_sorted_by(|a, b| a < b);
    let text = header.hyperparameters.text;
    let is_sound = match text {
        None => !chars.is_empty() && !chars.contains('\n'),
        Some(text) => chars.is_empty() == text.vocab.is_some(),
    };
    if !is_sorted || !is_sound {
        return Err(damaged(
            "its vocabulary is not made of distinct, sorted characters",
        ));
    }
    match text.map(|text| text.vocab) {
        None => Ok(Tokens::Documents(chars.chars().collect())),
        Some(None) => Ok(Tokens::Characters(Characters::of(chars))),
        Some(Some(_)) => {
            let pairs = header.merges.parse::<BytePairs>();
            let pairs = pairs.map_err(|error| {
                damaged(format!("its byte pairs are none: {error}"))
            })?;
            Ok(Tokens::BytePairs(pairs))
        }
    }
}

/// A file that was a model once, or nearly is one.
fn damaged(problem: impl Into<String>) -> Error {
    let remedy = "it is damaged: fetch it again from where it came from, or \
                  train again";
    Error::new(problem, remedy)
}

/// The safetensors format's account of a file's tensors, and the bytes that
/// they are made of.
///
/// The crate's own `SafeTensors::deserialize` adds up lengths that the file
/// chose, which can overflow, and does not tell a file that was cut off from
/// one that is something else.
fn split(bytes: &[u8]) -> Result<(Metadata, &[u8]), Error> {
    let remedy = "give a model that `microgpt train` has saved";
    if bytes.is_empty() {
        return Err(Error::new("the file is empty", remedy));
    }
    let foreign = || Error::new("this is not a safetensors file", remedy);
    let (len, rest) = bytes.split_first_chunk().ok_or_else(foreign)?;
    let len = u64::from_le_bytes(*len);
    if len > MAX_HEADER {
        return Err(foreign());
    }
    let (header, data) = usize::try_from(len)
        .ok()
        .and_then(|len| rest.split_at_checked(len))
        .ok_or_else(|| damaged("the file ends within its header"))?;
    let metadata: Metadata =
        serde_json::from_slice(header).map_err(|error| {
            damaged(format!("its safetensors header is unreadable: {error}"))
        })?;
    let needed = metadata.data_len();
    if data.len() != needed {
        return Err(damaged(format!(
            "the file should have {needed} bytes after its header, and has {}",
            data.len()
        )));
    }
    Ok((metadata, data))
}

/// The header: microgpt's own notes.
fn header(metadata: &Metadata) -> Result<Header, Error> {
    let entries = metadata.metadata().as_ref();
    let json = entries.and_then(|entries| entries.get(KEY));
    let Some(json) = json else {
        return Err(Error::new(
            "this is a safetensors file, but not a model of microgpt",
            "give a model that `microgpt train` has saved",
        ));
    };
    let unreadable = |error: serde_json::Error| {
        damaged(format!("its header is unreadable: {error}"))
    };
    let AnyHeader { version } =
        serde_json::from_str(json).map_err(unreadable)?;
    if !(1..=VERSION).contains(&version) {
        return Err(Error::new(
            format!(
                "this model has format {version}, and this microgpt reads \
                 formats 1 to {VERSION}"
            ),
            "use the microgpt that wrote it",
        ));
    }
    serde_json::from_str(json).map_err(unreadable)
}

/// Numbers for every parameter, matrix after matrix.
fn read_tensors(
    prefix: &str,
    shapes: &[(String, [usize; 2])],
    metadata: &Metadata,
    data: &[u8],
) -> Result<Vec<f64>, Error> {
    let mut numbers = Vec::new();
    for (name, shape) in shapes {
        let name = format!("{prefix}{name}");
        let info = metadata
            .info(&name)
            .ok_or_else(|| damaged(format!("it has no tensor {name}")))?;
        if info.dtype != Dtype::F64 || info.shape != shape {
            return Err(damaged(format!(
                "its tensor {name} is {} {:?}, not F64 {shape:?}",
                info.dtype, info.shape
            )));
        }
        let (start, end) = info.data_offsets;
        let (chunks, _) = data[start..end].as_chunks();
        let start = numbers.len();
        numbers.extend(chunks.iter().map(|&bytes| f64::from_le_bytes(bytes)));
        if !numbers[start..].iter().all(|number| number.is_finite()) {
            return Err(damaged(format!(
                "its tensor {name} has numbers that are not finite"
            )));
        }
    }
    Ok(numbers)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::hyperparameters::TextChoices;
    use crate::{Data, TrainingRun};

    /// A small model that has taken two steps.
    fn checkpoint() -> Checkpoint {
        let data = Data {
            file: None,
            text: "ava\neve\nzoë\n".into(),
        };
        let hyperparameters = Hyperparameters {
            num_steps: 5,
            n_embd: 4,
            n_head: 2,
            block_size: 3,
            n_layer: 2,
            // Not the sum of a few powers of 2, nor what a parser rounds well.
            learning_rate: 0.1 + 0.2,
            ..Hyperparameters::default()
        };
        let mut run =
            TrainingRun::start(&data, hyperparameters).expect("a small run");
        for _ in 0..2 {
            run.step().expect("a finite loss");
        }
        run.checkpoint()
    }

    fn bytes() -> Vec<u8> {
        checkpoint().to_bytes().expect("finite numbers")
    }

    fn problem(bytes: &[u8]) -> String {
        let error = Checkpoint::from_bytes(bytes).expect_err("no model");
        error.to_string()
    }

    /// The JSON that the safetensors format begins with, and the data after it.
    fn parts(bytes: &[u8]) -> (Value, &[u8]) {
        let (len, rest) = bytes.split_first_chunk().expect("a length");
        let len = u64::from_le_bytes(*len);
        let (header, data) =
            rest.split_at(usize::try_from(len).expect("a small header"));
        (serde_json::from_slice(header).expect("JSON"), data)
    }

    fn join(header: &Value, data: &[u8]) -> Vec<u8> {
        let header = header.to_string();
        let len = (header.len() as u64).to_le_bytes();
        [&len, header.as_bytes(), data].concat()
    }

    /// The error about a model whose safetensors header was changed.
    fn problem_of(bytes: &[u8], change: impl FnOnce(&mut Value)) -> String {
        let (mut header, data) = parts(bytes);
        change(&mut header);
        problem(&join(&header, data))
    }

    fn problem_with(change: impl FnOnce(&mut Value)) -> String {
        problem_of(&bytes(), change)
    }

    /// A change of a model's own header, in the safetensors header.
    fn noting(change: impl FnOnce(&mut Value)) -> impl FnOnce(&mut Value) {
        |header| {
            let entry = &mut header["__metadata__"][KEY];
            let json = entry.as_str().expect("a text");
            let mut noted = serde_json::from_str(json).expect("JSON");
            change(&mut noted);
            *entry = json!(noted.to_string());
        }
    }

    /// The error about a model whose own header was changed.
    fn problem_noting(change: impl FnOnce(&mut Value)) -> String {
        problem_with(noting(change))
    }

    #[track_caller]
    fn assert_says(message: &str, part: &str) {
        assert!(message.contains(part), "{message:?} lacks {part:?}");
    }

    #[test]
    fn every_bit_survives_the_way_there_and_back() {
        let mut before = checkpoint();
        before.params[..4].copy_from_slice(&[
            -0.0,
            f64::MIN_POSITIVE / 8.0,
            f64::MAX,
            1.0 + f64::EPSILON,
        ]);
        let bytes = before.to_bytes().expect("finite numbers");
        let after = Checkpoint::from_bytes(&bytes).expect("a model");
        let bits = |checkpoint: &Checkpoint| {
            let Checkpoint { params, adam, .. } = checkpoint;
            let numbers = params.iter().chain(&adam.m).chain(&adam.v);
            numbers.map(|x| x.to_bits()).collect::<Vec<_>>()
        };
        assert_eq!(bits(&before), bits(&after));
        assert_eq!(before, after);
        // Equal models are equal files.
        assert_eq!(after.to_bytes().expect("finite numbers"), bytes);
    }

    #[test]
    fn the_file_has_every_matrix_by_its_name_and_shape() {
        let bytes = bytes();
        let tensors =
            safetensors::SafeTensors::deserialize(&bytes).expect("the format");
        assert_eq!(tensors.len(), 3 * (3 + 2 * 6));
        let tensor = tensors.tensor("layer1.mlp_fc2").expect("the matrix");
        assert_eq!(tensor.shape(), [4, 16]);
        assert_eq!(tensor.dtype(), Dtype::F64);
        // Its rows lie one after the other, as Python reads them.
        let wte = tensors.tensor("wte").expect("the matrix");
        let bytes = checkpoint().params.into_iter().flat_map(f64::to_le_bytes);
        let rows: Vec<u8> = bytes.take(wte.data().len()).collect();
        assert_eq!(wte.data(), rows);
        assert!(tensors.tensor("adam.v.wpe").is_ok());
    }

    #[test]
    fn numbers_that_are_not_finite_are_not_written() {
        for poison in [f64::NAN, f64::INFINITY] {
            let mut checkpoint = checkpoint();
            checkpoint.adam.v[7] = poison;
            let error = checkpoint.to_bytes().expect_err("not finite");
            assert_says(&error.to_string(), "not finite");
        }
    }

    #[test]
    fn squares_that_are_negative_are_refused() {
        let mut checkpoint = checkpoint();
        checkpoint.adam.v[7] = -1e-300;
        let bytes = checkpoint.to_bytes().expect("finite numbers");
        assert_says(&problem(&bytes), "means of squares, and one is negative");
    }

    #[test]
    fn what_was_cut_off_is_recognised_at_every_length() {
        let bytes = bytes();
        assert_says(&problem(&[]), "the file is empty");
        assert_says(&problem(&bytes[..7]), "not a safetensors file");
        assert_says(&problem(&bytes[..100]), "ends within its header");
        let cut = problem(&bytes[..bytes.len() - 1]);
        assert_says(&cut, "should have 10848 bytes after its header");
        assert_says(&cut, "has 10847");
        assert_says(&problem(&[&bytes[..], b"\n"].concat()), "has 10849");
        for len in 0..bytes.len() {
            problem(&bytes[..len]);
        }
    }

    #[test]
    fn no_changed_byte_of_the_header_brings_it_down() {
        for bytes in [bytes(), bytes_of_text()] {
            let (_, data) = parts(&bytes);
            for at in 0..bytes.len() - data.len() {
                for change in [0x01, 0x10, 0xff] {
                    let mut bytes = bytes.clone();
                    bytes[at] ^= change;
                    // Some changes make another valid model: a seed, say.
                    let _ = Checkpoint::from_bytes(&bytes);
                }
            }
        }
    }

    #[test]
    fn other_files_are_recognised() {
        assert_says(&problem(b"emma\nolivia\nava\n"), "not a safetensors file");
        assert_says(&problem(&[0; 64]), "header is unreadable");
        let view = TensorView::new(Dtype::F32, vec![1], &[0; 4]);
        let foreign =
            safetensors::serialize([("wte", view.expect("a tensor"))], None)
                .expect("the format");
        assert_says(&problem(&foreign), "but not a model of microgpt");
        let other = json!({ "__metadata__": { "format": "pt" } });
        assert_says(
            &problem(&join(&other, b"")),
            "but not a model of microgpt",
        );
    }

    #[test]
    fn lengths_that_overflow_are_refused() {
        // Eight tensors, each of the largest size that has a length in bits.
        let size = usize::MAX / 8;
        let mut header = json!({});
        for i in 0..8 {
            header[format!("t{i}")] = json!({
                "dtype": "U8",
                "shape": [size],
                "data_offsets": [i * size, (i + 1) * size],
            });
        }
        assert_says(&problem(&join(&header, b"")), "bytes after its header");
    }

    #[test]
    fn newer_formats_are_recognised_whatever_else_they_have() {
        let newer = problem_noting(|noted| *noted = json!({ "version": 4 }));
        assert_says(&newer, "this model has format 4");
    }

    #[test]
    fn headers_that_make_no_sense_are_refused() {
        let says = |part, change: fn(&mut Value)| {
            assert_says(&problem_noting(change), part);
        };
        says("missing field `step`", |noted| {
            noted.as_object_mut().expect("an object").remove("step");
        });
        says("unreadable", |noted| noted["adam_t"] = json!(-1));
        says("step 9 of 5", |noted| noted["step"] = json!(9));
        says("Adam at 3", |noted| noted["adam_t"] = json!(3));
        says("vocabulary", |noted| noted["vocabulary"] = json!("avez"));
        says("vocabulary", |noted| noted["vocabulary"] = json!("aab"));
        says("vocabulary", |noted| noted["vocabulary"] = json!(""));
        says("vocabulary", |noted| noted["vocabulary"] = json!("\nabc"));
        // One character too few for the matrices that there are.
        says("another size", |noted| noted["vocabulary"] = json!("aeov"));
        for fingerprint in ["", "28355ad75543d94", "\u{1b}[31m355ad75543d9"] {
            let message = problem_noting(|noted| {
                noted["data"]["fingerprint"] = json!(fingerprint);
            });
            assert_says(&message, "16 hexadecimal digits");
        }
        says("learning rate is -1", |noted| {
            noted["hyperparameters"]["learning_rate"] = json!(-1);
        });
        says("holds out 1 of", |noted| {
            noted["hyperparameters"]["val"] = json!(1);
        });
        says("n_head must divide n_embd", |noted| {
            noted["hyperparameters"]["n_head"] = json!(3);
        });
        says("n_layer must be at least 1", |noted| {
            noted["hyperparameters"]["n_layer"] = json!(0);
        });
    }

    /// A small model of byte pairs.
    fn bytes_of_text() -> Vec<u8> {
        let data = Data {
            file: None,
            text: "the whale, the sea, the ship".into(),
        };
        let hyperparameters = Hyperparameters {
            n_embd: 4,
            n_head: 2,
            n_layer: 1,
            block_size: 3,
            val: 0.0,
            text: Some(TextChoices {
                vocab: Some(258),
                batch: 2,
                warm_up: 0,
            }),
            ..Hyperparameters::of_text()
        };
        let run = TrainingRun::start(&data, hyperparameters);
        let checkpoint = run.expect("a small run").checkpoint();
        checkpoint.to_bytes().expect("finite numbers")
    }

    #[test]
    fn headers_of_texts_that_make_no_sense_are_refused() {
        let says = |part, change: fn(&mut Value)| {
            let bytes = bytes_of_text();
            assert_says(&problem_of(&bytes, noting(change)), part);
        };
        says("byte pairs are none: line 2", |noted| {
            assert_eq!(noted["version"], 3);
            let merges = noted["merges"].as_str().expect("a text");
            assert_eq!(merges, "104 101 |he|\n116 256 |the|\n");
            noted["merges"] = json!("104 101 |he|\n116 256 |teh|\n");
        });
        says("another size", |noted| {
            noted["merges"] = json!("104 101 |he|\n");
        });
        says("vocabulary", |noted| noted["vocabulary"] = json!("aeh"));
        says("vocabulary", |noted| {
            noted["hyperparameters"]["text"]["vocab"] = Value::Null;
        });
        says("learn from no windows", |noted| {
            noted["hyperparameters"]["text"]["batch"] = json!(0);
        });
        says("knows no windows", |noted| {
            noted["hyperparameters"]["engine"] = json!("tape");
        });
        says("of documents and of a running text", |noted| {
            noted["data"]["characters"] = json!(0);
        });
    }

    #[test]
    fn sizes_that_no_memory_has_are_refused() {
        let sizes = ["n_embd", "n_layer", "block_size"];
        for size in sizes {
            for n in [10_u64.pow(18), u64::MAX - 1] {
                let message = problem_noting(|noted| {
                    noted["hyperparameters"][size] = json!(n);
                });
                assert_says(&message, "tells of a model of another size");
            }
        }
        let all = problem_noting(|noted| {
            for size in sizes {
                noted["hyperparameters"][size] = json!(u64::MAX);
            }
            noted["hyperparameters"]["n_head"] = json!(1);
        });
        assert_says(&all, "tells of a model of another size");
    }

    #[test]
    fn a_file_has_its_models_numbers_and_nothing_else() {
        let bytes = bytes();
        let (mut header, data) = parts(&bytes);
        let filler = 1_000_000;
        header["filler"] = json!({
            "dtype": "U8",
            "shape": [filler],
            "data_offsets": [data.len(), data.len() + filler],
        });
        let bytes = join(&header, &[data, &vec![0; filler]].concat());
        assert_says(&problem(&bytes), "a model of another size");
    }

    #[test]
    fn tensors_that_do_not_fit_are_refused() {
        let missing = problem_with(|header| {
            let tensors = header.as_object_mut().expect("an object");
            let wpe = tensors.remove("wpe").expect("the matrix");
            tensors.insert("wpf".to_string(), wpe);
        });
        assert_says(&missing, "it has no tensor wpe");
        let turned = problem_with(|header| {
            header["wpe"]["shape"] = json!([4, 3]);
        });
        assert_says(&turned, "tensor wpe is F64 [4, 3], not F64 [3, 4]");
        let retyped = problem_with(|header| {
            header["wpe"]["dtype"] = json!("I64");
        });
        assert_says(&retyped, "tensor wpe is I64 [3, 4], not F64 [3, 4]");
        let added = problem_with(|header| {
            let end = 10848;
            header["extra"] = json!({
                "dtype": "F64", "shape": [0], "data_offsets": [end, end],
            });
        });
        assert_says(&added, "tensors that no model has");
        let mut poisoned = bytes();
        let end = poisoned.len();
        poisoned[end - 8..].copy_from_slice(&f64::NAN.to_le_bytes());
        assert_says(&problem(&poisoned), "numbers that are not finite");
    }
}
