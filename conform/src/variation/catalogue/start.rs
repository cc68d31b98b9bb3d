//! Changes to what stands before training.

use super::{Variant, variant};
use crate::variation::{
    Documents, Law, Listing, Order, Positions, Seeding, Shuffle, Turn,
    Vocabulary,
};

/// From the random numbers to the initial weights.
pub const VARIANTS: &[Variant] = &[
    // The random numbers.
    variant("seed-0", "seed 0, not 42", |it| {
        it.start.seed = 0;
    }),
    variant("seed-1", "seed 1, not 42", |it| {
        it.start.seed = 1;
    }),
    variant("seed-1337", "seed 1337, not 42", |it| {
        it.start.seed = 1337;
    }),
    variant(
        "seed-number",
        "a seed that is a number to the generator, as in C++ and numpy, \
         not an array of one",
        |it| it.start.seeding = Seeding::Number,
    ),
    variant(
        "short-uniforms",
        "uniform numbers of 32 random bits, not 53",
        |it| it.start.short_uniforms = true,
    ),
    variant(
        "own-stream",
        "the weights drawn from a stream of their own, of the same seed",
        |it| it.start.own_stream = true,
    ),
    variant(
        "weights-first",
        "the weights drawn before the shuffle",
        |it| {
            it.start.weights_first = true;
        },
    ),
    // The names.
    variant("without-first", "the first name taken for a header", |it| {
        it.start.listing = Listing::WithoutFirst;
    }),
    variant("without-last", "the last name not read", |it| {
        it.start.listing = Listing::WithoutLast;
    }),
    variant("unique", "every name once", |it| {
        it.start.listing = Listing::Unique;
    }),
    variant(
        "empty-name",
        "an empty line after the last name kept",
        |it| {
            it.start.listing = Listing::WithEmpty;
        },
    ),
    variant(
        "line-ends",
        "names that keep the end of their line, \\n or \\r",
        |it| it.start.listing = Listing::WithLineEnds,
    ),
    variant("unshuffled", "the names in the order of the file", |it| {
        it.start.documents = Documents::Listed;
    }),
    variant(
        "with-replacement",
        "a name drawn by random.choice at every step",
        |it| it.start.documents = Documents::Drawn,
    ),
    variant(
        "shuffle-floor",
        "a shuffle by floor(random() * n), not by random bits",
        |it| it.start.shuffle = Shuffle::Floor,
    ),
    variant(
        "shuffle-forward",
        "a shuffle from the first name on, not from the last",
        |it| it.start.shuffle = Shuffle::Forward,
    ),
    variant(
        "shuffle-others",
        "a shuffle that leaves no name in its place (Sattolo's)",
        |it| it.start.shuffle = Shuffle::Others,
    ),
    variant(
        "shuffle-any",
        "a shuffle that exchanges each name with any",
        |it| it.start.shuffle = Shuffle::Any,
    ),
    variant("from-second", "the names from the second on", |it| {
        it.start.turn = Turn::FromSecond;
    }),
    variant("from-last", "the names from the last to the first", |it| {
        it.start.turn = Turn::FromLast;
    }),
    variant("same-name", "the same name at every step", |it| {
        it.start.turn = Turn::Same;
    }),
    // The vocabulary.
    variant("bos-first", "BOS as token 0, before the letters", |it| {
        it.start.vocabulary = Vocabulary::BosFirst;
    }),
    variant(
        "appearance",
        "letters numbered as they appear in the shuffled names",
        |it| it.start.vocabulary = Vocabulary::Appearance,
    ),
    variant(
        "appearance-in-file",
        "letters numbered as they appear in the file",
        |it| it.start.vocabulary = Vocabulary::AppearanceInFile,
    ),
    variant("eos", "a token EOS after BOS, which ends a name", |it| {
        it.start.vocabulary = Vocabulary::Eos;
    }),
    variant("eos-first", "BOS and EOS before the letters", |it| {
        it.start.vocabulary = Vocabulary::EosFirst;
    }),
    variant("bytes", "a vocabulary of all 256 bytes, then BOS", |it| {
        it.start.vocabulary = Vocabulary::Bytes;
    }),
    variant("no-end", "BOS before a name, and none after it", |it| {
        it.training.end_token = false;
    }),
    variant("no-start", "BOS after a name, and none before it", |it| {
        it.training.start_token = false;
    }),
    // The weights.
    variant(
        "head-last",
        "the weights drawn in the order of Step 3, lm_head last",
        |it| it.start.order = Order::HeadLast,
    ),
    variant("positions-first", "wpe drawn before wte", |it| {
        it.start.order = Order::PositionsFirst;
    }),
    variant("keys-first", "attn_wq and attn_wk exchanged", |it| {
        it.start.order = Order::KeysFirst;
    }),
    variant(
        "transposed",
        "the weights of linear layers drawn column by column",
        |it| it.start.order = Order::Transposed,
    ),
    variant(
        "transposed-squares",
        "the four matrices of attention transposed",
        |it| it.start.order = Order::SquareTransposed,
    ),
    variant(
        "fresh-gauss",
        "a fresh pair for every normal number, the second thrown away",
        |it| it.start.law = Law::FreshGauss,
    ),
    variant(
        "sine-first",
        "the sine of each normal pair before the cosine",
        |it| it.start.law = Law::SineFirst,
    ),
    variant(
        "radius-first",
        "the radius of each normal pair drawn before the angle",
        |it| it.start.law = Law::RadiusFirst,
    ),
    variant(
        "ln-of-draw",
        "normal numbers by ln u, not by ln(1 - u)",
        |it| it.start.law = Law::LnOfDraw,
    ),
    variant(
        "polar",
        "normal numbers by the polar method, as in Java and C++",
        |it| it.start.law = Law::Polar,
    ),
    variant(
        "normalvariate",
        "random.normalvariate, not random.gauss",
        |it| it.start.law = Law::Ratio,
    ),
    variant("uniform", "uniform weights, from -0.08 to 0.08", |it| {
        it.start.law = Law::Uniform;
    }),
    variant(
        "xavier",
        "uniform weights, as wide as Xavier's rule says",
        |it| it.start.law = Law::Xavier,
    ),
    variant(
        "torch-weights",
        "weights as PyTorch's layers draw them: normal of spread 1, \
         uniform up to 1 / sqrt(n_in)",
        |it| it.start.law = Law::Torch,
    ),
    variant("spread-0.01", "weights of spread 0.01, not 0.08", |it| {
        it.start.spread = 0.01;
    }),
    variant("spread-0.02", "weights of spread 0.02, not 0.08", |it| {
        it.start.spread = 0.02;
    }),
    variant("spread-0.1", "weights of spread 0.1, not 0.08", |it| {
        it.start.spread = 0.1;
    }),
    variant(
        "spread-0.28",
        "weights of variance 0.08, which is a spread of 0.28",
        |it| it.start.spread = 0.08_f64.sqrt(),
    ),
    variant("spread-1", "weights of spread 1, not 0.08", |it| {
        it.start.spread = 1.0;
    }),
    variant(
        "zero-outputs",
        "attn_wo and mlp_fc2 drawn with a spread of 0",
        |it| it.start.outputs = 0.0,
    ),
    variant(
        "gpt-2-weights",
        "weights as in GPT-2's paper: spread 0.02, and over sqrt(2) for \
         attn_wo and mlp_fc2",
        |it| {
            it.start.spread = 0.02;
            it.start.outputs = 0.5_f64.sqrt();
        },
    ),
    variant("no-wpe", "no position embeddings, and none drawn", |it| {
        it.model.positions = Positions::Absent;
    }),
    variant("tied", "wte in the place of lm_head, too", |it| {
        it.model.tied = true;
    }),
];
