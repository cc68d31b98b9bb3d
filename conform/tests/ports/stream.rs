//! Random numbers, as Python has them and otherwise.

use conform::variation::stream::Stream;
use conform::variation::{Law, Seeding, Shuffle, Start};
use portable::PythonRandom;

#[test]
fn without_a_change_it_is_pythons() {
    let mut python = PythonRandom::new(42);
    let mut stream = Stream::new(&Start::default());
    let mut list: Vec<u32> = (0..1000).collect();
    let mut shuffled = list.clone();
    python.shuffle(&mut shuffled);
    stream.shuffle(&mut list, Shuffle::Bits);
    assert_eq!(list, shuffled);
    for _ in 0..9 {
        let normal = stream.normal(Law::Gauss) * 0.08;
        assert_eq!(normal, python.gauss(0.0, 0.08));
        let weights = [1.0, 2.0, 3.0];
        let choice = stream.choose_weighted(&weights);
        assert_eq!(choice, python.choose_weighted(&weights));
    }
    assert_eq!(stream.random(), python.random());
}

#[test]
fn its_changes_are_those_of_other_programs() {
    // Python: random.seed(42); random.normalvariate()
    let mut stream = Stream::new(&Start::default());
    let normal = stream.normal(Law::Ratio);
    assert!((normal - NORMALVARIATE).abs() < 1e-15, "{normal}");
    // C++: std::mt19937 generator(42); generator()
    let start = Start {
        seeding: Seeding::Number,
        short_uniforms: true,
        ..Start::default()
    };
    let first = Stream::new(&start).random() * 4_294_967_296.0;
    assert_eq!(first, 1_608_637_542.0);
}

/// The first of them in `CPython` 3.11.
const NORMALVARIATE: f64 = 0.245_326_341_707_863_4;

#[test]
fn every_shuffle_keeps_all() {
    for how in [
        Shuffle::Bits,
        Shuffle::Floor,
        Shuffle::Forward,
        Shuffle::Others,
        Shuffle::Any,
    ] {
        let mut list: Vec<u32> = (0..100).collect();
        Stream::new(&Start::default()).shuffle(&mut list, how);
        let stays = list.iter().zip(0..).filter(|(a, b)| *a == b).count();
        assert!(stays < 10, "{how:?}");
        assert!(stays == 0 || how != Shuffle::Others);
        list.sort_unstable();
        assert!(list.into_iter().eq(0..100), "{how:?}");
    }
}
