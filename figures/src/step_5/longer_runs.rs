//! Longer runs of each of the two optimizers.

use runs::Training;
use step_4_transformer::Config;
use typeset::{Table, fixed, thousands};

pub fn figure() -> String {
    let config = Config::of_the_guide(27);
    let mut table = Table::new()
        .right("training steps")
        .right("SGD, rate 0.1")
        .right("SGD, rate 0.2")
        .right("Adam, rate 0.01");
    let last = |losses: &[f64]| {
        let part = &losses[losses.len() - 500..];
        part.iter().sum::<f64>() / part.len() as f64
    };
    let mut most_ahead = 0.0;
    for num_steps in [1000, 3000, 5000] {
        let sgd = Training::transformer(config);
        let means = [sgd, sgd.rate(0.2), Training::adam(config)]
            .map(|it| last(&it.steps(num_steps).run().losses));
        assert!(means[2] < means[1] && means[1] < means[0]);
        let ahead = means[1] - means[2];
        assert!(ahead > most_ahead, "Adam's lead grows");
        most_ahead = ahead;
        let means = means.map(|mean| fixed(mean, 3));
        table = table.row([thousands(num_steps)].into_iter().chain(means));
    }
    table.to_string()
}
