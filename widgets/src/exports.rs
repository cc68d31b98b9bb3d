//! The functions that the host of the WebAssembly calls.
//!
//! Question and answer pass through one buffer: the host asks for room, writes
//! a question there, has it answered, and reads the answer.

#![allow(unsafe_code, reason = "exporting a name counts as unsafe")]

use std::cell::RefCell;

use crate::Desk;

thread_local! {
    static DESK: RefCell<Desk> = RefCell::new(Desk::default());
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Makes room for a text of so many bytes, and says where it is.
#[unsafe(no_mangle)]
extern "C" fn room(len: usize) -> *const u8 {
    BUFFER.with_borrow_mut(|buffer| {
        buffer.clear();
        buffer.resize(len, 0);
        buffer.as_ptr()
    })
}

/// Answers the question in the buffer, and says how long the answer is.
#[unsafe(no_mangle)]
extern "C" fn answer() -> usize {
    BUFFER.with_borrow_mut(|buffer| {
        let question = String::from_utf8_lossy(buffer);
        let answer = DESK.with_borrow_mut(|desk| desk.answer(&question));
        *buffer = answer.into_bytes();
        buffer.len()
    })
}

/// Where the answer is.
#[unsafe(no_mangle)]
extern "C" fn answer_at() -> *const u8 {
    BUFFER.with_borrow(Vec::as_ptr)
}
