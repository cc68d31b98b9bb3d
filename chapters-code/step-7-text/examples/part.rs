//! `cargo run -q -p step-7-text --example part -- training validation`: prints
//! parts of the novel, one after the other.

use std::env;
use std::io::{self, Write as _};

use step_7_text::{MOBY_DICK, Part};

fn main() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for name in env::args().skip(1) {
        let part = match name.as_str() {
            "training" => Part::Training,
            "validation" => Part::Validation,
            "test" => Part::Test,
            other => {
                let message = format!("no part is called {other:?}");
                return Err(io::Error::other(message));
            }
        };
        out.write_all(part.of(MOBY_DICK).as_bytes())?;
    }
    Ok(())
}
