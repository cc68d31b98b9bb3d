//! The names if only the likeliest letters may come.

use std::collections::HashSet;

use exercises::step_5::top_k::top_k;
use runs::Training;
use step_0_counting::sample;
use step_1_gradient_descent::at_temperature;
use step_2_autograd::softmax;
use step_4_transformer::{Cache, Config, Gpt};
use typeset::{Table, fixed, percent, thousands};

const CONFIG: Config = Config::of_the_guide(27);
const NAMES: usize = 2000;

pub fn figure() -> String {
    let (corpus, rng) = runs::corpus();
    let params = Training::adam(CONFIG).run().model;
    let gpt = Gpt::new(CONFIG, &params);
    let triples: HashSet<&[usize]> =
        corpus.docs.iter().flat_map(|doc| doc.windows(3)).collect();
    let rows = [(27, 1.0), (10, 1.0), (5, 1.0), (3, 1.0), (27, 0.5)];
    let mut table = Table::new()
        .right("k")
        .right("temperature")
        .right("with a triple that no name has")
        .right("different names, of 2,000")
        .right("mean length");
    let mut all = Vec::new();
    for (k, temperature) in rows {
        let mut rng = rng.clone();
        let mut names = HashSet::new();
        let [mut odd, mut letters] = [0, 0];
        for _ in 0..NAMES {
            let mut cache = Cache::new(CONFIG.n_layer);
            let name = sample(26, CONFIG.block_size, &mut rng, |token| {
                let logits = gpt.logits(token, &mut cache);
                top_k(&softmax(&at_temperature(&logits, temperature)), k)
            });
            let whole = [&[26], &name[..], &[26]].concat();
            if whole.windows(3).any(|triple| !triples.contains(triple)) {
                odd += 1;
            }
            letters += name.len();
            names.insert(name);
        }
        let odd = odd as f64 / NAMES as f64;
        table = table.row([
            k.to_string(),
            temperature.to_string(),
            percent(odd, 1),
            thousands(names.len()),
            fixed(letters as f64 / NAMES as f64, 1),
        ]);
        all.push((odd, names.len()));
    }
    let [free, _, five, three, cold] = all[..] else {
        panic!("five rows");
    };
    assert!((0.24..0.26).contains(&free.0), "a quarter");
    assert!(five.0 < cold.0 && five.1 > cold.1, "the text says so");
    assert!((1450..1550).contains(&five.1), "three quarters");
    assert!(three.0 > five.0 && 2 * three.1 < five.1, "the text says so");
    table.to_string()
}
