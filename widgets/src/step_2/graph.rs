//! The graph of an expression: where its boxes stand, and the drawing.
//!
//! The layout is the usual one for such graphs (Sugiyama, Tagawa, and Toda,
//! 1981): layers, an order in each with few crossings, and then places that
//! keep the edges short.

use step_2_autograd::Value;
use typeset::Svg;

use super::expression::Expression;
use super::number::brief;

/// The parts of an expression that a drawing shows, besides its numbers.
#[derive(Clone, Copy, Debug, Default)]
pub struct Shown<'a> {
    /// How much of the tape is there already; leaves always are.
    pub len: usize,
    /// The gradients, `[len]`, if they are shown.
    pub grads: Option<&'a [f64]>,
    /// The gradients that would have been right, where others are shown.
    pub right: Option<&'a [f64]>,
    /// A box to look at.
    pub box_now: Option<usize>,
    /// The edge to look at, by its number among those of the same child.
    pub edge_now: Option<(usize, usize)>,
}

/// How wide the book's column is.
const COLUMN: f64 = 480.0;

/// Room between two boxes of a layer, and between a box and an edge.
const ROOM: f64 = 20.0;

/// How wide a letter is, about: of a label, and of a number on an arrow.
const CODE: f64 = 7.1;
const SMALL: f64 = 6.4;

/// How much a short edge and a piece of a long one pull at their ends; a long
/// one should be straight.
const PULLS: [f64; 2] = [1.0, 30.0];

/// How far two edges that end in one box are from its middle.
const PORT: f64 = 9.0;

/// Draws an expression: leaves on the left, an arrow from every parent to its
/// child with the local gradient on it.
pub fn draw(title: &str, expression: &Expression, shown: &Shown) -> Svg {
    let nodes = &expression.nodes;
    let slopes: Vec<Vec<String>> = nodes
        .iter()
        .map(|node| {
            let edges = node.parent_edges().into_iter();
            edges.map(|(_, slope)| brief(slope)).collect()
        })
        .collect();
    let labels: Vec<String> =
        (0..nodes.len()).map(|i| expression.label(i)).collect();
    let height = if shown.grads.is_some() { 58.0 } else { 42.0 };
    let places = Layers::of(nodes).places(&labels, &slopes, height);
    // Below the last box there is room for the right gradient.
    let below = if shown.grads.is_some() { 14.0 } else { 0.0 };
    let mut svg = Svg::new(title, places.width, places.height + below);

    let is_there = |i: usize| i < shown.len || slopes[i].is_empty();
    places.trunks(&mut svg);
    for (i, slopes) in slopes.iter().enumerate() {
        let look = if is_there(i) { "edge" } else { "edge unmade" };
        for edge in 0..slopes.len() {
            places.arrow(&mut svg, look, (i, edge), false);
        }
    }
    if let Some(edge) = shown.edge_now {
        places.arrow(&mut svg, "line gradient", edge, true);
    }
    for (i, slopes) in slopes.iter().enumerate().filter(|it| is_there(it.0)) {
        for (edge, slope) in slopes.iter().enumerate() {
            let [x, y] = places.on_arrow((i, edge));
            // A minus must not look like a piece of the arrow.
            let width = width_of(slope, SMALL) + 6.0;
            svg.rect("on", [x - width / 2.0, y - 7.0], [width, 13.0]);
            svg.text("small middle", [x, y + 4.0], slope);
        }
    }
    for (i, label) in labels.iter().enumerate() {
        let [x, y, width] = places.boxes[i];
        let look = match shown.box_now {
            _ if !is_there(i) => "box unmade",
            Some(now) if now == i => "box new",
            _ => "box",
        };
        svg.rect(look, [x, y], [width, height]);
        let middle = x + width / 2.0;
        if !is_there(i) {
            svg.text("code middle unmade", [middle, y + 17.0], label);
            continue;
        }
        svg.text("code middle", [middle, y + 17.0], label);
        svg.text("middle", [middle, y + 34.0], brief(nodes[i].data()));
        let Some(grads) = shown.grads else { continue };
        let grad = brief(grads[i]);
        let right = shown.right.map(|right| brief(right[i]));
        svg.text("small middle", [middle, y + 51.0], format!("grad {grad}"));
        if let Some(right) = right.filter(|right| *right != grad) {
            let at = [middle, y + 70.0];
            svg.text("small middle note", at, format!("right: {right}"));
        }
    }
    svg
}

