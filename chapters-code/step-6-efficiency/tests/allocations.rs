//! That a step asks for no memory, counted by an allocator that counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use names::{Corpus, NAMES};
use portable::PythonRandom;
use step_1_gradient_descent::initial_parameters;
use step_4_transformer::Config;
use step_5_adam::Adam;
use step_6_efficiency::Engine;
use step_6_efficiency::matrix::MatrixTrainer;
use step_6_efficiency::vector::VectorTrainer;
use step_6_efficiency::workspace::Workspace;

struct Counting;

thread_local! {
    static COUNT: Cell<usize> = const { Cell::new(0) };
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

// SAFETY: everything is the system's allocator's.
#[allow(unsafe_code)]
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        // SAFETY: the caller's promises are handed on.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, ptr: *mut u8, layout: Layout) {
        // SAFETY: the caller's promises are handed on.
        unsafe { System.dealloc(ptr, layout) }
    }
}

/// How often 100 steps ask for memory.
fn allocations<E: Engine>(new: impl Fn(Config, Vec<f64>, Adam) -> E) -> usize {
    let mut rng = PythonRandom::new(42);
    let docs = Corpus::new(NAMES, &mut rng).docs;
    let config = Config::of_the_guide(27);
    let params = initial_parameters(config.num_params(), &mut rng);
    let mut engine = new(config, params, Adam::new(config.num_params()));
    let before = COUNT.get();
    for tokens in &docs[..100] {
        engine.step(tokens, 0.01);
    }
    COUNT.get() - before
}

#[test]
fn the_workspace_asks_for_no_memory() {
    assert_eq!(allocations(Workspace::resume), 0);
}

#[test]
fn vectors_ask_for_no_memory() {
    assert_eq!(allocations(VectorTrainer::<f64>::resume), 0);
    assert_eq!(allocations(VectorTrainer::<f32>::resume), 0);
}

#[test]
fn the_counter_counts() {
    assert!(allocations(MatrixTrainer::resume) > 1000);
}
