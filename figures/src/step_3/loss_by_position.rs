//! The mean loss on validation names at each position: the MLP, the model
//! without a view of the past, and the model of Step 3.

use runs::Training;
use step_1_gradient_descent::Mlp;
use step_2_autograd::mlp;
use step_3_attention::{Cache, Gpt};
use typeset::{Table, fixed};

use super::common::{
    Gather, VOCAB_SIZE, Variant, reference_run, target_losses,
};

/// From here on, positions are counted together.
const LAST: usize = 6;

pub fn figure() -> String {
    let run = reference_run();
    let params = Training::mlp().run().model;
    let net = Mlp::new(VOCAB_SIZE, &params);
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let own = Variant {
        gather: Gather::Own,
        ..Variant::BOOK
    };
    let (own_params, _) = own.train(&run);
    let own_gpt = Gpt::new(VOCAB_SIZE, &own_params);

    let mut sums = [[0.0; 3]; LAST + 1];
    let mut counts = [0.0; LAST + 1];
    for doc in runs::validation_set(&run.docs) {
        let (mut cache, mut own_cache) = (Cache::new(), Cache::new());
        let losses = [
            target_losses(doc, |token| mlp::logits(&net, token)),
            target_losses(doc, |token| {
                own.trace(&own_gpt, token, &mut own_cache).logits
            }),
            target_losses(doc, |token| gpt.logits(token, &mut cache)),
        ];
        for i in 0..doc.len() - 1 {
            let row = i.min(LAST);
            counts[row] += 1.0;
            for (sum, losses) in sums[row].iter_mut().zip(&losses) {
                *sum += losses[i];
            }
        }
    }

    let mut table = Table::new()
        .right("position")
        .right("MLP: token")
        .right("token and position")
        .right("and past: Step 3");
    for (row, (sums, count)) in sums.iter().zip(counts).enumerate() {
        let name = if row == LAST {
            format!("{LAST} and later")
        } else {
            row.to_string()
        };
        let means = sums.iter().map(|sum| fixed(sum / count, 3));
        table = table.row([name].into_iter().chain(means));
    }
    table.to_string()
}
