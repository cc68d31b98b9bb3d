//! The letters after "em" and "emm": the MLP, Step 3 after a short and a longer
//! run, and the names themselves.

use runs::Training;
use step_1_gradient_descent::Mlp;
use step_2_autograd::{mlp, softmax};
use step_3_attention::Gpt;
use typeset::{Table, percent};

use super::common::{
    Gather, VOCAB_SIZE, Variant, after_prefix, longer, longer_docs,
    reference_run,
};

pub fn figure() -> String {
    let run = reference_run();
    let emma = run.tokens("emma");
    assert!(!longer_docs(&run).contains(&emma), "the text says so");
    let params = Training::mlp().run().model;
    let net = Mlp::new(VOCAB_SIZE, &params);
    let own = Variant {
        gather: Gather::Own,
        ..Variant::BOOK
    };
    let (blind, _) = longer(own, &run);
    let (long, _) = longer(Variant::BOOK, &run);
    let by = |variant: Variant, params: &[f64], prefix: &str| {
        let gpt = Gpt::new(VOCAB_SIZE, params);
        let traces = variant.traces(&gpt, &run.tokens(prefix));
        softmax(&traces.last().expect("a position").logits)
    };

    let mut table = Table::new()
        .left("next")
        .left("after")
        .right("MLP")
        .right("Step 3")
        .right("longer run, no past")
        .right("longer run")
        .right("the names");
    let (m, a) = (emma[2], emma[4]);
    let mut shares = Vec::new();
    for (token, name) in [(m, "m"), (a, "a")] {
        for prefix in ["em", "emm"] {
            let counts = after_prefix(&run, prefix);
            let all: f64 = counts.iter().sum();
            let row = [
                softmax(&mlp::logits(&net, m))[token],
                by(Variant::BOOK, &run.trained, prefix)[token],
                by(own, &blind, prefix)[token],
                by(Variant::BOOK, &long, prefix)[token],
                counts[token] / all,
            ];
            shares.push(row);
            let shown = row.map(|share| percent(share, 1));
            let names = [name, prefix].map(String::from);
            table = table.row(names.into_iter().chain(shown));
        }
    }
    // m after em, m after emm, a after em, a after emm
    let [m_em, m_emm, a_em, a_emm] = [0, 1, 2, 3].map(|i: usize| shares[i]);
    assert!(m_em[3] > 2.0 * m_emm[3], "the text says so");
    assert!(
        m_em[3] - m_emm[3] > 2.0 * (m_em[2] - m_emm[2]),
        "the text says so"
    );
    assert!(a_em[1] < a_emm[1] && a_em[3] > a_emm[3], "the text says so");
    assert!(a_emm[1] < a_emm[0], "the text says so");
    table.to_string()
}
