//! The numbers in the sentences of Step 0.

mod best;
mod causes;

use names::{Corpus, NAMES, docs};
use portable::{PythonRandom, math};
use std::collections::HashSet;
use step_0_counting::{Counts, sample};
use typeset::{Facts, fixed, percent, thousands};

use super::common::{
    AVA, BOS, VOCAB_SIZE, chips, count_of, counted, encode, id, loss, name,
    seen,
};
use super::wider::{Contexts, distinct_contexts};
use crate::spread::mean;

/// How many samples are looked at.
const NUM_SAMPLES: usize = 2000;

/// The longest sample of the program.
const MAX_LEN: usize = 16;

/// How many tokens GPT-2 has: 256 bytes, 50,000 merged pairs, one for the end
/// of a text.
const GPT2_VOCAB_SIZE: usize = 256 + 50_000 + 1;

/// Basis of the facts: the names, and the run that counted a thousand.
struct World {
    file: Vec<&'static str>,
    docs: Vec<Vec<usize>>,
    rng: PythonRandom,
    losses: Vec<f64>,
    trained: Counts,
    all: Counts,
}

impl World {
    fn new() -> Self {
        let (Corpus { docs: tokens, .. }, rng) = runs::corpus();
        let run = runs::counting(runs::NUM_STEPS);
        let all = counted(&tokens);
        World {
            file: docs(NAMES),
            docs: tokens,
            rng,
            losses: run.losses,
            trained: run.model,
            all,
        }
    }

    /// The mean loss of a table on the validation names.
    fn validation_loss(&self, counts: &Counts) -> f64 {
        let names = runs::validation_set(&self.docs);
        runs::mean_over(names, |tokens| loss(counts, tokens))
    }

    /// The text of the document with this number.
    fn text(&self, i: usize) -> String {
        text(&self.docs[i])
    }
}

pub fn figure() -> String {
    let world = World::new();
    let mut facts = Facts::new();
    for section in [
        opening,
        dataset,
        tokenizer,
        count_table,
        model,
        training,
        loss_of_ava,
        loss_of_the_run,
        causes::easy_names,
        best::two_names,
        best::floor,
        validation_names,
        causes::other_names,
        causes::known_names,
        samples,
        probabilities_of_names,
        causes::faults,
        longer_contexts,
        causes::other_thousands,
    ] {
        facts = section(&world, facts);
    }
    facts.to_string()
}

fn opening(world: &World, facts: Facts) -> Facts {
    let mut rng = world.rng.clone();
    let made_up = draw(&world.trained, &mut rng, 20);
    let made_up = [0, 1, 9].map(|i| made_up[i].clone());
    for name in &made_up {
        assert!(!world.file.contains(&name.as_str()), "{name} is made up");
    }
    let [first, second, third] = made_up;
    facts
        .with("made-up-1", first)
        .with("made-up-2", second)
        .with("made-up-3", third)
        .with("num-cells", VOCAB_SIZE * VOCAB_SIZE)
}

