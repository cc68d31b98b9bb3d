//! An expression that a reader types, recorded on the book's tape.

use std::ops::{Add, Div, Mul, Sub};

use step_2_autograd::{Op, Scalar, Tape, Value};

use super::number::brief;
use crate::Refusal;

/// The longest text that is read, in characters.
const MAX_LEN: usize = 80;

/// How deep parentheses and signs may be nested.
const MAX_DEPTH: usize = 20;

/// The largest number that can be typed.
const MAX_NUMBER: f64 = 1e6;

/// The most numbers on the tape of an expression.
pub const MAX_NODES: usize = 16;

/// An expression on a tape.
#[derive(Debug)]
pub struct Expression<'t> {
    /// All numbers of the tape, in its order. Those that have no value in the
    /// text come first.
    pub nodes: Vec<Value<'t>>,
    /// The name of each: its letter, or its place, as `v3`.
    pub names: Vec<String>,
    /// The letters that have no value in the text.
    pub inputs: Vec<char>,
    /// The value of the last part of the text.
    pub result: Value<'t>,
}

impl<'t> Expression<'t> {
    /// Runs an expression such as `d = a * b; relu(d) + c^2`, with `value` for
    /// the letters that have none in it, and so records it on an empty tape.
    ///
    /// There are `+ - * /` and powers with plain exponents, parentheses, the
    /// functions `exp`, `ln`, and `relu`, and parts with semicolons between,
    /// all but the last with a letter in front.
    ///
    /// ```
    /// use step_2_autograd::Tape;
    /// use widgets::step_2::expression::Expression;
    ///
    /// let tape = Tape::new();
    /// let it = Expression::record(&tape, "d = a * a; d + d", |_| 3.0)?;
    /// assert_eq!((it.result.data(), it.nodes.len()), (18.0, 3));
    /// assert_eq!(it.result.backward().of(it.nodes[0]), 12.0);
    /// # Ok::<(), widgets::Refusal>(())
    /// ```
    ///
    /// # Errors
    ///
    /// If the text is no such expression, says where; if there is no letter
    /// in it, or it is too long for the tape of a page.
    pub fn record(
        tape: &'t Tape,
        text: &str,
        value: impl Fn(char) -> f64,
    ) -> Result<Self, Refusal> {
        if text.chars().count() > MAX_LEN {
            return refuse(format!("{MAX_LEN} characters are the most"));
        }
        let tokens = tokens(text)?;
        let inputs = inputs(&tokens);
        let mut letters = Vec::new();
        for &letter in &inputs {
            letters.push((letter, Number::Node(tape.leaf(value(letter)))));
        }
        let mut reader = Reader {
            text,
            tokens,
            at: 0,
            depth: 0,
            tape,
            letters,
        };
        let result = reader.parts()?;
        if tape.len() > MAX_NODES {
            let len = tape.len();
            return refuse(format!(
                "this makes {len} numbers; the drawing has room for {MAX_NODES}"
            ));
        }
        Ok(reader.finish(inputs, result))
    }

    /// The text in the box of a number: `d = a × b`, or `a`.
    pub fn label(&self, i: usize) -> String {
        let name = &self.names[i];
        let of = |parent: u32| self.names[parent as usize].clone();
        let (left, symbol, right) = match self.nodes[i].op() {
            Op::Leaf | Op::Dot { .. } => return name.clone(),
            Op::Add(a, b) => (of(a), " + ", of(b)),
            Op::Sub(a, b) => (of(a), " − ", of(b)),
            Op::Mul(a, b) => (of(a), " × ", of(b)),
            Op::Div(a, b) => (of(a), " / ", of(b)),
            Op::AddConst(a, c) if c < 0.0 => (of(a), " − ", brief(-c)),
            Op::AddConst(a, c) => (of(a), " + ", brief(c)),
            Op::MulConst(a, c) => (of(a), " × ", brief(c)),
            Op::DivConst(a, c) => (of(a), " / ", brief(c)),
            Op::Powf(a, n) => (of(a), "^", brief(n)),
            Op::Neg(a) => ("−".into(), "", of(a)),
            Op::Exp(a) => ("exp".into(), " ", of(a)),
            Op::Ln(a) => ("ln".into(), " ", of(a)),
            Op::Relu(a) => ("relu".into(), " ", of(a)),
        };
        format!("{name} = {left}{symbol}{right}")
    }
}

