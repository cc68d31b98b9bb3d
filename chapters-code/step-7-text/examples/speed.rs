//! speed
use std::time::Instant;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_7_text::{TextTrainer, Windows};
fn main() {
    let a: Vec<usize> = std::env::args()
        .skip(1)
        .map(|x| x.parse().unwrap())
        .collect();
    let (threads, d, l, n, b) = (a[0], a[1], a[2], a[3], a[4]);
    let config = Config {
        vocab_size: 83,
        block_size: n,
        n_embd: d,
        n_head: 4,
        n_layer: l,
    };
    let mut rng = portable::PythonRandom::new(42);
    let params: Vec<f64> = (0..config.num_params())
        .map(|_| rng.gauss(0.0, 0.02))
        .collect();
    let mut t = TextTrainer::<f32>::new(
        config,
        Default::default(),
        &params,
        &Adam::new(params.len()),
    )
    .on_threads(threads)
    .unwrap();
    let text: Vec<usize> =
        std::fs::read_to_string("/tmp/w/s7/package/data/data.txt")
            .unwrap()
            .chars()
            .map(|c| (c as usize) % 83)
            .collect();
    let mut best = f64::MAX;
    let mut times = vec![];
    for step in 0..60 {
        let starts: Vec<usize> = (0..b)
            .map(|i| (step * 7919 + i * 104_729) % (text.len() - n - 1))
            .collect();
        let windows = Windows::at(&text, &starts, n);
        let clock = Instant::now();
        let loss = t.step(&windows, 1e-3);
        let e = clock.elapsed().as_secs_f64() * 1e3;
        best = best.min(e);
        times.push(e);
        if step % 20 == 19 || step == 0 {
            println!("{step} {loss:.5}");
        }
    }
    times.sort_by(f64::total_cmp);
    let flop =
        6.0 * (config.num_params() - 83 * d - n * d) as f64 * (b * n) as f64
            + 12.0 * (l * d * n * n * b) as f64;
    println!(
        "params {} best {best:.2} ms median {:.2} ms, {:.1} GFLOP/s",
        config.num_params(),
        times[30],
        flop / best / 1e6
    );
}
