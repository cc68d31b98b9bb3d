//! The measurements, for the reader to see and for the book to keep.

use std::fmt::Write as _;
use std::fs;

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/measured.txt");

/// Lines of words and numbers between tabs.
pub struct Record {
    text: String,
}

impl Record {
    /// Begins with the processor.
    pub fn new() -> Self {
        let mut record = Record {
            text: "# Made by `cargo bench -p step-6-efficiency -- --record`.\n"
                .to_owned(),
        };
        record.title("processor");
        record.line(&["processor", &processor()], &[]);
        record
    }

    /// The next of the record.
    pub fn title(&mut self, title: &str) {
        println!("{title}");
        let _ = writeln!(self.text, "# {title}");
    }

    /// A line: what was measured, and the numbers.
    pub fn line(&mut self, words: &[&str], numbers: &[f64]) {
        let numbers: Vec<String> =
            numbers.iter().map(|x| format!("{x:.3}")).collect();
        println!("  {:<28} {}", words[1..].join(", "), numbers.join("  "));
        let all = words.iter().copied().chain(numbers.iter().map(|x| &x[..]));
        self.text += &all.collect::<Vec<_>>().join("\t");
        self.text += "\n";
    }

    /// Keeps it, if that was asked for.
    pub fn end(self) {
        if std::env::args().any(|arg| arg == "--record") {
            fs::write(FILE, self.text).expect("the record can be written");
            println!("recorded in {FILE}");
        }
    }
}

/// The name that the processor gives itself.
fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = info.lines().find(|line| line.starts_with("model name"));
    let name = line.and_then(|line| line.split_once(": "));
    name.map_or("unknown", |(_, name)| name.trim()).to_owned()
}
