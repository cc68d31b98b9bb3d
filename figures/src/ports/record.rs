//! The record of what other programs do, made by `conform/porting/record.sh`.

/// The lines of a kind, each as its fields.
///
/// # Panics
///
/// If there is none: then a page would have nothing to show.
pub fn lines(kind: &str) -> Vec<Vec<&'static str>> {
    let record = include_str!("../../../conform/porting/record.txt");
    let lines: Vec<Vec<&str>> = record
        .lines()
        .map(|line| line.split('\t').collect::<Vec<_>>())
        .filter(|fields| fields[0] == kind)
        .map(|fields| fields[1..].to_vec())
        .collect();
    assert!(!lines.is_empty(), "the record has no line of {kind}");
    lines
}

/// The last field of the line of a kind that begins like this.
///
/// # Panics
///
/// If there is none.
pub fn value(kind: &str, first: &[&str]) -> &'static str {
    let lines = lines(kind);
    let line = lines.iter().find(|it| it.starts_with(first));
    let line = line.unwrap_or_else(|| panic!("{kind} {first:?}"));
    line[line.len() - 1]
}
