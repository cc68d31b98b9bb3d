//! The matrices of Step 2 and of Step 3, and how many numbers each has.

use step_1_gradient_descent::{N_EMBD, N_HIDDEN};
use step_3_attention::BLOCK_SIZE;
use typeset::{Table, fixed, thousands};

const VOCAB_SIZE: usize = 27;

pub fn figure() -> String {
    type Shape = Option<(usize, usize)>;
    let square = Some((N_EMBD, N_EMBD));
    let tokens = Some((VOCAB_SIZE, N_EMBD));
    let rows: [(&str, Shape, Shape); 9] = [
        ("wte", tokens, tokens),
        ("wpe", None, Some((BLOCK_SIZE, N_EMBD))),
        ("attn_wq", None, square),
        ("attn_wk", None, square),
        ("attn_wv", None, square),
        ("attn_wo", None, square),
        (
            "mlp_fc1",
            Some((N_HIDDEN, N_EMBD)),
            Some((N_HIDDEN, N_EMBD)),
        ),
        (
            "mlp_fc2",
            Some((VOCAB_SIZE, N_HIDDEN)),
            Some((N_EMBD, N_HIDDEN)),
        ),
        ("lm_head", None, tokens),
    ];
    let size = |shape: Shape| shape.map_or(0, |(n_out, n_in)| n_out * n_in);
    let text = |shape: Shape| match shape {
        Some((n_out, n_in)) => format!("`[{n_out}][{n_in}]`"),
        None => "none".into(),
    };
    let signed = |before: usize, after: usize| {
        let change = after as f64 - before as f64;
        let sign = if change > 0.0 { "+" } else { "" };
        sign.to_owned() + &thousands(fixed(change, 0))
    };

    let mut table = Table::new()
        .left("matrix")
        .left("Step 2")
        .left("Step 3")
        .right("parameters");
    for (name, before, after) in rows {
        table = table.row([
            format!("`{name}`"),
            text(before),
            text(after),
            signed(size(before), size(after)),
        ]);
    }
    let before: usize = rows.iter().map(|row| size(row.1)).sum();
    let after: usize = rows.iter().map(|row| size(row.2)).sum();
    assert_eq!(before, step_1_gradient_descent::num_params(VOCAB_SIZE));
    assert_eq!(after, step_3_attention::num_params(VOCAB_SIZE));
    table = table.row([
        "all".into(),
        thousands(before),
        thousands(after),
        signed(before, after),
    ]);
    table.to_string()
}
