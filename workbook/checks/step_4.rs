//! Step 4: Transformer.

use judge::{Checks, Outcome, caught, ensure, expect, refuses, survives};
use portable::{PythonRandom, math};
use workbook::step_1::initial_parameters;
use workbook::step_2::{linear, mean_loss, softmax, train};
use workbook::step_3::{self, add, attention_weights, weighted_sum};
use workbook::step_4::{Cache, Config, ConfigError, Gpt, multi_head, slices};

use crate::step_2::reference_run;
use crate::step_3::why_attention_panics;
use crate::way::{Model, RIGHT, WRONG, Way};

/// The first losses of the reference run: seed 42, a learning rate of 0.1.
const LOSSES: [f64; 3] =
    [3.3659669475848504, 3.4272835251115454, 3.1705594449832724];

/// A model so small that its matrices can be counted.
const SMALL: Config = Config {
    vocab_size: 5,
    block_size: 7,
    n_embd: 4,
    n_head: 2,
    n_layer: 2,
};

pub const SECTIONS: &[Checks] = &[
    (
        "4.1",
        &[
            ("how many numbers a head has", head_dim),
            ("sizes that are possible", possible),
            ("no size may be 0", zero),
            ("the heads must share evenly", uneven),
        ],
    ),
    (
        "4.3",
        &[
            ("the same slice of each vector", slice),
            ("one position, of which every head takes all", one_position),
            ("each head with its own weights", heads),
            ("one head is the attention of Step 3", one_head),
            ("heads that cannot share evenly are refused", uneven_heads),
        ],
    ),
    (
        "4.4",
        &[
            ("every matrix by name and shape", shapes),
            ("how many parameters they have", num_params),
            ("attention of a layer leaves a key and a value", layer_cache),
            ("attention of a layer has heads", layer_heads),
            ("the MLP of a layer", layer_mlp),
            ("each layer has a cache of its own", own_caches),
            ("the whole way from tokens to scores", logits),
        ],
    ),
    (
        "4.5",
        &[
            ("a cache for every layer", caches),
            ("the loss of knowing nothing", uniform),
            ("the first loss of the reference run", first_loss),
            ("a document is cut where the block ends", cut),
            ("the first losses of the reference run", first_losses),
        ],
    ),
];

fn head_dim() -> Outcome {
    let config = Config {
        n_embd: 12,
        n_head: 3,
        ..SMALL
    };
    expect("head_dim() of 12 numbers and 3 heads", config.head_dim())
        .but(3, "That is how many heads there are.")
        .but(12, "That is what all heads have together.")
        .but(36, "The heads share the numbers: divide.")
        .but(0, "It is the other way round: numbers over heads.")
        .is(4)
}

fn possible() -> Outcome {
    expect("check() of the guide's sizes", {
        Config::of_the_guide(27).check()
    })
    .but(
        Err(ConfigError::UnevenHeads {
            n_embd: 16,
            n_head: 4,
        }),
        "4 heads share 16 numbers evenly. It is n_embd that must be a \
         multiple of n_head.",
    )
    .is(Ok(()))?;
    let config = Config {
        n_head: 16,
        ..Config::of_the_guide(27)
    };
    expect("check() of 16 heads for 16 numbers", config.check()).is(Ok(()))
}