fn width_of(text: &str, letter: f64) -> f64 {
    letter * text.chars().count() as f64
}

/// The numbers in layers from left to right, every child behind its parents.
///
/// An edge that passes a layer has a slot there as a box has. All edges from
/// one number share them, so that a slot is known by its layer and a number.
struct Layers {
    /// The parents of each number, in order.
    parents: Vec<Vec<usize>>,
    /// The layer of each number.
    layer: Vec<usize>,
    /// The slots of each layer from top to bottom, by number.
    slots: Vec<Vec<usize>>,
}

impl Layers {
    fn of(nodes: &[Value]) -> Self {
        let parents: Vec<Vec<usize>> = nodes
            .iter()
            .map(|node| {
                node.parent_edges().iter().map(|it| it.0.index()).collect()
            })
            .collect();
        let mut layer: Vec<usize> = Vec::new();
        for parents in &parents {
            let deepest = parents.iter().map(|&parent| layer[parent] + 1).max();
            layer.push(deepest.unwrap_or(0));
        }
        let depth = layer.iter().max().map_or(0, |last| last + 1);
        let mut slots = vec![Vec::new(); depth];
        for i in 0..parents.len() {
            let children =
                (0..parents.len()).filter(|&c| parents[c].contains(&i));
            let end = children.map(|child| layer[child]).max().unwrap_or(0);
            for slots in &mut slots[layer[i]..end.max(layer[i] + 1)] {
                slots.push(i);
            }
        }
        let mut layers = Layers {
            parents,
            layer,
            slots,
        };
        layers.untangle();
        layers
    }

    /// The slots of the layer before that a slot is joined to.
    fn before(&self, layer: usize, i: usize) -> Vec<usize> {
        if self.layer[i] < layer {
            vec![i]
        } else {
            self.parents[i].clone()
        }
    }

    /// The slots of the next layer that a slot is joined to.
    fn behind(&self, layer: usize, i: usize) -> Vec<usize> {
        let Some(next) = self.slots.get(layer + 1) else {
            return Vec::new();
        };
        let is_joined = |j: &usize| self.before(layer + 1, *j).contains(&i);
        next.iter().copied().filter(is_joined).collect()
    }

    /// Sorts the slots of each layer by the mean place of those that they are
    /// joined to, forth and back, and keeps the order with the fewest
    /// crossings.
    fn untangle(&mut self) {
        let depth = self.slots.len();
        let mut best = (usize::MAX, self.slots.clone());
        for round in 0..6 {
            for step in 0..depth {
                let is_forth = round % 2 == 0;
                let layer = if is_forth { step } else { depth - 1 - step };
                let from = if is_forth {
                    layer.wrapping_sub(1)
                } else {
                    layer + 1
                };
                let Some(others) = self.slots.get(from) else {
                    continue;
                };
                let mut keyed: Vec<(f64, usize)> = Vec::new();
                for (place, &i) in self.slots[layer].iter().enumerate() {
                    let joined = if is_forth {
                        self.before(layer, i)
                    } else {
                        self.behind(layer, i)
                    };
                    let at = joined.iter().filter_map(|j| {
                        others.iter().position(|other| other == j)
                    });
                    keyed.push((mean(at.map(|at| at as f64), place as f64), i));
                }
                keyed.sort_by(|a, b| a.0.total_cmp(&b.0));
                self.slots[layer] = keyed.into_iter().map(|it| it.1).collect();
            }
            let crossings = self.crossings();
            if crossings < best.0 {
                best = (crossings, self.slots.clone());
            }
        }
        self.slots = best.1;
    }

