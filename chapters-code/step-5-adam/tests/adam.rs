//! That Adam refuses moments that are not its parameters'.

use step_5_adam::Adam;

/// A step on two parameters, with moments of these lengths.
fn step_with_moments(of_m: usize, of_v: usize) {
    let mut adam = Adam {
        m: vec![0.0; of_m],
        v: vec![0.0; of_v],
        t: 0,
    };
    adam.step(&mut [1.0, 1.0], &[0.5, 0.5], 0.01);
}

#[test]
fn as_many_moments_as_parameters_are_right() {
    step_with_moments(2, 2);
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