fn zero() -> Outcome {
    let sizes: [(Config, &'static str); 5] = [
        (
            Config {
                vocab_size: 0,
                ..SMALL
            },
            "vocab_size",
        ),
        (
            Config {
                block_size: 0,
                ..SMALL
            },
            "block_size",
        ),
        (Config { n_embd: 0, ..SMALL }, "n_embd"),
        (Config { n_head: 0, ..SMALL }, "n_head"),
        (
            Config {
                n_layer: 0,
                ..SMALL
            },
            "n_layer",
        ),
    ];
    for (config, name) in sizes {
        let came = survives(
            || config.check(),
            "0 heads make it panic: look for zeros before anything is \
             divided.",
        )?;
        expect(format!("check() where {name} is 0"), came)
            .but(Ok(()), "A size of 0 must be an error, whichever it is.")
            .but(
                Err(ConfigError::UnevenHeads {
                    n_embd: config.n_embd,
                    n_head: config.n_head,
                }),
                "Look for zeros first: the cause is that a size is 0, not that \
                 it does not divide.",
            )
            .is(Err(ConfigError::Zero(name)))?;
    }
    Ok(())
}

fn uneven() -> Outcome {
    let config = Config {
        n_head: 5,
        ..Config::of_the_guide(27)
    };
    expect("check() of 5 heads for 16 numbers", config.check())
        .but(Ok(()), "5 does not divide 16: three heads would be short.")
        .but(
            Err(ConfigError::UnevenHeads {
                n_embd: 5,
                n_head: 16,
            }),
            "The two numbers are swapped.",
        )
        .is(Err(ConfigError::UnevenHeads {
            n_embd: 16,
            n_head: 5,
        }))
}

fn slice() -> Outcome {
    let vectors = [vec![1.0, 2.0, 3.0, 4.0], vec![5.0, 6.0, 7.0, 8.0]];
    let came = slices(&vectors, &(2..4));
    let came: Vec<Vec<f64>> = came.into_iter().map(<[f64]>::to_vec).collect();
    expect("slices 2..4 of [1, 2, 3, 4] and [5, 6, 7, 8]", came)
        .but(
            vec![vec![5.0, 6.0, 7.0, 8.0]],
            "The positions were cut. It is each vector that is cut.",
        )
        .but(
            vec![vec![1.0, 2.0], vec![5.0, 6.0]],
            "That is slice 0..2: take the one that is asked for.",
        )
        .but(vectors.to_vec(), "The vectors are whole: cut each.")
        .is(vec![vec![3.0, 4.0], vec![7.0, 8.0]])
}

/// A query of three heads, and a cache of two positions.
struct Heads {
    q: Vec<f64>,
    cache: step_3::Cache<f64>,
}

impl Heads {
    /// Head 0 has scores 0 and ln 3, head 1 the other way round, and head 2
    /// is like head 0.
    fn new() -> Self {
        let x = 2.0_f64.sqrt() * math::ln(3.0);
        let mut cache = step_3::Cache::new();
        cache.keys.push([1.0, 0.0].repeat(3));
        cache.keys.push([0.0, 1.0].repeat(3));
        cache.values.push([4.0, 0.0].repeat(3));
        cache.values.push([0.0, 4.0].repeat(3));
        Heads {
            q: vec![0.0, x, x, 0.0, 0.0, x],
            cache,
        }
    }

    /// The vector that one of them gathers, if scores are divided by this.
    fn head(&self, h: usize, divisor: f64) -> Vec<f64> {
        let scores: Vec<f64> =
            self.q[2 * h..][..2].iter().map(|q| q / divisor).collect();
        softmax(&scores).iter().map(|weight| weight * 4.0).collect()
    }

    fn all(&self, divisor: f64) -> Vec<f64> {
        (0..3).flat_map(|h| self.head(h, divisor)).collect()
    }
}

fn one_position() -> Outcome {
    let mut cache = step_3::Cache::new();
    cache.keys.push(vec![1.0; 6]);
    cache.values.push(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0]);
    let came =
        caught(|| multi_head(&[1.0; 6], &cache, 3)).map_err(|panic| {
            if panic.said.contains("out of range") {
                panic.because(
                "Slices are h * head_dim..(h + 1) * head_dim for h from 0 to \
                 n_head - 1: here 0..2, 2..4, 4..6.",
            )
            } else if panic.place.contains("s4_3_heads") {
                panic.to_string()
            } else {
                panic.because(
                "What a head hands on does not fit together. It compares its \
                 slice of the query, &q[head], with its slice of each key, \
                 and weights its slice of each value.",
            )
            }
        })?;
    expect("what 3 heads take of one value 1 to 6", came)
        .but(
            vec![1.0; 6],
            "Those are the keys. The weights come from the keys, and what is \
             gathered are the values.",
        )
        .but(
            vec![5.0, 6.0],
            "Only the last head is there: the heads stand one after the other.",
        )
        .but(vec![1.0, 2.0], "Only the first head is there.")
        .but(
            vec![1.0, 2.0, 2.0, 3.0, 3.0, 4.0],
            "Slices begin one after the other here. Each begins where the one \
             before ends: at h * head_dim.",
        )
        .but(
            vec![1.0, 3.0, 5.0, 2.0, 4.0, 6.0],
            "The heads are interleaved: all numbers of the first stand before \
             those of the second.",
        )
        .but(
            [1.0, 2.0, 3.0, 4.0, 5.0, 6.0].repeat(3),
            "Each head took the whole value: slice the values, too.",
        )
        .is(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0])
}

