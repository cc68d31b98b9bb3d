//! The random numbers of Python's `random` module, bit for bit.
//!
//! The original program shuffles, draws its first weights and samples with
//! `random.seed(42)`. With the same stream of random numbers, this book's
//! numbers are its numbers. Everything here follows `Lib/random.py` and
//! `Modules/_randommodule.c` of `CPython` 3.11.

use std::f64::consts::TAU;

use rand_mt::Mt;

use crate::math;

// ANCHOR: python-random
/// Python's `random.Random`: the Mersenne Twister (Matsumoto and Nishimura,
/// 1998) and the distributions that the book needs.
///
/// ```
/// let mut rng = portable::PythonRandom::new(42);
/// // Python: random.seed(42); random.random()
/// assert_eq!(rng.random(), 0.639_426_798_457_883_7);
/// ```
#[derive(Clone, Debug)]
pub struct PythonRandom {
    bits: Mt,
    spare_gauss: Option<f64>,
}

impl PythonRandom {
    /// The stream that starts at `random.seed(seed)`.
    pub fn new(seed: u32) -> Self {
        PythonRandom {
            bits: Mt::new_with_key([seed]),
            spare_gauss: None,
        }
    }

    /// A number from 0 up to but not including 1, with all 53 bits of an `f64`
    /// random: 27 of one draw and 26 of the next.
    pub fn random(&mut self) -> f64 {
        let high = f64::from(self.bits.next_u32() >> 5);
        let low = f64::from(self.bits.next_u32() >> 6);
        // high * 2^26 + low, over 2^53
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }
}
// ANCHOR_END: python-random

// ANCHOR: shuffle
impl PythonRandom {
    /// A whole number from 0 up to but not including `n`, each as likely: as
    /// many random bits as `n` has, until they are less than `n`.
    fn below(&mut self, n: u32) -> u32 {
        let n_bits = u32::BITS - n.leading_zeros();
        loop {
            let candidate = self.bits.next_u32() >> (u32::BITS - n_bits);
            if candidate < n {
                return candidate;
            }
        }
    }

    /// Puts the items in random order (Fisher and Yates, 1938), from
    /// the end (Durstenfeld, 1964).
    ///
    /// # Panics
    ///
    /// If there are more than `u32::MAX` items.
    ///
    /// ```
    /// let mut items = [0, 1, 2, 3, 4];
    /// portable::PythonRandom::new(42).shuffle(&mut items);
    /// // Python: random.seed(42); random.shuffle(items)
    /// assert_eq!(items, [3, 1, 2, 4, 0]);
    /// ```
    pub fn shuffle<T>(&mut self, items: &mut [T]) {
        let len = u32::try_from(items.len()).expect("at most u32::MAX items");
        for last in (1..len).rev() {
            let other = self.below(last + 1);
            items.swap(last as usize, other as usize);
        }
    }
}
// ANCHOR_END: shuffle

// ANCHOR: gauss
impl PythonRandom {
    /// A number from the normal distribution with this mean and standard
    /// deviation (Box and Muller, 1958). They come in pairs: the second is
    /// kept for the next call.
    ///
    /// ```
    /// let mut rng = portable::PythonRandom::new(42);
    /// // Python: random.seed(42); random.gauss(0, 0.08)
    /// assert!((rng.gauss(0.0, 0.08) + 0.011_527_226).abs() < 1e-9);
    /// ```
    pub fn gauss(&mut self, mean: f64, std_dev: f64) -> f64 {
        let standard = self.spare_gauss.take().unwrap_or_else(|| {
            let angle = self.random() * TAU;
            let radius = (-2.0 * math::ln(1.0 - self.random())).sqrt();
            self.spare_gauss = Some(math::sin(angle) * radius);
            math::cos(angle) * radius
        });
        mean + standard * std_dev
    }
}
// ANCHOR_END: gauss

