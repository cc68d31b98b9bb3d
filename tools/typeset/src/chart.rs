//! Charts: curves and dots over two axes.

use std::collections::BTreeSet;
use std::fmt::{self, Display};

use crate::{Svg, fixed, svg::point, thousands};

const WIDTH: f64 = 480.0;
const PLOT_HEIGHT: f64 = 230.0;
const LEFT: f64 = 52.0;
const TOP: f64 = 26.0;
const LEGEND_LINE: f64 = 19.0;

/// One axis: what it measures, from where to where, and where it has ticks.
#[derive(Clone, Debug)]
pub struct Axis {
    name: String,
    ticks: Vec<f64>,
    is_log: bool,
}

impl Axis {
    /// An even axis from the first tick to the last.
    ///
    /// # Panics
    ///
    /// If there are fewer than two ticks.
    #[must_use]
    pub fn linear(name: &str, ticks: &[f64]) -> Self {
        assert!(ticks.len() > 1, "an axis needs two ticks");
        Self {
            name: name.to_owned(),
            ticks: ticks.to_vec(),
            is_log: false,
        }
    }

    /// An axis on which each power of ten is as far from the next, from the
    /// first tick to the last. Ticks from 0.1 to 10,000 are written out.
    ///
    /// ```
    /// use typeset::{Axis, Chart};
    ///
    /// let [x, y] = [[1.0, 1000.0], [1e-4, 1.0]].map(|it| Axis::log("", &it));
    /// let chart = Chart::new("", x, y).to_string();
    /// assert!(chart.contains(">1,000<") && chart.contains(">1e−4<"));
    /// ```
    ///
    /// # Panics
    ///
    /// If there are fewer than two ticks, or one is not above zero.
    #[must_use]
    pub fn log(name: &str, ticks: &[f64]) -> Self {
        assert!(ticks.iter().all(|&tick| tick > 0.0), "no logarithm");
        Self {
            is_log: true,
            ..Self::linear(name, ticks)
        }
    }

    /// An even axis with a few round ticks, that holds all from `least` to
    /// `most`.
    ///
    /// # Panics
    ///
    /// If the two are the same or no numbers.
    ///
    /// ```
    /// use typeset::{Axis, Chart};
    ///
    /// let x = Axis::linear("x", &[0.0, 1.0]);
    /// let y = Axis::holding("y", 1.87, 2.64);
    /// assert_eq!(Chart::new("", x, y).plot().y, [1.8, 2.8]);
    /// ```
    #[must_use]
    pub fn holding(name: &str, least: f64, most: f64) -> Self {
        let range = most - least;
        assert!(range > 0.0 && range.is_finite(), "an axis needs two ends");
        // A step is a whole number over a whole number, so that ticks are
        // decimals with few digits.
        let (mut step, mut parts) = (1.0, 1e9);
        while range * parts / step > 6.0 {
            (step, parts) = match step {
                1.0 => (2.0, parts),
                2.0 => (5.0, parts),
                _ if parts > 1.0 => (1.0, parts / 10.0),
                _ => (step * 2.0, parts),
            };
        }
        let first = (least * parts / step).floor();
        let end = (most * parts / step).ceil();
        let ticks: Vec<f64> = (0_u8..=8)
            .map(|i| first + f64::from(i))
            .take_while(|&i| i <= end)
            .map(|i| i * step / parts)
            .collect();
        Self::linear(name, &ticks)
    }

    /// Where a number stands between the ends, as a share of the axis.
    fn share(&self, x: f64) -> f64 {
        let scale = |x: f64| if self.is_log { x.log10() } else { x };
        let (first, last) = (self.ticks[0], self.ticks[self.ticks.len() - 1]);
        (scale(x) - scale(first)) / (scale(last) - scale(first))
    }

