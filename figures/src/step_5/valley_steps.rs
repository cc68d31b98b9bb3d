//! How many steps gradient descent and Adam take to the floor of some bowls.

use typeset::Table;
use widgets::step_5::valley::{ADAM_RATE, START, by_adam, by_sgd, sgd_rate};

/// As low as this, and for as many steps.
const LOW: f64 = 0.1;
const STAY: usize = 100;

/// Where else they start: the same distance from the lowest point, or nearly.
const OTHER_STARTS: [[f64; 2]; 5] = [
    [-9.4, 1.0],
    [-8.0, 5.0],
    [-6.7, 6.7],
    [-5.0, 8.0],
    [-2.0, 9.3],
];

/// A bowl: how steep it is across, and whether it is turned by half a right
/// angle, and the start with it.
#[derive(Clone, Copy)]
struct Bowl {
    steep: f64,
    is_turned: bool,
}

pub fn figure() -> String {
    let rows = [
        ("round", 1.0, false),
        ("25 times as steep across", 25.0, false),
        ("the same, turned by 45°", 25.0, true),
        ("400 times as steep across", 400.0, false),
        ("the same, turned by 45°", 400.0, true),
    ];
    let all = rows.map(|(_, steep, is_turned)| {
        let bowl = Bowl { steep, is_turned };
        let from = |start| [bowl.sgd(start), bowl.adam(start)];
        (from(START), OTHER_STARTS.map(from))
    });
    let leads = all.each_ref().map(|(here, others)| {
        let steps = [here].into_iter().chain(others);
        steps.map(lead).collect::<Vec<f64>>()
    });
    let [round, valley, turned, narrow, narrow_turned] = &leads;
    assert!(round.iter().all(|&it| it < 0.05), "a round bowl is SGD's");
    let is_alike = |it: &f64| (0.9..1.2).contains(it);
    assert!(valley.iter().all(is_alike), "about as many steps");
    assert!(turned.iter().all(|&it| it < 1.0), "SGD is ahead");
    assert!(narrow.iter().all(|&it| it > 16.0), "a narrow one is Adam's");
    let few = |it: &f64| (2.0..4.0).contains(it);
    assert!(narrow_turned.iter().all(few), "turned, less");

    let mut table = Table::new()
        .left("the bowl")
        .right("SGD, its best rate")
        .right("Adam, rate 0.5");
    for ((name, ..), (steps, _)) in rows.into_iter().zip(all) {
        let [sgd, adam] = steps.map(|it| it.to_string());
        table = table.row([name.to_owned(), sgd, adam]);
    }
    table.to_string()
}

/// How many times as fast as gradient descent Adam is.
fn lead([sgd, adam]: &[usize; 2]) -> f64 {
    *sgd as f64 / *adam as f64
}

/// The same in the very narrow bowl from the start of the figure, and in that
/// bowl turned.
pub fn leads() -> [f64; 2] {
    [false, true].map(|is_turned| {
        let bowl = Bowl {
            steep: 400.0,
            is_turned,
        };
        lead(&[bowl.sgd(START), bowl.adam(START)])
    })
}

impl Bowl {
    /// The steps of gradient descent from here, at its best rate.
    fn sgd(self, start: [f64; 2]) -> usize {
        // It does not know about axes, so a turned bowl is the same to it.
        let Bowl { steep, .. } = self;
        let gradient = |[x, y]: [f64; 2]| [x, steep * y];
        let height = |[x, y]: [f64; 2]| 0.5 * (x * x + steep * y * y);
        arrives(&by_sgd(start, 3000, sgd_rate(steep), gradient), height)
            .expect("it arrives")
    }

    /// The steps of Adam from here.
    fn adam(self, start: [f64; 2]) -> usize {
        let gradient = |p: [f64; 2]| {
            let [x, y] = self.turn(p, -1.0);
            self.turn([x, self.steep * y], 1.0)
        };
        let height = |p: [f64; 2]| {
            let [x, y] = self.turn(p, -1.0);
            0.5 * (x * x + self.steep * y * y)
        };
        let start = self.turn(start, 1.0);
        arrives(&by_adam(start, 3000, ADAM_RATE, gradient), height)
            .expect("it arrives")
    }

    fn turn(self, [x, y]: [f64; 2], to: f64) -> [f64; 2] {
        if !self.is_turned {
            return [x, y];
        }
        let half = 0.5_f64.sqrt();
        [half * (x - to * y), half * (to * x + y)]
    }
}

/// The step from which on the height stays low.
fn arrives(
    points: &[[f64; 2]],
    height: impl Fn([f64; 2]) -> f64,
) -> Option<usize> {
    let is_low = |p: &[f64; 2]| height(*p) < LOW;
    let mut stays = points.windows(STAY);
    stays.position(|part| part.iter().all(is_low))
}
