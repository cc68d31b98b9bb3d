//! Section 6.7: all engines, one after the other, in the page.

use portable::math;
use runs::NUM_STEPS;
use serde::Serialize;
use step_1_gradient_descent::linear_decay;
use step_5_adam::LEARNING_RATE;
use step_6_efficiency::Engine;
use typeset::{Svg, fixed, thousands};

use super::rung::Rung;
use crate::{Desk, Picture, Question, Refusal};

/// The step whose loss is compared: the slowest engine gets there, too.
const COMPARED: usize = 20;

/// The engines that have run in the page.
#[derive(Debug, Default)]
pub struct EngineRace {
    running: Option<Running>,
    /// The last result of each rung.
    results: [Option<Outcome>; Rung::ALL.len()],
}

/// An engine on its way through the reference run.
#[derive(Debug)]
struct Running {
    rung: Rung,
    engine: Box<dyn Engine>,
    /// The step of the run that it is at.
    step: usize,
    outcome: Outcome,
}

/// The result of an engine so far.
#[derive(Clone, Copy, Debug, Default)]
struct Outcome {
    /// How many steps it has taken.
    taken: usize,
    milliseconds: f64,
    /// The loss of step [`COMPARED`].
    compared: Option<f64>,
    /// The last step of the run that it came to, and its loss.
    last: (usize, f64),
}

impl Outcome {
    /// Steps a second; none before there is a time.
    fn rate(&self) -> Option<f64> {
        let rate = self.taken as f64 / self.milliseconds * 1e3;
        (rate.is_finite() && rate > 0.0).then_some(rate)
    }
}

impl Running {
    fn new(desk: &Desk, rung: Rung) -> Self {
        Running {
            rung,
            engine: fresh(desk, rung),
            step: 0,
            outcome: Outcome::default(),
        }
    }

    /// One step of the reference run; after the last comes the first again.
    fn step(&mut self, desk: &Desk) {
        if self.step == NUM_STEPS {
            self.engine = fresh(desk, self.rung);
            self.step = 0;
        }
        let rate = linear_decay(LEARNING_RATE, self.step, NUM_STEPS);
        let loss = self.engine.step(&desk.docs()[self.step], rate);
        self.step += 1;
        let outcome = &mut self.outcome;
        outcome.taken += 1;
        if self.step == COMPARED {
            outcome.compared = Some(loss);
        }
        if self.step >= outcome.last.0 {
            outcome.last = (self.step, loss);
        }
    }
}

/// The engine as it starts the reference run.
fn fresh(desk: &Desk, rung: Rung) -> Box<dyn Engine> {
    let config = desk.config();
    rung.engine(config, desk.start().parameters(config.num_params()))
}

/// Where an engine is.
#[derive(Debug, Serialize)]
pub struct Progress {
    /// How many steps it has taken.
    taken: usize,
    /// Whether it has taken as many as there have to be.
    is_enough: bool,
}

/// The sight of the race: a drawing, and its numbers.
#[derive(Debug, Serialize)]
pub struct Look {
    picture: Picture,
    /// The loss of step 20 on each rung, as text; empty before it has run.
    losses: Vec<String>,
    /// Steps a second on each rung, likewise.
    rates: Vec<String>,
    /// How many times as fast as the slowest the fastest is, when all have
    /// run.
    ratio: Option<String>,
}

/// Puts an engine at the start. Argument: `rung`. Answers what the book calls
/// it.
///
/// # Errors
///
/// If there is no such engine.
pub fn start(desk: &mut Desk, q: &Question) -> Result<&'static str, Refusal> {
    let rung = Rung::called(q.text("rung")?)?;
    desk.step_6.race.running = Some(Running::new(desk, rung));
    Ok(rung.name())
}

/// Takes steps. Argument: `count`.
///
/// # Errors
///
/// If no engine is at the start, or the count is out of range.
pub fn steps(desk: &mut Desk, q: &Question) -> Result<Progress, Refusal> {
    let count = q.count("count", 0..=NUM_STEPS)?;
    let Some(mut running) = desk.step_6.race.running.take() else {
        return Err(Refusal::new("no engine has been started"));
    };
    for _ in 0..count {
        running.step(desk);
    }
    let taken = running.outcome.taken;
    desk.step_6.race.running = Some(running);
    Ok(Progress {
        taken,
        is_enough: taken >= COMPARED,
    })
}

/// Looks at the race. Argument: `milliseconds`, the time that the engine which
/// runs has taken for its steps; nothing here has a clock.
///
/// # Errors
///
/// If the time is out of range.
pub fn look(desk: &mut Desk, q: &Question) -> Result<Look, Refusal> {
    let milliseconds = q.number("milliseconds", 0.0..=1e9)?;
    let EngineRace { running, results } = &mut desk.step_6.race;
    if let Some(Running { rung, outcome, .. }) = running {
        outcome.milliseconds = milliseconds;
        results[*rung as usize] = Some(*outcome);
    }
    let rates = results.map(|it| it.and_then(|it| it.rate()));
    let losses = Rung::ALL.into_iter().zip(&*results).map(|(rung, it)| {
        let loss = it.and_then(|it| it.compared);
        loss.map_or_else(String::new, |loss| loss_text(rung, loss))
    });
    Ok(Look {
        losses: losses.collect(),
        rates: rates.map(|it| it.map_or_else(String::new, whole)).into(),
        ratio: ratio(&rates),
        picture: (&figure(results)).into(),
    })
}

