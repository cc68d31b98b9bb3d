//! Why a port differs: found among the runs that have something changed.

use std::cmp::Reverse;
use std::fmt;
use std::iter;
use std::sync::{LazyLock, OnceLock};

use crate::evidence::Evidence;
use crate::port::{Agreement, Port};
use crate::reference::{NUM_STEPS, Original};
use crate::variation::{Trial, VARIANTS, Variant, Variation};
use crate::words::count;

/// A run that a port may be.
#[derive(Clone, Copy, Debug)]
pub enum Candidate {
    /// The reference run with one change.
    Variant(&'static Variant),
    /// The reference run with two.
    Both(&'static Variant, &'static Variant),
    /// Another original program.
    Original(Original),
    /// The reference run, planned for another number of steps.
    NumSteps(u32),
}

/// So many losses can be those of a run with one change, and still be searched
/// for a second one: each try trains for as many steps.
const FEW: usize = 60;

/// Fewer losses than these do not tell two changes.
const FEWEST_FOR_TWO: usize = 6;

/// For so many first changes, a second one is looked for.
const MOST_FIRSTS: usize = 8;

/// In single precision, a run of 1,000 losses rounds fewer of them otherwise.
const OFTEN: usize = 8;

/// More causes than these are none.
const MOST_CAUSES: usize = 4;

/// The variants that are mistakes. In 32-bit numbers, it is still the
/// reference run.
pub fn mistakes() -> impl Iterator<Item = &'static Variant> {
    let variants = VARIANTS.iter();
    variants.filter(|it| !it.variation().training.single)
}

impl Candidate {
    /// All that a port can be taken for which is not `original`.
    fn all(port: &Port, original: Original) -> Vec<Self> {
        let others = Original::DISTINCT
            .into_iter()
            .filter(|it| !it.is_like(original));
        let last = port.losses.last_key_value().map(|(&step, _)| step);
        let is_new = |n: usize| {
            let is_known = |it: &Variant| it.variation() == planned(n);
            n > 1 && n != NUM_STEPS && !VARIANTS.iter().any(is_known)
        };
        let num_steps = port.num_steps.or(last);
        let num_steps = num_steps.filter(|&n| is_new(n as usize));
        mistakes()
            .map(Candidate::Variant)
            .chain(others.map(Candidate::Original))
            .chain(num_steps.map(Candidate::NumSteps))
            .collect()
    }

    /// Its losses. Nothing is computed before it is asked for, where it takes
    /// long.
    pub fn losses(self) -> Box<dyn Iterator<Item = f64>> {
        let first = Original::FIRST;
        match self {
            Candidate::Variant(variant) => {
                let others = move || variant.trial().skip(first);
                let others = iter::once_with(others).flatten();
                Box::new(first_losses(variant).iter().copied().chain(others))
            }
            Candidate::Both(a, b) => {
                Box::new(Trial::new(b.added_to(a.variation())))
            }
            Candidate::Original(original) => {
                let others =
                    move || original.losses(NUM_STEPS).into_iter().skip(first);
                let others = iter::once_with(others).flatten();
                Box::new(original.losses(first).into_iter().chain(others))
            }
            Candidate::NumSteps(n) => Box::new(Trial::new(planned(n as usize))),
        }
    }
}

/// The reference run, planned for so many steps.
fn planned(num_steps: usize) -> Variation {
    let mut variation = Variation::default();
    variation.training.num_steps = num_steps;
    variation
}

/// The first losses of a variant, which every comparison needs.
fn first_losses(variant: &'static Variant) -> &'static [f64] {
    static FIRST: LazyLock<Vec<OnceLock<Vec<f64>>>> =
        LazyLock::new(|| vec![OnceLock::new(); VARIANTS.len()]);
    let place = VARIANTS.iter().position(|it| it.name == variant.name);
    let place = place.expect("a variant of the catalogue");
    FIRST[place].get_or_init(|| variant.trial().take(Original::FIRST).collect())
}

/// To be read after "those of".
impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Candidate::Variant(it) => write!(f, "a run with {}", it.what),
            Candidate::Both(a, b) => {
                write!(f, "a run with {}, and with {}", a.what, b.what)
            }
            Candidate::Original(original) => write!(f, "{original}"),
            Candidate::NumSteps(n) => write!(
                f,
                "a run that is planned for {}: the learning rate decays over \
                 all of them",
                count(*n as usize, "step")
            ),
        }
    }
}

/// A run whose losses a port has, or has at first.
#[derive(Clone, Debug)]
pub struct Match {
    /// The nearest run.
    pub run: Candidate,
    /// How far the losses are the same.
    pub agreement: Agreement,
    /// Whether all are the same but for single precision.
    pub single: bool,
    /// Other runs that have the same losses so far.
    pub others: Vec<Candidate>,
}

impl Match {
    /// Whether all losses are those of the run.
    pub fn is_whole(&self) -> bool {
        self.agreement.parting.is_none() || self.single
    }

    /// Whether they are to all digits.
    pub fn is_exact(&self) -> bool {
        self.agreement.parting.is_none() && !self.single
    }

