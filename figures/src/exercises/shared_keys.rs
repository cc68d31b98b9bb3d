//! Heads that share keys and values: the saving, and the cost.

use exercises::step_4::grouped::grouped_heads;
use step_2_autograd::{Scalar, linear, mean_loss};
use step_3_attention::{Cache, gpt::add, rms_norm};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, thousands};

use super::trained::{Model, validation_losses};
use crate::spread::Spread;

const CONFIG: Config = Config::of_the_guide(27);

/// Step 4's model with so many groups of heads.
struct Groups(usize);

impl Groups {
    /// Numbers per key, and per value.
    fn width(&self) -> usize {
        self.0 * CONFIG.head_dim()
    }

    /// Parameters that it uses.
    fn used(&self) -> usize {
        let unused = CONFIG.n_embd - self.width();
        CONFIG.num_params() - 2 * unused * CONFIG.n_embd
    }
}

impl Model for Groups {
    fn num_params(&self) -> usize {
        CONFIG.num_params()
    }

    fn of_the_book(&self) -> Option<Config> {
        (self.0 == CONFIG.n_head).then_some(CONFIG)
    }

    fn loss<S: Scalar>(&self, params: &[S], tokens: &[usize]) -> S {
        let gpt = Gpt::new(CONFIG, params);
        let [layer] = &gpt.layers[..] else {
            panic!("one layer");
        };
        let mut cache = Cache::new();
        mean_loss(tokens, |token| {
            let x = add(gpt.wte.row(token), gpt.wpe.row(cache.len()));
            let x = rms_norm(&x);
            let read = rms_norm(&x);
            let q = linear(&read, &layer.attn_wq);
            // The first rows of a matrix are a smaller matrix.
            let cut = |all: Vec<S>| all[..self.width()].to_vec();
            cache.keys.push(cut(linear(&read, &layer.attn_wk)));
            cache.values.push(cut(linear(&read, &layer.attn_wv)));
            let gathered = grouped_heads(&q, &cache, CONFIG.n_head);
            let x = add(&linear(&gathered, &layer.attn_wo), &x);
            let x = add(&layer.mlp(&rms_norm(&x)), &x);
            linear(&x, &gpt.lm_head)
        })
    }
}

pub fn figure() -> String {
    let rows = [Groups(4), Groups(2), Groups(1)];
    let losses = validation_losses(&rows, 5);
    for fewer in &losses[1..] {
        let cost = Spread::between(fewer, &losses[0]);
        assert!(cost.least < 0.0 && cost.most > 0.0, "either way");
    }
    let mut table = Table::new()
        .right("groups")
        .right("parameters")
        .right("in the cache, for \"emma\"")
        .right("mean loss");
    for (row, losses) in rows.into_iter().zip(losses) {
        table = table.row([
            row.0.to_string(),
            thousands(row.used()),
            (2 * 5 * row.width()).to_string(),
            Spread::of(&losses).mean(3),
        ]);
    }
    table.to_string()
}
