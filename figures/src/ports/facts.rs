//! The numbers in the sentences about ports.

use conform::Port;
use conform::kinship::Kinship;
use conform::learning::{Beside, Names, SEEDS, Window};
use conform::variation::{
    Objective, Shown, Start, TEMPERATURE, Trial, VARIANTS, Variant, Variation,
};
use typeset::{Facts, fixed};

use super::porting;
use super::trials::{REFERENCE, after_100, last_100, losses};

/// The variants whose weights are as good as those of the reference.
const LUCK: [&str; 11] = [
    "own-stream",
    "head-last",
    "positions-first",
    "keys-first",
    "transposed",
    "transposed-squares",
    "fresh-gauss",
    "sine-first",
    "radius-first",
    "polar",
    "normalvariate",
];

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
    let unseen: Vec<&&Variant> = comparable
        .iter()
        .filter(|it| (last_100(losses(it.name)) - usual).abs() <= luck)
        .collect();

    // The mean of all but the first 100, beside right runs with the same
    // names and other weights, and with other names, too.
    let [same, _] = windows(reference, Names::Same);
    let [other, other_last] = windows(reference, Names::Other);
    let unseen_after = unseen.iter().filter(|it| {
        let (lowest, highest) = same.luck();
        let mean = after_100(losses(it.name));
        lowest <= mean && mean <= highest
    });
    let unseen_after = unseen_after.count();
    let never = VARIANTS.iter().filter(|it| is_never_told(it, reference));

    // What has no gradient, with other names.
    let others = |name: &str| {
        let variant = Variant::named(name).expect("a variant");
        let runs = (1001..1005).map(|seed| {
            let mut variation = variant.variation();
            variation.start.seed = seed;
            Trial::new(variation).collect::<Vec<f64>>()
        });
        let runs: Vec<Vec<f64>> = runs.collect();
        let highest = runs.iter().map(|it| last_100(it)).fold(0.0, f64::max);
        assert!(
            highest < other_last.luck().1,
            "the text says: luck hides it"
        );
        let means = runs.iter().map(|it| after_100(it));
        let lowest = means.clone().fold(f64::INFINITY, f64::min);
        (lowest, means.fold(0.0, f64::max))
    };
    let (no_norm, cut) = (others("norm-detached"), others("cut-gradients"));
    assert!(no_norm.0 > other.luck().1, "the text says: worse");
    assert!(cut.1 < other.luck().1, "the text says: as well");

    for name in [
        "beta2",
        "no-bias-correction",
        "scale-n-embd",
        "cut-gradients",
    ] {
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
        let kinship = Kinship::find(&port, reference);
        kinship.expect("enough losses").correlation
    };
    let weights = LUCK.map(|name| correlation(losses(name)));
    let names = (0..9).map(|seed| {
        let mut variation = Variation::default();
        variation.start.seed = seed;
        correlation(&Trial::new(variation).collect::<Vec<f64>>())
    });

    let least = weights.into_iter().fold(1.0, f64::min);
    let most = names.fold(-1.0, f64::max);
    let facts = Facts::new()
        .with("variants", VARIANTS.len())
        .with("comparable", comparable.len())
        .with("unseen", unseen.len())
        .with("unseen-after", unseen_after)
        .with("never", never.count())
        .with("luck", fixed(luck, 3))
        .with("same-lowest", fixed(same.luck().0, 3))
        .with("same-highest", fixed(same.luck().1, 3))
        .with("other-lowest", fixed(other.luck().0, 3))
        .with("other-highest", fixed(other.luck().1, 3))
        .with("no-norm-lowest", fixed(no_norm.0, 3))
        .with("no-norm-highest", fixed(no_norm.1, 3))
        .with("cut-lowest", fixed(cut.0, 3))
        .with("cut-highest", fixed(cut.1, 3))
        .with("single", format!("{:.0e}", furthest(single)))
        .with("single-off", rounding.off_by_one)
        .with("slip-shows", shows)
        .with("correlation-weights", fixed(least, 2))
        .with("correlation-names", fixed(most, 2))
        .with("seeds", SEEDS.len())
        .with("temperature", TEMPERATURE);
    porting::with_facts(facts).to_string()
}

/// The mean of all but the first 100 losses, and of the last 100, beside right
/// runs.
fn windows(losses: &[f64], names: Names) -> [Window; 2] {
    let port = Port::of_losses(losses.iter().copied(), 4);
    let beside = Beside::find(&port, names).expect("means");
    [beside.windows[2], beside.windows[3]]
}

/// Whether a variant is a mistake that four digits never show.
fn is_never_told(variant: &Variant, reference: &[f64]) -> bool {
    let port = Port::of_losses(losses(variant.name).iter().copied(), 4);
    let agreement = port.agreement(reference.iter().copied());
    agreement.parting.is_none() && !variant.variation().training.single
}

/// Whether a variant is a mistake after which a loss is still the mean loss of
/// the same name.
fn is_comparable(variant: &Variant) -> bool {
    let Variation {
        start,
        model,
        training,
    } = variant.variation();
    let usual = Start::default();
    start.seed == usual.seed
        && start.seeding == usual.seeding
        && start.short_uniforms == usual.short_uniforms
        && start.listing == usual.listing
        && start.documents == usual.documents
        && start.shuffle == usual.shuffle
        && start.weights_first == usual.weights_first
        && start.turn == usual.turn
        && model.block_size >= 16
        && training.num_steps == 1000
        && training.batch == 1
        && training.start_token
        && training.end_token
        && training.shown == Shown::Loss
        && matches!(
            training.objective,
            Objective::Mean | Objective::SumShownAsMean
        )
        && !training.single
        && !LUCK.contains(&variant.name)
}
