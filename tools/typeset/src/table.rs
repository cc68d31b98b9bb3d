//! Tables in Markdown.

use std::fmt::{self, Display};

/// Where the text of a column stands.
#[derive(Clone, Copy, Debug)]
enum Alignment {
    Left,
    Right,
}

/// A table, printed as Markdown that reads well as plain text too.
///
/// ```
/// use typeset::{Table, fixed, thousands};
///
/// let table = Table::new()
///     .left("model")
///     .right("parameters")
///     .right("loss")
///     .row(["bigram".into(), thousands(729), fixed(2.4537, 2)])
///     .row(["MLP".into(), thousands(3184), fixed(2.3, 2)]);
///
/// assert_eq!(
///     table.to_string(),
///     "\
/// | model  | parameters | loss |
/// | :----- | ---------: | ---: |
/// | bigram |        729 | 2.45 |
/// | MLP    |      3,184 | 2.30 |
/// "
/// );
/// ```
#[derive(Debug, Default)]
pub struct Table {
    headers: Vec<String>,
    alignments: Vec<Alignment>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// A table without columns yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// One more column, for words.
    #[must_use]
    pub fn left(self, header: impl Display) -> Self {
        self.column(header, Alignment::Left)
    }

    /// One more column, for numbers.
    #[must_use]
    pub fn right(self, header: impl Display) -> Self {
        self.column(header, Alignment::Right)
    }

    fn column(mut self, header: impl Display, alignment: Alignment) -> Self {
        self.headers.push(cell(header));
        self.alignments.push(alignment);
        self
    }

    /// One more row.
    ///
    /// # Panics
    ///
    /// If the row has more or fewer cells than the table has columns.
    #[must_use]
    pub fn row<Cell: Display>(
        mut self,
        cells: impl IntoIterator<Item = Cell>,
    ) -> Self {
        let row: Vec<String> = cells.into_iter().map(cell).collect();
        assert_eq!(
            row.len(),
            self.headers.len(),
            "a row has as many cells as the table has columns"
        );
        self.rows.push(row);
        self
    }

    /// How wide each column must be for its longest cell.
    fn widths(&self) -> Vec<usize> {
        let lines = || self.rows.iter().chain([&self.headers]);
        (0..self.headers.len())
            .map(|i| lines().map(|line| line[i].chars().count()).max())
            .map(|longest| longest.unwrap_or(0).max(2))
            .collect()
    }
}

impl Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let widths = self.widths();
        let line = |f: &mut fmt::Formatter<'_>, cells: &[String]| {
            for ((cell, alignment), width) in
                cells.iter().zip(&self.alignments).zip(&widths)
            {
                match alignment {
                    Alignment::Left => write!(f, "| {cell:<width$} ")?,
                    Alignment::Right => write!(f, "| {cell:>width$} ")?,
                }
            }
            writeln!(f, "|")
        };

        line(f, &self.headers)?;
        for (alignment, width) in self.alignments.iter().zip(&widths) {
            let dashes = "-".repeat(width - 1);
            match alignment {
                Alignment::Left => write!(f, "| :{dashes} ")?,
                Alignment::Right => write!(f, "| {dashes}: ")?,
            }
        }
        writeln!(f, "|")?;
        self.rows.iter().try_for_each(|row| line(f, row))
    }
}

/// The text of a cell: on one line, with its bars escaped.
fn cell(content: impl Display) -> String {
    content.to_string().replace('|', "\\|").replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::Table;

    #[test]
    #[should_panic(expected = "as many cells as the table has columns")]
    fn rows_are_as_long_as_the_header() {
        let _ = Table::new().left("a").left("b").row(["only one"]);
    }

    #[test]
    fn a_bar_does_not_end_a_cell() {
        let table = Table::new().left("a").row(["x | y"]).to_string();
        assert!(table.contains(r"| x \| y |"), "{table}");
    }
}
