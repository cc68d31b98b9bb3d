//! How many of the names that the models write are real ones, and how sure the
//! models are.

use runs::corpus;
use typeset::{Table, fixed, percent, thousands};

use super::common::{reference, rows};
use super::writers::{
    as_sure_as_the_network, sureness, table, tempered, write,
};

pub fn figure() -> String {
    let run = reference();
    let (counted, trained) = (table(), rows(&run.trained));
    let sharpened = as_sure_as_the_network(&run);
    // Each draws from the generator as its own program has it.
    let (_, of_step_0) = corpus();

    let mut lines = Table::new()
        .left("model")
        .right("temperature")
        .right("its likeliest token gets")
        .right("real names")
        .right("different ones")
        .right("mean length");
    let mut real = Vec::new();
    for (name, model, temperature, rng) in [
        ("untrained", &rows(&run.untrained), 0.5, &run.rng),
        ("table", &counted, 1.0, &of_step_0),
        ("table", &counted, sharpened, &of_step_0),
        ("network", &trained, 1.0, &run.rng),
        ("table", &counted, 0.5, &of_step_0),
        ("table", &counted, sharpened / 2.0, &of_step_0),
        ("network", &trained, 0.5, &run.rng),
    ] {
        let model = tempered(model, temperature);
        let written = write(&run, &model, rng.clone());
        real.push(written.real);
        lines = lines.row([
            name.to_string(),
            temperature.to_string(),
            percent(sureness(&run, &model), 1),
            percent(written.real, 1),
            thousands(written.different),
            fixed(written.length, 1),
        ]);
    }
    let [
        _,
        table,
        as_sure,
        network,
        table_half,
        as_sure_half,
        network_half,
    ] = real[..]
    else {
        panic!("seven of them");
    };
    assert!(
        network > table && network_half > table_half,
        "the higher one"
    );
    let by_model = (network - table).max(network_half - table_half);
    let by_temperature = (table_half - table).min(network_half - network);
    assert!(by_temperature > 2.0 * by_model, "far larger");
    assert!(network - as_sure < (network - table) / 2.0, "surer");
    assert!(network_half - as_sure_half < (network_half - table_half) / 2.0);
    lines.to_string()
}
