//! What the model gives each letter of "emma", before and after its training.

use names::{PythonRandom, math};
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Table, fixed};

fn main() {
    let config = Config::of_the_guide(27);
    let (corpus, mut rng): (_, PythonRandom) = runs::corpus();
    let untrained = initial_parameters(config.num_params(), &mut rng);
    let trained = runs::adam(config, runs::NUM_STEPS, 0.01).model;
    let emma = corpus.tokenizer.encode("emma").expect("letters");
    let probabilities = |params: &[f64]| -> Vec<f64> {
        let (gpt, mut cache) = (Gpt::new(config, params), Cache::new(1));
        let pairs = emma.windows(2);
        let p =
            |pair: &[usize]| softmax(&gpt.logits(pair[0], &mut cache))[pair[1]];
        pairs.map(p).collect()
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
    let loss = |p: f64| -math::ln(p);
    let seen = ["nothing", "e", "em", "emm", "emma"];
    let came = ["e", "m", "m", "a", "the end"];
    let mut means = [0.0; 2];
    for i in 0..5 {
        for (mean, p) in means.iter_mut().zip([before[i], after[i]]) {
            *mean += loss(p) / 5.0;
        }
        table = table.row([
            seen[i].to_owned(),
            came[i].to_owned(),
            fixed(before[i], 3),
            fixed(loss(before[i]), 2),
            fixed(after[i], 3),
            fixed(loss(after[i]), 2),
        ]);
    }
    let [before, after] = means.map(|mean| fixed(mean, 2));
    let none = String::new;
    table =
        table.row(["mean".to_owned(), none(), none(), before, none(), after]);
    print!("{table}");
}
