//! The stream of the second m of "emma", and what is added to it.

mod common;

use common::{VOCAB_SIZE, Variant, reference_run};
use step_3_attention::Gpt;
use typeset::HeatMap;

fn main() {
    let run = reference_run();
    let gpt = Gpt::new(VOCAB_SIZE, &run.trained);
    let traces = Variant::BOOK.traces(&gpt, &run.tokens("emma"));
    let [before, between, after] = traces[3].stream.clone();
    let [attention, mlp] = traces[3].added.clone();
    let map = HeatMap::new(
        "The residual stream of the second m of emma",
        &[before, attention, between, mlp, after],
    )
    .rows(
        "",
        ["stream", "+ attention", "= stream", "+ MLP", "= stream"],
    )
    .columns("the 16 numbers of the second m", 0..16);
    print!("{map}");
}
