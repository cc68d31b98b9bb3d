//! Beyond Step 4.

use std::f64::consts::PI;

use judge::{Checks, Outcome, ensure, expect, survives};
use portable::{PythonRandom, math};
use step_2_autograd::{Tape, linear};
use step_3_attention::gpt::add;
use step_3_attention::{self, attention_weights, rms_norm, weighted_sum};
use step_4_transformer::{Cache, Config, Gpt, multi_head};
use workbook_exercises::step_4::gelu::{gelu, tanh};
use workbook_exercises::step_4::grouped::grouped_heads;
use workbook_exercises::step_4::tied::{num_params_tied, tied};
use workbook_exercises::step_4::without::{Part, logits_without};

pub const SECTIONS: &[Checks] = &[
    (
        "4.A",
        &[
            ("nothing left out", whole),
            ("without positions", no_positions),
            ("without norms", no_norms),
            ("without residuals", no_residuals),
            ("without attention", no_attention),
            ("without the MLP", no_mlp),
        ],
    ),
    (
        "4.B",
        &[
            ("how many parameters are left", params_left),
            ("wte stands in two places", two_places),
            ("the gradient is the sum of both uses", shared_gradient),
        ],
    ),
    (
        "4.C",
        &[
            ("tanh", tanh_values),
            ("tanh far out", tanh_far_out),
            ("GELU", gelu_values),
            ("its slope", gelu_slope),
        ],
    ),
    (
        "4.D",
        &[
            ("which head has which group", groups),
            ("each head asks its own question", questions),
            ("as many groups as heads: Step 4’s heads", all_groups),
        ],
    ),
];

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

/// The result of the reader's code after the same tokens.
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

// 4.B

fn params_left() -> Outcome {
    // (3 + 4) * 4 for the embeddings, and 12 * 4 * 4 for each layer.
    expect(
        "num_params_tied of 3 tokens, 4 positions, 4 numbers, 2 layers",
        num_params_tied(SMALL),
    )
    .but(
        SMALL.num_params(),
        "The matrix that is both is not counted twice.",
    )
    .but(
        SMALL.num_params() - 24,
        "Both wte and lm_head are gone. It is still there once.",
    )
    .but(
        SMALL.num_params() - 16,
        "The positions are gone: lm_head has a row for each token.",
    )
    .is(28 + 2 * 192)
}

fn two_places() -> Outcome {
    let tiny = Config {
        vocab_size: 2,
        block_size: 1,
        n_embd: 1,
        n_head: 1,
        n_layer: 1,
    };
    // wte is 1 and 2, wpe is 3, and the layer, cut short here, 4.
    let came = survives(
        || tied(tiny, &[1.0, 2.0, 3.0, 4.0]),
        "It panics with the embeddings and one number of a layer. Cut behind \
         vocab_size * n_embd and block_size * n_embd numbers.",
    )?;
    expect("tied(…) where wte is 1, 2, wpe is 3, and 4 follows", came)
        .but(
            vec![1.0, 2.0, 3.0, 4.0, 1.0, 2.0],
            "wte stands at the end, where it was in Step 3. Here the layers \
             come last.",
        )
        .but(
            vec![1.0, 2.0, 1.0, 2.0, 3.0, 4.0],
            "wte stands directly behind itself: wpe comes between.",
        )
        .but(
            vec![1.0, 2.0, 3.0, 1.0, 2.0, 3.0, 4.0],
            "wpe is there twice, too.",
        )
        .but(
            vec![1.0, 2.0, 3.0, 4.0],
            "Nothing stands in the place of lm_head.",
        )
        .is(vec![1.0, 2.0, 3.0, 1.0, 2.0, 4.0])
}

fn shared_gradient() -> Outcome {
    let params = weights(28 + 2 * 192);
    let doc = [2, 0, 1, 2];
    let tape = Tape::new();
    let both = tied(SMALL, &tape.leaves(&params));
    let grads = Gpt::new(SMALL, &both).loss(&doc).backward();
    let came = grads.first(params.len())[..12].to_vec();
    // The same model with numbers of its own in both places.
    let tape = Tape::new();
    let all = [&params[..28], &params[..12], &params[28..]].concat();
    let apart = tape.leaves(&all);
    let grads = Gpt::new(SMALL, &apart).loss(&doc).backward();
    let (wte, lm_head) = (&grads.first(40)[..12], &grads.first(40)[28..]);
    let sum = wte.iter().zip(lm_head).map(|(a, b)| a + b).collect();
    expect("the gradient of wte, with lm_head the same numbers", came)
        .but(wte.to_vec(), "What flows into lm_head is lost.")
        .is(sum)
}

