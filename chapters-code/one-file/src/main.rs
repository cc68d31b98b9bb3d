//! microGPT, whole, in one file and with nothing but the standard library: it
//! trains a GPT on 32,033 names, then makes up 20.
//!
//! After Andrej Karpathy's `microgpt.py` (2026), whose losses and names it
//! prints. `rustc -O --edition 2024 main.rs` compiles it too.

// ANCHOR: program
use std::cell::RefCell;
use std::collections::BTreeSet;
use std::ops::{Add, Mul};

const NAMES: &str = include_str!("../../../data/names.txt");

const N_EMBD: usize = 16;
const N_HEAD: usize = 4;
const N_LAYER: usize = 1;
const BLOCK_SIZE: usize = 16;
const HEAD_DIM: usize = N_EMBD / N_HEAD;

const NUM_STEPS: usize = 1000;
const LEARNING_RATE: f64 = 0.01;
const BETA1: f64 = 0.85;
const BETA2: f64 = 0.99;
const EPS: f64 = 1e-8;
const TEMPERATURE: f64 = 0.5;

// What each number was made from: its parents, with its slope along each.
#[derive(Default)]
struct Tape(RefCell<Vec<[(usize, f64); 2]>>);

// A number, and its place on the tape.
#[derive(Clone, Copy)]
struct Value<'t> {
    tape: &'t Tape,
    index: usize,
    data: f64,
}

impl Tape {
    fn push(&self, data: f64, parents: [(usize, f64); 2]) -> Value<'_> {
        let (tape, index) = (self, self.0.borrow().len());
        self.0.borrow_mut().push(parents);
        Value { tape, index, data }
    }
}

impl Add for Value<'_> {
    type Output = Self;

    fn add(self, b: Self) -> Self {
        let parents = [(self.index, 1.0), (b.index, 1.0)];
        self.tape.push(self.data + b.data, parents)
    }
}

impl Mul for Value<'_> {
    type Output = Self;

    fn mul(self, b: Self) -> Self {
        let parents = [(self.index, b.data), (b.index, self.data)];
        self.tape.push(self.data * b.data, parents)
    }
}

impl Value<'_> {
    // Any function of this number, by its result and its slope.
    fn map(self, data: f64, slope: f64) -> Self {
        self.tape.push(data, [(self.index, slope), (0, 0.0)])
    }

    fn powf(self, n: f64) -> Self {
        self.map(self.data.powf(n), n * self.data.powf(n - 1.0))
    }

    // The slope of this number along every number before it.
    fn backward(self) -> Vec<f64> {
        let mut grad = vec![0.0; self.index + 1];
        grad[self.index] = 1.0;
        for (i, parents) in self.tape.0.borrow().iter().enumerate().rev() {
            for (parent, slope) in parents {
                grad[*parent] += slope * grad[i];
            }
        }
        grad
    }
}

// What a model is made of.

type Vector<'t> = Vec<Value<'t>>;
type Matrix<'t> = Vec<Vector<'t>>;

fn sum<'t>(values: impl Iterator<Item = Value<'t>>) -> Value<'t> {
    values.reduce(Add::add).expect("a sum of something")
}

fn dot<'t>(a: &[Value<'t>], b: &[Value<'t>]) -> Value<'t> {
    sum(a.iter().zip(b).map(|(&a, &b)| a * b))
}

fn add<'t>(a: &[Value<'t>], b: &[Value<'t>]) -> Vector<'t> {
    a.iter().zip(b).map(|(&a, &b)| a + b).collect()
}

fn linear<'t>(x: &[Value<'t>], w: &Matrix<'t>) -> Vector<'t> {
    w.iter().map(|row| dot(row, x)).collect()
}

fn relu(x: Value) -> Value {
    let slope = f64::from(x.data > 0.0);
    x.map(x.data * slope, slope)
}

fn softmax<'t>(logits: &[Value<'t>]) -> Vector<'t> {
    let max = logits.iter().fold(f64::MIN, |max, z| max.max(z.data));
    let exp = |z: &Value<'t>| {
        let e = (z.data - max).exp();
        z.map(e, e)
    };
    let exps: Vector = logits.iter().map(exp).collect();
    let inverse = sum(exps.iter().copied()).powf(-1.0);
    exps.into_iter().map(|e| e * inverse).collect()
}

fn rms_norm<'t>(x: &[Value<'t>]) -> Vector<'t> {
    let (sum, n) = (dot(x, x), x.len() as f64);
    let scale = sum.map(sum.data / n + 1e-5, 1.0 / n).powf(-0.5);
    x.iter().map(|&x| x * scale).collect()
}

// The model: its matrices, with wq, wk, wv, wo, fc1 and fc2 for each layer.
struct Gpt<'t> {
    wte: Matrix<'t>,
    wpe: Matrix<'t>,
    lm_head: Matrix<'t>,
    layers: Vec<[Matrix<'t>; 6]>,
}

