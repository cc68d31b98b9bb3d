//! Why a port differs: found among the runs that have one thing changed, or
//! told from the numbers.

use std::cmp::Reverse;
use std::f64::consts::LN_2;
use std::fmt;
use std::iter;

use crate::port::{Agreement, Parting, Port};
use crate::reference::{NUM_STEPS, Original};
use crate::variation::{Trial, VARIANTS, Variant, Variation};
use crate::words::count;

/// A run that a port may be.
#[derive(Clone, Copy, Debug)]
pub enum Candidate {
    /// The reference run with one change.
    Variant(&'static Variant),
    /// Another original program.
    Original(Original),
    /// The reference run, planned for another number of steps.
    NumSteps(u32),
}

impl Candidate {
    /// All that a port can be taken for which is not `original`.
    fn all(port: &Port, original: Original) -> Vec<Self> {
        // In 32-bit numbers it is still the reference run.
        let variants = VARIANTS
            .iter()
            .filter(|it| !it.variation().training.single)
            .map(Candidate::Variant);
        let others = Original::DISTINCT
            .into_iter()
            .filter(|it| !it.is_like(original));
        let others = others.map(Candidate::Original);
        let num_steps = port
            .num_steps
            .filter(|&n| n > 1 && n as usize != NUM_STEPS)
            .map(Candidate::NumSteps);
        variants.chain(others).chain(num_steps).collect()
    }

    /// Its losses. Nothing is computed before it is asked for, where it takes
    /// long.
    fn losses(self) -> Box<dyn Iterator<Item = f64>> {
        match self {
            Candidate::Variant(variant) => Box::new(variant.trial()),
            Candidate::Original(original) => {
                let others = move || {
                    original.losses(NUM_STEPS).into_iter().skip(Original::FIRST)
                };
                let first = original.losses(Original::FIRST).into_iter();
                Box::new(first.chain(iter::once_with(others).flatten()))
            }
            Candidate::NumSteps(n) => {
                let mut variation = Variation::default();
                variation.training.num_steps = n as usize;
                Box::new(Trial::new(variation))
            }
        }
    }
}

/// To be read after "those of".
impl fmt::Display for Candidate {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Candidate::Variant(it) => write!(f, "a run with {}", it.what),
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

    /// The name of the variant, if it is one.
    pub fn name(&self) -> Option<&'static str> {
        match self.run {
            Candidate::Variant(variant) => Some(variant.name),
            Candidate::Original(_) | Candidate::NumSteps(_) => None,
        }
    }

    /// Looks for the run that a port's losses come from, if it is not that of
    /// `original`, which has the losses `reference`.
    pub fn find(
        port: &Port,
        original: Original,
        reference: &[f64],
    ) -> Option<Self> {
        if let Some(found) = Match::among_all(port, original, reference) {
            return Some(found);
        }
        // The digits beyond are other ones in single precision.
        let coarse = port.to_digits(4);
        if port.digits() <= 4 {
            return None;
        }
        let found = Match::among_all(&coarse, original, reference)?;
        let single = found.agreement.parting.is_none();
        Some(Match { single, ..found })
    }

    fn among_all(
        port: &Port,
        original: Original,
        reference: &[f64],
    ) -> Option<Self> {
        let so_far = port.agreement(reference.iter().copied());
        let mut found: Vec<(Candidate, Agreement)> =
            Candidate::all(port, original)
                .into_iter()
                .map(|run| (run, port.agreement(run.losses())))
                .filter(|(_, agreement)| port.is_better(agreement, &so_far))
                .collect();
        found.sort_by(|(_, a), (_, b)| {
            let nearer = a.distance.total_cmp(&b.distance);
            rank(b).cmp(&rank(a)).then(nearer)
        });
        let mut found = found.into_iter();
        let (run, agreement) = found.next()?;
        let single = agreement.parting.is_some()
            && port.is_in_single_precision(&run.losses().collect::<Vec<_>>());
        let others = found
            .take_while(|(_, other)| rank(other) == rank(&agreement))
            .map(|(other, _)| other)
            .collect();
        Some(Match {
            run,
            agreement,
            single,
            others,
        })
    }
}

/// More is a better match: of more losses, and of their last digits.
fn rank(agreement: &Agreement) -> (usize, Reverse<usize>) {
    (agreement.agreed, Reverse(agreement.off_by_one))
}

impl Port {
    /// Whether an agreement with one run is more than luck, where there is one
    /// with the reference.
    fn is_better(&self, new: &Agreement, reference: &Agreement) -> bool {
        if reference.parting.is_none() {
            // The reference is right but for rounding, so whatever is to be
            // better has to be right without it, more than a few times.
            return new.parting.is_none()
                && new.off_by_one == 0
                && new.agreed >= 20;
        }
        // Slow changes agree for long, with the reference and with each other.
        let further = if new.parting.is_none() {
            new.agreed > reference.agreed
        } else {
            new.agreed >= 2 * reference.agreed
        };
        let digits = new.agreed * self.digits() as usize;
        further && new.agreed >= 2 && digits >= 8
    }
}

/// All that can be told from the numbers alone, where they first differ.
pub fn tell(port: &Port, original: Original, parting: &Parting) -> String {
    let Parting { port: it, run, .. } = *parting;
    if !it.value.is_finite() {
        return "A loss that is no number comes from a step that was too long, \
                or from the logarithm of a probability of 0."
            .to_owned();
    }
    if (it.value * LN_2 - run).abs() < 0.001 {
        return "It is the right loss in bits: use the natural logarithm."
            .to_owned();
    }
    let first = port.comparable().next().map(|(step, _)| step);
    match parting.step {
        1 => of_the_first(it.value),
        _ if first != Some(1) => {
            "Print the first losses, too: they tell most.".to_owned()
        }
        2 if original.has_adam() => {
            "The first loss is right, and with it the order of the names, the \
             initial weights and the forward pass. The second tests the signs \
             of the gradient, since Adam's first step has one length whatever \
             their size, and the length of that step."
                .to_owned()
        }
        3 if original.has_adam() => {
            "The first two losses are right, and with them the forward pass \
             and the signs of the gradient. The third tests the sizes of the \
             gradient, both β, the bias correction and the decay."
                .to_owned()
        }
        2 => "The first loss is right, and with it the order of the names, \
              the initial weights and the forward pass. The second tests the \
              gradient and the learning rate."
            .to_owned(),
        _ => {
            "The first losses are right. What shows later is the decay of the \
              learning rate, a constant such as ε or β2, or a name that the \
              earlier ones are not like: the longest, the repeated letters."
                .to_owned()
        }
    }
}

/// All that the first loss tells, if it is wrong.
fn of_the_first(loss: f64) -> String {
    let ignorance = portable::math::ln(27.0);
    let near = format!(
        "A model that knows nothing has a first loss near ln 27 = \
         {ignorance:.3}."
    );
    if (loss - ignorance).abs() < 0.5 {
        format!(
            "{near} So has this one, and it differs before anything is \
             learned: by the random numbers (their stream, their order, their \
             spread), by the order of the names, or in the forward pass."
        )
    } else {
        format!(
            "{near} This one has not: look at how the loss is computed, at the \
             size of the vocabulary and of the initial weights."
        )
    }
}
