//! Whether what the reader wrote is right, and if not, why: `check 0.4`.

mod step_0;
mod step_1;
mod step_2;
mod step_3;
mod step_4;
mod step_5;
mod step_7;
mod way;

use std::process::ExitCode;

use judge::Meaning;

/// The meaning of some panics.
const PANICS: [Meaning; 2] = [
    (
        "already mutably borrowed",
        "The tape is borrowed to be written on, and here it is borrowed again \
         to be read. While `nodes` holds it, read from `nodes`.",
    ),
    (
        "already borrowed",
        "The tape is borrowed to be read, and here it is borrowed again to be \
         written on. Let go of the first borrow before.",
    ),
];

fn main() -> ExitCode {
    let steps = [
        step_0::SECTIONS,
        step_1::SECTIONS,
        step_2::SECTIONS,
        step_3::SECTIONS,
        step_4::SECTIONS,
        step_5::SECTIONS,
        step_7::SECTIONS,
    ];
    judge::judge(&steps, &PANICS)
}
