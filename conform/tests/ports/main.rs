//! Ports that are right, ports that are not, and what is told of them.

mod export;
mod header;
mod kinship;
mod log;
mod network;
mod port;
mod stream;
mod tape;
mod trial;
mod variants;
mod verdict;