fn dataset(world: &World, facts: Facts) -> Facts {
    let file = &world.file;
    let distinct: HashSet<&str> = file.iter().copied().collect();
    let times = |it: &&str| file.iter().filter(|other| *other == it).count();
    assert_eq!((times(&"emma"), times(&"zzyzx")), (2, 1));
    let num_twice = file.len() - distinct.len();

    let mut no_vowel: Vec<&str> = distinct.iter().copied().collect();
    no_vowel.retain(|it| !it.contains(['a', 'e', 'i', 'o', 'u', 'y']));
    no_vowel.sort_unstable();
    let examples = ["dj", "jb", "tj"];
    assert!(examples.iter().all(|it| no_vowel.contains(it)));

    let longest: Vec<&str> =
        file.iter().copied().filter(|it| it.len() == 15).collect();
    let boys = file.len() - 14_004;
    assert_eq!(file[boys..][..3], ["liam", "noah", "william"]);
    assert!(file[boys..].contains(&"emma"), "once among the boys");
    for part in [&file[..boys], &file[boys..]] {
        let distinct: HashSet<&&str> = part.iter().collect();
        assert_eq!(distinct.len(), part.len(), "a name is there once a sex");
    }
    assert!(distinct.contains("lydia") && !distinct.contains("xqvtn"));

    let starts = |token: usize| world.all.row(BOS)[token];
    let by_starts = |token: &usize| starts(*token);
    let first = (0..BOS).max_by_key(by_starts).expect("a letter");
    let rare = (0..BOS).min_by_key(by_starts).expect("a letter");
    let share =
        |token: usize| percent(f64::from(starts(token)) / file.len() as f64, 1);
    facts
        .with("num-names", thousands(file.len()))
        .with("num-distinct", thousands(distinct.len()))
        .with("num-twice", thousands(num_twice))
        .with("no-vowel", no_vowel.len())
        .with("no-vowel-examples", quoted(&examples))
        .with("longest", quoted(&longest))
        .with("file-start", file[..5].join(", "))
        .with("boys-line", thousands(boys + 1))
        .with("boys-start", file[boys..][..5].join(", "))
        .with("first-letter", name(first))
        .with("first-letter-share", share(first))
        .with("rare-letter", name(rare))
        .with("rare-letter-share", share(rare))
}

fn tokenizer(_: &World, facts: Facts) -> Facts {
    let vocabulary: Vec<usize> = (0..VOCAB_SIZE).collect();
    let cells = GPT2_VOCAB_SIZE * GPT2_VOCAB_SIZE;
    facts
        .with("code-of-a", u32::from('a'))
        .with("code-of-z", u32::from('z'))
        .with("vocabulary-chips", chips(&vocabulary))
        .with("id-of-v", id('v'))
        .with("ava-chips", chips(&AVA))
        .with("vocab-size", VOCAB_SIZE)
        .with("gpt2-vocab", thousands(GPT2_VOCAB_SIZE))
        .with("gpt2-cells", fixed(cells as f64 / 1e9, 1) + " billion")
}

fn count_table(world: &World, facts: Facts) -> Facts {
    let (trained, all) = (&world.trained, &world.all);
    let cells = |counts: &Counts| -> Vec<u32> {
        (0..VOCAB_SIZE)
            .flat_map(|token| counts.row(token).to_vec())
            .collect()
    };
    let (few, many) = (cells(trained), cells(all));
    let zeros = |cells: &[u32]| cells.iter().filter(|&&n| n == 0).count();
    let (zeros, zeros_all) = (zeros(&few), zeros(&many));

    let most = few.iter().max().expect("a cell");
    assert_eq!(trained.row(id('n'))[BOS], *most, "n, BOS is the largest");
    let an = trained.row(id('a'))[id('n')];
    let begins = (0..BOS).map(|token| trained.row(BOS)[token]);
    assert!(
        begins.max() < Some(*most),
        "more than begin with one letter"
    );
    for token in 0..BOS {
        let most = trained.row(token)[..BOS].iter().max();
        assert!(most <= Some(&an), "an is the most frequent pair");
    }
    let q = all.row(id('q'));
    let q_all = seen(all, id('q'));
    assert!(q[id('a')] > 0 && q[id('b')] == 0, "qa exists, qb does not");
    assert_eq!(seen(trained, id('q')), trained.row(id('q'))[id('u')]);
    facts
        .with("num-pairs", thousands(few.iter().sum::<u32>()))
        .with("most-count", most)
        .with("an-count", an)
        .with("a-total", thousands(seen(trained, id('a'))))
        .with("q-total", seen(trained, id('q')))
        .with("q-total-all", q_all)
        .with("qu-all", q[id('u')])
        .with(
            "qu-share-all",
            percent(f64::from(q[id('u')]) / f64::from(q_all), 0),
        )
        .with("q-end-all", q[BOS])
        .with("q-other-all", q_all - q[id('u')] - q[BOS])
        .with("zeros", zeros)
        .with("zeros-all", zeros_all)
        .with("zeros-lost", zeros - zeros_all)
        .with("bos-total", thousands(seen(trained, BOS)))
}

