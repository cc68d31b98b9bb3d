//! The trained token embeddings, 16 numbers each, in the two dimensions in
//! which they differ most (principal components).

mod letters;

use letters::Letters;
use typeset::Svg;

fn main() {
    let letters = Letters::trained();
    let places = letters.places();
    assert_eq!(places.len(), letters.rows().len());
    let (unit, top, height) = (252.0, 0.58, 320.0);
    let mut svg = Svg::new("A map of the letters", 480.0, height);
    let place = |[x, y]: [f64; 2]| [(x + 1.05) * unit, (top - y) * unit];
    let [x, y] = place([0.0, 0.0]);
    svg.line("grid", [0.0, y], [480.0, y]);
    svg.line("grid", [x, 0.0], [x, height]);
    for (token, &at) in places.iter().enumerate() {
        let [x, y] = place(at);
        assert!((8.0..472.0).contains(&x) && (8.0..height - 8.0).contains(&y));
        let letter = (b'a'..=b'z').nth(token).map(char::from);
        let name = letter.map_or("BOS".to_owned(), |it| it.to_string());
        if letter.is_some_and(|it| "aeiou".contains(it)) {
            svg.rect("box new", [x - 8.0, y - 9.0], [16.0, 18.0]);
        }
        svg.text("middle", [x, y + 4.0], name);
    }
    print!("{svg}");
}
