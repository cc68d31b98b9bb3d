//! Checks are watched from outside, by this program, which runs once more for
//! them: so it has a `main` of its own.

use std::hint::black_box;
use std::process::{self, Command, ExitCode};
use std::time::Duration;
use std::{env, io, panic, thread};

use judge::{Checks, Outcome, Words, allow, ensure, in_case};

const WORDS: Words = Words {
    overflow: "It goes too deep.",
    endless: "It goes on and on.",
};

/// What the reader wrote, as it were, and the verdict on it.
struct Case {
    name: &'static str,
    check: fn() -> Outcome,
    code: i32,
    /// The words of the verdict; a part of them.
    says: &'static str,
}

const RIGHT: i32 = 0;
const WRONG: i32 = 1;
const TO_DO: i32 = 3;

const CASES: &[Case] = &[
    Case {
        name: "right",
        check: || Ok(()),
        code: RIGHT,
        says: "  ✓ right\n",
    },
    Case {
        name: "wrong",
        check: || ensure(false, "It is wrong."),
        code: WRONG,
        says: "  ✗ wrong\n\n    It is wrong.\n",
    },
    Case {
        name: "right and loud",
        check: || loud("It could be in a pipe."),
        code: RIGHT,
        says: "  ✓ right and loud\n",
    },
    Case {
        name: "wrong and loud",
        check: || loud("").and(ensure(false, "It is wrong.")),
        code: WRONG,
        says: "  ✗ wrong and loud\n\n    It is wrong.\n",
    },
    Case {
        name: "in order",
        check: || {
            println!("one");
            eprintln!("two");
            print!("three, ");
            Ok(())
        },
        code: RIGHT,
        says: "one\ntwo\nthree,   ✓ in order\n",
    },
    Case {
        name: "loud for ever",
        check: || {
            allow(Duration::from_millis(500));
            loop {
                println!("again");
            }
        },
        code: WRONG,
        says: "bytes are left out]\n",
    },
    Case {
        name: "busy for ever",
        check: || {
            allow(Duration::from_millis(500));
            loop {
                black_box(());
            }
        },
        code: WRONG,
        says: "busy for ever\n\n    It does not come to an end: is there a loop",
    },
    Case {
        name: "for ever",
        check: || {
            allow(Duration::from_millis(500));
            park()
        },
        code: WRONG,
        says: "  ✗ for ever\n\n    It does not come to an end: is there a loop",
    },
    Case {
        name: "for ever, as was foreseen",
        check: || {
            in_case(&WORDS);
            park()
        },
        code: WRONG,
        says: "foreseen\n\n    It goes on and on.\n",
    },
    Case {
        name: "deep",
        check: || ensure(deeper(0) == 0, "It came to an end."),
        code: WRONG,
        says: "  ✗ deep\n\n    Its stack overflowed: a function calls itself",
    },
    Case {
        name: "deep, as was foreseen",
        check: || {
            in_case(&WORDS);
            ensure(deeper(0) == 0, "It came to an end.")
        },
        code: WRONG,
        says: "foreseen\n\n    It goes too deep.\n",
    },
    Case {
        name: "aborted, and deep was foreseen",
        check: || {
            in_case(&WORDS);
            abort()
        },
        code: WRONG,
        says: "    It was aborted: is there a `process::abort`?\n",
    },
    Case {
        name: "exit 0",
        check: || process::exit(RIGHT),
        code: WRONG,
        says: "  ✗ exit 0\n\n    It ended itself, with exit code 0, before",
    },
    Case {
        name: "exit 3",
        check: || process::exit(TO_DO),
        code: WRONG,
        says: "  ✗ exit 3\n\n    It ended itself, with exit code 3, before",
    },
    Case {
        name: "exit of another thread",
        check: || {
            thread::spawn(|| process::exit(RIGHT));
            park()
        },
        code: WRONG,
        says: "    It ended itself, with exit code 0, before",
    },
    Case {
        name: "a failed allocation",
        check: || {
            let bytes = Vec::<u8>::with_capacity(isize::MAX.cast_unsigned());
            ensure(black_box(bytes).is_empty(), "It is there.")
        },
        code: WRONG,
        says: "    It asked for more memory than there is (memory allocation",
    },
    Case {
        name: "a panic while another is under way",
        check: || {
            let _second = Second;
            panic!("the first")
        },
        code: WRONG,
        says: "    It panicked where nothing may panic: when something was",
    },
    Case {
        name: "a panic",
        check: || panic!("the words"),
        code: WRONG,
        says: "    It panicked: the words\n    at ",
    },
    Case {
        name: "a panic that the reader’s code has hidden",
        check: || {
            let _ = panic::catch_unwind(|| panic!("not the words"));
            panic::set_hook(Box::new(|_| {}));
            panic!("the words")
        },
        code: WRONG,
        says: "has hidden\n\n    It panicked: the words\n",
    },
    Case {
        name: "to do, and the reader’s code has hidden it",
        check: || {
            panic::set_hook(Box::new(|_| {}));
            todo!()
        },
        code: TO_DO,
        says: "has hidden it\n\n    To write: where a `todo!()` is\n",
    },
    Case {
        name: "to do in another thread",
        check: || {
            let thread = thread::spawn(|| todo!());
            thread.join().map_err(|_| unreachable!())
        },
        code: TO_DO,
        says: "    To write: tools/judge/tests/watched.rs:",
    },
    Case {
        name: "a panic that was caught",
        check: || {
            let _ = panic::catch_unwind(|| panic!("the words"));
            Ok(())
        },
        code: RIGHT,
        says: "  ✓ a panic that was caught\n",
    },
    Case {
        name: "waiting for somebody who types",
        check: || {
            let line = io::read_to_string(io::stdin());
            ensure(line.is_ok_and(|it| it.is_empty()), "Somebody types.")
        },
        code: RIGHT,
        says: "  ✓ waiting for somebody who types\n",
    },
    #[cfg(unix)]
    Case {
        name: unwatched::GROWS,
        check: unwatched::grows,
        code: WRONG,
        says: "    It panicked: the name of a file",
    },
    #[cfg(unix)]
    Case {
        name: "killed",
        check: || {
            let own = process::id().to_string();
            let kill = Command::new("kill").args(["-9", &own]).status();
            park().and(ensure(kill.is_ok(), "It cannot be killed."))
        },
        code: WRONG,
        says: "    The system has ended it, as it does when memory runs out",
    },
    #[cfg(target_os = "linux")]
    Case {
        name: "growing",
        check: || {
            let mut kept = Vec::new();
            loop {
                kept.push(vec![1_u8; 1 << 20]);
                thread::sleep(Duration::from_micros(100));
            }
        },
        code: WRONG,
        says: "    It does not come to an end, and takes more and more memory",
    },
];

