//! Every variant is known by its losses.

use conform::Port;
use conform::reason::Candidate;
use conform::reference::{NUM_STEPS, Original};
use conform::variation::{Trial, VARIANTS, Variant, Variation};
use conform::verdict::{Kind, Verdict, compare};
use rayon::prelude::*;

/// What four digits of a whole run do not show.
const NEVER: [&str; 3] = ["one-position-less", "ln-eps-1e-9", "clip-5"];

/// What gives no number at the second step, and is not told apart.
const NO_NUMBER: [&str; 3] = ["t-from-0", "no-root", "eps-0"];

/// How many steps it takes until four digits tell a variant from all others.
fn steps_to_tell(name: &str) -> usize {
    const FORTY: [&str; 11] = [
        "no-attention-norm",
        "beta2",
        "adamw",
        "weight-decay",
        "no-decay",
        "cosine",
        "cosine-to-tenth",
        "decay-to-tenth",
        "decay-from-1",
        "decay-late",
        "steps-2000",
    ];
    match name {
        "decay-to-0" | "weight-decay-1e-4" => 400,
        "eps-1e-7"
        | "eps-1e-10"
        | "eps-before-correction"
        | "clip-each"
        | "norm-eps-1e-6"
        | "norm-eps-1e-8" => 120,
        _ if FORTY.contains(&name) => 40,
        _ => 16,
    }
}

/// How a verdict names what is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    /// One cause, which is right.
    Named,
    /// No cause, or several that cannot be told apart, the right one too.
    Honest,
    /// Another cause, another program, or none where there is one.
    Wrong,
}

impl Told {
    fn of(verdict: &Verdict, right: &Variation) -> Self {
        let is_right = |run: &Candidate| match run {
            Candidate::Variant(it) => it.variation() == *right,
            Candidate::Both(a, b) => b.added_to(a.variation()) == *right,
            Candidate::Original(_) | Candidate::NumSteps(_) => false,
        };
        if verdict.original != Original::LAST {
            return Told::Wrong;
        }
        let hides = |it: &&Variant| it.variation() == *right;
        let Some(reason) = &verdict.reason else {
            let is_hidden = verdict.hidden.iter().any(hides);
            let differs = verdict.kind == Kind::Differs;
            return if differs || is_hidden {
                Told::Honest
            } else {
                Told::Wrong
            };
        };
        match (is_right(&reason.run), reason.others.as_slice()) {
            (true, []) => Told::Named,
            (first, others) if first || others.iter().any(is_right) => {
                Told::Honest
            }
            _ => Told::Wrong,
        }
    }
}

/// A port that prints so many losses of a run, to four digits.
fn port(variation: &Variation, count: usize) -> Port {
    Port::of_losses(Trial::new(*variation).take(count), 4)
}

/// The variants that are mistakes: what is single is none.
fn mistakes() -> Vec<&'static Variant> {
    conform::reason::mistakes().collect()
}

#[test]
fn every_variant_is_told_by_its_name_or_said_to_be_hidden() {
    assert!(VARIANTS.len() > 150);
    mistakes().par_iter().for_each(|variant| {
        let name = variant.name;
        let right = variant.variation();
        let verdict = compare(&port(&right, steps_to_tell(name)), None);
        let told = Told::of(&verdict, &right);
        let is_named = !NEVER.contains(&name) && !NO_NUMBER.contains(&name);
        let expected = if is_named { Told::Named } else { Told::Honest };
        assert_eq!(told, expected, "{name}: {:?}", verdict.reason);
        if is_named {
            let reason = verdict.reason.expect(name);
            assert!(reason.is_exact(), "{name}: {reason:?}");
            assert_eq!(verdict.kind, Kind::Differs, "{name}");
        }
    });
}

#[test]
fn what_four_digits_never_show_is_listed_by_a_whole_run() {
    let reference = Original::LAST.losses(NUM_STEPS);
    let verdict = compare(&Port::of_losses(reference, 4), None);
    assert_eq!(verdict.kind, Kind::Conforms);
    let hidden = verdict.hidden.iter().map(|it| it.name);
    assert_eq!(hidden.collect::<Vec<_>>(), NEVER);
    let said = verdict.to_string();
    assert!(said.contains("`ln-eps-1e-9`, `clip-5` have"), "{said}");
}

