//! The verdict on a port.

use std::fmt;

use portable::PythonRandom;

use crate::kinship::Kinship;
use crate::port::{Agreement, Gap, Parting, Port};
use crate::reason::{Match, tell};
use crate::reference::{NUM_SAMPLES, NUM_STEPS, Original};
use crate::variation::{Sampling, Trial, Variation};
use crate::words::{count, grouped, printable};

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

/// How far means of 100 losses are apart if the weights were drawn otherwise.
const LUCK: f64 = 0.03;

/// The outcome of a comparison. It prints as the program says it.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// How near the port is.
    pub kind: Kind,
    /// The original program that it was compared with.
    pub original: Original,
    /// Whether nobody said which.
    pub was_guessed: bool,
    /// How far the losses are the same.
    pub agreement: Agreement,
    /// How far apart they are on the whole.
    pub gap: Gap,
    /// How many there are to compare, and to how many digits.
    pub compared: (usize, u32),
    /// How many losses there are beyond the last step.
    pub beyond: usize,
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
}

/// How far the samples are the same.
#[derive(Clone, Debug, Default)]
pub struct Samples {
    /// How many were printed.
    pub printed: usize,
    /// How many are the same, before the first that is not.
    pub agreed: usize,
    /// The first that is not: the port's, and the right one.
    pub parting: Option<(String, String)>,
    /// The samples that they are instead.
    pub reason: Option<&'static str>,
}

/// Compares a port with an original program, or with the nearest.
///
/// ```
/// use conform::{Log, Port, verdict::{Kind, compare}};
///
/// let mut log = Log::default();
/// log.read(b"step 1 loss 3.3660\nstep 2 loss 3.4261\nstep 3 loss 3.1809\n");
/// let verdict = compare(&Port::new(&[log]), None);
/// assert_eq!(verdict.kind, Kind::Differs);
/// let reason = verdict.reason.expect("a known run");
/// assert_eq!(reason.name(), Some("rate-0.001"));
/// ```
pub fn compare(port: &Port, original: Option<Original>) -> Verdict {
    let was_guessed = original.is_none();
    let nearest = original.unwrap_or_else(|| nearest(port));
    let verdict = compare_with(port, nearest, was_guessed);
    // A change to microGPT can bring its first losses nearer to another.
    let known = verdict
        .reason
        .as_ref()
        .is_some_and(|reason| reason.is_whole() && reason.name().is_some());
    if was_guessed && nearest != Original::LAST && known {
        return compare_with(port, Original::LAST, was_guessed);
    }
    verdict
}

fn compare_with(port: &Port, original: Original, was_guessed: bool) -> Verdict {
    let last = port.comparable().last();
    let losses = original.losses(last.map_or(0, |(step, _)| step as usize));
    let agreement = port.agreement(losses.iter().copied());
    let gap = port.gap(&losses);
    let compared = port.comparable().count();
    let mut verdict = Verdict {
        kind: Kind::Conforms,
        original,
        was_guessed,
        agreement,
        gap,
        compared: (compared, port.digits()),
        beyond: port.losses.len() - compared,
        samples: Samples::default(),
        reason: None,
        told: None,
        header: None,
        kinship: None,
    };
    if agreement.parting.is_some() || agreement.off_by_one > 0 {
        verdict.reason = Match::find(port, original, &losses);
    }
    match agreement.parting {
        None if verdict.reason.is_none() => {
            verdict.samples = compare_samples(port, original);
            if verdict.samples.parting.is_some() {
                verdict.kind = Kind::DiffersInSamples;
            }
        }
        Some(_) if port.is_in_single_precision(&losses) => {
            verdict.kind = Kind::ConformsInSinglePrecision;
            verdict.samples = compare_samples(port, original);
            verdict.reason = None;
        }
        None => verdict.kind = Kind::Differs,
        Some(parting) => {
            verdict.kind = Kind::Differs;
            let known = verdict.reason.as_ref().is_some_and(Match::is_whole);
            if !known {
                verdict.told = Some(tell(port, original, &parting));
            }
            if agreement.agreed == 0 && !known {
                verdict.header = port.other_header(original);
            }
            if agreement.agreed == 0 && verdict.reason.is_none() {
                verdict.kinship = Kinship::find(port, &losses);
                let kinship = verdict.kinship.as_ref();
                if kinship.is_some_and(|it| !it.has_same_names()) {
                    verdict.told = None; // It would speak of the same names.
                }
            }
        }
    }
    verdict
}

