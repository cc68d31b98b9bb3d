//! The letters after "em" and "emm": Step 3 after a short run, after a longer
//! one without and with a view of the past, and the names themselves.

use step_2_autograd::softmax;
use step_3_attention::Gpt;
use typeset::{Table, percent};

use super::common::{
    Gather, LEARNING_RATE, Reference, VOCAB_SIZE, Variant, after_prefix,
    longer, longer_docs, reference_run,
};
use super::starts::{DASH, each, ends};

const BOOK: Variant = Variant::BOOK;
const BLIND: Variant = Variant {
    gather: Gather::Own,
    ..BOOK
};

pub fn figure() -> String {
    let run = reference_run();
    let emma = run.tokens("emma");
    assert!(!longer_docs(&run).contains(&emma), "the text says so");
    let short = each(|run| {
        let (params, _) = BOOK.train_at(run, LEARNING_RATE);
        shares(BOOK, run, &params)
    });
    let blind = each(|run| shares(BLIND, run, &longer(BLIND, run).0));
    let long = each(|run| shares(BOOK, run, &longer(BOOK, run).0));
    assert!(short.iter().all(|it| it[0] < 0.01), "the text says so");
    assert_as_told(&blind, &long);

    let mut table = Table::new()
        .left("next")
        .left("after")
        .right("Step 3")
        .right("longer run, no past")
        .right("longer run")
        .right("the names");
    let (m, a) = (emma[2], emma[4]);
    let rows = [(m, "em"), (m, "emm"), (a, "em"), (a, "emm")];
    for (i, (token, prefix)) in rows.into_iter().enumerate() {
        let counts = after_prefix(&run, prefix);
        let all: f64 = counts.iter().sum();
        let letter = super::common::letter(token);
        let learned = [&short, &blind, &long].map(|starts| {
            let shares: Vec<f64> = starts.iter().map(|it| it[i]).collect();
            let [least, most] = ends(&shares);
            let least = typeset::fixed(100.0 * least, 1);
            format!("{least}{DASH}{}", percent(most, 1))
        });
        let names = percent(counts[token] / all, 1);
        let cells = [letter, prefix.into()].into_iter().chain(learned);
        table = table.row(cells.chain([names]));
    }
    table.to_string()
}

/// The probabilities of m after "em" and "emm", then those of a.
fn shares(variant: Variant, run: &Reference, params: &[f64]) -> [f64; 4] {
    let gpt = Gpt::new(VOCAB_SIZE, params);
    let after = |prefix: &str| {
        let traces = variant.traces(&gpt, &run.tokens(prefix));
        softmax(&traces.last().expect("a position").logits)
    };
    let (em, emm) = (after("em"), after("emm"));
    let emma = run.tokens("emma");
    let (m, a) = (emma[2], emma[4]);
    [em[m], emm[m], em[a], emm[a]]
}

fn assert_as_told(blind: &[[f64; 4]], long: &[[f64; 4]]) {
    for [em, emm, ..] in long {
        assert!(*em > 2.0 * emm, "more than twice as likely");
    }
    for [em, emm, ..] in blind {
        assert!(*em > *emm && *em < 1.6 * emm, "place alone, less");
    }
    let right = |starts: &[[f64; 4]]| {
        starts.iter().filter(|[_, _, em, emm]| em < emm).count()
    };
    assert_eq!([right(blind), right(long)], [1, 5], "the text says so");
}
