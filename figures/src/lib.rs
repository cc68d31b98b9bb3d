//! Every figure, table, output and fact that the pages include, by name.
//!
//! A module for each folder of `src/`, in it a module for each figure, and one
//! list of them all, [`CHAPTERS`]. One program makes them: `cargo run -q -p
//! figures -- adam-steps` prints one, and `cargo bless` writes them all to
//! where the pages include them.

mod exercises;
mod lines;
mod one_file;
mod ports;
mod reference_run;
mod spread;
mod step_0;
mod step_1;
mod step_2;
mod step_3;
mod step_4;
mod step_5;
mod step_6;
mod step_7;

/// The figures of all chapters, in the order of the book.
pub const CHAPTERS: [Chapter; 12] = [
    step_0::FIGURES,
    step_1::FIGURES,
    step_2::FIGURES,
    step_3::FIGURES,
    step_4::FIGURES,
    step_5::FIGURES,
    one_file::FIGURES,
    step_6::FIGURES,
    step_7::FIGURES,
    exercises::FIGURES,
    reference_run::FIGURES,
    ports::FIGURES,
];

/// The figures that the pages of one folder include.
#[derive(Clone, Copy, Debug)]
pub struct Chapter {
    /// The folder, below `src/`.
    pub folder: &'static str,
    /// The figures.
    pub figures: &'static [Figure],
}

/// A text that the code makes and pages include.
#[derive(Clone, Copy, Debug)]
pub struct Figure {
    /// The name, which no other figure has.
    pub name: &'static str,
    kind: Kind,
    make: fn() -> String,
}

/// The form of a figure.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Drawing,
    Table,
    Text,
    Facts,
}

impl Figure {
    /// Makes it. This may train models, for seconds.
    ///
    /// # Panics
    ///
    /// If a claim that the pages make about it does not hold.
    pub fn make(&self) -> String {
        (self.make)()
    }

    /// The file that pages include, below the folder of its chapter.
    pub fn file(&self) -> String {
        let name = self.name;
        match self.kind {
            Kind::Drawing => format!("outputs/{name}.svg"),
            Kind::Table => format!("outputs/{name}.md"),
            Kind::Text => format!("outputs/{name}.txt"),
            Kind::Facts => "facts.txt".into(),
        }
    }
}

/// A drawing: SVG.
const fn drawing(name: &'static str, make: fn() -> String) -> Figure {
    let kind = Kind::Drawing;
    Figure { name, kind, make }
}

/// A table, or other Markdown.
const fn table(name: &'static str, make: fn() -> String) -> Figure {
    let kind = Kind::Table;
    Figure { name, kind, make }
}

/// Lines of a terminal.
const fn text(name: &'static str, make: fn() -> String) -> Figure {
    let kind = Kind::Text;
    Figure { name, kind, make }
}

/// The numbers in the sentences of a chapter.
const fn facts(name: &'static str, make: fn() -> String) -> Figure {
    let kind = Kind::Facts;
    Figure { name, kind, make }
}