/// The program whose first losses are nearest; microGPT, if none is near.
fn nearest(port: &Port) -> Original {
    let mut first = port.clone();
    first.losses = port.comparable().take(Original::FIRST).collect();
    let last = first.losses.last_key_value();
    let most = last.map_or(0, |(&step, _)| step as usize);
    let nearness = |original: &Original| {
        let losses = original.losses(most);
        let agreed = first.agreement(losses.iter().copied()).agreed;
        let apart: f64 = first
            .comparable()
            .map(|(step, it)| (it.value - losses[step as usize - 1]).abs())
            .sum();
        (agreed, apart)
    };
    let nearest = Original::DISTINCT
        .into_iter()
        .map(|it| (it, nearness(&it)))
        .filter(|(_, (agreed, _))| *agreed > 0)
        // Of those that are equally near, the first, which is the last.
        .reduce(|best, other| {
            let (a, b) = (best.1, other.1);
            if b.0 > a.0 || b.0 == a.0 && b.1 < a.1 {
                other
            } else {
                best
            }
        });
    nearest.map_or(Original::LAST, |(original, _)| original)
}

fn compare_samples(port: &Port, original: Original) -> Samples {
    let right = original.samples();
    let mut pairs = port.samples.iter().zip(&right);
    let agreed = pairs.by_ref().take_while(|(a, b)| a == b).count();
    let printed = port.samples.len().min(NUM_SAMPLES);
    let parting = (agreed < printed)
        .then(|| (port.samples[agreed].clone(), right[agreed].clone()));
    let reason = match parting {
        Some(_) if original == Original::LAST => other_samples(&port.samples),
        _ => None,
    };
    Samples {
        printed,
        agreed,
        parting,
        reason,
    }
}

/// The other samples of the right model that these are, if they are such. How
/// long a name can be does not show: none of the 20 comes near it.
fn other_samples(samples: &[String]) -> Option<&'static str> {
    let mut trial = Trial::new(Variation::default());
    while trial.next().is_some() {}
    let usual = Sampling {
        count: samples.len().min(NUM_SAMPLES),
        ..Sampling::default()
    };
    let is =
        |sampling, rng| samples[..usual.count] == trial.samples(sampling, rng);
    let at = |temperature| Sampling {
        temperature,
        ..usual
    };
    let known = [
        (at(1.0), "those at temperature 1, not 0.5"),
        (at(0.8), "those at temperature 0.8, not 0.5"),
        (at(0.7), "those at temperature 0.7, not 0.5"),
        (at(0.1), "those at temperature 0.1, not 0.5"),
        (
            at(1e-6),
            "of the likeliest token each time, and none is drawn",
        ),
    ];
    let known = known.into_iter().find(|(how, _)| is(*how, trial.rng()));
    let restarted = || {
        is(usual, PythonRandom::new(42))
            .then_some("those of random numbers that start again from seed 42")
    };
    known.map(|(_, what)| what).or_else(restarted)
}

impl Verdict {
    /// Whether the port can be called microGPT.
    pub fn conforms(&self) -> bool {
        match self.kind {
            Kind::Conforms | Kind::ConformsInSinglePrecision => true,
            Kind::DiffersInSamples | Kind::Differs => false,
        }
    }

    fn heading(&self) -> String {
        let original = self.original;
        match self.kind {
            Kind::Conforms => format!("It conforms to {original}."),
            Kind::ConformsInSinglePrecision => {
                format!("In single precision, it conforms to {original}.")
            }
            Kind::DiffersInSamples => {
                format!("Its losses conform to {original}. Its samples do not.")
            }
            Kind::Differs => format!("It differs from {original}."),
        }
    }

    fn losses(&self) -> String {
        let (compared, digits) = self.compared;
        let Agreement {
            agreed,
            off_by_one,
            parting,
            ..
        } = self.agreement;
        let first = if self.kind == Kind::ConformsInSinglePrecision {
            let (step, apart) = self.gap.largest;
            format!(
                "{compared}, none further than {apart:.1e} (step {step}) from \
                 the reference",
                compared = grouped(compared)
            )
        } else if let Some(Parting { step, port, run }) = parting {
            let apart = port.value - run;
            let how = if apart < 0.0 { "less" } else { "more" };
            let fixed = |x| fixed(x, port.digits.max(4));
            format!(
                "{} equal, then step {step}: {}, and the reference has {} \
                 ({} {how})",
                grouped(agreed),
                fixed(port.value),
                fixed(run),
                fixed(apart.abs()),
            )
        } else {
            let all = if compared == NUM_STEPS { "all " } else { "" };
            let digits = count(digits as usize, "digit");
            format!("{all}{} equal, to {digits}", grouped(compared))
        };
        let mut parts = vec![first];
        if off_by_one > 0 && self.kind != Kind::ConformsInSinglePrecision {
            let rounding = if self.conforms() {
                ", which is rounding"
            } else {
                ""
            };
            parts.push(format!(
                "{} of them off by one in the last digit{rounding}",
                grouped(off_by_one)
            ));
        }
        if compared < NUM_STEPS && self.kind != Kind::Differs {
            parts.push(format!("the reference has {}", grouped(NUM_STEPS)));
        }
        if self.beyond > 0 {
            parts.push(format!("{} more, not compared", grouped(self.beyond)));
        }
        parts.join("; ")
    }

