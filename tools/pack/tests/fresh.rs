//! The files that a page loads are made of their sources, and answer as native
//! code does.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use kept::Sources;
use serde_json::Value;
use wasmi::{Engine, Instance, Linker, Memory, Module, Store};
use widgets::{Desk, Question};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// A file that `cargo widgets` makes.
fn made(file: &str) -> String {
    let path = root().join(file);
    fs::read_to_string(&path)
        .unwrap_or_else(|error| panic!("{file}: {error}: run `cargo widgets`"))
}

/// Fails if a file is not what it is made of today, and shows where it parts.
#[track_caller]
fn assert_made(file: &str, today: &str) {
    let before = made(file);
    let mut pairs = (1..).zip(before.lines().zip(today.lines()));
    let line = pairs.find(|(_, (before, today))| before != today);
    let place = line.map_or("at its end".into(), |(line, (_, today))| {
        let start: String = today.chars().take(60).collect();
        format!("from line {line} on, which is now `{start}`")
    });
    assert!(
        before == today,
        "\n\n{file} is made of other sources, {place}: run `cargo widgets`\n"
    );
}

/// The WebAssembly of the pages, and what it was built from.
fn shipped() -> (Vec<u8>, String) {
    pack::wasm::unpack(&made(pack::WASM)).unwrap()
}

#[test]
fn the_script_is_made_of_its_modules() {
    let script = pack::script(&root()).unwrap();
    assert_made(pack::SCRIPT, &script);
}

#[test]
fn the_names_are_those_of_the_data() {
    let names = pack::names(&root()).unwrap();
    assert_made(pack::NAMES, &names);
    let first = pack::first_names();
    assert_made(pack::FIRST_NAMES, &first);
}

#[test]
fn the_merges_are_those_of_the_novel() {
    assert_made(pack::MERGES, &pack::merges());
}

#[test]
fn the_novel_is_that_of_the_data_and_no_part_of_the_webassembly() {
    let novel = pack::novel(&root()).unwrap();
    assert_made(pack::NOVEL, &novel);
    let (wasm, _) = shipped();
    let sentence = "It was the whiteness of the whale";
    assert!(novel.contains(sentence));
    let mut parts = wasm.windows(sentence.len());
    assert!(!parts.any(|part| part == sentence.as_bytes()));
}

#[test]
fn the_webassembly_is_built_from_the_sources_of_today() {
    let (_, fingerprint) = shipped();
    let today = pack::sources::fingerprint(&root()).unwrap();
    // Advice comes first and alone: the two numbers say nothing to a reader.
    if fingerprint != today {
        let changed = pack::changed::since(&root(), pack::WASM).unwrap();
        let changed = match changed.as_slice() {
            [] => String::new(),
            changed => format!(" Since then:\n    {}", changed.join("\n    ")),
        };
        panic!(
            "\n\n{} was built from other sources: run `cargo widgets`.\
             {changed}\n",
            pack::WASM
        );
    }
}

/// The WebAssembly, run outside of a browser.
struct Web {
    store: Store<()>,
    instance: Instance,
    memory: Memory,
}

impl Web {
    fn new(wasm: &[u8]) -> Self {
        let engine = Engine::default();
        let module = Module::new(&engine, wasm).unwrap();
        assert_eq!(module.imports().count(), 0, "needs nothing of its host");
        let mut store = Store::new(&engine, ());
        let linker = Linker::new(&engine);
        let instance =
            linker.instantiate_and_start(&mut store, &module).unwrap();
        let memory = instance.get_memory(&store, "memory").unwrap();
        Self {
            store,
            instance,
            memory,
        }
    }

    /// The address or length that an export answers.
    fn call(&mut self, name: &str) -> usize {
        let call = self
            .instance
            .get_typed_func::<(), i32>(&self.store, name)
            .unwrap();
        let result = call.call(&mut self.store, ()).unwrap();
        usize::try_from(result.cast_unsigned()).unwrap()
    }

    fn answer(&mut self, question: &str) -> String {
        let room = self
            .instance
            .get_typed_func::<i32, i32>(&self.store, "room")
            .unwrap();
        let len = i32::try_from(question.len()).unwrap();
        let at = room.call(&mut self.store, len).unwrap();
        let at = usize::try_from(at.cast_unsigned()).unwrap();
        self.memory
            .write(&mut self.store, at, question.as_bytes())
            .unwrap();
        let mut answer = vec![0; self.call("answer")];
        let at = self.call("answer_at");
        self.memory.read(&self.store, at, &mut answer).unwrap();
        String::from_utf8(answer).unwrap()
    }
}

/// Whether this processor multiplies and adds in one go, which WebAssembly does
/// not: then the last bits of what is computed on vectors differ.
const FUSES: bool = cfg!(any(target_arch = "aarch64", target_feature = "fma"));

