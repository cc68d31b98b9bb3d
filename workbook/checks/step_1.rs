//! Step 1: Gradient Descent.

use std::f64::consts::{LN_2, LN_10};

use judge::{Checks, Outcome, ensure, expect, refuses};
use names::NAMES;
use portable::{PythonRandom, math};
use workbook::step_0::{Corpus, mean_loss};
use workbook::step_1::{
    Matrix, Mlp, N_EMBD, N_HIDDEN, analytic_gradient, at_temperature, dot,
    initial_parameters, linear, linear_backward, linear_decay, num_params,
    numerical_gradient, relu, relu_backward, sgd_step, softmax, train,
};

/// "ava" and "emma" as the tokenizer of the names sees them.
const AVA: [usize; 5] = [26, 0, 21, 0, 26];
const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];

/// The parameters of a network for three tokens.
const SMALL: usize = 3 * N_EMBD + N_HIDDEN * N_EMBD + 3 * N_HIDDEN;

/// The first losses of the reference run of Step 1.
const LOSSES: [f64; 4] = [
    3.297830136557929,
    3.2973975953792336,
    3.296456385341138,
    3.2918033484682576,
];

pub const SECTIONS: &[Checks] = &[
    (
        "1.2",
        &[
            ("small random weights", weights),
            ("how many weights the network has", counted),
            ("a matrix takes its numbers off the front", taken),
            ("a row of it", row),
            ("all rows of it", rows),
            ("three matrices in one list", three_matrices),
        ],
    ),
    (
        "1.3",
        &[
            ("a dot product", one_dot),
            ("not of unequal vectors", unequal_dot),
            ("one dot product per row", linear_layer),
            ("softmax makes probabilities", probabilities),
            ("large logits and very negative ones", extreme_logits),
        ],
    ),
    (
        "1.4",
        &[
            ("nothing below zero passes", relu_of_some),
            ("from a token to logits", logits),
            ("the first loss of the run", first_loss),
        ],
    ),
    (
        "1.6",
        &[
            ("the loss itself", numerical_loss),
            ("the parameters are as they were", put_back),
            ("the slope is what the nudge did, per nudge", slopes),
            ("the slopes of the run’s first name", slopes_of_the_run),
        ],
    ),
    (
        "1.7",
        &[
            ("back through a linear layer, to its input", to_input),
            ("and to its matrix, whose gradient adds up", to_matrix),
            ("back through the ReLU", through_relu),
            ("the loss of a pair", pair_loss),
            ("its gradient: the second layer", second_layer),
            ("the first layer", first_layer),
            ("the embedding", embedding),
            ("every pair adds its share", shares),
            ("the gradient is the numerical one", gradient_check),
            ("the gradient of the run’s first name", gradient_of_the_run),
        ],
    ),
    (
        "1.9",
        &[
            ("a rate that decays in a straight line", decay),
            ("a step downhill", step),
            ("the loss before the move", loss_before_move),
            ("from the last document to the first again", cycle),
            ("nothing is learned until it is asked for", lazy),
            ("not without documents", no_docs),
            ("a move downhill", move_of_a_step),
            ("shorter moves later", decaying_moves),
            ("logits at a temperature", temperature),
            ("the first losses of the run", losses_of_the_run),
        ],
    ),
];

// 1.2

fn weights() -> Outcome {
    let gauss = |mean: f64, std_dev: f64| {
        let mut rng = PythonRandom::new(42);
        (0..4).map(|_| rng.gauss(mean, std_dev)).collect::<Vec<_>>()
    };
    let mut rng = PythonRandom::new(42);
    let uniform: Vec<f64> = (0..4).map(|_| rng.random()).collect();
    let came = initial_parameters(4, &mut PythonRandom::new(42));
    expect("4 initial parameters with seed 42", came)
        .but(
            vec![0.0; 4],
            "Zeros: all gradients of such a network are zero, and it never \
             learns.",
        )
        .but(
            vec![gauss(0.0, 0.08)[0]; 4],
            "One number was drawn and repeated: equal weights stay equal. \
             Draw each of them.",
        )
        .but(
            gauss(0.0, 0.08 * 0.08),
            "That is the variance: gauss takes the standard deviation itself, \
             not its square.",
        )
        .but(
            gauss(0.0, 1.0),
            "They are too large: their standard deviation is INIT_STD_DEV, \
             not 1.",
        )
        .but(
            gauss(0.08, 0.08),
            "They lie around 0.08: the mean, the first argument of gauss, is \
             0.",
        )
        .but(
            vec![0.08; 4],
            "All are 0.08: the arguments of gauss are swapped. The mean comes \
             first, then the standard deviation.",
        )
        .but(
            uniform,
            "These are even between 0 and 1: draw from the bell curve, with \
             rng.gauss.",
        )
        // Python: random.seed(42); [random.gauss(0, 0.08) for _ in range(4)]
        .is(vec![
            -0.011527226366234268,
            -0.013832288026521545,
            -0.008905268925412997,
            0.05615869800790905,
        ])
}

