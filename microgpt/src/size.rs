//! The cost of a model, before it is built.

use step_4_transformer::Config;
use step_6_efficiency::cost::nodes_of_loss;
use step_7_text::engine::trainer::SHARES;

use crate::{EngineName, Error};

/// The most memory that training may take, in bytes: 4 GB, and 1 GB where an
/// address has 32 bits, since there no program has more than four.
pub const MAX_MEMORY: f64 = if usize::BITS < 64 { 1e9 } else { 4e9 };

/// Bytes per number on the tape: the number, what made it, its parents and
/// its gradient; and for a parameter, what Adam remembers of it.
const BYTES_PER_NUMBER: f64 = 64.0;

/// The largest text that training reads, in bytes: 100 MB. With where its
/// documents lie in it, it takes three times that in memory at most.
pub const MAX_TEXT: u64 = 100_000_000;

/// How many parameters a model has.
///
/// An `f64`, since no size that a user can ask for makes one overflow; beyond
/// 2^53 the number is not exact, and far beyond what fits into memory.
///
/// ```
/// use step_4_transformer::Config;
///
/// let mut config = Config::of_the_guide(27);
/// assert_eq!(microgpt::size::num_params(&config), 4192.0);
/// config.n_embd = usize::MAX;
/// assert!(microgpt::size::num_params(&config) > 1e20); // also of 32 bits
/// ```
pub fn num_params(config: &Config) -> f64 {
    let n_embd = config.n_embd as f64;
    let rows = 2.0 * config.vocab_size as f64 + config.block_size as f64;
    rows * n_embd + config.n_layer as f64 * 12.0 * n_embd * n_embd
}

/// How many numbers an engine over matrices keeps room for: parameters four
/// times over, gradients, and everything that a document of `block_size`
/// positions computes.
fn buffers_len(config: &Config) -> f64 {
    8.0 * num_params(config) + window_len(config)
}

/// How many numbers `block_size` positions compute.
fn window_len(config: &Config) -> f64 {
    let positions = config.block_size as f64;
    let n_embd = config.n_embd as f64;
    let weights = config.n_head as f64 * positions;
    let layer = 14.0 * n_embd + weights;
    let position = 16.0 * n_embd
        + 2.0 * config.vocab_size as f64
        + config.n_layer as f64 * layer;
    positions * position
}

/// Whether a model of this size can be built and be trained on documents of
/// up to `longest` characters, within [`MAX_MEMORY`].
///
/// # Errors
///
/// If a size is 0, `n_head` does not divide `n_embd`, or it takes too much
/// memory.
///
/// ```
/// use step_4_transformer::Config;
///
/// use microgpt::{EngineName, size::check};
///
/// let mut config = Config::of_the_guide(27);
/// assert!(check(&config, EngineName::Tape, 15).is_ok());
/// config.n_embd = 1_000_000;
/// assert!(check(&config, EngineName::Tape, 15).is_err());
/// ```
pub fn check(
    config: &Config,
    engine: EngineName,
    longest: usize,
) -> Result<(), Error> {
    is_size(config)?;
    let bytes = match engine {
        EngineName::Tape => {
            let positions = config.block_size.min(longest.saturating_add(1));
            let numbers = num_params(config) + nodes_of_loss(config, positions);
            BYTES_PER_NUMBER * numbers
        }
        EngineName::Matrix | EngineName::Simd | EngineName::SimdF32 => {
            size_of::<f64>() as f64 * buffers_len(config)
        }
    };
    fits(bytes, "--n-embd, --n-layer, --block-size")
}

/// The same for a model of a running text and a batch of windows.
///
/// # Errors
///
/// As [`check`].
///
/// ```
/// use microgpt::{Hyperparameters, size::check_text};
///
/// let config = Hyperparameters::of_text().config(83);
/// assert!(check_text(&config, 12).is_ok());
/// assert!(check_text(&config, 1_000_000).is_err());
/// ```
pub fn check_text(config: &Config, batch: usize) -> Result<(), Error> {
    is_size(config)?;
    let windows = batch.max(AT_ONCE) as f64;
    let numbers = (8.0 + SHARES as f64) * num_params(config)
        + windows * window_len(config);
    let bytes = size_of::<f64>() as f64 * numbers;
    fits(bytes, "--batch, --n-embd, --n-layer, --block-size")
}

/// How many windows are evaluated at a time.
const AT_ONCE: usize = 32;

fn is_size(config: &Config) -> Result<(), Error> {
    config.check().map_err(|error| {
        Error::new(
            format!("no model has this size: {error}"),
            "change --n-head or --n-embd",
        )
    })
}

/// Whether so many bytes can be had, and what to make smaller if not.
fn fits(bytes: f64, flags: &str) -> Result<(), Error> {
    let limit = if bytes > MAX_MEMORY {
        format!("microgpt takes {:.0} GB at most", MAX_MEMORY / 1e9)
    } else if !is_free(bytes) {
        "there is not so much".to_owned()
    } else {
        return Ok(());
    };
    Err(Error::new(
        format!(
            "training a model of this size takes some {:.1} GB of memory, and \
             {limit}",
            bytes / 1e9
        ),
        format!("make it smaller: {flags}"),
    ))
}

/// Whether the system has so much memory to give, as far as it says.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
pub(crate) fn is_free(bytes: f64) -> bool {
    Vec::<u8>::new().try_reserve_exact(bytes as usize).is_ok()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::*;

    fn config(sizes: [usize; 5]) -> Config {
        let [vocab_size, block_size, n_embd, n_head, n_layer] = sizes;
        Config {
            vocab_size,
            block_size,
            n_embd,
            n_head,
            n_layer,
        }
    }

    #[test]
    fn the_number_of_parameters_is_the_models() {
        for sizes in [[27, 16, 16, 4, 1], [5, 7, 6, 3, 4], [2, 1, 1, 1, 1]] {
            let config = config(sizes);
            let difference = num_params(&config) - config.num_params() as f64;
            assert!(difference.abs() < 0.5, "{difference}");
        }
    }

    #[test]
    fn absurd_sizes_are_refused() {
        for at in 1..5 {
            let mut sizes = [27, 16, 16, 4, 1];
            sizes[at] = usize::MAX;
            for engine in EngineName::value_variants() {
                let config = config(sizes);
                assert!(check(&config, *engine, usize::MAX).is_err());
            }
        }
    }
}