/// A piece of the text.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Piece {
    Number(f64),
    Letter(char),
    Function(Function),
    /// One of `+ - * / ^ ( ) = ;`
    Symbol(char),
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Function {
    Exp,
    Ln,
    Relu,
}

/// A piece, and where it ends in the text.
type Token = (Piece, usize);

fn refuse<T>(words: String) -> Result<T, Refusal> {
    Err(Refusal(words))
}

/// The pieces of a text.
fn tokens(text: &str) -> Result<Vec<Token>, Refusal> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start();
    while let Some(first) = rest.chars().next() {
        let len_while = |is: fn(char) -> bool| {
            rest.find(|c| !is(c)).unwrap_or(rest.len()).max(1)
        };
        let (piece, len) = if first.is_ascii_digit() || first == '.' {
            let len = len_while(|c| c.is_ascii_digit() || c == '.');
            (plain_number(&rest[..len])?, len)
        } else if first.is_ascii_alphabetic() {
            let len = len_while(|c| c.is_ascii_alphabetic());
            (word(&rest[..len])?, len)
        } else if rest.starts_with("**") {
            (Piece::Symbol('^'), 2)
        } else {
            (symbol(first)?, first.len_utf8())
        };
        rest = &rest[len..];
        tokens.push((piece, text.len() - rest.len()));
        rest = rest.trim_start();
    }
    Ok(tokens)
}

fn plain_number(text: &str) -> Result<Piece, Refusal> {
    match text.parse() {
        Ok(x) if x <= MAX_NUMBER => Ok(Piece::Number(x)),
        Ok(_) => refuse("a million is the largest number here".into()),
        Err(_) => refuse(format!("“{text}” is no number")),
    }
}

fn word(text: &str) -> Result<Piece, Refusal> {
    let mut letters = text.chars();
    let function = match (text, letters.next(), letters.next()) {
        (_, Some(letter), None) => return Ok(Piece::Letter(letter)),
        ("exp", ..) => Function::Exp,
        ("ln", ..) => Function::Ln,
        ("relu", ..) => Function::Relu,
        _ => {
            return refuse(format!(
                "“{text}” means nothing here: the functions are exp, ln, and \
                 relu; a name is one letter; a product needs its *"
            ));
        }
    };
    Ok(Piece::Function(function))
}

fn symbol(c: char) -> Result<Piece, Refusal> {
    match c {
        '+' | '-' | '*' | '/' | '^' | '(' | ')' | '=' | ';' => {
            Ok(Piece::Symbol(c))
        }
        '−' => Ok(Piece::Symbol('-')),
        '×' | '·' => Ok(Piece::Symbol('*')),
        _ => refuse(format!("the character “{c}” means nothing here")),
    }
}

/// The letters that are used and were not given a value before.
fn inputs(tokens: &[Token]) -> Vec<char> {
    let mut defined = Vec::new();
    let mut inputs = Vec::new();
    for part in tokens.split(|(piece, _)| *piece == Piece::Symbol(';')) {
        let (name, value) = match part {
            [
                (Piece::Letter(name), _),
                (Piece::Symbol('='), _),
                value @ ..,
            ] => (Some(*name), value),
            value => (None, value),
        };
        for (piece, _) in value {
            if let Piece::Letter(letter) = piece
                && !defined.contains(letter)
                && !inputs.contains(letter)
            {
                inputs.push(*letter);
            }
        }
        defined.extend(name);
    }
    inputs
}

/// A number while the text is read: a constant, or one on the tape.
#[derive(Clone, Copy, Debug)]
enum Number<'t> {
    Plain(f64),
    Node(Value<'t>),
}

use Number::{Node, Plain};