fn counted() -> Outcome {
    let (wte, fc1, fc2) = (27 * 16, 64 * 16, 27 * 64);
    expect("num_params(27)", num_params(27))
        .but(fc1 + fc2, "The embeddings, wte, are parameters too.")
        .but(wte + fc2, "The 64 rows of 16 of mlp_fc1 are missing.")
        .but(wte + fc1, "The 27 rows of 64 of mlp_fc2 are missing.")
        .but(
            wte + fc1 + 16 * 64,
            "mlp_fc2 has a row for each token of the vocabulary, as it makes \
             a logit for each.",
        )
        .but(
            wte + fc1 + 64 + fc2 + 27,
            "This network has no biases: three matrices are all of it.",
        )
        .is(3184)?;
    expect("num_params(3)", num_params(3))
        .but(3184, "It depends on the size of the vocabulary.")
        .is(SMALL)
}

fn taken() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0];
    let mut rest = &params[..];
    let w = Matrix::take(&mut rest, 2, 3);
    expect("what take(…, 2, 3) leaves of 1 to 7", rest.to_vec())
        .but(
            params.to_vec(),
            "Nothing was taken off: the next matrix would have the same \
             numbers. `params` must become the rest.",
        )
        .but(
            vec![3.0, 4.0, 5.0, 6.0, 7.0],
            "Only n_out numbers were taken: 2 rows of 3 are 6.",
        )
        .but(
            vec![4.0, 5.0, 6.0, 7.0],
            "One row was taken: take 2 of them.",
        )
        .but(vec![1.0], "Take from the front, not from the back.")
        .is(vec![7.0])?;
    expect("the data of that matrix", w.data.to_vec())
        .but(
            vec![7.0],
            "That is the rest: the matrix has what comes before.",
        )
        .is(vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0])?;
    expect("its n_in", w.n_in)
        .but(2, "That is n_out. A row has n_in numbers, one per input.")
        .is(3)
}

fn row() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let w = Matrix::take(&mut &params[..], 2, 3);
    expect("row(1) of 2 rows of 3, 1 to 6", w.row(1).to_vec())
        .but(
            vec![2.0, 3.0, 4.0],
            "It starts at i: before row i lie i rows of n_in numbers each.",
        )
        .but(vec![1.0, 2.0, 3.0], "That is row 0: rows count from 0.")
        .but(
            vec![4.0],
            "It starts in the right place and has n_in numbers.",
        )
        .is(vec![4.0, 5.0, 6.0])?;
    expect("row(0)", w.row(0).to_vec()).is(vec![1.0, 2.0, 3.0])
}

fn rows() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let w = Matrix::take(&mut &params[..], 2, 3);
    let rows: Vec<Vec<f64>> = w.rows().map(<[f64]>::to_vec).collect();
    expect("the rows of 2 rows of 3, 1 to 6", rows)
        .but(
            vec![vec![1.0, 2.0], vec![3.0, 4.0], vec![5.0, 6.0]],
            "These are pieces of n_out numbers: a row has n_in.",
        )
        .is(vec![vec![1.0, 2.0, 3.0], vec![4.0, 5.0, 6.0]])
}

fn three_matrices() -> Outcome {
    let params: Vec<usize> = (0..num_params(27)).collect();
    let mlp = Mlp::new(27, &params);
    let place = mlp.mlp_fc2.row(21).get(5).copied().unwrap_or_default();
    expect("where mlp_fc2[21][5] lies in the list", place)
        .is((27 + 64) * 16 + 21 * 64 + 5)
}

// 1.3

fn one_dot() -> Outcome {
    let came = dot(&[1.0, 2.0, 3.0], &[4.0, 5.0, 6.0]);
    expect("dot(&[1, 2, 3], &[4, 5, 6])", came)
        .but(21.0, "The numbers were added: multiply each pair.")
        .but(720.0, "The products were multiplied: add them up.")
        .but(18.0, "Only the last product is left: add all of them up.")
        .but(4.0, "Only the first product is there: add all of them up.")
        .but(32.0 / 3.0, "That is their mean: a dot product is the sum.")
        .is(32.0)
}

fn unequal_dot() -> Outcome {
    refuses(
        || dot(&[1.0, 2.0], &[1.0, 2.0, 3.0]),
        "dot(&[1, 2], &[1, 2, 3]) must panic. The 3 was left out without a \
         word, and a wrong shape would pass unseen: compare the lengths \
         first.",
    )?;
    refuses(
        || dot(&[1.0, 2.0, 3.0], &[1.0, 2.0]),
        "dot(&[1, 2, 3], &[1, 2]) must panic, as it does the other way round: \
         compare the lengths first.",
    )
}

fn linear_layer() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let w = Matrix::take(&mut &params[..4], 2, 2);
    expect("[10, 1] through [[1, 2], [3, 4]]", linear(&[10.0, 1.0], &w))
        .but(
            vec![13.0, 24.0],
            "A result was made of a column: it is the dot product of x with a \
             row.",
        )
        .is(vec![12.0, 34.0])?;
    let w = Matrix::take(&mut &params[..], 3, 2);
    expect("[10, 1] through 3 rows of 2", linear(&[10.0, 1.0], &w))
        .but(
            vec![12.0, 34.0],
            "A row is missing: as many results as rows, not as many as \
             inputs.",
        )
        .is(vec![12.0, 34.0, 56.0])
}

