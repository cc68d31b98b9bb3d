//! Heat maps of the three matrices as they are drawn.

use super::common;

pub fn figure() -> String {
    common::weight_maps(&common::reference().untrained)
}
