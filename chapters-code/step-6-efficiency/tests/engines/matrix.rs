//! The gradient by hand against the tape's.

use step_6_efficiency::Engine;
use step_6_efficiency::matrix::{MatrixTrainer, loss_and_gradient};

use crate::common::{
    assert_is_the_originals, assert_same_gradient, configs, documents,
    reference_run, trained,
};

#[test]
fn by_hand_is_the_tapes_gradient() {
    for config in configs() {
        let mut tape = trained(config);
        for tokens in &documents() {
            let params = tape.params.clone();
            let (loss, grad) = loss_and_gradient(&config, &params, tokens);
            let (taped_loss, taped) = tape.gradient(tokens);
            assert!((loss - taped_loss).abs() < 1e-13, "{config:?}");
            assert_same_gradient(&grad, taped.first(params.len()), 1e-12);
        }
    }
}

#[test]
fn the_run_is_the_originals() {
    let run = reference_run(MatrixTrainer::resume);
    assert_is_the_originals(&run, 1e-11);
}