fn probabilities() -> Outcome {
    let [one, two] = [math::exp(1.0), math::exp(2.0)];
    let total = one + two + 1.0;
    let right = vec![two / total, one / total, 1.0 / total];
    let logs = right.iter().map(|&p| math::ln(p)).collect();
    expect("softmax(&[2, 1, 0])", softmax(&[2.0, 1.0, 0.0]))
        .but(
            vec![2.0 / 3.0, 1.0 / 3.0, 0.0],
            "Scores were divided by their sum: take the exponential of each \
             first.",
        )
        .but(
            vec![0.0, 1.0 / 3.0, 2.0 / 3.0],
            "Scores were divided by their sum: take the exponential of each \
             first.",
        )
        .but(
            vec![0.0, 1.0, 2.0],
            "Take the exponential of each, then divide by their sum.",
        )
        .but(
            vec![two, one, 1.0],
            "These are the exponentials: divide them by their sum.",
        )
        .but(
            vec![1.0, 1.0 / one, 1.0 / two],
            "These are the exponentials: divide them by their sum.",
        )
        .but(
            right.iter().rev().copied().collect(),
            "The largest logit got the least: subtract the largest from each, \
             z - max, not the other way round.",
        )
        .but(
            vec![4.0 / 7.0, 2.0 / 7.0, 1.0 / 7.0],
            "Powers of 2: use math::exp, which has powers of e.",
        )
        .but(logs, "These are the logarithms of the probabilities.")
        .is(right)
}

fn extreme_logits() -> Outcome {
    expect("softmax(&[1000, 1000])", softmax(&[1000.0, 1000.0]))
        .but(
            vec![f64::NAN; 2],
            "exp(1000) is infinite, and infinity by infinity is not a number. \
             Subtract the largest logit from all of them first.",
        )
        .is(vec![0.5, 0.5])?;
    expect("softmax(&[-1000, -1000])", softmax(&[-1000.0, -1000.0]))
        .but(
            vec![f64::NAN; 2],
            "Every exponential is 0, and so is their sum. If all logits are \
             negative, the largest is negative too: begin the search for it \
             at -∞, not at 0.",
        )
        .is(vec![0.5, 0.5])
}

// 1.4

fn relu_of_some() -> Outcome {
    expect("relu(&[-1.5, 0, 2])", relu(&[-1.5, 0.0, 2.0]))
        .but(vec![-1.5, 0.0, 2.0], "A negative number must become 0.")
        .but(
            vec![1.5, 0.0, 2.0],
            "The sign was taken off: a negative number must become 0.",
        )
        .but(
            vec![-1.5, 0.0, 0.0],
            "What is above 0 was cut off: what is below has to be.",
        )
        .but(
            vec![0.0, 0.0, 1.0],
            "That is the slope: a positive number passes as it is.",
        )
        .but(
            vec![2.0],
            "A number was left out: as many come out as go in.",
        )
        .but(
            vec![0.0, 2.0],
            "A number was left out: as many come out as go in.",
        )
        .is(vec![0.0, 0.0, 2.0])
}

fn wte(token: usize, j: usize) -> usize {
    token * N_EMBD + j
}

fn fc1(i: usize, j: usize) -> usize {
    wte(3, 0) + i * N_EMBD + j
}

fn fc2(i: usize, j: usize) -> usize {
    fc1(N_HIDDEN, 0) + i * N_HIDDEN + j
}

/// Parameters for three tokens: these, and zeros.
fn small(set: &[(usize, f64)]) -> Vec<f64> {
    let mut params = vec![0.0; SMALL];
    for &(place, number) in set {
        params[place] = number;
    }
    params
}

fn logits() -> Outcome {
    // After token 2: x = (3, -2, …), h_pre = (3, -3, 2, …), h = (3, 0, 2, …).
    // One logit is above 0 without the ReLU too, so that a ReLU at the end
    // gives something else than zeros.
    let params = small(&[
        (wte(0, 0), 5.0),
        (wte(2, 0), 3.0),
        (wte(2, 1), -2.0),
        (fc1(0, 0), 1.0),
        (fc1(1, 0), -1.0),
        (fc1(2, 1), -1.0),
        (fc2(0, 0), 10.0),
        (fc2(0, 1), 100.0),
        (fc2(0, 2), 1.0),
        (fc2(1, 0), -20.0),
        (fc2(2, 0), 1.0),
    ]);
    let came = Mlp::new(3, &params).logits(2);
    expect("the logits of a small network after token 2", came)
        .but(
            vec![-268.0, -60.0, 3.0],
            "Without a bend between them, two linear layers are one: the ReLU \
             is missing.",
        )
        .but(
            vec![0.0, 0.0, 3.0],
            "The ReLU is in the wrong place: it comes after the first layer, \
             not after the second. With no bend between them, two linear \
             layers are one.",
        )
        .but(
            vec![32.0, 0.0, 3.0],
            "Logits may be negative: the ReLU comes between the layers, not \
             after the last.",
        )
        .but(
            vec![-270.0, -60.0, 3.0],
            "The ReLU comes after the first layer, not before it.",
        )
        .but(
            vec![30.0, -60.0, 3.0],
            "An embedding may have negative numbers: there is a ReLU after \
             the first layer, and none before it.",
        )
        .but(
            vec![50.0, -100.0, 5.0],
            "These come after token 0: look up the row of the token that is \
             asked about.",
        )
        .but(
            vec![1.0, 0.0, 0.0],
            "These are probabilities: logits are the scores that go into \
             softmax, which comes later.",
        )
        .is(vec![32.0, -60.0, 3.0])
}