fn model(world: &World, facts: Facts) -> Facts {
    let trained = &world.trained;
    let (a, probs) = (trained.row(id('a')), trained.probabilities(id('a')));
    let total = seen(trained, id('a'));
    let divisor = |token: usize| seen(trained, token) + 27;
    let ones = |letter: char| {
        let share = 27.0 / f64::from(divisor(id(letter)));
        percent(share, usize::from(share < 0.5))
    };
    let av = a[id('v')];
    let aq = probs[id('q')] * f64::from(total);
    assert!(
        a[id('q')] == 1 && (1.9..2.0).contains(&aq),
        "nearly doubles"
    );
    for (prob, &count) in probs.iter().zip(a).filter(|&(&p, _)| p > 0.05) {
        let change = prob * f64::from(total) / f64::from(count);
        assert!((change - 1.0).abs() < 0.03, "hardly changes");
    }
    facts
        .with("av-count", av)
        .with("av-share", percent(f64::from(av) / f64::from(total), 1))
        .with("a-divisor", thousands(divisor(id('a'))))
        .with("an-prob", fixed(probs[id('n')], 3))
        .with("a-end-count", a[BOS])
        .with("a-end-prob", fixed(probs[BOS], 3))
        .with("av-prob", fixed(probs[id('v')], 3))
        .with("qu-prob", fixed(trained.probabilities(id('q'))[id('u')], 3))
        .with("q-divisor", divisor(id('q')))
        .with("ones-a", ones('a'))
        .with("ones-z", ones('z'))
        .with("ones-q", ones('q'))
        .with("uniform", fixed(1.0 / 27.0, 3))
}

fn training(world: &World, facts: Facts) -> Facts {
    let first = &world.docs[0];
    let table = counted(&world.docs[..1]);
    assert_eq!(first.len(), 8, "seven pairs");
    let name = world.text(0);
    assert!(
        name.starts_with("yu"),
        "the text asks for the u after the y"
    );
    for pair in first.windows(2) {
        assert_eq!(table.row(pair[0])[pair[1]], 1, "counted once");
        assert_eq!(seen(&table, pair[0]), 1, "in a row of its own");
    }
    let run = &world.docs[..runs::NUM_STEPS];
    let distinct: HashSet<&Vec<usize>> = run.iter().collect();
    facts
        .with("uniform-loss", fixed(math::ln(27.0), 3))
        .with("first-doc", name)
        .with("num-steps", thousands(runs::NUM_STEPS))
        .with("distinct-in-run", distinct.len())
}

fn loss_of_ava(world: &World, facts: Facts) -> Facts {
    let run = &world.docs[..runs::NUM_STEPS];
    assert!(!run.contains(&AVA.to_vec()), "the run never meets ava");
    let (then, now) = (counted(&run[..100]), counted(&run[..200]));
    let probs = AVA.windows(2).map(|it| then.probabilities(it[0])[it[1]]);
    let product: f64 = probs.product();
    let loss = loss(&then, &AVA);
    let (a, v) = (id('a'), id('v'));
    let (av, va) = (&[a, v], &[v, a]);
    let share = |counts: &Counts, pair: &[usize; 2]| {
        f64::from(counts.row(pair[0])[pair[1]])
            / f64::from(seen(counts, pair[0]))
    };
    for pair in [av, va] {
        assert!(share(&now, pair) < share(&then, pair), "both shares fall");
    }
    assert!(self::loss(&now, av) > self::loss(&then, av), "dearer");
    assert!(self::loss(&now, va) < self::loss(&then, va), "cheaper");
    assert_eq!(count_of(&then, va), "3 of 7", "the text divides 3 + 1");
    assert_eq!(count_of(&now, va), "6 of 15", "the text divides 6 + 1");
    let va_share = |counts: &Counts| percent(share(counts, va), 0);
    facts
        .with("ava-product", fixed(product, 6))
        .with("ava-geometric", fixed(math::powf(product, 0.25), 3))
        .with("ava-loss-100", fixed(loss, 3))
        .with("ava-perplexity", fixed(math::exp(loss), 0))
        .with("a-total-100", seen(&then, a))
        .with("av-count-100", then.row(a)[v])
        .with("av-100", count_of(&then, av))
        .with("av-200", count_of(&now, av))
        .with("va-100", count_of(&then, va))
        .with("va-200", count_of(&now, va))
        .with("va-prob-100", fixed(then.probabilities(v)[a], 3))
        .with("va-prob-200", fixed(now.probabilities(v)[a], 3))
        .with("va-before", va_share(&then))
        .with("va-now", va_share(&now))
        .with("ln-2", fixed(math::ln(2.0), 3))
}

