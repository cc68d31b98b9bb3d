//! How many steps gradient descent and Adam take to the floor of some bowls.

use typeset::Table;
use widgets::step_5::valley::{ADAM_RATE, START, by_adam, by_sgd, sgd_rate};

/// As low as this, and for as many steps.
const LOW: f64 = 0.1;
const STAY: usize = 100;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("the bowl")
        .right("SGD, its best rate")
        .right("Adam, rate 0.5");
    let round = row(1.0, false);
    let valley = row(25.0, false);
    let turned = row(25.0, true);
    let steep = row(400.0, false);
    let steep_turned = row(400.0, true);
    assert!(round[0] == 1 && round[1] > 20, "a round bowl is SGD's");
    assert!(valley[0].abs_diff(valley[1]) < 10, "about the same");
    assert_eq!(turned[0], valley[0], "SGD knows no axes");
    assert!(turned[1] > turned[0], "Adam does");
    assert!(steep[0] > 10 * steep[1], "a very narrow one is Adam's");
    assert!(steep_turned[1] < steep[0], "and is still ahead, turned");
    let times = |[sgd, adam]: [usize; 2]| sgd as f64 / adam as f64;
    assert!((16.5..17.5).contains(&times(steep)), "seventeen times");
    assert!((2.7..3.3).contains(&times(steep_turned)), "three times");
    for (name, steps) in [
        ("round", round),
        ("25 times as steep across", valley),
        ("the same, turned by 45°", turned),
        ("400 times as steep across", steep),
        ("the same, turned by 45°", steep_turned),
    ] {
        let [sgd, adam] = steps.map(|it| it.to_string());
        table = table.row([name.to_owned(), sgd, adam]);
    }
    table.to_string()
}

/// The steps of both, in a bowl that may be turned by half a right angle.
fn row(steep: f64, is_turned: bool) -> [usize; 2] {
    let turn = |[x, y]: [f64; 2], to: f64| {
        let half = 0.5_f64.sqrt();
        if is_turned {
            [half * (x - to * y), half * (to * x + y)]
        } else {
            [x, y]
        }
    };
    let gradient = |p: [f64; 2]| {
        let [x, y] = turn(p, -1.0);
        turn([x, steep * y], 1.0)
    };
    let height = |p: &[f64; 2]| {
        let [x, y] = turn(*p, -1.0);
        0.5 * (x * x + steep * y * y)
    };
    let start = turn(START, 1.0);
    let sgd = by_sgd(start, 5000, sgd_rate(steep), gradient);
    let adam = by_adam(start, 5000, ADAM_RATE, gradient);
    [sgd, adam].map(|points| {
        let is_low = |p: &[f64; 2]| height(p) < LOW;
        let mut stays = points.windows(STAY);
        let first = stays.position(|part| part.iter().all(is_low));
        first.expect("both arrive")
    })
}
