//! Three positions made by hand, and a query that looks for two of them.

/// Asks for the first letter and for the letter before.
pub const QUERY: [f64; 4] = [10.0, 0.0, 0.0, 10.0];

/// The first letter, one between, and the letter before.
pub const KEYS: [[f64; 4]; 3] = [
    [1.0, 0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0, 0.0],
    [0.0, 0.0, 0.0, 1.0],
];
