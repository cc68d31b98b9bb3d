//! The changes that have a name.

mod model;
mod start;
mod training;

use std::io::{self, Write};
use std::sync::LazyLock;

use super::{Sampling, Trial, Variation};

/// One known change to the reference run.
#[derive(Clone, Copy, Debug)]
pub struct Variant {
    /// Its name on the command line.
    pub name: &'static str,
    /// The difference, to be read after "a run with".
    pub what: &'static str,
    change: fn(&mut Variation),
}

/// All of them, from the data to the optimizer.
pub static VARIANTS: LazyLock<Vec<Variant>> = LazyLock::new(|| {
    [start::VARIANTS, model::VARIANTS, training::VARIANTS].concat()
});

impl Variant {
    /// The variant of this name.
    ///
    /// ```
    /// use conform::variation::Variant;
    ///
    /// let variant = Variant::named("beta2").expect("a variant");
    /// assert_eq!(variant.variation().training.beta2, 0.999);
    /// assert!(Variant::named("gamma").is_none());
    /// ```
    pub fn named(name: &str) -> Option<&'static Self> {
        VARIANTS.iter().find(|variant| variant.name == name)
    }

    /// The reference run with this change.
    pub fn variation(&self) -> Variation {
        self.added_to(Variation::default())
    }

    /// A run with this change, too.
    pub fn added_to(&self, mut variation: Variation) -> Variation {
        (self.change)(&mut variation);
        variation
    }

    /// A run of it.
    pub fn trial(&self) -> Trial {
        Trial::new(self.variation())
    }

    /// Trains with this change and writes what the original program would
    /// print then.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn write_run(&self, out: &mut impl Write) -> io::Result<()> {
        let mut trial = self.trial();
        writeln!(out, "num docs: {}", trial.num_docs())?;
        writeln!(out, "vocab size: {}", trial.config().vocab_size)?;
        writeln!(out, "num params: {}", trial.num_params())?;
        let num_steps = self.variation().training.num_steps;
        for (step, loss) in (1..).zip(trial.by_ref()) {
            writeln!(out, "step {step:4} / {num_steps:4} | loss {loss:.4}")?;
        }
        writeln!(out, "--- inference (new, hallucinated names) ---")?;
        let samples = trial.samples(Sampling::default(), trial.stream());
        for (i, name) in (1..).zip(samples) {
            writeln!(out, "sample {i:2}: {name}")?;
        }
        Ok(())
    }
}

const fn variant(
    name: &'static str,
    what: &'static str,
    change: fn(&mut Variation),
) -> Variant {
    Variant { name, what, change }
}
