//! The numbers in the sentences of Step 3.

use portable::{PythonRandom, math};
use runs::{NUM_STEPS, Training, validation_set};
use step_1_gradient_descent::parameters::INIT_STD_DEV;
use step_1_gradient_descent::{Mlp, N_EMBD};
use step_2_autograd::{Scalar, mlp, softmax};
use step_3_attention::{
    BLOCK_SIZE, Cache, Gpt, attention_weights, num_params, rms_norm,
    weighted_sum,
};
use typeset::{Facts, chips, fixed, percent, thousands};

use super::common::{
    Gather, LEARNING_RATE, LONGER_RATE, LONGER_STEPS, Reference, VOCAB_SIZE,
    Variant, after_prefix, letter, likeliest, longer, mean_and_deviation,
    reference_run, rms,
};
use super::gather_ladder::rungs;
use super::norm_causes;
use super::residual_variants::{REPLACING, on_the_way_back};
use super::starts::{self, all_below, ends, gains, range};
use super::worth_of_the_past::longer_rungs;
use crate::spread::mean;

const BOOK: Variant = Variant::BOOK;

pub fn figure() -> String {
    let run = reference_run();
    let same = BOOK.validation_loss(&run, &run.trained);
    assert_eq!(same, run.validation, "the variants' model is the crate's");

    let facts = what_changes(Facts::new(), &run);
    let facts = positions(facts, &run);
    let facts = norms(facts, &run);
    let facts = variants(facts);
    let facts = toy(facts);
    let facts = scores(facts, &run);
    let facts = peaks(facts);
    let facts = preferences(facts, &run);
    let facts = cache(facts);
    let facts = results(facts, &run);
    super::echo_facts::with(facts).to_string()
}

/// Of 3.1.
fn what_changes(facts: Facts, run: &Reference) -> Facts {
    let tokens = run.tokens("emma");
    let params = Training::mlp().run().model;
    let net = Mlp::new(VOCAB_SIZE, &params);
    let probs = softmax(&mlp::logits(&net, tokens[2]));
    let (em, emm) = (after_prefix(run, "em"), after_prefix(run, "emm"));
    let all = |counts: &[f64]| counts.iter().sum::<f64>();
    let (m, a) = (tokens[2], tokens[4]);
    assert_eq!(emm[m], 0.0, "the text says so");
    facts
        .with(
            "emma-chips",
            chips(tokens.iter().map(|&token| (letter(token), token))),
        )
        .with("mlp-m-after-m", percent(probs[m], 1))
        .with("n-em", thousands(fixed(all(&em), 0)))
        .with("em-then-m", percent(em[m] / all(&em), 0))
        .with("n-emm", fixed(all(&emm), 0))
        .with("emm-then-a", percent(emm[a] / all(&emm), 0))
        .with("num-params", thousands(num_params(VOCAB_SIZE)))
        .with("attention-params", thousands(4 * N_EMBD * N_EMBD))
        .with("position-params", BLOCK_SIZE * N_EMBD)
}

/// Of 3.2.
fn positions(facts: Facts, run: &Reference) -> Facts {
    let letters = |docs: &[Vec<usize>]| {
        let longest = docs.iter().map(|doc| doc.len() - 2).max();
        longest.expect("a name")
    };
    let row = |params: &[f64], position| {
        Gpt::new(VOCAB_SIZE, params).wpe.row(position).to_vec()
    };
    let moved = (0..BLOCK_SIZE)
        .filter(|&i| row(&run.untrained, i) != row(&run.trained, i));
    assert!(moved.eq(0..14), "the text says that rows 14 and 15 are not");
    let mem = after_prefix(run, "mem");
    let a = run.tokens("a")[1];
    assert_eq!(mem[a], 0.0, "the text says so");
    let n_mem: f64 = mem.iter().sum();
    facts
        .with("n-mem", fixed(n_mem, 0))
        .with("longest", letters(&run.docs))
        .with("longest-trained", letters(&run.docs[..NUM_STEPS]))
}

