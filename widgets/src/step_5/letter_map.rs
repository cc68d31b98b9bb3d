//! Section 5.4: the token embeddings in two dimensions, while the model learns.

use runs::NUM_STEPS;
use serde::Serialize;
use step_1_gradient_descent::linear_decay;
use step_4_transformer::Config;
use step_5_adam::{Adam, LEARNING_RATE, Trainer};
use typeset::Svg;

use crate::{Desk, Picture, Question, Refusal};

/// How many steps lie between two maps.
const EVERY: usize = 10;

/// How many neighbours of a token are named.
const NEIGHBOURS: usize = 3;

/// A map, and what is near what.
#[derive(Debug, Serialize)]
pub struct Answer {
    picture: Picture,
    /// Where each token is in the drawing, `[vocab_size][2]`.
    places: Vec<[f64; 2]>,
    /// How much of the embeddings' spread the map shows, as a share.
    share: f64,
    /// The tokens nearest to the one that was asked for, and how far they are
    /// from it, in all dimensions.
    neighbours: Vec<(usize, f64)>,
}

/// Arguments: `step`, how many steps the model has learned, a multiple of 10;
/// `token`, the one whose neighbours are shown, if any.
///
/// # Errors
///
/// If an argument is out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let vocab_size = desk.tokenizer().vocab_size();
    let step = q.count("step", 0..=NUM_STEPS)?;
    let token = q.has("token").then(|| q.count("token", 0..=vocab_size - 1));
    let token = token.transpose()?;
    let config = desk.config();
    let trained = Letters::new(&config, &desk.adam().model);
    let axes = trained.axes();
    let maps = || desk.step_5.letters.get_or_init(|| while_learning(desk));
    let letters = match step {
        NUM_STEPS => &trained,
        _ => &maps()[step / EVERY],
    };
    let places = letters.places(&axes);
    let neighbours = token.map(|token| (token, letters.nearest(token)));
    Ok(Answer {
        picture: (&figure(&places, neighbours.as_ref())).into(),
        share: spread(&places) / spread(&letters.0),
        places: places.into_iter().map(in_drawing).collect(),
        neighbours: neighbours.map_or(Vec::new(), |(_, nearest)| nearest),
    })
}

/// The embeddings of all tokens with their mean taken off,
/// `[vocab_size][n_embd]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Letters(Vec<Vec<f64>>);

impl Letters {
    /// Those of a model with these parameters.
    pub fn new(config: &Config, params: &[f64]) -> Self {
        let wte = &params[..config.vocab_size * config.n_embd];
        let rows = wte.chunks(config.n_embd).map(<[f64]>::to_vec);
        let mut rows: Vec<Vec<f64>> = rows.collect();
        for i in 0..config.n_embd {
            let sum = rows.iter().map(|row| row[i]).sum::<f64>();
            let mean = sum / config.vocab_size as f64;
            for row in &mut rows {
                row[i] -= mean;
            }
        }
        Letters(rows)
    }

    /// The embeddings.
    pub fn rows(&self) -> &[Vec<f64>] {
        &self.0
    }

    /// The two directions in which they differ most, `[2][n_embd]`. Power
    /// iteration finds a direction: multiplied by the matrix of covariances
    /// again and again, any vector turns towards it.
    pub fn axes(&self) -> [Vec<f64>; 2] {
        let mut rest = self.0.clone();
        [(); 2].map(|()| {
            let n_embd = rest[0].len();
            let mut direction = vec![0.25; n_embd];
            for _ in 0..500 {
                let mut next = vec![0.0; n_embd];
                for row in &rest {
                    add_along(&mut next, dot(row, &direction), row);
                }
                let length = dot(&next, &next).sqrt();
                direction = next.iter().map(|it| it / length).collect();
            }
            for row in &mut rest {
                let along = dot(row, &direction);
                add_along(row, -along, &direction);
            }
            direction
        })
    }

    /// Where each token is along two directions, `[vocab_size][2]`.
    pub fn places(&self, axes: &[Vec<f64>; 2]) -> Vec<[f64; 2]> {
        let rows = self.0.iter();
        rows.map(|row| axes.each_ref().map(|axis| dot(row, axis)))
            .collect()
    }

    /// How far two tokens are from each other, in all dimensions.
    pub fn distance(&self, a: usize, b: usize) -> f64 {
        let pairs = self.0[a].iter().zip(&self.0[b]);
        pairs.map(|(a, b)| (a - b) * (a - b)).sum::<f64>().sqrt()
    }

