//! The novel is the file that `data/README.md` tells of.

use step_7_text::{MOBY_DICK, Part};

#[test]
fn it_has_as_many_bytes_and_characters_as_its_readme_says() {
    assert_eq!(MOBY_DICK.len(), 1_204_997);
    assert_eq!(MOBY_DICK.chars().count(), 1_190_317);
}

#[test]
fn each_chapter_is_in_one_part() {
    let parts = [Part::Training, Part::Validation, Part::Test];
    let lengths = parts.map(|part| part.of(MOBY_DICK).len());
    assert_eq!(lengths.iter().sum::<usize>(), MOBY_DICK.len());
}
