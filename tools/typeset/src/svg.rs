//! Drawings: what every figure is made of.

use std::fmt::{self, Display, Write as _};

/// A drawing whose colours and fonts come from the book's style sheet, so that
/// it follows the reader's theme.
///
/// Every element has classes for its looks; `theme/book.css` has them all. One
/// unit is about one CSS pixel, and the book's column is 480 units wide.
/// `title` is what a screen reader says.
///
/// ```
/// let mut svg = typeset::Svg::new("A line with its name", 100.0, 20.0);
/// svg.line("axis", [0.0, 10.0], [50.0, 10.0]);
/// svg.text("", [55.0, 14.0], "x < 1");
/// assert_eq!(
///     svg.to_string(),
///     r#"<svg class="figure" viewBox="0 0 100 20" role="img" aria-label="A line with its name">
/// <path class="axis" d="M0 10L50 10"/>
/// <text x="55" y="14">x &lt; 1</text>
/// </svg>
/// "#
/// );
/// ```
#[derive(Debug)]
pub struct Svg {
    title: String,
    width: f64,
    height: f64,
    body: String,
}

impl Svg {
    /// An empty drawing.
    #[must_use]
    pub fn new(title: &str, width: f64, height: f64) -> Self {
        Self {
            title: title.to_owned(),
            width,
            height,
            body: String::new(),
        }
    }

    /// A text that begins at a point; with the classes `middle` or `end` it is
    /// centred or ends there.
    pub fn text(&mut self, class: &str, [x, y]: [f64; 2], text: impl Display) {
        let text = escaped(&text.to_string());
        let (class, x, y) = (attribute(class), short(x), short(y));
        self.push(&format!("<text{class} x=\"{x}\" y=\"{y}\">{text}</text>"));
    }

    /// A straight line.
    pub fn line(&mut self, class: &str, from: [f64; 2], to: [f64; 2]) {
        self.polyline(class, &[from, to]);
    }

    /// Lines from point to point; without points, nothing.
    pub fn polyline(&mut self, class: &str, points: &[[f64; 2]]) {
        if points.is_empty() {
            return;
        }
        let d: Vec<String> = points.iter().map(|&it| point(it)).collect();
        self.path(class, &format!("M{}", d.join("L")));
    }

    /// A line through points that is level at each of them, as edges of a graph
    /// are between its layers.
    pub fn curve(&mut self, class: &str, points: &[[f64; 2]]) {
        let mut d = String::new();
        for (i, &[x, y]) in points.iter().enumerate() {
            if let Some(&[x0, y0]) = i.checked_sub(1).map(|i| &points[i]) {
                let middle = f64::midpoint(x0, x);
                let bends = [[middle, y0], [middle, y], [x, y]].map(point);
                let _ = write!(d, "C{}", bends.join(" "));
            } else {
                let _ = write!(d, "M{}", point([x, y]));
            }
        }
        self.path(class, &d);
    }

    /// A path in SVG's own language.
    pub fn path(&mut self, class: &str, d: &str) {
        let class = attribute(class);
        self.push(&format!("<path{class} d=\"{d}\"/>"));
    }

    /// A path of some opacity.
    pub fn shade(&mut self, class: &str, opacity: f64, d: &str) {
        let class = attribute(class);
        self.push(&format!(
            "<path{class} fill-opacity=\"{opacity}\" d=\"{d}\"/>"
        ));
    }

    /// A rectangle; with the class `box`, one with round corners.
    pub fn rect(&mut self, class: &str, [x, y]: [f64; 2], size: [f64; 2]) {
        let round = if class.starts_with("box") {
            " rx=\"4\""
        } else {
            ""
        };
        let class = attribute(class);
        let ([x, y], [width, height]) = ([x, y].map(short), size.map(short));
        self.push(&format!(
            "<rect{class} x=\"{x}\" y=\"{y}\" width=\"{width}\" \
             height=\"{height}\"{round}/>"
        ));
    }

    /// A matrix as cells of one size, from its upper left corner on: the number
    /// `most` is full. Rows may be shorter than others.
    pub fn cells(
        &mut self,
        [x, y]: [f64; 2],
        [width, height]: [f64; 2],
        most: f64,
        rows: &[Vec<f64>],
    ) {
        for (row, numbers) in rows.iter().enumerate() {
            for (column, &number) in numbers.iter().enumerate() {
                let class = if number < 0.0 {
                    "heat-negative"
                } else {
                    "heat"
                };
                let at = [x + column as f64 * width, y + row as f64 * height];
                let share = (number.abs() / most).min(1.0);
                let d = format!(
                    "M{:.1} {:.1}h{width}v{height}h-{width}z",
                    at[0], at[1]
                );
                self.shade(class, (share * 100.0).round() / 100.0, &d);
                self.rect("heat-frame", at, [width, height]);
            }
        }
    }

    /// Adds all that `draw` adds, with a class for all of it.
    pub fn group(&mut self, class: &str, draw: impl FnOnce(&mut Self)) {
        let class = attribute(class);
        self.push(&format!("<g{class}>"));
        draw(self);
        self.push("</g>");
    }

    /// A line with an arrow's head at its end.
    pub fn arrow(&mut self, class: &str, from: [f64; 2], to: [f64; 2]) {
        const HEAD: f64 = 6.0;
        let along = [to[0] - from[0], to[1] - from[1]];
        let length = (along[0] * along[0] + along[1] * along[1]).sqrt();
        let [ux, uy] = along.map(|it| it / length * HEAD);
        let base = [to[0] - ux, to[1] - uy];
        self.line(class, from, base);
        let left = [base[0] - uy / 2.0, base[1] + ux / 2.0];
        let right = [base[0] + uy / 2.0, base[1] - ux / 2.0];
        let head = [left, to, right].map(point).join("L");
        self.path(&format!("{class} head"), &format!("M{head}Z"));
    }

    fn push(&mut self, element: &str) {
        self.body.push_str(element);
        self.body.push('\n');
    }
}

impl Display for Svg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (width, height) = (short(self.width), short(self.height));
        let title = escaped(&self.title);
        write!(
            f,
            "<svg class=\"figure\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" aria-label=\"{title}\">\n{}</svg>\n",
            self.body
        )
    }
}

/// A point as paths have it.
pub(crate) fn point([x, y]: [f64; 2]) -> String {
    format!("{} {}", short(x), short(y))
}

/// A length to a tenth of a unit.
fn short(x: f64) -> String {
    let text = format!("{x:.1}");
    let text = text.strip_suffix(".0").unwrap_or(&text);
    if text == "-0" {
        "0".into()
    } else {
        text.into()
    }
}

fn attribute(class: &str) -> String {
    let mut text = String::new();
    if !class.is_empty() {
        let _ = write!(text, " class=\"{class}\"");
    }
    text
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}
