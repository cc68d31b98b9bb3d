//! Section 7.3: a model that trains on the novel in the page.

use portable::PythonRandom;
use runs::running_mean;
use runs::text::page::{PageRun, RECIPE};
use serde::Serialize;
use step_4_transformer::Gpt;
use step_7_text::{Vocabulary, Writer};
use typeset::{Axis, Chart, fixed};

use crate::{Desk, Picture, Question, Refusal};

/// The characters of context of tables, and the bits per character that these
/// cost on the validation chapters: what the loss is set beside. To count a
/// novel takes longer than a page has; whoever draws the page's figure checks
/// these.
pub const TABLES: [(usize, f64); 3] = [(1, 3.520), (3, 2.362), (5, 2.050)];

/// So many losses make a mean.
const WINDOW: usize = 100;

/// How many characters a sample goes on for.
const WRITTEN: usize = 160;

/// The longest prompt.
const MAX_PROMPT: usize = 60;

/// The characters that follow a prompt, always from the same random
/// numbers: what changes is due to the model.
fn written(
    run: &PageRun,
    prompt: &str,
    temperature: f64,
) -> Result<String, Refusal> {
    if prompt.is_empty() {
        return Err(Refusal::new("type how it is to begin"));
    }
    let len = prompt.chars().count();
    if len > MAX_PROMPT {
        return Err(Refusal(format!(
            "{len} characters: it begins with {MAX_PROMPT} at most"
        )));
    }
    let token = |char: char| {
        let token = run.characters.encode(char.encode_utf8(&mut [0; 4]));
        token.ok_or_else(|| {
            Refusal(format!("the novel has no {char:?} to learn from"))
        })
    };
    let tokens: Result<Vec<_>, _> = prompt.chars().map(token).collect();
    let params = run.trainer.params();
    let gpt = Gpt::new(*run.trainer.config(), &params);
    let mut writer = Writer::new(&gpt, &tokens?.concat());
    let mut rng = PythonRandom::new(42);
    let write = |_| writer.write(temperature, &mut rng);
    let written: Vec<usize> = (0..WRITTEN).map(write).collect();
    Ok(run.characters.decode(&written))
}

/// The data and the model that a run starts with.
#[derive(Debug, Serialize)]
pub struct Started {
    /// How many characters it learns from.
    characters: usize,
    /// How many different ones the novel has.
    vocab_size: usize,
    num_params: usize,
    /// How many steps there will be, and the characters in each.
    steps: usize,
    in_a_step: usize,
}

/// Where a run is.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// How many steps have been taken.
    step: usize,
    is_done: bool,
    /// The mean of the last losses, in bits per character.
    mean: Option<f64>,
}

/// The sight of a run.
#[derive(Debug, Serialize)]
pub struct Look {
    /// The losses so far.
    picture: Picture,
    /// What follows the prompt; nothing before a run has begun.
    written: Option<String>,
}

/// Begins a run. Argument: `novel`, the whole text.
///
/// # Errors
///
/// If it is shorter than a window.
pub fn start(desk: &mut Desk, q: &Question) -> Result<Started, Refusal> {
    let training = PageRun::new(q.text("novel")?)
        .ok_or_else(|| Refusal::new("this is too short for a novel"))?;
    let config = training.trainer.config();
    let started = Started {
        characters: training.stream.len(),
        vocab_size: config.vocab_size,
        num_params: config.num_params(),
        steps: RECIPE.steps,
        in_a_step: RECIPE.batch * config.block_size,
    };
    desk.step_7.novel = Some(training);
    Ok(started)
}

/// Takes steps. Argument: `count`. At the end of the run it takes no more.
///
/// # Errors
///
/// If no run has begun, or the count is out of range.
pub fn steps(desk: &mut Desk, q: &Question) -> Result<Progress, Refusal> {
    let count = q.count("count", 0..=1000)?;
    let training = desk.step_7.novel.as_mut().ok_or_else(not_begun)?;
    for _ in 0..count {
        if training.is_done() {
            break;
        }
        training.step();
    }
    Ok(Progress {
        step: training.losses.len(),
        is_done: training.is_done(),
        mean: running_mean(&training.losses, WINDOW).last().copied(),
    })
}

/// Looks at a run. Arguments: `prompt` and `temperature`, for the sample.
///
/// # Errors
///
/// If an argument is out of range, or the prompt has what the novel has not.
pub fn look(desk: &Desk, q: &Question) -> Result<Look, Refusal> {
    let temperature = q.number("temperature", 0.05..=5.0)?;
    let prompt = q.text("prompt")?;
    let training = desk.step_7.novel.as_ref();
    let losses = training.map_or(&[][..], |it| &it.losses);
    let written = training.map(|it| written(it, prompt, temperature));
    Ok(Look {
        picture: picture(losses),
        written: written.transpose()?,
    })
}

