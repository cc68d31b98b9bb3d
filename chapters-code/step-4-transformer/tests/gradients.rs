//! The gradient of the whole GPT against central differences, for several
//! depths and numbers of heads; and the same model on both kinds of number.

use approx::assert_relative_eq;
use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};
use step_2_autograd::Tape;
use step_4_transformer::{Cache, Config, Gpt};

/// Weights larger than training starts with, so that attention is uneven and
/// every path carries a gradient worth checking.
fn random_params(config: Config, seed: u64) -> Vec<f64> {
    let mut rng = StdRng::seed_from_u64(seed);
    let mut weight = || rng.random_range(-0.6..0.6);
    (0..config.num_params()).map(|_| weight()).collect()
}

fn configs() -> impl Iterator<Item = Config> {
    let sizes = [(1, 4, 8), (1, 1, 8), (2, 2, 8), (3, 4, 4), (2, 8, 8)];
    sizes.into_iter().map(|(n_layer, n_head, n_embd)| Config {
        vocab_size: 7,
        block_size: 6,
        n_embd,
        n_head,
        n_layer,
    })
}

/// Longer than the block, so that the cut is tested too.
const TOKENS: [usize; 9] = [6, 0, 3, 3, 1, 5, 0, 2, 6];

#[test]
fn every_gradient_agrees_with_central_differences() {
    for (seed, config) in configs().enumerate() {
        let mut params = random_params(config, seed as u64);
        let tape = Tape::new();
        let weights = tape.leaves(&params);
        let grads = Gpt::new(config, &weights).loss(&TOKENS).backward();
        for i in 0..params.len() {
            let (old, h) = (params[i], 1e-5);
            params[i] = old + h;
            let above = Gpt::new(config, &params).loss(&TOKENS);
            params[i] = old - h;
            let below = Gpt::new(config, &params).loss(&TOKENS);
            params[i] = old;
            let numerical = (above - below) / (2.0 * h);
            assert_relative_eq!(
                grads.of(weights[i]),
                numerical,
                epsilon = 1e-7,
                max_relative = 1e-7
            );
        }
    }
}

#[test]
fn the_tape_and_f64_give_the_same_bits() {
    for (seed, config) in configs().enumerate() {
        let params = random_params(config, seed as u64);
        let in_f64 = Gpt::new(config, &params).loss(&TOKENS);
        let tape = Tape::new();
        let weights = tape.leaves(&params);
        let on_the_tape = Gpt::new(config, &weights).loss(&TOKENS);
        assert_eq!(on_the_tape.data(), in_f64);
    }
}

#[test]
fn earlier_positions_learn_from_later_ones() {
    // Position 0 feeds a later loss only through its key and value.
    let config = configs().next().expect("a first size");
    let params = random_params(config, 7);
    let tape = Tape::new();
    let weights = tape.leaves(&params);
    let gpt = Gpt::new(config, &weights);
    let mut cache = Cache::new(config.n_layer);
    gpt.logits(TOKENS[0], &mut cache);
    let key = cache.layers[0].keys[0][0];
    let value = cache.layers[0].values[0][0];
    let grads = gpt.logits(TOKENS[1], &mut cache)[0].backward();
    assert!(grads.of(key) != 0.0);
    assert!(grads.of(value) != 0.0);
}

#[test]
fn the_shapes_are_those_of_the_matrices() {
    let config = Config {
        n_layer: 2,
        ..Config::of_the_guide(27)
    };
    let params: Vec<f64> =
        (0u32..).map(f64::from).take(config.num_params()).collect();
    let gpt = Gpt::new(config, &params);
    let mut matrices = vec![&gpt.wte, &gpt.wpe, &gpt.lm_head];
    for layer in &gpt.layers {
        matrices.extend([&layer.attn_wq, &layer.attn_wk]);
        matrices.extend([&layer.attn_wv, &layer.attn_wo]);
        matrices.extend([&layer.mlp_fc1, &layer.mlp_fc2]);
    }
    let mut next = 0.0;
    for ((name, [n_out, n_in]), matrix) in config.shapes().iter().zip(matrices)
    {
        assert_eq!(matrix.rows().len(), *n_out, "{name}");
        assert_eq!(matrix.row(0).len(), *n_in, "{name}");
        assert_eq!(matrix.row(0)[0], next, "{name}");
        next += (n_out * n_in) as f64;
    }
    assert_eq!(next, config.num_params() as f64);
}

#[test]
fn impossible_sizes_say_why() {
    let guide = Config::of_the_guide(27);
    let message =
        |config: Config| config.check().expect_err("impossible").to_string();
    let uneven = message(Config { n_head: 3, ..guide });
    assert!(uneven.contains("n_head must divide n_embd"), "{uneven}");
    let zero = message(Config {
        n_layer: 0,
        ..guide
    });
    assert_eq!(zero, "n_layer must be at least 1");
}

#[test]
#[should_panic(expected = "a cache per layer")]
fn a_cache_for_another_model_is_refused() {
    let config = Config {
        n_layer: 2,
        ..Config::of_the_guide(27)
    };
    let params = vec![0.0; config.num_params()];
    Gpt::new(config, &params).logits(26, &mut Cache::new(1));
}

#[test]
#[should_panic(expected = "one number per parameter")]
fn parameters_of_another_model_are_refused() {
    let config = Config::of_the_guide(27);
    let params = vec![0.0; config.num_params() + 1];
    Gpt::new(config, &params);
}

#[test]
#[should_panic(expected = "no position 16")]
fn more_positions_than_the_block_has_are_refused() {
    let config = Config::of_the_guide(27);
    let params = vec![0.0; config.num_params()];
    let gpt = Gpt::new(config, &params);
    let mut cache = Cache::new(config.n_layer);
    for _ in 0..=config.block_size {
        gpt.logits(26, &mut cache);
    }
}
