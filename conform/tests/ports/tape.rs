//! Backward passes that are wrong, as the original in Python has them.

use conform::variation::Variant;

/// What the program of Step 5 in Python prints, with the change made in its
/// class `Value`.
const PRINTED: [(&str, [f64; 5]); 5] = [
    ("last-gradient", [3.3660, 3.4325, 3.1677, 3.0913, 3.3100]),
    ("depth-first", [3.3660, 3.4310, 3.1584, 3.1127, 3.3321]),
    ("breadth-first", [3.3660, 3.4297, 3.1791, 3.0744, 3.2161]),
    ("swapped-factors", [3.3660, 3.4026, 3.1963, 3.0725, 3.2868]),
    ("wrong-power", [3.3660, 3.3900, 3.1819, 3.1093, 3.3648]),
];

#[test]
fn a_wrong_tape_is_wrong_as_the_original_would_be() {
    for (name, printed) in PRINTED {
        let variant = Variant::named(name).expect("a variant");
        let losses: Vec<f64> = variant.trial().take(5).collect();
        for (loss, printed) in losses.iter().zip(printed) {
            assert!((loss - printed).abs() < 0.000_051, "{name}: {losses:?}");
        }
    }
}
