//! The twenty names that each of the original programs makes up.

use reference::Results;
use typeset::Table;

pub fn figure() -> String {
    let columns = [
        (0, "Step 0"),
        (1, "Steps 1, 2"),
        (3, "Step 3"),
        (4, "Step 4"),
        (5, "Step 5"),
    ];
    let mut table = Table::new().right("");
    for (_, name) in columns {
        table = table.left(name);
    }
    let samples = columns.map(|(step, _)| Results::of_step(step).samples);
    assert_eq!(
        samples[1],
        Results::of_step(2).samples,
        "Steps 1, 2 are one column"
    );
    for i in 0..samples[0].len() {
        let names = samples.iter().map(|names| names[i].clone());
        let number = (i + 1).to_string();
        table = table.row([number].into_iter().chain(names));
    }
    table.to_string()
}