fn heads() -> Outcome {
    let heads = Heads::new();
    let Heads { q, cache } = &heads;
    let right = vec![1.0, 3.0, 3.0, 1.0, 1.0, 3.0];
    let whole = weighted_sum(&attention_weights(q, &cache.keys), &cache.values);
    let first = heads.head(0, 2.0_f64.sqrt()).repeat(3);
    let thirds: Vec<f64> = [0..3, 3..6]
        .into_iter()
        .flat_map(|head| {
            let keys = slices(&cache.keys, &head);
            let values = slices(&cache.values, &head);
            weighted_sum(&attention_weights(&q[head], &keys), &values)
        })
        .collect();
    let of_keys = right.iter().map(|number| number / 4.0).collect();
    expect(
        "what heads with weights 1/4 3/4, 3/4 1/4, 1/4 3/4 take of [4, 0] and \
         [0, 4]",
        multi_head(q, cache, 3),
    )
    .but(
        whole,
        "All numbers had one list of weights. Each head has its own, from its \
         slice of query and keys.",
    )
    .but(
        first,
        "All heads had the weights of the first: slice query and keys for \
         each.",
    )
    .but(
        heads.all(6.0_f64.sqrt()),
        "The scores were divided by the root of n_embd. A head's query has \
         head_dim numbers, and it is the root of these.",
    )
    .but(
        heads.all(3.0_f64.sqrt()),
        "The scores were divided by the root of n_head. It is the root of \
         head_dim.",
    )
    .but(
        heads.all(1.0),
        "The scores were not divided by the root of head_dim.",
    )
    .but(
        heads.all(2.0),
        "The scores were divided by the root of head_dim twice: \
         attention_weights does it.",
    )
    .but(
        of_keys,
        "Keys were gathered: the weights come from the keys, and what is \
         gathered are the values.",
    )
    .but(
        thirds,
        "There are two slices of three: a head has n_embd / n_head numbers.",
    )
    .is(right.clone())?;
    // Here the queries are the same, and the keys differ.
    let mut cache = cache.clone();
    cache.keys = vec![
        vec![1.0, 0.0, 0.0, 1.0, 1.0, 0.0],
        vec![0.0, 1.0, 1.0, 0.0, 0.0, 1.0],
    ];
    expect("what the same heads take if it is the keys that differ", {
        multi_head(&q[..2].repeat(3), &cache, 3)
    })
    .but(
        [1.0, 3.0].repeat(3),
        "All heads looked at the keys of the first: slice the keys for each.",
    )
    .is(right)
}

fn one_head() -> Outcome {
    let Heads { q, cache } = &Heads::new();
    let weights = attention_weights(q, &cache.keys);
    expect("multi_head with one head", multi_head(q, cache, 1))
        .is(weighted_sum(&weights, &cache.values))
}

fn uneven_heads() -> Outcome {
    let Heads { q, cache } = &Heads::new();
    refuses(
        || multi_head(q, cache, 4),
        "4 heads for 6 numbers must panic. 6 / 4 is 1 and leaves two numbers \
         that belong to no head: assert that n_head divides n_embd.",
    )
}

