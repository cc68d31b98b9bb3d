//! What `microgpt conform -- microgpt variant beta2` prints.

use conform::{Log, Port, compare};
use microgpt::args::VariantArgs;
use microgpt::{Error, variant};

fn main() -> Result<(), Error> {
    let name = Some("beta2".to_owned());
    let mut printed = Vec::new();
    variant::run(&VariantArgs { name }, &mut printed)?;
    let mut log = Log::default();
    log.read(&printed);
    print!("{}", compare(&Port::new(&[log]), None));
    Ok(())
}