/// The documents, and the parameters as the reference run draws them.
fn run() -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let Corpus { docs, .. } = Corpus::new(NAMES, &mut rng);
    let params = initial_parameters(num_params(27), &mut rng);
    (docs, params)
}

fn first_loss() -> Outcome {
    let (docs, params) = run();
    let mlp = Mlp::new(27, &params);
    let loss = mean_loss(&docs[0], |token| softmax(&mlp.logits(token)));
    expect("the loss of \"yuheng\", untrained", loss).is(LOSSES[0])
}

// 1.6

/// A network for three tokens whose logits are 0 after each of them. After
/// token 2, x = (1, 2, …), h_pre = (1, 1, -1, …) and h = (1, 1, 0, …).
fn balanced() -> Vec<f64> {
    small(&[
        (wte(2, 0), 1.0),
        (wte(2, 1), 2.0),
        (fc1(0, 0), 1.0),
        (fc1(1, 1), 0.5),
        (fc1(2, 0), -1.0),
        (fc2(1, 0), 1.0),
        (fc2(1, 1), -1.0),
        (fc2(1, 2), 6.0),
    ])
}

fn numerical_loss() -> Outcome {
    let tokens = [2, 1, 0, 2];
    let (loss, grad) = numerical_gradient(3, &mut balanced(), &tokens, 0.1);
    let ln_3 = math::ln(3.0);
    expect("the loss of a network that finds 3 tokens equal", loss)
        .but(
            f64::INFINITY,
            "-ln 0 is infinite. Logits are no probabilities: softmax makes \
             them so.",
        )
        .but(
            -ln_3,
            "The sign: a loss is a negative logarithm, and `mean_loss` gives \
             it as it should be.",
        )
        .but(
            2.0 * ln_3,
            "That is twice the loss: ask `mean_loss` once, for the parameters \
             as they are.",
        )
        .but(
            3.0 * ln_3,
            "That is the sum of three pairs. `mean_loss` gives their mean: \
             leave it as it is.",
        )
        .but(
            ln_3 / 3.0,
            "It was divided by the number of pairs once more: `mean_loss` has \
             done so.",
        )
        .but(
            0.75 * ln_3,
            "It was divided by the number of tokens: four tokens are three \
             pairs.",
        )
        .but(
            1.0 / 3.0,
            "That is a probability: the loss is -ln of it, from `mean_loss`.",
        )
        .but(0.0, "That is no loss yet: give what `mean_loss` gives.")
        .but(ln_3 / LN_2, "Use ln, not log2.")
        .but(ln_3 / LN_10, "Use ln, not log10.")
        .is(ln_3)?;
    expect("how many slopes there are", grad.len())
        .but(0, "There must be one for each parameter.")
        .is(SMALL)
}

fn put_back() -> Outcome {
    let before = initial_parameters(SMALL, &mut PythonRandom::new(42));
    let mut after = before.clone();
    numerical_gradient(3, &mut after, &[2, 1], 0.1);
    let moves = before.iter().zip(&after).map(|(b, a)| (a - b).abs());
    let largest = moves.fold(0.0, f64::max);
    expect(
        "how far, with eps 0.1, a parameter is from where it was",
        largest,
    )
    .but(
        0.1,
        "It is still nudged: put it back before the next one has its \
             turn.",
    )
    .is(0.0)?;
    ensure(
        before == after,
        "Some parameters have another last digit than before: to add eps and \
         subtract it may round. Keep the old number, and put that back.",
    )
}