fn shapes() -> Outcome {
    let matrices = |layer: usize| {
        let shapes = [
            ("attn_wq", [4, 4]),
            ("attn_wk", [4, 4]),
            ("attn_wv", [4, 4]),
            ("attn_wo", [4, 4]),
            ("mlp_fc1", [16, 4]),
            ("mlp_fc2", [4, 16]),
        ];
        shapes.map(|(name, shape)| (format!("layer{layer}.{name}"), shape))
    };
    let named = |name: &str, shape| (name.to_owned(), shape);
    let outside = [
        named("wte", [5, 4]),
        named("wpe", [7, 4]),
        named("lm_head", [5, 4]),
    ];
    let layers = || matrices(0).into_iter().chain(matrices(1));
    let right = outside.iter().cloned().chain(layers());
    let one_layer = outside.iter().cloned().chain(matrices(0));
    let no_head = outside[..2].iter().cloned().chain(layers());
    let head_last = no_head.clone().chain([outside[2].clone()]);
    // With other shapes for the two matrices of an MLP.
    let mlps = |fc1: [usize; 2], fc2: [usize; 2]| {
        let shapes = right.clone().map(|(name, shape)| {
            let shape = match name.rsplit_once('.') {
                Some((_, "mlp_fc1")) => fc1,
                Some((_, "mlp_fc2")) => fc2,
                _ => shape,
            };
            (name, shape)
        });
        shapes.collect()
    };
    expect("shapes() of 5 tokens, 7 positions, 4 numbers, 2 layers", {
        SMALL.shapes()
    })
    .but(
        one_layer.collect(),
        "Every layer has six matrices of its own.",
    )
    .but(
        no_head.collect(),
        "lm_head is missing. It stands before the layers.",
    )
    .but(
        head_last.collect(),
        "lm_head stands before the layers now, so that these can come at the \
         end, as many as there are.",
    )
    .but(
        mlps([4, 16], [16, 4]),
        "The two matrices of the MLP are turned: a shape is [n_out, n_in], and \
         mlp_fc1 goes from n_embd to 4 * n_embd.",
    )
    .but(
        mlps([16, 4], [16, 4]),
        "mlp_fc2 has the shape of mlp_fc1. It goes back, from 4 * n_embd to \
         n_embd: a shape is [n_out, n_in].",
    )
    .but(
        mlps([4, 16], [4, 16]),
        "mlp_fc1 has the shape of mlp_fc2. It goes from n_embd to 4 * n_embd: \
         a shape is [n_out, n_in].",
    )
    .is_throughout(right.collect())
}

fn num_params() -> Outcome {
    expect("num_params() of it", SMALL.num_params())
        .but(
            68 + 192,
            "The second layer is not counted: (2V + B) d + 12 d² L.",
        )
        .but(
            15,
            "That is how many matrices there are. Each has n_out * n_in \
             numbers.",
        )
        .but(
            9 + 11 + 9 + 2 * (4 * 8 + 2 * 20),
            "Rows and columns were added: a matrix has n_out times n_in \
             numbers.",
        )
        .is(68 + 2 * 192)?;
    expect("num_params() of the guide", {
        Config::of_the_guide(27).num_params()
    })
    .is(4192)
}

/// Parameters large enough for attention to choose.
fn params() -> Vec<f64> {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(SMALL.num_params(), &mut rng);
    params.into_iter().map(|param| param * 10.0).collect()
}

/// Two vectors as a layer reads them.
const XS: [[f64; 4]; 2] = [[1.0, -1.0, 0.5, 0.0], [0.0, 2.0, -0.5, 1.0]];

/// The vector that a position gathers, with these for query, key and value.
fn gather(q: &[f64], key: &[f64], value: &[f64], n_head: usize) -> Vec<f64> {
    let mut cache = past();
    cache.keys.push(key.to_vec());
    cache.values.push(value.to_vec());
    multi_head(q, &cache, n_head)
}

/// A cache that has one position.
fn past() -> step_3::Cache<f64> {
    let mut cache = step_3::Cache::new();
    cache.keys.push(vec![0.5, -1.0, 2.0, 0.0]);
    cache.values.push(vec![1.0, 2.0, 3.0, 4.0]);
    cache
}

fn layer_cache() -> Outcome {
    let params = params();
    let layer = &Gpt::new(SMALL, &params).layers[0];
    let x = XS[0];
    let mut cache = step_3::Cache::new();
    caught(|| layer.attention(&x, &mut cache, 2))
        .map_err(|panic| why_attention_panics(&panic, &cache, 4))?;
    let [q, k, v] = [&layer.attn_wq, &layer.attn_wk, &layer.attn_wv]
        .map(|matrix| linear(&x, matrix));
    expect("the keys that one position leaves", cache.keys)
        .but(vec![], "The key must enter the cache.")
        .but(vec![q], "That is the query: the key is made with attn_wk.")
        .but(
            vec![v.clone()],
            "That is the value: the key is made with attn_wk.",
        )
        .but(
            vec![linear(&x, &layer.mlp_fc1)],
            "That is made with mlp_fc1: the key is made with attn_wk.",
        )
        .is(vec![k.clone()])?;
    expect("the values that it leaves", cache.values)
        .but(vec![], "The value must enter the cache.")
        .but(vec![k], "That is the key: the value is made with attn_wv.")
        .is(vec![v])
}

