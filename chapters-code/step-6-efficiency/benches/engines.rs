//! How fast each engine is, how close it comes to what the processor can do,
//! and how its time grows with the model. `cargo bench -p step-6-efficiency`
//!
//! Everything that is compared runs in turn, round after round, so that a
//! busy moment of the machine meets all. Each line has the median and the
//! minimum.

use std::hint::black_box;
use std::iter::zip;
use std::marker::PhantomData;
use std::time::Instant;

use names::{Corpus, NAMES, PythonRandom};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::graph::{Arena, GraphTrainer, Pointers};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::functions::constant;
use step_6_efficiency::vector::level::{Job, Simd};
use step_6_efficiency::vector::product::{Left, Product};
use step_6_efficiency::vector::{Float, Level, Vector, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{BatchTrainer, Engine};

const ROUNDS: usize = 11;
const GUIDE: Config = Config::of_the_guide(27);

fn main() {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = initial_parameters(GUIDE.num_params(), &mut rng);
    peaks();
    products();
    rungs(&docs, &params);
    sizes(&docs);
    batches(&docs, &params);
}

/// Runs all of `work` in turn; returns the times of each in seconds, sorted.
fn interleaved<W: FnMut()>(work: &mut [W]) -> Vec<Vec<f64>> {
    let mut times = vec![Vec::new(); work.len()];
    for _ in 0..ROUNDS {
        for (work, times) in zip(work.iter_mut(), &mut times) {
            let start = Instant::now();
            work();
            times.push(start.elapsed().as_secs_f64());
        }
    }
    for times in &mut times {
        times.sort_by(f64::total_cmp);
    }
    times
}

fn levels() -> impl Iterator<Item = Level> {
    Level::ALL.into_iter().filter(|level| level.is_supported())
}

/// Multiplications and additions in registers, as many as there can be.
struct Peak<F>(PhantomData<F>);

impl<F: Float> Job for Peak<F> {
    type Output = f64;

    #[inline(always)]
    fn run<S: Simd>(self, simd: S) -> f64 {
        const CHAINS: usize = 12;
        const TIMES: usize = 20_000;
        let factor = constant(simd, black_box(0.999));
        let mut sums = [constant::<F::Vector<S>>(simd, 1.0); CHAINS];
        let start = Instant::now();
        for _ in 0..TIMES {
            for sum in &mut sums {
                *sum = sum.mul_add(factor, factor);
            }
        }
        let time = start.elapsed().as_secs_f64();
        let mut out = [F::ZERO; 16];
        for sum in sums {
            sum.store(&mut out);
            black_box(&out);
        }
        (2 * CHAINS * TIMES * F::Vector::<S>::N) as f64 / time / 1e9
    }
}

/// The most that a level computes, in 10^9 operations a second.
fn peak<F: Float>(level: Level) -> f64 {
    let runs = (0..200).map(|_| level.run(Peak::<F>(PhantomData)));
    runs.fold(0.0, f64::max)
}

fn peaks() {
    println!("peak of a core, GFLOP/s");
    for level in levels() {
        let (single, double) = (peak::<f32>(level), peak::<f64>(level));
        println!("  {level:?}: f32 {single:.1}, f64 {double:.1}");
    }
}

/// The three products of a layer at a larger size, and what share of the peak
/// they reach.
fn products() {
    println!("products, n_embd 128, 64 positions, GFLOP/s and share of peak");
    for level in levels() {
        for (name, [m, k, n], turned) in [
            ("Y = W X", [512, 128, 64], false),
            ("dX = Wᵀ dY", [128, 512, 64], true),
            ("dW = dY Xᵀ", [512, 64, 128], false),
        ] {
            let single = product::<f32>(level, [m, k, n], turned);
            let double = product::<f64>(level, [m, k, n], turned);
            println!("  {level:?}, {name}: f32 {single}, f64 {double}");
        }
    }
}

fn product<F: Float>(level: Level, size: [usize; 3], turned: bool) -> String {
    const TIMES: usize = 20;
    let [m, k, n] = size;
    let (a, b) = (vec![F::ONE; m * k], vec![F::ONE; k * n]);
    let mut c = vec![F::ZERO; m * n];
    let mut work = [|| {
        for _ in 0..TIMES {
            let a = if turned {
                Left::columns(&a, m)
            } else {
                Left::rows(&a, k)
            };
            level.run(Product {
                a,
                b: &b,
                c: &mut c,
                size,
                add: false,
            });
        }
    }];
    let time = interleaved(&mut work)[0][0];
    let rate = (2 * m * k * n * TIMES) as f64 / time / 1e9;
    let share = 100.0 * rate / peak::<F>(level);
    format!("{rate:6.1} ({share:3.0} %)")
}

/// A model that takes the first `steps` documents in turn, from the start.
fn run<E: Engine>(mut engine: E, docs: &[Vec<usize>], steps: usize) {
    let mut sum = 0.0;
    for tokens in docs.iter().cycle().take(steps) {
        sum += engine.step(tokens, LEARNING_RATE);
    }
    assert!(black_box(sum).is_finite());
}

/// Takes so many steps.
type Run<'a> = Box<dyn Fn(usize) + 'a>;

fn engine<'a, E: Engine>(
    docs: &'a [Vec<usize>],
    params: &'a [f64],
    adam: &'a Adam,
) -> Run<'a> {
    let new = || E::resume(GUIDE, params.to_vec(), adam.clone());
    Box::new(move |steps| run(new(), docs, steps))
}

