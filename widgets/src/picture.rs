//! A drawing, and where things are in it.

use serde::Serialize;
use typeset::{Bars, Chart, Grid, HeatMap, Plot, Svg};

/// A drawing for a page. The same code draws the still figures of the book.
#[derive(Clone, Debug, Serialize)]
pub struct Picture {
    /// The drawing.
    pub svg: String,
    /// Where the cells of a heat map are, so that one can be pointed at.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub grid: Option<[f64; 5]>,
    /// Where the axes of a chart are, and what their ends stand for; a
    /// logarithmic one counts in powers of ten.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plot: Option<[f64; 8]>,
}

impl From<&Svg> for Picture {
    fn from(svg: &Svg) -> Self {
        Picture::still(svg.to_string())
    }
}

impl From<&Bars> for Picture {
    fn from(bars: &Bars) -> Self {
        Picture::still(bars.to_string())
    }
}

impl From<&HeatMap> for Picture {
    fn from(map: &HeatMap) -> Self {
        let Grid {
            left,
            top,
            cell,
            rows,
            columns,
        } = map.grid();
        Picture {
            grid: Some([left, top, cell, rows as f64, columns as f64]),
            ..Picture::still(map.to_string())
        }
    }
}

impl From<&Chart> for Picture {
    fn from(chart: &Chart) -> Self {
        let Plot {
            left,
            top,
            width,
            height,
            x,
            y,
            is_log,
        } = chart.plot();
        let [x, y] = [(x, is_log[0]), (y, is_log[1])].map(|(ends, is_log)| {
            if is_log { ends.map(f64::log10) } else { ends }
        });
        let plot = [left, top, width, height, x[0], x[1], y[0], y[1]];
        Picture {
            plot: Some(plot),
            ..Picture::still(chart.to_string())
        }
    }
}

impl Picture {
    fn still(svg: String) -> Self {
        Picture {
            svg,
            grid: None,
            plot: None,
        }
    }
}