fn layer_heads() -> Outcome {
    let params = params();
    let layer = &Gpt::new(SMALL, &params).layers[0];
    let x = XS[1];
    let [q, k, v] = [&layer.attn_wq, &layer.attn_wk, &layer.attn_wv]
        .map(|matrix| linear(&x, matrix));
    let out = |gathered: Vec<f64>| linear(&gathered, &layer.attn_wo);
    let right = out(gather(&q, &k, &v, 2));
    expect("what the second position gathers, with 2 heads", {
        layer.attention(&x, &mut past(), 2)
    })
    .but(gather(&q, &k, &v, 2), "attn_wo is missing at the end.")
    .but(
        out(gather(&q, &k, &v, 1)),
        "There was one head: hand n_head on to multi_head.",
    )
    .but(
        out(gather(&q, &k, &v, 4)),
        "There was a head for each number: hand n_head on to multi_head.",
    )
    .but(
        out(multi_head(&q, &past(), 2)),
        "It gathers from the past alone. A position sees itself, too: push \
         its key and value first.",
    )
    .but(
        out(gather(&x, &k, &v, 2)),
        "x itself asked: the query is attn_wq times x.",
    )
    .but(
        out(gather(&k, &k, &v, 2)),
        "The key asked: the query is made with attn_wq.",
    )
    .but(
        add(&right, &x),
        "x was added. attention says what is added to it; logits adds.",
    )
    .is(right)
}

fn layer_mlp() -> Outcome {
    let params = params();
    let layer = &Gpt::new(SMALL, &params).layers[0];
    let relu = |x: Vec<f64>| -> Vec<f64> {
        x.into_iter()
            .map(|x| if x > 0.0 { x } else { 0.0 })
            .collect()
    };
    let h = linear(&XS[0], &layer.mlp_fc1);
    let right = linear(&relu(h.clone()), &layer.mlp_fc2);
    expect("mlp of [1, -1, 0.5, 0]", layer.mlp(&XS[0]))
        .but(
            linear(&h, &layer.mlp_fc2),
            "relu is missing between the two matrices.",
        )
        .but(
            relu(linear(&h, &layer.mlp_fc2)),
            "relu stands behind the second matrix. It belongs between the two.",
        )
        .but(
            add(&right, &XS[0]),
            "x was added. mlp says what is added to it; logits adds.",
        )
        .is(right)
}

/// A cache for each layer, not made with the reader's function.
fn empty(n_layer: usize) -> Cache<f64> {
    let layers = (0..n_layer).map(|_| step_3::Cache::new());
    Cache {
        layers: layers.collect(),
    }
}

fn own_caches() -> Outcome {
    let params = params();
    let gpt = Gpt::new(SMALL, &params);
    let mut cache = empty(2);
    gpt.logits(2, &mut cache);
    let kept: Vec<usize> =
        cache.layers.iter().map(|it| it.keys.len()).collect();
    expect("how many keys two layers have after one token", kept)
        .but(
            vec![2, 0],
            "Both layers wrote into the first cache. A key of one layer means \
             nothing to the other: each has its own.",
        )
        .but(vec![1, 0], "Only the first layer had its turn.")
        .but(vec![0, 1], "Only the last layer had its turn.")
        .is(vec![1, 1])?;
    refuses(
        || gpt.logits(2, &mut empty(1)),
        "One cache for two layers must panic. zip stops at the shorter of the \
         two and says nothing: assert that they are as many.",
    )
}

