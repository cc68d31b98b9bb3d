//! What depends on the processor, and what single precision keeps.

use std::collections::HashMap;
use std::iter::zip;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_1_gradient_descent::{initial_parameters, linear_decay};
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::Engine;
use step_6_efficiency::vector::{Float, Level, VectorTrainer};

use crate::common::{configs, documents, levels, reference_run, trained};

const GUIDE: Config = Config::of_the_guide(27);

/// Asserts that levels which fuse, or do not, learn the same from documents.
fn one_rounding_or_two<F: Float>()
where
    VectorTrainer<F>: Engine,
{
    for config in configs() {
        let start = trained(config);
        let mut learned = HashMap::new();
        for level in levels() {
            let at = VectorTrainer::<F>::at_level;
            let mut engine = at(level, config, &start.params, &start.adam);
            for tokens in &documents() {
                engine.step(tokens, LEARNING_RATE);
            }
            let adam = engine.adam();
            let numbers = [engine.params(), adam.m, adam.v];
            let first = learned.entry(level.fuses()).or_insert(numbers.clone());
            assert!(*first == numbers, "{level:?} {config:?}");
        }
    }
}

#[test]
fn no_last_bit_depends_on_more_than_fusing() {
    one_rounding_or_two::<f32>();
    one_rounding_or_two::<f64>();
}

#[test]
fn a_step_in_single_precision_is_the_tapes_to_six_digits() {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = initial_parameters(GUIDE.num_params(), &mut rng);
    let mut tape = Trainer::resume(GUIDE, params, Adam::new(4192));
    for (step, tokens) in docs.iter().enumerate().take(1000) {
        let rate = linear_decay(LEARNING_RATE, step, 1000);
        let losses: Vec<f64> = levels()
            .map(|level| {
                let at = VectorTrainer::<f32>::at_level;
                at(level, GUIDE, &tape.params, &tape.adam).step(tokens, rate)
            })
            .collect();
        let exact = tape.step(tokens, rate);
        for loss in losses {
            let off = (loss / exact - 1.0).abs();
            assert!(off < 2e-7, "step {}: {off:e}", step + 1);
        }
    }
}

/// What the record of times says of a level, in digits: how far the losses of
/// the run are from the tape's, the largest and the mean of the last hundred.
fn recorded(name: &str) -> Option<[f64; 2]> {
    let record = include_str!("../../measured.txt");
    let line = record.lines().find_map(|line| {
        line.strip_prefix("apart\t")?
            .strip_prefix(name)?
            .strip_prefix('\t')
    })?;
    let mut numbers = line.split('\t').map(|x| x.parse().expect("a number"));
    Some([numbers.next()?, numbers.next()?])
}

#[test]
fn the_run_in_single_precision_is_the_originals_to_six_digits() {
    let tape = reference_run(Trainer::resume);
    let last = |losses: &[f64]| losses[900..].iter().sum::<f64>() / 100.0;
    for level in levels() {
        let run = reference_run(|config, params, adam| {
            VectorTrainer::<f32>::at_level(level, config, &params, &adam)
        });
        let apart = zip(&run.losses, &tape.losses).map(|(a, b)| (a - b).abs());
        let largest = apart.fold(0.0, f64::max);
        let means = (last(&run.losses) - last(&tape.losses)).abs();
        assert!(largest < 1e-6, "{level:?}: {largest:e}");
        assert_eq!(run.samples, Results::of_step(5).samples);

        let name = if level.fuses() {
            "Avx2 f32"
        } else {
            "Baseline f32"
        };
        let said = recorded(name).expect("it is in the record");
        let digits = [largest, means].map(|x| -x.log10());
        for (said, digits) in zip(said, digits) {
            assert!((said - digits).abs() < 0.0006, "{name}: {digits}");
        }
    }
}

/// In this run, rounded twice, a sum comes so near to 0 that `f32` and `f64`
/// have it on two sides. A rectifier lets it through in `f64` alone, and from
/// then on the runs are two.
#[test]
fn runs_part_where_a_relu_does() {
    let level = Level::Baseline;
    if level.fuses() {
        return; // Here this seed has no such sum.
    }
    let mut rng = PythonRandom::new(13);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = initial_parameters(GUIDE.num_params(), &mut rng);
    let adam = Adam::new(params.len());
    let mut single =
        VectorTrainer::<f32>::at_level(level, GUIDE, &params, &adam);
    let mut tape = Trainer::resume(GUIDE, params, adam);
    let mut largest = 0.0_f64;
    for (step, tokens) in docs.iter().enumerate().take(100) {
        let rate = linear_decay(LEARNING_RATE, step, 1000);
        let grads = tape.gradient(tokens).1;
        let passes = some_passes(grads.first(tape.params.len()));
        let off = single.step(tokens, rate) - tape.step(tokens, rate);
        let passes_in_single = some_passes(&single.last_gradient());
        if step < 50 {
            assert!(off.abs() < 1e-6, "step {}: {off:e}", step + 1);
            assert_eq!(passes, passes_in_single, "step {}", step + 1);
        } else if step == 50 {
            assert!(passes && !passes_in_single);
        }
        largest = largest.max(off.abs());
    }
    assert!(largest > 1e-3, "{largest:e}");
}

/// Whether hidden number 23 is above 0 at some position, and passes: then its
/// row of weights has a gradient.
fn some_passes(gradient: &[f64]) -> bool {
    let shapes = GUIDE.shapes();
    let before = shapes.iter().take_while(|it| it.0 != "layer0.mlp_fc1");
    let at: usize = before.map(|(_, [n_out, n_in])| n_out * n_in).sum();
    let row = &gradient[at..][23 * GUIDE.n_embd..24 * GUIDE.n_embd];
    row.iter().any(|&g| g != 0.0)
}
