//! The engines against the tape, and what they are made of against its
//! definition: in one program, since each that uses the engines compiles those
//! that are generic again.

mod batch;
mod common;
mod cost;
mod graph;
mod kernels;
mod matrix;
mod memory;
mod precision;
mod vector;
mod workspace;
