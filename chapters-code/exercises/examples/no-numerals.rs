//! What a model of numerals writes that is none.

mod counted;

use counted::{Half, Written};

fn main() {
    let half = Half::new();
    let Written { seen, new, wrong } = half.write(&half.trained(2000), 0.5);
    assert_eq!(seen + new + wrong.len(), 1000);
    for numeral in wrong.iter().take(12) {
        println!("{numeral}");
    }
}
