//! `microgpt export`

use std::fs;

use crate::bench::Bench;

const FILES: [&str; 7] = [
    "README.txt",
    "weights.json",
    "weights.txt",
    "docs.txt",
    "uniforms.txt",
    "gradient.json",
    "gradient.txt",
];

/// The names of the files in a folder, sorted.
fn files(bench: &Bench, folder: &str) -> Vec<String> {
    let entries = fs::read_dir(bench.path(folder)).expect("a folder");
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a file").file_name())
        .map(|name| name.to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn all_files_are_written_and_named() {
    let bench = Bench::new();
    let said = bench.line("export").done();
    let mut names = FILES;
    for (line, name) in said.lines().zip(names) {
        let path = std::path::Path::new("reference-run").join(name);
        assert_eq!(line, format!("wrote {}", path.display()));
    }
    names.sort_unstable();
    assert_eq!(files(&bench, "reference-run"), names);
    // Other programs have a parser of their own.
    for name in ["weights.json", "gradient.json"] {
        let text = bench.read(&format!("reference-run/{name}"));
        let json: serde_json::Value =
            serde_json::from_slice(&text).expect("JSON");
        assert!(json.to_string().contains("layer0.mlp_fc2"));
    }
    let readme = bench.read("reference-run/README.txt");
    let readme = String::from_utf8(readme).expect("text");
    for name in &FILES[1..] {
        assert!(readme.contains(&format!("\n{name} ")), "{name}");
    }
}

#[test]
fn what_is_there_is_only_overwritten_if_asked() {
    let bench = Bench::new();
    fs::create_dir(bench.path("port")).expect("a folder");
    bench.write("port/gradient.txt", "mine");
    bench.write("port/notes.txt", "mine");
    bench.line("export port").failed(&[
        "refusing to overwrite port",
        "gradient.txt",
        "--overwrite",
    ]);
    assert_eq!(files(&bench, "port"), ["gradient.txt", "notes.txt"]);
    assert_eq!(bench.read("port/gradient.txt"), b"mine");

    bench.line("export port --overwrite").done();
    assert!(bench.read("port/gradient.txt").starts_with(b"doc yuheng\n"));
    assert_eq!(bench.read("port/notes.txt"), b"mine");
    assert_eq!(files(&bench, "port").len(), FILES.len() + 1);
}

#[test]
fn places_that_cannot_be_are_refused_in_words() {
    let bench = Bench::new();
    bench.write("file", "mine");
    bench
        .line("export file")
        .failed(&["cannot export to file: it is not a folder"]);
    bench
        .line("export no/where")
        .failed(&["there is no folder to make it in"]);
    assert_eq!(bench.files(), ["file"]);
    fs::create_dir_all(bench.path("port/docs.txt")).expect("a folder");
    bench
        .line("export port --overwrite")
        .failed(&["docs.txt: it is a folder"]);
    assert_eq!(files(&bench, "port"), ["docs.txt"]);
    bench.line("export a b").misused("unexpected argument");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_is_not_replaced() {
    let bench = Bench::new();
    fs::create_dir(bench.path("port")).expect("a folder");
    let link = bench.path("port/weights.txt");
    std::os::unix::fs::symlink("nowhere", &link).expect("a link");
    bench.line("export port").failed(&["refusing to overwrite"]);
    assert!(link.is_symlink());
    assert_eq!(files(&bench, "port"), ["weights.txt"]);
}

/// The folder is made for the files, and goes with them.
#[cfg(target_os = "linux")]
#[test]
fn nothing_is_left_where_nothing_can_be_written() {
    let bench = Bench::new();
    let run = |command: &str| {
        let program = env!("CARGO_BIN_EXE_microgpt");
        let mut shell = std::process::Command::new("sh");
        let limit = format!("trap '' XFSZ; ulimit -f 8; {program} {command}");
        shell.args(["-c", &limit]).current_dir(bench.path(""));
        crate::bench::Answer::of(shell.output().expect("a shell"))
    };
    run("export port").failed(&["cannot write port", "has room"]);
    assert!(bench.files().is_empty());
    bench.line("export port").done();
    let before = bench.read("port/weights.txt");
    run("export port --overwrite").failed(&["cannot write port"]);
    assert_eq!(bench.read("port/weights.txt"), before);
    assert_eq!(files(&bench, "port").len(), FILES.len());
}