    fn label(&self, tick: f64) -> String {
        let digits = |tick: &f64| {
            let text = tick.to_string();
            text.find('.').map_or(0, |point| text.len() - point - 1)
        };
        let is_plain = |tick: &f64| (0.1..=1e4).contains(tick);
        let text = if !self.is_log {
            let most = self.ticks.iter().map(digits).max().unwrap_or(0);
            thousands(fixed(tick, most))
        } else if self.ticks.iter().all(is_plain) {
            thousands(tick)
        } else {
            format!("{tick:e}")
        };
        text.replace('-', "−")
    }
}

/// Curves and dots over two axes, with a legend below.
///
/// A series is named by its classes in the style sheet: `series-0` to
/// `series-5` for the steps of the book, or a concept such as `gradient`.
///
/// ```
/// use typeset::{Axis, Chart};
///
/// let chart = Chart::new(
///     "Loss falls",
///     Axis::linear("step", &[0.0, 500.0, 1000.0]),
///     Axis::linear("loss", &[2.0, 3.0, 4.0]),
/// )
/// .line("series-0", "a table", [[1.0, 3.3], [1000.0, 2.5]])
/// .level("a uniform guess", 3.296);
/// assert!(chart.to_string().starts_with("<svg class=\"figure\""));
/// ```
#[derive(Debug)]
pub struct Chart {
    title: String,
    x: Axis,
    y: Axis,
    height: f64,
    series: Vec<Series>,
    levels: Vec<(String, f64)>,
}

/// Where the axes of a [`Chart`] are, in the units of its drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plot {
    /// The left end of the x axis.
    pub left: f64,
    /// The upper end of the y axis.
    pub top: f64,
    /// How long the x axis is.
    pub width: f64,
    /// How long the y axis is.
    pub height: f64,
    /// The numbers at the ends of the x axis.
    pub x: [f64; 2],
    /// The numbers at the lower and the upper end of the y axis.
    pub y: [f64; 2],
    /// Whether the x and the y axis are logarithmic.
    pub is_log: [bool; 2],
}

#[derive(Debug)]
struct Series {
    class: String,
    name: String,
    points: Vec<[f64; 2]>,
    is_line: bool,
}

