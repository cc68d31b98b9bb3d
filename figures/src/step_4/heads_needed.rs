//! One, two and four heads, where two facts are needed at once.

use runs::tasks::Task;
use typeset::{Table, fixed, percent};

use super::tasks::{SEEDS, all_learned, config, right, spread};

pub fn figure() -> String {
    let mut table = Table::new().right("heads");
    let mut all_losses = Vec::new();
    for seed in SEEDS {
        table = table.right(format!("seed {seed}"));
    }
    table = table.right("mean").right("cells right");
    for n_head in [1, 2, 4] {
        let config = config(1, n_head);
        let all = all_learned(Task::Cells, config);
        let losses: Vec<f64> = all.iter().map(|it| it.loss).collect();
        let right = all.iter().map(|it| right(Task::Cells, config, &it.params));
        let right: Vec<f64> = right.collect();
        all_losses.push(spread(&losses));
        let cells = losses.iter().map(|&it| fixed(it, 3));
        table =
            table.row([n_head.to_string()].into_iter().chain(cells).chain([
                fixed(spread(&losses)[0], 3),
                percent(spread(&right)[0], 1),
            ]));
    }
    let [one, two, four] = [0, 1, 2].map(|i: usize| all_losses[i]);
    assert!(one[0] > two[0] + 0.2, "one head is behind on average");
    assert!(one[1] < two[2], "and not with all weights");
    assert!(two[2] < 1.02 && four[2] < 1.02, "two are enough");
    table.to_string()
}