/// Reads the pieces and computes as it reads.
struct Reader<'s, 't> {
    text: &'s str,
    tokens: Vec<Token>,
    at: usize,
    depth: usize,
    tape: &'t Tape,
    letters: Vec<(char, Number<'t>)>,
}

impl<'t> Reader<'_, 't> {
    fn peek(&self) -> Option<Piece> {
        self.tokens.get(self.at).map(|&(piece, _)| piece)
    }

    /// Goes on if the next piece is this symbol.
    fn skip(&mut self, symbol: char) -> bool {
        let is_next = self.peek() == Some(Piece::Symbol(symbol));
        self.at += usize::from(is_next);
        is_next
    }

    /// Goes on if the next piece is one of two symbols, and says which.
    fn either(&mut self, symbols: [char; 2]) -> Option<char> {
        symbols.into_iter().find(|&symbol| self.skip(symbol))
    }

    /// Says what is missing behind what was read last.
    fn missing<T>(&self, what: &str) -> Result<T, Refusal> {
        let Some(last) = self.at.checked_sub(1) else {
            return refuse(format!("at the start, {what} is missing"));
        };
        let read = self.text[..self.tokens[last].1].trim_start();
        let skipped = read.chars().count().saturating_sub(16);
        let dots = if skipped > 0 { "…" } else { "" };
        let tail: String = read.chars().skip(skipped).collect();
        refuse(format!("after “{dots}{tail}”, {what} is missing"))
    }

    /// `d = a * b; d + c`
    fn parts(&mut self) -> Result<Value<'t>, Refusal> {
        if self.tokens.is_empty() {
            return refuse("type an expression, such as a * b + c".into());
        }
        loop {
            let name = self.name()?;
            let mut value = self.sum()?;
            if let (Some(_), Plain(x)) = (name, value) {
                value = Node(self.tape.leaf(x));
            }
            if let Some(name) = name {
                self.letters.push((name, value));
            }
            let has_more = self.skip(';');
            if !has_more && self.peek().is_some() {
                return self.missing("an operation, such as *,");
            }
            match (value, name) {
                _ if has_more && self.peek().is_some() => {
                    if name.is_none() {
                        return refuse(
                            "every part but the last needs a name, as d in \
                             d = a * b"
                                .into(),
                        );
                    }
                }
                (Node(result), _) => return Ok(result),
                (Plain(_), _) => {
                    return refuse(
                        "there is no letter in the result, so nothing to \
                         record"
                            .into(),
                    );
                }
            }
        }
    }

    /// `d =`, if the next part has a name.
    fn name(&mut self) -> Result<Option<char>, Refusal> {
        let next = self.tokens.get(self.at..self.at + 2);
        let Some(&[(Piece::Letter(name), _), (Piece::Symbol('='), _)]) = next
        else {
            return Ok(None);
        };
        if self.letters.iter().any(|(letter, _)| *letter == name) {
            return refuse(format!(
                "{name} stands for a number already: take another letter"
            ));
        }
        self.at += 2;
        Ok(Some(name))
    }

    /// `a * b + c`
    fn sum(&mut self) -> Result<Number<'t>, Refusal> {
        let mut sum = self.product()?;
        while let Some(symbol) = self.either(['+', '-']) {
            sum = combine(symbol, sum, self.product()?);
        }
        Ok(sum)
    }

    /// `a * b`
    fn product(&mut self) -> Result<Number<'t>, Refusal> {
        let mut product = self.signed()?;
        while let Some(symbol) = self.either(['*', '/']) {
            product = combine(symbol, product, self.signed()?);
        }
        Ok(product)
    }

    /// `-a^2`; all that is nested comes through here.
    fn signed(&mut self) -> Result<Number<'t>, Refusal> {
        if self.depth == MAX_DEPTH {
            return refuse(format!("{MAX_DEPTH} things inside one another"));
        }
        self.depth += 1;
        let number = if self.skip('-') {
            match self.signed()? {
                Plain(x) => Plain(-x),
                Node(x) => Node(-x),
            }
        } else {
            self.power()?
        };
        self.depth -= 1;
        Ok(number)
    }

    /// `a^2`
    fn power(&mut self) -> Result<Number<'t>, Refusal> {
        let base = self.operand()?;
        if !self.skip('^') {
            return Ok(base);
        }
        match (base, self.signed()?) {
            (Plain(x), Plain(n)) => Ok(Plain(Scalar::powf(x, n))),
            (Node(x), Plain(n)) => Ok(Node(x.powf(n))),
            (_, Node(_)) => {
                refuse("an exponent is a plain number here, as in a^2".into())
            }
        }
    }

    /// `a`, `2`, `relu(a)`, or `(a + b)`
    fn operand(&mut self) -> Result<Number<'t>, Refusal> {
        match self.peek() {
            Some(Piece::Number(x)) => {
                self.at += 1;
                Ok(Plain(x))
            }
            Some(Piece::Letter(letter)) => {
                self.at += 1;
                let mut letters = self.letters.iter();
                let found = letters.find(|(other, _)| *other == letter);
                match found {
                    Some(&(_, number)) => Ok(number),
                    None => refuse(format!("{letter} is made from itself")),
                }
            }
            Some(Piece::Function(function)) => {
                self.at += 1;
                Ok(match self.group("a (")? {
                    Plain(x) => Plain(function.of(x)),
                    Node(x) => Node(function.of(x)),
                })
            }
            _ => self.group("a number or a letter"),
        }
    }

    /// `(a + b)`
    fn group(&mut self, else_missing: &str) -> Result<Number<'t>, Refusal> {
        if !self.skip('(') {
            return self.missing(else_missing);
        }
        let number = self.sum()?;
        if !self.skip(')') {
            return self.missing("an operation or a )");
        }
        Ok(number)
    }

    /// Gathers what is on the tape.
    fn finish(self, inputs: Vec<char>, result: Value<'t>) -> Expression<'t> {
        let mut nodes = vec![None; self.tape.len()];
        let mut names: Vec<String> =
            (0..nodes.len()).map(|i| format!("v{i}")).collect();
        let mut found = vec![result];
        for (letter, number) in self.letters.iter().rev() {
            if let Node(value) = number {
                names[value.index()] = letter.to_string();
                found.push(*value);
            }
        }
        while let Some(value) = found.pop() {
            if nodes[value.index()].replace(value).is_none() {
                let edges = value.parent_edges().into_iter();
                found.extend(edges.map(|(parent, _)| parent));
            }
        }
        Expression {
            nodes: nodes.into_iter().flatten().collect(),
            names,
            inputs,
            result,
        }
    }
}