fn loss_of_the_run(world: &World, facts: Facts) -> Facts {
    let losses = &world.losses;
    assert!(losses.iter().all(|loss| loss.is_finite()));
    let uniform = math::ln(27.0);
    let above = losses.iter().filter(|&&loss| loss > uniform + 1e-9);
    let [_, worst] = extremes(losses);
    let last = &losses[runs::NUM_STEPS - 100..];
    let [best_late, worst_late] = extremes(last);
    let name = |i: usize| world.text(runs::NUM_STEPS - 100 + i);
    let first = mean(&losses[..100]);
    assert!(last[worst_late] > first, "the text says so");
    facts
        .with("above-uniform", above.count())
        .with("worst-loss", fixed(losses[worst], 3))
        .with("worst-name", world.text(worst))
        .with("mean-first-25", fixed(mean(&losses[..25]), 2))
        .with("mean-third-25", fixed(mean(&losses[50..75]), 2))
        .with("mean-first-100", fixed(first, 3))
        .with("mean-last-100", fixed(mean(last), 3))
        .with("best-late", fixed(last[best_late], 3))
        .with("best-late-name", name(best_late))
        .with("worst-late", fixed(last[worst_late], 3))
        .with("worst-late-name", name(worst_late))
}

/// Where the least and the greatest of some losses are.
fn extremes(losses: &[f64]) -> [usize; 2] {
    let mut steps: Vec<usize> = (0..losses.len()).collect();
    steps.sort_by(|&a, &b| losses[a].total_cmp(&losses[b]));
    [steps[0], steps[steps.len() - 1]]
}

fn validation_names(world: &World, facts: Facts) -> Facts {
    let run: HashSet<&Vec<usize>> =
        world.docs[..runs::NUM_STEPS].iter().collect();
    let validation = runs::validation_set(&world.docs);
    assert_eq!(validation, &world.docs[1000..1500], "as the text says");
    assert_eq!(runs::test_set(&world.docs), &world.docs[2000..3000]);
    let known = validation.iter().filter(|it| run.contains(it)).count();
    facts
        .with("num-validation", validation.len())
        .with("validation-from", thousands(runs::NUM_STEPS + 1))
        .with(
            "validation-to",
            thousands(runs::NUM_STEPS + validation.len()),
        )
        .with("validation-known", known)
        .with(
            "validation",
            fixed(world.validation_loss(&world.trained), 3),
        )
        .with("test-from", thousands(2001))
        .with("test-to", thousands(3000))
}

