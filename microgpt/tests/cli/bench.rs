//! A folder to run the program in.

use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use microgpt::Checkpoint;
use tempfile::TempDir;

/// A folder of its own for every test.
pub struct Bench {
    folder: TempDir,
}

/// The program's answer.
#[derive(Debug)]
pub struct Answer {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Bench {
    /// An empty folder.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        Bench { folder }
    }

    /// A folder with the default model in it.
    pub fn with_model() -> Self {
        static MODEL: OnceLock<Vec<u8>> = OnceLock::new();
        let model = MODEL.get_or_init(|| {
            let bench = Bench::new();
            bench.run(["train"]).done();
            bench.read("model.safetensors")
        });
        let bench = Bench::new();
        bench.write("model.safetensors", model);
        bench
    }

    /// The program, to be run in the folder.
    pub fn command<A: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_microgpt"));
        command
            .args(args)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Runs the program.
    pub fn run<A: AsRef<OsStr>>(
        &self,
        args: impl IntoIterator<Item = A>,
    ) -> Answer {
        Answer::of(self.command(args).output().expect("the program runs"))
    }

    /// Runs the program with arguments without spaces.
    pub fn line(&self, args: &str) -> Answer {
        self.run(args.split_whitespace())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        fs::read(self.path(name)).expect("a file")
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        fs::write(self.path(name), bytes).expect("room for a file");
    }

    pub fn checkpoint(&self, name: &str) -> Checkpoint {
        Checkpoint::read(&self.path(name)).expect("a model")
    }

    /// The names of all files, sorted.
    pub fn files(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.folder).expect("a folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("a file").file_name())
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }
}

impl Answer {
    /// The answer at a program's end. Whatever was asked of it, it has not
    /// panicked.
    #[track_caller]
    pub fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
        let answer = Answer {
            code: output.status.code(),
            stdout: text(output.stdout),
            stderr: text(output.stderr),
        };
        assert!(!answer.stderr.contains("panicked"), "{answer:#?}");
        assert_ne!(answer.code, Some(101), "{answer:#?}");
        answer
    }

    /// That all went well. Returns the output.
    #[track_caller]
    pub fn done(self) -> String {
        assert_eq!(self.code, Some(0), "{self:#?}");
        assert!(!self.stderr.contains("error"), "{self:#?}");
        self.stdout
    }

    /// That it failed, saying so in one or two lines; they have all of
    /// `parts`.
    #[track_caller]
    pub fn failed(self, parts: &[&str]) {
        assert_eq!(self.code, Some(1), "{self:#?}");
        let (_, error) =
            self.stderr.split_once("error: ").expect("an error message");
        assert!((1..=2).contains(&error.lines().count()), "{self:#?}");
        for part in parts {
            assert!(error.contains(part), "{error:?} lacks {part:?}");
        }
    }

    /// That the command line was not understood, and why.
    #[track_caller]
    pub fn misused(self, part: &str) {
        assert_eq!(self.code, Some(2), "{self:#?}");
        assert!(self.stdout.is_empty(), "{self:#?}");
        assert!(self.stderr.contains(part), "{self:#?}");
    }
}
