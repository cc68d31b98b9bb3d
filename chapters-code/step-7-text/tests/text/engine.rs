//! The engine: the same numbers as Step 6's, and right where parts are left
//! out.

use approx::assert_relative_eq;
use portable::PythonRandom;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::Engine;
use step_6_efficiency::vector::{Level, VectorTrainer};
use step_7_text::{Attention, Bend, Parts, TextTrainer, Windows};

const CONFIG: Config = Config {
    vocab_size: 11,
    block_size: 21,
    n_embd: 20,
    n_head: 2,
    n_layer: 2,
};

fn params(config: Config) -> Vec<f64> {
    let mut rng = PythonRandom::new(1);
    let numbers = (0..config.num_params()).map(|_| rng.gauss(0.0, 0.3));
    numbers.collect()
}

fn stream() -> Vec<usize> {
    let mut rng = PythonRandom::new(2);
    (0..500).map(|_| rng.choose_weighted(&[1.0; 11])).collect()
}

/// Windows of which no share has as many as another.
const STARTS: [usize; 6] = [0, 20, 77, 110, 300, 401];

fn trainer(parts: Parts, params: &[f64]) -> TextTrainer<f64> {
    TextTrainer::new(CONFIG, parts, params, &Adam::new(params.len()))
}

#[test]
fn the_gradient_is_the_mean_of_step_6s() {
    let (stream, params) = (stream(), params(CONFIG));
    for len in [5, 16, 21] {
        let windows = Windows::at(&stream, &STARTS, len);
        let mut trainer = trainer(Parts::default(), &params);
        let loss = trainer.step(&windows, 0.0);
        let mut mean = vec![0.0; params.len()];
        let mut mean_loss = 0.0;
        for start in STARTS {
            let adam = Adam::new(params.len());
            let mut engine =
                VectorTrainer::<f64>::resume(CONFIG, params.clone(), adam);
            mean_loss += engine.step(&stream[start..=start + len], 0.0) / 6.0;
            for (mean, g) in mean.iter_mut().zip(engine.last_gradient()) {
                *mean += g / 6.0;
            }
        }
        assert_relative_eq!(
            loss,
            mean_loss,
            epsilon = 0.0,
            max_relative = 1e-14
        );
        for (ours, g) in trainer.last_gradient().iter().zip(&mean) {
            assert_relative_eq!(ours, g, epsilon = 1e-14, max_relative = 1e-10);
        }
    }
}

/// Everything that can be left out or exchanged, one at a time and together.
fn variants() -> Vec<Parts> {
    let all = Parts::default();
    let mean = Attention::Mean;
    let bend = |bend| Parts { bend, ..all };
    vec![
        Parts { window: 1, ..all },
        Parts { window: 3, ..all },
        Parts {
            attention: mean,
            ..all
        },
        Parts {
            attention: mean,
            window: 4,
            ..all
        },
        Parts { mlp: false, ..all },
        Parts {
            residuals: false,
            ..all
        },
        Parts {
            positions: false,
            ..all
        },
        Parts {
            attention: mean,
            window: 2,
            mlp: false,
            residuals: false,
            positions: false,
            ..all
        },
        Parts {
            turned: true,
            ..all
        },
        Parts { sharing: 2, ..all },
        bend(Bend::SquaredRelu),
        bend(Bend::Gelu),
        Parts {
            norm_at_end: true,
            ..all
        },
        Parts { tied: true, ..all },
        Parts {
            positions: false,
            turned: true,
            sharing: 2,
            bend: Bend::Gelu,
            norm_at_end: true,
            tied: true,
            ..all
        },
    ]
}

#[test]
fn the_gradient_is_right_whatever_is_left_out() {
    let (stream, params) = (stream(), params(CONFIG));
    let windows = Windows::at(&stream, &STARTS, 21);
    let mean_loss = |parts, params: &[f64]| {
        let losses = trainer(parts, params).losses(&windows);
        losses.iter().sum::<f64>() / losses.len() as f64
    };
    for parts in variants() {
        let mut trained = trainer(parts, &params);
        trained.step(&windows, 0.0);
        let gradient = trained.last_gradient();
        let mut rng = PythonRandom::new(3);
        for _ in 0..4 {
            let direction: Vec<f64> =
                params.iter().map(|_| rng.gauss(0.0, 1.0)).collect();
            let along = |nudge: f64| {
                let params = params.iter().zip(&direction);
                let nudged: Vec<f64> =
                    params.map(|(p, d)| p + nudge * d).collect();
                mean_loss(parts, &nudged)
            };
            let slope = (along(1e-8) - along(-1e-8)) / 2e-8;
            let dot: f64 =
                gradient.iter().zip(&direction).map(|(g, d)| g * d).sum();
            assert_relative_eq!(dot, slope, epsilon = 0.0, max_relative = 1e-5);
        }
    }
}

/// Whether each target of the windows counts: most do not.
fn mask(windows: usize, len: usize) -> Vec<Vec<bool>> {
    let counts = |window, t| (3 * window + t) % 5 == 1;
    let of_window = |window| (0..len).map(|t| counts(window, t)).collect();
    (0..windows).map(of_window).collect()
}

fn slices(mask: &[Vec<bool>]) -> Vec<&[bool]> {
    mask.iter().map(Vec::as_slice).collect()
}

