//! The workspace against the tape; and that it leaves memory alone.

use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;

use crate::common::{
    assert_is_the_originals, assert_same_gradient, configs, documents,
    reference_run, trained,
};

#[test]
fn its_gradient_is_the_tapes() {
    for config in configs() {
        let mut tape = trained(config);
        let (params, adam) = (tape.params.clone(), tape.adam.clone());
        for tokens in &documents() {
            let (params, adam) = (params.clone(), adam.clone());
            let mut engine = Workspace::resume(config, params, adam);
            let loss = engine.step(tokens, 0.01);
            let (taped_loss, taped) = tape.gradient(tokens);
            assert!((loss - taped_loss).abs() < 1e-13, "{config:?}");
            let taped = taped.first(tape.params.len());
            assert_same_gradient(engine.last_gradient(), taped, 1e-12);
        }
    }
}

#[test]
fn the_run_is_the_originals() {
    assert_is_the_originals(&reference_run(Workspace::resume), 1e-11);
}
