//! Sections 2.3 and 2.5: an expression as a graph, forward and backward.

use serde::Serialize;
use step_2_autograd::{Op, Tape, Value};
use typeset::Svg;

use super::expression::Expression;
use super::graph::{self, Shown};
use super::number::brief;
use crate::{Picture, Question, Refusal};

/// The expression that the pages of Step 2 follow.
pub const OF_THE_BOOK: &str = "d = a * b; e = d + c; L = e * d";

/// The most arrows that a way back may pass along.
const MAX_PASSES: usize = 200;

/// An expression at one step of its way forward or back.
#[derive(Debug, Serialize)]
pub struct Answer {
    /// The graph.
    picture: Picture,
    /// The letters that have no value in the text, and their values.
    inputs: Vec<(char, f64)>,
    /// The tape, one row a number.
    rows: Vec<Row>,
    /// The last step, at which everything is there.
    last: usize,
    /// The number that this step makes, on the way forward.
    made: Option<usize>,
    /// The arrow that this step passes along, on the way back.
    passed: Option<Words>,
}

/// A number on the tape, as far as it is known.
#[derive(Debug, Serialize)]
struct Row {
    /// Its name.
    name: String,
    /// The text that it was written as: `d = a × b`.
    written: String,
    /// The operation that made it, as Rust prints it.
    op: String,
    /// The number; empty before it is made.
    data: String,
    /// The local gradients along its parents: name, and slope.
    slopes: Vec<(String, String)>,
    /// The gradient of the result along it, at this step.
    grad: String,
    /// The gradient as `backward` finds it.
    right: String,
    /// Whether it was made from nothing.
    leaf: bool,
}

/// A number that passes its gradient to a parent, in words.
#[derive(Debug, Serialize)]
struct Words {
    child: String,
    parent: String,
    grad: String,
    slope: String,
    share: String,
    before: String,
    after: String,
}

/// Arguments: `expression`; `values` of letters, such as `a=2 b=-3`;
/// `backward`, whether the way back is walked after the way forward; `way`,
/// which way back that is; `step`, of it.
///
/// # Errors
///
/// If the expression or the values cannot be read, or the way back is too
/// long.
pub fn answer(q: &Question) -> Result<Answer, Refusal> {
    let values = values(q.text("values")?)?;
    let value = |letter| value(&values, letter);
    let tape = Tape::new();
    let expression = Expression::record(&tape, q.text("expression")?, value)?;
    let nodes = &expression.nodes;
    let way = Way::named(q.text("way")?)?;
    let step = q.count("step", 0..=999)?;

    let title = "The expression as a graph; the tape has the same numbers";
    let gradients = expression.result.backward();
    let right: Vec<f64> = nodes.iter().map(|it| gradients.of(*it)).collect();
    let mut grads = vec![0.0; nodes.len()];
    let mut made = None;
    let mut passed = None;
    let last;
    let mut shown = Shown {
        len: nodes.len(),
        ..Shown::default()
    };
    if q.flag("backward")? {
        let walk = way.walk(&expression)?;
        last = walk.len() + 1;
        grads[expression.result.index()] = 1.0;
        for pass in walk.iter().take(step) {
            grads[pass.parent] = pass.after;
        }
        if step > 0
            && let Some(pass) = walk.get(step - 1)
        {
            passed = Some(pass.words(&expression));
            shown.edge_now = Some((pass.child, pass.edge));
            shown.box_now = Some(pass.parent);
        }
        shown.grads = Some(&grads);
        if way != Way::Book && step >= last {
            shown.right = Some(&right);
        }
    } else {
        let is_made = |it: &&Value| it.op() != Op::Leaf;
        let order: Vec<usize> =
            nodes.iter().filter(is_made).map(|it| it.index()).collect();
        last = order.len() + 1;
        if step < last {
            made = step.checked_sub(1).map(|step| order[step]);
            shown.len = made.map_or(0, |i| i + 1);
            shown.box_now = made;
        }
    }
    let picture = (&graph::draw(title, &expression, &shown)).into();
    let row = |i: usize| row(&expression, i, shown.len, grads[i], right[i]);
    Ok(Answer {
        picture,
        inputs: inputs(&expression),
        rows: (0..nodes.len()).map(row).collect(),
        last,
        made,
        passed,
    })
}

