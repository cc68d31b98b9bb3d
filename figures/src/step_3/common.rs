//! Shared by this step's figures: the reference run, its model before
//! and after, and variants of the model with one part changed.

use names::{Corpus, Tokenizer};
use portable::PythonRandom;
use runs::{NUM_STEPS, Once, Training, Weights, mean_over, validation_set};
use step_1_gradient_descent::{N_EMBD, initial_parameters};
use step_2_autograd::{
    Scalar, Tape, Value, linear, mean_loss, relu, softmax, train,
};
use step_3_attention::gpt::add;
use step_3_attention::{
    BLOCK_SIZE, Cache, Gpt, attention_weights, num_params, rms_norm,
    weighted_sum,
};
use widgets::step_3::trace;
pub use widgets::step_3::trace::{Position, letter, rms};

/// How many tokens there are.
pub const VOCAB_SIZE: usize = 27;

/// The learning rate of the reference run.
pub const LEARNING_RATE: f64 = 0.1;

/// The reference run: its data, and its parameters before and after.
#[derive(Clone)]
pub struct Reference {
    /// Where the initial weights come from.
    pub weights: Weights,
    pub tokenizer: Tokenizer,
    pub docs: Vec<Vec<usize>>,
    pub untrained: Vec<f64>,
    pub trained: Vec<f64>,
    pub validation: f64,
}

pub fn reference_run() -> Reference {
    let (Corpus { tokenizer, docs }, mut rng) = runs::corpus();
    let untrained = initial_parameters(num_params(VOCAB_SIZE), &mut rng);
    let run = Training::single_head().run();
    Reference {
        weights: Weights::OfTheRun,
        tokenizer,
        docs,
        untrained,
        trained: run.model,
        validation: run.validation_loss,
    }
}

impl Reference {
    /// The same names, but initial weights of another seed; untrained.
    pub fn of_seed(&self, seed: u32) -> Self {
        let mut rng = PythonRandom::new(seed);
        Reference {
            weights: Weights::OfSeed(seed),
            tokenizer: self.tokenizer.clone(),
            docs: self.docs.clone(),
            untrained: initial_parameters(num_params(VOCAB_SIZE), &mut rng),
            trained: Vec::new(),
            validation: f64::NAN,
        }
    }

    /// The initial weights of both tables of embeddings.
    pub fn embeddings(&mut self) -> &mut [f64] {
        &mut self.untrained[..(VOCAB_SIZE + BLOCK_SIZE) * N_EMBD]
    }

    /// A name as tokens, with BOS on both sides.
    pub fn tokens(&self, name: &str) -> Vec<usize> {
        self.tokenizer
            .encode(name)
            .expect("letters of the alphabet")
    }

    /// The positions of a name in the model before and after the run.
    pub fn read(&self, name: &str) -> [Vec<Position>; 2] {
        let tokens = self.tokens(name);
        [&self.untrained, &self.trained].map(|params| {
            let gpt = Gpt::new(VOCAB_SIZE, params);
            trace::trace(&gpt, &tokens[..tokens.len() - 1])
        })
    }
}

/// The model with parts changed or left out.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Variant {
    /// Whether position embeddings are added.
    pub positions: bool,
    /// By what the sum of the embeddings is multiplied.
    pub factor: f64,
    /// Which of the three norms there are: after the embeddings, before
    /// attention, before the MLP.
    pub norms: [bool; 3],
    /// Whether each block adds to the stream, or replaces it.
    pub residuals: bool,
    /// The way in which a position gathers.
    pub gather: Gather,
}

/// The way in which a position gathers from the values so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Gather {
    /// A mean weighted by queries and keys.
    Attention,
    /// The same without the root in front of the softmax.
    Unscaled,
    /// The plain mean.
    Mean,
    /// Its own value only.
    Own,
    /// Its own value and that of BOS, which gets its share of a plain mean.
    Share,
    /// A mean weighted by queries and keys, without BOS.
    Letters,
    /// Its own value and that of the position so many before it, weighted.
    Pair(usize),
}

impl Variant {
    /// The model of the crate.
    pub const BOOK: Self = Self {
        positions: true,
        factor: 1.0,
        norms: [true; 3],
        residuals: true,
        gather: Gather::Attention,
    };
}

/// Everything that the model computes at one position.
#[derive(Clone, Debug)]
pub struct Trace<S> {
    /// Token and position embedding, added.
    pub sum: Vec<S>,
    /// The stream before attention, after it and after the MLP.
    pub stream: [Vec<S>; 3],
    pub q: Vec<S>,
    pub weights: Vec<S>,
    pub logits: Vec<S>,
}