    fn last(&self) -> Option<String> {
        let (port, run) = self.gap.last?;
        // With other names, it is compared with other runs.
        if self.kinship.as_ref().is_some_and(|it| it.beside.is_some()) {
            return None;
        }
        if self.conforms() || self.kind == Kind::DiffersInSamples {
            return None;
        }
        let worse = port - run;
        let how = if !port.is_finite() {
            "it does not learn"
        } else if worse.abs() < LUCK {
            "it learns as well"
        } else if worse > 0.0 {
            "it learns worse"
        } else {
            "it learns better"
        };
        // Where the first loss is the same, so are the names.
        let same_names = self.agreement.agreed > 0
            || self.kinship.as_ref().is_some_and(Kinship::has_same_names);
        let unless = if worse.abs() < LUCK || same_names {
            ""
        } else {
            ", unless its names are others"
        };
        Some(format!(
            "mean {}, and the reference has {}: {how}{unless}",
            fixed(port, 4),
            fixed(run, 4)
        ))
    }

    fn samples(&self) -> Option<String> {
        let Samples {
            printed,
            agreed,
            parting,
            reason,
        } = &self.samples;
        if self.kind == Kind::Differs {
            return None;
        }
        let Some((port, right)) = parting else {
            return Some(match *printed {
                0 => "none found, so none compared".to_owned(),
                NUM_SAMPLES => format!("all {NUM_SAMPLES} equal"),
                n => format!("{n} equal; the reference has {NUM_SAMPLES}"),
            });
        };
        let port = printable(port);
        let why = match reason {
            Some(reason) => format!(". They are {reason}."),
            None if self.kind == Kind::DiffersInSamples => {
                ". The model is right, so look at the temperature (0.5), at \
                 the random numbers (the same stream goes on) and at the end \
                 (BOS, or 16 letters)."
                    .to_owned()
            }
            None => String::new(),
        };
        Some(format!(
            "{agreed} equal, then sample {}: {port:?}, and the reference has \
             {right:?}{why}",
            agreed + 1
        ))
    }

    fn reason(&self) -> Option<String> {
        let reason = self.reason.as_ref()?;
        let Match { run, agreement, .. } = reason;
        let (compared, _) = self.compared;
        let mut sentences = vec![match agreement.parting {
            _ if reason.single => {
                format!("These are the losses of {run}, in single precision.")
            }
            None => format!(
                "These are the losses of {run}: all {} of them.",
                grouped(compared)
            ),
            Some(Parting { step, .. }) => format!(
                "The first {} losses are those of {run}. Something else \
                 differs too, and shows at step {step}.",
                grouped(agreement.agreed),
            ),
        }];
        if let Some(name) = reason.name() {
            let command = format!("microgpt variant {name}");
            sentences.push(format!("`{command}` prints that run."));
        }
        if !reason.others.is_empty() {
            let others: Vec<String> = reason
                .others
                .iter()
                .take(3)
                .map(ToString::to_string)
                .collect();
            let others = others.join(", of ");
            sentences.push(format!("They could also be those of {others}."));
        }
        Some(sentences.join(" "))
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.heading())?;
        row(f, "losses", Some(self.losses()))?;
        row(f, "last 100", self.last())?;
        row(f, "samples", self.samples())?;
        row(f, "header", self.header.clone())?;
        let why = [self.reason(), self.told.clone()];
        let why: Vec<String> = why.into_iter().flatten().collect();
        row(f, "reason", (!why.is_empty()).then(|| why.join(" ")))?;
        row(f, "names", self.kinship.as_ref().map(Kinship::to_string))?;
        let guessed = self.was_guessed && self.original != Original::LAST;
        let guess = guessed.then(|| {
            "its first losses are nearest to it; --step N chooses another"
                .to_owned()
        });
        row(f, "step", guess)
    }
}

/// A number with so many digits after the point, unless it is too long then.
fn fixed(x: f64, digits: u32) -> String {
    let digits = digits as usize;
    if x.abs() < 1e9 || !x.is_finite() {
        format!("{x:.digits$}")
    } else {
        format!("{x:.4e}")
    }
}

/// A row of a verdict, no wider than a page.
fn row(
    f: &mut fmt::Formatter,
    label: &str,
    text: Option<String>,
) -> fmt::Result {
    const INDENT: usize = 12;
    const WIDTH: usize = 78;
    let Some(text) = text else {
        return Ok(());
    };
    write!(f, "  {label:<10}")?;
    let mut column = INDENT;
    for (i, word) in text.split(' ').enumerate() {
        let length = word.chars().count();
        if i > 0 && column + 1 + length > WIDTH {
            write!(f, "\n{:INDENT$}", "")?;
            column = INDENT;
        } else if i > 0 {
            write!(f, " ")?;
            column += 1;
        }
        write!(f, "{word}")?;
        column += length;
    }
    writeln!(f)
}
