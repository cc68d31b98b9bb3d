//! The reference run, on any engine; and documents and models to compare on.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::{Distance, Results};
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::vector::Level;
use step_6_efficiency::{Engine, train};

/// The results of an engine made with `new`, in the place of Step 5's.
pub fn reference_run<E: Engine>(
    new: impl Fn(Config, Vec<f64>, Adam) -> E,
) -> Results {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(tokenizer.vocab_size());
    let params = initial_parameters(config.num_params(), &mut rng);
    let adam = Adam::new(params.len());
    let mut engine = new(config, params, adam);
    let losses = train(&mut engine, &docs, 1000, LEARNING_RATE).collect();
    let params = engine.params();
    let model = Gpt::new(config, &params);
    let samples = (0..20)
        .map(|_| {
            let mut cache = Cache::new(config.n_layer);
            let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
                let logits = model.logits(token, &mut cache);
                softmax(&at_temperature(&logits, 0.5))
            });
            tokenizer.decode(&tokens)
        })
        .collect();
    Results {
        losses,
        samples,
        params,
    }
}

/// Asserts the same 1,000 losses, to `tolerance` of themselves, and the same
/// 20 names. Returns how far the numbers are.
pub fn assert_is_the_originals(run: &Results, tolerance: f64) -> Distance {
    let original = Results::of_step(5);
    let distance = original.distance(run);
    println!("{distance:?}");
    assert!(distance.losses < tolerance, "{distance:?}");
    assert_eq!(run.samples, original.samples);
    distance
}

/// Models of several shapes; even ones, odd ones, and more than one layer.
pub fn configs() -> Vec<Config> {
    let guide = Config::of_the_guide(27);
    let config = |n_embd, n_head, n_layer, block_size| Config {
        n_embd,
        n_head,
        n_layer,
        block_size,
        ..guide
    };
    vec![
        guide,
        config(16, 4, 1, 5),
        config(16, 1, 2, 16),
        config(6, 2, 1, 16),
        config(12, 3, 3, 16),
        config(20, 4, 2, 7),
        config(32, 4, 2, 20),
        config(5, 5, 1, 16),
    ]
}

/// The levels of instructions that this processor has.
pub fn levels() -> impl Iterator<Item = Level> {
    Level::ALL.into_iter().filter(|level| level.is_supported())
}

/// Names of all lengths, short ones and the longest.
pub fn documents() -> Vec<Vec<usize>> {
    let docs = Corpus::new(NAMES, &mut PythonRandom::new(42)).docs;
    (4..=17)
        .map(|len| docs.iter().find(|doc| doc.len() == len))
        .map(|doc| doc.expect("a name of this length").clone())
        .collect()
}

/// Parameters that are no longer random: after a few steps on the tape.
pub fn trained(config: Config) -> Trainer {
    let mut trainer = Trainer::new(config, &mut PythonRandom::new(7));
    for tokens in &documents() {
        trainer.step(tokens, LEARNING_RATE);
    }
    trainer
}

/// Asserts that two gradients agree to `tolerance` of the largest number.
#[track_caller]
pub fn assert_same_gradient(ours: &[f64], tapes: &[f64], tolerance: f64) {
    assert_eq!(ours.len(), tapes.len());
    let largest = tapes.iter().fold(0.0_f64, |max, g| max.max(g.abs()));
    for (i, (a, b)) in ours.iter().zip(tapes).enumerate() {
        let off = (a - b).abs() / largest;
        assert!(off < tolerance, "gradient {i}: {a}, on the tape {b}");
    }
}