/// The graph of the book's expression, with the gradients of its result, if
/// wanted.
///
/// # Panics
///
/// Never: the expression can be read.
pub fn figure(title: &str, has_grads: bool) -> Svg {
    let tape = Tape::new();
    let expression =
        Expression::record(&tape, OF_THE_BOOK, |it| value(&[], it))
            .expect("the book's expression");
    let nodes = &expression.nodes;
    let gradients = expression.result.backward();
    let grads: Vec<f64> = nodes.iter().map(|it| gradients.of(*it)).collect();
    let shown = Shown {
        len: nodes.len(),
        grads: has_grads.then_some(&*grads),
        ..Shown::default()
    };
    graph::draw(title, &expression, &shown)
}

/// The values of letters from a text such as `a=2 b=-3`.
fn values(text: &str) -> Result<Vec<(char, f64)>, Refusal> {
    let value = |text: &str| {
        let (letter, number) = text.split_once('=')?;
        let number: f64 = number.parse().ok()?;
        let is_small = number.abs() <= 1000.0; // and a number
        is_small.then_some((letter.parse().ok()?, number))
    };
    let values = text.split_whitespace().map(value).collect();
    let or_else = || Refusal::new("a value goes from −1000 to 1000");
    Option::ok_or_else(values, or_else)
}

/// The value of a letter: one of these, or the book's.
fn value(values: &[(char, f64)], letter: char) -> f64 {
    let given = values.iter().find(|it| it.0 == letter);
    given.map_or_else(
        || match letter {
            'a' => 2.0,
            'b' => -3.0,
            'c' => 10.0,
            _ => 1.0,
        },
        |it| it.1,
    )
}

fn inputs(expression: &Expression) -> Vec<(char, f64)> {
    let inputs = expression.inputs.iter().zip(&expression.nodes);
    inputs
        .map(|(&letter, node)| (letter, node.data()))
        .collect()
}

fn row(
    expression: &Expression,
    i: usize,
    len: usize,
    grad: f64,
    right: f64,
) -> Row {
    let node = expression.nodes[i];
    let edges = node.parent_edges();
    let is_there = i < len || edges.is_empty();
    let slope = |(parent, slope): (Value, f64)| {
        (expression.names[parent.index()].clone(), brief(slope))
    };
    Row {
        name: expression.names[i].clone(),
        written: expression.label(i),
        op: format!("{:?}", node.op()),
        data: if is_there {
            brief(node.data())
        } else {
            String::new()
        },
        leaf: edges.is_empty(),
        slopes: edges.into_iter().filter(|_| is_there).map(slope).collect(),
        grad: brief(grad),
        right: brief(right),
    }
}

/// A way back from the result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As [`Value::backward`] goes it.
    Book,
    /// The same, with `=` where `+=` should be.
    Overwrite,
    /// Every number passes on what it has as soon as it gets something.
    Recursion,
}

/// A number that passes its gradient along one of its arrows.
#[derive(Clone, Copy, Debug)]
struct Pass {
    child: usize,
    /// Which of the child's arrows.
    edge: usize,
    parent: usize,
    grad: f64,
    slope: f64,
    /// The gradient of the parent before.
    before: f64,
    /// The same after.
    after: f64,
}

impl Way {
    fn named(name: &str) -> Result<Self, Refusal> {
        match name {
            "book" => Ok(Way::Book),
            "overwrite" => Ok(Way::Overwrite),
            "recursion" => Ok(Way::Recursion),
            _ => Err(Refusal::new("no such way back")),
        }
    }

    /// Everything that is passed on, in order.
    fn walk(self, expression: &Expression) -> Result<Vec<Pass>, Refusal> {
        let root = expression.result.index();
        let mut walk = Walk {
            nodes: &expression.nodes,
            is_adding: self != Way::Overwrite,
            grad: vec![0.0; root + 1],
            passes: Vec::new(),
        };
        walk.grad[root] = 1.0;
        if self == Way::Recursion {
            walk.recurse(root);
        } else {
            walk.down_the_tape(root);
        }
        if walk.passes.len() > MAX_PASSES {
            return Err(Refusal(format!(
                "without an order, this takes more than {MAX_PASSES} steps"
            )));
        }
        Ok(walk.passes)
    }
}

