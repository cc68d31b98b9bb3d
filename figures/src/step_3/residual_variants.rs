//! The model with and without residuals: how long the gradient of "emma" is on
//! its way back, before training.

use step_2_autograd::{Tape, mean_loss};
use step_3_attention::{Cache, Gpt};
use typeset::{Table, fixed};

use super::common::{
    Reference, VOCAB_SIZE, Variant, length, mean_and_deviation,
};
use super::starts::each;

/// The model whose blocks replace the stream.
pub const REPLACING: Variant = Variant {
    residuals: false,
    ..Variant::BOOK
};

pub fn figure() -> String {
    let lengths = [Variant::BOOK, REPLACING]
        .map(|variant| each(|run| on_the_way_back(variant, run)));
    assert_as_told(&lengths);
    let mut table = Table::new()
        .left("the gradient at")
        .right("each block adds")
        .right("each block replaces");
    let places = [
        "what `lm_head` reads",
        "the stream between the blocks",
        "the stream before attention",
        "the sum of the embeddings",
    ];
    for (i, place) in places.into_iter().enumerate() {
        let means = lengths.each_ref().map(|starts| {
            let there: Vec<f64> = starts.iter().map(|it| it[i]).collect();
            fixed(mean_and_deviation(&there).0, 2)
        });
        table = table.row([place.into()].into_iter().chain(means));
    }
    table.to_string()
}

/// The length of the gradient of "emma" at the stream of all its positions:
/// behind the MLP, between the blocks, before attention, and before the first
/// norm.
pub fn on_the_way_back(variant: Variant, run: &Reference) -> [f64; 4] {
    let tokens = run.tokens("emma");
    let tape = Tape::new();
    let weights = tape.leaves(&run.untrained);
    let gpt = Gpt::new(VOCAB_SIZE, &weights);
    let mut cache = Cache::new();
    let mut traces = Vec::new();
    let loss = mean_loss(&tokens, |token| {
        let trace = variant.trace(&gpt, token, &mut cache);
        let logits = trace.logits.clone();
        traces.push(trace);
        logits
    });
    let grads = loss.backward();
    [3, 2, 1, 0].map(|place| {
        let numbers = traces.iter().flat_map(|it| match place {
            0 => &it.sum,
            _ => &it.stream[place - 1],
        });
        length(&numbers.map(|&x| grads.of(x)).collect::<Vec<_>>())
    })
}

/// What the text says of the two ways back, of every start.
fn assert_as_told([adds, replaces]: &[Vec<[f64; 4]>; 2]) {
    for [behind, between, before, first] in adds {
        for there in [between, before] {
            assert!((there / behind - 1.0).abs() < 0.15, "undiminished");
        }
        assert!(*first > 6.0 * before, "the first norm stretches it");
    }
    for ([behind, between, before, _], [.., adding, _]) in
        replaces.iter().zip(adds)
    {
        assert!(*between > 1.5 * behind, "longer through the MLP");
        assert!(*before < between / 10.0, "a tenth and less");
        assert!(*before < adding / 4.0, "than with residuals");
    }
}