impl Function {
    fn of<S: Scalar>(self, x: S) -> S {
        match self {
            Function::Exp => x.exp(),
            Function::Ln => x.ln(),
            Function::Relu => x.relu(),
        }
    }
}

/// Computes with constants, with numbers of the tape, or with one of each.
fn combine<'t>(symbol: char, a: Number<'t>, b: Number<'t>) -> Number<'t> {
    match (a, b) {
        (Plain(a), Plain(b)) => Plain(calculated(symbol, a, b)),
        (Plain(a), Node(b)) => Node(calculated(symbol, a, b)),
        (Node(a), Plain(b)) => Node(calculated(symbol, a, b)),
        (Node(a), Node(b)) => Node(calculated(symbol, a, b)),
    }
}

fn calculated<A, B, C>(symbol: char, a: A, b: B) -> C
where
    A: Add<B, Output = C>
        + Sub<B, Output = C>
        + Mul<B, Output = C>
        + Div<B, Output = C>,
{
    match symbol {
        '+' => a + b,
        '-' => a - b,
        '*' => a * b,
        _ => a / b,
    }
}

#[cfg(test)]
mod tests {
    use super::{Expression, Refusal};
    use step_2_autograd::Tape;

    fn value(text: &str) -> f64 {
        let tape = Tape::new();
        let value = |letter| if letter == 'a' { 2.0 } else { -3.0 };
        Expression::record(&tape, text, value)
            .unwrap()
            .result
            .data()
    }

