//! A power law through points that were measured.

use portable::math::powf;

// ANCHOR: power-law
/// A loss that falls as something grows: whenever that becomes so many times
/// as much, what is above the floor becomes the same share of what it was.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PowerLaw {
    /// The loss that no size gets below.
    pub floor: f64,
    /// What is above the floor at a size of 1.
    pub scale: f64,
    /// How fast that falls.
    pub exponent: f64,
}

impl PowerLaw {
    /// The loss at a size.
    ///
    /// ```
    /// use step_7_text::PowerLaw;
    ///
    /// let law = PowerLaw { floor: 1.0, scale: 8.0, exponent: 0.5 };
    /// assert_eq!([1.0, 4.0, 16.0].map(|n| law.at(n)), [9.0, 5.0, 3.0]);
    /// ```
    pub fn at(&self, size: f64) -> f64 {
        self.floor + self.scale * powf(size, -self.exponent)
    }
}
// ANCHOR_END: power-law

// ANCHOR: line
impl PowerLaw {
    /// The best through some points, each a size and a loss, among those with
    /// one exponent. With that given, the law is a straight line over
    /// `size^-exponent`: through the means if it has a floor, and through zero
    /// if it has none.
    pub fn of_exponent(
        exponent: f64,
        points: &[[f64; 2]],
        has_floor: bool,
    ) -> Self {
        let sum = |of: fn(f64, f64) -> f64| -> f64 {
            let x = |size: f64| powf(size, -exponent);
            points.iter().map(|&[size, y]| of(x(size), y)).sum()
        };
        let n = points.len() as f64;
        let [x, y] = if has_floor {
            [sum(|x, _| x) / n, sum(|_, y| y) / n]
        } else {
            [0.0, 0.0]
        };
        let scale = (sum(|x, y| x * y) - x * sum(|_, y| y))
            / (sum(|x, _| x * x) - x * sum(|x, _| x));
        PowerLaw {
            floor: y - scale * x,
            scale,
            exponent,
        }
    }
}
// ANCHOR_END: line

// ANCHOR: fit
impl PowerLaw {
    /// How far points are from it: the sum of the squares.
    pub fn error(&self, points: &[[f64; 2]]) -> f64 {
        let off = |&[size, loss]: &[f64; 2]| loss - self.at(size);
        points.iter().map(|point| off(point) * off(point)).sum()
    }

    /// The best through some points, each a size and a loss.
    ///
    /// ```
    /// use step_7_text::PowerLaw;
    ///
    /// let law = PowerLaw { floor: 1.0, scale: 8.0, exponent: 0.5 };
    /// let points = [1.0, 4.0, 16.0].map(|n| [n, law.at(n)]);
    /// let found = PowerLaw::fit(&points, true);
    /// assert!((found.at(64.0) - 2.0).abs() < 1e-9);
    /// ```
    ///
    /// # Panics
    ///
    /// If a point has a NaN.
    pub fn fit(points: &[[f64; 2]], has_floor: bool) -> Self {
        let exponents = (1..=400).map(|i| f64::from(i) / 200.0);
        exponents
            .map(|it| Self::of_exponent(it, points, has_floor))
            .map(|law| (law.error(points), law))
            .min_by(|(a, _), (b, _)| a.total_cmp(b))
            .map(|(_, law)| law)
            .expect("some exponents")
    }
}
// ANCHOR_END: fit
