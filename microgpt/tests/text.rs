//! A run on a running text that is saved and resumed on its way.

use microgpt::hyperparameters::TextChoices;
use microgpt::{Checkpoint, Data, EngineName, Hyperparameters, TrainingRun};

#[test]
fn a_resumed_run_is_as_if_it_had_not_stopped() {
    let text = "The old man said that he had seen the whale twice. ".repeat(9);
    let data = Data {
        file: None,
        text: text.into(),
    };
    for (engine, vocab) in [
        (EngineName::SimdF32, None),
        (EngineName::Simd, None),
        (EngineName::SimdF32, Some(270)),
    ] {
        let hyperparameters = Hyperparameters {
            num_steps: 12,
            n_embd: 12,
            n_head: 2,
            n_layer: 2,
            block_size: 10,
            engine,
            text: Some(TextChoices {
                vocab,
                batch: 5,
                warm_up: 4,
            }),
            ..Hyperparameters::of_text()
        };
        let start = || TrainingRun::start(&data, hyperparameters);
        let mut whole = start().expect("a small run");
        let mut stopped = start().expect("a small run");
        for step in 0..12 {
            if step % 5 == 3 {
                let bytes = stopped.checkpoint().to_bytes().expect("numbers");
                let saved = Checkpoint::from_bytes(&bytes).expect("a model");
                assert_eq!(saved, stopped.checkpoint());
                let resumed = TrainingRun::resume(&data, saved);
                stopped = resumed.expect("the same text");
            }
            assert_eq!(whole.step(), stopped.step(), "{engine}, step {step}");
            assert_eq!(whole.val_bits(), stopped.val_bits());
        }
        assert_eq!(whole.checkpoint(), stopped.checkpoint());
    }
}