impl<'t> Gpt<'t> {
    fn new(tape: &'t Tape, params: &[f64], vocab_size: usize) -> Self {
        let mut leaves = params.iter().map(|&p| tape.push(p, [(0, 0.0); 2]));
        let mut matrix = |[n_out, n_in]: [usize; 2]| -> Matrix {
            let row = |_| leaves.by_ref().take(n_in).collect();
            (0..n_out).map(row).collect()
        };
        let (square, hidden) = ([N_EMBD, N_EMBD], 4 * N_EMBD);
        let mlp = [[hidden, N_EMBD], [N_EMBD, hidden]];
        let layer = [square, square, square, square, mlp[0], mlp[1]];
        Gpt {
            wte: matrix([vocab_size, N_EMBD]),
            wpe: matrix([BLOCK_SIZE, N_EMBD]),
            lm_head: matrix([vocab_size, N_EMBD]),
            layers: (0..N_LAYER).map(|_| layer.map(&mut matrix)).collect(),
        }
    }

    fn logits(&self, token: usize, cache: &mut Cache<'t>) -> Vector<'t> {
        let position = cache[0][0].len();
        let mut x = rms_norm(&add(&self.wte[token], &self.wpe[position]));
        for (layer, kv) in self.layers.iter().zip(cache) {
            let [wq, wk, wv, wo, fc1, fc2] = layer;
            let normed = rms_norm(&x);
            kv[0].push(linear(&normed, wk));
            kv[1].push(linear(&normed, wv));
            let gathered = multi_head(&linear(&normed, wq), kv);
            x = add(&linear(&gathered, wo), &x);
            let h = linear(&rms_norm(&x), fc1).into_iter().map(relu);
            x = add(&linear(&h.collect::<Vector>(), fc2), &x);
        }
        linear(&x, &self.lm_head)
    }
}

// The keys and the values of the positions so far, for each layer.
type Cache<'t> = [[Matrix<'t>; 2]; N_LAYER];

