//! The verdict on a port.

use crate::evidence::Evidence;
use crate::kinship::Kinship;
use crate::learning::{Beside, Names};
use crate::port::{Agreement, Gap, Port};
use crate::reason::{Candidate, Match, mistakes};
use crate::reference::Original;
use crate::samples::Samples;
use crate::tell::tell;
use crate::variation::Variant;

/// How near a port is to the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// All losses and samples are the same.
    Conforms,
    /// The losses are, as 32-bit numbers have them.
    ConformsInSinglePrecision,
    /// All losses are the same, and a sample is not.
    DiffersInSamples,
    /// A loss is not the same.
    Differs,
}

/// The outcome of a comparison. It prints as the program says it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How near the port is.
    pub kind: Kind,
    /// The original program that it was compared with.
    pub original: Original,
    /// Whether nobody said which.
    pub was_guessed: bool,
    /// Another original program that has the same first losses, where nobody
    /// said which, and no reason is known.
    pub also_like: Option<Original>,
    /// How far the losses are the same.
    pub agreement: Agreement,
    /// How far apart they are on the whole.
    pub gap: Gap,
    /// How many there are to compare, and to how many digits.
    pub compared: (usize, u32),
    /// How many losses there are beyond the last step.
    pub beyond: usize,
    /// The known changes that these losses cannot show, if they are the same.
    pub hidden: Vec<&'static Variant>,
    /// How far the samples are the same.
    pub samples: Samples,
    /// The run that it is instead, if it is one that we know.
    pub reason: Option<Match>,
    /// All that the numbers tell, if they differ.
    pub told: Option<String>,
    /// What it says of itself that the original does not, if they differ.
    pub header: Option<String>,
    /// Whether the names are the reference's, if no digit says so.
    pub kinship: Option<Kinship>,
    /// How well it learns, if it differs.
    pub beside: Option<Beside>,
}

/// Compares a port with an original program, or with the nearest.
///
/// ```
/// use conform::{Port, verdict::{Kind, compare}, variation::Variant};
///
/// let slow = Variant::named("rate-0.001").expect("a variant");
/// let port = Port::of_losses(slow.trial().take(6), 4);
/// let verdict = compare(&port, None);
/// assert_eq!(verdict.kind, Kind::Differs);
/// let reason = verdict.reason.expect("a known run");
/// assert_eq!(reason.names(), ["rate-0.001"]);
/// ```
pub fn compare(port: &Port, original: Option<Original>) -> Verdict {
    let was_guessed = original.is_none();
    let original = original.unwrap_or_else(|| nearest(port));
    let last = port.comparable().last();
    let losses = original.losses(last.map_or(0, |(step, _)| step as usize));
    let agreement = port.agreement(losses.iter().copied());
    let compared = port.comparable().count();
    let mut verdict = Verdict {
        kind: Kind::Conforms,
        original,
        was_guessed,
        also_like: None,
        agreement,
        gap: port.gap(&losses),
        compared: (compared, port.digits()),
        beyond: port.losses.len() - compared,
        hidden: Vec::new(),
        samples: Samples::default(),
        reason: None,
        told: None,
        header: None,
        kinship: None,
        beside: None,
    };
    if agreement.parting.is_some() || agreement.off_by_one > 0 {
        verdict.reason = Match::find(port, original, &losses);
    }
    if agreement.parting.is_none() && verdict.reason.is_none() {
        verdict.samples = Samples::compare(port, original);
        // Where most steps are not printed, what is hidden takes long to find.
        let last = last.map_or(0, |(step, _)| step as usize);
        if verdict.samples.parting.is_some() {
            verdict.kind = Kind::DiffersInSamples;
        } else if original == Original::LAST && last <= 20 * compared {
            verdict.hidden = hidden(port, &agreement);
        }
    } else if agreement.parting.is_some()
        && !verdict.reason.as_ref().is_some_and(Match::is_exact)
        && port.is_in_single_precision(&losses)
    {
        verdict.kind = Kind::ConformsInSinglePrecision;
        verdict.samples = Samples::compare(port, original);
        verdict.reason = None;
    } else {
        verdict.kind = Kind::Differs;
        verdict.explain(port, &losses);
    }
    verdict
}

impl Verdict {
    /// Whether the port can be called microGPT.
    pub fn conforms(&self) -> bool {
        match self.kind {
            Kind::Conforms | Kind::ConformsInSinglePrecision => true,
            Kind::DiffersInSamples | Kind::Differs => false,
        }
    }

    /// All that can be said of a port that differs, beside the reason.
    fn explain(&mut self, port: &Port, losses: &[f64]) {
        let known = self.reason.as_ref().is_some_and(Match::is_whole);
        if let Some(parting) = &self.agreement.parting
            && !known
        {
            self.told = Some(tell(port, self.original, parting));
        }
        if self.agreement.agreed == 0 && !known {
            self.header = port.other_header(self.original);
        }
        let kinship = Kinship::find(port, losses);
        let same_names = self.agreement.agreed > 0
            || kinship.is_some_and(|it| it.has_same_names());
        if self.agreement.agreed == 0 && self.reason.is_none() {
            self.kinship = kinship;
            if kinship.is_some() && !same_names {
                self.told = None; // It would speak of the same names.
            }
        }
        if self.original == Original::LAST && kinship.is_some() {
            let names = if same_names {
                Names::Same
            } else {
                Names::Other
            };
            self.beside = Beside::find(port, names);
        }
        if self.was_guessed && self.reason.is_none() {
            self.also_like = also_like(port, self.original, &self.agreement);
        }
    }
}

/// The known changes whose runs have these losses, too, no worse than the
/// reference has them.
fn hidden(port: &Port, reference: &Agreement) -> Vec<&'static Variant> {
    let agrees = |variant: &&'static Variant| {
        let agreement = port.agreement(Candidate::Variant(variant).losses());
        agreement.parting.is_none()
            && agreement.off_by_one <= reference.off_by_one
    };
    mistakes().filter(agrees).collect()
}

/// The first losses of a port.
struct First {
    port: Port,
    last_step: usize,
}

impl First {
    fn of(port: &Port) -> Self {
        let mut first = port.clone();
        first.losses = port.comparable().take(Original::FIRST).collect();
        let last = first.losses.last_key_value();
        First {
            last_step: last.map_or(0, |(&step, _)| step as usize),
            port: first,
        }
    }

    /// How many of them an original program has.
    fn agreed(&self, original: Original) -> usize {
        self.port.agreement(original.losses(self.last_step)).agreed
    }
}

/// The program that has the first losses, and more than one of them;
/// microGPT, if none is such.
fn nearest(port: &Port) -> Original {
    let first = First::of(port);
    let reference = Original::LAST.losses(first.last_step);
    let has_more = |agreed: usize| {
        let evidence = Evidence::of(&first.port, &reference, agreed);
        agreed >= 2
            && agreed > first.agreed(Original::LAST)
            && evidence.names_a_whole_run()
    };
    let others = Original::DISTINCT.into_iter().skip(1);
    let nearest = others.max_by_key(|&it| first.agreed(it));
    nearest
        .filter(|&it| has_more(first.agreed(it)))
        .unwrap_or(Original::LAST)
}

/// Another program that has as many of the first losses.
fn also_like(
    port: &Port,
    original: Original,
    agreement: &Agreement,
) -> Option<Original> {
    let first = First::of(port);
    let others = Original::DISTINCT.into_iter().filter(|&it| it != original);
    others
        .max_by_key(|&it| (first.agreed(it), it))
        .filter(|&it| first.agreed(it) >= agreement.agreed.max(1))
}
