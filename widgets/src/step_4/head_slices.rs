//! Section 4.2: query, keys and values, cut into slices.

use serde::Serialize;
use typeset::Svg;

use super::read;
use super::trace::{Head, Position};
use crate::{Desk, Picture, Question, Refusal};

const CELL: [f64; 2] = [17.0, 15.0];
const LEFT: f64 = 90.0;
/// From one slice to the next.
const PITCH: f64 = 103.0;
/// How far down the query is, and where the keys begin.
const QUERY: f64 = 22.0;
const KEYS: f64 = 44.0;
/// How far left of a slice its column of weights is.
const WEIGHTS: f64 = 22.0;

/// The slices at one position of a name.
#[derive(Debug, Serialize)]
pub struct Answer {
    picture: Picture,
    /// The tokens that were read, `[positions]`.
    tokens: Vec<usize>,
    /// The position that looks.
    at: usize,
    /// How much each head attends to each position, `[n_head][at + 1]`.
    weights: Vec<Vec<f64>>,
}

/// Arguments: `word`, a name; `at`, the position that looks, the last one if
/// there are fewer; `head`, the one to highlight, if any; `model`.
///
/// # Errors
///
/// If an argument is missing or out of range.
pub fn answer(desk: &Desk, q: &Question) -> Result<Answer, Refusal> {
    let tokens = read::tokens(desk, q)?;
    let params = read::model(desk, q, "model")?;
    let passes = read::passes(desk, &params, &tokens);
    let at = q.count("at", 0..=99)?.min(tokens.len() - 1);
    let heads = &passes[at].layers[0].heads;
    let head = q.has("head").then(|| q.count("head", 0..=heads.len() - 1));
    let head = head.transpose()?;
    let names: Vec<String> = tokens.iter().map(|&it| desk.name(it)).collect();
    Ok(Answer {
        picture: (&figure(&names, &passes, at, head)).into(),
        weights: heads.iter().map(|it| it.weights.clone()).collect(),
        tokens,
        at,
    })
}

/// How far down things are.
struct Heights {
    /// The height of the keys, and of the values, that are seen.
    seen: f64,
    softmax: f64,
    values: f64,
    gathered: f64,
    attn_wo: f64,
}

impl Heights {
    /// For so many positions, of which so many are seen.
    fn new(positions: usize, seen: usize) -> Self {
        let rows = CELL[1] * positions as f64;
        let softmax = KEYS + rows + 14.0;
        let values = softmax + 45.0;
        let gathered = values + rows + 16.0;
        Heights {
            seen: CELL[1] * seen as f64,
            softmax,
            values,
            gathered,
            attn_wo: gathered + 31.0,
        }
    }
}

/// The query of position `at`, all keys and values that it sees, and the
/// weights between them, cut into a slice for each head. Of the positions that
/// come later there are the names alone. With a `head`, the others are faint.
pub fn figure(
    names: &[String],
    passes: &[Position],
    at: usize,
    head: Option<usize>,
) -> Svg {
    let heights = Heights::new(passes.len(), at + 1);
    let heads = &passes[at].layers[0].heads;
    let head_dim = heads[0].q.len();
    let title = format!(
        "{} numbers cut into {} slices of {head_dim}, a slice for each head",
        heads.len() * head_dim,
        heads.len(),
    );
    let mut svg = Svg::new(&title, 480.0, heights.attn_wo + 36.0);
    labels(&mut svg, names, at, &heights);
    for i in 0..heads.len() {
        let is_faint = head.is_some_and(|head| head != i);
        svg.group(if is_faint { "others" } else { "" }, |svg| {
            let left = LEFT + i as f64 * PITCH;
            let right = left + CELL[0] * head_dim as f64;
            let middle = f64::midpoint(left, right);
            svg.text("middle", [middle, 14.0], format!("head {i}"));
            flow(svg, [left, right], &heights);
            slices(svg, left, &passes[..=at], i, &heights);
        });
    }
    let all = 3.0f64.mul_add(PITCH, CELL[0] * 4.0);
    svg.rect("box", [LEFT - 6.0, heights.attn_wo], [all + 12.0, 26.0]);
    svg.text(
        "middle",
        [LEFT + all / 2.0, heights.attn_wo + 18.0],
        "attn_wo, 16 by 16: the slices meet",
    );
    svg
}

/// The names of the rows.
fn labels(svg: &mut Svg, names: &[String], at: usize, heights: &Heights) {
    for (row, name) in names.iter().enumerate() {
        let class = if row > at {
            "small end others"
        } else {
            "small end"
        };
        let down = CELL[1] * row as f64 + 12.0;
        let key = [LEFT - 6.0, KEYS + down];
        svg.text(class, key, format!("k of {name}"));
        let value = [LEFT - 28.0, heights.values + down];
        svg.text(class, value, format!("v of {name}"));
    }
    let query = [LEFT - 6.0, QUERY + 12.0];
    svg.text("small end", query, format!("q of {}", names[at]));
    let gathered = [LEFT - 6.0, heights.gathered + 12.0];
    svg.text("small end", gathered, "gathered");
}

/// How one head, between two edges, gets from its query to what it gathers.
fn flow(svg: &mut Svg, [left, right]: [f64; 2], heights: &Heights) {
    let &Heights {
        seen,
        softmax,
        values,
        gathered,
        attn_wo,
    } = heights;
    let middle = f64::midpoint(left, right);
    // The query passes the keys on the right.
    let (beside, query) = (right + 5.0, QUERY + 7.5);
    svg.polyline("edge", &[[right, query], [beside, query]]);
    svg.arrow("edge", [beside, query], [beside, softmax]);
    svg.arrow("edge", [middle, KEYS + seen], [middle, softmax]);
    let size = [right - left + 33.0, 26.0];
    svg.rect("box new", [left - WEIGHTS, softmax], size);
    svg.text("small middle", [middle - 4.0, softmax + 17.0], "softmax");
    let weights = left - WEIGHTS + 8.0;
    svg.arrow("edge", [weights, softmax + 26.0], [weights, values]);
    svg.arrow("edge", [middle, values + seen], [middle, gathered]);
    svg.arrow("edge", [middle, gathered + CELL[1]], [middle, attn_wo]);
}

/// The numbers of one head at the last of these positions. Each kind is full
/// at the largest of all heads; weights, of the head.
fn slices(
    svg: &mut Svg,
    left: f64,
    seen: &[Position],
    head: usize,
    heights: &Heights,
) {
    let mut block = |y, passes: &[Position], part: fn(&Head) -> &Vec<f64>| {
        let heads = passes.iter().flat_map(|it| &it.layers[0].heads);
        let most = largest(heads.flat_map(part));
        let rows = passes.iter().map(|it| part(&it.layers[0].heads[head]));
        let rows: Vec<Vec<f64>> = rows.cloned().collect();
        svg.cells([left, y], CELL, most, &rows);
    };
    let now = &seen[seen.len() - 1..];
    block(QUERY, now, |it| &it.q);
    block(KEYS, seen, |it| &it.k);
    block(heights.values, seen, |it| &it.v);
    block(heights.gathered, now, |it| &it.gathered);

    let weights = &now[0].layers[0].heads[head].weights;
    let column: Vec<Vec<f64>> = weights.iter().map(|&it| vec![it]).collect();
    let corner = [left - WEIGHTS, heights.values];
    svg.cells(corner, [16.0, CELL[1]], largest(weights), &column);
}

/// The largest size.
fn largest<'n>(numbers: impl IntoIterator<Item = &'n f64>) -> f64 {
    numbers.into_iter().map(|it| it.abs()).fold(0.0, f64::max)
}
