//! What is exported is the reference run's start, and its gradients are right.

use conform::export::slope::{Slopes, direction};
use conform::export::{File, Start};
use conform::reference::Original;
use conform::variation::{Trial, Variation};
use step_4_transformer::Gpt;

fn text(name: &str) -> String {
    let mut files = Start::new().files().into_iter();
    let file = files.find(|it: &File| it.name == name);
    file.expect("a file of that name").text
}

/// Every number of a text, wherever it stands.
fn numbers(text: &str) -> Vec<f64> {
    text.split(|c: char| c.is_whitespace() || "[],:".contains(c))
        .filter(|word| word.contains('.') && !word.contains("layer"))
        .map(|word| word.parse().expect("a number"))
        .collect()
}

#[test]
fn the_weights_come_back_with_the_same_bits() {
    let trial = Trial::new(Variation::default());
    assert_eq!(numbers(&text("weights.txt")), trial.params);
    assert_eq!(numbers(&text("weights.json")), trial.params);
}

#[test]
fn a_run_from_the_files_has_the_reference_losses() {
    let start = Start::new();
    let params = numbers(&text("weights.txt"));
    let model = Gpt::new(start.config, &params);
    let docs = text("docs.txt");
    let tokens = start.tokenizer.encode(docs.lines().next().expect("a name"));
    let loss = model.loss(&tokens.expect("its characters"));
    assert_eq!([loss], Original::LAST.losses(1)[..]);
    assert_eq!(docs.lines().count(), 32_033);
}

#[test]
fn the_numbers_for_samples_are_those_that_the_run_draws() {
    let mut rng = Trial::new(Variation::default()).stream();
    let uniforms = numbers(&text("uniforms.txt"));
    assert_eq!(uniforms.len(), 320);
    assert!(uniforms.iter().all(|&it| it == rng.random()));
}

/// By the definition of a slope, from losses alone: no gradient is computed.
#[test]
fn the_slopes_are_those_of_the_loss() {
    // A longer step goes past the bend of a ReLU.
    const H: f64 = 1e-6;
    let start = Start::new();
    let all = Slopes::all(&start);
    assert_eq!(all.len(), 3);
    for Slopes {
        tokens, matrices, ..
    } in &all
    {
        let mut from = 0;
        for ((name, slope), (_, [n_out, n_in])) in
            matrices.iter().zip(start.config.shapes())
        {
            let to = from + n_out * n_in;
            let loss_at = |h: f64| {
                let mut params = start.params.clone();
                for (i, p) in params.iter_mut().enumerate() {
                    if (from..to).contains(&i) {
                        *p += h * direction(i);
                    }
                }
                Gpt::new(start.config, &params).loss(tokens)
            };
            let numerical = (loss_at(H) - loss_at(-H)) / (2.0 * H);
            let apart = (numerical - slope).abs();
            assert!(apart < 1e-8, "{name}: {slope}, and {numerical}");
            from = to;
        }
    }
}

#[test]
fn every_matrix_has_a_slope_that_a_mistake_would_change() {
    for Slopes { doc, matrices, .. } in Slopes::all(&Start::new()) {
        for (name, slope) in matrices {
            assert!(slope.abs() > 1e-4, "{doc}, {name}: {slope}");
        }
    }
}