#[test]
fn of_a_few_losses_no_cause_is_named_that_is_not_one() {
    mistakes().par_iter().for_each(|variant| {
        let right = variant.variation();
        for count in [2, 3] {
            let verdict = compare(&port(&right, count), None);
            let told = Told::of(&verdict, &right);
            let reason = &verdict.reason;
            let what = format!("{} {count}: {reason:?}", variant.name);
            assert_ne!(told, Told::Wrong, "{what}");
        }
    });
}

/// Changes that are not in the catalogue, each near some that are.
const UNKNOWN: [fn(&mut Variation); 12] = [
    |it| it.training.rate = 0.007,
    |it| it.training.rate = 0.03,
    |it| it.training.beta1 = 0.8,
    |it| it.training.beta2 = 0.98,
    |it| it.training.eps = 3e-6,
    |it| it.training.weight_decay = 0.03,
    |it| it.training.clip_each = 0.1,
    |it| it.training.frozen = &["attn_wq", "mlp_fc1"],
    |it| it.start.spread = 0.05,
    |it| it.model.query_factor = 0.8,
    |it| it.model.block_size = 12,
    |it| it.training.batch = 2,
];

#[test]
fn a_change_that_is_not_known_is_given_no_other_name() {
    UNKNOWN.par_iter().enumerate().for_each(|(i, change)| {
        let mut variation = Variation::default();
        change(&mut variation);
        let verdict = compare(&port(&variation, 16), None);
        assert_eq!(verdict.original, Original::LAST, "{i}");
        assert!(verdict.reason.is_none(), "{i}: {:?}", verdict.reason);
        assert!(verdict.told.is_some(), "{i}");
    });
}

#[test]
fn two_changes_are_both_told_where_one_shows_before_the_other() {
    // Some pairs, as far apart in the catalogue as they come.
    let all = mistakes();
    let n = all.len();
    let pairs: Vec<[&Variant; 2]> = (0..24)
        .map(|i| [all[i * 37 % n], all[(i * 61 + 100) % n]])
        .filter(|[a, b]| a.name != b.name)
        .collect();
    let told = pairs.par_iter().map(|[a, b]| {
        let right = b.added_to(a.variation());
        let verdict = compare(&port(&right, 12), None);
        match (Told::of(&verdict, &right), verdict.reason) {
            (Told::Wrong, Some(reason)) => {
                // One of them is named, and hides the other, or is said not
                // to be all.
                let names = reason.names();
                let is_one = names == [a.name] || names == [b.name];
                assert!(is_one, "{} and {}: {names:?}", a.name, b.name);
                Told::Honest
            }
            (Told::Wrong, None) => panic!("{} and {}", a.name, b.name),
            (told, _) => told,
        }
    });
    let told: Vec<Told> = told.collect();
    let both = told.iter().filter(|it| **it == Told::Named).count();
    // The others show at the same step, or not yet.
    assert!(4 * both > pairs.len(), "{both} of {}", pairs.len());
}

#[test]
fn a_change_on_top_of_a_known_one_is_told_apart() {
    let mut variation = Variation::default();
    variation.model.block_size = 8;
    variation.training.beta2 = 0.97;
    let verdict = compare(&port(&variation, 30), None);
    let reason = verdict.reason.clone().expect("a known beginning");
    assert_eq!(reason.names(), ["block-8"]);
    assert!(!reason.is_whole());
    let said = verdict.to_string();
    assert!(said.contains("Something else"), "{said}");
    // The first loss is right, and nothing else.
    let mut variation = Variation::default();
    variation.training.rate = 0.03;
    let verdict = compare(&port(&variation, 16), None);
    let told = verdict.told.as_deref().expect("what can be told");
    assert!(told.contains("The second tests the signs"), "{told}");
    let said = verdict.to_string().replace("\n            ", " ");
    assert!(said.contains("that of Step 4, too; --step 4"), "{said}");
}
