//! The measurements, for the reader to see and for the book to keep.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

/// Where records lie.
const FOLDER: &str = env!("CARGO_MANIFEST_DIR");

/// Lines of words and numbers between tabs.
pub struct Record {
    text: String,
}

impl Record {
    /// Begins with the command, the processor and its caches.
    pub fn new(arguments: &str) -> Self {
        let command = format!("cargo bench -p step-6-efficiency {arguments}");
        let mut record = Record {
            text: format!("# Made by `{command}`.\n"),
        };
        record.title("processor");
        record.line(&["processor", &processor()], &[]);
        record.title("caches of the first core");
        for (name, size) in caches() {
            record.line(&["cache", &name, &size], &[]);
        }
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

    /// Keeps it in a file of that name, if that was asked for.
    pub fn end(self, name: &str) {
        if std::env::args().any(|arg| arg == "--record") {
            let file = Path::new(FOLDER).join(name);
            fs::write(&file, self.text).expect("the record can be written");
            println!("recorded in {}", file.display());
        }
    }
}

/// The bytes of a cache of the first core, such as "L1".
pub fn cache_bytes(name: &str) -> Option<usize> {
    let (_, size) = caches().into_iter().find(|(it, _)| it == name)?;
    size.strip_suffix('K')?
        .parse::<usize>()
        .ok()
        .map(|k| k << 10)
}

/// The name that the processor gives itself.
fn processor() -> String {
    let info = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let line = info.lines().find(|line| line.starts_with("model name"));
    let name = line.and_then(|line| line.split_once(": "));
    name.map_or("unknown", |(_, name)| name.trim()).to_owned()
}

/// The caches for data of the first core, where Linux tells: "L1", "32K".
fn caches() -> Vec<(String, String)> {
    let of = |i| {
        let folder = format!("/sys/devices/system/cpu/cpu0/cache/index{i}");
        let read = |file| fs::read_to_string(format!("{folder}/{file}")).ok();
        let kind = read("type")?;
        let (level, size) = (read("level")?, read("size")?);
        let name = format!("L{}", level.trim());
        (kind.trim() != "Instruction").then(|| (name, size.trim().to_owned()))
    };
    (0..8).filter_map(of).collect()
}
