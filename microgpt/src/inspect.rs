//! A look inside a model.

use std::io::Write;
use std::mem;

use portable::math;
use step_2_autograd::softmax;
use step_3_attention::attention_weights;
use step_4_transformer::{Cache, Gpt};

use crate::args::InspectArgs;
use crate::eval::finite;
use crate::{Checkpoint, Error};
use conform::words::{count, grouped};

/// How many likely tokens are shown.
const TOP: usize = 5;

/// `microgpt inspect`
///
/// # Errors
///
/// If there is no such model, the document is none for it, or the losses are
/// not finite.
pub fn run(args: &InspectArgs, out: &mut impl Write) -> Result<(), Error> {
    let checkpoint = Checkpoint::read(&args.model)?;
    match &args.doc {
        None => print_model(&checkpoint, out),
        Some(doc) => print_document(&checkpoint, doc, out),
    }
}

fn print_model(
    checkpoint: &Checkpoint,
    out: &mut impl Write,
) -> Result<(), Error> {
    let hyperparameters = checkpoint.hyperparameters;
    let config = checkpoint.config();
    let data = &checkpoint.data;
    let bos = if checkpoint.tokens.is_text() {
        ""
    } else {
        " and BOS"
    };
    let batch = hyperparameters.text.map_or(1, |text| text.batch);
    let warm_up = hyperparameters.text.map_or(0, |text| text.warm_up);
    let rows = [
        ("vocab_size", config.vocab_size.to_string()),
        ("block_size", config.block_size.to_string()),
        ("n_embd", config.n_embd.to_string()),
        ("n_head", config.n_head.to_string()),
        ("n_layer", config.n_layer.to_string()),
        (
            "learning rate",
            format!("{:?}", hyperparameters.learning_rate),
        ),
        ("seed", hyperparameters.seed.to_string()),
        ("engine", hyperparameters.engine.to_string()),
        ("batch", count(batch, "window")),
        ("warm-up", count(warm_up as usize, "step")),
        ("vocabulary", checkpoint.tokens.shown() + bos),
        (
            "trained on",
            format!("{}, fingerprint {}", data.size(), data.fingerprint),
        ),
        (
            "trained for",
            format!(
                "{} of {}{}",
                grouped(checkpoint.step as usize),
                count(hyperparameters.num_steps as usize, "step"),
                planned(&checkpoint.earlier_plans)
            ),
        ),
    ];
    let of_text = ["batch", "warm-up"];
    for (name, value) in rows {
        if of_text.contains(&name) && hyperparameters.text.is_none() {
            continue;
        }
        writeln!(out, "{name:13}  {value}")?;
    }

    let shapes = config.shapes();
    let names = shapes.iter().map(|(name, _)| name.len());
    let width = names.max().unwrap_or(0).max("parameters".len());
    writeln!(
        out,
        "\n{:width$} {:>13} {:>9} {:>8} {:>7} {:>7} {:>7}",
        "parameters", "shape", "count", "mean", "std", "min", "max"
    )?;
    let mut rest = &checkpoint.params[..];
    for (name, [n_out, n_in]) in shapes {
        let (matrix, others) = rest.split_at(n_out * n_in);
        rest = others;
        print_numbers(&name, width, &format!("{n_out} × {n_in}"), matrix, out)?;
    }
    print_numbers("total", width, "", &checkpoint.params, out)
}

/// The plans that a run had before it was continued beyond its end.
fn planned(earlier: &[u32]) -> String {
    let steps = earlier.iter().map(|&n| grouped(n as usize));
    let steps = steps.collect::<Vec<_>>().join(", then ");
    if steps.is_empty() {
        return steps;
    }
    format!(" (planned for {steps} before)")
}

