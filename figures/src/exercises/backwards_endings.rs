//! Names with a given ending, written from the right by a table that has read
//! the names of the run backwards.

use exercises::step_0::backwards::{backwards, write_before};
use portable::PythonRandom;
use step_0_counting::Counts;
use typeset::Table;

const MAX_LEN: usize = 16;
const NUM_NAMES: usize = 5;

pub fn figure() -> String {
    let (corpus, _) = runs::corpus();
    let tokenizer = &corpus.tokenizer;
    let mut counts = Counts::new(tokenizer.vocab_size());
    for doc in backwards(&corpus.docs[..runs::NUM_STEPS]) {
        counts.observe(&doc);
    }
    let mut rng = PythonRandom::new(42);
    let mut table = Table::new().left("ending").left("names");
    for ending in ["ella", "son", "x"] {
        let doc = tokenizer.encode(ending).expect("letters");
        let tokens = &doc[1..doc.len() - 1];
        let names = [(); NUM_NAMES].map(|()| {
            let name = write_before(
                tokens,
                tokenizer.bos(),
                MAX_LEN,
                &mut rng,
                |token| counts.probabilities(token),
            );
            tokenizer.decode(&name)
        });
        table = table.row([ending.to_owned(), names.join(", ")]);
    }
    table.to_string()
}
