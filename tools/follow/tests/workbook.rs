//! The plan fits the chapters, and nothing of a reader's work is lost.

use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use std::thread;

use anyhow::Result;
use follow::compose::{self, Bodies};
use follow::copy;
use follow::pages;
use follow::plan::{self, BOOK, EXERCISES, Section, WORKBOOK};
use follow::progress::{self, Progress};
use rayon::prelude::*;
use serde_json::Value;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of all sections as the book solves them, by their numbers.
static SOLVED: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let root = root();
    let plan = plan::read(&root).expect("the plan");
    let solved = plan.par_iter().map(|section| {
        let file = compose::file(&root, section, Bodies::Solved);
        (section.number.clone(), file.expect("a file"))
    });
    solved.collect()
});

#[test]
fn every_section_can_be_written_and_solved() -> Result<()> {
    let root = root();
    let plan = plan::read(&root)?;
    let mut numbers = HashSet::new();
    for Section { number, .. } in &plan {
        assert!(numbers.insert(number), "{number} is there twice");
    }
    // No thread of the pool may wait for what the pool makes.
    let all_solved = &*SOLVED;
    plan.par_iter().try_for_each(|section| {
        let number = &section.number;
        let blank = compose::file(&root, section, Bodies::ToDo)?;
        let solved = &all_solved[number];
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
        Ok(())
    })
}

#[test]
fn every_section_has_hints_and_mistakes() -> Result<()> {
    for section in &plan::read(&root())? {
        let number = &section.number;
        assert_eq!(section.hints.len(), 3, "hints of {number}");
        for mistake in &section.mistakes {
            let file = mistake.section.as_ref().unwrap_or(number);
            let times = SOLVED[file].matches(&mistake.right).count();
            assert_eq!(times, 1, "{number}: {}", mistake.right);
            assert_ne!(mistake.right, mistake.wrong, "{number}");
        }
    }
    Ok(())
}

/// A folder with what the files of some sections are made of, and these.
fn scratch_of(name: &str, numbers: &[&str]) -> Result<(PathBuf, Vec<Section>)> {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&scratch);
    let mut plan = plan::read(&root())?;
    plan.retain(|section| numbers.contains(&section.number.as_str()));
    let mut files = vec![BOOK.plan.to_owned(), EXERCISES.plan.to_owned()];
    for section in &plan {
        files.push(format!("src/{}.md", section.page));
        let from = section.from.iter();
        files.extend(from.map(|file| format!("chapters-code/{file}")));
    }
    for file in files {
        let to = scratch.join(&file);
        fs::create_dir_all(to.parent().expect("a folder"))?;
        fs::copy(root().join(&file), to)?;
    }
    Ok((scratch, plan))
}

/// The same for one section, which is still to do.
fn scratch(name: &str) -> Result<(PathBuf, Section)> {
    let (scratch, mut plan) = scratch_of(name, &["0.4"])?;
    copy::complete(&scratch, &plan)?;
    Ok((scratch, plan.remove(0)))
}

#[test]
fn the_copy_is_completed_and_what_is_there_stays() -> Result<()> {
    let (root, plan) = scratch_of("copy", &["0.3", "0.4", "0.A"])?;
    let read = |file: &str| fs::read_to_string(root.join(file));

    // 0.4 came with a newer book.
    let older = &plan[..1];
    let made = copy::complete(&root, older)?;
    assert_eq!(made.len(), 4, "{made:?}");
    let mine = progress::path(&root, &older[0]);
    fs::write(&mine, "// mine")?;
    fs::write(root.join("workbook/src/lib.rs"), "//! Mine.\n")?;

    let made = copy::complete(&root, &plan)?;
    let modules = ["workbook/exercises/src/step_0/mod.rs"];
    let sections = plan[1..].iter().map(|it| progress::path(&root, it));
    let new: HashSet<PathBuf> = sections
        .chain(modules.map(|file| root.join(file)))
        .collect();
    assert_eq!(made.into_iter().collect::<HashSet<_>>(), new);
    assert_eq!(fs::read_to_string(&mine)?, "// mine");
    assert_eq!(
        read("workbook/src/lib.rs")?,
        "//! Mine.\n\npub mod step_0;\n"
    );
    assert_eq!(
        read("workbook/src/step_0/mod.rs")?,
        "//! What you write in Step 0.\n\n\
         mod s0_3_count_table;\npub use s0_3_count_table::*;\n\n\
         mod s0_4_model;\npub use s0_4_model::*;\n"
    );
    let written = fs::metadata(&mine)?.modified()?;
    assert!(copy::complete(&root, &plan)?.is_empty());
    assert_eq!(fs::metadata(&mine)?.modified()?, written);
    fs::remove_dir_all(root)?;
    Ok(())
}