// 4.C

fn tanh_values() -> Outcome {
    let ln3 = math::ln(3.0); // tanh is (3 - 1/3) / (3 + 1/3), or 0.8
    expect(
        "tanh of -ln 3, 0 and ln 3",
        [-ln3, 0.0, ln3].map(tanh).to_vec(),
    )
    .but(
        vec![-0.5, 0.0, 0.5],
        "That is tanh of z / 2: it is e^2z that stands with a 1.",
    )
    .but(
        vec![-0.8, 0.0, -0.8],
        "The sign is wrong on the right: with e = e^-2z it is \
             (1 - e) / (1 + e).",
    )
    .but(vec![0.8, 0.0, -0.8], "The sign is wrong.")
    .is(vec![-0.8, 0.0, 0.8])
}

fn tanh_far_out() -> Outcome {
    let (left, right) = (-1000.0, 1000.0);
    expect("tanh of -1000 and of 1000", (tanh(left), tanh(right)))
        .but(
            (f64::NAN, f64::NAN),
            "Both have a power beyond f64, and infinity over infinity is not \
             a number: write it with one power, which the sign of z decides.",
        )
        .but(
            (-1.0, f64::NAN),
            "e^2z is beyond f64 on the right, and infinity over infinity is \
             not a number: for z above 0 write it with e^-2z.",
        )
        .but(
            (f64::NAN, 1.0),
            "e^-2z is beyond f64 on the left, and infinity over infinity is \
             not a number: for z below 0 write it with e^2z.",
        )
        .is((-1.0, 1.0))?;
    let slope = |z| {
        let tape = Tape::new();
        let at = tape.leaf(z);
        tanh(at).backward().of(at)
    };
    let slopes = (slope(left), slope(right));
    expect("its slopes there", slopes).is((0.0, 0.0))
}

/// Points from far left to far right.
const POINTS: [f64; 7] = [-30.0, -3.0, -0.75, 0.0, 0.5, 2.0, 30.0];

/// `x (1 + tanh z) / 2`, which is `x / (1 + e^-2z)`.
fn gelu_of(x: f64, z: impl Fn(f64) -> f64) -> f64 {
    x / (1.0 + math::exp(-2.0 * z(x)))
}

fn z(x: f64) -> f64 {
    (2.0 / PI).sqrt() * (x + 0.044_715 * x * x * x)
}

fn gelu_values() -> Outcome {
    let all = |f: &dyn Fn(f64) -> f64| POINTS.map(f).to_vec();
    expect(format!("gelu of {POINTS:?}"), all(&|x| gelu(x)))
        .but(
            all(&|x| 2.0 * gelu_of(x, z)),
            "That is twice as much: 1 + tanh z goes up to 2, so take half of \
             it.",
        )
        .but(
            all(&|x| gelu_of(x, |x| z(x) * (2.0 / PI).sqrt())),
            "The root of 2/π is missing.",
        )
        .but(
            all(&|x| {
                gelu_of(x, |x| (2.0 / PI).sqrt() * (x + 0.044_715 * x * x))
            }),
            "x was squared where it should be to the third power.",
        )
        .but(
            all(&|x| gelu_of(x, |x| (2.0 / PI).sqrt() * x)),
            "The third power of x is missing.",
        )
        .but(
            all(&|x| gelu_of(1.0, |_| z(x))),
            "That is only (1 + tanh z) / 2: it is to be multiplied by x.",
        )
        .is(all(&|x| gelu_of(x, z)))
}

fn gelu_slope() -> Outcome {
    for x in POINTS {
        let tape = Tape::new();
        let at = tape.leaf(x);
        let came = gelu(at).backward().of(at);
        let tried = (gelu_of(x + 1e-5, z) - gelu_of(x - 1e-5, z)) / 2e-5;
        // Central differences are good for some nine digits.
        let came = (came * 1e7).round() / 1e7;
        let tried = (tried * 1e7).round() / 1e7;
        ensure(
            (came - tried).abs() < 2e-7,
            &format!(
                "the slope of gelu at {x}\n    should be {tried}\n    and is    \
                 {came}\n\n    {}",
                if came == 0.0 {
                    "Through `data()` no gradient flows: it is for looking."
                } else if came.is_nan() {
                    "A power is infinite somewhere: see `tanh`."
                } else {
                    "Use only operations of `Scalar` on what depends on x."
                }
            ),
        )?;
    }
    Ok(())
}

