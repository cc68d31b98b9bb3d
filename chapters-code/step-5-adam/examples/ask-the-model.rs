//! What the model gives each letter of "emma", before and after its training.

use runs::Start;
use step_4_transformer::{Config, Gpt};
use typeset::{Table, fixed};
use widgets::step_4::trace::trace;
use widgets::step_5::ask_the_model::{losses, mean, of_what_came};

fn main() {
    let config = Config::of_the_guide(27);
    let start = Start::of_the_book();
    let untrained = start.parameters(config.num_params());
    let trained = start.adam(config, runs::NUM_STEPS, 0.01).model;
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
        .right("loss");
    let [before_losses, after_losses] = [losses(&before), losses(&after)];
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
        ]);
    }
    let means = [mean(&before_losses), mean(&after_losses)];
    let [before, after] = means.map(|mean| fixed(mean, 2));
    let none = String::new;
    table =
        table.row(["mean".to_owned(), none(), none(), before, none(), after]);
    print!("{table}");
}
