//! The engine on vectors against the tape, at every level that this processor
//! has.

use step_5_adam::Adam;
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Float, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{BatchTrainer, Engine};

use crate::common::{
    assert_is_the_originals, assert_same_gradient, configs, documents, levels,
    reference_run, trained,
};

fn gradients_agree<F: Float>(tolerance: f64)
where
    VectorTrainer<F>: Engine,
{
    for config in configs() {
        let mut tape = trained(config);
        let (params, adam) = (tape.params.clone(), tape.adam.clone());
        for level in levels() {
            let mut engine =
                VectorTrainer::<F>::at_level(level, config, &params, &adam);
            for tokens in &documents() {
                // Longer and shorter documents in turn, in the same memory.
                let loss = engine.step(tokens, 0.0);
                let (taped_loss, taped) = tape.gradient(tokens);
                let off = (loss - taped_loss).abs();
                assert!(off < tolerance, "{level:?} {config:?}: {off}");
                let taped = taped.first(params.len());
                assert_same_gradient(&engine.last_gradient(), taped, tolerance);
            }
        }
    }
}

#[test]
fn gradients_are_the_tapes() {
    gradients_agree::<f64>(1e-12);
}

#[test]
fn gradients_are_the_tapes_in_single_precision() {
    gradients_agree::<f32>(1e-5);
}

#[test]
fn the_run_is_the_originals() {
    for level in levels() {
        let run = reference_run(|config, params, adam| {
            VectorTrainer::<f64>::at_level(level, config, &params, &adam)
        });
        assert_is_the_originals(&run, 1e-9);
    }
}

/// Whether an engine that is stopped and resumed goes on as if nothing were.
fn goes_on<E: Engine>() {
    let tape = trained(configs()[4]);
    let new = |params: &[f64], adam: &Adam| {
        E::resume(tape.config, params.to_vec(), adam.clone())
    };
    let (mut whole, docs) = (new(&tape.params, &tape.adam), documents());
    let mut first_half = new(&tape.params, &tape.adam);
    for tokens in &docs[..7] {
        whole.step(tokens, 0.01);
        first_half.step(tokens, 0.01);
    }
    let mut second_half = new(&first_half.params(), &first_half.adam());
    for tokens in &docs[7..] {
        let loss = second_half.step(tokens, 0.01);
        assert_eq!(loss, whole.step(tokens, 0.01));
    }
    assert_eq!(second_half.params(), whole.params());
    assert_eq!(second_half.adam(), whole.adam());
}

#[test]
fn engines_go_on_where_they_stopped() {
    goes_on::<VectorTrainer<f64>>();
    goes_on::<VectorTrainer<f32>>();
    goes_on::<BatchTrainer<f32>>();
    goes_on::<Workspace>();
    goes_on::<MatrixTrainer>();
}
