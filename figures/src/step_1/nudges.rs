//! The loss of "ava" while one weight is nudged.

use typeset::{Table, fixed};

use super::common::{AVA, FC2_V_5, loss, reference};

pub fn figure() -> String {
    let params = reference().trained;
    let before = loss(&params, &AVA);
    let mut table = Table::new()
        .right("nudge")
        .right("weight")
        .right("loss")
        .right("change of the loss")
        .right("divided by the nudge");
    let empty = String::new;
    table = table.row([
        "0".into(),
        fixed(params[FC2_V_5], 3),
        fixed(before, 7),
        empty(),
        empty(),
    ]);
    for (nudge, digits) in
        [(10.0, 3), (1.0, 3), (0.1, 4), (0.01, 5), (0.001, 7)]
    {
        let mut nudged = params.clone();
        nudged[FC2_V_5] += nudge;
        let after = loss(&nudged, &AVA);
        table = table.row([
            nudge.to_string(),
            fixed(nudged[FC2_V_5], 3),
            fixed(after, digits),
            fixed(after - before, digits),
            fixed((after - before) / nudge, 4),
        ]);
    }
    table.to_string()
}
