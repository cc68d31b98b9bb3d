//! Step 1 against the original program.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_0_counting::sample;
use step_1_gradient_descent::{
    Mlp, at_temperature, initial_parameters, num_params, softmax, train,
};

#[test]
fn the_run_is_the_originals() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let mut params = initial_parameters(num_params(27), &mut rng);
    let losses = train(27, &mut params, &docs, 1000, 1.0).collect();
    let mlp = Mlp::new(27, &params);
    let samples = (0..20)
        .map(|_| {
            let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
                softmax(&at_temperature(&mlp.logits(token), 0.5))
            });
            tokenizer.decode(&tokens)
        })
        .collect();

    let run = Results {
        losses,
        samples,
        params,
    };
    Results::of_step(1).assert_reproduced_by(&run);
}
