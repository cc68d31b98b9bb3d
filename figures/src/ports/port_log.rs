//! The first lines of a port that is wrong: what stands in the widget of the
//! appendix at first.

use widgets::ports::port_verdict::example;

pub fn figure() -> String {
    example()
}
