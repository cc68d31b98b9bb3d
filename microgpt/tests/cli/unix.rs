//! Signals, pipes and full disks.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::Duration;

use microgpt::Checkpoint;

use crate::bench::{Answer, Bench};

/// A run of more lines of output than fit into a pipe: while nobody reads
/// them, it cannot end.
const LONG: &str = "train --steps 5000 --n-embd 4 --n-head 2 --block-size 4";

/// Starts a long run and reads its output up to some step.
fn start(bench: &Bench, args: &str, step: &str) -> (Child, String) {
    let mut child = bench
        .command(args.split_whitespace())
        .spawn()
        .expect("the program runs");
    let read = read_to(&mut child, step);
    (child, read)
}

/// Reads a program's output up to some step.
fn read_to(child: &mut Child, step: &str) -> String {
    let stdout = child.stdout.as_mut().expect("a pipe");
    // Nothing is read ahead, for it would be lost.
    let mut lines = BufReader::with_capacity(1, stdout);
    let mut read = String::new();
    while !read.lines().any(|line| line.starts_with(step)) {
        let n = lines.read_line(&mut read).expect("text");
        assert!(n > 0, "{read}");
    }
    read
}

fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    let status = Command::new("kill").args([name, &pid]).status();
    assert!(status.expect("a shell's kill").success());
}

fn end(child: Child, mut read: String) -> Answer {
    let answer = Answer::of(child.wait_with_output().expect("an end"));
    read += &answer.stdout;
    Answer {
        stdout: read,
        ..answer
    }
}

#[test]
fn a_run_that_was_stopped_and_resumed_is_as_if_it_had_not_been() {
    let bench = Bench::new();
    let whole = bench.line(&format!("{LONG} --out whole")).done();

    let args = format!("{LONG} --out stopped");
    let (child, read) = start(&bench, &args, "step  100 ");
    signal(&child, "-INT");
    let first = end(child, read);
    assert_eq!(first.code, Some(130), "{}", first.stderr);
    assert!(
        first
            .stderr
            .contains("continue with: microgpt train --resume stopped\n"),
        "{}",
        first.stderr
    );
    let step = bench.checkpoint("stopped").step;
    assert!((100..5000).contains(&step), "{step}");
    assert_eq!(bench.files(), ["stopped", "whole"]);

    let second = bench.line("train --resume stopped").done();
    assert_eq!(bench.read("stopped"), bench.read("whole"));
    let sizes = second.lines().take(3).map(|line| line.len() + 1).sum();
    assert_eq!(first.stdout + &second[sizes..], whole);
}