#[test]
fn the_gradient_is_that_of_the_targets_that_count() {
    let (stream, params) = (stream(), params(CONFIG));
    let windows = Windows::at(&stream, &STARTS, 21);
    let mask = mask(STARTS.len(), 21);
    let mean_loss = |params: &[f64]| {
        let losses = trainer(Parts::default(), params).losses(&windows);
        let losses = losses.iter().zip(mask.iter().flatten());
        let counted = losses.filter(|(_, counts)| **counts);
        let (sum, count) = counted
            .fold((0.0, 0.0), |(sum, count), (loss, _)| {
                (sum + loss, count + 1.0)
            });
        sum / count
    };
    let mut trained = trainer(Parts::default(), &params);
    let loss = trained.step_masked(&windows, &slices(&mask), 0.0);
    assert_relative_eq!(
        loss,
        mean_loss(&params),
        epsilon = 0.0,
        max_relative = 1e-14
    );
    let gradient = trained.last_gradient();
    let mut rng = PythonRandom::new(3);
    for _ in 0..4 {
        let direction: Vec<f64> =
            params.iter().map(|_| rng.gauss(0.0, 1.0)).collect();
        let along = |nudge: f64| {
            let params = params.iter().zip(&direction);
            let nudged: Vec<f64> = params.map(|(p, d)| p + nudge * d).collect();
            mean_loss(&nudged)
        };
        let slope = (along(1e-8) - along(-1e-8)) / 2e-8;
        let dot: f64 =
            gradient.iter().zip(&direction).map(|(g, d)| g * d).sum();
        assert_relative_eq!(dot, slope, epsilon = 0.0, max_relative = 1e-5);
    }
}

/// What a step of learning leaves: the loss, the gradient, the parameters.
fn learned(
    windows: &Windows,
    mask: Option<&[Vec<bool>]>,
    threads: usize,
) -> (f64, Vec<f64>, Vec<f64>) {
    let params = params(CONFIG);
    let adam = Adam::new(params.len());
    let trainer =
        TextTrainer::<f32>::new(CONFIG, Parts::default(), &params, &adam);
    let mut trainer = trainer.on_threads(threads).expect("threads");
    let loss = match mask {
        Some(mask) => trainer.step_masked(windows, &slices(mask), 0.01),
        None => trainer.step(windows, 0.01),
    };
    (loss, trainer.last_gradient(), trainer.params())
}

#[test]
fn a_target_that_does_not_count_has_no_influence() {
    let stream = stream();
    let windows = Windows::at(&stream, &STARTS, 21);
    let mask = mask(STARTS.len(), 21);
    let targets: Vec<Vec<usize>> = windows
        .targets
        .iter()
        .zip(&mask)
        .map(|(targets, mask)| {
            let targets = targets.iter().zip(mask);
            let other = |(&target, &counts): (&usize, &bool)| {
                if counts { target } else { (target + 4) % 11 }
            };
            targets.map(other).collect()
        })
        .collect();
    let others = Windows {
        targets: targets.iter().map(Vec::as_slice).collect(),
        ..windows.clone()
    };
    let once = learned(&windows, Some(&mask), 1);
    assert_eq!(learned(&others, Some(&mask), 1), once);
    assert_ne!(learned(&others, None, 1), learned(&windows, None, 1));
    assert_eq!(learned(&windows, Some(&mask), 3), once);
}

#[test]
fn a_mask_that_lets_all_count_changes_no_bit() {
    let stream = stream();
    let windows = Windows::at(&stream, &STARTS, 21);
    let all = vec![vec![true; 21]; STARTS.len()];
    assert_eq!(learned(&windows, Some(&all), 1), learned(&windows, None, 1));
}

#[test]
fn what_is_left_out_changes_the_loss_and_keeps_the_past() {
    let (stream, params) = (stream(), params(CONFIG));
    let windows = Windows::at(&stream, &[40], 21);
    let whole = trainer(Parts::default(), &params).losses(&windows);
    for parts in variants() {
        let losses = trainer(parts, &params).losses(&windows);
        assert_ne!(losses, whole, "{parts:?}");
        // What comes later changes nothing, and what is too old neither.
        let mut other = stream.clone();
        other[50] = (other[50] + 1) % 11;
        let windows = Windows::at(&other, &[40], 21);
        let changed = trainer(parts, &params).losses(&windows);
        assert_eq!(losses[..9], changed[..9], "{parts:?}");
        let reach = 10 + 2 * (parts.window.min(21) - 1);
        if let Some(after) = losses.get(reach + 1..) {
            assert_eq!(after, &changed[reach + 1..], "{parts:?}");
        }
        assert_ne!(losses[9..12], changed[9..12], "{parts:?}");
    }
}

#[test]
fn threads_and_registers_change_no_bit() {
    let config = Config {
        n_embd: 32,
        block_size: 16,
        ..CONFIG
    };
    let (stream, params) = (stream(), params(config));
    let adam = Adam::new(params.len());
    let run = |level: Level, threads| {
        let all = Parts::default();
        let trainer =
            TextTrainer::<f32>::at_level(level, config, all, &params, &adam);
        let mut trainer = trainer.on_threads(threads).expect("threads");
        let mut rng = PythonRandom::new(4);
        let losses: Vec<f64> = (0..5)
            .map(|_| {
                let windows = Windows::draw(&stream, 16, 7, &mut rng);
                trainer.step(&windows, 0.01)
            })
            .collect();
        (losses, trainer.params(), trainer.adam().v)
    };
    let levels = Level::ALL.into_iter().filter(|l| l.is_supported());
    for level in levels {
        let one = run(level, 1);
        for threads in [2, 3, 5] {
            assert_eq!(run(level, threads), one);
        }
        if level.fuses() == Level::detect().fuses() {
            assert_eq!(run(Level::detect(), 1), one);
        }
    }
}
