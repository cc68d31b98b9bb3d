//! The numbers in the sentences about ports.

use conform::Port;
use conform::kinship::{Kinship, SEEDS};
use conform::variation::{
    Documents, Objective, TEMPERATURE, Trial, VARIANTS, Variant, Variation,
};
use typeset::{Facts, fixed};

use super::trials::{REFERENCE, last_100, losses};

/// The variants whose weights are as good as those of the reference.
const LUCK: [&str; 3] = ["head-last", "transposed", "fresh-gauss"];

pub fn figure() -> String {
    let reference = &*REFERENCE;
    let furthest = |losses: &[f64]| {
        let apart = losses.iter().zip(reference);
        apart.map(|(a, b)| (a - b).abs()).fold(0.0, f64::max)
    };

    // What other weights of the same spread come to is luck.
    let usual = last_100(reference);
    let luck = LUCK
        .map(|name| (last_100(losses(name)) - usual).abs())
        .into_iter()
        .fold(0.0, f64::max);
    let comparable: Vec<&Variant> =
        VARIANTS.iter().filter(|it| is_comparable(it)).collect();
    let unseen = comparable
        .iter()
        .filter(|it| (last_100(losses(it.name)) - usual).abs() <= luck)
        .count();

    for name in ["beta2", "no-bias-correction", "scale-n-embd"] {
        let apart = (last_100(losses(name)) - usual).abs();
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
    let slip = Port::of_losses(losses("decay-to-0").iter().copied(), 4);
    let parting = slip.agreement(reference.iter().copied()).parting;
    let shows = parting.expect("a step at which it shows").step;

    // Whether losses rise and fall together, with other weights and with other
    // names.
    let correlation = |losses: &[f64]| {
        let port = Port::of_losses(losses.iter().copied(), 4);
        Kinship::correlation(&port, reference).expect("enough losses")
    };
    let weights = LUCK.map(|name| correlation(losses(name)));
    let names = SEEDS.map(|seed| {
        let mut variation = Variation::default();
        variation.start.seed = seed;
        correlation(&Trial::new(variation).collect::<Vec<f64>>())
    });

    let least = weights.into_iter().fold(1.0, f64::min);
    let most = names.fold(-1.0, f64::max);
    Facts::new()
        .with("variants", VARIANTS.len())
        .with("comparable", comparable.len())
        .with("unseen", unseen)
        .with("luck", fixed(luck, 3))
        .with("single", format!("{:.0e}", furthest(single)))
        .with("single-off", rounding.off_by_one)
        .with("slip-shows", shows)
        .with("correlation-weights", fixed(least, 2))
        .with("correlation-names", fixed(most, 2))
        .with("seeds", SEEDS.len())
        .with("temperature", TEMPERATURE)
        .to_string()
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
