//! What the model expects in the second half of a word that is said twice.

use runs::tasks::Past;
use typeset::{Table, percent};
use widgets::step_3::echo_training::guesses;

use super::echo::rust;

pub fn figure() -> String {
    let mut table = Table::new()
        .left("it has read")
        .left("what comes")
        .right("probability")
        .left("likeliest");
    let params = Past::Attention.learned(1).params;
    for guess in guesses(Past::Attention, &params, &rust()) {
        assert_eq!(guess.comes, guess.likeliest, "it is right each time");
        table = table.row([
            guess.read,
            guess.comes,
            percent(guess.probability, 1),
            guess.likeliest,
        ]);
    }
    table.to_string()
}
