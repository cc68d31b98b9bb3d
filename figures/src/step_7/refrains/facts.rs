//! The numbers in the sentences on models that learn from refrains.

use runs::text::induction::heads::LENGTHS;
use runs::text::induction::names::{INVENTED, KNOWN};
use runs::text::refrains::plans;
use typeset::{Facts, fixed, percent};

use super::looks::{NAME, pieces};
use super::{MODELS, PLAIN, REFRAINS, appearance, half, line, most};
use crate::spread::{Spread, mean};

pub fn facts(facts: Facts) -> Facts {
    let parts = [of_windows, of_names, of_pieces, of_heads, of_price];
    parts.iter().fold(facts, |facts, part| part(facts))
}

/// Two numbers, one of each start.
fn both(numbers: [f64; 2], digits: usize) -> String {
    let [one, two] = numbers.map(|it| fixed(it, digits));
    format!("{one} and {two}")
}

/// What they learn from.
fn of_windows(facts: Facts) -> Facts {
    let [least, most] = LENGTHS.map(|it| it as f64);
    let plans = plans();
    let [one, _] = &plans[..] else {
        panic!("two starts")
    };
    let share = f64::midpoint(least, most) / one.config.block_size as f64;
    facts
        .with("refrain-least", fixed(least, 0))
        .with("refrain-most", fixed(most, 0))
        .with("refrain-share", percent(share, 0))
}

/// Invented names at their appearances.
fn of_names(facts: Facts) -> Facts {
    let bits = |past, which| {
        REFRAINS.map(|model| mean(&appearance(model, past, which)))
    };
    for model in REFRAINS {
        // Each name becomes cheaper, and by far more than after others.
        let [one, two, five] =
            [1, 2, 5].map(|it| appearance(model, "same", it));
        for i in 0..INVENTED.len() {
            assert!(one[i] > two[i] && two[i] > five[i], "{}", INVENTED[i]);
        }
        let others = mean(&appearance(model, "others", 5));
        let saved = mean(&one) - mean(&five);
        assert!(saved > 5.0 * (mean(&one) - others));
    }
    let plain = [1, 5].map(|it| mean(&appearance(PLAIN, "same", it)));
    assert!(
        (plain[0] - plain[1]).abs() < 0.5,
        "nothing without refrains"
    );
    facts
        .with("refrain-first", both(bits("same", 1), 0))
        .with("refrain-first-plain", fixed(plain[0], 0))
        .with("refrain-second", both(bits("same", 2), 0))
        .with("refrain-fifth", both(bits("same", 5), 0))
        .with("refrain-fifth-others", both(bits("others", 5), 0))
}

/// By how much each piece of a name is cheaper after the same name than after
/// another.
fn saved(model: &str, name: &str) -> Vec<f64> {
    let bits = |past| line(&["pieces", model, past, name]);
    let pairs = bits("others").into_iter().zip(bits("same"));
    pairs.map(|(others, same)| others - same).collect()
}

/// Which pieces of a name gain.
fn of_pieces(facts: Facts) -> Facts {
    let first =
        REFRAINS.map(|model| mean(&INVENTED.map(|name| saved(model, name)[0])));
    let later = REFRAINS.map(|model| {
        let names = INVENTED.map(|name| saved(model, name).split_off(2));
        mean(&names.concat())
    });
    assert!(first.iter().all(|&it| it < 0.5));
    assert!(later[0] > 3.0 && later[1] > 1.0);
    let zandrey = saved(REFRAINS[0], NAME);
    let of_known = |model| {
        let bits = |past, name| line(&["known", model, past, name])[0];
        mean(&KNOWN.map(|name| bits("others", name) - bits("same", name)))
    };
    let known = REFRAINS.map(of_known);
    assert!(known.iter().all(|&it| it < 0.5));
    facts
        .with("refrain-first-piece", both(first, 1))
        .with("refrain-later-piece", both(later, 1))
        .with("refrain-third-of-zandrey", fixed(zandrey[2], 1))
        .with("refrain-known", both(known, 1))
}

/// The heads.
fn of_heads(facts: Facts) -> Facts {
    let scores = |model: &str| line(&["scores", model]);
    let even = line(&["even", PLAIN])[0];
    for model in REFRAINS {
        let scores = scores(model);
        let last = Spread::of(&scores[12..]);
        assert!(last.least > 4.0 * even, "each head of the last layer");
        let before = Spread::of(&scores[8..12]);
        assert!(before.most > 3.5 * even, "some of the layer before");
    }
    for (model, _) in &MODELS[2..] {
        assert!(most(model) < 1.0, "none without refrains");
    }
    let second = pieces(REFRAINS[1], NAME);
    assert!(second[3].1[1] > second[2].1[1], "Z looks rather at `re`");
    // From each piece behind the first, the place behind gets more than any
    // other of the name, in the first start.
    let pieces = pieces(REFRAINS[0], NAME);
    let weight = |from: usize, to: usize| pieces[to].1[from];
    for from in 1..pieces.len() - 1 {
        let next = weight(from, from + 1);
        let all = (0..pieces.len()).filter(|&to| to != from + 1);
        assert!(all.map(|to| weight(from, to)).all(|it| it < next));
    }
    let lower = REFRAINS.map(|model| Spread::of(&scores(model)[..8]).most);
    let lower = lower[0].max(lower[1]);
    assert!(lower < 2.5 * even, "far less than in the last layer");
    let last = |model| {
        let last = Spread::of(&scores(model)[12..]);
        format!(
            "{} to {}",
            fixed(last.least * 100.0, 0),
            percent(last.most, 0)
        )
    };
    facts
        .with("refrain-last-1", last(REFRAINS[0]))
        .with("refrain-last-2", last(REFRAINS[1]))
        .with("refrain-lower", percent(lower, 0))
        .with("refrain-even", percent(even, 1))
        .with("refrain-from-z", percent(weight(1, 2), 0))
        .with("refrain-from-and", percent(weight(2, 3), 0))
        .with("refrain-from-re", percent(weight(3, 4), 0))
}

/// What it costs.
fn of_price(facts: Facts) -> Facts {
    let bits = |model| line(&["validation", model])[0];
    let more = REFRAINS.map(|model| bits(model) - bits(PLAIN));
    assert!(more.iter().all(|&it| it > 0.1));
    for model in REFRAINS {
        assert!(half(model, "other") - half(model, "same") > 1.0);
    }
    facts
        .with("refrain-price", both(more, 2))
        .with("refrain-plain", fixed(bits(PLAIN), 2))
}
