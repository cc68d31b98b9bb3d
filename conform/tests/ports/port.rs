//! Single precision, told from a mistake.

use conform::Port;
use conform::log::Printed;
use conform::port::{Gap, SINGLE};
use conform::reference::{NUM_STEPS, Original};
use conform::variation::Variant;

#[test]
fn single_precision_is_near() {
    let reference = Original::LAST.losses(NUM_STEPS);
    let single = Variant::named("f32").expect("a variant");
    let mut port = Port::default();
    for (step, value) in (1..).zip(single.trial()) {
        port.losses.insert(step, Printed { value, digits: 10 });
    }
    let Gap { largest, last } = port.gap(&reference);
    assert!(largest.1 > 1e-7 && largest.1 < SINGLE.0 / 1000.0);
    assert!(last.is_some_and(|(a, b)| (a - b).abs() < SINGLE.1 / 1000.0));
    assert!(port.is_in_single_precision(&reference));
    assert!(port.agreement(reference).parting.is_some());
}