fn samples(world: &World, facts: Facts) -> Facts {
    let real: HashSet<&str> = world.file.iter().copied().collect();
    let is_real = |it: &&String| real.contains(it.as_str());
    let share = |names: &[String], digits: usize| {
        let count = names.iter().filter(is_real).count();
        percent(count as f64 / names.len() as f64, digits)
    };
    let untrained = Counts::new(VOCAB_SIZE);
    let [trained, untrained] = [&world.trained, &untrained]
        .map(|counts| draw(counts, &mut world.rng.clone(), NUM_SAMPLES));
    let sharpened: Vec<String> = {
        let mut rng = world.rng.clone();
        // At temperature 1/2 every probability is squared.
        let mut name = || {
            let tokens = sample(BOS, MAX_LEN, &mut rng, |token| {
                let probs = world.trained.probabilities(token);
                probs.into_iter().map(|p| p * p).collect()
            });
            text(&tokens)
        };
        (0..NUM_SAMPLES).map(|_| name()).collect()
    };

    let mean_len = |names: &[String]| {
        let letters: usize = names.iter().map(String::len).sum();
        fixed(letters as f64 / names.len() as f64, 1)
    };
    let count =
        |is: &dyn Fn(&str) -> bool| trained.iter().filter(|it| is(it)).count();
    assert!(
        !world.file.iter().any(|it| has_triple(it)),
        "never in a name"
    );
    assert!(has_triple(&trained[8]) && trained[15].len() == 1);
    assert_eq!(trained[3].len(), MAX_LEN, "the fourth is cut off");
    let turns = |names: &[String]| {
        let is_vowel = |byte: u8| b"aeiouy".contains(&byte);
        let names = names.iter().map(String::as_bytes);
        let pairs = names.flat_map(|it| it.windows(2));
        let turns: Vec<f64> = pairs
            .map(|it| f64::from(is_vowel(it[0]) != is_vowel(it[1])))
            .collect();
        mean(&turns)
    };
    assert!(
        turns(&trained) > 0.5 && turns(&untrained) < 0.5,
        "they do now"
    );
    let training: HashSet<String> =
        (0..runs::NUM_STEPS).map(|i| world.text(i)).collect();
    let short = count(&|it| it.len() < 2);
    let never_counted: Vec<Vec<f64>> = trained
        .iter()
        .map(|it| never_counted(&world.trained, it))
        .collect();
    let with_one = never_counted.iter().filter(|it| it.contains(&1.0)).count();
    let a_first = world.trained.probabilities(BOS)[id('a')];
    facts
        .with("a-first", percent(a_first, 1))
        .with("not-a-first", percent(1.0 - a_first, 1))
        .with(
            "with-never-counted",
            percent(with_one as f64 / NUM_SAMPLES as f64, 0),
        )
        .with("num-samples", thousands(NUM_SAMPLES))
        .with("real-share", share(&trained, 1))
        .with("real-untrained", untrained.iter().filter(is_real).count())
        .with("mean-len", mean_len(&trained))
        .with("mean-len-sharp", mean_len(&sharpened))
        .with("real-share-sharp", share(&sharpened, 0))
        .with("real-count", trained.iter().filter(is_real).count())
        .with("real-in-training", count(&|it| training.contains(it)))
        .with("triple", &trained[8])
        .with("triples", count(&|it| has_triple(it)))
        .with("one-letter", &trained[15])
        .with("short-share", percent(short as f64 / NUM_SAMPLES as f64, 0))
        .with("cut", count(&|it| it.len() == MAX_LEN))
}

fn probabilities_of_names(world: &World, facts: Facts) -> Facts {
    // The probability of a name is that of its pairs together.
    let probability = |tokens: &[usize]| {
        let pairs = (tokens.len() - 1) as f64;
        math::exp(-pairs * loss(&world.trained, tokens))
    };
    let of = |name: &str| probability(&encode(name));
    assert!(of("h") > of("emma") && of("emma") > of("yuheng"));
    let letter = (0..BOS)
        .max_by(|&a, &b| {
            let [a, b] = [a, b].map(|it| probability(&[BOS, it, BOS]));
            a.total_cmp(&b)
        })
        .expect("a letter");
    let likeliest = likeliest_text(&world.trained);
    assert_eq!(text(&likeliest), name(letter), "and no longer text");
    let h = id('h');
    let [begins, ends] = [
        world.trained.probabilities(BOS)[h],
        world.trained.probabilities(h)[BOS],
    ];
    assert!((begins * ends - of("h")).abs() < 1e-12, "two factors");
    facts
        .with("prob-bos-h", fixed(begins, 3))
        .with("prob-h-bos", fixed(ends, 3))
        .with("prob-h", power_of_ten(of("h")))
        .with("prob-emma", power_of_ten(of("emma")))
        .with("prob-yuheng", power_of_ten(of("yuheng")))
        .with("likeliest-letter", name(letter))
        .with(
            "likeliest-letter-prob",
            percent(probability(&[BOS, letter, BOS]), 1),
        )
        .with(
            "untrained-cut",
            percent(math::powf(26.0 / 27.0, MAX_LEN as f64), 0),
        )
}

