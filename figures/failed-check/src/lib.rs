//! The words of `cargo follow` for a mistake in exercise 0.A.

// The checks of the exercises are to find this crate where they look for what
// the reader wrote.
extern crate self as workbook_exercises;

#[path = "../../../workbook/exercises/checks/step_0.rs"]
mod checks;

/// Solved, but for one exercise.
pub mod step_0 {
    pub use exercises::step_0::*;

    /// Not solved.
    pub mod greedy {
        /// Always the likeliest token, until that is BOS; the length is looked
        /// at a token too late.
        pub fn greedy(
            bos: usize,
            max_len: usize,
            mut probabilities: impl FnMut(usize) -> Vec<f64>,
        ) -> Vec<usize> {
            let mut tokens = Vec::new();
            let mut token = bos;
            while tokens.len() <= max_len {
                let p = probabilities(token);
                let best =
                    (0..p.len()).rev().max_by(|&a, &b| p[a].total_cmp(&p[b]));
                token = best.unwrap_or(bos);
                if token == bos {
                    break;
                }
                tokens.push(token);
            }
            tokens
        }
    }
}

/// The lines that a reader sees.
///
/// # Panics
///
/// If the exercise has no checks.
pub fn transcript() -> String {
    let mut exercises = checks::SECTIONS.iter();
    let (_, checks) = exercises
        .find(|(number, _)| *number == "0.A")
        .expect("the first exercise");
    let mut transcript = String::new();
    for (what, check) in *checks {
        let outcome = check();
        transcript += &match &outcome {
            Ok(()) => judge::passed(what),
            Err(fault) => judge::failed(what, fault),
        };
        transcript.push('\n');
        if outcome.is_err() {
            break;
        }
    }
    transcript
}