    /// The nearest tokens, and how far they are.
    pub fn nearest(&self, token: usize) -> Vec<(usize, f64)> {
        let others = (0..self.0.len()).filter(|&other| other != token);
        let distance = |other| (other, self.distance(token, other));
        let mut others: Vec<(usize, f64)> = others.map(distance).collect();
        others.sort_by(|a, b| a.1.total_cmp(&b.1));
        others.truncate(NEIGHBOURS);
        others
    }
}

/// The embeddings of the reference run before its first step and after each
/// tenth, but for the last: `[NUM_STEPS / EVERY]`.
fn while_learning(desk: &Desk) -> Vec<Letters> {
    let config = desk.config();
    let params = desk.start().parameters(config.num_params());
    let adam = Adam::new(params.len());
    let mut trainer = Trainer::resume(config, params, adam);
    let mut maps = Vec::with_capacity(NUM_STEPS / EVERY);
    for (step, tokens) in desk.docs()[..NUM_STEPS].iter().enumerate() {
        if step % EVERY == 0 {
            maps.push(Letters::new(&config, &trainer.params));
        }
        trainer.step(tokens, linear_decay(LEARNING_RATE, step, NUM_STEPS));
    }
    maps
}

/// The sum of the squared distances from the mean.
fn spread<T: AsRef<[f64]>>(rows: &[T]) -> f64 {
    rows.iter().map(|row| dot(row.as_ref(), row.as_ref())).sum()
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn add_along(sum: &mut [f64], length: f64, direction: &[f64]) {
    for (sum, part) in sum.iter_mut().zip(direction) {
        *sum += length * part;
    }
}

/// How high the drawing is.
const HEIGHT: f64 = 320.0;

/// Where a place of the map is in the drawing.
fn in_drawing([x, y]: [f64; 2]) -> [f64; 2] {
    const UNIT: f64 = 252.0;
    [(x + 1.05) * UNIT, (0.58 - y) * UNIT]
}

/// The map: vowels are boxed, and lines lead from a token to its neighbours.
pub fn figure(
    places: &[[f64; 2]],
    neighbours: Option<&(usize, Vec<(usize, f64)>)>,
) -> Svg {
    let mut svg = Svg::new("A map of the letters", 480.0, HEIGHT);
    let [x, y] = in_drawing([0.0, 0.0]);
    svg.line("grid", [0.0, y], [480.0, y]);
    svg.line("grid", [x, 0.0], [x, HEIGHT]);
    if let Some((token, nearest)) = neighbours {
        let at = in_drawing(places[*token]);
        for &(other, _) in nearest {
            svg.line("edge", at, in_drawing(places[other]));
        }
        let corner = [at[0] - 11.0, at[1] - 12.0];
        svg.rect("box", corner, [22.0, 24.0]);
    }
    for (token, &place) in places.iter().enumerate() {
        let [x, y] = in_drawing(place);
        let letter = (b'a'..=b'z').nth(token).map(char::from);
        let name = letter.map_or("BOS".to_owned(), |it| it.to_string());
        if letter.is_some_and(|it| "aeiou".contains(it)) {
            svg.rect("box new", [x - 8.0, y - 9.0], [16.0, 18.0]);
        }
        svg.text("middle", [x, y + 4.0], name);
    }
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_maps_lead_to_the_trained_one_and_stay_in_the_drawing() {
        let desk = Desk::default();
        let config = desk.config();
        let mut maps = while_learning(&desk);
        assert_eq!(maps.len(), NUM_STEPS / EVERY);
        let trained = Letters::new(&config, &desk.adam().model);
        let axes = trained.axes();
        assert!(dot(&axes[0], &axes[1]).abs() < 1e-9, "a right angle");
        maps.push(trained);
        for pair in maps.windows(2) {
            let [before, after] = [0, 1].map(|i| pair[i].places(&axes));
            for ([x0, y0], [x1, y1]) in before.iter().zip(&after) {
                assert!((x1 - x0).abs() + (y1 - y0).abs() < 0.3, "no leaps");
                let [x, y] = in_drawing([*x1, *y1]);
                assert!((8.0..472.0).contains(&x));
                assert!((8.0..HEIGHT - 8.0).contains(&y));
            }
        }
    }

    #[test]
    fn neighbours_are_near() {
        let rows = [[0.0, 0.0], [3.0, 4.0], [1.0, 0.0]];
        let letters = Letters(rows.map(Vec::from).to_vec());
        assert_eq!(letters.nearest(0), [(2, 1.0), (1, 5.0)]);
    }
}
