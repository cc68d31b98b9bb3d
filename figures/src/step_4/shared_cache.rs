//! A model of two layers that was trained with a cache for each, read with one
//! cache for both.

use names::Corpus;
use runs::{Training, corpus, mean_over, validation_set};
use step_2_autograd::{linear, mean_loss};
use step_3_attention::{Cache, gpt::add, rms_norm};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};

/// How a model reads a document: its loss.
type Loss = fn(&Gpt<f64>, &[usize]) -> f64;

pub fn figure() -> String {
    let config = Config {
        n_layer: 2,
        ..Config::of_the_guide(27)
    };
    let (Corpus { docs, .. }, _) = corpus();
    let all = validation_set(&docs);
    // With two entries per token, 16 positions are 8 tokens.
    let is_short = |doc: &Vec<usize>| doc.len() - 1 <= config.block_size / 2;
    let (short, long): (Vec<_>, Vec<_>) =
        all.iter().cloned().partition(|doc| is_short(doc));
    let by_sgd = Training::transformer(config).run().model;
    let by_adam = Training::adam(config).run().model;
    let (gpt, other) = (Gpt::new(config, &by_sgd), Gpt::new(config, &by_adam));

    let readings: [(&str, Loss, bool); 3] = [
        ("one per layer", |gpt, tokens| gpt.loss(tokens), true),
        (
            "one for both, positions counted apart",
            |gpt, tokens| shared(gpt, tokens, true),
            true,
        ),
        (
            "one for both, position = its length",
            |gpt, tokens| shared(gpt, tokens, false),
            false,
        ),
    ];
    let mut table = Table::new()
        .left("caches")
        .right(format!("all {}", all.len()))
        .right(format!("{} of at most 7 letters", short.len()))
        .right(format!("{} longer", long.len()))
        .right("Step 5: all 500");
    for (name, loss, reads_all) in readings {
        let mean = |gpt: &Gpt<f64>, docs: &[Vec<usize>], is_read: bool| {
            if is_read {
                fixed(mean_over(docs, |tokens| loss(gpt, tokens)), 3)
            } else {
                "cannot be read".into()
            }
        };
        table = table.row([
            name.into(),
            mean(&gpt, all, reads_all),
            mean(&gpt, &short, true),
            mean(&gpt, &long, reads_all),
            mean(&other, all, reads_all),
        ]);
    }
    let gain = mean_over(&long, |tokens| gpt.loss(tokens))
        - mean_over(&long, |tokens| shared(&gpt, tokens, true));
    assert!((0.025..0.035).contains(&gain), "long names become better");
    table.to_string()
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