// ANCHOR: choose-weighted
impl PythonRandom {
    /// An index into `weights`, drawn in proportion to them: Python's
    /// `random.choices(range(len(weights)), weights)[0]`.
    ///
    /// A random point falls on a line on which every index has a stretch as
    /// long as its weight.
    ///
    /// # Panics
    ///
    /// If the weights do not have a sum above 0, as Python refuses them too.
    ///
    /// ```
    /// let mut rng = portable::PythonRandom::new(42);
    /// assert_eq!(rng.choose_weighted(&[0.0, 1.0, 0.0]), 1);
    /// ```
    pub fn choose_weighted(&mut self, weights: &[f64]) -> usize {
        let mut total = 0.0;
        let ends: Vec<f64> = weights
            .iter()
            .map(|weight| {
                total += weight;
                total
            })
            .collect();
        assert!(total > 0.0 && total.is_finite(), "weights of sum {total}");
        let point = self.random() * total;
        let index = ends.partition_point(|&end| end <= point);
        index.min(weights.len() - 1)
    }
}
// ANCHOR_END: choose-weighted

#[cfg(test)]
mod tests {
    use super::*;

    // The known values below were printed by CPython 3.11.

    #[test]
    fn random_is_cpythons() {
        let mut rng = PythonRandom::new(42);
        let draws: Vec<f64> = (0..4).map(|_| rng.random()).collect();
        let known = [
            0.639_426_798_457_883_7,
            0.025_010_755_222_666_936,
            0.275_029_318_369_119_26,
            0.223_210_738_148_822_75,
        ];
        assert_eq!(draws, known);
        assert_eq!(PythonRandom::new(0).random(), 0.844_421_851_525_048_1);
        let mut largest = PythonRandom::new(u32::MAX);
        assert_eq!(largest.random(), 0.635_357_444_134_117_3);
    }

    #[test]
    fn gauss_is_cpythons_and_keeps_its_second_value() {
        let mut rng = PythonRandom::new(42);
        let draws: Vec<f64> = (0..5).map(|_| rng.gauss(0.0, 0.08)).collect();
        let known = [
            -0.011_527_226_366_234_268,
            -0.013_832_288_026_521_545,
            -0.008_905_268_925_412_997,
            0.056_158_698_007_909_05,
            -0.010_207_062_702_630_967,
        ];
        for (draw, known) in draws.iter().zip(known) {
            approx::assert_relative_eq!(
                *draw,
                known,
                epsilon = 0.0,
                max_relative = 1e-14
            );
        }

        // The value kept by an odd number of calls outlives other draws.
        let mut rng = PythonRandom::new(7);
        for known in [-0.255_880_288, 0.511_431_513, -0.226_096_165] {
            let draw = rng.gauss(0.0, 1.0);
            approx::assert_relative_eq!(
                draw,
                known,
                epsilon = 0.0,
                max_relative = 1e-8
            );
        }
        assert_eq!(rng.random(), 0.535_882_004_306_689_2);
        let kept = rng.gauss(0.0, 1.0);
        approx::assert_relative_eq!(
            kept,
            -0.315_068_422,
            epsilon = 0.0,
            max_relative = 1e-8
        );
    }

    #[test]
    fn below_is_cpythons_randrange() {
        let mut rng = PythonRandom::new(42);
        let draws: Vec<u32> = (0..6).map(|_| rng.below(1000)).collect();
        assert_eq!(draws, [654, 114, 25, 759, 281, 250]);
        assert_eq!(rng.below(1), 0);
    }

    #[test]
    fn shuffle_is_cpythons() {
        let mut items: Vec<u32> = (0..12).collect();
        PythonRandom::new(42).shuffle(&mut items);
        assert_eq!(items, [7, 5, 2, 8, 9, 6, 11, 3, 4, 0, 1, 10]);
        PythonRandom::new(42).shuffle::<u32>(&mut []);
    }

    #[test]
    fn choose_weighted_is_cpythons_choices() {
        let mut rng = PythonRandom::new(42);
        let draws: Vec<usize> = (0..12)
            .map(|_| rng.choose_weighted(&[1.0, 2.0, 3.0, 4.0]))
            .collect();
        assert_eq!(draws, [3, 0, 1, 1, 3, 3, 3, 0, 2, 0, 1, 2]);
    }

    #[test]
    #[should_panic(expected = "weights of sum NaN")]
    fn weights_that_are_no_numbers_are_refused() {
        PythonRandom::new(42).choose_weighted(&[0.5, f64::NAN]);
    }
}