#[cfg(target_os = "linux")]
#[test]
fn what_ends_programs_saves_the_model() {
    let bench = Bench::new();
    for (name, code) in [("-TERM", 143), ("-HUP", 129)] {
        // These tests may have been started by nohup.
        let mut child = Command::new("env")
            .args(["--default-signal=HUP", env!("CARGO_BIN_EXE_microgpt")])
            .args(LONG.split_whitespace())
            .args(["--out", name.trim_start_matches('-')])
            .current_dir(bench.path(""))
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program runs");
        let read = read_to(&mut child, "step  100 ");
        signal(&child, name);
        let answer = end(child, read);
        assert_eq!(answer.code, Some(code), "{answer:#?}");
        assert!(answer.stderr.contains("\nstopping after this step\n"));
        let saved = bench.checkpoint(name.trim_start_matches('-'));
        assert!((100..5000).contains(&saved.step), "{}", saved.step);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_run_under_nohup_goes_on() {
    let bench = Bench::new();
    let mut child = Command::new("env")
        .args(["--ignore-signal=HUP", env!("CARGO_BIN_EXE_microgpt")])
        .args(LONG.split_whitespace())
        .current_dir(bench.path(""))
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let read = read_to(&mut child, "step  100 ");
    signal(&child, "-HUP");
    end(child, read).done();
    assert_eq!(bench.checkpoint("model.safetensors").step, 5000);
}

#[test]
fn a_run_that_was_killed_is_resumed_from_its_last_save() {
    let bench = Bench::new();
    let args = "train --steps 4000 --n-embd 4 --n-head 2 --block-size 4 \
                --samples 0 --out";
    bench.line(&format!("{args} whole")).done();
    let saving = format!("{args} killed --save-every 0");
    let (mut child, _) = start(&bench, &saving, "step   20 ");
    child.kill().expect("a living program");
    child.wait().expect("an end");
    assert!(bench.checkpoint("killed").step >= 19);
    bench.line("train --resume killed --samples 0").done();
    assert_eq!(bench.read("killed"), bench.read("whole"));
}

#[test]
fn a_second_interrupt_ends_it_at_once() {
    let bench = Bench::new();
    // It cannot finish its step while nobody reads what it writes.
    let (mut child, _) = start(&bench, LONG, "step    1 ");
    signal(&child, "-INT");
    let mut stderr = child.stderr.take().expect("a pipe");
    let mut byte = [0];
    stderr.read_exact(&mut byte).expect("a message");
    signal(&child, "-INT");
    let mut message = String::new();
    stderr.read_to_string(&mut message).expect("a message");
    assert!(message.contains("stopping after this step"), "{message}");
    assert!(message.contains("again quits without saving"), "{message}");
    assert_eq!(child.wait().expect("an end").code(), Some(130));
}

#[test]
fn a_port_that_was_interrupted_is_compared_as_far_as_it_came() {
    let bench = Bench::new();
    let script = "echo step 1 loss 3.3660; echo step 2 loss 3.5000; \
                  touch started; exec sleep 1000";
    let mut child = bench
        .command(["conform", "--", "sh", "-c", script])
        .spawn()
        .expect("the program runs");
    while !bench.path("started").exists() {
        assert!(child.try_wait().expect("a state").is_none());
        thread::sleep(Duration::from_millis(10));
    }
    // It has been printed, and now it is read.
    thread::sleep(Duration::from_millis(500));
    signal(&child, "-INT");
    let answer = end(child, String::new());
    assert_eq!(answer.code, Some(130), "{answer:#?}");
    assert_eq!(answer.stderr, "\nstopping\nstopped at loss 2; so far:\n");
    assert!(answer.stdout.contains("1 equal, then step 2: 3.5000"));
}

#[test]
fn samples_that_were_interrupted_leave_the_model_saved() {
    let bench = Bench::new();
    let args = "train --steps 3 --samples 4000000000";
    let (child, read) = start(&bench, args, "sample  3:");
    signal(&child, "-INT");
    let answer = end(child, read);
    assert_eq!(
        answer.stderr,
        "\nstopping\n\
         stopped; saved to model.safetensors (step 3 of 3)\n\
         make up more with: microgpt sample\n"
    );
    assert_eq!(answer.code, Some(130));
    assert_eq!(bench.checkpoint("model.safetensors").step, 3);
}

#[test]
fn output_that_nobody_reads_is_an_error_if_it_cuts_training_short() {
    let bench = Bench::with_model();
    for args in ["sample -n 100000", "inspect --doc emma", "eval", "--help"] {
        let mut child = bench
            .command(args.split_whitespace())
            .spawn()
            .expect("the program runs");
        drop(child.stdout.take());
        let answer = end(child, String::new());
        assert_eq!(answer.stderr, "");
        assert_eq!(answer.code, Some(0));
    }
    let (mut child, _) = start(&bench, LONG, "step    5 ");
    drop(child.stdout.take());
    let answer = end(child, String::new());
    assert_eq!(answer.code, Some(1));
    let said = &answer.stderr;
    assert!(said.contains("nothing can be printed; saved to"), "{said}");
    assert!(!said.contains("error"), "{said}");
    assert!(bench.checkpoint("model.safetensors").step >= 5);

    // All that is left to print are samples.
    let args = "train --steps 3 --samples 4000000000";
    let (mut child, _) = start(&bench, args, "sample  3:");
    drop(child.stdout.take());
    let answer = end(child, String::new());
    assert_eq!(answer.code, Some(0));
    let said = &answer.stderr;
    assert!(
        said.contains("\nsaved to model.safetensors (step 3"),
        "{said}"
    );
}

#[test]
fn errors_that_nobody_reads_do_no_harm() {
    let bench = Bench::new();
    for (args, code) in [("sample missing", 1), ("train --steps 3", 0)] {
        let mut child = bench
            .command(args.split_whitespace())
            .spawn()
            .expect("the program runs");
        drop(child.stderr.take());
        assert_eq!(end(child, String::new()).code, Some(code));
    }
}

/// Runs a command line of a shell; `$0` is the program.
fn shell(bench: &Bench, line: &str) -> Answer {
    let mut command = Command::new("sh");
    command
        .args(["-c", line, env!("CARGO_BIN_EXE_microgpt")])
        .current_dir(bench.path(""))
        .stdin(Stdio::null());
    Answer::of(command.output().expect("a shell"))
}

#[test]
fn what_comes_through_a_pipe_can_be_learned_from() {
    let bench = Bench::new();
    bench.write("docs.txt", "ab\nba\nbb\naa\n");
    bench.line("train docs.txt --steps 2 --out file").done();
    let lines = "printf 'ab\\rba\\r\\nbb\\naa'";
    let train = "train - --steps 2 --out pipe";
    let answer = shell(&bench, &format!("{lines} | exec \"$0\" {train}"));
    answer.done();
    assert_eq!(bench.read("pipe"), bench.read("file"));

    let eval = "mkfifo fifo; cat docs.txt > fifo & exec \"$0\" eval file fifo";
    let of_fifo = shell(&bench, eval).done();
    let of_file = bench.line("eval file docs.txt").done();
    assert_eq!(of_fifo, of_file);

    shell(&bench, "printf '\\377' | exec \"$0\" eval file -").failed(&[
        "standard input: it is not UTF-8 text (line 1)",
        "put before it: iconv -f windows-1252 -t UTF-8 |",
    ]);
}

#[test]
fn a_full_disk_is_known_before_training() {
    let bench = Bench::with_model();
    let model = bench.read("model.safetensors");
    // No file may be larger than a few blocks of 512 (or 1,024) bytes; the
    // signal that would end the program is ignored.
    let answer = shell(
        &bench,
        "trap '' XFSZ; ulimit -f 9; exec \"$0\" train --seed 1",
    );
    assert!(!answer.stdout.contains("step"), "{answer:#?}");
    answer.failed(&["cannot save to model.safetensors", "make room"]);
    assert_eq!(bench.read("model.safetensors"), model);
    assert_eq!(bench.files(), ["model.safetensors"]);
}

#[test]
fn places_that_are_not_ones_own_are_told_from_full_ones() {
    use std::os::unix::fs::PermissionsExt;

    let bench = Bench::with_model();
    let model = bench.read("model.safetensors");
    let forbid = |name: &str, mode| {
        let mode = fs::Permissions::from_mode(mode);
        fs::set_permissions(bench.path(name), mode).expect("my own file");
    };
    fs::create_dir(bench.path("folder")).expect("a folder");
    bench.write("mine", &model);
    forbid("folder", 0o555);
    forbid("mine", 0o000);
    // Nothing is forbidden to some users.
    if fs::File::open(bench.path("mine")).is_ok() {
        return;
    }
    let answer = bench.line("train --steps 1 --out folder/model");
    assert!(!answer.stderr.contains(".microgpt-"), "{answer:#?}");
    answer.failed(&[
        "cannot save to folder/model: Permission denied",
        "a folder that you may write to",
    ]);
    bench.line("train --steps 1 --out mine").failed(&[
        "cannot save to mine: Permission denied",
        "a folder that you may write to",
    ]);
    for args in ["sample mine", "eval mine", "train --resume mine"] {
        bench
            .line(args)
            .failed(&["mine: Permission denied", "the permission to read it"]);
    }
}

#[test]
fn a_model_that_cannot_be_saved_at_last_is_saved_elsewhere() {
    let bench = Bench::new();
    fs::create_dir(bench.path("there")).expect("a folder");
    fs::create_dir(bench.path("tmp")).expect("a folder");
    let args = format!("{LONG} --out there/model");
    let mut child = bench
        .command(args.split_whitespace())
        .env("TMPDIR", bench.path("tmp"))
        .spawn()
        .expect("the program runs");
    // It has begun, so its place was there.
    let stdout = child.stdout.as_mut().expect("a pipe");
    stdout.read_exact(&mut [0; 9]).expect("num docs:");
    fs::remove_dir(bench.path("there")).expect("an empty folder");
    let answer = end(child, String::new());
    let mut files = fs::read_dir(bench.path("tmp")).expect("a folder");
    let file = files.next().expect("a file").expect("a file");
    let model = Checkpoint::read(&file.path()).expect("a model");
    assert_eq!(model.step, 5000);
    let name = file.file_name();
    answer.failed(&[
        "cannot save to there/model",
        &name.to_string_lossy(),
        "move it",
    ]);
}

#[test]
fn what_another_program_saves_there_is_left_alone() {
    let bench = Bench::new();
    fs::create_dir(bench.path("tmp")).expect("a folder");
    let mut child = bench
        .command(LONG.split_whitespace().chain(["--save-every", "0"]))
        .env("TMPDIR", bench.path("tmp"))
        .spawn()
        .expect("the program runs");
    let read = read_to(&mut child, "step  100 ");
    bench.write("model.safetensors", "a diary");
    let answer = end(child, read);
    assert_eq!(bench.read("model.safetensors"), b"a diary");
    // Once, not at every step.
    assert_eq!(answer.stderr.matches("warning: ").count(), 1, "{answer:#?}");
    assert_eq!(
        fs::read_dir(bench.path("tmp")).expect("a folder").count(),
        1
    );
    answer.failed(&["cannot save to model.safetensors", "instead: move it"]);
}

#[cfg(target_os = "linux")]
#[test]
fn a_large_file_takes_little_memory() {
    let bench = Bench::new();
    // Four million documents, in a program of 200 MB, threads included.
    bench.write("docs.txt", "a\nb\n".repeat(2_000_000));
    let within = |kilobytes: u32, args: &str| {
        let line = format!("ulimit -v {kilobytes}; exec \"$0\" {args}");
        shell(&bench, &line)
    };
    within(200_000, "train docs.txt --steps 1 --out m").done();
    within(200_000, "eval m docs.txt").done();
    // Where there is not even as much, it says so.
    bench.write("docs.txt", "a\n".repeat(45_000_000));
    within(100_000, "train docs.txt").failed(&[
        "docs.txt: cannot read it: out of memory",
        "give a part of it",
    ]);
    within(500_000, "train --n-embd 512 --n-layer 4").failed(&[
        "takes some 0.8 GB of memory, and there is not so much",
        "make it smaller",
    ]);
}

#[cfg(target_os = "linux")]
#[test]
fn output_that_cannot_be_written_is_an_error() {
    let bench = Bench::with_model();
    for args in ["sample", "inspect", "eval"] {
        shell(&bench, &format!("exec \"$0\" {args} > /dev/full"))
            .failed(&["cannot write the output"]);
    }
    let answer = shell(&bench, "exec \"$0\" train --seed 1 > /dev/full");
    assert!(answer.stderr.contains("no step was taken"), "{answer:#?}");
    answer.failed(&["cannot write the output"]);
    assert_eq!(bench.checkpoint("model.safetensors").step, 1000);
}

#[cfg(target_os = "linux")]
#[test]
fn what_is_no_file_is_refused() {
    let bench = Bench::with_model();
    bench
        .line("train /dev/zero")
        .failed(&["/dev/zero: it is larger than 100 MB"]);
    bench
        .line("sample /dev/zero")
        .failed(&["this is not a file"]);
    bench.line("train --out /dev/full").failed(&["no model"]);
    bench
        .line("train --out /proc/model")
        .failed(&["cannot save to /proc/model", "--out"]);
}
