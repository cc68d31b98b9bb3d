//! Made-up words of which the past decides how they go on, and models that
//! see it or do not.
//!
//! Their letters are drawn at random, so that nothing but the rule of a task
//! can be learned.

use portable::PythonRandom;
use step_1_gradient_descent::{initial_parameters, linear_decay, sgd_step};
use step_2_autograd::{Scalar, linear, mean_loss, relu, train};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, num_params, rms_norm};
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::Engine;
use step_6_efficiency::workspace::Workspace;

use crate::{Once, mean_over};

/// The token that begins and ends a document; before it come a to z.
const BOS: usize = 26;

/// How many tokens there are.
const VOCAB_SIZE: usize = BOS + 1;

/// The learning rate at the start, for all tasks.
pub const RATE: f64 = 0.3;

/// How many words a model is measured on.
const NUM_OTHERS: usize = 500;

/// A rule by which words are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// [`echo`]
    Echo,
    /// [`cells`]
    Cells,
    /// [`refrain`]
    Refrain,
}

// ANCHOR: echo
/// Four random letters, and the same four again, as token ids.
pub fn echo(rng: &mut PythonRandom) -> Vec<usize> {
    letters(4, 26, rng).repeat(2)
}

/// So many letters, each one of the first `of` of the alphabet, all of which
/// are equally likely.
fn letters(count: usize, of: usize, rng: &mut PythonRandom) -> Vec<usize> {
    let even = vec![1.0; of];
    (0..count).map(|_| rng.choose_weighted(&even)).collect()
}
// ANCHOR_END: echo

// ANCHOR: cells
/// Three pairs of letters from a to e, each a row and a column of a square of
/// 25 letters, and then the three letters that stand there.
pub fn cells(rng: &mut PythonRandom) -> Vec<usize> {
    let pairs = letters(6, 5, rng);
    let cells = pairs.chunks_exact(2).map(|pair| 5 * pair[0] + pair[1]);
    [pairs.clone(), cells.collect()].concat()
}
// ANCHOR_END: cells

// ANCHOR: refrain
/// Two to five random letters, again and again until there are fifteen.
pub fn refrain(rng: &mut PythonRandom) -> Vec<usize> {
    let length = 2 + rng.choose_weighted(&[1.0; 4]);
    letters(length, 26, rng)
        .into_iter()
        .cycle()
        .take(15)
        .collect()
}
// ANCHOR_END: refrain

/// The documents of a task.
#[derive(Clone, Debug)]
pub struct Documents {
    /// Those to learn from, one for each step.
    pub learned: Vec<Vec<usize>>,
    /// Those to measure with, which come after them.
    pub others: Vec<Vec<usize>>,
}

impl Task {
    /// How many steps a model learns it in.
    pub const fn num_steps(self) -> usize {
        match self {
            Task::Echo => 3000,
            Task::Cells | Task::Refrain => 5000,
        }
    }

    /// A word of it, with BOS before and after.
    pub fn document(self, rng: &mut PythonRandom) -> Vec<usize> {
        let word = match self {
            Task::Echo => echo(rng),
            Task::Cells => cells(rng),
            Task::Refrain => refrain(rng),
        };
        [vec![BOS], word, vec![BOS]].concat()
    }

    /// Its documents, always the same ones.
    ///
    /// ```
    /// use runs::tasks::Task;
    ///
    /// let documents = Task::Echo.documents();
    /// let tokenizer: names::Tokenizer = ('a'..='z').collect();
    /// assert_eq!(tokenizer.decode(&documents.learned[0]), "qahfqahf");
    /// assert_eq!(documents.others.len(), 500);
    /// ```
    pub fn documents(self) -> Documents {
        let mut rng = PythonRandom::new(42);
        let mut some = |n| (0..n).map(|_| self.document(&mut rng)).collect();
        Documents {
            learned: some(self.num_steps()),
            others: some(NUM_OTHERS),
        }
    }
}

/// How much of the past the model of Step 3 sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Past {
    /// Nothing: a position gathers its own value.
    Unseen,
    /// The plain mean of all values so far.
    Mean,
    /// What attention chooses: the model as it is.
    Attention,
}

