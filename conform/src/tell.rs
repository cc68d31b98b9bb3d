//! All that can be told from the numbers alone.

use std::f64::consts::LN_2;

use crate::port::{Parting, Port};
use crate::reference::Original;

/// All that can be told from the numbers alone, where they first differ.
pub fn tell(port: &Port, original: Original, parting: &Parting) -> String {
    let Parting { port: it, run, .. } = *parting;
    if !it.value.is_finite() {
        let why = "A loss that is no number comes from a step that was too \
                   long, or from the logarithm of a probability of 0.";
        let update = "The first update may have divided by 0: by the root of \
                      a gradient of 0, without ε, or by a bias correction \
                      that counts from 0.";
        return match parting.step {
            2 if original.has_adam() => format!("{why} {update}"),
            _ => why.to_owned(),
        };
    }
    if (it.value * LN_2 - run).abs() < 0.001 {
        return "It is the right loss in bits: use the natural logarithm."
            .to_owned();
    }
    let first = port.comparable().next().map(|(step, _)| step);
    match parting.step {
        1 => of_the_first(it.value),
        _ if first != Some(1) => {
            "Print the first losses, too: they tell most.".to_owned()
        }
        2 if original.has_adam() => {
            "The first loss is right, and with it the order of the names, the \
             initial weights and the forward pass. The second tests the signs \
             of the gradient, since Adam's first step has one length whatever \
             their size, and the length of that step."
                .to_owned()
        }
        3 if original.has_adam() => {
            "The first two losses are right, and with them the forward pass \
             and the signs of the gradient. The third tests the sizes of the \
             gradient, both β, the bias correction and the decay."
                .to_owned()
        }
        2 => "The first loss is right, and with it the order of the names, \
              the initial weights and the forward pass. The second tests the \
              gradient and the learning rate."
            .to_owned(),
        _ => {
            "The first losses are right. What shows later is the decay of the \
              learning rate, a constant such as ε or β2, or a name that the \
              earlier ones are not like: the longest, the repeated letters."
                .to_owned()
        }
    }
}

/// All that the first loss tells, if it is wrong.
fn of_the_first(loss: f64) -> String {
    let ignorance = portable::math::ln(27.0);
    let near = format!(
        "A model that knows nothing has a first loss near ln 27 = \
         {ignorance:.3}."
    );
    if (loss - ignorance).abs() < 0.5 {
        format!(
            "{near} So has this one, and it differs before anything is \
             learned: by the random numbers (their stream, their order, their \
             spread), by the order of the names, or in the forward pass."
        )
    } else {
        format!(
            "{near} This one has not: look at how the loss is computed, at the \
             size of the vocabulary and of the initial weights."
        )
    }
}
