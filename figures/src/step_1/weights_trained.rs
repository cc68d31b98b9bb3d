//! Heat maps of the three matrices after the last training step.

use super::common;

pub fn figure() -> String {
    common::weight_maps(&common::reference().trained)
}
