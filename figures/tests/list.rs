//! The list of figures: each has a name of its own, and the program knows it.

use std::collections::HashSet;
use std::process::Command;

use figures::CHAPTERS;

#[test]
fn every_figure_has_a_name_and_a_file_of_its_own() {
    let (mut names, mut files) = (HashSet::new(), HashSet::new());
    for chapter in CHAPTERS {
        for figure in chapter.figures {
            assert!(names.insert(figure.name), "{} twice", figure.name);
            let file = format!("{}/{}", chapter.folder, figure.file());
            assert!(files.insert(file), "the file of {} twice", figure.name);
        }
    }
}

/// The program, given an argument.
fn figures(argument: &str) -> (bool, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_figures"))
        .arg(argument)
        .output()
        .expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("text");
    let is_success = output.status.success();
    (is_success, text(output.stdout), text(output.stderr))
}

#[test]
fn the_program_prints_a_figure_by_its_name() {
    let (is_success, printed, _) = figures("count-rows");
    assert!(is_success && printed.starts_with("| "), "{printed}");
    let (is_success, printed, _) = figures("--list");
    let all = CHAPTERS.iter().map(|it| it.figures.len()).sum::<usize>();
    assert!(is_success);
    assert_eq!(printed.lines().count(), all);
}

#[test]
fn the_program_refuses_a_name_that_it_does_not_know() {
    let (is_success, printed, complaint) = figures("count-columns");
    assert!(!is_success && printed.is_empty());
    assert!(complaint.contains("`figures --list`"), "{complaint}");
}