impl Chart {
    /// A chart without curves yet.
    #[must_use]
    pub fn new(title: &str, x: Axis, y: Axis) -> Self {
        Self {
            title: title.to_owned(),
            x,
            y,
            height: PLOT_HEIGHT,
            series: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// The same with a y axis of this length.
    #[must_use]
    pub fn height(self, height: f64) -> Self {
        Self { height, ..self }
    }

    /// A curve through points. One without a name is not in the legend.
    #[must_use]
    pub fn line(
        self,
        class: &str,
        name: &str,
        points: impl IntoIterator<Item = [f64; 2]>,
    ) -> Self {
        self.add(class, name, points, true)
    }

    /// Dots.
    #[must_use]
    pub fn dots(
        self,
        class: &str,
        name: &str,
        points: impl IntoIterator<Item = [f64; 2]>,
    ) -> Self {
        self.add(class, name, points, false)
    }

    /// A horizontal line with a name on it.
    #[must_use]
    pub fn level(mut self, name: &str, y: f64) -> Self {
        self.levels.push((name.to_owned(), y));
        self
    }

    fn add(
        mut self,
        class: &str,
        name: &str,
        points: impl IntoIterator<Item = [f64; 2]>,
        is_line: bool,
    ) -> Self {
        self.series.push(Series {
            class: class.to_owned(),
            name: name.to_owned(),
            points: points.into_iter().collect(),
            is_line,
        });
        self
    }

    /// Where the axes are in the drawing.
    #[must_use]
    pub fn plot(&self) -> Plot {
        let ends =
            |axis: &Axis| [axis.ticks[0], axis.ticks[axis.ticks.len() - 1]];
        Plot {
            left: LEFT,
            top: TOP,
            width: WIDTH - LEFT - 12.0,
            height: self.height,
            x: ends(&self.x),
            y: ends(&self.y),
            is_log: [self.x.is_log, self.y.is_log],
        }
    }

    /// Where a point of the data is in the drawing.
    fn place(&self, [x, y]: [f64; 2]) -> [f64; 2] {
        let width = WIDTH - LEFT - 12.0;
        [
            LEFT + self.x.share(x) * width,
            TOP + (1.0 - self.y.share(y)) * self.height,
        ]
    }

    fn draw_axes(&self, svg: &mut Svg) {
        let (left, right) = (LEFT, WIDTH - 12.0);
        let bottom = TOP + self.height;
        for &tick in &self.y.ticks {
            let y = self.place([self.x.ticks[0], tick])[1];
            svg.line("grid", [left, y], [right, y]);
            svg.text("small end", [left - 6.0, y + 4.0], self.y.label(tick));
        }
        for &tick in &self.x.ticks {
            let x = self.place([tick, self.y.ticks[0]])[0];
            svg.line("axis", [x, bottom], [x, bottom + 4.0]);
            let at = [x, bottom + 17.0];
            svg.text("small middle", at, self.x.label(tick));
        }
        svg.line("axis", [left, bottom], [right, bottom]);
        svg.text("small", [2.0, 12.0], &self.y.name);
        svg.text("small end", [right, bottom + 32.0], &self.x.name);
    }

    fn draw_series(&self, svg: &mut Svg) {
        for (_, y) in &self.levels {
            let y = self.place([self.x.ticks[0], *y])[1];
            svg.line("level", [LEFT, y], [WIDTH - 12.0, y]);
        }
        for series in &self.series {
            let places: Vec<[f64; 2]> =
                series.points.iter().map(|&it| self.place(it)).collect();
            if places.is_empty() {
                continue; // a path has to begin somewhere
            }
            if series.is_line {
                svg.polyline(&format!("line {}", series.class), &places);
            } else {
                // Dots that fall on one another are drawn once.
                let dots: BTreeSet<String> =
                    places.into_iter().map(point).collect();
                let d: Vec<String> =
                    dots.iter().map(|it| format!("M{it}h0")).collect();
                svg.path(&format!("dots {}", series.class), &d.concat());
            }
        }
        // Above the curves, which may come near.
        for (name, y) in &self.levels {
            let y = self.place([self.x.ticks[0], *y])[1];
            svg.text("small end note", [WIDTH - 14.0, y - 4.0], name);
        }
    }

    fn legend(&self) -> Vec<&Series> {
        let named = self.series.iter().filter(|it| !it.name.is_empty());
        named.collect()
    }

    fn draw_legend(&self, svg: &mut Svg) {
        for (i, series) in self.legend().into_iter().enumerate() {
            let x = LEFT + if i % 2 == 0 { 0.0 } else { 215.0 };
            let row = (i / 2) as f64;
            let y = TOP + self.height + 52.0 + row * LEGEND_LINE;
            let middle = y - 4.0;
            if series.is_line {
                let class = format!("line {}", series.class);
                svg.line(&class, [x, middle], [x + 22.0, middle]);
            } else {
                let d = format!("M{}h0", point([x + 11.0, middle]));
                svg.path(&format!("dots {}", series.class), &d);
            }
            svg.text("small", [x + 28.0, y], &series.name);
        }
    }
}

impl Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let rows = self.legend().len().div_ceil(2) as f64;
        let height = TOP + self.height + 40.0 + rows * LEGEND_LINE;
        let mut svg = Svg::new(&self.title, WIDTH, height);
        self.draw_axes(&mut svg);
        self.draw_series(&mut svg);
        self.draw_legend(&mut svg);
        svg.fmt(f)
    }
}

/// Columns, each with its name below: a distribution.
///
/// ```
/// use typeset::Bars;
///
/// let bars = Bars::new("What follows a q", 1.0)
///     .bar("bar", "u", 0.9, "0.9")
///     .bar("bar", "a", 0.1, "");
/// assert!(bars.to_string().contains(">u</text>"));
/// ```
#[derive(Debug)]
pub struct Bars {
    title: String,
    most: f64,
    axis: Option<Axis>,
    columns: Vec<Column>,
    levels: Vec<(String, f64)>,
}

