//! How long 1,000 steps take on each engine. `cargo bench -p step-6-efficiency`

use std::time::Instant;

use names::{Corpus, NAMES, PythonRandom};
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::{Float, Level, VectorTrainer};
use step_6_efficiency::workspace::Workspace;
use step_6_efficiency::{Engine, train};

fn engine<E: Engine + 'static>(params: &[f64]) -> Box<dyn Engine> {
    let config = Config::of_the_guide(27);
    let adam = Adam::new(params.len());
    Box::new(E::resume(config, params.to_vec(), adam))
}

fn vector<F: Float>(level: Level, params: &[f64]) -> Box<dyn Engine> {
    let config = Config::of_the_guide(27);
    let adam = Adam::new(params.len());
    Box::new(VectorTrainer::<F>::at_level(level, config, params, &adam))
}

fn main() {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let params = initial_parameters(4192, &mut rng);
    type New = fn(&[f64]) -> Box<dyn Engine>;
    let rungs: [(&str, usize, New); 9] = [
        ("tape", 100, engine::<Trainer>),
        ("matrix", 100, engine::<MatrixTrainer>),
        ("workspace", 1000, engine::<Workspace>),
        ("f64 base", 1000, |p| vector::<f64>(Level::Baseline, p)),
        ("f64 avx2", 1000, |p| vector::<f64>(Level::Avx2, p)),
        ("f64 avx512", 1000, |p| vector::<f64>(Level::Avx512, p)),
        ("f32 base", 1000, |p| vector::<f32>(Level::Baseline, p)),
        ("f32 avx2", 1000, |p| vector::<f32>(Level::Avx2, p)),
        ("f32 avx512", 1000, |p| vector::<f32>(Level::Avx512, p)),
    ];
    let mut times = vec![Vec::new(); rungs.len()];
    for _ in 0..15 {
        for ((_, steps, new), times) in rungs.iter().zip(&mut times) {
            let mut engine = new(&params);
            let start = Instant::now();
            let sum: f64 =
                train(&mut *engine, &docs, *steps, LEARNING_RATE).sum();
            let time = start.elapsed().as_secs_f64() * 1e6 / *steps as f64;
            assert!(sum.is_finite());
            times.push(time);
        }
    }
    for ((name, ..), times) in rungs.iter().zip(&mut times) {
        times.sort_by(f64::total_cmp);
        println!(
            "{name:12} {:9.2} {:9.2} ms per 1,000 steps (min, median)",
            times[0],
            times[times.len() / 2]
        );
    }
}