fn slopes() -> Outcome {
    let mut params = balanced();
    let (_, grad) = numerical_gradient(3, &mut params, &[2, 1], 0.1);
    let came = (0..3).map(|i| grad[fc2(i, 0)]).collect();
    // To nudge mlp_fc2[i][0] nudges logit i alone, by as much, since h_0 = 1.
    let change = |nudge: f64| {
        let loss = math::ln(2.0 + math::exp(nudge)) - math::ln(3.0);
        [loss, loss - nudge, loss]
    };
    let up = change(0.1);
    let down = change(-0.1);
    let central = [0, 1, 2].map(|i| (up[i] - down[i]) / 0.2);
    expect("the slopes along mlp_fc2[0][0], [1][0] and [2][0]", came)
        .but(vec![0.0; 3], "No slope was kept, or nothing was nudged.")
        .but(
            up.to_vec(),
            "These are changes of the loss: divide them by eps, the change of \
             the parameter.",
        )
        .but(
            up.map(|change| -change / 0.1).to_vec(),
            "The sign: a slope is the loss after the nudge minus the loss \
             before it.",
        )
        .but(
            up.map(|change| change / 0.2).to_vec(),
            "It was divided by 2 eps: the parameter moved by one eps, from \
             where it was.",
        )
        .but(
            down.map(|change| change / 0.1).to_vec(),
            "The nudge went down by eps, and the change was divided by +eps: \
             add eps to the parameter.",
        )
        .but(
            down.map(|change| -change / 0.1).to_vec(),
            "The nudge went down: add eps to the parameter.",
        )
        .but(
            central.to_vec(),
            "That is the central difference, with a nudge to either side. It \
             is a good one, but for the price of two passes each: the page \
             takes one, upwards.",
        )
        .is(up.map(|change| change / 0.1).to_vec())
}

/// Where some weights are: `wte[26][0]`, `mlp_fc1[0][0]`, `mlp_fc1[1][0]`,
/// `mlp_fc2[24][0]` and `mlp_fc2[20][5]`.
const PLACES: [usize; 5] = [
    26 * 16,
    27 * 16,
    28 * 16,
    91 * 16 + 24 * 64,
    91 * 16 + 20 * 64 + 5,
];

/// The slopes there for the first name of the reference run, as a nudge of
/// 1e-3 finds them, and as the chain rule does.
const NUDGED: [f64; 5] = [
    -0.010399250815140704,
    -0.0020274230956296435,
    0.0025466770665616423,
    0.0005101763744796983,
    0.0002768832692012779,
];
const SLOPES: [f64; 5] = [
    -0.01039933318747902,
    -0.0020274395587478165,
    0.0025466644515773984,
    0.0005101646203711155,
    0.00027687608075521784,
];

fn slopes_of_the_run() -> Outcome {
    let (docs, mut params) = run();
    // A nudge of 1e-3, so that rounding does not reach the digits compared.
    let (loss, grad) = numerical_gradient(27, &mut params, &docs[0], 1e-3);
    expect("the loss of \"yuheng\", untrained", loss).is(LOSSES[0])?;
    expect(
        "five of its slopes, with eps 0.001",
        PLACES.map(|place| grad[place]).to_vec(),
    )
    .is(NUDGED.to_vec())
}

// 1.7

fn to_input() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0];
    let w = Matrix::take(&mut &params[..4], 2, 2);
    let dy = [1.0, 10.0];
    let came = linear_backward(&dy, &[5.0, 6.0], &w, &mut [0.0; 4]);
    expect("dx for w = [[1, 2], [3, 4]], dy = [1, 10]", came)
        .but(
            vec![21.0, 43.0],
            "w was used as on the way forward. dx[j] is a sum over i, of \
             w[i][j] times dy[i]: down a column.",
        )
        .but(
            vec![30.0, 40.0],
            "Only the last row is there: x_j goes into every result, so add \
             the rows up with +=.",
        )
        .but(
            vec![5.0, 60.0],
            "x was multiplied by dy: that belongs to the matrix. The way to \
             the input goes through the weights.",
        )
        .but(vec![0.0, 0.0], "Nothing was added to dx.")
        .is(vec![31.0, 42.0])?;
    let w = Matrix::take(&mut &params[..], 2, 3);
    let x = [5.0, 6.0, 7.0];
    let came = linear_backward(&dy, &x, &w, &mut [0.0; 6]);
    expect("dx for w = [[1, 2, 3], [4, 5, 6]], dy = [1, 10]", came)
        .is(vec![41.0, 52.0, 63.0])
}

fn to_matrix() -> Outcome {
    let params = [1.0, 2.0, 3.0, 4.0];
    let w = Matrix::take(&mut &params[..], 2, 2);
    let mut dw = [0.0; 4];
    linear_backward(&[1.0, 10.0], &[5.0, 6.0], &w, &mut dw);
    expect("dw for dy = [1, 10], x = [5, 6]", dw.to_vec())
        .but(
            vec![5.0, 50.0, 6.0, 60.0],
            "Rows and columns are swapped: dw[i][j] is dy[i] times x[j], \
             and row i has one for each input.",
        )
        .but(
            vec![1.0, 2.0, 30.0, 40.0],
            "dy was multiplied by the weights. The slope along a weight is \
             what the weight was multiplied by: x.",
        )
        .but(
            vec![5.0, 6.0, 5.0, 6.0],
            "That is x alone: multiply it by the slope that comes back, dy.",
        )
        .but(vec![0.0; 4], "Nothing was added to dw.")
        .is(vec![5.0, 6.0, 50.0, 60.0])?;
    linear_backward(&[1.0, 10.0], &[5.0, 6.0], &w, &mut dw);
    expect("dw after a second time", dw.to_vec())
        .but(
            vec![5.0, 6.0, 50.0, 60.0],
            "dw was set anew: every pair adds its share, with +=.",
        )
        .is(vec![10.0, 12.0, 100.0, 120.0])
}

