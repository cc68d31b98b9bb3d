//! A model of two layers that was trained with a cache for each, read with one
//! cache for both.

use names::Corpus;
use runs::{NUM_STEPS, corpus, held_out, mean_over, transformer};
use step_2_autograd::{linear, mean_loss};
use step_3_attention::{Cache, gpt::add, rms_norm};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

fn main() {
    let config = Config {
        n_layer: 2,
        ..Config::of_the_guide(27)
    };
    let (Corpus { docs, .. }, _) = corpus();
    let all = held_out(&docs);
    // With two entries per token, 16 positions are 8 tokens.
    let is_short = |doc: &&Vec<usize>| doc.len() - 1 <= config.block_size / 2;
    let short: Vec<Vec<usize>> = all.iter().filter(is_short).cloned().collect();
    let params = transformer(config, NUM_STEPS, 0.1).model;
    let gpt = Gpt::new(config, &params);

    let row = |name: &str, loss: &dyn Fn(&[usize]) -> f64, on_all: bool| {
        let whole = if on_all {
            fixed(mean_over(all, loss), 3)
        } else {
            "cannot be read".into()
        };
        [name.into(), whole, fixed(mean_over(&short, loss), 3)]
    };
    let own = |tokens: &[usize]| gpt.loss(tokens);
    let counted = |tokens: &[usize]| shared(&gpt, tokens, true);
    let by_length = |tokens: &[usize]| shared(&gpt, tokens, false);
    let table = Table::new()
        .left("caches")
        .right("all held-out names")
        .right(format!("the {} short ones", short.len()))
        .row(row("one per layer", &own, true))
        .row(row("one for both, positions counted apart", &counted, true))
        .row(row(
            "one for both, position = its length",
            &by_length,
            false,
        ));
    print!("{table}");
}

/// The loss of a document if the layers write into one cache. The position is
/// counted apart, or is how many entries the cache has.
fn shared(gpt: &Gpt<f64>, tokens: &[usize], is_counted: bool) -> f64 {
    let mut cache = Cache::new();
    let mut count = 0;
    mean_loss(tokens, |token| {
        let position = if is_counted { count } else { cache.len() };
        count += 1;
        let x = add(gpt.wte.row(token), gpt.wpe.row(position));
        let mut x = rms_norm(&x);
        for layer in &gpt.layers {
            let n_head = gpt.config.n_head;
            let attended = layer.attention(&rms_norm(&x), &mut cache, n_head);
            x = add(&attended, &x);
            x = add(&layer.mlp(&rms_norm(&x)), &x);
        }
        linear(&x, &gpt.lm_head)
    })
}