    /// How many pairs of edges cross.
    fn crossings(&self) -> usize {
        let mut crossings = 0;
        for layer in 1..self.slots.len() {
            let mut ends: Vec<usize> = Vec::new();
            for &i in &self.slots[layer] {
                let before = &self.slots[layer - 1];
                let joined = self.before(layer, i).into_iter();
                let mut starts: Vec<usize> = joined
                    .filter_map(|j| before.iter().position(|&it| it == j))
                    .collect();
                for &start in &starts {
                    crossings += ends.iter().filter(|&&it| it > start).count();
                }
                ends.append(&mut starts);
            }
        }
        crossings
    }

    /// The heights of the middles of all slots, `[layer][number]`.
    fn heights(&self, height: f64) -> Vec<Vec<f64>> {
        let half = |layer: usize, i: usize| {
            if self.layer[i] == layer {
                f64::midpoint(height, ROOM)
            } else {
                ROOM / 2.0
            }
        };
        let mut y = vec![vec![0.0; self.parents.len()]; self.slots.len()];
        for _ in 0..100 {
            for (layer, slots) in self.slots.iter().enumerate() {
                let mut offset = 0.0;
                let mut offsets = Vec::new();
                let mut wanted = Vec::new();
                for (at, &i) in slots.iter().enumerate() {
                    if at > 0 {
                        offset += half(layer, slots[at - 1]) + half(layer, i);
                    }
                    offsets.push(offset);
                    let before = self.before(layer, i).into_iter();
                    let before = before.map(|j| (j, layer.wrapping_sub(1)));
                    let behind = self.behind(layer, i).into_iter();
                    let behind = behind.map(|j| (j, layer + 1));
                    let [mut sum, mut pulls] = [0.0, 0.0];
                    for (j, there) in before.chain(behind) {
                        let pull = PULLS[usize::from(i == j)];
                        sum += pull * y[there][j];
                        pulls += pull;
                    }
                    let middle = if pulls > 0.0 { sum / pulls } else { 0.0 };
                    wanted.push(middle - offset);
                }
                let placed = increasing(&wanted);
                for ((&i, at), offset) in slots.iter().zip(placed).zip(offsets)
                {
                    y[layer][i] = at + offset;
                }
            }
        }
        y
    }

    /// Where everything stands. Behind a layer there is room for `slopes`.
    fn places(
        self,
        labels: &[String],
        slopes: &[Vec<String>],
        height: f64,
    ) -> Places {
        let mut y = self.heights(height);
        let mut top = f64::MAX;
        let mut bottom = f64::MIN;
        let mut widths = Vec::new();
        let mut gaps = Vec::new();
        for (layer, slots) in self.slots.iter().enumerate() {
            let mut width = if layer == 0 { 76.0_f64 } else { 86.0 };
            let mut gap = 47.0_f64;
            for &i in slots {
                let mut half = ROOM / 2.0;
                if self.layer[i] == layer {
                    half = height / 2.0;
                    width = width.max(width_of(&labels[i], CODE) + 14.0);
                    for slope in &slopes[i] {
                        gap = gap.max(width_of(slope, SMALL) + 28.0);
                    }
                }
                top = top.min(y[layer][i] - half);
                bottom = bottom.max(y[layer][i] + half);
            }
            widths.push(width);
            gaps.push(gap);
        }
        for y in y.iter_mut().flatten() {
            *y += 2.0 - top;
        }

        gaps[0] = 0.0; // The gaps are those before the layers.
        let least = widths.iter().chain(&gaps).sum::<f64>() + 4.0;
        let more = (COLUMN - least) / (gaps.len().max(2) - 1) as f64;
        let more = more.clamp(0.0, 43.0);
        let total = least + more * (gaps.len() - 1) as f64;
        let mut left = (COLUMN - total).max(0.0) / 2.0 + 2.0 - more;
        let mut columns = Vec::new();
        for (width, gap) in widths.into_iter().zip(gaps) {
            left += gap + more;
            columns.push([left, left + width]);
            left += width;
        }
        let boxes = (0..labels.len()).map(|i| {
            let layer = self.layer[i];
            let [left, right] = columns[layer];
            [left, y[layer][i] - height / 2.0, right - left]
        });
        Places {
            boxes: boxes.collect(),
            width: total.max(COLUMN),
            height: bottom - top + 4.0,
            layers: self,
            columns,
            y,
        }
    }
}