impl Variant {
    /// The model, step by step. For [`Variant::BOOK`] it is `Gpt::logits`.
    pub fn trace<S: Scalar>(
        self,
        gpt: &Gpt<S>,
        token: usize,
        cache: &mut Cache<S>,
    ) -> Trace<S> {
        let norm = |i: usize, x: &[S]| {
            if self.norms[i] {
                rms_norm(x)
            } else {
                x.to_vec()
            }
        };
        let join = |f: &[S], x: &[S]| {
            if self.residuals {
                add(f, x)
            } else {
                f.to_vec()
            }
        };
        let token = gpt.wte.row(token);
        let sum = if self.positions {
            add(token, gpt.wpe.row(cache.len()))
        } else {
            token.to_vec()
        };
        let x0 = norm(0, &self.scaled(&sum));
        let normed = norm(1, &x0);
        let q = linear(&normed, &gpt.attn_wq);
        cache.keys.push(linear(&normed, &gpt.attn_wk));
        cache.values.push(linear(&normed, &gpt.attn_wv));
        let weights = self.weights(&q, cache);
        let gathered = weighted_sum(&weights, &cache.values);
        let attended = linear(&gathered, &gpt.attn_wo);
        let x1 = join(&attended, &x0);
        let h = relu(&linear(&norm(2, &x1), &gpt.mlp_fc1));
        let made = linear(&h, &gpt.mlp_fc2);
        let x2 = join(&made, &x1);
        let logits = linear(&x2, &gpt.lm_head);
        Trace {
            sum,
            stream: [x0, x1, x2],
            q,
            weights,
            logits,
        }
    }

    /// The factor of 1 is left out, so that the bits are the book's.
    fn scaled<S: Scalar>(self, sum: &[S]) -> Vec<S> {
        match self.factor {
            1.0 => sum.to_vec(),
            factor => sum.iter().map(|&x| x * factor).collect(),
        }
    }

    fn weights<S: Scalar>(self, q: &[S], cache: &Cache<S>) -> Vec<S> {
        let scaled =
            |factor: f64| -> Vec<S> { q.iter().map(|&q| q * factor).collect() };
        match self.gather {
            Gather::Attention => attention_weights(q, &cache.keys),
            Gather::Unscaled => {
                let root = (N_EMBD as f64).sqrt();
                attention_weights(&scaled(root), &cache.keys)
            }
            // A query of zeros scores all keys alike.
            Gather::Mean => attention_weights(&scaled(0.0), &cache.keys),
            Gather::Own => {
                let last = cache.len() - 1;
                let mut weights =
                    attention_weights(&scaled(0.0), &cache.keys[last..]);
                let zero = weights[0] * 0.0;
                let mut all = vec![zero; last];
                all.append(&mut weights);
                all
            }
            Gather::Share => {
                let n = cache.len();
                let share = attention_weights(&scaled(0.0), &cache.keys)[0];
                let mut all = vec![share * 0.0; n];
                all[n - 1] = share * (n as f64 - 1.0);
                all[0] = share;
                all
            }
            Gather::Letters => {
                let first = usize::from(cache.len() > 1);
                let weights = attention_weights(q, &cache.keys[first..]);
                let mut all = vec![weights[0] * 0.0; first];
                all.extend(weights);
                all
            }
            Gather::Pair(back) => {
                let last = cache.len() - 1;
                let pair = [last.checked_sub(back), Some(last)];
                let seen: Vec<usize> = pair.into_iter().flatten().collect();
                let keys: Vec<&[S]> =
                    seen.iter().map(|&i| cache.keys[i].as_slice()).collect();
                let weights = attention_weights(q, &keys);
                let mut all = vec![weights[0] * 0.0; last + 1];
                for (i, weight) in seen.into_iter().zip(weights) {
                    all[i] = weight;
                }
                all
            }
        }
    }

    /// All positions of a document but the last token's.
    pub fn traces<S: Scalar>(
        self,
        gpt: &Gpt<S>,
        tokens: &[usize],
    ) -> Vec<Trace<S>> {
        let mut cache = Cache::new();
        let inputs = &tokens[..tokens.len() - 1];
        inputs
            .iter()
            .map(|&token| self.trace(gpt, token, &mut cache))
            .collect()
    }

    pub fn loss<S: Scalar>(self, gpt: &Gpt<S>, tokens: &[usize]) -> S {
        let mut cache = Cache::new();
        mean_loss(tokens, |token| self.trace(gpt, token, &mut cache).logits)
    }

    /// Trains the variant from the same initial weights on the same names.
    /// Returns its parameters and its loss on the validation names.
    pub fn train(self, run: &Reference) -> (Vec<f64>, f64) {
        self.train_at(run, LEARNING_RATE)
    }

    /// The same at another learning rate.
    pub fn train_at(self, run: &Reference, rate: f64) -> (Vec<f64>, f64) {
        self.train_on(run, &run.docs, NUM_STEPS, rate)
    }

