//! Heat maps: a matrix at a glance.

use std::fmt::{self, Display, Write as _};

use crate::{Svg, svg::point};

/// Shades between nothing and full.
const SHADES: u32 = 24;

/// The widest that the cells of a map may be in all.
const MOST_WIDTH: f64 = 440.0;

/// A matrix as cells: the larger a number, the darker its cell; numbers below
/// zero have a colour of their own.
///
/// ```
/// use typeset::HeatMap;
///
/// let map = HeatMap::new("Attention", &[vec![1.0, 0.0], vec![0.3, 0.7]])
///     .rows("attends from", ["e", "m"])
///     .columns("to", ["e", "m"])
///     .values(1);
/// assert!(map.to_string().contains(">0.7</text>"));
/// ```
#[derive(Debug)]
pub struct HeatMap {
    title: String,
    cells: Vec<Vec<f64>>,
    rows: (String, Vec<String>),
    columns: (String, Vec<String>),
    most: Option<f64>,
    digits: Option<usize>,
    is_root: bool,
    cell: Option<f64>,
}

/// Where the cells of a [`HeatMap`] are, in the units of its drawing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Grid {
    /// The left edge of the first column.
    pub left: f64,
    /// The top edge of the first row.
    pub top: f64,
    /// The side of a cell.
    pub cell: f64,
    /// How many columns there are.
    pub columns: usize,
    /// How many rows there are.
    pub rows: usize,
}

impl HeatMap {
    /// The map of a matrix, `[rows][columns]`.
    #[must_use]
    pub fn new(title: &str, cells: &[Vec<f64>]) -> Self {
        Self {
            title: title.to_owned(),
            cells: cells.to_vec(),
            rows: (String::new(), Vec::new()),
            columns: (String::new(), Vec::new()),
            most: None,
            digits: None,
            is_root: false,
            cell: None,
        }
    }

    /// Says what the rows are, with a name for each.
    #[must_use]
    pub fn rows<L: Display>(
        mut self,
        name: &str,
        labels: impl IntoIterator<Item = L>,
    ) -> Self {
        let labels = labels.into_iter().map(|it| it.to_string());
        self.rows = (name.to_owned(), labels.collect());
        self
    }

    /// Says what the columns are, with a name for each.
    #[must_use]
    pub fn columns<L: Display>(
        mut self,
        name: &str,
        labels: impl IntoIterator<Item = L>,
    ) -> Self {
        let labels = labels.into_iter().map(|it| it.to_string());
        self.columns = (name.to_owned(), labels.collect());
        self
    }

    /// The number whose cell is full, if it is not the largest of the matrix.
    #[must_use]
    pub fn most(mut self, most: f64) -> Self {
        self.most = Some(most);
        self
    }

    /// The numbers in the cells, with so many digits.
    #[must_use]
    pub fn values(mut self, digits: usize) -> Self {
        self.digits = Some(digits);
        self
    }

    /// Shades by the square root, so that small numbers are seen beside large.
    #[must_use]
    pub fn root_scale(mut self) -> Self {
        self.is_root = true;
        self
    }

    /// The width of a cell, if it is not as wide as there is room.
    #[must_use]
    pub fn cell(mut self, width: f64) -> Self {
        self.cell = Some(width);
        self
    }

    /// Where the cells are in the drawing.
    #[must_use]
    pub fn grid(&self) -> Grid {
        let columns = self.cells.first().map_or(0, Vec::len);
        let widest = self.rows.1.iter().map(|it| it.chars().count()).max();
        let left = widest.map_or(2.0, |n| 8.0f64.mul_add(n as f64, 8.0));
        let room = MOST_WIDTH.min(480.0 - left);
        let widest_cell = (room / columns as f64).min(44.0);
        Grid {
            left,
            top: if self.columns.0.is_empty() { 2.0 } else { 16.0 }
                + if self.columns.1.is_empty() { 0.0 } else { 16.0 },
            cell: self.cell.unwrap_or(widest_cell),
            columns,
            rows: self.cells.len(),
        }
    }

