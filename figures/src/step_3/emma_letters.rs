//! The loss of each letter of "emma", by the MLP and by the model of Step 3.

use runs::Training;
use step_1_gradient_descent::Mlp;
use step_2_autograd::mlp;
use step_3_attention::{Cache, Gpt};
use typeset::{Table, fixed};

use super::common::{VOCAB_SIZE, letter, reference_run, target_losses};

pub fn figure() -> String {
    let run = reference_run();
    let tokens = run.tokens("emma");
    let params = Training::mlp().run().model;
    let net = Mlp::new(VOCAB_SIZE, &params);
    let before = target_losses(&tokens, |token| mlp::logits(&net, token));
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let mut cache = Cache::new();
    let after = target_losses(&tokens, |token| gpt.logits(token, &mut cache));

    let mut table = Table::new()
        .left("the MLP sees")
        .left("Step 3 sees")
        .left("what came")
        .right("loss, MLP")
        .right("loss, Step 3");
    let mut seen = String::new();
    for (i, pair) in tokens.windows(2).enumerate() {
        seen += &letter(pair[0]);
        table = table.row([
            letter(pair[0]),
            seen.clone(),
            letter(pair[1]),
            fixed(before[i], 2),
            fixed(after[i], 2),
        ]);
        seen += " ";
    }
    let mean = |x: &[f64]| fixed(x.iter().sum::<f64>() / x.len() as f64, 2);
    let blank = String::new;
    table = table.row([
        "mean".into(),
        blank(),
        blank(),
        mean(&before),
        mean(&after),
    ]);
    table.to_string()
}
