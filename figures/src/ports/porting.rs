//! The numbers in the sentences of "Porting Facts".

use portable::PythonRandom;
use typeset::{Facts, fixed, thousands};

use super::record::{lines, value};

/// The same facts and these.
pub fn with_facts(facts: Facts) -> Facts {
    let ours = PythonRandom::new(42).gauss(0.0, 1.0);
    let theirs = number(value("normal", &["Python"]));
    assert!((ours - theirs).abs() < 1e-15, "gauss is Python's: {ours}");

    let avx512 = &lines("avx512")[0];
    let share = 100.0 * number(avx512[0]) / number(avx512[1]);
    let weights = lines("weights");
    let ours = weights[0][1];
    assert!(
        weights.iter().all(|it| it[1] == ours),
        "one libc, one answer"
    );
    let pyodide = lines("bits")
        .into_iter()
        .find(|it| it[1] == "gauss")
        .expect("Pyodide's");
    let random = lines("bits");
    let random = random.iter().find(|it| it[1] == "random");
    assert!(
        random.is_some_and(|it| it[2] == "0"),
        "the text says that the random numbers have the same bits"
    );

    let node = lines("bits")
        .into_iter()
        .find(|it| it[0].starts_with("Node") && it[1] == "exp")
        .expect("Node's");
    assert!(
        (number(node[2]) / number(node[3]) - 0.1).abs() < 0.01,
        "the text says: one of ten"
    );
    let compensated = lines("sum");
    let compensated = compensated
        .iter()
        .find(|it| it[1] == "1.0")
        .expect("a version that compensates");
    let (since, _) = compensated[0].split_once(" (").expect("its package");

    let steps = lines("steps");
    let [old, new] = &steps[..] else {
        panic!("the text compares two versions of CPython");
    };
    let times = |a: &str, b: &str| fixed(number(a) / number(b), 1);
    assert!(
        number(old[1]) > 2.0 * number(old[2]),
        "the text says that it is most of the time"
    );
    assert!(
        (number(old[2]) / number(new[2]) - 1.0).abs() < 0.2,
        "the text says that without it there is little to choose"
    );
    facts
        .with("porting-date", lines("date")[0][0])
        .with("porting-libc", lines("libc")[0][0])
        .with("porting-processor", lines("processor")[0][0])
        .with("sum-since", since.trim_start_matches("CPython "))
        .with("sum-old", value("sum", &["CPython 3.11 (Pyodide 0.25.1)"]))
        .with("sum-new", value("sum", &["CPython 3.12 (Pyodide 0.26.4)"]))
        .with("sum-brython", value("sum", &["Brython 3.14.3"]))
        .with("normal-python", fixed(theirs, 4))
        .with(
            "normal-numpy",
            fixed(number(value("normal", &["numpy"])), 4),
        )
        .with("avx512", fixed(share, 1))
        .with("weights", thousands(weights[0][2]))
        .with("weights-ours", ours)
        .with("weights-pyodide", pyodide[2])
        .with("skulpt-repr", lines("repr")[0][0])
        .with("old-python", old[0])
        .with("old-python-gc", old[1])
        .with("old-python-no-gc", old[2])
        .with("new-python", new[0])
        .with("new-python-gc", new[1])
        .with("new-python-no-gc", new[2])
        .with("new-python-faster", times(old[1], new[1]))
}

fn number(text: &str) -> f64 {
    text.parse().expect("the record has a number there")
}
