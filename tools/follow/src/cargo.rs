//! Cargo, in the reader's workspace.

use std::fs::File;
use std::io::{BufRead as _, BufReader, IsTerminal as _, Read as _};
use std::path::Path;
use std::process::{Command, ExitStatus, Stdio};
use std::sync::LazyLock;
use std::time::{Duration, SystemTime};
use std::{env, io, thread};

use anyhow::{Context, Result, anyhow};
use fs_err::OpenOptions;
use regex::Regex;

/// Runs a command of cargo, up to its end, and returns what it has printed.
/// What it says besides is passed on, a line at a time: the faults that it
/// finds, and that it has to wait for another cargo. That it compiles is not.
///
/// # Errors
///
/// If it cannot be run.
pub fn run(
    cargo: &mut Command,
    mut say: impl FnMut(&str) + Send,
) -> Result<(ExitStatus, Vec<u8>)> {
    if is_coloured() {
        cargo.env("CARGO_TERM_COLOR", "always");
    }
    let mut cargo = cargo
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .context("cannot run cargo")?;
    let mut printed = Vec::new();
    let (stdout, stderr) = (cargo.stdout.take(), cargo.stderr.take());
    thread::scope(|scope| {
        let passing_on = scope.spawn(move || -> io::Result<()> {
            let Some(stderr) = stderr else { return Ok(()) };
            for line in BufReader::new(stderr).split(b'\n') {
                let line = String::from_utf8_lossy(&line?).into_owned();
                if let Some(line) = for_the_reader(line) {
                    say(&line);
                }
            }
            Ok(())
        });
        if let Some(mut stdout) = stdout {
            stdout.read_to_end(&mut printed)?;
        }
        let ended = passing_on.join();
        ended.map_err(|_| anyhow!("what cargo says is lost"))??;
        Ok((cargo.wait()?, printed))
    })
}

/// Whether cargo would write in colours if it wrote to the terminal itself.
fn is_coloured() -> bool {
    let is_chosen = ["CARGO_TERM_COLOR", "NO_COLOR"]
        .iter()
        .any(|name| env::var_os(name).is_some());
    io::stderr().is_terminal() && !is_chosen
}

/// What sets the colours of a terminal.
static COLOUR: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"\x1b\[[0-9;]*m").expect("the pattern is valid")
});

/// A line of cargo's as the reader is told it, if they are.
fn for_the_reader(line: String) -> Option<String> {
    const LOCK: &str = "Blocking waiting for file lock on ";
    let plain = COLOUR.replace_all(&line, "");
    let plain = plain.trim();
    if let Some(what) = plain.strip_prefix(LOCK) {
        return Some(format!(
            "Waiting for another cargo, which has the {what} …"
        ));
    }
    let is_progress = ["Compiling ", "Finished ", "warning: build failed"]
        .iter()
        .any(|words| plain.starts_with(words));
    // How many there were; they have been shown.
    let is_count = plain.starts_with("warning: `")
        && plain.contains(" generated ")
        && plain.contains(" warning");
    (!is_progress && !is_count).then_some(line)
}

/// A file that is newer than all others, until this is dropped.
///
/// Cargo builds again if a file is newer than what it has built. One that was
/// put back from elsewhere can be older, and then it would be the code before
/// it that is checked.
pub struct Newer {
    file: File,
    time: SystemTime,
}

impl Newer {
    /// Gives a file another time.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn make(path: &Path) -> Result<Self> {
        let file = OpenOptions::new().write(true).open(path)?.into_file();
        let now = SystemTime::now();
        let time = file.metadata()?.modified()?.min(now);
        let _ = file.set_modified(now + Duration::from_secs(3600));
        Ok(Self { file, time })
    }
}

impl Drop for Newer {
    fn drop(&mut self) {
        let _ = self.file.set_modified(self.time);
    }
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::path::{Path, PathBuf};
    use std::process::{Command, Stdio};
    use std::thread;
    use std::time::{Duration, SystemTime};