/// A loss with as many digits as its numbers keep on every processor.
fn loss_text(rung: Rung, loss: f64) -> String {
    let digits = if rung == Rung::VectorsF32 { 5 } else { 9 };
    fixed(loss, digits)
}

fn whole(number: f64) -> String {
    thousands(fixed(number, 0))
}

fn ratio(rates: &[Option<f64>]) -> Option<String> {
    let rates: Option<Vec<f64>> = rates.iter().copied().collect();
    let rates = rates?;
    let slowest = rates.iter().copied().fold(f64::INFINITY, f64::min);
    let fastest = rates.iter().copied().fold(0.0, f64::max);
    Some(whole(fastest / slowest))
}

const LEFT: f64 = 84.0;
const DECADE: f64 = 58.0;
const WIDTH: f64 = 480.0;
const ROW: f64 = 26.0;
const TOP: f64 = 42.0;

/// The steps a second of each rung as bars, from 10 to 100,000; and the loss
/// that it came to.
fn figure(results: &[Option<Outcome>; Rung::ALL.len()]) -> Svg {
    let bottom = TOP + ROW * results.len() as f64;
    let rows = || Rung::ALL.into_iter().zip(results);
    let told: Vec<String> = rows()
        .filter_map(|(rung, result)| {
            let rate = result.as_ref()?.rate()?;
            Some(format!("{}: {}", rung.name(), whole(rate)))
        })
        .collect();
    let told = if told.is_empty() {
        "none has run yet".to_owned()
    } else {
        told.join("; ")
    };
    let title = format!("Steps a second on each rung: {told}");
    let mut svg = Svg::new(&title, WIDTH, bottom + 6.0);
    // A bar that would be longer ends a little behind the scale.
    let decades = |rate: f64| math::ln(rate / 10.0) / math::ln(10.0);
    let x = |rate: f64| LEFT + DECADE * decades(rate).clamp(0.02, 4.2);
    svg.text("small", [0.0, 12.0], "steps a second");
    svg.text("end small", [WIDTH, 12.0], "last loss, and its step");
    for (decade, name) in (0..).zip(["10", "100", "1,000", "10,000", "100,000"])
    {
        let at = LEFT + DECADE * f64::from(decade);
        svg.line("grid", [at, TOP - 4.0], [at, bottom]);
        svg.text("middle small", [at, TOP - 10.0], name);
    }
    for (i, (rung, result)) in rows().enumerate() {
        let y = TOP + ROW * i as f64;
        svg.text("end small", [LEFT - 6.0, y + 16.0], rung.name());
        let Some(outcome) = result else { continue };
        if let Some(rate) = outcome.rate() {
            let end = x(rate);
            svg.rect("bar", [LEFT, y + 3.0], [end - LEFT, ROW - 8.0]);
            svg.text("small", [end + 5.0, y + 16.0], whole(rate));
        }
        let (step, loss) = outcome.last;
        if step > 0 {
            let text = format!("{}, {}", fixed(loss, 4), thousands(step));
            svg.text("end small", [WIDTH, y + 16.0], text);
        }
    }
    svg
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::Rung;
    use crate::Desk;

    fn start(rung: &str) -> Value {
        json!({"ask": "engine-race-start", "rung": rung})
    }

    fn steps(count: usize) -> Value {
        json!({"ask": "engine-race-steps", "count": count})
    }

    fn look(milliseconds: usize) -> Value {
        json!({"ask": "engine-race-look", "milliseconds": milliseconds})
    }

    #[test]
    fn all_compute_the_same() {
        let mut desk = Desk::default();
        for key in ["pointers", "arena", "tape", "matrices", "kept"]
            .into_iter()
            .chain(["vectors-f64", "vectors-f32"])
        {
            desk.ask(&start(key));
            let few = desk.ask(&steps(19));
            assert_eq!(few["is_enough"], false);
            let enough = desk.ask(&steps(1));
            assert_eq!(enough, json!({"taken": 20, "is_enough": true}));
            desk.ask(&look(10));
        }
        let look = desk.ask(&look(5));
        let losses = look["losses"].as_array().expect("losses");
        let tape = desk.adam().losses[19];
        let [exact, short] = [9, 5].map(|digits| format!("{tape:.digits$}"));
        for (rung, loss) in Rung::ALL.into_iter().zip(losses) {
            let is_short = rung == Rung::VectorsF32;
            let expected = if is_short { &short } else { &exact };
            assert_eq!(loss, expected, "{rung:?}");
        }
        assert_eq!(look["rates"][0], "2,000");
        assert_eq!(look["rates"][6], "4,000");
        assert_eq!(look["ratio"], "2");
    }

    #[test]
    fn after_the_last_step_comes_the_first() {
        let mut desk = Desk::default();
        desk.ask(&start("kept"));
        desk.ask(&steps(1000));
        let run = desk.ask(&look(100));
        let svg = run["picture"]["svg"].as_str().expect("a drawing");
        let loss = format!("{:.4}, 1,000", desk.adam().losses[999]);
        assert!(svg.contains(&loss), "{svg}");
        desk.ask(&steps(300));
        let more = desk.ask(&look(130));
        assert_eq!(run["picture"], more["picture"]);
    }

    #[test]
    fn without_a_time_there_is_no_speed() {
        let mut desk = Desk::default();
        let first = desk.ask(&look(0));
        assert_eq!(first["ratio"], Value::Null);
        desk.ask(&start("tape"));
        let started = desk.ask(&look(0));
        assert_eq!(first, started);
        desk.ask(&steps(1));
        let look = desk.ask(&look(0));
        assert_eq!(look["rates"][2], "");
    }
}