/// A row of the table of parameters.
fn print_numbers(
    name: &str,
    width: usize,
    shape: &str,
    numbers: &[f64],
    out: &mut impl Write,
) -> Result<(), Error> {
    let n = numbers.len() as f64;
    // In units of the largest, so that no sum of squares is too large.
    let largest = numbers.iter().map(|x| x.abs());
    let unit = largest.fold(f64::MIN_POSITIVE, f64::max);
    let mean = numbers.iter().map(|x| x / unit).sum::<f64>() / n;
    let deviations = numbers.iter().map(|x| x / unit - mean);
    let variance = deviations.map(|d| d * d).sum::<f64>() / n;
    let (mean, std_dev) = (mean * unit, variance.sqrt() * unit);
    let min = numbers.iter().copied().fold(f64::INFINITY, f64::min);
    let max = numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    writeln!(
        out,
        "{name:width$} {shape:>13} {:>9} {} {} {} {}",
        grouped(numbers.len()),
        fitted(mean, 8, 4),
        fitted(std_dev, 7, 4),
        fitted(min, 7, 3),
        fitted(max, 7, 3)
    )?;
    Ok(())
}

/// A number with some decimals, or in scientific form if it does not fit into
/// its column.
fn fitted(number: f64, width: usize, decimals: usize) -> String {
    let mut text = format!("{number:width$.decimals$}");
    for digits in (0..3).rev() {
        if text.len() > width {
            text = format!("{number:>width$.digits$e}");
        }
    }
    text
}

fn print_document(
    checkpoint: &Checkpoint,
    doc: &str,
    out: &mut impl Write,
) -> Result<(), Error> {
    let vocabulary = &checkpoint.tokens;
    let tokens = vocabulary.encode(doc).map_err(|error| {
        Error::new(
            format!("cannot read {doc:?}: {error}"),
            format!("use only {}", vocabulary.shown()),
        )
    })?;
    if tokens.len() < 2 {
        return Err(Error::new(
            format!("{doc:?} has no token that follows another"),
            "give a longer --doc",
        ));
    }
    let model = checkpoint.model();
    let pairs: Vec<&[usize]> =
        tokens.windows(2).take(model.config.block_size).collect();
    let read = &tokens[..pairs.len()];
    let name = |token| vocabulary.name(token);

    let probs: Vec<Vec<f64>> = probabilities(&model, read).collect();
    let losses = pairs.iter().zip(&probs);
    let losses = losses
        .map(|(pair, probs)| finite(-math::ln(probs[pair[1]])))
        .collect::<Result<Vec<_>, _>>()?;

    writeln!(
        out,
        "{:>8}  {:5}  {:5}  {:>6}  {:>6}  most likely next",
        "position", "token", "next", "p", "loss"
    )?;
    for (position, (pair, probs)) in pairs.iter().zip(&probs).enumerate() {
        let (p, loss) = (probs[pair[1]], losses[position]);
        let likely: Vec<String> = most_likely(probs)
            .into_iter()
            .map(|token| format!("{} {:.3}", name(token), probs[token]))
            .collect();
        writeln!(
            out,
            "{position:>8}  {:5}  {:5}  {p:6.4}  {loss:6.3}  {}",
            name(pair[0]),
            name(pair[1]),
            likely.join("  ")
        )?;
    }
    let mean = losses.iter().sum::<f64>() / pairs.len() as f64;
    writeln!(out, "mean loss: {mean:.4} nats")?;
    let unread = tokens.len() - 1 - pairs.len();
    if unread > 0 {
        writeln!(
            out,
            "the model sees {} (not shown: {unread} more)",
            count(pairs.len(), "position")
        )?;
    }

    for layer in 0..model.config.n_layer {
        let heads = attention(checkpoint, read, layer);
        for (head, rows) in heads.iter().enumerate() {
            writeln!(
                out,
                "\nlayer {layer}, head {head}: attention of each position \
                 (row) to those so far (column)"
            )?;
            write!(out, "{:5}", "")?;
            for &token in read {
                write!(out, " {:>5}", name(token))?;
            }
            writeln!(out)?;
            for (&token, weights) in read.iter().zip(rows) {
                write!(out, "{:5}", name(token))?;
                for weight in weights {
                    write!(out, " {weight:5.3}")?;
                }
                writeln!(out)?;
            }
        }
    }
    Ok(())
}

/// The probabilities of the next token after each of these.
fn probabilities<'m>(
    model: &'m Gpt<'_, f64>,
    tokens: &'m [usize],
) -> impl Iterator<Item = Vec<f64>> + 'm {
    let mut cache = Cache::new(model.config.n_layer);
    let logits = tokens.iter().map(move |&t| model.logits(t, &mut cache));
    logits.map(|logits| softmax(&logits))
}