fn through_relu() -> Outcome {
    let dy = [5.0, -6.0, 7.0, 8.0];
    let came = relu_backward(&dy, &[-1.5, 2.0, 0.0, 3.0]);
    expect("relu_backward(&[5, -6, 7, 8], &[-1.5, 2, 0, 3])", came)
        .but(
            dy.to_vec(),
            "All slopes passed: where the ReLU cut off, nothing gets through.",
        )
        .but(
            vec![5.0, 0.0, 7.0, 8.0],
            "The ReLU was applied to the slopes: whether one passes depends \
             on x, and a slope may be negative.",
        )
        .but(
            vec![0.0, 2.0, 0.0, 3.0],
            "These are the values of the way forward: pass the slopes, dy.",
        )
        .but(
            vec![0.0, -12.0, 0.0, 24.0],
            "It was multiplied by x: the slope of the ReLU is 1 above 0.",
        )
        .but(
            vec![0.0, 1.0, 0.0, 1.0],
            "That is the ReLU’s own slope: multiply it by dy.",
        )
        .but(
            vec![5.0, 0.0, 7.0, 0.0],
            "The other way round: above 0 the slope passes.",
        )
        .but(
            vec![0.0, -6.0, 7.0, 8.0],
            "At exactly 0 the ReLU has a corner, and the book takes 0 there.",
        )
        .is(vec![0.0, -6.0, 0.0, 8.0])
}

/// The loss and the gradient of the pair 2 → 1 in the network that finds the
/// three tokens equal, as one of two pairs.
///
/// d_logits = (1/6, -1/3, 1/6), d_h = (-1/3, 1/3, -2, …),
/// d_h_pre = (-1/3, 1/3, 0, …), d_x = (-1/3, 1/6, …).
fn pair() -> (f64, Vec<f64>) {
    let mut grad = vec![0.0; SMALL];
    let loss = Mlp::new(3, &balanced()).add_gradient(2, 1, 2.0, &mut grad);
    (loss, grad)
}

fn pair_loss() -> Outcome {
    let ln_3 = math::ln(3.0);
    expect(
        "the loss of a pair when 3 tokens are equally likely",
        pair().0,
    )
    .but(
        ln_3 / 2.0,
        "It was divided by n: `analytic_gradient` does that, with the sum \
             of all pairs.",
    )
    .but(-ln_3, "The sign: a loss is a negative logarithm.")
    .but(1.0 / 3.0, "That is the probability: take -ln of it.")
    .is(ln_3)
}

fn second_layer() -> Outcome {
    let (_, grad) = pair();
    let came = (0..3).map(|i| grad[fc2(i, 0)]).collect();
    let [third, sixth] = [1.0 / 3.0, 1.0 / 6.0];
    expect(
        "d_fc2[0][0], [1][0], [2][0]: p = 1/3 each, target 1, n = 2, h_0 = 1",
        came,
    )
    .but(
        vec![sixth; 3],
        "The target is treated like the others: take 1 / n off its logit’s \
         slope.",
    )
    .but(
        vec![sixth, sixth - 1.0, sixth],
        "The 1 of the target was not divided by n: (p - 1) / n.",
    )
    .but(
        vec![third, third - 0.5, third],
        "p was not divided by n, only the 1 of the target: (p - 1) / n.",
    )
    .but(
        vec![third, -2.0 * third, third],
        "Not divided by n: the loss is the mean over n pairs.",
    )
    .but(
        vec![-sixth, third, -sixth],
        "The sign: it is p minus 1 for the target, and p for the others.",
    )
    .but(
        vec![sixth, 2.0 * third, sixth],
        "1 / n was added for the target: it must be taken off.",
    )
    .but(
        vec![0.0; 3],
        "Nothing is there. In `grad`, mlp_fc2 lies after vocab_size * N_EMBD \
         numbers of wte and N_HIDDEN * N_EMBD of mlp_fc1.",
    )
    .is(vec![sixth, -third, sixth])?;
    expect("d_fc2[1][2], where h_pre = -1 and h = 0", grad[fc2(1, 2)])
        .but(
            third,
            "mlp_fc2 was multiplied by h on the way forward, not by h_pre.",
        )
        .is(0.0)
}

fn first_layer() -> Outcome {
    let (_, grad) = pair();
    let [third, sixth] = [1.0 / 3.0, 1.0 / 6.0];
    let came = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)];
    let came = came.map(|(i, j)| grad[fc1(i, j)]).to_vec();
    expect(
        "d_fc1[0][..2], [1][..2], [2][..2]: d_h = (-1/3, 1/3, -2), \
         h_pre = (1, 1, -1), x = (1, 2)",
        came,
    )
    .but(
        vec![-third, -2.0 * third, third, 2.0 * third, -2.0, -4.0],
        "Hidden number 2 was cut off, so nothing gets through: the ReLU is \
         missing on the way back.",
    )
    .but(
        vec![0.0, 0.0, third, 2.0 * third, 0.0, 0.0],
        "The negative slopes were cut off: whether one passes depends on \
         h_pre, the second argument of `relu_backward`.",
    )
    .but(vec![0.0; 6], "Nothing was added to d_fc1.")
    .but(
        vec![-third, sixth, third, -sixth, 0.0, 0.0],
        "It was multiplied by d_x: mlp_fc1 was multiplied by x.",
    )
    .is(vec![-third, -2.0 * third, third, 2.0 * third, 0.0, 0.0])
}

