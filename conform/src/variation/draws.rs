//! The draws before training: the order of the names, the weights.

use portable::{PythonRandom, math};
use step_4_transformer::Config;

use super::{Law, Order, Positions, Variation};

/// The initial weights, in the order of [`Config::shapes`] whatever the order
/// in which they are drawn. What the variation does not have is 0.
pub fn weights(
    variation: &Variation,
    config: &Config,
    rng: &mut PythonRandom,
) -> Vec<f64> {
    let mut weights = vec![0.0; config.num_params()];
    let mut matrices = Vec::new();
    let mut rest = &mut weights[..];
    for (name, [n_out, n_in]) in config.shapes() {
        let (matrix, others) = rest.split_at_mut(n_out * n_in);
        matrices.push((name, n_in, matrix));
        rest = others;
    }
    if variation.start.order == Order::HeadLast {
        matrices[2..].rotate_left(1);
    }
    for (name, n_in, matrix) in matrices {
        let absent = match name.as_str() {
            "wpe" => variation.model.positions == Positions::Absent,
            "lm_head" => variation.model.tied,
            _ => false,
        };
        if !absent {
            draw(variation, &name, n_in, matrix, rng);
        }
    }
    weights
}

/// Draws the numbers of one matrix.
fn draw(
    variation: &Variation,
    name: &str,
    n_in: usize,
    matrix: &mut [f64],
    rng: &mut PythonRandom,
) {
    let start = &variation.start;
    let n_out = matrix.len() / n_in;
    let is_output = name.ends_with("attn_wo") || name.ends_with("mlp_fc2");
    let spread = if start.zero_outputs && is_output {
        0.0
    } else {
        start.spread
    };
    let mut weight = || match start.law {
        Law::Gauss => rng.gauss(0.0, spread),
        Law::FreshGauss => fresh_gauss(rng) * spread,
        Law::Xavier => {
            let limit = (6.0 / (n_in + n_out) as f64).sqrt();
            -limit + 2.0 * limit * rng.random() // random.uniform
        }
    };
    let is_embedding = name == "wte" || name == "wpe";
    if start.order == Order::Transposed && !is_embedding {
        for column in 0..n_in {
            for row in 0..n_out {
                matrix[row * n_in + column] = weight();
            }
        }
    } else {
        matrix.fill_with(weight);
    }
}

/// The first normal number of a pair, and the second is thrown away.
fn fresh_gauss(rng: &mut PythonRandom) -> f64 {
    let angle = rng.random() * std::f64::consts::TAU;
    let radius = (-2.0 * math::ln(1.0 - rng.random())).sqrt();
    math::cos(angle) * radius
}

/// Python's `random.choice`, call after call.
///
/// A call takes 32 bits of the generator, and again while they are too large.
/// [`PythonRandom::random`] takes 64 and keeps 27 and 26 of them, which is
/// more than enough for both halves. So when the calls end in the middle of
/// them, the generator is 32 bits ahead of Python's.
#[derive(Clone, Debug, Default)]
pub struct Choice {
    spare: Option<u64>,
}

impl Choice {
    /// A whole number from 0 up to but not including `n`, each as likely.
    ///
    /// ```
    /// use conform::variation::draws::Choice;
    ///
    /// let mut rng = portable::PythonRandom::new(42);
    /// let mut choice = Choice::default();
    /// // Python: random.seed(42); [random.randrange(1000) for _ in range(6)]
    /// let draws: Vec<usize> =
    ///     (0..6).map(|_| choice.below(1000, &mut rng)).collect();
    /// assert_eq!(draws, [654, 114, 25, 759, 281, 250]);
    /// ```
    ///
    /// # Panics
    ///
    /// If `n` is 0, or has more than 26 bits.
    pub fn below(&mut self, n: usize, rng: &mut PythonRandom) -> usize {
        const BITS: u32 = 26;
        let n_bits = usize::BITS - n.leading_zeros();
        assert!((1..=BITS).contains(&n_bits), "no number below {n}");
        loop {
            let bits = self.spare.take().unwrap_or_else(|| {
                let (high, low) = halves(rng.random());
                self.spare = Some(low);
                high
            });
            let candidate = usize::try_from(bits >> (BITS - n_bits));
            match candidate {
                Ok(candidate) if candidate < n => return candidate,
                _ => {}
            }
        }
    }
}

/// The first 26 bits of both draws that made this number.
fn halves(random: f64) -> (u64, u64) {
    // It has 53 bits after the point, so this is a whole number.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let bits = (random * 9_007_199_254_740_992.0) as u64;
    (bits >> 27, bits & ((1 << 26) - 1))
}
