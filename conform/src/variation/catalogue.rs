//! The changes that have a name.

use std::io::{self, Write};

use super::{
    Activation, Decay, Documents, Law, Norm, Objective, Order, Positions,
    Residual, Sampling, Trial, Variation,
};

/// One known change to the reference run.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Its name on the command line.
    pub name: &'static str,
    /// The difference, to be read after "a run with".
    pub what: &'static str,
    change: fn(&mut Variation),
}

impl Variant {
    /// The variant of this name.
    ///
    /// ```
    /// use conform::variation::Variant;
    ///
    /// let variant = Variant::named("beta2").expect("a variant");
    /// assert_eq!(variant.variation().training.beta2, 0.999);
    /// assert!(Variant::named("gamma").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        VARIANTS.iter().find(|variant| variant.name == name)
    }

    /// The reference run with this change.
    pub fn variation(&self) -> Variation {
        let mut variation = Variation::default();
        (self.change)(&mut variation);
        variation
    }

    /// A run of it.
    pub fn trial(&self) -> Trial {
        Trial::new(self.variation())
    }

    /// Trains with this change and writes what the original program would
    /// print then.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write_run(&self, out: &mut impl Write) -> io::Result<()> {
        let mut trial = self.trial();
        writeln!(out, "num docs: {}", trial.num_docs())?;
        writeln!(out, "vocab size: {}", trial.config().vocab_size)?;
        writeln!(out, "num params: {}", trial.num_params())?;
        let num_steps = self.variation().training.num_steps;
        for (step, loss) in (1..).zip(trial.by_ref()) {
            writeln!(out, "step {step:4} / {num_steps:4} | loss {loss:.4}")?;
        }
        writeln!(out, "--- inference (new, hallucinated names) ---")?;
        let samples = trial.samples(Sampling::default(), trial.rng());
        for (i, name) in (1..).zip(samples) {
            writeln!(out, "sample {i:2}: {name}")?;
        }
        Ok(())
    }
}

const fn variant(
    name: &'static str,
    what: &'static str,
    change: fn(&mut Variation),
) -> Variant {
    Variant { name, what, change }
}

