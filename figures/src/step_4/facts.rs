//! The numbers in the sentences of Step 4.

use std::ops::Range;

use names::Corpus;
use runs::{Run, Training, corpus};
use step_0_counting::sample;
use step_1_gradient_descent::{at_temperature, initial_parameters};
use step_2_autograd::{Scalar, softmax};
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Facts, chips, fixed, percent, thousands};

use super::attention::{query, weights};
use super::emma::{EMMA, NAMES};
use super::head_habits::from_even;
use super::shared_cache;
use super::starts::{Start, starts};
use super::stream::stages;
use super::toy;
use super::trials::{Optimizer, Trial};
use crate::spread::Spread;

/// The smallest of the models of Radford et al. (2019).
const GPT_2: Config = Config {
    vocab_size: 50_257,
    block_size: 1024,
    n_embd: 768,
    n_head: 12,
    n_layer: 12,
};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let run = Training::transformer(config).run();
    let facts = Facts::new();
    let facts = sizes(facts, config);
    let facts = super::head_off::facts(facts);
    let facts = yardstick(facts, &starts());
    let facts = super::choosing::facts(facts);
    let facts = toy_vectors(facts);
    let facts = followed_weight(facts, config, &run);
    let facts = one_head(facts, config, &run);
    let facts = stream_of_emma(facts, config, &run);
    let facts = caches(facts, config);
    let facts = shared_cache::facts(facts);
    let facts = results(facts, &run);
    super::wins_facts::with(facts).to_string()
}

/// 4.1 and 4.4: what a model of some size is made of.
fn sizes(facts: Facts, config: Config) -> Facts {
    let with = |n_layer| Config { n_layer, ..config }.num_params();
    let per_layer = with(2) - with(1);
    assert_eq!(with(5), with(0) + 5 * per_layer, "the formula in the text");
    assert_eq!(per_layer, 12 * config.n_embd * config.n_embd, "the other");
    assert_eq!(config.num_params(), step_3_attention::num_params(27));
    let emma = NAMES.into_iter().zip(EMMA);
    facts
        .with("num-params", thousands(config.num_params()))
        .with("outside", thousands(with(0)))
        .with("per-layer", thousands(per_layer))
        .with("three-layers", thousands(with(3)))
        .with("emma-chips", chips(emma))
        .with("gpt-2-vocab", thousands(GPT_2.vocab_size))
        .with("gpt-2-block", thousands(GPT_2.block_size))
        .with("gpt-2-embd", GPT_2.n_embd)
        .with("gpt-2-untied", millions(GPT_2.num_params()))
        .with("vocab-share", vocab_share(config))
        .with("gpt-2-vocab-share", vocab_share(GPT_2))
        .with(
            "gpt-2-tied",
            millions(GPT_2.num_params() - GPT_2.vocab_size * GPT_2.n_embd),
        )
}

/// 4.6: by how much losses differ if nothing should be better.
fn yardstick(facts: Facts, starts: &[Start]) -> Facts {
    let of = |loss: fn(&Start) -> f64| -> Vec<f64> {
        starts.iter().map(loss).collect()
    };
    let gap = |loss: fn(&Start) -> f64| {
        let losses = Spread::of(&of(loss));
        losses.most - losses.least
    };
    let heads = Spread::of(&of(|it| (it.one - it.four).abs())).most;
    let weights = gap(|it| it.step_3);
    assert!(gap(|it| it.four) < weights && gap(|it| it.one) < weights);
    let run = &starts[0];
    assert!(run.step_3 - run.one > 5.0 * heads, "it is not the heads");
    facts
        .with("heads-differ", fixed(heads, 4))
        .with("weights-differ", fixed(weights, 3))
}

