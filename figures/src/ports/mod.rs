//! Ports of microGPT.

mod conform_beta2;
mod conform_variants;
mod export;
mod facts;
mod port_log;
mod port_verdict;
mod porting;
mod porting_bits;
mod porting_powers;
mod porting_seeds;
mod record;
mod trials;

use crate::{Chapter, facts, table, text};

/// The figures of its pages.
pub const FIGURES: Chapter = Chapter {
    folder: "microgpt",
    figures: &[
        text("conform-beta2", conform_beta2::figure),
        table("conform-variants", conform_variants::figure),
        text("export", export::figure),
        text("port-log", port_log::figure),
        text("port-verdict", port_verdict::figure),
        table("porting-seeds", porting_seeds::figure),
        table("porting-powers", porting_powers::figure),
        table("porting-bits", porting_bits::figure),
        facts("microgpt-facts", facts::figure),
    ],
};
