//! The two running means of gradients that are always 1, before and
//! after the correction.

use portable::math;
use step_5_adam::{Adam, BETA1, BETA2};
use typeset::{Table, fixed};

pub fn figure() -> String {
    let mut table = Table::new()
        .right(r"$t$")
        .right(r"$\cm_t$")
        .right(r"$1 - \beta_1^t$")
        .right(r"$\sqrt{\cv_t}$")
        .right(r"$\cm_t / \sqrt{\cv_t}$")
        .right("corrected");
    let mut adam = Adam::new(1);
    let mut most: (f64, u32) = (0.0, 0);
    for t in 1..=500 {
        adam.step(&mut [0.0], &[1.0], 0.0);
        let [m, v] = [adam.m[0], adam.v[0]];
        let share = |beta| 1.0 - math::powf(beta, f64::from(t));
        let corrected = m / share(BETA1) / (v / share(BETA2)).sqrt();
        let raw = m / v.sqrt();
        assert!(raw > 1.0, "uncorrected steps are too long");
        most = if raw > most.0 { (raw, t) } else { most };
        if [1, 2, 3, 8, 100, 500].contains(&t) {
            let numbers = [m, share(BETA1), v.sqrt(), raw, corrected];
            let cells = numbers.map(|number| fixed(number, 3));
            table = table.row([t.to_string()].into_iter().chain(cells));
        }
    }
    assert_eq!(most.1, 8, "longest in the eighth step");
    table.to_string()
}