fn embedding() -> Outcome {
    let (_, grad) = pair();
    let [third, sixth] = [1.0 / 3.0, 1.0 / 6.0];
    let came = [(0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 1)];
    let came = came.map(|(token, j)| grad[wte(token, j)]).to_vec();
    expect(
        "d_wte[0][..2], [1][..2], [2][..2] after the pair 2 → 1",
        came,
    )
    .but(
        vec![0.0, 0.0, -third, sixth, 0.0, 0.0],
        "That is the row of the target: the embedding that was looked up \
             is that of the token.",
    )
    .but(
        vec![-third, sixth, 0.0, 0.0, 0.0, 0.0],
        "That is row 0: row `token` starts at token * N_EMBD.",
    )
    .but(
        vec![-third, sixth, -third, sixth, -third, sixth],
        "Every row got it: only the row of the token was looked up.",
    )
    .but(
        vec![0.0; 6],
        "Nothing is there: d_x belongs to the row of the token, which \
             starts at token * N_EMBD.",
    )
    .is(vec![0.0, 0.0, 0.0, 0.0, -third, sixth])
}

fn shares() -> Outcome {
    let params = balanced();
    let mlp = Mlp::new(3, &params);
    let mut grad = vec![0.0; SMALL];
    for _ in 0..2 {
        mlp.add_gradient(2, 1, 2.0, &mut grad);
    }
    let third = 1.0 / 3.0;
    expect("d_wte[2][0] after the same pair twice", grad[wte(2, 0)])
        .but(
            -third,
            "The second pair took the place of the first: add its share, with \
             +=.",
        )
        .is(-2.0 * third)
}

fn gradient_check() -> Outcome {
    let tokens = [2, 0, 1, 1, 2];
    let mut params = initial_parameters(SMALL, &mut PythonRandom::new(42));
    let (_, numerical) = numerical_gradient(3, &mut params, &tokens, 1e-5);
    let (_, analytic) = analytic_gradient(3, &params, &tokens);
    let pairs = numerical.iter().zip(&analytic);
    let largest = pairs.map(|(n, a)| (n - a).abs()).fold(0.0, f64::max);
    ensure(
        largest < 1e-6,
        &format!(
            "The numerical and the analytic gradient of a document of 4 pairs \
             differ by up to {largest:.6}."
        ),
    )
}

fn gradient_of_the_run() -> Outcome {
    let (docs, params) = run();
    let (loss, grad) = analytic_gradient(27, &params, &docs[0]);
    expect("the loss of \"yuheng\", untrained", loss).is(LOSSES[0])?;
    expect(
        "five of its slopes",
        PLACES.map(|place| grad[place]).to_vec(),
    )
    .is(SLOPES.to_vec())
}

// 1.9

fn decay() -> Outcome {
    expect("linear_decay(0.5, 750, 1000)", linear_decay(0.5, 750, 1000))
        .but(
            0.375,
            "It rises: 750 of 1000 steps are over, so a quarter of the rate \
             is left.",
        )
        .but(
            0.25,
            "That is the share that is left: multiply by the rate.",
        )
        .but(
            0.5,
            "No decay. step / num_steps of whole numbers is 0: divide them as \
             f64.",
        )
        .but(-0.25, "The share was subtracted from the rate: multiply.")
        .but(0.1245, "Steps count from 0: the first has the whole rate.")
        .but(
            0.5 * (1.0 - 750.0 / 999.0),
            "It was divided by num_steps - 1, and the last step would have \
             the rate 0.",
        )
        .is(0.125)?;
    expect("linear_decay(0.5, 0, 1000)", linear_decay(0.5, 0, 1000)).is(0.5)
}

fn step() -> Outcome {
    let mut params = [1.0, 2.0];
    sgd_step(&mut params, &[0.5, -1.0], 0.5);
    expect("[1, 2] after a step: gradient [0.5, -1], rate 0.5", {
        params.to_vec()
    })
    .but(
        vec![1.25, 1.5],
        "That is uphill, where the gradient points: go the other way, minus.",
    )
    .but(
        vec![0.5, 3.0],
        "A step is the learning rate times the gradient.",
    )
    .but(
        vec![0.25, -0.5],
        "That is the step itself: subtract it from the parameter.",
    )
    .but(
        vec![-0.25, 0.5],
        "That is the step itself: add it to the parameter.",
    )
    .but(
        vec![0.5, 1.5],
        "The gradient was left out: both moved by the learning rate.",
    )
    .but(vec![0.0, 4.0], "It was divided by the rate: multiply.")
    .but(vec![1.0, 2.0], "Nothing has moved.")
    .is(vec![0.75, 2.5])?;
    refuses(
        || sgd_step(&mut [1.0, 2.0], &[0.5], 0.5),
        "sgd_step with 2 parameters and 1 gradient must panic. Some \
         parameters would never learn: compare the lengths first.",
    )
}

