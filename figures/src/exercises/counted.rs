//! A model of numerals, and a count of what it writes.

use std::collections::HashSet;

use exercises::step_5::numerals::numeral;
use names::Corpus;
use portable::PythonRandom;
use runs::{Once, Weights};
use step_0_counting::sample;
use step_1_gradient_descent::{
    at_temperature, initial_parameters, linear_decay,
};
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use step_5_adam::{Adam, LEARNING_RATE};
use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;

/// The numerals below a thousand, shuffled. The first half is learned.
pub struct Half {
    corpus: Corpus,
    rng: PythonRandom,
    pub config: Config,
}

/// A thousand samples, sorted by whether they are right.
pub struct Written {
    pub seen: usize,
    pub new: usize,
    pub wrong: Vec<String>,
}

impl Half {
    pub fn new() -> Self {
        let numerals: Vec<String> = (0..1000).map(numeral).collect();
        let mut rng = PythonRandom::new(42);
        let corpus = Corpus::new(&numerals.join("\n"), &mut rng);
        let longest = corpus.docs.iter().map(Vec::len).max();
        let guide = Config::of_the_guide(corpus.tokenizer.vocab_size());
        let config = Config {
            block_size: longest.map_or(0, |tokens| tokens - 1),
            ..guide
        };
        Half {
            corpus,
            rng,
            config,
        }
    }

    /// The parameters after so many steps. Two figures ask for some.
    pub fn trained(&self, weights: Weights, steps: usize) -> Vec<f64> {
        static TRAINED: Once<(Weights, usize), Vec<f64>> = Once::new();
        TRAINED.get((weights, steps), || {
            let mut rng = match weights {
                Weights::OfTheRun => self.rng.clone(),
                Weights::OfSeed(seed) => PythonRandom::new(seed),
            };
            let n = self.config.num_params();
            let params = initial_parameters(n, &mut rng);
            let mut engine =
                Workspace::resume(self.config, params, Adam::new(n));
            for step in 0..steps {
                let rate = linear_decay(LEARNING_RATE, step, steps);
                engine.step(&self.corpus.docs[step % 500], rate);
            }
            engine.params()
        })
    }

    /// A thousand samples, judged.
    pub fn write(&self, params: &[f64], temperature: f64) -> Written {
        let Corpus { tokenizer, docs } = &self.corpus;
        let (learned, others) = docs.split_at(500);
        let set = |docs: &[Vec<usize>]| -> HashSet<String> {
            docs.iter().map(|doc| tokenizer.decode(doc)).collect()
        };
        let (learned, others) = (set(learned), set(others));
        let gpt = Gpt::new(self.config, params);
        let mut rng = self.rng.clone();
        let mut written = Written {
            seen: 0,
            new: 0,
            wrong: Vec::new(),
        };
        for _ in 0..1000 {
            let mut cache = Cache::new(self.config.n_layer);
            let max_len = self.config.block_size;
            let doc = sample(tokenizer.bos(), max_len, &mut rng, |token| {
                let logits = gpt.logits(token, &mut cache);
                softmax(&at_temperature(&logits, temperature))
            });
            let numeral = tokenizer.decode(&doc);
            if learned.contains(&numeral) {
                written.seen += 1;
            } else if others.contains(&numeral) {
                written.new += 1;
            } else {
                written.wrong.push(numeral);
            }
        }
        written
    }
}
