//! Names drawn at temperature 0.5 before and after training.

use portable::PythonRandom;
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::softmax;
use step_3_attention::{BLOCK_SIZE, Cache, Gpt, num_params};
use typeset::Table;

use super::common::{VOCAB_SIZE, reference_run};

pub fn figure() -> String {
    let run = reference_run();
    let (_, mut rng) = runs::corpus();
    let drawn = initial_parameters(num_params(VOCAB_SIZE), &mut rng);
    assert_eq!(drawn, run.untrained, "the generator is where the run's is");
    let names = |params: &[f64], mut rng: PythonRandom| {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        let bos = run.tokenizer.bos();
        let name = |_| {
            let mut cache = Cache::new();
            let tokens = sample(bos, BLOCK_SIZE, &mut rng, |token| {
                let logits = gpt.logits(token, &mut cache);
                softmax(&at_temperature(&logits, 0.5))
            });
            run.tokenizer.decode(&tokens)
        };
        (0..10).map(name).collect::<Vec<_>>()
    };
    let untrained = names(&run.untrained, rng.clone());
    let trained = names(&run.trained, rng);
    let mut table = Table::new()
        .right("sample")
        .left("untrained")
        .left("after 1,000 names");
    for (i, (before, after)) in untrained.iter().zip(trained).enumerate() {
        table = table.row([(i + 1).to_string(), before.clone(), after]);
    }
    table.to_string()
}
