//! How far a scan looks from a contact to its neighbours.
//!
//! A distance counts as looked at within a window where it stands in `coalesce(DISTANCE <= SECONDS, FALSE)`, alone or as the
//! result of a `CASE`: whether the neighbour lies further off than that or is unknown makes no difference there. A contact's
//! age is bounded where it stands in `age_s(started_at) >= SECONDS`: it says the same of all that are older.

use std::ops::ControlFlow;

use sqlparser::ast::{
    BinaryOperator, Expr, Function, FunctionArg, FunctionArgExpr, FunctionArguments, Value, Visit, Visitor,
};
use sqlparser::dialect::GenericDialect;
use sqlparser::parser::Parser;

use crate::query::plan::{Extra, Scan};

/// The widest window of a scan, microseconds; `None` where a distance is used in any other way.
pub(super) fn widest_us(scan: &Scan) -> Option<i64> {
    let mut texts: Vec<&str> = scan.cells.iter().map(String::as_str).collect();
    texts.extend(scan.filter.as_deref());
    match &scan.extra {
        Extra::Values { value, filter, event } => texts.extend([value.as_str(), filter, event]),
        Extra::Per(keys) => texts.extend(keys.iter().map(String::as_str)),
        Extra::Nothing | Extra::Clusters => {}
    }
    let mut widest_s = 0.0_f64;
    for text in texts.into_iter().filter(|text| text.contains("_gap_")) {
        widest_s = widest_s.max(widest_s_of(text)?);
    }
    Some((widest_s * 1e6).ceil() as i64)
}

/// The widest window of one expression, seconds; `None` where a distance is used in any other way.
pub(super) fn widest_s_of(text: &str) -> Option<f64> {
    let look = Look::at(text)?;
    (look.named == look.within).then_some(look.widest_s)
}

/// The age from which on a cell says the same of a contact, seconds; 0 where it asks for none, `None` where it is used in any
/// other way.
pub(super) fn oldest_s_of(text: &str) -> Option<f64> {
    let look = Look::at(text)?;
    (look.ages == look.bounded_ages).then_some(look.oldest_s)
}

/// Counts the distances that are named and those that stand in a window, and the same of ages.
#[derive(Default)]
struct Look {
    named: usize,
    within: usize,
    widest_s: f64,
    ages: usize,
    bounded_ages: usize,
    oldest_s: f64,
}

impl Look {
    /// `None` where the text is no expression.
    fn at(text: &str) -> Option<Look> {
        let tree = Parser::new(&GenericDialect {}).try_with_sql(text).ok()?.parse_expr().ok()?;
        let mut look = Look::default();
        let ControlFlow::Continue(()) = tree.visit(&mut look);
        Some(look)
    }
}

impl Visitor for Look {
    type Break = std::convert::Infallible;

    fn pre_visit_expr(&mut self, expr: &Expr) -> ControlFlow<Self::Break> {
        match expr {
            Expr::Identifier(name) => self.named += usize::from(is_gap(&name.value)),
            Expr::Function(function) if is_age(function) => self.ages += 1,
            Expr::BinaryOp { left, op: BinaryOperator::GtEq | BinaryOperator::Gt, right } => {
                if let (true, Some(age_s)) = (is_age_since_start(left), constant(right)) {
                    self.bounded_ages += 1;
                    self.oldest_s = self.oldest_s.max(age_s);
                }
            }
            Expr::Function(function) if function.name.to_string().eq_ignore_ascii_case("coalesce") => {
                if let FunctionArguments::List(list) = &function.args
                    && let [compared, otherwise] = list.args.as_slice()
                    && let (Some(compared), Some(Expr::Value(otherwise))) =
                        (plain(compared), plain(otherwise))
                    && otherwise.value == Value::Boolean(false)
                    && let Some((gaps, limit_s)) = window(compared)
                {
                    self.within += gaps;
                    self.widest_s = self.widest_s.max(limit_s);
                }
            }
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

fn plain(argument: &FunctionArg) -> Option<&Expr> {
    match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(expr)) => Some(expr),
        _ => None,
    }
}

/// Number of distances on the left and seconds on the right of a comparison.
fn window(expr: &Expr) -> Option<(usize, f64)> {
    match expr {
        Expr::Nested(inner) => window(inner),
        Expr::BinaryOp { left, op: BinaryOperator::LtEq | BinaryOperator::Lt, right } => {
            Some((results(left)?, constant(right)?))
        }
        _ => None,
    }
}

/// Number of distances an expression results in, where it results in columns only.
fn results(expr: &Expr) -> Option<usize> {
    match expr {
        Expr::Nested(inner) => results(inner),
        Expr::Identifier(name) => Some(usize::from(is_gap(&name.value))),
        Expr::Case { operand: None, conditions, else_result, .. } => {
            let branches = conditions.iter().map(|branch| &branch.result);
            branches.chain(else_result.as_deref()).map(results).sum()
        }
        _ => None,
    }
}

fn constant(expr: &Expr) -> Option<f64> {
    match expr {
        Expr::Nested(inner) => constant(inner),
        Expr::Cast { expr, .. } => constant(expr),
        Expr::Value(value) => match &value.value {
            Value::Number(text, _) => text.to_string().parse().ok(),
            _ => None,
        },
        Expr::BinaryOp { left, op: BinaryOperator::Multiply, right } => {
            Some(constant(left)? * constant(right)?)
        }
        Expr::BinaryOp { left, op: BinaryOperator::Plus, right } => Some(constant(left)? + constant(right)?),
        _ => None,
    }
}

fn is_age(function: &Function) -> bool {
    function.name.to_string().eq_ignore_ascii_case("age_s")
}

fn is_age_since_start(expr: &Expr) -> bool {
    match expr {
        Expr::Nested(inner) => is_age_since_start(inner),
        Expr::Function(function) if is_age(function) => match &function.args {
            FunctionArguments::List(list) => matches!(
                list.args.as_slice(),
                [argument] if matches!(plain(argument), Some(Expr::Identifier(name)) if name.value == "started_at")
            ),
            _ => false,
        },
        _ => false,
    }
}

fn is_gap(name: &str) -> bool {
    name.contains("_gap_")
}
