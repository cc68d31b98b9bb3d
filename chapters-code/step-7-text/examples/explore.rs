//! explore
use std::time::Instant;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_7_text::{
    Attention, BytePairs, Characters, MOBY_DICK, Part, Parts, TextTrainer, Vocabulary,
    Windows, tiles,
};
fn main() {
    let mut m: std::collections::HashMap<String, String> = std::env::args()
        .skip(1)
        .map(|a| {
            let (k, v) = a.split_once('=').unwrap();
            (k.into(), v.into())
        })
        .collect();
    let mut get = |k: &str, d: &str| m.remove(k).unwrap_or(d.into());
    let f = |s: String| s.parse::<f64>().unwrap();
    let u = |s: String| s.parse::<usize>().unwrap();
    let (d, l, h, n, b, steps) = (
        u(get("d", "128")),
        u(get("l", "4")),
        u(get("h", "4")),
        u(get("n", "64")),
        u(get("b", "12")),
        u(get("steps", "2000")),
    );
    let (lr, std, warm, seed, threads) = (
        f(get("lr", "1e-3")),
        f(get("std", "0.02")),
        u(get("warm", "100")),
        u(get("seed", "42")),
        u(get("threads", "1")),
    );
    let mut parts = Parts::default();
    if get("mean", "0") == "1" {
        parts.attention = Attention::Mean;
    }
    parts.window = u(get("window", "1000000"));
    parts.mlp = get("mlp", "1") == "1";
    parts.residuals = get("res", "1") == "1";
    parts.positions = get("pos", "1") == "1";
    let frac = f(get("frac", "1"));
    let bpe = u(get("bpe", "0"));
    let wd = f(get("wd", "0"));
    assert!(m.is_empty(), "{m:?}");
    let training = Part::Training.of(MOBY_DICK);
    let vocabulary: Box<dyn Vocabulary> = if bpe == 0 { Box::new(Characters::of(MOBY_DICK)) } else { Box::new(BytePairs::train(training.as_bytes(), bpe)) };
    let train = vocabulary.encode(&training).unwrap();
    let vt = Part::Validation.of(MOBY_DICK);
    let val = vocabulary.encode(&vt).unwrap();
    let ratio = val.len() as f64 / vt.chars().count() as f64;
    let train = &train[..(train.len() as f64 * frac) as usize];
    let val = vocabulary.encode(&Part::Validation.of(MOBY_DICK)).unwrap();
    let config = Config {
        vocab_size: vocabulary.size(),
        block_size: n,
        n_embd: d,
        n_head: h,
        n_layer: l,
    };
    let mut rng = portable::PythonRandom::new(seed as u32);
    let params: Vec<f64> = (0..config.num_params())
        .map(|_| rng.gauss(0.0, std))
        .collect();
    let mut t = TextTrainer::<f32>::new(
        config,
        parts,
        &params,
        &Adam::new(params.len()),
    )
    .with_weight_decay(wd).on_threads(threads)
    .unwrap();
    let starts = tiles(val.len(), n);
    let clock = Instant::now();
    let mut mean = 0.0;
    for step in 0..=steps {
        if step % (steps / 10) == 0 {
            let mut sum = 0.0;
            let mut count = 0;
            for s in starts.chunks(32) {
                let losses = t.losses(&Windows::at(&val, s, n));
                sum += losses.iter().sum::<f64>();
                count += losses.len();
            }
            println!(
                "{step} train {:.4} val {:.4} nats {:.4} bits, {:.1} s",
                mean / (steps / 10) as f64,
                sum / count as f64,
                sum / count as f64 / 2f64.ln() * ratio,
                clock.elapsed().as_secs_f64()
            );
            mean = 0.0;
        }
        if step == steps {
            break;
        }
        let up = ((step + 1) as f64 / warm.max(1) as f64).min(1.0);
        let rate = lr * up * (1.0 - step as f64 / steps as f64);
        mean += t.step(&Windows::draw(train, n, b, &mut rng), rate);
    }
}
