//! A verdict in words.

use std::fmt;

use crate::learning::{Beside, Learning};
use crate::port::{Agreement, Parting};
use crate::reason::{Candidate, Match};
use crate::reference::{NUM_STEPS, Original};
use crate::verdict::{Kind, Verdict};
use crate::words::{count, grouped};

/// What losses cannot tell, and what can.
pub const BEYOND_LOSSES: &str = "Losses cannot tell all. Attention whose weights, keys or values pass no \
     gradient learns as well, and so do many of the changes that `microgpt \
     variant` lists. A derivative along a direction tells, and needs no random \
     numbers: `microgpt export` writes weights, a name, its loss and that \
     derivative to compare with.";

/// So many changes are named, at most.
const MOST_NAMED: usize = 8;

impl Verdict {
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

    /// The changes that the losses cannot show.
    fn hidden(&self) -> Option<String> {
        let n = self.hidden.len();
        if n == 0 {
            return None;
        }
        let names: Vec<String> = self
            .hidden
            .iter()
            .map(|it| format!("`{}`", it.name))
            .collect();
        let to = match self.compared {
            (NUM_STEPS, _) => "to these digits",
            _ => "over so few steps",
        };
        Some(match n {
            1 => format!("{} has the same losses {to}", names[0]),
            _ if n <= MOST_NAMED => {
                format!("{} have the same losses {to}", names.join(", "))
            }
            _ => format!("{n} known changes have the same losses {to}"),
        })
    }

    /// How well it learns.
    fn learning(&self) -> Option<String> {
        let beside: &Beside = self.beside.as_ref()?;
        let (how, then) = match beside.learning() {
            Learning::Not => return Some("not at all".to_owned()),
            Learning::Worse => ("worse than it should", ""),
            Learning::Better if self.reason.is_some() => {
                ("better than luck explains", "")
            }
            Learning::Better => (
                "better than luck explains",
                "Look at how the loss is computed, and whether names come \
                 more than once.",
            ),
            Learning::AsItShould if self.reason.is_some() => {
                ("as well as it should", "")
            }
            Learning::AsItShould => {
                ("as well as it should, as far as losses tell", BEYOND_LOSSES)
            }
        };
        Some(format!("{how}: {beside} {then}").trim_end().to_owned())
    }

    fn samples(&self) -> Option<String> {
        let is_right = self.kind == Kind::DiffersInSamples;
        (self.kind != Kind::Differs).then(|| self.samples.told(is_right))
    }

    fn reason(&self) -> Option<String> {
        let reason = self.reason.as_ref()?;
        let Match { run, agreement, .. } = reason;
        let (compared, _) = self.compared;
        let others: Vec<String> =
            reason.others.iter().map(ToString::to_string).collect();
        let runs = either(run, &others);
        let mut sentences = vec![match agreement.parting {
            _ if reason.single => {
                format!("These are the losses of {runs}, in single precision.")
            }
            None => format!(
                "These are the losses of {runs}: all {} of them.",
                grouped(compared)
            ),
            Some(Parting { step, .. }) => format!(
                "The first {} losses are those of {runs}. Something else \
                 differs too, and shows at step {step}.",
                grouped(agreement.agreed),
            ),
        }];
        if let Candidate::Variant(variant) = run {
            let command = format!("microgpt variant {}", variant.name);
            sentences.push(format!("`{command}` prints that run."));
        }
        Some(sentences.join(" "))
    }

    /// With which step it was compared, if nobody said.
    fn step(&self) -> Option<String> {
        if let Some(other) = self.also_like {
            let losses = match self.agreement.agreed {
                0 | 1 => "first loss is that",
                _ => "first losses are those",
            };
            let n = other.step();
            return Some(format!(
                "its {losses} of {other}, too; --step {n} compares with it"
            ));
        }
        let guessed = self.was_guessed && self.original != Original::LAST;
        guessed.then(|| {
            "its first losses are those of it; --step N chooses another"
                .to_owned()
        })
    }
}

/// One run or another.
fn either(run: &Candidate, others: &[String]) -> String {
    let others = others.iter().map(|other| format!(", or of {other}"));
    format!("{run}{}", others.collect::<String>())
}

impl fmt::Display for Verdict {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        writeln!(f, "{}", self.heading())?;
        row(f, "losses", Some(self.losses()))?;
        row(f, "hidden", self.hidden())?;
        row(f, "samples", self.samples())?;
        row(f, "header", self.header.clone())?;
        let why = [self.reason(), self.told.clone()];
        let why: Vec<String> = why.into_iter().flatten().collect();
        row(f, "reason", (!why.is_empty()).then(|| why.join(" ")))?;
        row(f, "names", self.kinship.map(|it| it.to_string()))?;
        row(f, "learns", self.learning())?;
        row(f, "step", self.step())
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
