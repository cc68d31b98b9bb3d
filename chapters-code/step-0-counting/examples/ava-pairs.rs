//! The four pairs of "ava", drawn: who predicts whom.

mod common;

use common::AVA;
use widgets::step_0::token_pairs;

fn main() {
    print!("{}", token_pairs::figure(&AVA, &[]));
}