#[test]
fn the_workbook_stands_on_the_versions_of_the_book() -> Result<()> {
    let locked = |file: &str| -> Result<HashSet<String>> {
        let text = fs::read_to_string(root().join(file))?;
        let packages = text.split("[[package]]").skip(1);
        let others = packages.filter(|it| it.contains("source = "));
        let name = |package: &str| {
            package.lines().take(3).collect::<Vec<_>>().join(" ")
        };
        Ok(others.map(name).collect())
    };
    let (book, workbook) =
        (locked("Cargo.lock")?, locked("workbook/Cargo.lock")?);
    let others: Vec<_> = workbook.difference(&book).collect();
    assert!(!workbook.is_empty());
    assert!(
        others.is_empty(),
        "other versions than the book's: {others:?}; to take those, \
         `cp Cargo.lock workbook && cd workbook && cargo tree`"
    );
    Ok(())
}

/// While it does not compile, the book is as it was.
#[test]
fn nothing_of_the_book_is_made_of_what_a_reader_writes() -> Result<()> {
    let output = Command::new("cargo")
        .args([
            "metadata",
            "--format-version",
            "1",
            "--no-deps",
            "--offline",
        ])
        .current_dir(root())
        .output()?;
    let metadata: Value = serde_json::from_slice(&output.stdout)?;
    let packages = metadata["packages"].as_array().expect("packages");
    assert!(packages.iter().any(|it| it["name"] == "follow"));
    let root = metadata["workspace_root"].as_str().expect("a path");
    let workbook = Path::new(root).join(WORKBOOK);
    for package in packages {
        let targets = package["targets"].as_array().expect("targets");
        let files = targets.iter().map(|target| &target["src_path"]);
        for file in files.chain([&package["manifest_path"]]) {
            let file = Path::new(file.as_str().expect("a path"));
            assert!(!file.starts_with(&workbook), "{}", file.display());
        }
    }
    Ok(())
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
    assert!(Progress::read(&root)?.passed.is_empty());
    Progress::update(&root, |progress| {
        progress.passed.insert("0.1".to_owned());
        progress.hints.insert("0.2".to_owned(), 2);
        Ok(())
    })?;
    let again = Progress::read(&root)?;
    assert!(again.passed.contains("0.1"));
    assert_eq!(again.hints["0.2"], 2);

    let file = root.join("workbook/progress.toml");
    for damage in ["passed = 3", "passed = [\"0.1\"", "past = []", "\n", ""] {
        fs::write(&file, damage)?;
        let change = |_: &mut Progress| Ok(());
        let error = Progress::update(&root, change).expect_err("damaged");
        let words = error.to_string();
        assert!(words.contains("is damaged"), "{words}");
        assert!(words.contains("What you have written is safe"), "{words}");
        assert_eq!(fs::read_to_string(&file)?, damage);
    }
    fs::remove_dir_all(root)?;
    Ok(())
}

#[test]
fn what_two_windows_change_at_once_is_kept() -> Result<()> {
    let (root, _) = scratch("windows")?;
    thread::scope(|scope| {
        for window in 0..2 {
            let root = &root;
            scope.spawn(move || {
                for i in 0..20 {
                    let number = format!("{window}.{i}");
                    Progress::update(root, |progress| {
                        progress.passed.insert(number);
                        Ok(())
                    })
                    .expect("a file that can be written");
                }
            });
        }
    });
    assert_eq!(Progress::read(&root)?.passed.len(), 40);
    fs::remove_dir_all(root)?;
    Ok(())
}