fn longer_contexts(world: &World, facts: Facts) -> Facts {
    let validation = runs::validation_set(&world.docs);
    let poor = |k: usize, limit: f64| {
        let run = &world.docs[..runs::NUM_STEPS];
        Contexts::counted(k, run).poor(validation, limit)
    };
    let names = runs::training_set(&world.docs);
    let rows = |k: u32| VOCAB_SIZE.pow(k);
    let used = |k: u32| {
        let used = distinct_contexts(k as usize, &names);
        used as f64 / rows(k) as f64
    };
    let perplexity = math::exp(world.validation_loss(&world.trained));
    facts
        .with("perplexity", fixed(perplexity, 1))
        .with("two-thin", percent(poor(2, 27.0), 0))
        .with("three-rows", thousands(rows(3)))
        .with("three-used", percent(used(3), 0))
        .with("five-rows", fixed(rows(5) as f64 / 1e6, 0) + " million")
        .with("five-used", percent(used(5), 1))
}

/// The text that a table is likeliest to write. A text that goes on is never
/// likelier than its beginning, so a beginning that is less likely than the
/// best text so far is left.
fn likeliest_text(counts: &Counts) -> Vec<usize> {
    let mut best = (0.0, Vec::new());
    let mut open = vec![(1.0, vec![BOS])];
    while let Some((so_far, tokens)) = open.pop() {
        let probs = counts.probabilities(tokens[tokens.len() - 1]);
        for (next, prob) in probs.into_iter().enumerate() {
            let prob = so_far * prob;
            if prob > best.0 && next == BOS {
                best = (prob, tokens[1..].to_vec());
            } else if prob > best.0 {
                open.push((prob, [&tokens[..], &[next]].concat()));
            }
        }
    }
    best.1
}

/// Whether a letter stands three times in a row.
fn has_triple(name: &str) -> bool {
    let bytes = name.as_bytes();
    bytes.windows(3).any(|it| it[0] == it[1] && it[1] == it[2])
}

/// For each pair of a sample whether (1) or not (0) its count is zero. One
/// that was cut off does not end.
fn never_counted(counts: &Counts, sample: &str) -> Vec<f64> {
    let mut tokens = encode(sample);
    tokens.truncate(MAX_LEN + 1);
    let pairs = tokens.windows(2);
    pairs
        .map(|it| f64::from(counts.row(it[0])[it[1]] == 0))
        .collect()
}

/// A small number as a formula, with a power of ten.
fn power_of_ten(number: f64) -> String {
    let text = format!("{number:.1e}");
    let (digits, power) = text.split_once('e').expect("an exponent");
    format!(r"${digits} \cdot 10^{{{power}}}$")
}

/// Names that a table writes.
fn draw(counts: &Counts, rng: &mut PythonRandom, n: usize) -> Vec<String> {
    let mut name = || {
        let probabilities = |token| counts.probabilities(token);
        text(&sample(BOS, MAX_LEN, rng, probabilities))
    };
    (0..n).map(|_| name()).collect()
}

/// The letters of some tokens.
fn text(tokens: &[usize]) -> String {
    let tokenizer: names::Tokenizer = ('a'..='z').collect();
    tokenizer.decode(tokens)
}

/// Words in quotes, with "and" before the last.
fn quoted(words: &[&str]) -> String {
    let quoted: Vec<String> =
        words.iter().map(|word| format!("\"{word}\"")).collect();
    let (last, others) = quoted.split_last().expect("a word");
    format!("{} and {last}", others.join(", "))
}
