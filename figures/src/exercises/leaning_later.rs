//! The GPT of Step 5 and leaning counts over a thousand names and over five
//! thousand, both asked about a name before they learn from it.

use crate::spread::mean;
use crate::step_0::common::deviation;
use exercises::step_0::leaning::Leaning;
use portable::math;
use runs::Training;
use step_4_transformer::Config;
use typeset::{Table, fixed, thousands};

pub fn figure() -> String {
    let docs = runs::training_set(&runs::corpus().0.docs);
    let mut counts = Leaning::new(27, 5);
    let losses = docs[..5000].iter().map(|doc| {
        let places = 1..doc.len();
        let n = places.len() as f64;
        let costs = places.map(|i| {
            let p = counts.probabilities(&doc[..i]);
            -math::ln(p[doc[i]])
        });
        let loss = costs.sum::<f64>() / n;
        counts.observe(doc);
        loss
    });
    let losses: Vec<f64> = losses.collect();

    let mut table = Table::new()
        .right("names")
        .right("GPT, by Adam")
        .right("leaning counts");
    for num_steps in [1000, 5000] {
        let config = Config::of_the_guide(27);
        let gpt = Training::adam(config).steps(num_steps).run().losses;
        let late = |losses: &[f64]| losses[num_steps - 500..num_steps].to_vec();
        let [gpt, counts] = [late(&gpt), late(&losses)];
        let lead: Vec<f64> =
            gpt.iter().zip(&counts).map(|(a, b)| a - b).collect();
        let [gpt, counts, lead_mean] =
            [&gpt, &counts, &lead].map(|it| mean(it));
        let error = deviation(&lead) / (lead.len() as f64).sqrt();
        // More than the draw of the weights does after a thousand names.
        assert!(num_steps == 1000 || lead_mean > 0.05_f64.max(4.0 * error));
        assert!(num_steps > 1000 || lead_mean.abs() < error);
        table =
            table.row([thousands(num_steps), fixed(gpt, 3), fixed(counts, 3)]);
    }
    table.to_string()
}
