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
    pub grid: Option<Cells>,
    /// Where the axes of a chart are, and what their ends stand for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plot: Option<Axes>,
}

/// The place of a heat map's cells, in the units of its drawing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Cells {
    /// The left edge of the first column.
    pub left: f64,
    /// The top edge of the first row.
    pub top: f64,
    /// The side of a cell.
    pub side: f64,
    /// The number of rows.
    pub rows: usize,
    /// The number of columns.
    pub columns: usize,
}

/// The place of a chart's axes, in the units of its drawing.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Axes {
    /// The left end of the x axis.
    pub left: f64,
    /// The upper end of the y axis.
    pub top: f64,
    /// The length of the x axis.
    pub width: f64,
    /// The length of the y axis.
    pub height: f64,
    /// The ends of the x axis.
    pub x: Ends,
    /// The ends of the y axis.
    pub y: Ends,
}

/// The numbers that the ends of an axis stand for; a logarithmic one counts in
/// powers of ten.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Ends {
    /// On the left, or below.
    pub first: f64,
    /// On the right, or above.
    pub last: f64,
}

impl From<[f64; 2]> for Ends {
    fn from([first, last]: [f64; 2]) -> Self {
        Ends { first, last }
    }
}

impl From<Grid> for Cells {
    fn from(grid: Grid) -> Self {
        Cells {
            left: grid.left,
            top: grid.top,
            side: grid.cell,
            rows: grid.rows,
            columns: grid.columns,
        }
    }
}

impl From<Plot> for Axes {
    fn from(plot: Plot) -> Self {
        let [is_log_x, is_log_y] = plot.is_log;
        let ends = |ends: [f64; 2], is_log| {
            Ends::from(if is_log { ends.map(f64::log10) } else { ends })
        };
        Axes {
            left: plot.left,
            top: plot.top,
            width: plot.width,
            height: plot.height,
            x: ends(plot.x, is_log_x),
            y: ends(plot.y, is_log_y),
        }
    }
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
        Picture {
            grid: Some(map.grid().into()),
            ..Picture::still(map.to_string())
        }
    }
}

impl From<&Chart> for Picture {
    fn from(chart: &Chart) -> Self {
        Picture {
            plot: Some(chart.plot().into()),
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