/// The documents of these checks, and the parameters that they begin with.
fn start() -> (Vec<Vec<usize>>, Vec<f64>) {
    let mut rng = PythonRandom::new(42);
    let params = initial_parameters(num_params(27), &mut rng);
    (vec![AVA.to_vec(), EMMA.to_vec()], params)
}

/// The losses of some of `num_steps` steps, and the parameters after them.
fn trained(some: usize, num_steps: usize, rate: f64) -> (Vec<f64>, Vec<f64>) {
    let (docs, mut params) = start();
    let losses = train(27, &mut params, &docs, num_steps, rate);
    let losses = losses.take(some).collect();
    (losses, params)
}

fn loss_before_move() -> Outcome {
    let (losses, after) = trained(1, 1, 0.5);
    let (docs, before) = start();
    let loss = |params: &[f64]| analytic_gradient(27, params, &docs[0]).0;
    expect("the loss of a single step", losses)
        .but(
            vec![loss(&after)],
            "The loss was taken after the move: it is what the document cost \
             before.",
        )
        .is(vec![loss(&before)])
}

fn cycle() -> Outcome {
    let (losses, _) = trained(3, 3, 0.0);
    let (docs, params) = start();
    let loss = |i: usize| analytic_gradient(27, &params, &docs[i]).0;
    expect("the losses of 2 documents in 3 steps, rate 0", losses)
        .but(
            vec![loss(0); 3],
            "The first document came each time: step % docs.len() says whose \
             turn it is.",
        )
        .but(
            vec![loss(0), loss(1), loss(1)],
            "After the last document comes the first again.",
        )
        .is(vec![loss(0), loss(1), loss(0)])
}

fn lazy() -> Outcome {
    let (_, after) = trained(0, 3, 0.5);
    ensure(
        after == start().1,
        "train(…) has moved the parameters, and nobody has asked for a loss \
         yet. Return the iterator itself: `map` does nothing until its next \
         item is asked for.",
    )
}

fn no_docs() -> Outcome {
    let (_, mut params) = start();
    refuses(
        || drop(train(27, &mut params, &[], 3, 0.5)),
        "train(…) without documents must panic at once. Assert that there are \
         some before you make the iterator: what stands inside it is not run \
         until a loss is asked for.",
    )
}

/// How far it is from `before` to `after`, with the length of the gradient as
/// the unit, downhill. It is the learning rate if all is right.
fn downhill(before: &[f64], after: &[f64], tokens: &[usize]) -> f64 {
    let (_, grad) = analytic_gradient(27, before, tokens);
    let moves = before.iter().zip(after).map(|(b, a)| b - a);
    let along: f64 = moves.zip(&grad).map(|(step, g)| step * g).sum();
    along / grad.iter().map(|g| g * g).sum::<f64>()
}

fn move_of_a_step() -> Outcome {
    let (docs, before) = start();
    let (_, after) = trained(1, 2, 0.5);
    expect(
        "the first of 2 moves, rate 0.5, in lengths of the gradient",
        downhill(&before, &after, &docs[0]),
    )
    .but(
        0.0,
        "Nothing has moved: after the gradient comes `sgd_step`.",
    )
    .but(-0.5, "That is uphill.")
    .but(
        0.25,
        "The rate decayed before the first step: steps count from 0.",
    )
    .but(1.0, "The learning rate that is given was not used.")
    .is(0.5)
}

fn decaying_moves() -> Outcome {
    let (docs, _) = start();
    let (_, before) = trained(1, 2, 0.5);
    let (_, after) = trained(2, 2, 0.5);
    expect(
        "the second of 2 moves, rate 0.5 at the start",
        downhill(&before, &after, &docs[1]),
    )
    .but(
        0.5,
        "The rate has not decayed: ask `linear_decay` at each step.",
    )
    .but(
        0.0,
        "The last step must not be lost: at step 1 of 2, half the rate is \
         left.",
    )
    .is(0.25)
}

fn temperature() -> Outcome {
    let came = at_temperature(&[2.0, -1.0], 0.5);
    expect("at_temperature(&[2, -1], 0.5)", came)
        .but(
            vec![1.0, -0.5],
            "It was multiplied: divide, so that a low temperature makes the \
             differences larger.",
        )
        .but(vec![2.0, -1.0], "The temperature was not used.")
        .but(vec![1.5, -1.5], "It was subtracted: divide.")
        .but(
            softmax(&[4.0, -2.0]),
            "These are probabilities already: softmax comes after this.",
        )
        .is(vec![4.0, -2.0])
}

fn losses_of_the_run() -> Outcome {
    let (docs, mut params) = run();
    let losses = train(27, &mut params, &docs, 1000, 1.0).take(4).collect();
    expect("the first 4 losses with seed 42, rate 1", losses)
        .is(LOSSES.to_vec())
}
