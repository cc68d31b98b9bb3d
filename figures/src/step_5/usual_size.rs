//! Three parameters after 200 names: their gradients' mean and usual size as
//! Adam remembers them, and the quotient that makes the step.

use portable::math;
use step_5_adam::{Adam, BETA1, BETA2};
use typeset::{Table, fixed};

use super::history;

const STEPS: u32 = 200;

pub fn figure() -> String {
    let history = history::gradients(STEPS as usize);
    // After the embeddings of 27 tokens and 16 positions, 16 numbers each,
    // come lm_head, 27 × 16, and attn_wq and attn_wk, 16 × 16 each.
    let lm_head = (27 + 16) * 16;
    let wk = lm_head + 27 * 16 + 16 * 16;
    let mut usual_sizes = Vec::new();
    let mut table = Table::new()
        .left("parameter")
        .right("RMS, last 100")
        .right(r"$\sqrt{\hat{\cv}}$")
        .right(r"$\hat{\cm}$")
        .right(r"$\hat{\cm} / \sqrt{\hat{\cv}}$");
    for (name, i) in [
        ("`lm_head[0][0]`, scores an a", lm_head),
        ("`lm_head[16][6]`, scores a q", lm_head + 16 * 16 + 6),
        ("`layer0.attn_wk[0][0]`", wk),
    ] {
        let gradients: Vec<f64> = history.iter().map(|grad| grad[i]).collect();
        let mut adam = Adam::new(1);
        for &g in &gradients {
            adam.step(&mut [0.0], &[g], 0.0);
        }
        let share = |beta| 1.0 - math::powf(beta, f64::from(STEPS));
        let mean = adam.m[0] / share(BETA1);
        let usual = (adam.v[0] / share(BETA2)).sqrt();
        let rms = |part: &[f64]| {
            let squares = part.iter().map(|g| g * g).sum::<f64>();
            (squares / part.len() as f64).sqrt()
        };
        let (first, last) = (rms(&gradients[..100]), rms(&gradients[100..]));
        assert_eq!(first > 2.0 * last, name.ends_with('q'), "it remembers");
        let remembers = usual / last;
        if name.ends_with('q') {
            assert!((6.5..7.5).contains(&remembers), "seven times");
        } else {
            assert!((1.0..1.2).contains(&remembers), "about the same");
        }
        assert!((mean / usual).abs() < 0.3, "all three steps are short");

        usual_sizes.push(usual);
        table = table.row([
            name.to_owned(),
            fixed(last, 5),
            fixed(usual, 5),
            fixed(mean, 5),
            fixed(mean / usual, 2),
        ]);
    }

    let ratio = usual_sizes[0] / usual_sizes[2];
    assert!((85.0..95.0).contains(&ratio), "about ninety times");
    table.to_string()
}
