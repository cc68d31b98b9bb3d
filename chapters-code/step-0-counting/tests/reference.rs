//! Step 0 against the original program.

use names::{Corpus, NAMES};
use portable::PythonRandom;
use reference::Results;
use step_0_counting::{Counts, sample, train};

#[test]
fn the_run_is_the_originals() {
    let mut rng = PythonRandom::new(42);
    let Corpus { tokenizer, docs } = Corpus::new(NAMES, &mut rng);
    let mut counts = Counts::new(tokenizer.vocab_size());
    let losses = train(&mut counts, &docs, 1000).collect();
    let samples = (0..20)
        .map(|_| {
            let tokens = sample(tokenizer.bos(), 16, &mut rng, |token| {
                counts.probabilities(token)
            });
            tokenizer.decode(&tokens)
        })
        .collect();
    let rows = (0..27).flat_map(|token| counts.row(token));
    let params = rows.map(|&n| f64::from(n)).collect();

    let run = Results {
        losses,
        samples,
        params,
    };
    Results::of_step(0).assert_reproduced_by(&run);
}
