//! Is Your Port Right?: what a port has printed, compared with the reference
//! run.

use conform::port::Parting;
use conform::variation::Variant;
use conform::words::count;
use conform::{Log, Port, compare, data};
use typeset::thousands;

use crate::{Desk, Question, Refusal};

/// The most that may be pasted, in bytes: ten logs of a whole run.
const MOST: usize = 500_000;

/// The first lines of a port without bias correction: what stands in the
/// page at first. Needs all names.
///
/// # Panics
///
/// If there is no such variant any more.
pub fn example() -> String {
    const LINES: usize = 15;
    let variant = Variant::named("no-bias-correction").expect("a variant");
    let mut printed = Vec::new();
    variant.write_run(&mut printed).expect("memory takes it");
    let printed = String::from_utf8_lossy(&printed);
    let lines = printed.lines().take(LINES);
    lines.fold(String::new(), |text, line| text + line + "\n")
}

/// Argument: `text`, what a port printed. Answers what is read in it, and how
/// far its losses are those of the reference run, in words. It trains the
/// reference run alone, and so needs no names beyond its own.
///
/// # Errors
///
/// If there is no loss in it, or it is too long.
///
/// ```
/// let mut desk = widgets::Desk::default();
/// let question = r#"{"ask":"port-losses","text":"step 1 loss 3.3660"}"#;
/// assert_eq!(
///     desk.answer(question),
///     "\"Read: 1 loss to 4 digits, and 0 samples. All of them are the \
///      reference's.\""
/// );
/// ```
pub fn losses(desk: &Desk, q: &Question) -> Result<String, Refusal> {
    let port = port(q)?;
    let run = &desk.adam().losses;
    let agreement = port.agreement(run.iter().copied());
    let how_far = match agreement.parting {
        None => "All of them are the reference's.".to_owned(),
        Some(Parting { step, port, run }) => {
            let digits = port.digits.max(4) as usize;
            format!(
                "At the beginning, {} {} the reference's. Step {step} is \
                 not: {:.digits$}, and the reference has {run:.digits$}.",
                thousands(agreement.agreed),
                if agreement.agreed == 1 { "is" } else { "are" },
                port.value,
            )
        }
    };
    Ok(format!(
        "Read: {} to {}, and {}. {how_far}",
        count(port.comparable().count(), "loss"),
        count(port.digits() as usize, "digit"),
        count(port.samples.len(), "sample"),
    ))
}

/// Argument: `text`, what a port printed. Answers what `microgpt conform` says
/// of it, line by line. It trains every change that it knows, so it needs all
/// names, and takes its time.
///
/// # Errors
///
/// As [`losses`], and if nobody has told the names by `know-names`.
pub fn verdict(desk: &Desk, q: &Question) -> Result<String, Refusal> {
    let port = port(q)?;
    if !desk.knows_all_names() || !data::are_names_known() {
        return Err(Refusal::new("the names are not here yet"));
    }
    Ok(compare(&port, None).to_string())
}

/// The port that printed the text of a question.
fn port(q: &Question) -> Result<Port, Refusal> {
    let text = q.text("text")?;
    if text.len() > MOST {
        return Err(Refusal(format!(
            "that is too long: paste {} characters at most, or run \
             `microgpt conform --file LOG`",
            thousands(MOST)
        )));
    }
    let mut log = Log::default();
    log.read(text.as_bytes());
    log.end();
    let port = Port::new(&[log]);
    if port.comparable().next().is_none() {
        return Err(Refusal::new(
            "no line looks like the loss of a step from 1 to 1,000: paste lines \
             such as \"step 1 / 1000 | loss 3.3660\"",
        ));
    }
    Ok(port)
}

#[cfg(test)]
mod tests {
    use conform::variation::Variant;
    use serde_json::json;

    use crate::Desk;

    fn ask(desk: &mut Desk, name: &str, text: &str) -> String {
        let answer = desk.ask(&json!({ "ask": name, "text": text }));
        let refused = answer.get("refusal").unwrap_or(&answer);
        refused.as_str().expect("words").to_owned()
    }

    #[test]
    fn what_is_read_is_said_in_words() {
        let mut desk = Desk::default();
        let mut said = |text: &str| ask(&mut desk, "port-losses", text);
        assert_eq!(
            said("step 1 loss 3,3660\nstep 2 loss 3,4261\nsample 1: ann"),
            "Read: 2 losses to 4 digits, and 1 sample. At the beginning, 1 is \
             the reference's. Step 2 is not: 3.4261, and the reference has 3.4243."
        );
        assert!(said("loss nan").contains("Step 1 is not: NaN"));
        assert!(said("").contains("no line looks like the loss"));
        assert!(said("loss 1e999").contains("Step 1 is not: inf"));
        assert!(said(&"x".repeat(500_001)).contains("too long"));
    }

    #[test]
    fn a_verdict_needs_the_names() {
        let mut desk = Desk::default();
        conform::data::tell_names(names::NAMES); // The desk waits all the same.
        let slow = Variant::named("rate-0.001").expect("a variant");
        let lines = (1..=20).zip(slow.trial());
        let text = lines.fold(String::new(), |text, (step, loss)| {
            text + &format!("step {step} loss {loss:.4}\n")
        });
        let text = &text;
        let early = ask(&mut desk, "port-verdict", text);
        assert!(early.contains("not here yet"), "{early}");
        desk.ask(&json!({ "ask": "know-names", "text": "ava" }));
        let early = ask(&mut desk, "port-verdict", text);
        assert!(early.contains("not here yet"), "{early}");
        desk.ask(&json!({ "ask": "know-names", "text": names::NAMES }));
        let verdict = ask(&mut desk, "port-verdict", text);
        assert!(verdict.contains("rate-0.001"), "{verdict}");
    }
}