    /// How dark a number is: its shade, from 0 to [`SHADES`].
    fn shade(&self, number: f64) -> f64 {
        let largest = || {
            let sizes = self.cells.iter().flatten().map(|it| it.abs());
            sizes.fold(0.0, f64::max)
        };
        let most = self.most.unwrap_or_else(largest);
        if most == 0.0 {
            return 0.0;
        }
        let share = (number.abs() / most).min(1.0);
        let share = if self.is_root { share.sqrt() } else { share };
        (share * f64::from(SHADES)).round()
    }

    /// The cells of one shade and sign, as a path.
    fn squares(
        &self,
        shade: f64,
        is_negative: bool,
        cell: f64,
        corner: impl Fn(usize, usize) -> [f64; 2],
    ) -> Result<String, fmt::Error> {
        let mut d = String::new();
        for (row, numbers) in self.cells.iter().enumerate() {
            for (column, &number) in numbers.iter().enumerate() {
                if (number < 0.0) == is_negative && self.shade(number) == shade
                {
                    let at = point(corner(row, column));
                    write!(d, "M{at}h{cell:.1}v{cell:.1}h-{cell:.1}z")?;
                }
            }
        }
        Ok(d)
    }
}

impl Display for HeatMap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Grid {
            left,
            top,
            cell,
            columns,
            rows,
        } = self.grid();
        let (n_columns, n_rows) = (columns as f64, rows as f64);
        let bottom = if self.rows.0.is_empty() { 2.0 } else { 18.0 };

        let height = top + n_rows * cell + bottom;
        let mut svg = Svg::new(&self.title, 480.0, height);
        let corner = |row: usize, column: usize| {
            [left + column as f64 * cell, top + row as f64 * cell]
        };
        let size = [n_columns * cell, n_rows * cell];
        svg.rect("heat-frame", corner(0, 0), size);
        for (class, is_negative) in [("heat", false), ("heat-negative", true)] {
            for shade in (1..=SHADES).map(f64::from) {
                let d = self.squares(shade, is_negative, cell, corner)?;
                if !d.is_empty() {
                    let share = shade / f64::from(SHADES);
                    let opacity = (share * 100.0).round() / 100.0;
                    svg.shade(class, opacity, &d);
                }
            }
        }
        if let Some(digits) = self.digits {
            for (row, numbers) in self.cells.iter().enumerate() {
                for (column, &number) in numbers.iter().enumerate() {
                    let [x, y] = corner(row, column);
                    let dark = self.shade(number) > f64::from(SHADES) * 0.55;
                    let class = if dark {
                        "small middle on"
                    } else {
                        "small middle"
                    };
                    let at = [x + cell / 2.0, y + cell / 2.0 + 4.0];
                    svg.text(class, at, crate::fixed(number, digits));
                }
            }
        }
        for (row, label) in self.rows.1.iter().enumerate() {
            let [x, y] = corner(row, 0);
            let at = [x - 5.0, y + cell / 2.0 + 4.0];
            svg.text("small end", at, label);
        }
        for (column, label) in self.columns.1.iter().enumerate() {
            let [x, y] = corner(0, column);
            // A word would run into its neighbours on both sides.
            if label.chars().count() > 2 && cell < 24.0 {
                svg.text("small", [x + 2.0, y - 5.0], label);
            } else {
                svg.text("small middle", [x + cell / 2.0, y - 5.0], label);
            }
        }
        if !self.columns.0.is_empty() {
            svg.text("small", [left, 11.0], format!("→ {}", self.columns.0));
        }
        if !self.rows.0.is_empty() {
            let at = [left, height - 5.0];
            svg.text("small", at, format!("↓ {}", self.rows.0));
        }
        svg.fmt(f)
    }
}