    /// The names of the changes of the run, if they have names.
    pub fn names(&self) -> Vec<&'static str> {
        match self.run {
            Candidate::Variant(variant) => vec![variant.name],
            Candidate::Both(a, b) => vec![a.name, b.name],
            Candidate::Original(_) | Candidate::NumSteps(_) => Vec::new(),
        }
    }

    /// Looks for the run that a port's losses come from, if it is not that of
    /// `original`, which has the losses `reference`.
    pub fn find(
        port: &Port,
        original: Original,
        reference: &[f64],
    ) -> Option<Self> {
        let all = Candidate::all(port, original);
        let found = Match::among(&all, port, reference);
        if found.as_ref().is_some_and(Match::is_whole) {
            return found;
        }
        let is_enough = port.comparable().count() >= FEWEST_FOR_TWO;
        let two = if original == Original::LAST && is_enough {
            Match::of_two_changes(port, reference)
        } else {
            None
        };
        if two.is_some() || found.is_some() || port.digits() <= 4 {
            return two.or(found);
        }
        // The digits beyond are other ones in single precision.
        let coarse = port.to_digits(4);
        let found = Match::among(&all, &coarse, reference)?;
        let single = found.agreement.parting.is_none();
        Some(Match { single, ..found })
    }

    /// The best match among these runs, if it is one.
    fn among(
        runs: &[Candidate],
        port: &Port,
        reference: &[f64],
    ) -> Option<Self> {
        let so_far = port.agreement(reference.iter().copied());
        let is_better = |new: &Agreement| {
            if so_far.parting.is_none() {
                // The reference is right but for rounding, so whatever is to
                // be better has to be right without it, where that is often.
                let is_exact = new.parting.is_none() && new.off_by_one == 0;
                return is_exact && so_far.off_by_one >= OFTEN;
            }
            let evidence = Evidence::of(port, reference, new.agreed);
            new.agreed > so_far.agreed
                && match new.parting {
                    None => evidence.names_a_whole_run(),
                    Some(_) => evidence.names_a_beginning(),
                }
        };
        let mut found: Vec<(Candidate, Agreement)> = runs
            .iter()
            .map(|run| (*run, port.agreement(run.losses())))
            .filter(|(_, agreement)| is_better(agreement))
            .collect();
        found.sort_by(|(_, a), (_, b)| {
            let nearer = a.distance.total_cmp(&b.distance);
            rank(b).cmp(&rank(a)).then(nearer)
        });
        let mut found = found.into_iter();
        let (run, agreement) = found.next()?;
        let single = agreement.parting.is_some()
            && port.is_in_single_precision(&run.losses().collect::<Vec<_>>());
        let others: Vec<Candidate> = found
            .take_while(|(_, other)| rank(other) == rank(&agreement))
            .map(|(other, _)| other)
            .collect();
        (others.len() < MOST_CAUSES).then_some(Match {
            run,
            agreement,
            single,
            others,
        })
    }

    /// The run with two changes, one of which shows before the other, that has
    /// all losses of the port.
    fn of_two_changes(port: &Port, reference: &[f64]) -> Option<Self> {
        let so_far = port.agreement(reference.iter().copied());
        let last = port.comparable().last().map_or(0, |(step, _)| step);
        let begins = |first: &&'static Variant| {
            let run = Candidate::Variant(first);
            let agreed = port.agreement(run.losses()).agreed;
            (so_far.agreed + 1..=FEW).contains(&agreed)
                && Evidence::of(port, reference, agreed).bits > 0.0
        };
        let of_first = |first: &'static Variant| {
            let run = Candidate::Variant(first);
            let agreed = port.agreement(run.losses()).agreed;
            let losses: Vec<f64> = run.losses().take(last as usize).collect();
            // What shows earlier by itself is not the second one.
            let is_later = |second: &&'static Variant| {
                let pairs = first_losses(second).iter().zip(reference);
                pairs.take(agreed).all(|(a, b)| (a - b).abs() < 0.001)
            };
            let both: Vec<Candidate> = mistakes()
                .filter(|second| second.name != first.name)
                .filter(is_later)
                .map(|second| Candidate::Both(first, second))
                .collect();
            let found = Match::among(&both, port, &losses)?;
            let agreed = found.agreement.agreed;
            let evidence = Evidence::of(port, &losses, agreed);
            (found.is_exact() && evidence.names_two_changes()).then_some(found)
        };
        let found = mistakes().filter(begins).take(MOST_FIRSTS);
        found.filter_map(of_first).reduce(Match::or_better)
    }

    /// The better one of two matches, or both if they are equally good.
    fn or_better(mut self, mut other: Self) -> Self {
        let order = rank(&self.agreement).cmp(&rank(&other.agreement));
        if order.is_lt() {
            return other;
        }
        if order.is_eq() {
            self.others.push(other.run);
            self.others.append(&mut other.others);
        }
        self
    }
}

/// More is a better match: of more losses, and of their last digits.
fn rank(agreement: &Agreement) -> (usize, Reverse<usize>) {
    (agreement.agreed, Reverse(agreement.off_by_one))
}