fn logits() -> Outcome {
    let params = params();
    let gpt = Gpt::new(SMALL, &params);
    let mut cache = empty(2);
    let all = [2, 0, 1].map(|token| gpt.logits(token, &mut cache));
    let by = |way: &Way, layers: [usize; 2], n_head: usize| {
        let mut caches = empty(2).layers;
        let mut model = Model {
            wte: &gpt.wte,
            wpe: &gpt.wpe,
            lm_head: &gpt.lm_head,
            layers: Vec::new(),
        };
        for (i, cache) in layers.into_iter().zip(&mut caches) {
            let layer = &gpt.layers[i];
            model.layers.push([
                Box::new(move |x| layer.attention(x, cache, n_head)),
                Box::new(move |x| layer.mlp(x)),
            ]);
        }
        way.scores(model, &[2, 0, 1])
    };
    expect("the scores after tokens 2, 0, 1", all[2].clone())
        .but_any(WRONG.map(|(way, reason)| (by(&way, [0, 1], 2), reason)))
        .but(
            by(&RIGHT, [0, 0], 2),
            "The first layer had every turn: each has six matrices of its own.",
        )
        .but(
            by(&RIGHT, [0, 1], 1),
            "There was one head: hand the config's n_head on to attention.",
        )
        .but(
            by(&RIGHT, [0, 1], 4),
            "There was a head for each number: hand the config's n_head on to \
             attention.",
        )
        .is(by(&RIGHT, [0, 1], 2))
}

fn caches() -> Outcome {
    let cache = Cache::<f64>::new(3);
    expect("Cache::new(3).layers.len()", cache.layers.len())
        .but(
            1,
            "There is one cache. Each of the three layers has its own.",
        )
        .but(0, "There is no cache. Each of the three layers has one.")
        .but(4, "Three layers have three caches: 0..n_layer.")
        .is(3)?;
    let are_empty = cache.layers.iter().all(step_3::Cache::is_empty);
    ensure(are_empty, "A new cache has no positions.")
}

fn uniform() -> Outcome {
    let config = Config {
        n_layer: 2,
        ..Config::of_the_guide(27)
    };
    let params = vec![0.0; config.num_params()];
    let loss = survives(
        || Gpt::new(config, &params).loss(&[26, 0, 21, 0, 26]),
        "A model of two layers panics: make a cache for as many layers as the \
         config has.",
    )?;
    expect("the loss of \"ava\" where all scores are 0", loss)
        .is(math::ln(27.0))
}

fn first_loss() -> Outcome {
    let config = Config::of_the_guide(27);
    let (docs, params) = reference_run(config.num_params());
    let gpt = Gpt::new(config, &params);
    let doc = &docs[0];
    let mut cache = empty(1);
    let without_last =
        mean_loss(&doc[..doc.len() - 1], |token| gpt.logits(token, &mut cache));
    expect("the loss of \"yuheng\" with seed 42", gpt.loss(doc))
        .but(
            mean_loss(doc, |token| gpt.logits(token, &mut empty(1))),
            "Each token had a cache of its own, so none had a past. There is \
             one for the whole document.",
        )
        .but(
            without_last,
            "The last pair is missing: that a name ends must be predicted, \
             too.",
        )
        .is(LOSSES[0])
}

fn cut() -> Outcome {
    let params = params();
    let gpt = Gpt::new(SMALL, &params);
    let tokens = [0, 1, 2, 3, 4].repeat(6);
    let long = survives(
        || gpt.loss(&tokens),
        "A document of 30 tokens panics in a model of 7 positions. Cut it to \
         the first block_size pairs.",
    )?;
    let of = |n_pairs: usize| {
        let mut cache = empty(2);
        mean_loss(&tokens[..=n_pairs], |token| gpt.logits(token, &mut cache))
    };
    expect("the loss of 30 tokens, with 7 positions", long)
        .but(
            of(6),
            "It was cut to 7 tokens, which are 6 pairs. 7 positions make 7 \
             predictions, from 8 tokens.",
        )
        .is(of(7))
}

fn first_losses() -> Outcome {
    let config = Config::of_the_guide(27);
    let (docs, mut params) = reference_run(config.num_params());
    let losses = train(&mut params, &docs, 1000, 0.1, |weights, tokens| {
        Gpt::new(config, weights).loss(tokens)
    });
    expect(
        "the first losses of 1000 steps with seed 42",
        losses.take(LOSSES.len()).collect::<Vec<_>>(),
    )
    .is(LOSSES.to_vec())
}