    /// The same on other names. However many figures ask for a run, it is
    /// trained once; that of more steps than the book's is [`longer`], and the
    /// book's model is trained by [`runs`].
    fn train_on(
        self,
        run: &Reference,
        docs: &[Vec<usize>],
        num_steps: usize,
        rate: f64,
    ) -> (Vec<f64>, f64) {
        type Key = (Variant, Weights, usize, f64);
        static RUNS: Once<Key, (Vec<f64>, f64)> = Once::new();
        if self == Self::BOOK && num_steps == NUM_STEPS {
            let book = Training::single_head().rate(rate).weights(run.weights);
            let book = book.run();
            return (book.model, book.validation_loss);
        }
        RUNS.get((self, run.weights, num_steps, rate), || {
            self.train_anew(run, docs, num_steps, rate)
        })
    }

    /// Trains it on a thousand names, whatever the initial weights are.
    pub fn train_from(self, run: &Reference, rate: f64) -> (Vec<f64>, f64) {
        self.train_anew(run, &run.docs, NUM_STEPS, rate)
    }

    fn train_anew(
        self,
        run: &Reference,
        docs: &[Vec<usize>],
        num_steps: usize,
        rate: f64,
    ) -> (Vec<f64>, f64) {
        let mut params = run.untrained.clone();
        let losses = train(
            &mut params,
            docs,
            num_steps,
            rate,
            |weights: &[Value<'_>], tokens: &[usize]| {
                self.loss(&Gpt::new(VOCAB_SIZE, weights), tokens)
            },
        );
        assert_eq!(losses.count(), num_steps);
        let loss = self.validation_loss(run, &params);
        (params, loss)
    }

    /// The mean loss of the variant with these parameters on validation names.
    pub fn validation_loss(self, run: &Reference, params: &[f64]) -> f64 {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        mean_over(validation_set(&run.docs), |tokens| self.loss(&gpt, tokens))
    }
}

/// The mean and the standard deviation of some numbers.
pub fn mean_and_deviation(numbers: &[f64]) -> (f64, f64) {
    let n = numbers.len() as f64;
    let mean = numbers.iter().sum::<f64>() / n;
    let square = |x: &f64| (x - mean) * (x - mean);
    let variance = numbers.iter().map(square).sum::<f64>() / n;
    (mean, variance.sqrt())
}

/// The tokens with the largest probabilities, the largest first.
pub fn likeliest(probs: &[f64], n: usize) -> Vec<usize> {
    let mut tokens: Vec<usize> = (0..probs.len()).collect();
    assert!(probs.iter().all(|p| p.is_finite()), "they have an order");
    tokens.sort_by(|&a, &b| probs[b].total_cmp(&probs[a]));
    tokens.truncate(n);
    tokens
}

/// How often each token comes next in the names that begin with `prefix`.
pub fn after_prefix(run: &Reference, prefix: &str) -> Vec<f64> {
    let start = run.tokens(prefix);
    let start = &start[..start.len() - 1];
    let mut counts = vec![0.0; VOCAB_SIZE];
    for doc in run.docs.iter().filter(|doc| doc.starts_with(start)) {
        counts[doc[start.len()]] += 1.0;
    }
    counts
}

/// Trains a variant for longer and faster than the book does. Returns its
/// parameters and its validation loss.
pub fn longer(variant: Variant, run: &Reference) -> (Vec<f64>, f64) {
    variant.train_on(run, &longer_docs(run), LONGER_STEPS, LONGER_RATE)
}

/// The names of a longer run: the book's thousand, then others.
pub fn longer_docs(run: &Reference) -> Vec<Vec<usize>> {
    let mut docs = runs::training_set(&run.docs);
    docs.truncate(LONGER_STEPS);
    docs
}

/// The steps of a longer run.
pub const LONGER_STEPS: usize = 10_000;

/// Its learning rate at the start.
pub const LONGER_RATE: f64 = 0.3;

/// The length of a vector: the root of the sum of its squares.
pub fn length(x: &[f64]) -> f64 {
    f64::dot(x, x).sqrt()
}

/// How long the gradient of the last loss of a name is at the embedding of
/// each of its positions.
pub fn last_gradients(params: &[f64], tokens: &[usize]) -> Vec<f64> {
    let tape = Tape::new();
    let weights = tape.leaves(params);
    let gpt = Gpt::new(VOCAB_SIZE, &weights);
    let mut cache = Cache::new();
    let mut logits = Vec::new();
    for &token in &tokens[..tokens.len() - 1] {
        logits = gpt.logits(token, &mut cache);
    }
    let target = tokens[tokens.len() - 1];
    let grads = (-softmax(&logits)[target].ln()).backward();
    (0..tokens.len() - 1)
        .map(|position| {
            let row = gpt.wpe.row(position).iter();
            length(&row.map(|&x| grads.of(x)).collect::<Vec<_>>())
        })
        .collect()
}

/// The loss of each token of a document but the first.
pub fn target_losses(
    tokens: &[usize],
    mut logits: impl FnMut(usize) -> Vec<f64>,
) -> Vec<f64> {
    tokens
        .windows(2)
        .map(|pair| mean_loss(pair, &mut logits))
        .collect()
}