#[test]
fn what_is_read_comes_from_the_table_of_contents() -> Result<()> {
    let root = root();
    let (plan, pages) = (plan::read(&root)?, pages::read(&root)?);
    let to_read = |number: &str| -> Result<Vec<&str>> {
        let section = plan::find(&plan, number).expect("it is in the plan");
        let pages = pages::to_read(&pages, &plan, section)?;
        Ok(pages.into_iter().map(|page| page.title.as_str()).collect())
    };
    assert_eq!(to_read("0.1")?, ["Step 0: Counting", "0.1 The Dataset"]);
    assert_eq!(to_read("0.2")?, ["0.2 The Tokenizer"]);
    // The exercises of Step 2 stand between, and nobody has to do them.
    assert_eq!(
        to_read("3.2")?,
        [
            "2.8 Same Results, Less Code",
            "Step 3: Attention",
            "3.1 What Changes",
            "3.2 Position Embeddings",
        ]
    );
    assert_eq!(to_read("3.A")?, ["Exercises for Step 3"]);
    // A page without a number has something to write, too.
    assert_eq!(to_read("Yardsticks")?, ["Yardsticks"]);
    Ok(())
}

#[test]
fn code_on_another_page_is_found() -> Result<()> {
    let root = root();
    let (plan, pages) = (plan::read(&root)?, pages::read(&root)?);
    let mut elsewhere = Vec::new();
    for section in &plan {
        for (function, page) in pages::shown_elsewhere(&root, &pages, section)?
        {
            let shown = page.number().unwrap_or(&page.title);
            elsewhere.push(format!("{} {function}: {shown}", section.number));
        }
    }
    for expected in [
        "0.6 train: 0.5",
        "3.6 Gpt::attention: 3.4",
        "4.5 Gpt::loss: 4.6",
        "5.5 main: 5.4",
    ] {
        assert!(elsewhere.iter().any(|it| it == expected), "{elsewhere:?}");
    }
    assert!(!elsewhere.iter().any(|it| it.contains("logits")));
    Ok(())
}

#[test]
fn what_comes_next_is_where_the_reader_started() -> Result<()> {
    let plan = plan::read(&root())?;
    let mut progress = Progress::default();
    let next = |progress: &Progress| {
        progress.next(&plan).map(|section| section.number.clone())
    };
    assert_eq!(next(&progress).as_deref(), Some("0.1"));
    progress.passed.insert("0.1".to_owned());
    progress.filled.insert("0.2".to_owned());
    assert_eq!(next(&progress).as_deref(), Some("0.3"));
    for begun in ["0.5", "0.A"] {
        progress.begun = Some(begun.to_owned());
        assert_eq!(next(&progress).as_deref(), Some(begun));
        // Done or not: they have chosen it.
        progress.passed.insert(begun.to_owned());
        assert_eq!(next(&progress).as_deref(), Some(begun));
        progress.begun = None; // Its check has passed.
        assert_eq!(next(&progress).as_deref(), Some("0.3"));
    }
    Ok(())
}

#[test]
fn what_a_reader_has_written_is_told_from_what_is_left_to_do() -> Result<()> {
    let (root, section) = scratch("written")?;
    let path = progress::path(&root, &section);
    let is_written = || progress::is_written(&root, &section);
    assert!(!is_written()?, "blank");
    progress::replace(&root, &section, Bodies::Solved)?;
    assert!(!is_written()?, "the book's");
    fs::write(&path, "pub fn mine() { todo!() }")?;
    assert!(!is_written()?, "begun");
    fs::write(&path, "pub fn mine() {}")?;
    assert!(is_written()?, "theirs");
    fs::remove_dir_all(root)?;
    Ok(())
}

#[test]
fn what_the_book_filled_in_does_not_count_as_passed() -> Result<()> {
    let (root, section) = scratch("filled")?;
    let mut progress = Progress::default();
    progress.filled.insert(section.number.clone());
    progress::replace(&root, &section, Bodies::Solved)?;
    progress.pass(&root, &section)?;
    assert!(progress.passed.is_empty() && progress.is_done(&section));

    fs::write(progress::path(&root, &section), "// mine")?;
    progress.begun = Some(section.number.clone());
    progress.pass(&root, &section)?;
    assert!(progress.filled.is_empty() && progress.begun.is_none());
    assert!(progress.passed.contains(&section.number));

    progress.forget(&section);
    assert!(!progress.is_done(&section));
    fs::remove_dir_all(root)?;
    Ok(())
}