/// All of them, from the data to the optimizer.
pub const VARIANTS: &[Variant] = &[
    // What stands before training.
    variant("seed-0", "seed 0, not 42", |it| {
        it.start.seed = 0;
    }),
    variant("seed-1337", "seed 1337, not 42", |it| {
        it.start.seed = 1337;
    }),
    variant("unshuffled", "the names in the order of the file", |it| {
        it.start.documents = Documents::Listed;
    }),
    variant(
        "with-replacement",
        "a name drawn by random.choice at every step",
        |it| it.start.documents = Documents::Drawn,
    ),
    variant(
        "head-last",
        "the weights drawn in the order of Step 3, lm_head last",
        |it| it.start.order = Order::HeadLast,
    ),
    variant(
        "transposed",
        "the weights of linear layers drawn column by column",
        |it| it.start.order = Order::Transposed,
    ),
    variant(
        "fresh-gauss",
        "a fresh pair for every normal number, the second thrown away",
        |it| it.start.law = Law::FreshGauss,
    ),
    variant("spread-0.02", "weights of spread 0.02, not 0.08", |it| {
        it.start.spread = 0.02;
    }),
    variant("spread-0.1", "weights of spread 0.1, not 0.08", |it| {
        it.start.spread = 0.1;
    }),
    variant(
        "xavier",
        "uniform weights, as wide as Xavier's rule says",
        |it| {
            it.start.law = Law::Xavier;
        },
    ),
    variant(
        "zero-outputs",
        "attn_wo and mlp_fc2 drawn with a spread of 0",
        |it| {
            it.start.zero_outputs = true;
        },
    ),
    variant("block-8", "block_size 8, not 16", |it| {
        it.model.block_size = 8;
    }),
    variant("no-end", "BOS before a name, and none after it", |it| {
        it.training.end_token = false;
    }),
    // The model.
    variant(
        "no-positions",
        "position embeddings that are not added",
        |it| {
            it.model.positions = Positions::Unused;
        },
    ),
    variant("no-wpe", "no position embeddings, and none drawn", |it| {
        it.model.positions = Positions::Absent;
    }),
    variant("no-embedding-norm", "no norm after the embeddings", |it| {
        it.model.embedding_norm = false;
    }),
    variant("final-norm", "one more norm before lm_head", |it| {
        it.model.final_norm = true;
    }),
    variant("layer-norm", "LayerNorm, not RMSNorm", |it| {
        it.model.norm = Norm::Layer;
    }),
    variant("norm-eps-1e-6", "1e-6 in the norm, not 1e-5", |it| {
        it.model.norm = Norm::Rms(1e-6);
    }),
    variant("norm-eps-1e-8", "1e-8 in the norm, not 1e-5", |it| {
        it.model.norm = Norm::Rms(1e-8);
    }),
    variant("one-head", "1 head, not 4", |it| {
        it.model.n_head = 1;
    }),
    variant(
        "scale-n-embd",
        "attention divided by sqrt(n_embd), not sqrt(head_dim)",
        |it| it.model.query_factor = 0.5,
    ),
    variant(
        "no-scale",
        "attention that is not divided by a root",
        |it| {
            it.model.query_factor = 2.0;
        },
    ),
    variant(
        "cut-gradients",
        "keys and values without a gradient from later positions",
        |it| it.model.cut_gradients = true,
    ),
    variant("no-residuals", "no residual connections", |it| {
        it.model.residual = Residual::None;
    }),
    variant(
        "normed-residuals",
        "residuals of the normalised vector",
        |it| it.model.residual = Residual::Normed,
    ),
    variant("no-relu", "an MLP without ReLU", |it| {
        it.model.activation = Activation::None;
    }),
    variant("relu-squared", "ReLU squared", |it| {
        it.model.activation = Activation::ReluSquared;
    }),
    variant("gelu", "GELU, not ReLU", |it| {
        it.model.activation = Activation::Gelu;
    }),
    variant("gelu-tanh", "GELU by its tanh formula, not ReLU", |it| {
        it.model.activation = Activation::GeluTanh;
    }),
    variant("silu", "SiLU, not ReLU", |it| {
        it.model.activation = Activation::Silu;
    }),
    variant("tied", "wte in the place of lm_head, too", |it| {
        it.model.tied = true;
    }),
    // The loss and its gradient.
    variant("sum", "the loss summed over a name, not averaged", |it| {
        it.training.objective = Objective::Sum;
    }),
    variant(
        "sum-gradient",
        "the gradient of the summed loss, the mean printed",
        |it| it.training.objective = Objective::SumShownAsMean,
    ),
    variant("accumulate", "gradients that are never reset", |it| {
        it.training.accumulate = true;
    }),
    variant("clip", "gradients cut down to length 1", |it| {
        it.training.clip = 1.0;
    }),
    // The optimizer.
    variant("beta1", "β1 = 0.9, not 0.85", |it| {
        it.training.beta1 = 0.9;
    }),
    variant("beta2", "β2 = 0.999, not 0.99", |it| {
        it.training.beta2 = 0.999;
    }),
    variant("beta2-0.95", "β2 = 0.95, not 0.99", |it| {
        it.training.beta2 = 0.95;
    }),
    variant("betas", "β1 = 0.9 and β2 = 0.999, the usual ones", |it| {
        it.training.beta1 = 0.9;
        it.training.beta2 = 0.999;
    }),
    variant("betas-0.95", "β1 = 0.9 and β2 = 0.95", |it| {
        it.training.beta1 = 0.9;
        it.training.beta2 = 0.95;
    }),
    variant("no-bias-correction", "no bias correction", |it| {
        it.training.bias_correction = false;
    }),
    variant("eps-inside", "ε added before the root is taken", |it| {
        it.training.eps_inside = true;
    }),
    variant("eps-1e-5", "ε = 1e-5, not 1e-8", |it| {
        it.training.eps = 1e-5;
    }),
    variant("weight-decay", "a weight decay of 0.01 (AdamW)", |it| {
        it.training.weight_decay = 0.01;
    }),
    variant("rate-0.001", "learning rate 0.001, not 0.01", |it| {
        it.training.rate = 0.001;
    }),
    variant("rate-0.003", "learning rate 0.003, not 0.01", |it| {
        it.training.rate = 0.003;
    }),
    variant("rate-0.1", "learning rate 0.1, not 0.01", |it| {
        it.training.rate = 0.1;
    }),
    variant("sgd", "plain gradient descent at rate 0.01", |it| {
        it.training.sgd = true;
    }),
    variant("no-decay", "a learning rate that does not decay", |it| {
        it.training.decay = Decay::None;
    }),
    variant("cosine", "a learning rate that decays as a cosine", |it| {
        it.training.decay = Decay::Cosine;
    }),
    variant(
        "decay-to-0",
        "a decay over num_steps - 1, to 0 at the last step",
        |it| it.training.decay = Decay::ToZero,
    ),
    variant("decay-from-1", "a decay that counts steps from 1", |it| {
        it.training.decay = Decay::FromOne;
    }),
    variant("f32", "32-bit numbers", |it| {
        it.training.single = true;
    }),
];