/// The mean of some numbers, or what to take if there are none.
fn mean(numbers: impl Iterator<Item = f64>, otherwise: f64) -> f64 {
    let (sum, count) =
        numbers.fold((0.0, 0.0), |(sum, n), x| (sum + x, n + 1.0));
    if count > 0.0 { sum / count } else { otherwise }
}

/// The numbers nearest to the `wanted` ones of which none is less than the one
/// before it: where they decrease, they give way to their mean.
fn increasing(wanted: &[f64]) -> Vec<f64> {
    let mut runs: Vec<(f64, usize)> = Vec::new();
    for &x in wanted {
        let mut run = (x, 1);
        while let Some(&(sum, count)) = runs.last()
            && sum / count as f64 > run.0 / run.1 as f64
        {
            run = (run.0 + sum, run.1 + count);
            runs.pop();
        }
        runs.push(run);
    }
    let means = runs.into_iter().map(|(sum, n)| (sum / n as f64, n));
    means.flat_map(|(mean, n)| vec![mean; n]).collect()
}

/// Where everything stands in the drawing.
struct Places {
    layers: Layers,
    /// The left and right end of each layer's boxes.
    columns: Vec<[f64; 2]>,
    /// The middles of all slots, `[layer][number]`.
    y: Vec<Vec<f64>>,
    /// The left end, the top, and the width of each number's box.
    boxes: Vec<[f64; 3]>,
    width: f64,
    height: f64,
}

impl Places {
    /// The points of an edge, from box to box or from the layer before.
    fn edge(
        &self,
        (child, edge): (usize, usize),
        is_whole: bool,
    ) -> Vec<[f64; 2]> {
        let Layers { parents, layer, .. } = &self.layers;
        let parents = &parents[child];
        let (parent, last) = (parents[edge], layer[child]);
        let first = if is_whole { layer[parent] } else { last - 1 };
        let mut points = Vec::new();
        for layer in first..last {
            let [left, right] = self.columns[layer];
            let y = self.y[layer][parent];
            if layer > first {
                points.push([left, y]);
            }
            points.push([right, y]);
        }
        let y = |parent: usize| self.y[last - 1][parent];
        let port = match parents.iter().enumerate().find(|it| it.0 != edge) {
            None => 0.0,
            // Both from the same box: side by side all the way.
            Some((other, it)) if *it == parent => {
                let port = if edge < other { -PORT } else { PORT };
                points[0][1] += port;
                port
            }
            Some((_, &other)) if y(parent) < y(other) => -PORT,
            Some(_) => PORT,
        };
        points.push([self.columns[last][0], self.y[last][child] + port]);
        points
    }

    /// The part that the edges of a number share beyond the next layer.
    fn trunks(&self, svg: &mut Svg) {
        let Layers { slots, layer, .. } = &self.layers;
        for (parent, &first) in layer.iter().enumerate() {
            let passed = (first + 1..slots.len())
                .take_while(|&layer| slots[layer].contains(&parent));
            let mut points =
                vec![[self.columns[first][1], self.y[first][parent]]];
            for layer in passed {
                let y = self.y[layer][parent];
                points.extend(self.columns[layer].map(|x| [x, y]));
            }
            if points.len() > 1 {
                svg.curve("edge", &points);
            }
        }
    }

