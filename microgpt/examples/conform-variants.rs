//! The variants, and what becomes of the losses.

use conform::Port;
use conform::reference::{NUM_STEPS, Step};
use conform::variation::{Trial, VARIANTS, Variation};

fn main() {
    let reference = Step::LAST.losses(NUM_STEPS);
    println!("| variant | a run with | loss 2 | last 100 | differs |");
    println!("| :--- | :--- | ---: | ---: | ---: |");
    let same = Trial::new(Variation::default());
    println!("{}", row("none", "nothing changed", same, &reference));
    for variant in VARIANTS {
        let name = format!("`{}`", variant.name);
        println!("{}", row(&name, variant.what, variant.trial(), &reference));
    }
}

fn row(name: &str, what: &str, trial: Trial, reference: &[f64]) -> String {
    let losses: Vec<f64> = trial.collect();
    let second = losses[1];
    let last = &losses[losses.len() - 100..];
    let mean = last.iter().sum::<f64>() / last.len() as f64;
    let mean = if mean.is_finite() {
        format!("{mean:.3}")
    } else {
        "none".to_owned()
    };
    let agreement =
        Port::of_losses(losses, 4).agreement(reference.iter().copied());
    let differs = agreement
        .parting
        .map_or("never".to_owned(), |it| it.step.to_string());
    format!("| {name} | {what} | {second:.4} | {mean} | {differs} |")
}