    fn refusal(text: &str) -> String {
        let tape = Tape::new();
        Expression::record(&tape, text, |_| 1.0).unwrap_err().0
    }

    #[test]
    fn an_expression_has_the_value_that_it_has_in_rust() {
        let (a, b) = (2.0_f64, -3.0_f64);
        assert_eq!(value("a*b + relu(b) - 7"), a * b - 7.0);
        assert_eq!(value("a - b - a / b * a"), a - b - a / b * a);
        assert_eq!(value("-a^2 + 1"), -3.0);
        assert_eq!(value("a ** -1 × 4"), 2.0);
        assert_eq!(value("2^3^2 − a"), 510.0);
        assert_eq!(value("d = a + b; e = d * d; e + d;"), 0.0);
        assert_eq!(value("x = 4; x * .5"), 2.0);
        assert_eq!(value("--(a)"), 2.0);
        assert_eq!(value("1/(1+exp(ln(a/a)))"), 0.5);
    }

    #[test]
    fn what_is_wrong_is_said_with_its_place() {
        for (text, words) in [
            ("a +", "after “a +”, a number or a letter is missing"),
            ("a + )", "after “a +”, a number or a letter is missing"),
            ("* a", "at the start, a number or a letter is missing"),
            ("2 a", "after “2”, an operation, such as *, is missing"),
            ("(a + b", "after “(a + b”, an operation or a ) is missing"),
            ("a)", "after “a”, an operation, such as *, is missing"),
            ("relu a", "after “relu”, a ( is missing"),
            ("  ", "type an expression, such as a * b + c"),
            ("a $ b", "the character “$” means nothing here"),
            ("1.2.3 a", "“1.2.3” is no number"),
            ("a^b", "an exponent is a plain number here, as in a^2"),
            (
                "d = d + 1",
                "d stands for a number already: take another letter",
            ),
            (
                "a; b",
                "every part but the last needs a name, as d in d = a * b",
            ),
            (
                "2 + 3",
                "there is no letter in the result, so nothing to record",
            ),
            ("2000000 a", "a million is the largest number here"),
            (
                "a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a",
                "this makes 17 numbers; the drawing has room for 16",
            ),
        ] {
            assert_eq!(refusal(text), words, "{text}");
        }
        assert!(refusal("sin(a)").starts_with("“sin” means nothing here"));
        assert!(refusal(&"(".repeat(80)).starts_with("20 things"));
        assert!(refusal(&"-".repeat(80)).starts_with("20 things"));
        assert!(refusal(&"a".repeat(81)).starts_with("80 characters"));
    }

    #[test]
    fn nothing_that_is_typed_ends_in_a_panic() {
        let alphabet: Vec<char> = "ab1.+-*/^()=;$é eln".chars().collect();
        let mut seed = 1_usize;
        for _ in 0..20_000 {
            let text: String = (0..12)
                .map(|_| {
                    seed = (seed * 1_103_515_245 + 12_345) % (1 << 31);
                    alphabet[(seed >> 8) % alphabet.len()]
                })
                .collect();
            let tape = Tape::new();
            match Expression::record(&tape, &text, |_| 0.0) {
                Ok(it) => assert!(!it.nodes.is_empty(), "{text}"),
                Err(Refusal(says)) => assert!(!says.is_empty(), "{text}"),
            }
        }
    }

    #[test]
    fn a_number_is_called_by_its_letter_or_its_place() {
        let tape = Tape::new();
        let text = "d = a * b; 1 / (d - 2)^3";
        let it = Expression::record(&tape, text, |_| 1.0).unwrap();
        let labels: Vec<String> =
            (0..it.nodes.len()).map(|i| it.label(i)).collect();
        let expected = ["a", "b", "d = a × b", "v3 = d − 2"];
        assert_eq!(labels[..4], expected);
        assert_eq!(labels[4..], ["v4 = v3^3", "v5 = v4^−1", "v6 = v5 × 1"]);
        assert_eq!(it.inputs, ['a', 'b']);
    }
}
