//! The workbook, and what follows a reader through it.
//!
//! The workbook's files are made of the chapters': the same items and the same
//! words, without the bodies that the reader writes. So what they are asked for
//! cannot drift away from the book, and a solution is never a copy.

pub mod cargo;
pub mod compose;
pub mod copy;
pub mod pages;
pub mod plan;
pub mod progress;
pub mod proof;
pub mod verdict;
