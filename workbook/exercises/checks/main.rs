//! Whether an exercise is right, and if not, why: `check-exercise 0.A`.

mod step_0;
mod step_1;
mod step_2;
mod step_3;
mod step_4;
mod step_5;

use std::process::ExitCode;

fn main() -> ExitCode {
    let steps = [
        step_0::SECTIONS,
        step_1::SECTIONS,
        step_2::SECTIONS,
        step_3::SECTIONS,
        step_4::SECTIONS,
        step_5::SECTIONS,
    ];
    judge::judge(&steps, &[])
}
