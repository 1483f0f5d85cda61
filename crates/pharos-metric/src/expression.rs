//! Expressions of metric files and users' filters: parsed, white-listed, bound, rendered.
//!
//! What a user typed is never pasted into a query: the text is parsed into the small tree below, names are looked up in a
//! closed list, and the tree is rendered anew. Anything the tree cannot hold (subqueries, casts, unknown functions) is
//! refused, so no expression can name a file, a table or a setting.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;
use thiserror::Error;

use crate::file::ParamValue;

mod convert;
#[cfg(test)]
mod tests;

/// A checked expression.
#[derive(Clone, Debug, PartialEq)]
pub struct Expression(pub(crate) Node);

/// A literal.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    /// not known
    Null,
    /// true, false
    Flag(bool),
    /// a number as it was written
    Number(String),
    /// a word
    Word(String),
}

/// The tree. Nothing else can be said.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Node {
    Literal(Literal),
    Name(String),
    Not(Box<Node>),
    Minus(Box<Node>),
    Binary(&'static str, Box<Node>, Box<Node>),
    IsTest(&'static str, Box<Node>),
    InList { subject: Box<Node>, list: Vec<Node>, negated: bool },
    Between { subject: Box<Node>, low: Box<Node>, high: Box<Node>, negated: bool },
    Like { subject: Box<Node>, pattern: Box<Node>, negated: bool },
    Case { branches: Vec<(Node, Node)>, otherwise: Option<Box<Node>> },
    Call(&'static str, Vec<Node>),
}

/// Functions an expression can call, with the number of arguments they take.
///
/// `plus_seconds(instant, s)`, `seconds_between(from, to)` (NULL if either is), `age_s(instant)` (to the as-of instant),
/// `business_seconds(from, to)` (opening hours of the row's queue, else the site's calendar), `top_box(value, min, max,
/// direction)` and `bottom_box(...)`: the share-equivalent two boxes of a five-point scale.
pub const FUNCTIONS: &[(&str, std::ops::RangeInclusive<usize>)] = &[
    ("abs", 1..=1),
    ("age_s", 1..=1),
    ("bottom_box", 4..=4),
    ("business_seconds", 2..=2),
    ("business_age_s", 1..=1),
    ("coalesce", 1..=8),
    ("greatest", 2..=8),
    ("least", 2..=8),
    ("lower", 1..=1),
    ("nullif", 2..=2),
    ("plus_seconds", 2..=2),
    ("seconds_between", 2..=2),
    ("top_box", 4..=4),
];

/// Why an expression is refused.
#[derive(Debug, Error, PartialEq)]
pub enum ExpressionError {
    /// It is no expression.
    #[error("`{text}` cannot be read as an expression: {detail}")]
    Syntax {
        /// the text
        text: String,
        /// what the parser says
        detail: String,
    },
    /// It says something an expression must not say.
    #[error("`{part}` is not allowed in an expression; allowed are columns, dimensions, comparisons, AND, OR, NOT, IN, BETWEEN, LIKE, IS NULL, CASE and the functions {functions}", functions = function_names())]
    NotAllowed {
        /// the part
        part: String,
    },
    /// It names something unknown.
    #[error("`{name}` is unknown here{}", maybe(.suggestion))]
    UnknownName {
        /// the name
        name: String,
        /// the nearest known name
        suggestion: Option<String>,
    },
    /// Two terms that name each other.
    #[error("the term `{name}` leads back to itself")]
    Circle {
        /// the term
        name: String,
    },
}

/// What a name stands for.
pub enum Names<'a> {
    /// A column; rendered quoted, under this name.
    Column(&'a str),
    /// The same with a name of its own: a dimension such as `attr:NAME`.
    Own(String),
    /// A value.
    Value(Literal),
    /// Another expression, put in its place.
    Term(Expression),
}

/// Values for parameters, by name.
pub type Bindings = BTreeMap<String, ParamValue>;

impl Expression {
    /// Reads an expression.
    ///
    /// # Errors
    /// Text that is no expression, or says something that is not allowed.
    pub fn parse(text: &str) -> Result<Expression, ExpressionError> {
        let syntax = |detail: String| ExpressionError::Syntax { text: text.to_owned(), detail };
        let quoted = quote_attribute_names(text);
        let dialect = GenericDialect {};
        let mut parser = Parser::new(&dialect)
            .with_recursion_limit(60)
            .try_with_sql(&quoted)
            .map_err(|error| syntax(error.to_string()))?;
        let tree = parser.parse_expr().map_err(|error| syntax(error.to_string()))?;
        let rest = parser.peek_token();
        if rest.token != sqlparser::tokenizer::Token::EOF {
            return Err(syntax(format!(
                "`{rest}` comes after its end; maybe a bracket or a quote is missing"
            )));
        }
        Ok(Expression(convert::node(&tree)?))
    }

    /// Replaces every name by what it stands for; terms are bound in turn.
    ///
    /// # Errors
    /// A name the look-up refuses, or terms that name each other.
    pub fn bind<'a>(
        &self,
        look_up: &impl Fn(&str) -> Result<Names<'a>, ExpressionError>,
    ) -> Result<Expression, ExpressionError> {
        convert::bind(&self.0, look_up, &mut Vec::new()).map(Expression)
    }

    /// All names in it.
    pub fn names(&self) -> BTreeSet<String> {
        let mut names = BTreeSet::new();
        convert::collect(&self.0, &mut |node| {
            if let Node::Name(name) = node {
                names.insert(name.clone());
            }
        });
        names
    }

    /// All functions in it.
    pub fn functions(&self) -> BTreeSet<&'static str> {
        let mut names = BTreeSet::new();
        convert::collect(&self.0, &mut |node| {
            if let Node::Call(name, _) = node {
                names.insert(*name);
            }
        });
        names
    }

    /// SQL text; names are quoted identifiers.
    pub fn sql(&self) -> String {
        self.sql_with(&[])
    }

    /// SQL text in which calls of the named functions get further first arguments (given as SQL with a trailing comma).
    pub fn sql_with(&self, first_arguments: &[(&str, &str)]) -> String {
        let mut text = String::new();
        render(&self.0, first_arguments, &mut text);
        text
    }

    /// The two sides of the division at the top, if there is one: `100 * a / b` gives `100 * a` and `b`.
    pub fn division(&self) -> Option<(Expression, Expression)> {
        match &self.0 {
            Node::Binary("/", left, right) => {
                Some((Expression((**left).clone()), Expression((**right).clone())))
            }
            _ => None,
        }
    }

    /// Value of an arithmetic expression over numbers; NULL where a name is NULL or a divisor is 0.
    pub fn evaluate(&self, look_up: &impl Fn(&str) -> Option<f64>) -> Option<f64> {
        evaluate(&self.0, look_up)
    }
}

