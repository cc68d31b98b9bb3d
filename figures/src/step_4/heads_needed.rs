//! One, two and four heads, where two facts are needed at once.

use portable::math;
use runs::tasks::Task;
use typeset::{Table, fixed, percent};

use super::tasks::{SEEDS, all_learned, config, right, spread};

pub fn figure() -> String {
    let mut table = Table::new()
        .right("heads")
        .right("mean loss")
        .right("cells named correctly")
        .right("draws with all cells correct");
    let single = all_learned(Task::Cells, config(1, 1));
    let missed =
        |no_order| single.iter().filter(|it| it.loss > no_order).count();
    let mut all_losses = Vec::new();
    for n_head in [1, 2, 4] {
        let config = config(1, n_head);
        let all = all_learned(Task::Cells, config);
        let losses: Vec<f64> = all.iter().map(|it| it.loss).collect();
        let right = all.iter().map(|it| right(Task::Cells, config, &it.params));
        let right: Vec<f64> = right.collect();
        let perfect = right.iter().filter(|it| **it == 1.0).count();
        all_losses.push(spread(&losses));
        let is_perfect = perfect == SEEDS.count();
        assert_eq!(is_perfect, n_head > 1, "two heads do it from each draw");
        table = table.row([
            n_head.to_string(),
            fixed(spread(&losses)[0], 2),
            percent(spread(&right)[0], 0),
            format!("{perfect} of {}", SEEDS.count()),
        ]);
    }
    let [one, two, four] = [0, 1, 2].map(|i: usize| all_losses[i]);
    assert!(one[0] > two[0] + 0.2, "one head is behind on average");
    let no_order = 0.6 * math::ln(5.0) + 0.24 * math::ln(2.0);
    assert_eq!(missed(no_order), 3, "three of five are above");
    assert!(two[2] < 1.02 && four[2] < 1.02, "two are enough");
    table.to_string()
}
