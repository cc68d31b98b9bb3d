//! The plan fits the chapters, and nothing of a reader's work is lost.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;
use follow::compose::{self, Bodies};
use follow::plan::{self, BOOK, EXERCISES, Section};
use follow::progress::{self, Progress};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

#[test]
fn every_section_can_be_written_and_solved() -> Result<()> {
    let root = root();
    let mut numbers = HashSet::new();
    let plan = plan::read(&root)?;
    for section in &plan {
        let number = &section.number;
        assert!(numbers.insert(number.clone()), "{number} is there twice");
        let blank = compose::file(&root, section, Bodies::ToDo)?;
        let solved = compose::file(&root, section, Bodies::Solved)?;
        let undone = blank.matches("todo!()").count();
        assert_eq!(undone, section.write.len(), "{number}: {blank}");
        assert!(!solved.contains("todo!()"), "{number}: {solved}");
        assert!(!solved.contains("ANCHOR"), "{number}: {solved}");
        let title = compose::title(&root, section)?;
        assert!(title.starts_with(number), "{number}: {title}");
        let solution = compose::solution(&root, &plan, section)?;
        assert!(solution.contains("fn "), "{number}: {solution}");
        assert!(!solution.contains("struct "), "given: {number}: {solution}");
        for also in &section.also {
            let name = also.function.rsplit("::").next().expect("a name");
            let function = format!("fn {name}(");
            assert!(solution.contains(&function), "{number}: {solution}");
        }
    }
    Ok(())
}

#[test]
fn every_section_has_hints_and_mistakes() -> Result<()> {
    let root = root();
    let mut solved = HashMap::new();
    let plan = plan::read(&root)?;
    for section in &plan {
        let text = compose::file(&root, section, Bodies::Solved)?;
        solved.insert(&section.number, text);
    }
    for section in &plan {
        let number = &section.number;
        assert_eq!(section.hints.len(), 3, "hints of {number}");
        for mistake in &section.mistakes {
            let file = mistake.section.as_ref().unwrap_or(number);
            let times = solved[file].matches(&mistake.right).count();
            assert_eq!(times, 1, "{number}: {}", mistake.right);
            assert_ne!(mistake.right, mistake.wrong, "{number}");
        }
    }
    Ok(())
}

/// A folder with what a section's file is made of, and the section.
fn scratch(name: &str) -> Result<(PathBuf, Section)> {
    let scratch = std::env::temp_dir().join(format!("follow-test-{name}"));
    let _ = fs::remove_dir_all(&scratch);
    let number = "0.4";
    let sections = plan::read(&root())?.into_iter();
    let mut found = sections.filter(|it| it.number == number);
    let section = found.next().expect("it is in the plan");
    let files = [
        BOOK.plan.to_owned(),
        EXERCISES.plan.to_owned(),
        format!("src/{}.md", section.page),
        format!("chapters-code/{}", section.from[0]),
        format!("{}/{}", BOOK.folder, section.file),
    ];
    for file in files {
        let to = scratch.join(&file);
        fs::create_dir_all(to.parent().expect("a folder"))?;
        fs::copy(root().join(&file), to)?;
    }
    let blank = compose::file(&scratch, &section, Bodies::ToDo)?;
    fs::write(progress::path(&scratch, &section), blank)?;
    Ok((scratch, section))
}

#[test]
fn what_a_reader_wrote_is_kept() -> Result<()> {
    let (root, section) = scratch("kept")?;
    let path = progress::path(&root, &section);

    // Nothing of theirs is in it: nothing to keep.
    assert_eq!(progress::replace(&root, &section, Bodies::Solved)?, None);
    assert_eq!(progress::replace(&root, &section, Bodies::ToDo)?, None);

    for (i, mine) in ["// mine", "// mine too"].iter().enumerate() {
        fs::write(&path, mine)?;
        let kept = progress::replace(&root, &section, Bodies::ToDo)?;
        let kept = kept.expect("a file that was kept");
        assert_eq!(fs::read_to_string(&kept)?, *mine);
        let name = format!("step_0-s0_4_model.{}.rs", i + 1);
        assert!(kept.ends_with(&name), "{}", kept.display());
        assert!(fs::read_to_string(&path)?.contains("todo!()"));
    }
    fs::remove_dir_all(root)?;
    Ok(())
}

#[test]
fn progress_survives_and_says_if_it_is_damaged() -> Result<()> {
    let (root, _) = scratch("progress")?;
    let mut progress = Progress::read(&root)?;
    assert!(progress.passed.is_empty());
    progress.passed.insert("0.1".to_owned());
    progress.hints.insert("0.2".to_owned(), 2);
    progress.write(&root)?;
    let again = Progress::read(&root)?;
    assert!(again.passed.contains("0.1"));
    assert_eq!(again.hints["0.2"], 2);

    fs::write(root.join("workbook/progress.toml"), "passed = 3")?;
    let error = Progress::read(&root).expect_err("damaged").to_string();
    assert!(error.contains("is damaged"), "{error}");
    fs::remove_dir_all(root)?;
    Ok(())
}