    /// An arrow, all of it or from the layer before its head.
    fn arrow(
        &self,
        svg: &mut Svg,
        class: &str,
        edge: (usize, usize),
        is_whole: bool,
    ) {
        let mut points = self.edge(edge, is_whole);
        let Some(tip) = points.last_mut() else { return };
        let end = *tip;
        tip[0] -= 7.0;
        let base = *tip;
        svg.curve(class, &points);
        svg.arrow(class, base, end);
    }

    /// Where the number on an arrow stands: nearer to where it comes from,
    /// since arrows end close together.
    fn on_arrow(&self, edge: (usize, usize)) -> [f64; 2] {
        let points = self.edge(edge, false);
        let [[x0, y0], [x1, y1]] = [points[0], points[1]];
        // The curve a little before its middle.
        [x0 + 0.424 * (x1 - x0), y0 + 0.352 * (y1 - y0)]
    }
}

#[cfg(test)]
mod tests {
    use super::{Layers, Places};
    use crate::step_2::expression::Expression;
    use step_2_autograd::Tape;

    const HEIGHT: f64 = 58.0;

    fn places(text: &str) -> Places {
        let tape = Tape::new();
        let it = Expression::record(&tape, text, |_| 1.0).unwrap();
        let labels = vec!["v10 = v2 + v3".to_string(); it.nodes.len()];
        let slopes = vec![vec!["−0.333".to_string(); 2]; it.nodes.len()];
        Layers::of(&it.nodes).places(&labels, &slopes, HEIGHT)
    }

    #[test]
    fn boxes_and_edges_keep_clear_of_each_other() {
        for text in [
            "a",
            "a + a",
            "d = a * b; e = d + c; L = e * d",
            "a + b + c + d + e + f + g + h",
            "f = a + 1; g = f + 1; h = g + 1; i = h * a; i * f * b * a",
            "u = a*b; v = b*c; w = c*a; u/v + v/w + w/u",
        ] {
            let Places {
                layers,
                columns,
                y,
                boxes,
                width,
                height,
            } = places(text);
            let lowest = boxes.iter().map(|it| it[1]).fold(0.0, f64::max);
            assert!(height - lowest - HEIGHT < 40.0, "{text}");
            for [left, top, wide] in boxes {
                assert!(left >= 1.9 && left + wide <= width, "{text}");
                assert!(top >= 1.9 && top + HEIGHT <= height, "{text}");
            }
            for pair in columns.windows(2) {
                assert!(pair[1][0] - pair[0][1] > 40.0, "{text}");
            }
            for (layer, slots) in layers.slots.iter().enumerate() {
                for pair in slots.windows(2) {
                    let is_box = |i: usize| layers.layer[i] == layer;
                    let boxes = pair.iter().filter(|&&i| is_box(i)).count();
                    let room = 20.0 + HEIGHT / 2.0 * boxes as f64;
                    let [upper, lower] = [pair[0], pair[1]];
                    let apart = y[layer][lower] - y[layer][upper];
                    assert!(apart > room - 0.1, "{text}");
                }
            }
        }
    }

    #[test]
    fn no_edges_cross_where_none_have_to() {
        for text in [
            "d = a * b; e = d + c; L = e * d",
            "a * c + b * d",
            "u = a + b; v = c + d; w = v * v; u * w",
        ] {
            assert_eq!(places(text).layers.crossings(), 0, "{text}");
        }
    }

    #[test]
    fn numbers_that_decrease_give_way_to_their_mean() {
        let placed = super::increasing(&[1.0, 5.0, 3.0, 4.0, 9.0]);
        assert_eq!(placed, [1.0, 4.0, 4.0, 4.0, 9.0]);
    }
}