/// 4.2: the query and the keys of the toy.
fn toy_vectors(facts: Facts) -> Facts {
    let vector =
        |it: &[f64; 4]| format!("({})", it.map(|x| x.to_string()).join(", "));
    let keys = toy::KEYS.each_ref().map(vector);
    facts.with("toy-query", vector(&toy::QUERY)).with(
        "toy-keys",
        format!("{}, {} and {}", keys[0], keys[1], keys[2]),
    )
}

/// 4.3: from a query and a key to a weight, in head 0 at the end of "emma".
fn followed_weight(facts: Facts, config: Config, run: &Run<Vec<f64>>) -> Facts {
    let gpt = Gpt::new(config, &run.model);
    let mut cache = Cache::new(config.n_layer);
    for token in EMMA {
        gpt.logits(token, &mut cache);
    }
    let last = EMMA.len() - 1;
    let q = query(&gpt, EMMA[last], last);
    let head = 0..config.head_dim();
    let products: Vec<f64> = cache.layers[0]
        .keys
        .iter()
        .map(|key| f64::dot(&q[head.clone()], &key[head.clone()]))
        .collect();
    let scores: Vec<f64> = products.iter().map(|it| it / 2.0).collect();
    let all = weights(&gpt, &EMMA);
    assert_eq!(softmax(&scores), all[0][last], "the scores of head 0");
    facts
        .with("first-m-key", rounded(&cache.layers[0].keys[2][head], 3))
        .with("first-m-product", fixed(products[2], 3))
        .with("first-m-score", fixed(scores[2], 3))
        .with("first-m-weight", fixed(all[0][last][2], 3))
        .with("emma-scores", rounded(&scores, 3))
}

/// 4.2: the weights of one head at the end of "emma".
fn one_head(facts: Facts, config: Config, run: &Run<Vec<f64>>) -> Facts {
    // The trials compute what the tape does.
    let trial = Trial::by(Optimizer::Descent).losses(0)[0];
    assert!((trial - run.validation_loss).abs() < 1e-9, "the same run");
    let emma = weights(&Gpt::new(config, &run.model), &EMMA);
    let last = &emma[2][EMMA.len() - 1];
    let above = |i: usize| fixed(last[i] - 0.2, 2);
    let more = last.iter().filter(|&&it| it > 0.205).count();
    assert!(more == 2 && last[0] > 0.2, "the first and the last");
    facts
        .with("emma-first-above", above(0))
        .with("emma-last-above", above(4))
        .with("emma-last-weights", rounded(last, 2))
        .with("emma-last-moved", fixed(from_even(last), 2))
}

/// 4.4: how much each block adds to the vectors of "emma".
fn stream_of_emma(facts: Facts, config: Config, run: &Run<Vec<f64>>) -> Facts {
    let gpt = Gpt::new(config, &run.model);
    let mut cache = Cache::new(config.n_layer);
    let (mut attention, mut mlp) = (0.0, 0.0);
    for token in EMMA {
        let stages = stages(&gpt, token, &mut cache);
        attention += distance(&stages[0], &stages[1]) / EMMA.len() as f64;
        mlp += distance(&stages[1], &stages[2]) / EMMA.len() as f64;
    }
    let (_, mut rng) = corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let likeness = |params: &[f64]| {
        let gpt = Gpt::new(config, params);
        let [second, third] = [2, 3].map(|it| gpt.wpe.row(it));
        fixed(cosine(second, third), 2)
    };
    facts
        .with("positions-untrained", likeness(&untrained))
        .with("positions-trained", likeness(&run.model))
        .with("attention-adds", percent(attention, 0))
        .with("mlp-adds", percent(mlp, 0))
}

