//! The program's training against the original program.

use microgpt::sample::document;
use microgpt::{Data, Hyperparameters, Run};

/// A run that is saved and resumed on its way is the original's.
#[test]
fn the_run_is_the_originals() {
    let names = Data::read(None).expect("the names of the book");
    let mut run = Run::start(&names, Hyperparameters::default())
        .expect("the model of the book");
    let mut losses = Vec::new();
    while !run.is_complete() {
        losses.push(run.step().expect("a finite loss"));
        if run.steps_taken() == 400 {
            let bytes = run.checkpoint().to_bytes().expect("finite numbers");
            let checkpoint =
                microgpt::Checkpoint::from_bytes(&bytes).expect("a model");
            run = Run::resume(&names, checkpoint).expect("the same data");
        }
    }
    let model = run.model();
    let mut rng = run.rng.clone();
    let samples = (0..20)
        .map(|_| {
            document(&model, &run.tokenizer, &[], 0.5, &mut rng)
                .expect("probabilities")
        })
        .collect();

    let run = reference::Run {
        losses,
        samples,
        params: run.checkpoint().params,
    };
    reference::Run::of_step(5).assert_reproduced_by(&run);
}
