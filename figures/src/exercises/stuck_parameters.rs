//! How many parameters of Step 2's network are stuck, after a thousand names at
//! several rates, and after a thousand more at the book's.

use exercises::step_2::stuck::stuck;
use runs::{
    NUM_STEPS, Run, Start, Training, Weights, mean_over, training_set,
    validation_set,
};
use step_1_gradient_descent::{Mlp, train};
use step_2_autograd::{Value, mlp};
use typeset::{Table, fixed, thousands};

const VOCAB_SIZE: usize = 27;

/// From how many seeds, beside the book's weights, the runs start.
const SEEDS: u32 = 5;

/// A model after a run.
#[derive(Clone, Copy)]
struct Measured {
    /// How many parameters are stuck, on the validation names.
    stuck: usize,
    /// The mean loss over these; NaN if a loss of the run was no number.
    loss: f64,
}

/// After a thousand names at some rate, and after a thousand more at the book's.
type Two = [Measured; 2];

pub fn figure() -> String {
    let [of_1, of_2, of_3] = [1.0, 2.0, 3.0].map(|rate| -> Vec<Two> {
        let starts = Weights::and_seeds(SEEDS).into_iter();
        starts.map(|weights| run_and_go_on(weights, rate)).collect()
    });
    let sound = [&of_1[..], &of_2].concat();
    let worst = sound.iter().map(|run| run[1].loss).fold(0.0, f64::max);
    let (finite, broken): (Vec<Two>, Vec<Two>) =
        of_3.iter().partition(|run| run[0].loss.is_finite());
    assert_eq!([finite.len(), broken.len()], [4, 2], "the text says so");
    let come_back = of_1.iter().all(|run| run[1].stuck == 0);
    assert!(come_back, "the text says: all of these come back");
    for [before, after] in &finite {
        assert!(before.stuck.min(after.stuck) > 2000, "most stay stuck");
        assert!(after.loss > worst + 0.1, "the text says: none recovers");
    }
    let is_same = finite[0].map(|it| it.loss) == of_3[0].map(|it| it.loss);
    assert!(
        is_same,
        "the text says: nothing complains in the book's run"
    );

    Table::new()
        .left("rate, starts")
        .right("stuck")
        .right("validation loss")
        .right("then 1,000 at rate 1: stuck")
        .right("validation loss")
        .row(row("1, six starts", &of_1))
        .row(row("2, six starts", &of_2))
        .row(row("3, the book's start", &finite[..1]))
        .row(row("3, three others", &finite[1..]))
        .row(["3, two others", "", "not a number", "", ""])
        .to_string()
}

fn row(name: &str, runs: &[Two]) -> [String; 5] {
    let stuck = |i: usize| {
        let stuck = runs.iter().map(|run| run[i].stuck as f64);
        range(stuck, |it| thousands(fixed(it, 0)))
    };
    let loss =
        |i: usize| range(runs.iter().map(|run| run[i].loss), |it| fixed(it, 2));
    [name.into(), stuck(0), loss(0), stuck(1), loss(1)]
}

fn run_and_go_on(weights: Weights, rate: f64) -> Two {
    let start = Start::of_the_book();
    let others = &training_set(&start.corpus.docs)[NUM_STEPS..];
    let training = Training::mlp().weights(weights).rate(rate);
    let Run { model, losses, .. } = training.run();
    let mut params = model.clone();
    let more = train(VOCAB_SIZE, &mut params, others, NUM_STEPS, 1.0);
    let is_finite = losses.into_iter().chain(more).all(f64::is_finite);
    let two = [model, params].map(|params| measured(&start, &params));
    if is_finite {
        return two;
    }
    two.map(|it| Measured {
        loss: f64::NAN,
        ..it
    })
}

fn measured(start: &Start, params: &[f64]) -> Measured {
    let docs = validation_set(&start.corpus.docs);
    let stuck = stuck(params, docs, |weights: &[Value<'_>], tokens| {
        mlp::loss(&Mlp::new(VOCAB_SIZE, weights), tokens)
    });
    let model = Mlp::new(VOCAB_SIZE, params);
    Measured {
        stuck: stuck.len(),
        loss: mean_over(docs, |tokens| mlp::loss(&model, tokens)),
    }
}

/// The least and the most of some numbers.
fn range(
    numbers: impl Iterator<Item = f64> + Clone,
    shown: impl Fn(f64) -> String,
) -> String {
    let least = shown(numbers.clone().fold(f64::INFINITY, f64::min));
    let most = shown(numbers.fold(0.0, f64::max));
    if least == most {
        return least;
    }
    format!("{least} to {most}")
}
