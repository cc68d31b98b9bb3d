//! The model's chance for each letter of "emma", before and after its training.

use runs::{Start, Training};
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};
use widgets::step_4::trace::trace;
use widgets::step_5::ask_the_model::{changes, losses, mean, of_what_came};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let start = Start::of_the_book();
    let untrained = start.parameters(config.num_params());
    let trained = Training::adam(config).run().model;
    let corpus = start.corpus;
    let emma = corpus.tokenizer.encode("emma").expect("letters");
    let probabilities = |params: &[f64]| {
        let passes = trace(&Gpt::new(config, params), &emma[..5]);
        of_what_came(&passes, &emma[1..])
    };
    let before = probabilities(&untrained);
    let after = probabilities(&trained);
    let worse: Vec<usize> = (0..5).filter(|&i| after[i] < before[i]).collect();
    assert_eq!(worse, [2], "the second m, the text says");
    let begin = |part: &[usize]| -> usize {
        let seen = corpus.docs[..1000].iter();
        seen.filter(|doc| doc.starts_with(part)).count()
    };
    assert!(
        5 * begin(&emma[..4]) > begin(&emma[..3]),
        "not rare in them"
    );
    assert!(!corpus.docs[..1000].contains(&emma), "the text says so");

    let mut table = Table::new()
        .left("it has seen")
        .left("what came")
        .right("untrained $p$")
        .right("loss")
        .right("trained $p$")
        .right("loss")
        .right("change");
    let losses = [losses(&before), losses(&after)];
    let changes = changes(&losses);
    let [before_losses, after_losses] = &losses;
    let seen = ["nothing", "e", "em", "emm", "emma"];
    let came = ["e", "m", "m", "a", "the end"];
    for i in 0..5 {
        table = table.row([
            seen[i].to_owned(),
            came[i].to_owned(),
            fixed(before[i], 3),
            fixed(before_losses[i], 2),
            fixed(after[i], 3),
            fixed(after_losses[i], 2),
            change(changes[i]),
        ]);
    }
    let [before, after] = [mean(before_losses), mean(after_losses)];
    let none = String::new;
    table = table.row([
        "mean".to_owned(),
        none(),
        none(),
        fixed(before, 2),
        none(),
        fixed(after, 2),
        change(after - before),
    ]);
    table.to_string()
}

/// A change of a loss, in words too, for those who hear it.
fn change(change: f64) -> String {
    let (arrow, words) = if change < 0.0 {
        ("▼", "lower by")
    } else {
        ("▲", "higher by")
    };
    format!(
        "<span aria-hidden=\"true\">{arrow}</span> \
         <span class=\"heard\">{words}</span> {}",
        fixed(change.abs(), 2)
    )
}
