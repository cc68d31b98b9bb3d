//! What it takes to hand a thread something to do and to wait until it is done,
//! if there is nothing to do.

use std::hint::spin_loop;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::channel;
use std::thread;

use crate::record::Record;
use crate::{rounds, watch};

/// Short enough for a busy machine to leave some rounds alone.
const TIMES: usize = 20;
const ROUNDS: usize = 201;
const STOP: usize = usize::MAX;

pub fn measure(record: &mut Record) {
    record.title("handing nothing to a thread, µs: median, least");
    let (ask, asked) = channel::<()>();
    let (answer, answered) = channel::<()>();
    let (number, reply) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let times = thread::scope(|scope| {
        scope.spawn(move || asked.iter().all(|()| answer.send(()).is_ok()));
        scope.spawn(|| spin(&number, &reply));
        let mut work: [Box<dyn FnMut()>; 3] = [
            Box::new(|| thread::scope(|scope| drop(scope.spawn(|| ())))),
            Box::new(move || {
                ask.send(()).expect("a thread that waits");
                answered.recv().expect("its answer");
            }),
            Box::new(|| {
                let next = number.load(Ordering::Relaxed) + 1;
                number.store(next, Ordering::Release);
                while reply.load(Ordering::Acquire) != next {
                    spin_loop();
                }
            }),
        ];
        let mut work: Vec<_> = work
            .iter_mut()
            .map(|work| || (0..TIMES).for_each(|_| work()))
            .collect();
        let times = rounds(ROUNDS, watch(), &mut work);
        number.store(STOP, Ordering::Release);
        times
    });
    for (name, times) in ["made", "asleep", "spinning"].iter().zip(times) {
        let micros = 1e6 / TIMES as f64;
        let numbers = [times[ROUNDS / 2] * micros, times[0] * micros];
        record.line(&["thread", name], &numbers);
    }
}

/// Answers each number with the same, and never sleeps.
fn spin(number: &AtomicUsize, reply: &AtomicUsize) {
    let mut last = 0;
    while last != STOP {
        let next = number.load(Ordering::Acquire);
        if next != last {
            last = next;
            reply.store(last, Ordering::Release);
        }
        spin_loop();
    }
}
