//! Step 3 against the original program.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::{softmax, train};
use step_3_attention::{BLOCK_SIZE, Cache, Gpt, num_params};

#[test]
fn the_run_is_the_originals() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let mut params = initial_parameters(num_params(27), &mut rng);
    let losses = train(&mut params, &docs, 1000, 0.1, |weights, tokens| {
        Gpt::new(27, weights).loss(tokens)
    })
    .collect();
    let model = Gpt::new(27, &params);
    let samples = (0..20)
        .map(|_| {
            let mut cache = Cache::new();
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
    Results::of_step(3).assert_reproduced_by(&run);
}

#[test]
fn a_document_is_cut_where_the_block_ends() {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    let gpt = Gpt::new(27, &params);
    assert_eq!(gpt.loss(&[0; 30]), gpt.loss(&[0; BLOCK_SIZE + 1]));
    assert!(gpt.loss(&[0; 30]) != gpt.loss(&[0; BLOCK_SIZE]));
}