/// Of 3.3 and "What the Norm Does".
fn norms(facts: Facts, run: &Reference) -> Facts {
    let start = sum_size(run, &run.untrained);
    let end = sum_size(run, &run.trained);
    let tiny = 1e-5_f64.sqrt();
    let stretch = norm_causes::stretch();
    assert_eq!(fixed(stretch, 0), "9", "ninefold");
    assert!((75.0..85.0).contains(&(stretch * stretch)), "about eighty");
    facts
        .with("sum-deviation", fixed(INIT_STD_DEV * 2f64.sqrt(), 3))
        .with("growth", fixed(end / start, 1))
        .with("rms-at-eps", fixed(rms(&rms_norm(&[tiny, -tiny])), 3))
}

/// The mean RMS of the sum of token and position, over the validation names.
fn sum_size(run: &Reference, params: &[f64]) -> f64 {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let names = validation_set(&run.docs).iter();
    let traces = names.flat_map(|doc| BOOK.traces(&gpt, doc));
    let sizes: Vec<f64> = traces.map(|trace| rms(&trace.sum)).collect();
    mean_and_deviation(&sizes).0
}

/// The validation losses of models with one part changed, from six starts.
fn variants(facts: Facts) -> Facts {
    let at = |variant, rate| starts::losses(variant, rate);
    let loss = |variant| at(variant, LEARNING_RATE);
    let book = loss(BOOK);
    let unscaled = loss(Variant {
        gather: Gather::Unscaled,
        ..BOOK
    });
    let unscaling = ends(&gains(&unscaled, &book));
    assert!(
        unscaling.iter().all(|it| it.abs() < 2e-3),
        "the text says so"
    );

    let [own, ..] = rungs(true, LEARNING_RATE);
    let gathering = |gather| {
        let variant = Variant { gather, ..BOOK };
        at(variant, LONGER_RATE)
    };
    let [mean_fast, attention_fast] =
        [Gather::Mean, Gather::Attention].map(gathering);
    let [_, mean_long, attention_long] = longer_rungs();
    let faster = gains(&book, &attention_fast);
    assert!(ends(&faster)[0] > 0.0, "lower from each start");
    let choosing_fast = ends(&gains(&mean_fast, &attention_fast));
    assert!(choosing_fast[0] < 0.0 && choosing_fast[1] > 0.0, "the text");
    let choosing_long = gains(&mean_long, &attention_long);

    let through = |gather| {
        let variant = Variant {
            gather,
            ..REPLACING
        };
        let shares = starts::each(|run| {
            let [_, mlp, attention, _] = on_the_way_back(variant, run);
            attention / mlp
        });
        mean_and_deviation(&shares).0
    };
    let replacing = loss(REPLACING);
    let mlp = starts::each(|run| {
        Training::mlp().weights(run.weights).run().validation_loss
    });
    assert!(ends(&mlp)[1] < ends(&replacing)[0], "worse than the MLP");
    let facts = substitutes(facts, &own, &book);
    facts
        .with("book-losses", range(&book, 2))
        .with("mlp-losses", range(&mlp, 2))
        .with("choose-longer", range(&choosing_long, 2))
        .with("through-attention", fixed(through(Gather::Attention), 2))
        .with("through-own", fixed(through(Gather::Own), 2))
        .with("replacing-losses", range(&replacing, 2))
}