/// A way back while it is walked.
struct Walk<'a, 't> {
    nodes: &'a [Value<'t>],
    is_adding: bool,
    grad: Vec<f64>,
    passes: Vec<Pass>,
}

impl Walk<'_, '_> {
    /// The loop of [`Value::backward`].
    fn down_the_tape(&mut self, root: usize) {
        for i in (0..=root).rev() {
            if self.grad[i] == 0.0 {
                continue;
            }
            for edge in 0..self.nodes[i].parent_edges().len() {
                self.pass(i, edge);
            }
        }
    }

    /// The way that comes to mind first, and is wrong. It goes at most as deep
    /// as the graph.
    fn recurse(&mut self, i: usize) {
        for edge in 0..self.nodes[i].parent_edges().len() {
            if self.passes.len() > MAX_PASSES {
                return;
            }
            let parent = self.pass(i, edge);
            self.recurse(parent);
        }
    }

    fn pass(&mut self, child: usize, edge: usize) -> usize {
        let (parent, slope) = self.nodes[child].parent_edges()[edge];
        let parent = parent.index();
        let (grad, before) = (self.grad[child], self.grad[parent]);
        let share = slope * grad;
        let after = if self.is_adding {
            before + share
        } else {
            share
        };
        self.grad[parent] = after;
        self.passes.push(Pass {
            child,
            edge,
            parent,
            grad,
            slope,
            before,
            after,
        });
        parent
    }
}

impl Pass {
    fn words(self, expression: &Expression) -> Words {
        Words {
            child: expression.names[self.child].clone(),
            parent: expression.names[self.parent].clone(),
            grad: brief(self.grad),
            slope: brief(self.slope),
            share: brief(self.slope * self.grad),
            before: brief(self.before),
            after: brief(self.after),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OF_THE_BOOK, Way};
    use crate::step_2::expression::Expression;
    use step_2_autograd::Tape;

    /// The gradients at the end of a way back.
    fn grads(text: &str, way: Way) -> Vec<f64> {
        let tape = Tape::new();
        let it = Expression::record(&tape, text, |c| super::value(&[], c));
        let it = it.unwrap();
        let mut grads = vec![0.0; it.nodes.len()];
        grads[it.result.index()] = 1.0;
        for pass in way.walk(&it).unwrap() {
            grads[pass.parent] = pass.after;
        }
        if way == Way::Book {
            let right = it.result.backward();
            for (node, grad) in it.nodes.iter().zip(&grads) {
                assert_eq!(right.of(*node).to_bits(), grad.to_bits());
            }
        }
        grads
    }

    #[test]
    fn the_book_s_way_has_the_bits_of_backward() {
        assert_eq!(
            grads(OF_THE_BOOK, Way::Book),
            [6.0, -4.0, -6.0, -2.0, -6.0, 1.0]
        );
        for text in [
            "a",
            "ln(a - a)",
            "1 / (1 + exp(-x))",
            "u = a + b; v = a / c; w = relu(u) ^ 3",
            "d = a * a; d = 1 / d".split("; d").next().unwrap(),
            "x = exp(100*c); x * x / x",
        ] {
            grads(text, Way::Book);
        }
    }

    #[test]
    fn the_wrong_ways_are_wrong_where_a_number_is_used_twice() {
        let twice = "a = 1; b = a + a; c = b + b";
        assert_eq!(grads(twice, Way::Book), [4.0, 2.0, 1.0]);
        assert_eq!(grads(twice, Way::Overwrite), [1.0, 1.0, 1.0]);
        assert_eq!(grads(twice, Way::Recursion), [6.0, 2.0, 1.0]);
        // A leaf alone may be used twice: it passes nothing on.
        assert_eq!(grads("a + a", Way::Recursion), grads("a + a", Way::Book));
    }

    #[test]
    fn a_recursion_that_takes_too_long_is_refused() {
        let tape = Tape::new();
        let text = "b=a+a;c=b+b;d=c+c;e=d+d;f=e+e;g=f+f;h=g+g";
        let it = Expression::record(&tape, text, |_| 1.0).unwrap();
        assert!(Way::Recursion.walk(&it).is_err());
        assert_eq!(grads(text, Way::Book)[0], 128.0);
    }
}