/// The beginnings of the questions about engines.
const ENGINES: [&str; 3] = ["train-", "engine-race-", "novel-"];

/// Whether two answers have the same numbers, but for rounding. Drawings are
/// not compared.
fn are_close(here: &Value, there: &Value) -> bool {
    let close = |a: f64, b: f64| (a - b).abs() <= 1e-3 * a.abs().max(1e-3);
    let bits = |text: &str| u64::from_str_radix(text, 16).map(f64::from_bits);
    match (here, there) {
        (Value::Number(a), Value::Number(b)) => {
            a.as_f64().zip(b.as_f64()).is_some_and(|(a, b)| close(a, b))
        }
        (Value::String(a), Value::String(b)) => match (bits(a), bits(b)) {
            (Ok(a), Ok(b)) => close(a, b),
            _ => a == b || a.starts_with("<svg"),
        },
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| are_close(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter().all(|(name, a)| {
                    b.get(name).is_some_and(|b| are_close(a, b))
                })
        }
        (a, b) => a == b,
    }
}

#[test]
fn the_webassembly_answers_as_native_code_does() {
    let (wasm, _) = shipped();
    // The training in the page is half of the work, and stands on nothing that
    // was asked before.
    let names = serde_json::to_string(names::NAMES).expect("text");
    let novel = fs::read_to_string(root().join("data/moby-dick.txt")).unwrap();
    let novel = serde_json::to_string(&novel).expect("text");
    let questions = include_str!("questions.jsonl")
        .replace("\"ALL NAMES\"", &names)
        .replace("\"THE NOVEL\"", &novel);
    let training = questions.find(r#"{"ask":"train-start""#);
    let (first, second) = questions.split_at(training.expect("a training"));
    let asked = thread::scope(|scope| {
        let first = scope.spawn(|| answers_alike(&wasm, first));
        let mut asked = answers_alike(&wasm, second);
        asked.append(&mut first.join().expect("the answers are alike"));
        asked
    });
    let known: BTreeSet<String> = widgets::names().map(String::from).collect();
    assert_eq!(asked, known, "each question is asked in questions.jsonl");
}

/// The answers of the WebAssembly to some questions, one a line. It is not
/// asked again what it has been asked in this build's folder.
fn web_answers(wasm: &[u8], questions: &str) -> String {
    let mut sources = Sources::default();
    sources.add(wasm);
    sources.add(questions);
    // The interpreter is among the packages.
    sources.add(include_str!("../../../Cargo.lock"));
    let file = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join(format!("answers-{}", questions.lines().count()));
    let text = kept::text_of(&sources, &file, || {
        let mut web = Web::new(wasm);
        let answers = questions.lines().map(|it| web.answer(it));
        Ok(answers.collect::<Vec<_>>().join("\n"))
    });
    text.expect("its answers can be kept")
}

/// Asks some questions, one a line, of both. Returns their names.
fn answers_alike(wasm: &[u8], questions: &str) -> BTreeSet<String> {
    let answers = web_answers(wasm, questions);
    assert_eq!(answers.lines().count(), questions.lines().count());
    let mut native = Desk::default();
    let mut asked = BTreeSet::new();
    let mut is_on_vectors = false;
    for (line, there) in questions.lines().zip(answers.lines()) {
        let here = native.answer(line);
        assert!(!here.starts_with(r#"{"refusal""#), "{line}: {here}");
        let name = Question::new(line).unwrap().name().to_owned();
        if name.ends_with("-start") {
            is_on_vectors =
                line.contains("\"vectors-") || name == "novel-start";
        }
        is_on_vectors &= ENGINES.iter().any(|it| name.starts_with(it));
        if FUSES && is_on_vectors {
            let [a, b] = [here.as_str(), there]
                .map(|it| serde_json::from_str(it).expect("JSON"));
            assert!(are_close(&a, &b), "{line}: {there}, not {here}");
        } else {
            assert_eq!(there, here, "{line}");
        }
        asked.insert(name);
    }
    asked
}

#[test]
fn the_webassembly_refuses_as_native_code_does() {
    let (wasm, _) = shipped();
    let (mut web, mut native) = (Web::new(&wasm), Desk::default());
    for question in [
        "",
        "next-token",
        r#"{"ask":"horoscope"}"#,
        r#"{"ask":"next-token","token":27,"names":0,"smoothed":true}"#,
        r#"{"ask":"next-token","token":"<script>"}"#,
        r#"{"ask":"token-chips","name":"\ud800"}"#,
        r#"{"ask":"token-chips","name":[[[]]]}"#,
    ] {
        let here = native.answer(question);
        assert!(here.starts_with(r#"{"refusal""#), "{question}: {here}");
        assert_eq!(web.answer(question), here, "{question}");
    }
}
