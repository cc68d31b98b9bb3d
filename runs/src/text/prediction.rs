//! The loss of a width that was not run, foretold from those that were.

use std::fmt::Write as _;

use portable::PythonRandom;
use step_7_text::PowerLaw;

use super::SMALL;
use super::groups::{groups, of_width};
use super::record::{Recorded, read};

/// The width that is foretold.
pub const WIDTH: usize = 192;

/// How many runs it will have.
pub const RUNS: usize = 2;

/// How many times the runs are imagined again.
const TIMES: usize = 1000;

/// What the runs of one width came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Measured {
    /// The width.
    pub width: usize,
    /// Its parameters.
    pub params: f64,
    /// The validation loss of each run, in bits per character.
    pub bits: Vec<f64>,
}

impl Measured {
    /// The mean of its runs.
    pub fn mean(&self) -> f64 {
        self.bits.iter().sum::<f64>() / self.bits.len() as f64
    }
}

/// The widths that were run, from the narrowest.
///
/// # Panics
///
/// If one is not in the record.
pub fn measured() -> Vec<Measured> {
    let widths = [16, 24, 32, 48, 64, 96];
    let narrower =
        widths.map(|width| of("sizes", &format!("width {width}"), width));
    let whole = of("ablation", "whole", SMALL.n_embd);
    narrower.into_iter().chain([whole]).collect()
}

fn of(group: &str, name: &str, width: usize) -> Measured {
    let groups = groups();
    let group = groups.iter().find(|it| it.name == group);
    let runs = read(group.expect("a group").text);
    let is_of = |of: &str| of.rsplit_once('/').is_some_and(|it| it.0 == name);
    let bits: Vec<f64> = runs
        .iter()
        .filter(|run| is_of(&run.name))
        .map(Recorded::validation)
        .collect();
    assert!(!bits.is_empty(), "no run of {name}");
    Measured {
        width,
        params: of_width(width).num_params() as f64,
        bits,
    }
}

/// By how much runs of one width differ: the standard deviation of a run from
/// the mean of its width, over all widths.
pub fn spread(measured: &[Measured]) -> f64 {
    let (mut squares, mut free) = (0.0, 0);
    for of_width in measured {
        let mean = of_width.mean();
        squares += of_width
            .bits
            .iter()
            .map(|bits| (bits - mean) * (bits - mean))
            .sum::<f64>();
        free += of_width.bits.len() - 1;
    }
    (squares / free as f64).sqrt()
}

/// What a law foretells.
#[derive(Clone, Debug, PartialEq)]
pub struct Prediction {
    /// The law through the means of all widths.
    pub law: PowerLaw,
    /// The standard deviation of the means from it.
    pub off: f64,
    /// The loss at the size that is foretold.
    pub bits: f64,
    /// From where to where it is in 95 of 100 imagined repetitions.
    pub imagined: [f64; 2],
    /// Without each of the widths in turn.
    pub without: Vec<f64>,
}

impl Prediction {
    /// The range that is stated: it holds the imagined repetitions and what
    /// comes without each of the widths.
    pub fn range(&self) -> [f64; 2] {
        let [least, most] = self.imagined;
        let all = self.without.iter();
        all.fold([least, most], |[least, most], &bits| {
            [least.min(bits), most.max(bits)]
        })
    }
}

/// Foretells the mean of `runs` runs with so many parameters.
///
/// Each repetition moves the mean of each width as chance moves a mean of as
/// many runs, draws the law anew, and moves what it foretells as chance will
/// move that.
pub fn foretell(
    measured: &[Measured],
    params: f64,
    runs: usize,
    has_floor: bool,
) -> Prediction {
    let spread = spread(measured);
    let points: Vec<[f64; 2]> =
        measured.iter().map(|it| [it.params, it.mean()]).collect();
    let law = PowerLaw::fit(&points, has_floor);
    let mut rng = PythonRandom::new(42);
    let mut moved =
        |bits: f64, runs: usize| rng.gauss(bits, spread / (runs as f64).sqrt());
    let mut imagined: Vec<f64> = (0..TIMES)
        .map(|_| {
            let points: Vec<[f64; 2]> = measured
                .iter()
                .map(|it| [it.params, moved(it.mean(), it.bits.len())])
                .collect();
            moved(PowerLaw::fit(&points, has_floor).at(params), runs)
        })
        .collect();
    imagined.sort_by(f64::total_cmp);
    let tail = TIMES / 40;
    let without = (0..points.len()).map(|i| {
        let mut points = points.clone();
        points.remove(i);
        PowerLaw::fit(&points, has_floor).at(params)
    });
    Prediction {
        off: (law.error(&points) / points.len() as f64).sqrt(),
        bits: law.at(params),
        imagined: [imagined[tail], imagined[TIMES - 1 - tail]],
        without: without.collect(),
        law,
    }
}

/// The prediction as it is recorded.
///
/// # Panics
///
/// If the record has not the runs that it is made of.
pub fn text() -> String {
    let measured = measured();
    let (last, before) = measured.split_last().expect("some widths");
    let params = of_width(WIDTH).num_params() as f64;
    let mut text = format!("spread\tof a run\t{:.4}\n", spread(&measured));
    for (form, has_floor) in [("none", false), ("floor", true)] {
        let rehearsal =
            foretell(before, last.params, last.bits.len(), has_floor);
        line(&mut text, "rehearsal", form, last.width, &rehearsal);
        let real = foretell(&measured, params, RUNS, has_floor);
        line(&mut text, "prediction", form, WIDTH, &real);
    }
    text
}

fn line(
    text: &mut String,
    word: &str,
    form: &str,
    width: usize,
    it: &Prediction,
) {
    let PowerLaw {
        floor,
        scale,
        exponent,
    } = it.law;
    let [least, most] = it.range();
    let _ = writeln!(
        text,
        "law of {word}\t{form}\t{floor:.4}\t{scale:.4}\t{exponent:.3}\t{:.4}",
        it.off
    );
    let _ = writeln!(
        text,
        "{word}\t{form}\t{width}\t{:.4}\t{least:.4}\t{most:.4}",
        it.bits
    );
    let [least, most] = it.imagined;
    let _ = writeln!(text, "imagined {word}\t{form}\t{least:.4}\t{most:.4}");
    let _ = write!(text, "{word} without\t{form}");
    for bits in &it.without {
        let _ = write!(text, "\t{bits:.4}");
    }
    text.push('\n');
}

/// The prediction, made before there was any run of its width.
pub const RECORDED: &str = include_str!("../../record/prediction.txt");

/// The numbers of its line that begins with a word and a form of the law,
/// "none" or "floor".
///
/// # Panics
///
/// If there is no such line.
pub fn recorded(word: &str, form: &str) -> Vec<f64> {
    let start = format!("{word}\t{form}\t");
    let line = RECORDED.lines().find_map(|line| line.strip_prefix(&start));
    let numbers = line.expect("a line").split('\t');
    numbers.map(|it| it.parse().expect("a number")).collect()
}
