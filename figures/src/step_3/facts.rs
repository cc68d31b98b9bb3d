//! The numbers in the sentences of Step 3.

use portable::{PythonRandom, math};
use runs::{NUM_STEPS, Training, validation_set};
use step_1_gradient_descent::parameters::INIT_STD_DEV;
use step_1_gradient_descent::{
    Mlp, N_EMBD, N_HIDDEN, analytic_gradient, initial_parameters,
};
use step_2_autograd::{Scalar, mlp, softmax};
use step_3_attention::{
    BLOCK_SIZE, Cache, Gpt, attention_weights, num_params, rms_norm,
    weighted_sum,
};
use typeset::{Facts, chips, fixed, percent, thousands};

use super::common::{
    Gather, LONGER_RATE, LONGER_STEPS, Reference, VOCAB_SIZE, Variant,
    after_prefix, gradient_lengths, length, letter, likeliest, longer,
    longer_docs, mean_and_deviation, reference_run, rms,
};

const BOOK: Variant = Variant::BOOK;

pub fn figure() -> String {
    let run = reference_run();
    let same = BOOK.validation_loss(&run, &run.trained);
    assert_eq!(same, run.validation, "the variants' model is the crate's");

    let facts = what_changes(Facts::new(), &run);
    let facts = positions(facts, &run);
    let facts = norms(facts, &run);
    let facts = variants(facts, &run);
    let facts = toy(facts);
    let facts = scores(facts, &run);
    let facts = peaks(facts);
    let facts = preferences(facts, &run);
    let facts = cache(facts);
    results(facts, &run).to_string()
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
    let before = step_1_gradient_descent::num_params(VOCAB_SIZE);
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
        .with("num-params-before", thousands(before))
        .with("num-params", thousands(num_params(VOCAB_SIZE)))
        .with("attention-params", thousands(4 * N_EMBD * N_EMBD))
        .with("position-params", BLOCK_SIZE * N_EMBD)
        .with("head-params", VOCAB_SIZE * N_EMBD)
        .with("mlp-saved", (VOCAB_SIZE - N_EMBD) * N_HIDDEN)
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

/// Of 3.3.
fn norms(facts: Facts, run: &Reference) -> Facts {
    let sizes = |variant: Variant, params: &[f64]| {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        let mut sizes = [vec![], vec![], vec![]];
        for doc in validation_set(&run.docs) {
            for trace in variant.traces(&gpt, doc) {
                sizes[0].push(rms(&trace.sum));
                sizes[1].push(rms(&trace.added[0]));
                sizes[2].push(rms(&trace.added[1]));
            }
        }
        sizes.map(|sizes| mean_and_deviation(&sizes).0)
    };
    let bare = Variant {
        norms: [false, true, true],
        ..BOOK
    };
    let [start, attention, mlp] = sizes(bare, &run.untrained);
    let [end, ..] = sizes(BOOK, &run.trained);
    assert!(mlp > start && attention < start, "the text says so");
    let tokens = run.tokens("emma");
    let [with, _] = gradient_lengths(BOOK, &run.untrained, &tokens);
    let [without, _] = gradient_lengths(bare, &run.untrained, &tokens);
    let none = Variant {
        norms: [false; 3],
        ..BOOK
    };
    let [none, _] = gradient_lengths(none, &run.untrained, &tokens);
    assert_eq!(fixed(with / none, 0), "9", "a ninth");
    assert_eq!(fixed(1.0 / start, 0), "9", "a ninth");
    let tiny = 1e-5_f64.sqrt();
    facts
        .with("sum-deviation", fixed(INIT_STD_DEV * 2f64.sqrt(), 3))
        .with("growth", fixed(end / start, 1))
        .with("rms-at-eps", fixed(rms(&rms_norm(&[tiny, -tiny])), 3))
        .with("stream-bare", fixed(start, 2))
        .with("attention-adds", fixed(attention, 2))
        .with("mlp-adds", fixed(mlp, 2))
        .with("gradient-first", fixed(with, 2))
        .with("gradient-no-first", fixed(without, 2))
        .with("gradient-no-norms", fixed(none, 2))
}

/// The validation losses of models with one part changed, in all sections.
fn variants(facts: Facts, run: &Reference) -> Facts {
    let loss = |variant: Variant| variant.train(run).1;
    let gather = |gather| Variant { gather, ..BOOK };
    let bare = |gather| Variant {
        positions: false,
        gather,
        ..BOOK
    };
    let no_first = loss(Variant {
        norms: [false, true, true],
        ..BOOK
    });
    let no_norms = Variant {
        norms: [false; 3],
        ..BOOK
    };
    let (_, no_norms_fast) = no_norms.train_at(run, 1.0);
    let no_norms = loss(no_norms);
    let table = runs::counting(NUM_STEPS).validation_loss;
    assert!(no_norms > table, "the text says so");
    let no_residuals = Variant {
        residuals: false,
        ..BOOK
    };
    let (_, no_residuals_fast) = no_residuals.train_at(run, 0.3);
    let (_, no_residuals_faster) = no_residuals.train_at(run, 0.5);
    assert!(
        no_residuals.train_at(run, 1.0).1.is_nan(),
        "the text says so"
    );
    let no_residuals = loss(no_residuals);
    let own = loss(gather(Gather::Own));
    let mean = loss(gather(Gather::Mean));
    let unscaled = loss(gather(Gather::Unscaled));
    let own_bare = loss(bare(Gather::Own));
    let mean_bare = loss(bare(Gather::Mean));
    let bare = loss(bare(Gather::Attention));
    assert!(
        (unscaled - run.validation).abs() < 0.005,
        "the text says so"
    );
    assert!((own - run.validation).abs() < 0.005, "the text says so");
    assert!((mean - run.validation).abs() < 0.005, "the text says so");

    // The table shows three digits; differences are of what it shows.
    let shown = |x: f64| (x * 1000.0).round() / 1000.0;
    let gain = |a: f64, b: f64| fixed(shown(a) - shown(b), 3);
    facts
        .with("validation", fixed(run.validation, 3))
        .with("no-first-norm", fixed(no_first, 3))
        .with("no-norms", fixed(no_norms, 3))
        .with("no-norms-fast", fixed(no_norms_fast, 3))
        .with("no-residuals", fixed(no_residuals, 3))
        .with("no-residuals-fast", fixed(no_residuals_fast, 3))
        .with("no-residuals-faster", fixed(no_residuals_faster, 3))
        .with("unscaled", fixed(unscaled, 3))
        .with("own-no-positions", fixed(own_bare, 3))
        .with("mean-no-positions", fixed(mean_bare, 3))
        .with("no-positions", fixed(bare, 3))
        .with("gain-positions", gain(own_bare, own))
        .with("gain-past", gain(own_bare, bare))
        .with("gain-mean", gain(own_bare, mean_bare))
        .with("gain-choosing", gain(mean_bare, bare))
        .with("gain-both", gain(own, run.validation))
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
    for _ in 0..DRAWS {
        let q = vector();
        let keys: Vec<Vec<f64>> = (0..KEYS).map(|_| vector()).collect();
        let dots: Vec<f64> = keys.iter().map(|k| f64::dot(&q, k)).collect();
        scaled += largest(attention_weights(&q, &keys));
        unscaled += largest(softmax(&dots));
    }
    facts
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
    let mut strongest = (0.0, 0, 0);
    for (at, trace) in traces.iter().enumerate() {
        for (to, &weight) in trace.weights[..at].iter().enumerate() {
            if weight > strongest.0 {
                strongest = (weight, at, to);
            }
        }
    }
    for trace in &traces[traces.len() - 4..] {
        let even = 1.0 / trace.weights.len() as f64;
        let early = &trace.weights[..4];
        assert!(early.iter().all(|&w| w < even), "the text says so");
    }
    let (weight, at, to) = strongest;
    assert_eq!(to + 1, at, "the text says right before it");
    facts
        .with("longer-steps", thousands(LONGER_STEPS))
        .with("longer-rate", LONGER_RATE)
        .with("strongest-weight", fixed(weight, 2))
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

    let tokens = run.tokens("emma");
    let replacing = Variant {
        residuals: false,
        ..BOOK
    };
    let [with, wpe] = gradient_lengths(BOOK, &run.untrained, &tokens);
    let [without, bare] = gradient_lengths(replacing, &run.untrained, &tokens);
    let ratio = with / without;
    assert_eq!(fixed(ratio, 0), fixed(wpe / bare, 0), "one number for both");

    let gradient = whole_gradient(run, &tokens);
    let (_, mut rng) = runs::corpus();
    let n = step_1_gradient_descent::num_params(VOCAB_SIZE);
    let mlp_params = initial_parameters(n, &mut rng);
    let (_, mlp_gradient) = analytic_gradient(VOCAB_SIZE, &mlp_params, &tokens);

    let fast = Training::single_head().rate(1.0).run().losses;
    let nan = fast.iter().position(|loss| loss.is_nan());
    let nan = nan.expect("the text says so") + 1;
    assert!(fast[nan - 1..].iter().all(|loss| loss.is_nan()));
    assert_eq!(fast[nan - 2], f64::INFINITY, "the text says so");

    let seed_loss = |seed| BOOK.train(&run.of_seed(seed)).1;
    let seeds: Vec<f64> = (0..4).map(seed_loss).collect();
    let least = seeds.iter().copied().fold(f64::INFINITY, f64::min);
    let most = seeds.iter().copied().fold(0.0, f64::max);
    assert!(most < run.validation, "the text says so");
    let em = &tokens[..3];
    let with_em = |docs: &[Vec<usize>]| {
        docs.iter().filter(|doc| doc.starts_with(em)).count()
    };
    facts
        .with("em-in-run", with_em(&run.docs[..NUM_STEPS]))
        .with("em-in-longer", with_em(&longer_docs(run)))
        .with("mlp-validation", fixed(mlp, 3))
        .with("gradient-ratio", fixed(ratio, 0))
        .with("gradient-whole", fixed(length(&gradient), 1))
        .with("gradient-whole-mlp", fixed(length(&mlp_gradient), 1))
        .with("nan-step", format!("step {nan}"))
        .with("before-nan-3", fixed(fast[nan - 4], 1))
        .with("before-nan-2", fixed(fast[nan - 3], 1))
        .with("choices", fixed(math::exp(run.validation), 0))
        .with("choices-mlp", fixed(math::exp(mlp), 0))
        .with("seeds-least", fixed(least, 3))
        .with("seeds-most", fixed(most, 3))
}

/// The gradient of a name's loss at all initial parameters.
fn whole_gradient(run: &Reference, tokens: &[usize]) -> Vec<f64> {
    let tape = step_2_autograd::Tape::new();
    let weights = tape.leaves(&run.untrained);
    let loss = Gpt::new(VOCAB_SIZE, &weights).loss(tokens);
    loss.backward().first(weights.len()).to_vec()
}
