//! `microgpt variant`: the changes that `microgpt conform` knows.

use std::io::Write;

use crate::Error;
use crate::args::VariantArgs;
use crate::variation::{Sampling, VARIANTS, Variant};

/// `microgpt variant`: lists them, or trains with one of them and prints what
/// the original program would print then.
///
/// # Errors
///
/// If there is none of that name.
pub fn run(args: &VariantArgs, out: &mut impl Write) -> Result<(), Error> {
    let Some(name) = &args.name else {
        return list(out);
    };
    let variant = Variant::named(name).ok_or_else(|| {
        Error::new(
            format!("there is no variant {name:?}"),
            "`microgpt variant` lists them",
        )
    })?;
    let mut trial = variant.trial();
    writeln!(out, "num docs: {}", trial.num_docs())?;
    writeln!(out, "vocab size: {}", trial.config().vocab_size)?;
    writeln!(out, "num params: {}", trial.num_params())?;
    let num_steps = variant.variation().training.num_steps;
    for (step, loss) in (1..).zip(trial.by_ref()) {
        writeln!(out, "step {step:4} / {num_steps:4} | loss {loss:.4}")?;
    }
    writeln!(out, "--- inference (new, hallucinated names) ---")?;
    let samples = trial.samples(Sampling::default(), trial.rng());
    for (i, name) in (1..).zip(samples) {
        writeln!(out, "sample {i:2}: {name}")?;
    }
    Ok(())
}

fn list(out: &mut impl Write) -> Result<(), Error> {
    let width = VARIANTS.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for Variant { name, what, .. } in VARIANTS {
        writeln!(out, "{name:width$}  {what}")?;
    }
    Ok(())
}
