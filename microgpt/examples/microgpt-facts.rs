//! The numbers in the sentences about ports.

use conform::Port;
use conform::kinship::{Kinship, SEEDS};
use conform::variation::{
    Documents, Objective, Trial, VARIANTS, Variant, Variation,
};
use microgpt::args::TEMPERATURE;

/// The variants whose weights are as good as those of the reference.
const LUCK: [&str; 3] = ["head-last", "transposed", "fresh-gauss"];

fn main() {
    let losses = |name: &str| -> Vec<f64> {
        let variant = Variant::named(name).expect("a variant");
        variant.trial().collect()
    };
    let reference: Vec<f64> = Trial::new(Variation::default()).collect();
    let furthest = |losses: &[f64]| {
        let apart = losses.iter().zip(&reference);
        apart.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };

    // What other weights of the same spread come to is luck.
    let usual = last_100(&reference);
    let luck = LUCK
        .map(|name| (last_100(&losses(name)) - usual).abs())
        .into_iter()
        .fold(0.0, f64::max);
    let comparable: Vec<&Variant> =
        VARIANTS.iter().filter(|it| is_comparable(it)).collect();
    let unseen = comparable
        .iter()
        .filter(|it| (last_100(&losses(it.name)) - usual).abs() <= luck)
        .count();

    for name in ["beta2", "no-bias-correction", "scale-n-embd"] {
        let apart = (last_100(&losses(name)) - usual).abs();
        assert!(apart < luck, "the text says that {name} looks like luck");
    }

    // What 32-bit numbers do to the digits that are printed.
    let single = losses("f32");
    let rounding = Port::of_losses(single.iter().copied(), 4)
        .agreement(reference.iter().copied());
    assert!(
        rounding.parting.is_none(),
        "the text says: in the last digit"
    );

    // How long a slip in the decay stays in the last digit.
    let slip = Port::of_losses(losses("decay-to-0"), 4);
    let parting = slip.agreement(reference.iter().copied()).parting;
    let shows = parting.expect("a step at which it shows").step;

    // Whether losses rise and fall together, with other weights and with other
    // names.
    let correlation = |losses: Vec<f64>| {
        let port = Port::of_losses(losses, 4);
        let kinship = Kinship::find(&port, &reference).expect("enough losses");
        kinship.correlation
    };
    let weights = LUCK.map(|name| correlation(losses(name)));
    let names = SEEDS.map(|seed| {
        let mut variation = Variation::default();
        variation.start.seed = seed;
        correlation(Trial::new(variation).collect())
    });

    fact("variants", &VARIANTS.len().to_string());
    fact("comparable", &comparable.len().to_string());
    fact("unseen", &unseen.to_string());
    fact("luck", &format!("{luck:.3}"));
    fact("single", &format!("{:.0e}", furthest(&single)));
    fact("single-off", &rounding.off_by_one.to_string());
    fact("slip-shows", &shows.to_string());
    let least = weights.into_iter().fold(1.0, f64::min);
    fact("correlation-weights", &format!("{least:.2}"));
    let most = names.fold(-1.0, f64::max);
    fact("correlation-names", &format!("{most:.2}"));
    fact("seeds", &SEEDS.len().to_string());
    fact("temperature", &TEMPERATURE.to_string());
}

/// Whether a variant is a mistake after which a loss is still the mean loss of
/// the same name.
fn is_comparable(variant: &Variant) -> bool {
    let Variation {
        start,
        model,
        training,
    } = variant.variation();
    start.seed == 42
        && start.documents == Documents::Shuffled
        && model.block_size == 16
        && training.end_token
        && training.objective != Objective::Sum
        && !training.single
        && !LUCK.contains(&variant.name)
}

fn last_100(losses: &[f64]) -> f64 {
    losses[losses.len() - 100..].iter().sum::<f64>() / 100.0
}

/// A fact, between anchors as `typeset` writes it.
fn fact(name: &str, value: &str) {
    println!("ANCHOR: {name}\n{value}\nANCHOR_END: {name}");
}