// 4.D

/// Four heads of two numbers. A key or a value has two numbers per group.
struct Shared {
    q: Vec<f64>,
    cache: step_3_attention::Cache<f64>,
}

impl Shared {
    fn new(n_group: usize) -> Self {
        let mut numbers = weights(8 + 3 * 4 * n_group).into_iter();
        let mut take = |n: usize| numbers.by_ref().take(n).collect::<Vec<_>>();
        let q = take(8);
        let mut cache = step_3_attention::Cache::new();
        for _ in 0..3 {
            cache.keys.push(take(2 * n_group));
            cache.values.push(take(2 * n_group));
        }
        Shared { q, cache }
    }

    /// The vectors that the heads gather, if this says where the slice of each
    /// begins, and where its query.
    fn gathered(
        &self,
        keys: &[Vec<f64>],
        values: &[Vec<f64>],
        start: impl Fn(usize) -> [usize; 2],
    ) -> Vec<f64> {
        let head = |head| {
            let [of_query, of_key] = start(head);
            let cut = |vectors: &[Vec<f64>]| -> Vec<Vec<f64>> {
                let slices = vectors.iter().map(|it| &it[of_key..of_key + 2]);
                slices.map(<[f64]>::to_vec).collect()
            };
            let q = &self.q[of_query..of_query + 2];
            weighted_sum(&attention_weights(q, &cut(keys)), &cut(values))
        };
        (0..4).flat_map(head).collect()
    }
}

fn groups() -> Outcome {
    let mut cache = step_3_attention::Cache::new();
    cache.keys.push(vec![1.0; 4]);
    cache.values.push(vec![5.0, 6.0, 7.0, 8.0]);
    let came = survives(
        || grouped_heads(&[1.0; 8], &cache, 4),
        "It panics with 4 heads and 2 groups. There are fewer keys than heads \
         here: a head has the slice of its group.",
    )?;
    expect("what 4 heads in 2 groups take of one value 5 to 8", came)
        .but(
            [5.0, 6.0, 7.0, 8.0].repeat(2),
            "Heads 0 and 2 share a value here, and so do 1 and 3. It is \
             neighbours that share.",
        )
        .but([5.0, 6.0].repeat(4), "All heads had the first group.")
        .but(
            vec![5.0, 6.0, 5.0, 6.0, 6.0, 7.0, 6.0, 7.0],
            "The second group begins one number after the first: a group has \
             its number times head_dim numbers before it.",
        )
        .but(
            vec![1.0; 8],
            "Those are the keys: what is gathered are the values.",
        )
        .is(vec![5.0, 6.0, 5.0, 6.0, 7.0, 8.0, 7.0, 8.0])
}

fn questions() -> Outcome {
    let shared = Shared::new(2);
    let Shared { q, cache } = &shared;
    let (keys, values) = (&cache.keys, &cache.values);
    let start = |head: usize| [2 * head, head / 2 * 2];
    expect(
        "what 4 heads in 2 groups take of three positions",
        grouped_heads(q, cache, 4),
    )
    .but(
        shared.gathered(keys, values, |head| [0, head / 2 * 2]),
        "All heads asked with the query of the first: queries are not shared.",
    )
    .but(
        shared.gathered(keys, values, |head| [head / 2 * 2, head / 2 * 2]),
        "The heads of a group asked with one query: queries are not shared.",
    )
    .but(
        shared.gathered(values, values, start),
        "The weights come from the keys, not from the values.",
    )
    .is(shared.gathered(keys, values, start))
}

fn all_groups() -> Outcome {
    let Shared { q, cache } = &Shared::new(4);
    expect("4 heads in 4 groups", grouped_heads(q, cache, 4))
        .is(multi_head(q, cache, 4))?;
    let Shared { q, cache } = &Shared::new(1);
    let shared = Shared::new(1);
    let right =
        shared.gathered(&cache.keys, &cache.values, |head| [2 * head, 0]);
    expect("4 heads in 1 group", grouped_heads(q, cache, 4)).is(right)
}
