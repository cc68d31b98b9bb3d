//! That Adam refuses moments that are not its parameters'.

use step_5_adam::Adam;

/// Where a step takes two parameters of 1, with moments of these lengths.
fn step_with_moments(of_m: usize, of_v: usize) -> [f64; 2] {
    let mut adam = Adam {
        m: vec![0.0; of_m],
        v: vec![0.0; of_v],
        t: 0,
    };
    let mut params = [1.0, 1.0];
    adam.step(&mut params, &[0.5, 0.5], 0.01);
    params
}

#[test]
fn as_many_moments_as_parameters_are_right() {
    let params = step_with_moments(2, 2);
    // The first step is as long as the learning rate.
    assert!(
        params.iter().all(|it| (it - 0.99).abs() < 1e-6),
        "{params:?}"
    );
}

#[test]
#[should_panic(expected = "a first moment per parameter")]
fn a_short_first_moment_is_refused() {
    step_with_moments(1, 2);
}

#[test]
#[should_panic(expected = "a second moment per parameter")]
fn a_short_second_moment_is_refused() {
    step_with_moments(2, 1);
}
