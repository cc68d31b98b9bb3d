//! Beyond Step 3.

use judge::{Outcome, Section, expect};
use names::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_2_autograd::{linear, softmax};
use step_3_attention::gpt::add;
use step_3_attention::{Cache, Gpt, num_params, rms_norm};
use workbook_exercises::step_3::leak::{leaky_loss, look};

pub const SECTIONS: &[Section] = &[(
    "3.A",
    &[
        ("one position, with nothing behind it", one_position),
        ("each position sees the whole name", whole_name),
    ],
)];

/// "emma" as the tokenizer of the names sees it.
const EMMA: [usize; 6] = [26, 4, 12, 12, 0, 26];

/// The initial parameters of the run, five times as large: what is compared
/// must differ.
fn parameters() -> Vec<f64> {
    let mut rng = PythonRandom::new(42);
    let initial = initial_parameters(num_params(27), &mut rng);
    initial.into_iter().map(|p| 5.0 * p).collect()
}

// 3.A

fn one_position() -> Outcome {
    let params = parameters();
    let gpt = Gpt::new(27, &params);
    let leaky = Leaky::of(&gpt);
    expect("leaky_loss of BOS and an a", leaky_loss(&gpt, &[26, 0]))
        .but_any(leaky.mistakes(&[26, 0]))
        .is(gpt.loss(&[26, 0]))
}

fn whole_name() -> Outcome {
    let params = parameters();
    let gpt = Gpt::new(27, &params);
    let leaky = Leaky::of(&gpt);
    expect("leaky_loss of \"emma\"", leaky_loss(&gpt, &EMMA))
        .but(
            gpt.loss(&EMMA),
            "A position sees only the past: fill the cache with the whole \
             name before the first one looks.",
        )
        .but_any(leaky.mistakes(&EMMA))
        .is(leaky.loss(&EMMA[..EMMA.len() - 1], &EMMA[1..]))
}

/// The loss, put together here; with mistakes if they are asked for.
#[derive(Clone, Copy)]
struct Leaky<'g> {
    gpt: &'g Gpt<'g, f64>,
    has_places: bool,
    is_normed: bool,
    has_values: bool,
}

impl<'g> Leaky<'g> {
    fn of(gpt: &'g Gpt<'g, f64>) -> Self {
        Leaky {
            gpt,
            has_places: true,
            is_normed: true,
            has_values: true,
        }
    }

    fn loss(self, inputs: &[usize], targets: &[usize]) -> f64 {
        let gpt = self.gpt;
        let mut cache = Cache::new();
        let mut stream = Vec::new();
        for (position, &token) in inputs.iter().enumerate() {
            let place = if self.has_places { position } else { 0 };
            let x = add(gpt.wte.row(token), gpt.wpe.row(place));
            let x = if self.is_normed { rms_norm(&x) } else { x };
            let normed = rms_norm(&x);
            let key = linear(&normed, &gpt.attn_wk);
            let value = linear(&normed, &gpt.attn_wv);
            let value = if self.has_values { value } else { key.clone() };
            cache.keys.push(key);
            cache.values.push(value);
            stream.push(x);
        }
        let pairs = stream.iter().zip(targets);
        let losses = pairs.map(|(x, &target)| {
            -names::math::ln(softmax(&look(gpt, x, &cache))[target])
        });
        let losses: Vec<f64> = losses.collect();
        losses.iter().sum::<f64>() / losses.len() as f64
    }

    fn mistakes(self, tokens: &[usize]) -> Vec<(f64, &'static str)> {
        let (inputs, targets) = (&tokens[..tokens.len() - 1], &tokens[1..]);
        let n = inputs.len() as f64;
        let loss = |leaky: Leaky| leaky.loss(inputs, targets);
        let has_places = false;
        let is_normed = false;
        let has_values = false;
        vec![
            (
                self.loss(tokens, targets),
                "The last token is predicted and not read: it is no input.",
            ),
            (
                loss(Leaky { has_places, ..self }),
                "Each position has its own row of wpe.",
            ),
            (
                loss(Leaky { is_normed, ..self }),
                "rms_norm is missing after the embeddings.",
            ),
            (
                self.loss(inputs, inputs),
                "Each position was asked for its own token: the target is \
                 the one that follows.",
            ),
            (
                n * self.loss(inputs, targets),
                "The loss is a mean: divide by how many they are.",
            ),
            (
                loss(Leaky { has_values, ..self }),
                "The values are made by attn_wk: they have a matrix of their \
                 own.",
            ),
        ]
    }
}
