//! Every step's training run, and how well what came out of it does on names
//! that it has not seen.
//!
//! All runs start as the original programs do: seed 42, the names shuffled,
//! then the initial weights drawn. The last thing that uses the generator is
//! the sampling, so it is handed back with the names.

use names::{Corpus, NAMES, PythonRandom};
use step_0_counting::{Counts, mean_loss};
use step_1_gradient_descent::{Mlp, initial_parameters, num_params};
use step_2_autograd::mlp;
use step_4_transformer::{Config, Gpt};
use step_5_adam::{Adam, Trainer};

/// How many steps a run of the book has.
pub const NUM_STEPS: usize = 1000;

/// What a run leaves behind. `M` is a table of counts, or parameters.
#[derive(Clone, Debug)]
pub struct Run<M> {
    /// What was learned.
    pub model: M,
    /// The loss of each step's name, before it was learned from.
    pub losses: Vec<f64>,
    /// The mean loss over the names of [`held_out`].
    pub held_out: f64,
}

/// The names, shuffled and as tokens, and the generator as it is after that.
pub fn corpus() -> (Corpus, PythonRandom) {
    let mut rng = PythonRandom::new(42);
    let corpus = Corpus::new(NAMES, &mut rng);
    (corpus, rng)
}

/// The names that no run of 1,000 steps has learned from and that all models
/// are measured on: the 1,001st to the 1,500th.
pub fn held_out(docs: &[Vec<usize>]) -> &[Vec<usize>] {
    &docs[NUM_STEPS..NUM_STEPS + 500]
}

/// The mean of a loss over documents, each counted once.
pub fn mean_over(docs: &[Vec<usize>], loss: impl Fn(&[usize]) -> f64) -> f64 {
    docs.iter().map(|doc| loss(doc)).sum::<f64>() / docs.len() as f64
}

/// The mean of each number and the `window - 1` before it; shorter at the
/// start.
pub fn running_mean(numbers: &[f64], window: usize) -> Vec<f64> {
    (1..=numbers.len())
        .map(|end| {
            let part = &numbers[end.saturating_sub(window)..end];
            part.iter().sum::<f64>() / part.len() as f64
        })
        .collect()
}

/// Step 0: the table of counts.
pub fn counting(num_steps: usize) -> Run<Counts> {
    let (Corpus { tokenizer, docs }, _) = corpus();
    let mut model = Counts::new(tokenizer.vocab_size());
    let losses = step_0_counting::train(&mut model, &docs, num_steps).collect();
    let held_out = mean_over(held_out(&docs), |tokens| {
        mean_loss(tokens, |token| model.probabilities(token))
    });
    Run {
        model,
        losses,
        held_out,
    }
}

/// Steps 1 and 2, which compute the same: the MLP. The book's rate is 1.
pub fn mlp(num_steps: usize, learning_rate: f64) -> Run<Vec<f64>> {
    let (Corpus { tokenizer, docs }, mut rng) = corpus();
    let vocab_size = tokenizer.vocab_size();
    let mut model = initial_parameters(num_params(vocab_size), &mut rng);
    let losses = step_1_gradient_descent::train(
        vocab_size,
        &mut model,
        &docs,
        num_steps,
        learning_rate,
    )
    .collect();
    let trained = Mlp::new(vocab_size, &model);
    let held_out =
        mean_over(held_out(&docs), |tokens| mlp::loss(&trained, tokens));
    Run {
        model,
        losses,
        held_out,
    }
}

/// Step 3: one head of attention. The book's rate is 0.1.
pub fn single_head(num_steps: usize, learning_rate: f64) -> Run<Vec<f64>> {
    let (Corpus { tokenizer, docs }, mut rng) = corpus();
    let vocab_size = tokenizer.vocab_size();
    let num_params = step_3_attention::num_params(vocab_size);
    let mut model = initial_parameters(num_params, &mut rng);
    let losses = step_2_autograd::train(
        &mut model,
        &docs,
        num_steps,
        learning_rate,
        |weights, tokens| {
            step_3_attention::Gpt::new(vocab_size, weights).loss(tokens)
        },
    )
    .collect();
    let trained = step_3_attention::Gpt::new(vocab_size, &model);
    let held_out = mean_over(held_out(&docs), |tokens| trained.loss(tokens));
    Run {
        model,
        losses,
        held_out,
    }
}

/// Step 4: a GPT of any size, by plain gradient descent. The book's rate is
/// 0.1, its size [`Config::of_the_guide`].
pub fn transformer(
    config: Config,
    num_steps: usize,
    learning_rate: f64,
) -> Run<Vec<f64>> {
    let (Corpus { docs, .. }, mut rng) = corpus();
    let mut model = initial_parameters(config.num_params(), &mut rng);
    let losses = step_2_autograd::train(
        &mut model,
        &docs,
        num_steps,
        learning_rate,
        |weights, tokens| Gpt::new(config, weights).loss(tokens),
    )
    .collect();
    let gpt = Gpt::new(config, &model);
    let held_out = mean_over(held_out(&docs), |tokens| gpt.loss(tokens));
    Run {
        model,
        losses,
        held_out,
    }
}

/// Step 5: a GPT of any size, by Adam. The book's rate is 0.01.
pub fn adam(
    config: Config,
    num_steps: usize,
    learning_rate: f64,
) -> Run<Vec<f64>> {
    let (Corpus { docs, .. }, mut rng) = corpus();
    let params = initial_parameters(config.num_params(), &mut rng);
    let adam = Adam::new(params.len());
    let mut trainer = Trainer::resume(config, params, adam);
    let losses =
        step_5_adam::train(&mut trainer, &docs, num_steps, learning_rate)
            .collect();
    let model = trainer.params;
    let gpt = Gpt::new(config, &model);
    let held_out = mean_over(held_out(&docs), |tokens| gpt.loss(tokens));
    Run {
        model,
        losses,
        held_out,
    }
}

/// The losses of all steps by the names of the steps, for one chart. The
/// class of each in the style sheet is `series-` and the number of the step.
pub fn losses_of_all_steps() -> [(&'static str, &'static str, Vec<f64>); 5] {
    let config = Config::of_the_guide(27);
    [
        ("series-0", "Step 0: table", counting(NUM_STEPS).losses),
        ("series-1", "Steps 1, 2: MLP", mlp(NUM_STEPS, 1.0).losses),
        (
            "series-3",
            "Step 3: one head",
            single_head(NUM_STEPS, 0.1).losses,
        ),
        (
            "series-4",
            "Step 4: four heads",
            transformer(config, NUM_STEPS, 0.1).losses,
        ),
        (
            "series-5",
            "Step 5: Adam",
            adam(config, NUM_STEPS, 0.01).losses,
        ),
    ]
}

#[cfg(test)]
mod tests {
    use super::{mean_over, running_mean};

    #[test]
    fn a_running_mean_starts_short() {
        let means = running_mean(&[1.0, 3.0, 5.0, 7.0], 2);
        assert_eq!(means, [1.0, 2.0, 4.0, 6.0]);
    }

    #[test]
    fn every_document_counts_once() {
        let docs = [vec![0], vec![0, 1, 2]];
        assert_eq!(mean_over(&docs, |doc| doc.len() as f64), 2.0);
    }
}
