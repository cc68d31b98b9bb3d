//! What is said of these lines.

use conform::{Log, Port, compare};
use widgets::ports::port_verdict::example;

pub fn figure() -> String {
    let mut log = Log::default();
    log.read(example().as_bytes());
    compare(&Port::new(&[log]), None).to_string()
}
