//! Changes to how the parameters change.

use super::{Variant, variant};
use crate::variation::{
    Backward, Correction, Decay, Divisor, Objective, Shown, Update,
};

/// From the loss to the learning rate, and the precision of all.
pub const VARIANTS: &[Variant] = &[
    // The loss.
    variant("sum", "the loss summed over a name, not averaged", |it| {
        it.training.objective = Objective::Sum;
    }),
    variant(
        "sum-gradient",
        "the gradient of the summed loss, the mean printed",
        |it| it.training.objective = Objective::SumShownAsMean,
    ),
    variant(
        "mean-of-tokens",
        "a sum over n pairs divided by the n + 1 tokens",
        |it| it.training.objective = Objective::SumOverTokens,
    ),
    variant(
        "mean-of-block",
        "a sum over n pairs divided by block_size",
        |it| it.training.objective = Objective::SumOverBlock,
    ),
    variant(
        "softmax-twice",
        "a softmax of probabilities: logits that have been through one",
        |it| it.training.softmax_twice = true,
    ),
    variant("ln-eps-1e-5", "ln(p + 1e-5), not ln p", |it| {
        it.training.ln_eps = 1e-5;
    }),
    variant("ln-eps-1e-9", "ln(p + 1e-9), not ln p", |it| {
        it.training.ln_eps = 1e-9;
    }),
    variant("batch-4", "4 names for every step", |it| {
        it.training.batch = 4;
    }),
    variant("batch-8", "8 names for every step", |it| {
        it.training.batch = 8;
    }),
    // What is printed.
    variant("after-update", "the loss printed after the update", |it| {
        it.training.shown = Shown::After;
    }),
    variant("bits", "the loss printed in bits", |it| {
        it.training.shown = Shown::Bits;
    }),
    variant("perplexity", "the perplexity printed", |it| {
        it.training.shown = Shown::Perplexity;
    }),
    variant(
        "mean-so-far",
        "the mean of all losses so far printed",
        |it| {
            it.training.shown = Shown::MeanSoFar;
        },
    ),
    variant(
        "moving-0.9",
        "a moving mean printed, which keeps 0.9 of itself",
        |it| it.training.shown = Shown::Moving(0.9),
    ),
    variant(
        "moving-0.95",
        "a moving mean printed, which keeps 0.95 of itself",
        |it| it.training.shown = Shown::Moving(0.95),
    ),
    variant(
        "moving-0.99",
        "a moving mean printed, which keeps 0.99 of itself",
        |it| it.training.shown = Shown::Moving(0.99),
    ),
    // The gradient.
    variant(
        "last-gradient",
        "gradients that replace each other, not added",
        |it| it.training.backward = Backward::Last,
    ),
    variant(
        "last-gradient-on-tape",
        "gradients that replace each other, in the order of a tape",
        |it| it.training.backward = Backward::LastOnTape,
    ),
    variant(
        "depth-first",
        "a backward pass that is not sorted, with a stack",
        |it| it.training.backward = Backward::DepthFirst,
    ),
    variant(
        "breadth-first",
        "a backward pass that is not sorted, with a queue",
        |it| it.training.backward = Backward::BreadthFirst,
    ),
    variant(
        "swapped-factors",
        "a product's two local gradients exchanged",
        |it| it.training.backward = Backward::SwappedFactors,
    ),
    variant("wrong-power", "n x^n for the derivative of x^n", |it| {
        it.training.backward = Backward::WrongPower;
    }),
    variant("uphill", "the gradient added, not subtracted", |it| {
        it.training.rate = -it.training.rate;
    }),
    variant("accumulate", "gradients that are never reset", |it| {
        it.training.accumulate = true;
    }),
    variant("clip", "gradients cut down to length 1", |it| {
        it.training.clip = 1.0;
    }),
    variant("clip-5", "gradients cut down to length 5", |it| {
        it.training.clip = 5.0;
    }),
    variant("clip-each", "each gradient cut down to 1", |it| {
        it.training.clip_each = 1.0;
    }),
    variant("l2-0.01", "0.01 of each parameter in its gradient", |it| {
        it.training.l2 = 0.01;
    }),
    variant("l2-1e-4", "1e-4 of each parameter in its gradient", |it| {
        it.training.l2 = 1e-4;
    }),
    // What never changes.
    variant("frozen", "parameters that never change", |it| {
        it.training.frozen = &[""];
    }),
    variant("frozen-embeddings", "wte and wpe that never change", |it| {
        it.training.frozen = &["wte", "wpe"];
    }),
    variant("frozen-wte", "wte that never changes", |it| {
        it.training.frozen = &["wte"];
    }),
    variant("frozen-wpe", "wpe that never changes", |it| {
        it.training.frozen = &["wpe"];
    }),
    variant("frozen-lm-head", "lm_head that never changes", |it| {
        it.training.frozen = &["lm_head"];
    }),
    variant("frozen-attn-wq", "attn_wq that never changes", |it| {
        it.training.frozen = &["attn_wq"];
    }),
    variant("frozen-attn-wk", "attn_wk that never changes", |it| {
        it.training.frozen = &["attn_wk"];
    }),
    variant("frozen-attn-wv", "attn_wv that never changes", |it| {
        it.training.frozen = &["attn_wv"];
    }),
    variant("frozen-attn-wo", "attn_wo that never changes", |it| {
        it.training.frozen = &["attn_wo"];
    }),
    variant("frozen-mlp-fc1", "mlp_fc1 that never changes", |it| {
        it.training.frozen = &["mlp_fc1"];
    }),
    variant("frozen-mlp-fc2", "mlp_fc2 that never changes", |it| {
        it.training.frozen = &["mlp_fc2"];
    }),
    // The optimizer.
    variant("beta1", "β1 = 0.9, not 0.85", |it| {
        it.training.beta1 = 0.9;
    }),
    variant("beta1-0", "β1 = 0 (RMSProp), not 0.85", |it| {
        it.training.beta1 = 0.0;
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
    variant("betas-exchanged", "β1 = 0.99 and β2 = 0.85", |it| {
        it.training.beta1 = 0.99;
        it.training.beta2 = 0.85;
    }),
    variant("no-bias-correction", "no bias correction", |it| {
        it.training.correction = Correction::None;
    }),
    variant(
        "m-corrected",
        "a bias correction of m, and none of v",
        |it| {
            it.training.correction = Correction::First;
        },
    ),
    variant(
        "v-corrected",
        "a bias correction of v, and none of m",
        |it| {
            it.training.correction = Correction::Second;
        },
    ),
    variant("t-from-0", "a bias correction that counts from 0", |it| {
        it.training.first_step = 0.0;
    }),
    variant("t-from-2", "a bias correction that counts from 2", |it| {
        it.training.first_step = 2.0;
    }),
    variant("no-root", "m divided by v, not by its root", |it| {
        it.training.divisor = Divisor::NoRoot;
    }),
    variant("eps-inside", "ε added before the root is taken", |it| {
        it.training.divisor = Divisor::EpsInside;
    }),
    variant(
        "eps-before-correction",
        "ε added before the bias correction, as TensorFlow does",
        |it| it.training.divisor = Divisor::EpsBeforeCorrection,
    ),
    variant("eps-1e-3", "ε = 1e-3, not 1e-8", |it| {
        it.training.eps = 1e-3;
    }),
    variant("eps-1e-5", "ε = 1e-5, not 1e-8", |it| {
        it.training.eps = 1e-5;
    }),
    variant("eps-1e-6", "ε = 1e-6, not 1e-8", |it| {
        it.training.eps = 1e-6;
    }),
    variant("eps-1e-7", "ε = 1e-7, not 1e-8", |it| {
        it.training.eps = 1e-7;
    }),
    variant("eps-1e-10", "ε = 1e-10 or less, not 1e-8", |it| {
        it.training.eps = 1e-10;
    }),
    variant("eps-0", "no ε", |it| it.training.eps = 0.0),
    variant("weight-decay", "a weight decay of 0.01 (AdamW)", |it| {
        it.training.weight_decay = 0.01;
    }),
    variant("weight-decay-0.1", "a weight decay of 0.1 (AdamW)", |it| {
        it.training.weight_decay = 0.1;
    }),
    variant(
        "weight-decay-1e-4",
        "a weight decay of 1e-4 (AdamW)",
        |it| {
            it.training.weight_decay = 1e-4;
        },
    ),
    variant(
        "adamw",
        "AdamW as PyTorch has it: β 0.9 and 0.999, a weight decay of 0.01",
        |it| {
            it.training.beta1 = 0.9;
            it.training.beta2 = 0.999;
            it.training.weight_decay = 0.01;
        },
    ),
    variant(
        "burn-adam",
        "Adam as Burn has it: β 0.9 and 0.999, ε = 1e-5",
        |it| {
            it.training.beta1 = 0.9;
            it.training.beta2 = 0.999;
            it.training.eps = 1e-5;
        },
    ),
    variant("sgd", "plain gradient descent at rate 0.01", |it| {
        it.training.update = Update::Descent;
    }),
    variant("momentum", "gradient descent with momentum 0.9", |it| {
        it.training.update = Update::Momentum(0.9);
    }),
    // The learning rate.
    variant("rate-3e-4", "learning rate 3e-4, not 0.01", |it| {
        it.training.rate = 3e-4;
    }),
    variant("rate-0.001", "learning rate 0.001, not 0.01", |it| {
        it.training.rate = 0.001;
    }),
    variant("rate-0.003", "learning rate 0.003, not 0.01", |it| {
        it.training.rate = 0.003;
    }),
    variant("rate-0.005", "learning rate 0.005, not 0.01", |it| {
        it.training.rate = 0.005;
    }),
    variant("rate-0.02", "learning rate 0.02, not 0.01", |it| {
        it.training.rate = 0.02;
    }),
    variant("rate-0.1", "learning rate 0.1, not 0.01", |it| {
        it.training.rate = 0.1;
    }),
    variant("no-decay", "a learning rate that does not decay", |it| {
        it.training.decay = Decay::None;
    }),
    variant("cosine", "a learning rate that decays as a cosine", |it| {
        it.training.decay = Decay::Cosine;
    }),
    variant(
        "cosine-to-tenth",
        "a learning rate that decays as a cosine, to a tenth",
        |it| it.training.decay = Decay::CosineToTenth,
    ),
    variant("warm-up-10", "a warm-up of 10 steps", |it| {
        it.training.decay = Decay::WarmUp(10);
    }),
    variant("warm-up-100", "a warm-up of 100 steps", |it| {
        it.training.decay = Decay::WarmUp(100);
    }),
    variant(
        "warm-up-cosine",
        "a warm-up of 100 steps, then a cosine over the rest",
        |it| it.training.decay = Decay::WarmUpCosine(100),
    ),
    variant(
        "torch-linear",
        "PyTorch's LinearLR as it stands: a third of the rate, the whole \
         after 5 steps",
        |it| it.training.decay = Decay::TorchLinear,
    ),
    variant("decay-to-tenth", "a decay to a tenth of the rate", |it| {
        it.training.decay = Decay::ToTenth;
    }),
    variant(
        "decay-to-0",
        "a decay over num_steps - 1, to 0 at the last step",
        |it| it.training.decay = Decay::ToZero,
    ),
    variant("decay-from-1", "a decay that counts steps from 1", |it| {
        it.training.decay = Decay::FromOne;
    }),
    variant("decay-late", "a decay that begins one step late", |it| {
        it.training.decay = Decay::Late;
    }),
    variant("steps-500", "500 steps planned, not 1,000", |it| {
        it.training.num_steps = 500;
    }),
    variant("steps-2000", "2,000 steps planned, not 1,000", |it| {
        it.training.num_steps = 2000;
    }),
    variant(
        "early-course",
        "what an early course had: block_size 8, a cosine, β 0.9 and 0.95, \
         500 steps",
        |it| {
            it.model.block_size = 8;
            it.training.decay = Decay::Cosine;
            it.training.beta1 = 0.9;
            it.training.beta2 = 0.95;
            it.training.num_steps = 500;
        },
    ),
    variant("f32", "32-bit numbers", |it| {
        it.training.single = true;
    }),
];