#[derive(Debug)]
struct Column {
    name: String,
    pieces: Vec<Piece>,
}

#[derive(Debug)]
struct Piece {
    class: String,
    height: f64,
    note: String,
}

impl Bars {
    /// No columns yet; one of height `most` would reach the top.
    #[must_use]
    pub fn new(title: &str, most: f64) -> Self {
        Self {
            title: title.to_owned(),
            most,
            axis: None,
            columns: Vec::new(),
            levels: Vec::new(),
        }
    }

    /// No columns yet; they will stand beside this even axis, which begins at
    /// 0.
    #[must_use]
    pub fn beside(title: &str, axis: Axis) -> Self {
        let most = axis.ticks[axis.ticks.len() - 1];
        Self {
            axis: Some(axis),
            ..Self::new(title, most)
        }
    }

    /// One more column, with its name below and a note above.
    #[must_use]
    pub fn bar(
        mut self,
        class: &str,
        name: &str,
        height: f64,
        note: &str,
    ) -> Self {
        self.columns.push(Column {
            name: name.to_owned(),
            pieces: Vec::new(),
        });
        self.and(class, height, note)
    }

    /// One more piece on top of the last column; its note stands under the
    /// notes of the pieces below.
    ///
    /// ```
    /// use typeset::Bars;
    ///
    /// let bars = Bars::new("What follows a q", 1.0)
    ///     .bar("bar", "u", 0.1, "3")
    ///     .and("bar weak", 0.03, "+1");
    /// assert!(bars.to_string().contains(">+1</text>"));
    /// ```
    #[must_use]
    pub fn and(mut self, class: &str, height: f64, note: &str) -> Self {
        if let Some(column) = self.columns.last_mut() {
            column.pieces.push(Piece {
                class: class.to_owned(),
                height,
                note: note.to_owned(),
            });
        }
        self
    }

    /// A horizontal line with a name on it.
    #[must_use]
    pub fn level(mut self, name: &str, height: f64) -> Self {
        self.levels.push((name.to_owned(), height));
        self
    }
}

impl Display for Bars {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const HEIGHT: f64 = 150.0;
        const NOTE_LINE: f64 = 12.0;
        let [left, top] = match self.axis {
            Some(_) => [24.0, 42.0],
            None => [0.0, 18.0],
        };
        let bottom = top + HEIGHT;
        let place = |height: f64| bottom - height / self.most * HEIGHT;
        let pitch = (WIDTH - left) / self.columns.len() as f64;
        let mut svg = Svg::new(&self.title, WIDTH, bottom + 22.0);
        if let Some(axis) = &self.axis {
            for &tick in &axis.ticks {
                let y = place(tick);
                svg.line("grid", [left, y], [WIDTH, y]);
                let label = axis.label(tick);
                svg.text("small end", [left - 5.0, y + 4.0], label);
            }
            svg.text("small", [0.0, 12.0], &axis.name);
        }
        for (name, value) in &self.levels {
            let y = place(*value);
            svg.line("level", [left, y], [WIDTH, y]);
            svg.text("small end", [WIDTH, y - 4.0], name);
        }
        for (i, column) in self.columns.iter().enumerate() {
            let x = left + i as f64 * pitch;
            let middle = x + pitch / 2.0;
            let mut height = 0.0;
            for piece in &column.pieces {
                height += piece.height;
                let corner = [x + pitch * 0.14, place(height)];
                let size = [pitch * 0.72, piece.height / self.most * HEIGHT];
                svg.rect(&piece.class, corner, size);
            }
            let below = [middle, bottom + 15.0];
            svg.text("small middle", below, &column.name);
            let notes = column.pieces.iter().map(|it| &it.note);
            let notes = notes.filter(|it| !it.is_empty()).rev();
            for (line, note) in notes.enumerate() {
                let y = place(height) - 4.0 - line as f64 * NOTE_LINE;
                svg.text("small middle note", [middle, y], note);
            }
        }
        svg.line("axis", [left, bottom], [WIDTH, bottom]);
        svg.fmt(f)
    }
}