impl Past {
    /// The logits for the token after this one.
    pub fn logits<S: Scalar>(
        self,
        gpt: &Gpt<S>,
        token: usize,
        cache: &mut Cache<S>,
    ) -> Vec<S> {
        if self == Past::Attention {
            return gpt.logits(token, cache);
        }
        let position = cache.len();
        let x = rms_norm(&add(gpt.wte.row(token), gpt.wpe.row(position)));
        let normed = rms_norm(&x);
        cache.keys.push(Vec::new()); // nobody asks for it
        cache.values.push(linear(&normed, &gpt.attn_wv));
        let seen = match self {
            Past::Unseen => &cache.values[position..],
            _ => &cache.values,
        };
        let x = add(&linear(&mean(seen), &gpt.attn_wo), &x);
        let h = relu(&linear(&rms_norm(&x), &gpt.mlp_fc1));
        let x = add(&linear(&h, &gpt.mlp_fc2), &x);
        linear(&x, &gpt.lm_head)
    }

    /// The mean loss of a document.
    pub fn loss<S: Scalar>(self, gpt: &Gpt<S>, tokens: &[usize]) -> S {
        let mut cache = Cache::new();
        mean_loss(tokens, |token| self.logits(gpt, token, &mut cache))
    }

    /// The parameters before the first step; these weights have a generator of
    /// their own.
    pub fn parameters(seed: u32) -> Vec<f64> {
        let n = num_params(VOCAB_SIZE);
        initial_parameters(n, &mut PythonRandom::new(seed))
    }

    /// The model of Step 3 that has learned [`Task::Echo`], by the loop of
    /// Step 2.
    pub fn learned(self, seed: u32) -> Learned {
        static LEARNED: Once<(Past, u32), Learned> = Once::new();
        LEARNED.get((self, seed), || {
            let task = Task::Echo;
            let Documents { learned, others } = task.documents();
            let mut params = Past::parameters(seed);
            let losses = train(
                &mut params,
                &learned,
                task.num_steps(),
                RATE,
                |weights, tokens| {
                    self.loss(&Gpt::new(VOCAB_SIZE, weights), tokens)
                },
            )
            .collect();
            let gpt = Gpt::new(VOCAB_SIZE, &params);
            let loss = mean_over(&others, |tokens| self.loss(&gpt, tokens));
            Learned {
                losses,
                loss,
                params,
            }
        })
    }
}

/// The mean of some vectors.
fn mean<S: Scalar>(vectors: &[Vec<S>]) -> Vec<S> {
    let (first, others) = vectors.split_first().expect("one at least");
    let sum = others.iter().fold(first.clone(), |sum, it| add(&sum, it));
    sum.iter().map(|&x| x / vectors.len() as f64).collect()
}

/// A model that has learned a task.
#[derive(Clone, Debug)]
pub struct Learned {
    /// The loss of each step's document, before it was learned from.
    pub losses: Vec<f64>,
    /// The mean loss of the documents that it has not seen.
    pub loss: f64,
    /// Its parameters.
    pub params: Vec<f64>,
}

/// A GPT of this size that has learned a task by the same loop. It is a run of
/// many steps, so the gradients are those of Step 6's engine before vectors.
pub fn learned(task: Task, config: Config, seed: u32) -> Learned {
    static LEARNED: Once<(Task, Config, u32), Learned> = Once::new();
    LEARNED.get((task, config, seed), || {
        let Documents { learned, others } = task.documents();
        let n = config.num_params();
        let mut params = initial_parameters(n, &mut PythonRandom::new(seed));
        let mut losses = Vec::new();
        for (step, tokens) in learned.iter().enumerate() {
            let mut engine =
                Workspace::resume(config, params.clone(), Adam::new(n));
            // At a rate of 0 the parameters stay, and there is a gradient.
            losses.push(engine.step(tokens, 0.0));
            let rate = linear_decay(RATE, step, learned.len());
            sgd_step(&mut params, engine.last_gradient(), rate);
        }
        let gpt = step_4_transformer::Gpt::new(config, &params);
        let loss = mean_over(&others, |tokens| gpt.loss(tokens));
        Learned {
            losses,
            loss,
            params,
        }
    })
}