/// 1,000 steps on each engine; fewer of the slow ones, multiplied.
fn rungs(docs: &[Vec<usize>], params: &[f64]) {
    let adam = Adam::new(params.len());
    let vector = |level, single| {
        move |steps| {
            let adam = Adam::new(params.len());
            if single {
                let e = VectorTrainer::<f32>::at_level;
                run(e(level, GUIDE, params, &adam), docs, steps);
            } else {
                let e = VectorTrainer::<f64>::at_level;
                run(e(level, GUIDE, params, &adam), docs, steps);
            }
        }
    };
    let mut runs: Vec<(String, usize, Run)> = Vec::new();
    let mut add = |name: &str, steps, run| {
        runs.push((name.to_string(), steps, run));
    };
    let (d, p, a) = (docs, params, &adam);
    add("pointers", 20, engine::<GraphTrainer<Pointers>>(d, p, a));
    add("arena", 50, engine::<GraphTrainer<Arena>>(d, p, a));
    add("tape", 100, engine::<Trainer>(d, p, a));
    add("matrix", 100, engine::<MatrixTrainer>(d, p, a));
    add("workspace", 500, engine::<Workspace>(d, p, a));
    for level in levels() {
        for (precision, single) in [("f64", false), ("f32", true)] {
            let name = format!("vector, {precision}, {level:?}");
            add(&name, 1000, Box::new(vector(level, single)));
        }
    }
    let mut work: Vec<_> =
        runs.iter().map(|(_, steps, run)| || run(*steps)).collect();
    let times = interleaved(&mut work);
    println!("1,000 steps, ms: median, minimum (measured steps)");
    for ((name, steps, _), times) in zip(&runs, times) {
        let scale = 1e6 / *steps as f64;
        let (median, least) = (times[ROUNDS / 2] * scale, times[0] * scale);
        println!("  {name:<22} {median:9.2} {least:9.2}  ({steps})");
    }
}

/// How the time of a step grows with each size.
fn sizes(docs: &[Vec<usize>]) {
    println!("one step, f32, µs: median, minimum");
    let base = GUIDE;
    let grown = |name: &str, config: Config| (name.to_string(), config);
    let mut models = Vec::new();
    for n_embd in [16, 32, 64, 128] {
        let name = format!("n_embd {n_embd}");
        models.push(grown(&name, Config { n_embd, ..base }));
    }
    for n_layer in [1, 2, 4] {
        let name = format!("n_layer {n_layer}");
        models.push(grown(&name, Config { n_layer, ..base }));
    }
    for block_size in [16, 32, 64, 128] {
        let name = format!("block_size {block_size}, full");
        models.push(grown(&name, Config { block_size, ..base }));
    }
    let text: Vec<usize> = docs.iter().take(500).flatten().copied().collect();
    let mut work: Vec<_> = models
        .iter()
        .map(|(name, config)| {
            let mut rng = PythonRandom::new(42);
            let params = initial_parameters(config.num_params(), &mut rng);
            let adam = Adam::new(params.len());
            let mut engine =
                VectorTrainer::<f32>::resume(*config, params, adam);
            let full = name.contains("full");
            let text = &text;
            move || {
                for step in 0..100 {
                    let full =
                        full.then(|| &text[step..][..=config.block_size]);
                    let tokens = full.unwrap_or(&docs[step]);
                    black_box(engine.step(tokens, LEARNING_RATE));
                }
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((name, _), times) in zip(&models, times) {
        let (median, least) = (times[ROUNDS / 2] * 1e4, times[0] * 1e4);
        println!("  {name:<22} {median:9.2} {least:9.2}");
    }
}

/// Documents per second in batches, on one thread and on two.
fn batches(docs: &[Vec<usize>], params: &[f64]) {
    println!("batches, f32, µs per document: median, minimum");
    let adam = Adam::new(params.len());
    let mut cases = Vec::new();
    for num_threads in [1, 2] {
        for size in [1, 4, 16, 64, 256] {
            cases.push((num_threads, size));
        }
    }
    let docs: Vec<&[usize]> = docs.iter().map(Vec::as_slice).collect();
    let mut work: Vec<_> = cases
        .iter()
        .map(|&(num_threads, size)| {
            let mut engine =
                BatchTrainer::<f32>::new(GUIDE, params, &adam, num_threads);
            let docs = &docs[..1024];
            move || {
                for batch in docs.chunks(size) {
                    black_box(engine.step_batch(batch, LEARNING_RATE));
                }
            }
        })
        .collect();
    let times = interleaved(&mut work);
    for ((num_threads, size), times) in zip(cases, times) {
        let scale = 1e6 / 1024.0;
        let (median, least) = (times[ROUNDS / 2] * scale, times[0] * scale);
        let name = format!("{num_threads} threads, batch {size}");
        println!("  {name:<22} {median:9.2} {least:9.2}");
    }
}
