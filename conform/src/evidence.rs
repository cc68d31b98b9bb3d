//! How much it means that a port agrees with a run.
//!
//! There are many known changes, and some have a loss in common with some
//! other by chance, or two: to four digits, that is worth ten bits at most. So
//! agreement counts for as much as the port is from the reference at the same
//! steps.

use crate::port::Port;

/// What the first losses of a port tell that the reference does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Evidence {
    /// How unlikely it is that they agree with a run by chance, in bits.
    pub bits: f64,
    /// The same, of a run that differs from the reference by about as much:
    /// small differences are alike in many runs.
    pub strict_bits: f64,
    /// How many losses count for the latter.
    pub strict_losses: usize,
}

impl Evidence {
    /// What the first `agreed` losses of a port tell, all of which a run has.
    ///
    /// ```
    /// use conform::{Port, evidence::Evidence};
    ///
    /// let port = Port::of_losses([3.3660, 3.4261, 3.1809], 4);
    /// let evidence = Evidence::of(&port, &[3.3660, 3.4243, 3.1778], 3);
    /// // 18 and 31 units of the last digit: too little to name a cause.
    /// assert_eq!(evidence.strict_losses, 2);
    /// assert!(evidence.bits > 7.0 && !evidence.names_a_whole_run());
    /// ```
    pub fn of(port: &Port, reference: &[f64], agreed: usize) -> Self {
        let mut evidence = Evidence::default();
        for (step, it) in port.comparable().take(agreed) {
            let run = reference.get(step as usize - 1).copied();
            let run = run.unwrap_or(f64::NAN);
            let units = it.units_from(run);
            // All that is no number is alike.
            if !units.is_finite() || units <= 1.0 {
                continue;
            }
            evidence.bits += ((2.0 * units + 1.0) / 3.0).log2();
            if units > 10.0 {
                evidence.strict_bits += (units / 10.0).log2();
                evidence.strict_losses += 1;
            }
        }
        evidence
    }

    /// Whether a run that has all losses of the port can be named.
    pub fn names_a_whole_run(&self) -> bool {
        self.bits >= 12.0
    }

    /// Whether one of thousands can be, that has all of them.
    pub fn names_two_changes(&self) -> bool {
        self.bits >= 24.0
    }

    /// Whether a run that has only the first of them can be named.
    pub fn names_a_beginning(&self) -> bool {
        self.strict_bits >= 16.0 && self.strict_losses >= 3
    }
}
