//! The recorded runs, as figures ask for them.

use runs::text::groups::groups;
use runs::text::record::{Recorded, read};

/// The runs of a group whose plans have some name, seed by seed.
///
/// # Panics
///
/// If there is no such group, or no such run in it.
pub fn runs_of(group: &str, name: &str) -> Vec<Recorded> {
    let all = groups();
    let found = all.iter().find(|it| it.name == group);
    let text = found.expect("a group of this name").text;
    let is_of = |run: &Recorded| {
        run.name.rsplit_once('/').is_some_and(|(of, _)| of == name)
    };
    let runs: Vec<_> = read(text).into_iter().filter(is_of).collect();
    assert!(!runs.is_empty(), "no run of {name} in {group}");
    runs
}

/// Their validation losses at the end, in bits per character.
pub fn bits_of(group: &str, name: &str) -> Vec<f64> {
    runs_of(group, name)
        .iter()
        .map(Recorded::validation)
        .collect()
}
