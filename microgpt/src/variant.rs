//! `microgpt variant`: the changes that `microgpt conform` knows.

use std::io::Write;

use crate::Error;
use crate::args::VariantArgs;
use conform::variation::{VARIANTS, Variant};

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
    variant.write_run(out)?;
    Ok(())
}

fn list(out: &mut impl Write) -> Result<(), Error> {
    let width = VARIANTS.iter().map(|it| it.name.len()).max().unwrap_or(0);
    for Variant { name, what, .. } in VARIANTS.iter() {
        writeln!(out, "{name:width$}  {what}")?;
    }
    Ok(())
}
