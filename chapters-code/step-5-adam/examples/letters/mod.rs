//! Token embeddings and their principal components.

use step_4_transformer::Config;

const N_EMBD: usize = 16;

/// The embeddings of 27 tokens with their mean taken off, `[27][16]`.
pub struct Letters(Vec<Vec<f64>>);

impl Letters {
    /// Those of the reference run.
    pub fn trained() -> Self {
        let config = Config::of_the_guide(27);
        let params = runs::adam(config, runs::NUM_STEPS, 0.01).model;
        let wte = &params[..27 * N_EMBD];
        let mut rows: Vec<Vec<f64>> =
            wte.chunks(N_EMBD).map(<[f64]>::to_vec).collect();
        for i in 0..N_EMBD {
            let mean = rows.iter().map(|row| row[i]).sum::<f64>() / 27.0;
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

    /// Where each token is along the two directions in which they differ
    /// most, `[27][2]`. Power iteration finds a direction: multiplied by the
    /// matrix of covariances again and again, any vector turns towards it.
    pub fn places(&self) -> Vec<[f64; 2]> {
        let mut rest = self.0.clone();
        let [x, y] = [(); 2].map(|()| {
            let mut direction = vec![0.25; N_EMBD];
            for _ in 0..500 {
                let mut next = vec![0.0; N_EMBD];
                for row in &rest {
                    let along = dot(row, &direction);
                    for (sum, number) in next.iter_mut().zip(row) {
                        *sum += along * number;
                    }
                }
                let length = dot(&next, &next).sqrt();
                direction = next.iter().map(|it| it / length).collect();
            }
            let take_off = |row: &mut Vec<f64>| {
                let along = dot(row, &direction);
                for (number, part) in row.iter_mut().zip(&direction) {
                    *number -= along * part;
                }
                along
            };
            rest.iter_mut().map(take_off).collect::<Vec<f64>>()
        });
        x.into_iter().zip(y).map(<[f64; 2]>::from).collect()
    }
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}
