//! Step 4 against the original program.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::{softmax, train};
use step_4_transformer::{Cache, Config, Gpt};

#[test]
fn the_run_is_the_originals() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let config = Config::of_the_guide(27);
    let mut params = initial_parameters(config.num_params(), &mut rng);
    let losses = train(&mut params, &docs, 1000, 0.1, |weights, tokens| {
        Gpt::new(config, weights).loss(tokens)
    })
    .collect();
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

    let run = Results {
        losses,
        samples,
        params,
    };
    Results::of_step(4).assert_reproduced_by(&run);
}
