//! Beyond Step 4.

use judge::{Outcome, Section, expect};
use names::PythonRandom;
use step_2_autograd::linear;
use step_3_attention::gpt::add;
use step_3_attention::rms_norm;
use step_4_transformer::{Cache, Config, Gpt};
use workbook_exercises::step_4::without::{Part, logits_without};

pub const SECTIONS: &[Section] = &[(
    "4.A",
    &[
        ("nothing left out", whole),
        ("without positions", no_positions),
        ("without norms", no_norms),
        ("without residuals", no_residuals),
        ("without attention", no_attention),
        ("without the MLP", no_mlp),
    ],
)];

/// A small model of two layers.
const SMALL: Config = Config {
    vocab_size: 3,
    block_size: 4,
    n_embd: 4,
    n_head: 2,
    n_layer: 2,
};

/// Weights large enough for every part to show.
fn weights(n: usize) -> Vec<f64> {
    let mut rng = PythonRandom::new(1);
    (0..n).map(|_| rng.gauss(0.0, 0.5)).collect()
}

// 4.A

/// Which parts a model has, place by place.
#[derive(Clone, Copy)]
struct Has {
    /// The row of `wpe` by the position.
    position: fn(usize) -> Option<usize>,
    /// After the embeddings, before attention, before the MLP.
    norms: [bool; 3],
    /// Around attention, around the MLP.
    residuals: [bool; 2],
    /// Attention, the MLP.
    blocks: [bool; 2],
}

/// The model of the book.
const ALL: Has = Has {
    position: Some,
    norms: [true; 3],
    residuals: [true; 2],
    blocks: [true; 2],
};

/// The scores after the tokens 2, 0 and 1.
fn scores(has: Has) -> Vec<f64> {
    let params = weights(SMALL.num_params());
    let gpt = Gpt::new(SMALL, &params);
    let mut cache = Cache::new(SMALL.n_layer);
    let mut logits = Vec::new();
    let norm = |place: usize, x: &[f64]| {
        if has.norms[place] {
            rms_norm(x)
        } else {
            x.to_vec()
        }
    };
    let join = |block: usize, made: Vec<f64>, x: Vec<f64>| match (
        has.blocks[block],
        has.residuals[block],
    ) {
        (false, _) => x,
        (true, true) => add(&made, &x),
        (true, false) => made,
    };
    for token in [2, 0, 1] {
        let mut x = gpt.wte.row(token).to_vec();
        if let Some(row) = (has.position)(cache.len()) {
            x = add(&x, gpt.wpe.row(row));
        }
        x = norm(0, &x);
        for (layer, cache) in gpt.layers.iter().zip(&mut cache.layers) {
            let made = layer.attention(&norm(1, &x), cache, SMALL.n_head);
            x = join(0, made, x);
            let made = layer.mlp(&norm(2, &x));
            x = join(1, made, x);
        }
        logits = linear(&x, &gpt.lm_head);
    }
    logits
}

/// What the reader's code gives after the same tokens.
fn without(missing: Option<Part>) -> Vec<f64> {
    let params = weights(SMALL.num_params());
    let gpt = Gpt::new(SMALL, &params);
    let mut cache = Cache::new(SMALL.n_layer);
    let after =
        [2, 0, 1].map(|token| logits_without(&gpt, missing, token, &mut cache));
    let [.., last] = after;
    last
}

fn whole() -> Outcome {
    let no_norm = |place: usize| {
        let mut norms = [true; 3];
        norms[place] = false;
        scores(Has { norms, ..ALL })
    };
    expect(
        "logits_without(…, None, …) after three tokens",
        without(None),
    )
    .but(
        no_norm(0),
        "There is a norm after the embeddings, too, before the layers.",
    )
    .but(no_norm(1), "There is a norm before attention.")
    .but(no_norm(2), "There is a norm before the MLP.")
    .but(
        scores(Has {
            position: |_| Some(0),
            ..ALL
        }),
        "Each token was put at position 0: the cache says which it is.",
    )
    .is(scores(ALL))
}

fn no_positions() -> Outcome {
    expect(
        "the scores without Part::Positions",
        without(Some(Part::Positions)),
    )
    .but(scores(ALL), "The positions are still added.")
    .but(
        scores(Has {
            position: |_| Some(0),
            ..ALL
        }),
        "Row 0 of wpe was added at every position. That tells it nothing, but \
         it is there: leave the row out.",
    )
    .is(scores(Has {
        position: |_| None,
        ..ALL
    }))
}

fn no_norms() -> Outcome {
    let norms = |norms| scores(Has { norms, ..ALL });
    expect("the scores without Part::Norms", without(Some(Part::Norms)))
        .but(scores(ALL), "The norms are still there.")
        .but(
            norms([true, false, false]),
            "The norm after the embeddings is still there.",
        )
        .but(
            norms([false, true, false]),
            "The norm before attention is still there.",
        )
        .but(
            norms([false, false, true]),
            "The norm before the MLP is still there.",
        )
        .but(
            norms([false, true, true]),
            "Only the norm after the embeddings is gone: there is one before \
             each block, too.",
        )
        .is(norms([false; 3]))
}

fn no_residuals() -> Outcome {
    let residuals = |residuals| scores(Has { residuals, ..ALL });
    expect(
        "the scores without Part::Residuals",
        without(Some(Part::Residuals)),
    )
    .but(scores(ALL), "The residuals are still there.")
    .but(
        residuals([true, false]),
        "The residual around attention is still there.",
    )
    .but(
        residuals([false, true]),
        "The residual around the MLP is still there.",
    )
    .but(
        scores(Has {
            blocks: [false; 2],
            ..ALL
        }),
        "The blocks are gone, and what they are added to is left: it should \
         be the other way round.",
    )
    .is(residuals([false; 2]))
}

fn no_attention() -> Outcome {
    let has = Has {
        blocks: [false, true],
        ..ALL
    };
    expect(
        "the scores without Part::Attention",
        without(Some(Part::Attention)),
    )
    .but(scores(ALL), "Attention is still there.")
    .but(
        scores(Has {
            position: |_| Some(0),
            ..has
        }),
        "The cache did not grow, so each token thinks it is the first: its \
         length is the position. Ask attention, and leave what it gives.",
    )
    .is(scores(has))
}

fn no_mlp() -> Outcome {
    expect("the scores without Part::Mlp", without(Some(Part::Mlp)))
        .but(scores(ALL), "The MLP is still there.")
        .but(
            scores(Has {
                blocks: [false; 2],
                ..ALL
            }),
            "Both blocks are gone: attention stays.",
        )
        .is(scores(Has {
            blocks: [true, false],
            ..ALL
        }))
}
