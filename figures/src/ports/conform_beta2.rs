//! The output of `microgpt conform -- microgpt variant beta2`.

use conform::variation::Variant;
use conform::{Log, Port, compare};

pub fn figure() -> String {
    let variant = Variant::named("beta2").expect("a variant");
    let mut printed = Vec::new();
    variant.write_run(&mut printed).expect("memory takes it");
    let mut log = Log::default();
    log.read(&printed);
    compare(&Port::new(&[log]), None).to_string()
}