impl Expression {
    /// Truth of a condition over numbers; unknown where a name is.
    pub fn holds(&self, look_up: &impl Fn(&str) -> Option<f64>) -> Option<bool> {
        holds(&self.0, look_up)
    }
}

/// A parameter's value as a literal.
pub fn literal(value: &ParamValue) -> Literal {
    match value {
        ParamValue::Flag(flag) => Literal::Flag(*flag),
        ParamValue::Whole(number) => Literal::Number(number.to_string()),
        ParamValue::Number(number) => Literal::Number(number.to_string()),
        ParamValue::Word(word) => Literal::Word(word.clone()),
    }
}

/// The known name nearest to what was typed, if it is near.
pub fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= 2.max(candidate.len() / 3))
        .map(|(_, candidate)| candidate.to_owned())
}

fn distance(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = i + 1;
        for (j, b) in right.iter().enumerate() {
            let substitute = diagonal + usize::from(a != *b);
            diagonal = row[j + 1];
            row[j + 1] = substitute.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

fn maybe(suggestion: &Option<String>) -> String {
    suggestion.as_ref().map_or_else(String::new, |name| format!("; maybe `{name}`"))
}

fn function_names() -> String {
    FUNCTIONS.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
}

/// `attr:NAME` is one name: put quotes around it, outside of quoted text.
fn quote_attribute_names(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut quote: Option<char> = None;
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let begins_word = !out.ends_with(|c: char| c.is_alphanumeric() || c == '_');
        if quote.is_none() && begins_word && rest.starts_with("attr:") {
            let end = rest[5..]
                .find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.' || c == '-'))
                .map_or(rest.len(), |length| length + 5);
            let _ = write!(out, "\"{}\"", &rest[..end]);
            rest = &rest[end..];
            continue;
        }
        match quote {
            Some(open) if open == first => quote = None,
            None if first == '\'' || first == '"' => quote = Some(first),
            _ => {}
        }
        out.push(first);
        rest = &rest[first.len_utf8()..];
    }
    out
}

fn render(node: &Node, first: &[(&str, &str)], out: &mut String) {
    match node {
        Node::Literal(literal) => render_literal(literal, out),
        Node::Name(name) => {
            let _ = write!(out, "\"{}\"", name.replace('"', "\"\""));
        }
        Node::Not(inner) => wrap("(NOT ", &[inner], "", ")", first, out),
        Node::Minus(inner) => wrap("(- ", &[inner], "", ")", first, out),
        Node::Binary(operator, left, right) => {
            wrap("(", &[left, right], &format!(" {operator} "), ")", first, out)
        }
        Node::IsTest(test, inner) => wrap("(", &[inner], "", &format!(" {test})"), first, out),
        Node::InList { subject, list, negated } => {
            wrap("(", &[subject], "", if *negated { " NOT IN (" } else { " IN (" }, first, out);
            let items: Vec<&Node> = list.iter().collect();
            wrap("", &items, ", ", "))", first, out);
        }
        Node::Between { subject, low, high, negated } => {
            wrap("(", &[subject], "", if *negated { " NOT BETWEEN " } else { " BETWEEN " }, first, out);
            wrap("", &[low, high], " AND ", ")", first, out);
        }
        Node::Like { subject, pattern, negated } => {
            wrap("(", &[subject, pattern], if *negated { " NOT LIKE " } else { " LIKE " }, ")", first, out);
        }
        Node::Case { branches, otherwise } => {
            out.push_str("(CASE");
            for (condition, result) in branches {
                wrap(" WHEN ", &[condition, result], " THEN ", "", first, out);
            }
            if let Some(otherwise) = otherwise {
                wrap(" ELSE ", &[otherwise], "", "", first, out);
            }
            out.push_str(" END)");
        }
        Node::Call(name, arguments) => {
            let arguments: Vec<&Node> = arguments.iter().collect();
            let extra = first.iter().find(|(function, _)| function == name).map_or("", |(_, extra)| extra);
            wrap(&format!("{name}({extra}"), &arguments, ", ", ")", first, out);
        }
    }
}

fn wrap(before: &str, nodes: &[&Node], between: &str, after: &str, first: &[(&str, &str)], out: &mut String) {
    out.push_str(before);
    for (index, node) in nodes.iter().enumerate() {
        if index > 0 {
            out.push_str(between);
        }
        render(node, first, out);
    }
    out.push_str(after);
}

fn render_literal(literal: &Literal, out: &mut String) {
    match literal {
        Literal::Null => out.push_str("NULL"),
        Literal::Flag(flag) => out.push_str(if *flag { "TRUE" } else { "FALSE" }),
        Literal::Number(number) => out.push_str(number),
        Literal::Word(word) => {
            let _ = write!(out, "'{}'", word.replace('\'', "''"));
        }
    }
}

fn holds(node: &Node, look_up: &impl Fn(&str) -> Option<f64>) -> Option<bool> {
    match node {
        Node::Literal(Literal::Flag(flag)) => Some(*flag),
        Node::Not(inner) => holds(inner, look_up).map(|truth| !truth),
        Node::Binary("AND", left, right) => match (holds(left, look_up), holds(right, look_up)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (left, right) => Some(left? && right?),
        },
        Node::Binary("OR", left, right) => match (holds(left, look_up), holds(right, look_up)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (left, right) => Some(left? || right?),
        },
        Node::Binary(operator, left, right) => {
            let (left, right) = (evaluate(left, look_up)?, evaluate(right, look_up)?);
            match *operator {
                "=" => Some(left == right),
                "<>" => Some(left != right),
                "<" => Some(left < right),
                "<=" => Some(left <= right),
                ">" => Some(left > right),
                ">=" => Some(left >= right),
                _ => None,
            }
        }
        Node::Between { subject, low, high, negated } => {
            let subject = evaluate(subject, look_up)?;
            let inside = (evaluate(low, look_up)?..=evaluate(high, look_up)?).contains(&subject);
            Some(inside != *negated)
        }
        _ => None,
    }
}

fn evaluate(node: &Node, look_up: &impl Fn(&str) -> Option<f64>) -> Option<f64> {
    match node {
        Node::Literal(Literal::Number(number)) => number.parse().ok(),
        Node::Name(name) => look_up(name),
        Node::Minus(inner) => evaluate(inner, look_up).map(|value| -value),
        Node::Binary(operator, left, right) => {
            let (left, right) = (evaluate(left, look_up)?, evaluate(right, look_up)?);
            match *operator {
                "+" => Some(left + right),
                "-" => Some(left - right),
                "*" => Some(left * right),
                "/" if right == 0.0 => None,
                "/" => Some(left / right),
                _ => None,
            }
        }
        Node::Call("coalesce", arguments) => {
            arguments.iter().find_map(|argument| evaluate(argument, look_up))
        }
        _ => None,
    }
}
