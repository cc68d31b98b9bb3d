//! Names that the table makes up before and after its training. The second
//! column is what the program prints.

use names::{Corpus, NAMES, docs};
use step_0_counting::{Counts, sample};
use typeset::Table;

use super::common::{BOS, VOCAB_SIZE};

pub fn figure() -> String {
    let (Corpus { tokenizer, .. }, rng) = runs::corpus();
    let trained = runs::counting(runs::NUM_STEPS).model;
    let real = docs(NAMES);
    let names = |counts: &Counts| {
        let mut rng = rng.clone();
        let mut name = || {
            let tokens = sample(BOS, 16, &mut rng, |t| counts.probabilities(t));
            let name = tokenizer.decode(&tokens);
            if name.is_empty() {
                "(no letter at all)".into()
            } else if real.contains(&name.as_str()) {
                format!("**{name}** (real)")
            } else {
                name
            }
        };
        (0..20).map(|_| name()).collect::<Vec<String>>()
    };
    let (before, after) = (names(&Counts::new(VOCAB_SIZE)), names(&trained));

    let mut table = Table::new()
        .right("sample")
        .left("nothing counted")
        .left("1,000 names counted");
    for (i, (before, after)) in (1..).zip(before.into_iter().zip(after)) {
        table = table.row([i.to_string(), before, after]);
    }
    table.to_string()
}
