//! Merging the most frequent pair, again and again, and the loss of a
//! table of pairs: per token, and per letter.

use exercises::step_0::merge::{merge, most_frequent_pair};
use portable::math;
use step_0_counting::Counts;
use typeset::{Table, fixed, thousands};

const BOS: usize = 26;
const STOPS: [usize; 7] = [0, 1, 5, 10, 20, 50, 150];

pub fn figure() -> String {
    let docs = runs::corpus().0.docs;
    let validation = runs::validation_set(&docs);
    let few = docs[..runs::NUM_STEPS].to_vec();
    let many = runs::training_set(&docs);

    let mut table = Table::new()
        .right("merges")
        .right("per token")
        .right("per letter")
        .right(format!("per letter, {} names", thousands(many.len())));
    let [few, many] =
        [few, many].map(|names| Merged::at(&STOPS, &names, validation));
    let per_letter = |it: &[Merged]| -> Vec<f64> {
        it.iter().map(|it| it.per_letter(1.0)).collect()
    };
    let per_token: Vec<f64> = few.iter().map(|it| it.per_token(1.0)).collect();
    let [few, many] = [per_letter(&few), per_letter(&many)];
    assert!(per_token.is_sorted_by(|a, b| a < b));
    assert!(many.is_sorted_by(|a, b| a > b));
    for (i, merges) in STOPS.iter().enumerate() {
        table = table.row([
            merges.to_string(),
            fixed(per_token[i], 3),
            fixed(few[i], 3),
            fixed(many[i], 3),
        ]);
    }
    table.to_string()
}

/// Names after some merges. The pairs are those of the names that are counted;
/// in the others they are merged, too.
pub struct Merged {
    counts: Counts,
    vocab_size: usize,
    asked: Vec<Vec<usize>>,
    num_letters: Vec<usize>, // of each name that is asked about, with its end
}

impl Merged {
    /// After so many merges of `docs`, and the names to ask about.
    pub fn at(
        stops: &[usize],
        docs: &[Vec<usize>],
        asked: &[Vec<usize>],
    ) -> Vec<Self> {
        let num_letters: Vec<usize> =
            asked.iter().map(|letters| letters.len() - 1).collect();
        let (mut docs, mut asked) = (docs.to_vec(), asked.to_vec());
        let mut all = Vec::new();
        for merges in 0..=stops[stops.len() - 1] {
            let id = BOS + 1 + merges;
            if stops.contains(&merges) {
                let mut counts = Counts::new(id);
                for doc in &docs {
                    counts.observe(doc);
                }
                all.push(Merged {
                    counts,
                    vocab_size: id,
                    asked: asked.clone(),
                    num_letters: num_letters.clone(),
                });
            }
            let pair = most_frequent_pair(&docs, BOS);
            let (pair, _) = pair.expect("two neighbours");
            for doc in docs.iter_mut().chain(&mut asked) {
                *doc = merge(doc, pair, id);
            }
        }
        all
    }

    /// The mean loss where a name's loss is a mean over its tokens, and
    /// smoothing adds `added` to each count.
    fn per_token(&self, added: f64) -> f64 {
        let names = self.asked.iter();
        let losses =
            names.map(|doc| self.cost(doc, added) / (doc.len() - 1) as f64);
        losses.sum::<f64>() / self.asked.len() as f64
    }

    /// The same where it is a mean over its letters. The end counts as one.
    pub fn per_letter(&self, added: f64) -> f64 {
        let names = self.asked.iter().zip(&self.num_letters);
        let losses = names.map(|(doc, &n)| self.cost(doc, added) / n as f64);
        losses.sum::<f64>() / self.asked.len() as f64
    }

    /// What a whole name costs.
    fn cost(&self, doc: &[usize], added: f64) -> f64 {
        let costs = doc.windows(2).map(|pair| {
            let row = self.counts.row(pair[0]);
            let seen = f64::from(row.iter().sum::<u32>());
            let total = seen + added * self.vocab_size as f64;
            -math::ln((f64::from(row[pair[1]]) + added) / total)
        });
        costs.sum()
    }
}