/// The tokens of the highest probabilities, the highest first. What is not
/// finite comes last: `total_cmp` asks for the sign of a NaN, and processors
/// give it different ones.
fn most_likely(probs: &[f64]) -> Vec<usize> {
    let height = |token: usize| match probs[token] {
        p if p.is_finite() => p,
        _ => f64::NEG_INFINITY,
    };
    let mut tokens: Vec<usize> = (0..probs.len()).collect();
    tokens.sort_by(|&a, &b| height(b).total_cmp(&height(a)));
    tokens.truncate(TOP);
    tokens
}

/// How much each position attends to each position so far, in the heads of
/// one layer: `[n_head][positions][positions so far]`.
///
/// A model keeps its keys (in the cache), but not its queries. They are the
/// same matrix product, so a model in which this layer's two matrices have
/// changed places keeps the queries where the keys would be; what comes into
/// the layer comes from the layers before it, which are as they were.
///
/// ```
/// use microgpt::{Data, Hyperparameters, TrainingRun, inspect::attention};
///
/// let names = Data::read(None)?;
/// let run = TrainingRun::start(&names, Hyperparameters::default())?;
/// let ava = [26, 0, 21, 0];
/// let heads = attention(&run.checkpoint(), &ava, 0);
/// assert_eq!(heads.len(), 4);
/// let last = &heads[0][3];
/// assert!((last.iter().sum::<f64>() - 1.0).abs() < 1e-12);
/// # Ok::<(), microgpt::Error>(())
/// ```
///
/// # Panics
///
/// If there is no such layer, or there are more than `block_size` tokens.
pub fn attention(
    checkpoint: &Checkpoint,
    tokens: &[usize],
    layer: usize,
) -> Vec<Vec<Vec<f64>>> {
    let keys = |model: &Gpt<f64>| {
        let mut cache = Cache::new(model.config.n_layer);
        for &token in tokens {
            model.logits(token, &mut cache);
        }
        cache.layers.swap_remove(layer).keys
    };
    let mut model = checkpoint.model();
    let k = keys(&model);
    let changed = &mut model.layers[layer];
    mem::swap(&mut changed.attn_wq, &mut changed.attn_wk);
    let q = keys(&model);

    let head_dim = model.config.head_dim();
    let heads = (0..model.config.n_embd).step_by(head_dim);
    heads
        .map(|start| {
            let head = start..start + head_dim;
            let k: Vec<&[f64]> = k.iter().map(|k| &k[head.clone()]).collect();
            let weights = |(q, so_far): (&Vec<f64>, usize)| {
                attention_weights(&q[head.clone()], &k[..so_far])
            };
            q.iter().zip(1..).map(weights).collect()
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::hint::black_box;

    use super::*;

    #[test]
    fn a_computed_nan_is_never_the_most_likely() {
        let nan = black_box(0.0) / black_box(0.0);
        for nan in [nan, -nan] {
            assert_eq!(most_likely(&[0.25, nan, 0.75]), [2, 0, 1]);
        }
    }

    #[test]
    fn numbers_fit_into_their_columns() {
        assert_eq!(fitted(-0.005, 8, 4), " -0.0050");
        assert_eq!(fitted(999.0, 7, 3), "999.000");
        assert_eq!(fitted(-999.0, 7, 3), "-9.99e2");
        assert_eq!(fitted(1e308, 7, 3), "1.0e308");
        assert_eq!(fitted(f64::MIN, 7, 3), " -2e308");
        assert_eq!(fitted(-1e308, 8, 4), "-1.0e308");
    }

    #[test]
    fn the_largest_numbers_have_a_mean_and_a_deviation() {
        let mut out = Vec::new();
        print_numbers("x", 1, "", &[1e308, -1e308], &mut out).expect("room");
        print_numbers("x", 1, "", &[0.0, 0.0], &mut out).expect("room");
        assert_eq!(
            String::from_utf8(out).expect("UTF-8"),
            "x                       2   0.0000 1.0e308  -1e308 1.0e308\n\
             x                       2   0.0000  0.0000   0.000   0.000\n"
        );
    }
}