/// 4.5: how large caches are.
fn caches(facts: Facts, config: Config) -> Facts {
    let mut cache = Cache::new(config.n_layer);
    let params = vec![0.0; config.num_params()];
    for token in EMMA {
        Gpt::new(config, &params).logits(token, &mut cache);
    }
    let numbers = |config: &Config, positions: usize| {
        2 * config.n_layer * positions * config.n_embd
    };
    let stored = cache.layers.iter().map(|layer| {
        let both = layer.keys.iter().chain(&layer.values);
        both.map(Vec::len).sum::<usize>()
    });
    let of_emma: usize = stored.sum();
    assert_eq!(of_emma, numbers(&config, EMMA.len()), "the formula");
    let full = numbers(&config, config.block_size);
    let large = numbers(&GPT_2, GPT_2.block_size);
    facts
        .with("emma-cache", of_emma)
        .with("full-cache", full)
        .with("full-cache-bytes", thousands(full * 8))
        .with("gpt-2-cache", millions(large))
        .with(
            "gpt-2-cache-mib",
            fixed(large as f64 * 2.0 / 1_048_576.0, 0),
        )
}

/// 4.6: the run beside Step 3's, and names from a model that knows nothing.
fn results(facts: Facts, run: &Run<Vec<f64>>) -> Facts {
    let config = Config::of_the_guide(27);
    let (Corpus { tokenizer, .. }, mut rng) = corpus();
    let params = initial_parameters(config.num_params(), &mut rng);
    let model = Gpt::new(config, &params);
    let untrained: Vec<String> = (0..4)
        .map(|_| {
            let mut cache = Cache::new(config.n_layer);
            let tokens =
                sample(tokenizer.bos(), config.block_size, &mut rng, |token| {
                    let logits = model.logits(token, &mut cache);
                    softmax(&at_temperature(&logits, 0.5))
                });
            tokenizer.decode(&tokens)
        })
        .collect();
    let cut_off = untrained.iter().filter(|it| it.len() == 16).count();
    assert_eq!(cut_off, 2, "the text says so");

    // How far training has moved two matrices, in their own lengths.
    let moved = |matrix: &str| {
        let part = part(config, matrix);
        distance(&params[part.clone()], &run.model[part])
    };
    let step_3 = Training::single_head().run();
    facts
        .with("step-3-validation", fixed(step_3.validation_loss, 3))
        .with("validation", fixed(run.validation_loss, 3))
        .with("guess", fixed(portable::math::ln(27.0), 3))
        .with("first-loss", fixed(run.losses[0], 4))
        .with("step-3-first-loss", fixed(step_3.losses[0], 4))
        .with("moved-wq", percent(moved("layer0.attn_wq"), 0))
        .with("moved-lm-head", percent(moved("lm_head"), 0))
        .with("untrained-names", untrained.join(", "))
}

/// Numbers with so many digits, side by side.
fn rounded(numbers: &[f64], digits: usize) -> String {
    let texts: Vec<String> =
        numbers.iter().map(|&it| fixed(it, digits)).collect();
    texts.join(", ")
}

/// Where in the flat parameters a matrix lies.
fn part(config: Config, matrix: &str) -> Range<usize> {
    let mut start = 0;
    for (name, [n_out, n_in]) in config.shapes() {
        if name == matrix {
            return start..start + n_out * n_in;
        }
        start += n_out * n_in;
    }
    panic!("there is no matrix {matrix}");
}

/// The cosine of the angle between two vectors.
fn cosine(a: &[f64], b: &[f64]) -> f64 {
    f64::dot(a, b) / (f64::dot(a, a) * f64::dot(b, b)).sqrt()
}

/// The length of the difference of two vectors, in lengths of the first.
fn distance(a: &[f64], b: &[f64]) -> f64 {
    let difference: Vec<f64> = a.iter().zip(b).map(|(a, b)| b - a).collect();
    (f64::dot(&difference, &difference) / f64::dot(a, a)).sqrt()
}

/// The share of `lm_head` in all parameters.
fn vocab_share(config: Config) -> String {
    let of_vocab = (config.vocab_size * config.n_embd) as f64;
    percent(of_vocab / config.num_params() as f64, 0)
}

/// A number in millions.
fn millions(n: usize) -> String {
    fixed(n as f64 / 1e6, 1) + " million"
}