/// Prints more than a pipe holds. It is right, if there are no words.
fn loud(words: &str) -> Outcome {
    let text = "loud ".repeat(100_000);
    println!("{text}");
    eprintln!("{text}");
    ensure(text.len() > 64 * 1024, words)
}

fn deeper(n: u64) -> u64 {
    let here = n;
    black_box(&here); // Each call has a place of its own on the stack.
    if n == u64::MAX {
        return n;
    }
    here.max(deeper(n + 1))
}

fn park() -> Outcome {
    loop {
        thread::park();
    }
}

fn abort() -> Outcome {
    process::abort()
}

/// Panics when it is dropped.
struct Second;

impl Drop for Second {
    fn drop(&mut self) {
        panic!("the second");
    }
}

/// A check that nobody watches any more does not go on.
#[cfg(unix)]
mod unwatched {
    use std::fs::{self, File};
    use std::io::{self, Write as _};
    use std::path::Path;
    use std::process::{self, Command};
    use std::time::Duration;
    use std::{env, thread};

    use judge::{Outcome, allow};

    /// The check, and what names the file that grows with it.
    pub const GROWS: &str = "grows";

    pub fn grows() -> Outcome {
        allow(Duration::from_secs(600));
        let file = env::var_os(GROWS).expect("the name of a file");
        let mut file = File::create(file).expect("a file");
        loop {
            file.write_all(b".").expect("a file that can be written");
            thread::sleep(Duration::from_millis(10));
        }
    }

    pub fn nothing_goes_on(program: &Path) -> io::Result<()> {
        let file = env::temp_dir().join(format!("judge-{}", process::id()));
        let size = || fs::metadata(&file).map_or(0, |it| it.len());
        let mut watcher =
            Command::new(program).arg(GROWS).env(GROWS, &file).spawn()?;
        while size() == 0 {
            assert!(watcher.try_wait()?.is_none(), "it has not begun");
            thread::sleep(Duration::from_millis(10));
        }
        watcher.kill()?;
        watcher.wait()?;
        for _ in 0..60 {
            let before = size();
            thread::sleep(Duration::from_secs(1));
            if size() == before {
                return fs::remove_file(&file);
            }
        }
        panic!("it goes on");
    }
}

fn main() -> ExitCode {
    let sections: Vec<Checks> = CASES
        .iter()
        .map(|case| (case.name, &*vec![(case.name, case.check)].leak()))
        .collect();
    let section = env::args().nth(1).unwrap_or_default();
    if sections.iter().any(|(name, _)| *name == section) {
        return judge::judge(&[&sections], &[]);
    }
    let program = env::current_exe().expect("this program");
    for case in CASES {
        let Case {
            name, code, says, ..
        } = case;
        let output = Command::new(&program).arg(name).output();
        let output = output.expect("it can be run again");
        let said = String::from_utf8_lossy(&output.stdout);
        assert!(said.contains(says), "{name}: {said}");
        assert_eq!(output.status.code(), Some(*code), "{name}: {said}");
    }
    #[cfg(unix)]
    unwatched::nothing_goes_on(&program).expect("a check");
    let files = program.parent().expect("a folder").read_dir();
    let mut left = files.expect("its files").flatten().filter(|file| {
        let name = file.file_name().to_string_lossy().into_owned();
        name.starts_with("watched-") && name.ends_with(".report")
    });
    assert!(left.next().is_none(), "a report is left");
    ExitCode::SUCCESS
}
