//! What is counted on paper, against what is counted otherwise.

use step_4_transformer::Config;
use step_6_efficiency::cost;
use step_7_text::engine::pass::Buffers;
use step_7_text::engine::shape::Shape;
use step_7_text::scale::published::{
    GPT_3, GPT_3_OPERATIONS, GPT_3_PARAMETERS, GPT_3_TOKENS,
    LLAMA_3_OPERATIONS, LLAMA_3_PARAMETERS, LLAMA_3_TOKENS, TRILLION,
    TRILLION_PARAMETERS, llama_3_share,
};
use step_7_text::scale::{forward, kept, sent, training};

fn configs() -> [Config; 3] {
    let small = Config {
        block_size: 16,
        ..Config::of_the_guide(27)
    };
    let wider = Config {
        n_embd: 24,
        n_head: 3,
        n_layer: 2,
        ..small
    };
    let longer = Config {
        block_size: 48,
        n_layer: 3,
        vocab_size: 83,
        ..small
    };
    [small, wider, longer]
}

/// Step 6 has counted the multiplications of the model one by one. Those that
/// belong to no product are the norms'.
#[test]
fn the_way_forward_has_so_many_products() {
    for config in configs() {
        let n = config.block_size;
        let all = cost::forward(&config, n).multiplications;
        let norms = n * (2 * config.n_layer + 1) * 2 * config.n_embd;
        let on_paper = forward(&config);
        // Each with an addition.
        let on_paper = on_paper.matrices + on_paper.attention;
        assert_eq!(on_paper * n as f64, 2.0 * (all - norms) as f64);
    }
}

#[test]
fn training_takes_as_much_as_step_6_has_counted() {
    for config in configs() {
        let n = config.block_size;
        let step = cost::step(&config, n);
        let counted = (step.matrices + step.attention) as f64;
        assert_eq!(training(&config) * n as f64, counted);
    }
}

/// One window that fills whole registers, so that nothing is filled up.
#[test]
fn the_engine_keeps_as_many_numbers() {
    for config in configs() {
        let shape = Shape::new::<f32>(1, config.block_size);
        assert_eq!(shape.stride, config.block_size);
        let buffers = Buffers::<f32>::new(&config, shape);
        assert_eq!(buffers.kept(), config.block_size * kept(&config));
    }
}

/// Machines in a ring, each with numbers of its own. First the sum of each
/// part travels round and grows, then it travels round and is copied.
#[test]
fn a_ring_sends_as_many_numbers() {
    for machines in [2, 3, 8] {
        let part = 5;
        let own = |machine: usize| {
            (0..machines * part).map(move |i| (machine * 100 + i) as f64)
        };
        let mut held: Vec<Vec<f64>> = (0..machines)
            .map(|machine| own(machine).collect())
            .collect();
        let mut counted = vec![0; machines];
        for round in 0..2 * (machines - 1) {
            let before = held.clone();
            for machine in 0..machines {
                let next = (machine + 1) % machines;
                // In the second half, the part that has become whole.
                let behind = 2 * machines + machine - round;
                let first = behind % machines * part;
                for i in first..first + part {
                    let number = before[machine][i];
                    if round < machines - 1 {
                        held[next][i] += number;
                    } else {
                        held[next][i] = number;
                    }
                    counted[machine] += 1;
                }
            }
        }
        let sum: Vec<f64> = (0..machines * part)
            .map(|i| (0..machines).map(|m| (m * 100 + i) as f64).sum())
            .collect();
        for machine in 0..machines {
            assert_eq!(held[machine], sum);
            let on_paper = sent((machines * part) as f64, machines);
            assert_eq!(f64::from(counted[machine]), on_paper);
        }
    }
}

/// Relative to what was published.
fn off(ours: f64, published: f64) -> f64 {
    (ours / published - 1.0).abs()
}

#[test]
fn gpt_3_took_as_many_operations_as_its_paper_says() {
    let matrices = 3.0 * forward(&GPT_3).matrices * GPT_3_TOKENS;
    assert!(off(matrices, GPT_3_OPERATIONS) < 0.002);
    let six = 6.0 * GPT_3_PARAMETERS * GPT_3_TOKENS;
    assert!(off(six, GPT_3_OPERATIONS) < 0.002);
    // What the paper leaves out.
    let all = training(&GPT_3) * GPT_3_TOKENS;
    assert!((0.010..0.020).contains(&off(all, GPT_3_OPERATIONS)));
}

#[test]
fn parameters_are_as_many_as_published() {
    let of_one_table = |config: &Config| {
        let lm_head = config.vocab_size * config.n_embd;
        (config.num_params() - lm_head) as f64
    };
    assert!(off(of_one_table(&GPT_3), GPT_3_PARAMETERS) < 5e-4);
    assert!(off(of_one_table(&TRILLION), TRILLION_PARAMETERS) < 5e-4);
}

/// Of Llama 3 the parts differ from ours, so only the rule can be asked.
#[test]
fn llama_3_took_as_many_operations_as_the_rule_says() {
    let six = 6.0 * LLAMA_3_PARAMETERS * LLAMA_3_TOKENS;
    assert!(off(six, LLAMA_3_OPERATIONS) < 0.005);
    // The paper has 38 to 43 per cent while the devices were at work.
    assert!((0.33..0.38).contains(&llama_3_share()));
}