fn multi_head<'t>(q: &[Value<'t>], kv: &[Matrix<'t>; 2]) -> Vector<'t> {
    let scale = (HEAD_DIM as f64).sqrt();
    let head = |start| {
        let slice = start..start + HEAD_DIM;
        let scores = kv[0].iter().map(|k| {
            let score = dot(&q[slice.clone()], &k[slice.clone()]);
            score.map(score.data / scale, 1.0 / scale)
        });
        let weights = softmax(&scores.collect::<Vector>());
        let gather =
            |j| sum(weights.iter().zip(&kv[1]).map(|(&w, v)| w * v[j]));
        slice.clone().map(gather).collect::<Vector>()
    };
    (0..N_EMBD).step_by(HEAD_DIM).flat_map(head).collect()
}

// Data, training, inference.
fn main() {
    let mut rng = python::Random::new(42);
    let mut docs: Vec<&str> = NAMES.lines().collect();
    rng.shuffle(&mut docs);
    let chars = docs.iter().flat_map(|doc| doc.chars());
    let chars: Vec<char> = chars.collect::<BTreeSet<_>>().into_iter().collect();
    let (bos, vocab_size) = (chars.len(), chars.len() + 1);

    let n = (2 * vocab_size + BLOCK_SIZE + 12 * N_EMBD * N_LAYER) * N_EMBD;
    let mut params: Vec<f64> = (0..n).map(|_| rng.gauss(0.0, 0.08)).collect();
    let (mut m, mut v) = (vec![0.0; n], vec![0.0; n]);
    for (step, doc) in docs.iter().enumerate().take(NUM_STEPS) {
        let ids = doc.chars().flat_map(|c| chars.binary_search(&c));
        let tokens = [vec![bos], ids.collect(), vec![bos]].concat();

        let tape = Tape::default();
        let gpt = Gpt::new(&tape, &params, vocab_size);
        let mut cache = Cache::default();
        let losses = tokens.windows(2).take(BLOCK_SIZE).map(|pair| {
            let p = softmax(&gpt.logits(pair[0], &mut cache))[pair[1]];
            p.map(-p.data.ln(), -1.0 / p.data)
        });
        let (total, n_pairs) = (sum(losses), cache[0][0].len() as f64);
        let loss = total.map(total.data / n_pairs, 1.0 / n_pairs);
        let grad = loss.backward();

        let t = (step + 1) as f64;
        println!("step {t:4} / {NUM_STEPS:4} | loss {:.4}", loss.data);
        let rate = LEARNING_RATE * (1.0 - step as f64 / NUM_STEPS as f64);
        for i in 0..n {
            m[i] = BETA1 * m[i] + (1.0 - BETA1) * grad[i];
            v[i] = BETA2 * v[i] + (1.0 - BETA2) * grad[i] * grad[i];
            let m_hat = m[i] / (1.0 - BETA1.powf(t));
            let v_hat = v[i] / (1.0 - BETA2.powf(t));
            params[i] -= rate * m_hat / (v_hat.sqrt() + EPS);
        }
    }

    for i in 1..=20 {
        let tape = Tape::default();
        let gpt = Gpt::new(&tape, &params, vocab_size);
        let (mut cache, mut token) = (Cache::default(), bos);
        let mut name = String::new();
        while name.len() < BLOCK_SIZE {
            let logits = gpt.logits(token, &mut cache);
            // No gradient is asked for here, so any slope will do.
            let sharp = logits.iter().map(|z| z.map(z.data / TEMPERATURE, 0.0));
            let probs = softmax(&sharp.collect::<Vector>());
            token = rng.choose(probs.iter().map(|p| p.data));
            let Some(&char) = chars.get(token) else { break };
            name.push(char);
        }
        println!("sample {i:2}: {name}");
    }
}
// ANCHOR_END: program

// ANCHOR: python
// Python's `random` after `random.seed(n)`: the Mersenne Twister (Matsumoto
// and Nishimura, 1998) and what `CPython` 3.11 makes of its bits.
mod python {
    use std::f64::consts::TAU;

    const N: usize = 624;

    pub struct Random {
        state: [u32; N],
        next: usize,
        spare: Option<f64>,
    }

    // ANCHOR_END: python
    // ANCHOR: python-seed
    impl Random {
        pub fn new(seed: u32) -> Self {
            let mut state = [19_650_218; N];
            let mixed = |x: u32| x ^ (x >> 30);
            for i in 1..N {
                let product = mixed(state[i - 1]).wrapping_mul(1_812_433_253);
                state[i] = product.wrapping_add(i as u32);
            }
            let mut i = 1;
            for _ in 0..N {
                let product = mixed(state[i - 1]).wrapping_mul(1_664_525);
                state[i] = (state[i] ^ product).wrapping_add(seed);
                i = wrap(i + 1, &mut state);
            }
            for _ in 1..N {
                let product = mixed(state[i - 1]).wrapping_mul(1_566_083_941);
                state[i] = (state[i] ^ product).wrapping_sub(i as u32);
                i = wrap(i + 1, &mut state);
            }
            state[0] = 1 << 31;
            let (next, spare) = (N, None);
            Random { state, next, spare }
        }
        // ANCHOR_END: python-seed

        // ANCHOR: python-bits
        fn bits(&mut self) -> u32 {
            if self.next == N {
                for i in 0..N {
                    let (high, low) = (self.state[i], self.state[(i + 1) % N]);
                    let y = (high & (1 << 31)) | (low & !(1 << 31));
                    let twist = if y & 1 == 1 { 0x9908_b0df } else { 0 };
                    let other = self.state[(i + 397) % N];
                    self.state[i] = other ^ (y >> 1) ^ twist;
                }
                self.next = 0;
            }
            let mut y = self.state[self.next];
            self.next += 1;
            y ^= y >> 11;
            y ^= (y << 7) & 0x9d2c_5680;
            y ^= (y << 15) & 0xefc6_0000;
            y ^ (y >> 18)
        }

        fn random(&mut self) -> f64 {
            let high = f64::from(self.bits() >> 5);
            let low = f64::from(self.bits() >> 6);
            (high * 67_108_864.0 + low) / 9_007_199_254_740_992.0
        }
        // ANCHOR_END: python-bits

        // ANCHOR: python-draws
        pub fn shuffle<T>(&mut self, items: &mut [T]) {
            for last in (1..items.len()).rev() {
                let n = last as u32 + 1;
                let other = loop {
                    let draw = self.bits() >> n.leading_zeros();
                    if draw < n {
                        break draw;
                    }
                };
                items.swap(last, other as usize);
            }
        }

        pub fn gauss(&mut self, mean: f64, std_dev: f64) -> f64 {
            let standard = self.spare.take().unwrap_or_else(|| {
                let angle = self.random() * TAU;
                let radius = (-2.0 * (1.0 - self.random()).ln()).sqrt();
                self.spare = Some(angle.sin() * radius);
                angle.cos() * radius
            });
            mean + standard * std_dev
        }
        // ANCHOR_END: python-draws

        // ANCHOR: python-choose
        pub fn choose(&mut self, weights: impl Iterator<Item = f64>) -> usize {
            let ends = weights.scan(0.0, |end, weight| {
                *end += weight;
                Some(*end)
            });
            let ends: Vec<f64> = ends.collect();
            let last = ends.len() - 1;
            let point = self.random() * ends[last];
            ends.partition_point(|&end| end <= point).min(last)
        }
        // ANCHOR_END: python-choose
    }

    // ANCHOR: python-wrap
    // After the last place comes the second, and the first becomes the last.
    fn wrap(i: usize, state: &mut [u32; N]) -> usize {
        if i < N {
            return i;
        }
        state[0] = state[N - 1];
        1
    }
    // ANCHOR_END: python-wrap
}
