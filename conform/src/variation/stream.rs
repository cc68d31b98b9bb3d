//! Python's random numbers, and what they become by slips of the hand.
//!
//! [`portable::PythonRandom`] is right and cannot be otherwise. This one is the
//! same, number by number, until something is changed.

use portable::math;
use rand_mt::Mt;

use super::{Law, Seeding, Shuffle, Start};

/// A stream of random numbers.
///
/// ```
/// use conform::variation::{Start, stream::Stream};
/// use portable::PythonRandom;
///
/// let mut python = PythonRandom::new(42);
/// let mut stream = Stream::new(&Start::default());
/// assert_eq!(stream.random(), python.random());
/// ```
#[derive(Clone, Debug)]
pub struct Stream {
    bits: Mt,
    short_uniforms: bool,
    spare: Option<f64>,
}

impl Stream {
    /// The stream that a start begins with.
    pub fn new(start: &Start) -> Self {
        Stream {
            bits: match start.seeding {
                Seeding::Array => Mt::new_with_key([start.seed]),
                Seeding::Number => Mt::new(start.seed),
            },
            short_uniforms: start.short_uniforms,
            spare: None,
        }
    }

    /// A uniform number, from 0 up to but not including 1.
    pub fn random(&mut self) -> f64 {
        if self.short_uniforms {
            return f64::from(self.bits.next_u32()) / 4_294_967_296.0;
        }
        let high = f64::from(self.bits.next_u32() >> 5);
        let low = f64::from(self.bits.next_u32() >> 6);
        (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
    }

    /// A uniform number, from `-limit` to `limit`: `random.uniform`.
    pub fn uniform(&mut self, limit: f64) -> f64 {
        -limit + 2.0 * limit * self.random()
    }

    /// A whole number from 0 up to but not including `n`, each as likely.
    ///
    /// ```
    /// use conform::variation::{Start, stream::Stream};
    ///
    /// let mut stream = Stream::new(&Start::default());
    /// // Python: random.seed(42); [random.randrange(1000) for _ in range(6)]
    /// let draws: Vec<u32> = (0..6).map(|_| stream.below(1000)).collect();
    /// assert_eq!(draws, [654, 114, 25, 759, 281, 250]);
    /// ```
    ///
    /// # Panics
    ///
    /// If `n` is 0.
    pub fn below(&mut self, n: u32) -> u32 {
        assert!(n > 0, "no number below 0");
        let n_bits = u32::BITS - n.leading_zeros();
        loop {
            let candidate = self.bits.next_u32() >> (u32::BITS - n_bits);
            if candidate < n {
                return candidate;
            }
        }
    }

    /// Shuffles a list.
    ///
    /// # Panics
    ///
    /// If it is too long for 32 bits.
    pub fn shuffle<T>(&mut self, list: &mut [T], how: Shuffle) {
        let n = u32::try_from(list.len()).expect("a list of 32 bits");
        let mut swap = |a: u32, b: u32| list.swap(a as usize, b as usize);
        match how {
            Shuffle::Bits => {
                (1..n).rev().for_each(|i| swap(i, self.below(i + 1)));
            }
            Shuffle::Floor => {
                (1..n).rev().for_each(|i| swap(i, self.floor(i + 1)));
            }
            Shuffle::Others => {
                (1..n).rev().for_each(|i| swap(i, self.below(i)));
            }
            Shuffle::Forward => {
                (0..n).for_each(|i| swap(i, i + self.below(n - i)));
            }
            Shuffle::Any => (0..n).for_each(|i| swap(i, self.below(n))),
        }
    }

    /// `floor(random() * n)`
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    fn floor(&mut self, n: u32) -> u32 {
        (self.random() * f64::from(n)) as u32
    }

    /// A number of a normal law, of spread 1.
    pub fn normal(&mut self, law: Law) -> f64 {
        if let Some(spare) = self.spare.take() {
            return spare;
        }
        let (first, second) = match law {
            Law::Ratio => return self.ratio(),
            Law::Polar => self.polar(),
            _ => self.box_muller(law),
        };
        if law != Law::FreshGauss {
            self.spare = Some(second);
        }
        first
    }

    /// A pair by the method of Box and Muller (1958).
    fn box_muller(&mut self, law: Law) -> (f64, f64) {
        let (a, b) = (self.random(), self.random());
        let (angle, radius) = match law {
            Law::RadiusFirst => (b, 1.0 - a),
            Law::LnOfDraw => (a, b),
            _ => (a, 1.0 - b),
        };
        let angle = angle * std::f64::consts::TAU;
        let radius = (-2.0 * math::ln(radius)).sqrt();
        let pair = (math::cos(angle) * radius, math::sin(angle) * radius);
        match law {
            Law::SineFirst => (pair.1, pair.0),
            _ => pair,
        }
    }

    /// A pair by Marsaglia's polar method.
    fn polar(&mut self) -> (f64, f64) {
        loop {
            let a = 2.0 * self.random() - 1.0;
            let b = 2.0 * self.random() - 1.0;
            let square = a * a + b * b;
            if square > 0.0 && square < 1.0 {
                let factor = (-2.0 * math::ln(square) / square).sqrt();
                return (a * factor, b * factor);
            }
        }
    }

    /// `random.normalvariate`
    fn ratio(&mut self) -> f64 {
        let magic = 4.0 * math::exp(-0.5) / 2.0_f64.sqrt();
        loop {
            let a = self.random();
            let b = 1.0 - self.random();
            let z = magic * (a - 0.5) / b;
            if z * z / 4.0 <= -math::ln(b) {
                return z;
            }
        }
    }

    /// An index, as likely as its weight says: `random.choices`.
    pub fn choose_weighted(&mut self, weights: &[f64]) -> usize {
        let ends = weights.iter().scan(0.0, |total, weight| {
            *total += weight;
            Some(*total)
        });
        let ends: Vec<f64> = ends.collect();
        let total = ends.last().copied().unwrap_or(0.0);
        let point = self.random() * total;
        let index = ends.partition_point(|&end| end <= point);
        index.min(weights.len() - 1)
    }
}