    use anyhow::Result;

    use super::{Newer, for_the_reader, run};

    #[test]
    fn faults_are_passed_on_and_progress_is_not() {
        let told = |line: &str| for_the_reader(line.to_owned());
        assert_eq!(told("   Compiling workbook v0.1.0 (/book)"), None);
        let count = "warning: `workbook` (lib) generated 2 warnings";
        assert_eq!(told(count), None);
        let coloured = "\x1b[1m\x1b[92m    Finished\x1b[0m `dev` profile";
        assert_eq!(told(coloured), None);
        let fault = "\x1b[1m\x1b[91merror\x1b[0m: expected `;`";
        assert_eq!(told(fault).as_deref(), Some(fault));
        assert_eq!(told("").as_deref(), Some(""));
    }

    /// A crate of one file.
    fn small_crate(name: &str) -> Result<PathBuf> {
        let name = format!("follow-{name}-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        fs::create_dir_all(folder.join("src"))?;
        let manifest = "[package]\nname = \"small\"\nedition = \"2024\"\n\
                        [workspace]\n";
        fs::write(folder.join("Cargo.toml"), manifest)?;
        fs::write(folder.join("src/lib.rs"), "pub mod other;\n")?;
        fs::write(folder.join("src/other.rs"), "// new\n")?;
        Ok(folder)
    }

    fn build(folder: &Path) -> Command {
        let mut cargo = Command::new("cargo");
        cargo.args(["build", "--offline", "--message-format", "json"]);
        cargo.current_dir(folder).env_remove("CARGO_TARGET_DIR");
        cargo
    }

    #[test]
    fn an_older_file_is_built_too() -> Result<()> {
        let folder = small_crate("older")?;
        let [library, other] =
            ["src/lib.rs", "src/other.rs"].map(|it| folder.join(it));
        let time = |file: &Path| fs::metadata(file)?.modified();
        let is_built = || -> Result<bool> {
            let (status, printed) = run(&mut build(&folder), |_| {})?;
            assert!(status.success());
            let printed = String::from_utf8(printed)?;
            Ok(printed.contains("\"fresh\":false"))
        };
        assert!(is_built()?);
        let now = time(&other)?;
        fs::write(&other, "// old\n")?;
        let other = File::options().write(true).open(other)?;
        other.set_modified(now - Duration::from_secs(3600))?;
        assert!(!is_built()?, "this is what cargo does");

        let before = time(&library)?;
        let newer = Newer::make(&library)?;
        assert!(time(&library)? > SystemTime::now());
        assert!(is_built()?);
        drop(newer);
        assert_eq!(time(&library)?, before);
        fs::remove_dir_all(folder)?;
        Ok(())
    }

    #[test]
    fn the_reader_is_told_that_cargo_waits_for_another() -> Result<()> {
        let folder = small_crate("lock")?;
        // Its build begins, and does not end before somebody says so.
        let slow = r#"
            fn main() {
                std::fs::write("begun", "").unwrap();
                while !std::fs::exists("go").unwrap() {
                    std::thread::sleep(std::time::Duration::from_millis(10));
                }
            }"#;
        fs::write(folder.join("build.rs"), slow)?;
        let mut other = build(&folder)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        while !folder.join("begun").exists() {
            assert!(other.try_wait()?.is_none(), "the crate is not built");
            thread::sleep(Duration::from_millis(10));
        }
        let mut told = Vec::new();
        let (status, _) = run(&mut build(&folder), |line| {
            told.push(line.to_owned());
            let _ = fs::write(folder.join("go"), "");
        })?;
        assert!(status.success() && other.wait()?.success());
        assert!(told[0].starts_with("Waiting for another cargo"), "{told:?}");
        assert_eq!(told.len(), 1, "{told:?}");
        fs::remove_dir_all(folder)?;
        Ok(())
    }
}