/// Of 3.8: how much of the gain attention and place bring alone, and what
/// attention has of BOS's share.
fn substitutes(facts: Facts, placed: &[f64], book: &[f64]) -> Facts {
    let gathering = |gather| {
        let variant = Variant {
            positions: false,
            gather,
            ..BOOK
        };
        starts::losses(variant, LEARNING_RATE)
    };
    let [neither, share, letters, attention] = [
        Gather::Own,
        Gather::Share,
        Gather::Letters,
        Gather::Attention,
    ]
    .map(gathering);
    let gain = |losses: &[f64]| mean(&neither) - mean(losses);
    let part = |losses: &[f64]| gain(losses) / gain(book);
    assert!((0.75..0.87).contains(&part(&attention)), "four fifths");
    assert!((0.4..0.5).contains(&part(&share)), "nearly half");
    assert!(part(&letters) < 0.1, "hardly any");
    assert!(part(placed) > 0.95, "nearly all");
    assert!(all_below(&share, &letters) && all_below(&letters, &neither));
    facts
        .with("neither-losses", range(&neither, 2))
        .with("attention-losses", range(&attention, 2))
        .with("share-losses", range(&share, 2))
        .with("letters-losses", range(&letters, 2))
}

/// Of 3.4: the attention by hand.
fn toy(facts: Facts) -> Facts {
    let keys = [[1.0, 0.0], [0.0, 1.0], [0.0, 1.0]];
    let values = [[0.0, 1.0], [1.0, 0.0], [1.0, 0.0]];
    let gathered = |q: [f64; 2]| {
        let out = weighted_sum(&attention_weights(&q, &keys), &values);
        format!("({}, {})", fixed(out[0], 2), fixed(out[1], 2))
    };
    facts
        .with("toy-mean", gathered([0.0, 0.0]))
        .with("toy-out", gathered([3.0, 0.0]))
        .with("toy-consonants", gathered([0.0, 3.0]))
}

/// Of 3.5: how large queries, products and scores are at the start.
fn scores(facts: Facts, run: &Reference) -> Facts {
    let n = N_EMBD as f64;
    let q_variance = n * INIT_STD_DEV * INIT_STD_DEV;
    let dot = n.sqrt() * q_variance;
    let deviation = |params: &[f64]| {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        let mut dots = Vec::new();
        for doc in validation_set(&run.docs) {
            let mut cache = Cache::new();
            for &token in &doc[..doc.len() - 1] {
                let trace = BOOK.trace(&gpt, token, &mut cache);
                dots.extend(cache.keys.iter().map(|k| f64::dot(&trace.q, k)));
            }
        }
        mean_and_deviation(&dots).1
    };
    let measured = deviation(&run.untrained);
    let others =
        [0, 1, 2, 3].map(|seed| deviation(&run.of_seed(seed).untrained));
    let least = others.into_iter().fold(f64::INFINITY, f64::min);
    let most = others.into_iter().fold(0.0, f64::max);
    assert!(least < dot && dot < most, "the text says so");
    let slope = |w: f64| w * (1.0 - w);
    facts
        .with("q-deviation", fixed(q_variance.sqrt(), 2))
        .with("q-variance", fixed(q_variance, 2))
        .with("dot-theory", fixed(dot, 2))
        .with("dot-least", fixed(least, 2))
        .with("dot-most", fixed(most, 2))
        .with("even", 0.5)
        .with("decided", 0.99)
        .with("slope-even", fixed(slope(0.5), 2))
        .with("slope-decided", fixed(slope(0.99), 2))
        .with("score-theory", fixed(dot / n.sqrt(), 2))
        .with("dot-measured", fixed(measured, 2))
        .with("score-measured", fixed(measured / n.sqrt(), 2))
}

/// Of 3.5: the largest weight among random keys, with and without the root.
fn peaks(facts: Facts) -> Facts {
    const DRAWS: usize = 1000;
    const KEYS: usize = 8;
    let mut rng = PythonRandom::new(42);
    let mut vector =
        || -> Vec<f64> { (0..N_EMBD).map(|_| rng.gauss(0.0, 1.0)).collect() };
    let largest = |weights: Vec<f64>| weights.into_iter().fold(0.0, f64::max);
    let (mut scaled, mut unscaled) = (0.0, 0.0);
    let mut all = Vec::new();
    for _ in 0..DRAWS {
        let q = vector();
        let keys: Vec<Vec<f64>> = (0..KEYS).map(|_| vector()).collect();
        let dots: Vec<f64> = keys.iter().map(|k| f64::dot(&q, k)).collect();
        scaled += largest(attention_weights(&q, &keys));
        unscaled += largest(softmax(&dots));
        all.extend(dots);
    }
    facts
        .with("dots-drawn", thousands(all.len()))
        .with("dots-deviation", fixed(mean_and_deviation(&all).1, 1))
        .with("draws", thousands(DRAWS))
        .with("peak-unscaled", fixed(unscaled / DRAWS as f64, 2))
        .with("peak-scaled", fixed(scaled / DRAWS as f64, 2))
        .with("peak-even", fixed(1.0 / KEYS as f64, 3))
}

