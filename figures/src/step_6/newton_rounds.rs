//! How far off a guessed reciprocal is, and what each of Newton's rounds leaves
//! of it.

use step_6_efficiency::vector::Float;
use typeset::Table;

pub fn figure() -> String {
    let rounds = errors();
    // Each is the square of the one before, until no digits are left.
    assert!((0.05..0.051).contains(&rounds[0]), "{}", rounds[0]);
    assert!(rounds[1..4].iter().zip(&rounds).all(|(after, before)| {
        (after / (before * before) - 1.0).abs() < 1e-3
    }));
    assert!(rounds[3] > 1e-11 && rounds[4] < 3e-16, "four, not three");
    let mut table = Table::new().left("").right("off by at most");
    for (round, error) in rounds.into_iter().enumerate() {
        let name = match round {
            0 => "the guess".to_owned(),
            1 => "after one round".to_owned(),
            _ => format!("after {round}"),
        };
        let error = if error < 1e-4 {
            format!("{error:.0e}")
        } else {
            format!("{}", (error * 1e4).round() / 1e4)
        };
        table = table.row([name, error]);
    }
    table.to_string()
}

/// The largest relative error of the guess, and after each round. Between two
/// powers of two all numbers have the same.
fn errors() -> [f64; 5] {
    const NUMBERS: u32 = 100_000;
    let mut worst = [0.0; 5];
    for i in 0..NUMBERS {
        let x = 1.0 + f64::from(i) / f64::from(NUMBERS);
        let mut y = x.guess_reciprocal();
        for worst in &mut worst {
            let error = x.mul_add(-y, 1.0);
            *worst = error.abs().max(*worst);
            y = y.mul_add(error, y);
        }
    }
    worst
}
