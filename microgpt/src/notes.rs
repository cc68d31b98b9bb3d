//! What training tells the user beside its output.

use std::io::{self, Write};
use std::path::Path;

use crate::args::TrainArgs;
use crate::data::Relation;
use crate::json::Copies;
use crate::run::{Corpus, Lines};
use crate::target::Target;
use crate::{Checkpoint, Data, TrainingRun};
use conform::words::{count, grouped, printable};

/// How many samples that stand in the data are told by number.
const COPIES_SHOWN: usize = 5;

/// Tells the user on stderr, unless they want to be left alone.
#[derive(Clone, Copy, Debug)]
pub struct Notes {
    /// Whether they do.
    pub quiet: bool,
}

impl Notes {
    /// Says something that is good to know.
    pub fn say(self, message: &str) {
        if !self.quiet {
            warn(message);
        }
    }

    /// Says which model is about to be lost, unless it is the one that is
    /// continued.
    pub fn replaced(self, args: &TrainArgs, target: &Target, data: &Data) {
        let path = target.path();
        let same = |other: &Path| {
            let (other, path) = (other.canonicalize(), path.canonicalize());
            matches!((other, path), (Ok(other), Ok(path)) if other == path)
        };
        if self.quiet || args.resume.as_deref().is_some_and(same) {
            return;
        }
        let Ok(old) = Checkpoint::read(path) else {
            return;
        };
        let num_steps = old.hyperparameters.num_steps;
        let run = if old.step < num_steps {
            format!("an unfinished run (step {} of {num_steps})", old.step)
        } else {
            let steps = count(num_steps as usize, "step");
            format!("a finished run of {steps}")
        };
        let learned_from = if data.relation(&old.data) == Relation::Same {
            data.name()
        } else {
            let size = old.data.size();
            let fingerprint = old.data.fingerprint;
            format!("other data ({size}, fingerprint {fingerprint})")
        };
        self.say(&format!(
            "note: this will replace {}, {run} on {learned_from}\n  \
             to keep it, save to another file with --out",
            path.display()
        ));
    }

    /// Says how many documents are longer than what the model sees.
    pub fn cut(self, run: &TrainingRun) {
        if self.quiet {
            return;
        }
        // A position is BOS. Of a document that fills the others, the model
        // does not see that it ends there.
        let most = run.hyperparameters.block_size - 1;
        let Corpus::Documents(Lines { docs, .. }) = &run.corpus else {
            return;
        };
        let cut = docs.longer_than(most);
        if cut > 0 {
            self.say(&format!(
                "note: {} of {} are longer than {}, and their ends are cut \
                 off\n  to see more of each, start with a larger --block-size",
                grouped(cut),
                count(docs.len(), "document"),
                count(most, "character"),
            ));
        }
    }

    /// Says what of a running text is held out.
    pub fn held_out(self, run: &TrainingRun, data: &Data) {
        let Corpus::Text(text) = &run.corpus else {
            return;
        };
        if text.held_out_chars > 0 {
            self.say(&format!(
                "note: the last {} of {} are held out, {} of {}",
                count(text.held_out_chars, "character"),
                data.name(),
                run.hyperparameters.val,
                data.text_id().size(),
            ));
        }
    }

    /// Says which samples stand in the data: a model can learn documents by
    /// heart, and a small file makes that likely.
    pub fn copies(self, copies: &Copies, of_all: bool) {
        let numbers: Vec<String> =
            copies.in_data.iter().map(usize::to_string).collect();
        let which = match &numbers[..] {
            [] => return,
            few if few.len() <= COPIES_SHOWN => few.join(", "),
            most => format!("{}, …", most[..COPIES_SHOWN].join(", ")),
        };
        let stand = if numbers.len() == 1 {
            "stands"
        } else {
            "stand"
        };
        let first = if of_all { "" } else { "the first " };
        self.say(&format!(
            "{} of {first}{} {stand} in the data: sample {which}",
            grouped(numbers.len()),
            grouped(copies.num_samples)
        ));
    }
}

/// Says something that must be known, line by line as a terminal should get
/// it. There may be nobody to tell.
pub fn warn(message: &str) {
    for line in message.lines() {
        let _ = writeln!(io::stderr(), "{}", printable(line));
    }
}