/// The losses of a run so far, bit by bit.
///
/// # Errors
///
/// If no run has begun.
pub fn bits(desk: &Desk) -> Result<Vec<String>, Refusal> {
    let training = desk.step_7.novel.as_ref().ok_or_else(not_begun)?;
    let bits = training.losses.iter().map(|loss| loss.to_bits());
    Ok(bits.map(|bits| format!("{bits:016x}")).collect())
}

fn not_begun() -> Refusal {
    Refusal::new("no run has begun")
}

/// The losses of a run, in bits per character, beside what tables reach.
pub fn picture(losses: &[f64]) -> Picture {
    let end = RECIPE.steps as f64;
    let quarters = [0.0, 0.25, 0.5, 0.75, 1.0].map(|share| share * end);
    let mut chart = Chart::new(
        "The loss of this run so far, and what tables of letters reach",
        Axis::linear("training step", &quarters),
        Axis::linear("bits per character", &[2.0, 3.0, 4.0, 5.0, 6.0, 7.0]),
    )
    .height(280.0);
    for (letters, bits) in TABLES {
        let plural = if letters == 1 { "" } else { "s" };
        let name =
            format!("table of {letters} character{plural}: {}", fixed(bits, 2));
        chart = chart.level(&name, bits);
    }
    let mean = running_mean(losses, WINDOW);
    let chart = chart
        .line("series-5 faint", "one step", points(losses))
        .line("series-5", "mean of the last 100", points(&mean));
    (&chart).into()
}

/// Steps and numbers as points; of a long run, those that can be told apart.
fn points(numbers: &[f64]) -> impl Iterator<Item = [f64; 2]> {
    let every = RECIPE.steps.div_ceil(1000);
    let points = (1..).map(f64::from).zip(numbers.iter().copied());
    points.step_by(every).map(<[f64; 2]>::from)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use step_7_text::MOBY_DICK;

    use super::{PageRun, RECIPE};
    use crate::Desk;

    fn begun() -> Desk {
        let mut desk = Desk::default();
        let start = json!({"ask": "novel-start", "novel": MOBY_DICK});
        let started = desk.ask(&start);
        assert_eq!(started["vocab_size"], 83);
        assert_eq!(started["steps"], RECIPE.steps);
        desk
    }

    fn look(desk: &mut Desk, prompt: &str) -> Value {
        desk.ask(&json!({
            "ask": "novel-look",
            "prompt": prompt,
            "temperature": 0.7,
        }))
    }

    #[test]
    fn a_slice_is_a_part_of_the_run() {
        let mut desk = begun();
        for count in [1, 2] {
            desk.ask(&json!({"ask": "novel-steps", "count": count}));
        }
        let mut training = PageRun::new(MOBY_DICK).expect("a novel");
        for _ in 0..3 {
            training.step();
        }
        let bits = |loss: &f64| format!("{:016x}", loss.to_bits());
        let bits: Vec<_> = training.losses.iter().map(bits).collect();
        assert_eq!(desk.ask(&json!({"ask": "novel-bits"})), json!(bits));
        assert!((training.losses[0] - 6.375).abs() < 0.1, "an even guess");
    }

    #[test]
    fn a_prompt_is_continued_or_refused() {
        let mut desk = begun();
        let prompt = "Call me Ishmael. ";
        let written = look(&mut desk, prompt)["written"].take();
        assert_eq!(written.as_str().unwrap().chars().count(), 160);
        desk.ask(&json!({"ask": "novel-steps", "count": 2}));
        let learned = look(&mut desk, prompt)["written"].take();
        assert_ne!(written, learned, "the model has changed");
        for prompt in ["", "naïve", "whale 🐋", &"whale".repeat(13)] {
            let answer = look(&mut desk, prompt);
            assert!(answer["refusal"].is_string(), "{prompt}");
        }
    }

    #[test]
    fn nothing_begins_with_too_short_a_text() {
        let mut desk = Desk::default();
        for novel in ["", "Call me Ishmael."] {
            let start = json!({"ask": "novel-start", "novel": novel});
            assert!(desk.ask(&start)["refusal"].is_string(), "{novel}");
        }
        for ask in ["novel-bits", "novel-steps"] {
            let answer = desk.ask(&json!({"ask": ask, "count": 1}));
            assert_eq!(answer["refusal"], "no run has begun");
        }
    }
}
