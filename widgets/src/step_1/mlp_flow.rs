//! Section 1.4: the values on the way of a token through the network.

use serde::Serialize;
use step_1_gradient_descent::{Mlp, linear, relu, softmax};
use typeset::{Bars, HeatMap, fixed};

use crate::{Desk, Picture, Question, Refusal};

/// The way of a token through the network.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The heat maps of `x`, `h_pre`, `h` and `logits`.
    pictures: [Picture; 4],
    /// The bars of the probabilities.
    bars: Picture,
    /// The numbers in them.
    flow: Flow,
}

/// The activations of one token.
#[derive(Debug, PartialEq, Serialize)]
pub struct Flow {
    /// The embedding, `[N_EMBD]`.
    pub x: Vec<f64>,
    /// The hidden numbers before the `ReLU`, `[N_HIDDEN]`.
    pub h_pre: Vec<f64>,
    /// The hidden numbers after it, `[N_HIDDEN]`.
    pub h: Vec<f64>,
    /// A score for each next token, `[vocab_size]`.
    pub logits: Vec<f64>,
    /// Their softmax, `[vocab_size]`.
    pub probabilities: Vec<f64>,
}

/// Arguments: `token`, an id; `trained`, whether the network is.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let vocab_size = desk.tokenizer().vocab_size();
    let token = q.count("token", 0..=vocab_size - 1)?;
    let untrained;
    let params = if q.flag("trained")? {
        &desk.mlp().model
    } else {
        untrained = desk.untrained_mlp();
        &untrained
    };
    let flow = Flow::new(&Mlp::new(vocab_size, params), token);
    let (maps, bars) = figure(&desk.name(token), &flow);
    Ok(Answer {
        pictures: maps.each_ref().map(Picture::from),
        bars: (&bars).into(),
        flow,
    })
}

impl Flow {
    /// The way of a token through a network: [`Mlp::logits`] with every value
    /// kept.
    pub fn new(mlp: &Mlp, token: usize) -> Self {
        let x = mlp.wte.row(token);
        let h_pre = linear(x, &mlp.mlp_fc1);
        let h = relu(&h_pre);
        let logits = linear(&h, &mlp.mlp_fc2);
        Flow {
            x: x.to_vec(),
            h_pre,
            h,
            probabilities: softmax(&logits),
            logits,
        }
    }
}

/// Heat maps of all the values but the probabilities, and bars of these.
/// `name` is what the token is called.
pub fn figure(name: &str, flow: &Flow) -> ([HeatMap; 4], Bars) {
    // The scales hold for all tokens, trained or not, so that two drawings can
    // be compared.
    let row = |title: &str, numbers: &[f64], most: f64| {
        let row = numbers.to_vec();
        // Many numbers are doubled so that they can be seen.
        let rows = vec![row; if numbers.len() > 27 { 2 } else { 1 }];
        let map = HeatMap::new(title, &rows).most(most).root_scale();
        map.columns(title, [""; 0])
    };
    let maps = [
        row("x, the embedding [16]", &flow.x, 1.2).cell(20.0),
        row("h_pre, before the ReLU [64]", &flow.h_pre, 1.2),
        row("h, after the ReLU [64]", &flow.h, 1.2),
        row("logits [27], from a to BOS", &flow.logits, 5.0),
    ];
    let most = flow.probabilities.iter().copied().fold(0.26, f64::max);
    let title = format!("probabilities after {name}");
    let mut bars = Bars::new(&title, most);
    let tokens = ('a'..='z').chain(['·']);
    for (token, &p) in tokens.zip(&flow.probabilities) {
        let note = if p > 0.09 { fixed(p, 2) } else { String::new() };
        bars = bars.bar("bar", &token.to_string(), p, &note);
    }
    (maps, bars)
}

#[cfg(test)]
mod tests {
    use super::Flow;
    use crate::Desk;
    use step_1_gradient_descent::Mlp;

    #[test]
    fn the_flow_is_the_networks() {
        let desk = Desk::default();
        for params in [&desk.mlp().model, &desk.untrained_mlp()] {
            let mlp = Mlp::new(27, params);
            for token in 0..27 {
                assert_eq!(Flow::new(&mlp, token).logits, mlp.logits(token));
            }
        }
    }

    #[test]
    fn what_is_followed_alike_is_seen_alike() {
        let desk = Desk::default();
        let mlp = Mlp::new(27, &desk.mlp().model);
        let [e, j, k] = [4, 9, 10].map(|token| Flow::new(&mlp, token).h);
        let shared = |a: &[f64], b: &[f64]| {
            let both = a.iter().zip(b).filter(|(a, b)| **a > 0.0 && **b > 0.0);
            both.count()
        };
        assert!(shared(&j, &k) > 30 && shared(&k, &e) < 10);
        assert!(shared(&j, &e) < 10);
    }
}