/// Of 3.5 and 3.8: the weights of "christopher" after the longer run.
fn preferences(facts: Facts, run: &Reference) -> Facts {
    let (params, _) = longer(BOOK, run);
    let gpt = Gpt::new(VOCAB_SIZE, &params);
    let tokens = run.tokens("christopher");
    let traces = BOOK.traces(&gpt, &tokens);
    // The weight that is the most times as large as an even share.
    let mut strongest = (0.0, 0, 0);
    for (at, trace) in traces.iter().enumerate() {
        for (to, &weight) in trace.weights[..at].iter().enumerate() {
            let shares = weight * trace.weights.len() as f64;
            if shares > strongest.0 {
                strongest = (shares, at, to);
            }
        }
    }
    for trace in &traces[traces.len() - 4..] {
        let even = 1.0 / trace.weights.len() as f64;
        let early = &trace.weights[..4];
        assert!(early.iter().all(|&w| w < even), "the text says so");
    }
    let (shares, at, to) = strongest;
    let weight = traces[at].weights[to];
    assert_eq!(to + 1, at, "the text says right before it");
    facts
        .with("longer-steps", thousands(LONGER_STEPS))
        .with("longer-rate", LONGER_RATE)
        .with("strongest-weight", fixed(weight, 2))
        .with("strongest-shares", fixed(shares, 1))
        .with("strongest-from", letter(tokens[at]))
        .with("strongest-at", at)
        .with("strongest-to", letter(tokens[to]))
}

/// Of 3.7.
fn cache(facts: Facts) -> Facts {
    const LONG: usize = 1000;
    let without = |n: usize| n * (n + 1) / 2;
    facts
        .with("keys-without", without(BLOCK_SIZE))
        .with("long-context", thousands(LONG))
        .with("long-ratio", without(LONG) / LONG)
}

/// Of 3.6 and 3.8.
fn results(facts: Facts, run: &Reference) -> Facts {
    let all = runs::summaries(5);
    let gains: Vec<f64> = all
        .windows(2)
        .map(|pair| pair[0].validation_loss - pair[1].validation_loss)
        .collect();
    assert_eq!(likeliest(&gains, 1), [1], "no step gains more than Step 3");
    let mlp = all[1].validation_loss;
    let book = starts::losses(BOOK, LEARNING_RATE);
    assert_eq!(ends(&book)[1], run.validation, "the unluckiest");

    let fast = Training::single_head().rate(1.0).run().losses;
    let nan = fast.iter().position(|loss| loss.is_nan());
    let nan = nan.expect("the text says so") + 1;
    assert!(fast[nan - 1..].iter().all(|loss| loss.is_nan()));
    assert_eq!(fast[nan - 2], f64::INFINITY, "the text says so");
    let end = Training::single_head().rate(1.0).run().model;
    let lm_head = &end[end.len() - VOCAB_SIZE * N_EMBD..];
    assert!(lm_head.iter().all(|it| it.is_nan()), "all of it");

    facts
        .with("validation", fixed(run.validation, 3))
        .with("mlp-validation", fixed(mlp, 3))
        .with("nan-step", format!("step {nan}"))
        .with("before-nan-3", fixed(fast[nan - 4], 1))
        .with("before-nan-2", fixed(fast[nan - 3], 1))
        .with("choices", fixed(math::exp(run.validation), 0))
        .with("choices-mlp", fixed(math::exp(mlp), 0))
}
