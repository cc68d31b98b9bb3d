//! The habits of each head of Step 5's run over the validation names, by
//! distance and by token: two heat maps.

use runs::{Training, corpus, validation_set};
use step_4_transformer::{Config, Gpt};
use widgets::step_4::head_habits::{by_distance, by_token, habits};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let (names, _) = corpus();
    let params = Training::adam(config).run().model;
    let gpt = Gpt::new(config, &params);
    let [distance, token] = habits(&gpt, validation_set(&names.docs));
    let before = distance.means().into_iter().map(|head| head[1]);
    assert!(before.into_iter().all(|share| share > 1.1), "all four");
    format!("{}{}", by_distance(&distance), by_token(&token))
}
