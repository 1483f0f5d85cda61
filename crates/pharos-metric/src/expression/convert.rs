//! From the parser's tree to ours, and binding of names.

use sqlparser::ast::{
    BinaryOperator, Expr, FunctionArg, FunctionArgExpr, FunctionArguments, UnaryOperator, Value,
};

use super::{Expression, ExpressionError, FUNCTIONS, Literal, Names, Node};

/// The parser's tree as ours; refuses what ours cannot hold.
pub(super) fn node(tree: &Expr) -> Result<Node, ExpressionError> {
    let boxed = |inner: &Expr| node(inner).map(Box::new);
    match tree {
        Expr::Identifier(name) => Ok(match name.value.to_ascii_lowercase().as_str() {
            "true" if name.quote_style.is_none() => Node::Literal(Literal::Flag(true)),
            "false" if name.quote_style.is_none() => Node::Literal(Literal::Flag(false)),
            _ => Node::Name(name.value.clone()),
        }),
        Expr::Value(value) => match &value.value {
            Value::Placeholder(name) if is_parameter(name) => Ok(Node::Name(name.clone())),
            other => literal(other).map(Node::Literal),
        },
        Expr::Nested(inner) => node(inner),
        Expr::UnaryOp { op: UnaryOperator::Not, expr } => Ok(Node::Not(boxed(expr)?)),
        Expr::UnaryOp { op: UnaryOperator::Minus, expr } => Ok(Node::Minus(boxed(expr)?)),
        Expr::BinaryOp { left, op, right } => Ok(Node::Binary(operator(op)?, boxed(left)?, boxed(right)?)),
        Expr::IsNull(inner) => Ok(Node::IsTest("IS NULL", boxed(inner)?)),
        Expr::IsNotNull(inner) => Ok(Node::IsTest("IS NOT NULL", boxed(inner)?)),
        Expr::IsTrue(inner) => Ok(Node::IsTest("IS TRUE", boxed(inner)?)),
        Expr::IsNotTrue(inner) => Ok(Node::IsTest("IS NOT TRUE", boxed(inner)?)),
        Expr::IsFalse(inner) => Ok(Node::IsTest("IS FALSE", boxed(inner)?)),
        Expr::IsNotFalse(inner) => Ok(Node::IsTest("IS NOT FALSE", boxed(inner)?)),
        Expr::InList { expr, list, negated } => Ok(Node::InList {
            subject: boxed(expr)?,
            list: list.iter().map(node).collect::<Result<_, _>>()?,
            negated: *negated,
        }),
        Expr::Between { expr, negated, low, high } => Ok(Node::Between {
            subject: boxed(expr)?,
            low: boxed(low)?,
            high: boxed(high)?,
            negated: *negated,
        }),
        Expr::Like { negated, any: false, expr, pattern, escape_char: None } => {
            Ok(Node::Like { subject: boxed(expr)?, pattern: boxed(pattern)?, negated: *negated })
        }
        Expr::Case { operand: None, conditions, else_result, .. } => Ok(Node::Case {
            branches: conditions
                .iter()
                .map(|branch| Ok((node(&branch.condition)?, node(&branch.result)?)))
                .collect::<Result<_, ExpressionError>>()?,
            otherwise: else_result.as_deref().map(boxed).transpose()?,
        }),
        Expr::Function(function) => call(function),
        other => Err(ExpressionError::NotAllowed { part: other.to_string() }),
    }
}

/// Puts what names stand for in their place.
pub(super) fn bind<'a>(
    tree: &Node,
    look_up: &impl Fn(&str) -> Result<Names<'a>, ExpressionError>,
    open: &mut Vec<String>,
) -> Result<Node, ExpressionError> {
    let mut go = |inner: &Node| bind(inner, look_up, open);
    Ok(match tree {
        Node::Literal(literal) => Node::Literal(literal.clone()),
        Node::Name(name) => match look_up(name)? {
            Names::Column(column) => Node::Name(column.to_owned()),
            Names::Own(name) => Node::Name(name),
            Names::Value(literal) => Node::Literal(literal),
            Names::Term(Expression(term)) => {
                if open.iter().any(|outer| outer == name) {
                    return Err(ExpressionError::Circle { name: name.clone() });
                }
                open.push(name.clone());
                let bound = bind(&term, look_up, open)?;
                open.pop();
                bound
            }
        },
        Node::Not(inner) => Node::Not(Box::new(go(inner)?)),
        Node::Minus(inner) => Node::Minus(Box::new(go(inner)?)),
        Node::Binary(operator, left, right) => {
            Node::Binary(operator, Box::new(go(left)?), Box::new(go(right)?))
        }
        Node::IsTest(test, inner) => Node::IsTest(test, Box::new(go(inner)?)),
        Node::InList { subject, list, negated } => Node::InList {
            subject: Box::new(go(subject)?),
            list: list.iter().map(&mut go).collect::<Result<_, _>>()?,
            negated: *negated,
        },
        Node::Between { subject, low, high, negated } => Node::Between {
            subject: Box::new(go(subject)?),
            low: Box::new(go(low)?),
            high: Box::new(go(high)?),
            negated: *negated,
        },
        Node::Like { subject, pattern, negated } => {
            Node::Like { subject: Box::new(go(subject)?), pattern: Box::new(go(pattern)?), negated: *negated }
        }
        Node::Case { branches, otherwise } => Node::Case {
            branches: branches
                .iter()
                .map(|(when, then)| Ok((go(when)?, go(then)?)))
                .collect::<Result<_, _>>()?,
            otherwise: otherwise.as_ref().map(|inner| go(inner).map(Box::new)).transpose()?,
        },
        Node::Call(name, arguments) => {
            Node::Call(name, arguments.iter().map(&mut go).collect::<Result<_, ExpressionError>>()?)
        }
    })
}

/// Calls `visit` for every node.
pub(super) fn collect(tree: &Node, visit: &mut impl FnMut(&Node)) {
    visit(tree);
    match tree {
        Node::Literal(_) | Node::Name(_) => {}
        Node::Not(inner) | Node::Minus(inner) | Node::IsTest(_, inner) => collect(inner, visit),
        Node::Binary(_, left, right) => {
            collect(left, visit);
            collect(right, visit);
        }
        Node::InList { subject, list, .. } => {
            collect(subject, visit);
            list.iter().for_each(|item| collect(item, visit));
        }
        Node::Between { subject, low, high, .. } => {
            [subject, low, high].into_iter().for_each(|inner| collect(inner, visit));
        }
        Node::Like { subject, pattern, .. } => {
            collect(subject, visit);
            collect(pattern, visit);
        }
        Node::Case { branches, otherwise } => {
            for (when, then) in branches {
                collect(when, visit);
                collect(then, visit);
            }
            if let Some(inner) = otherwise {
                collect(inner, visit);
            }
        }
        Node::Call(_, arguments) => arguments.iter().for_each(|argument| collect(argument, visit)),
    }
}

fn operator(operator: &BinaryOperator) -> Result<&'static str, ExpressionError> {
    Ok(match operator {
        BinaryOperator::And => "AND",
        BinaryOperator::Or => "OR",
        BinaryOperator::Eq => "=",
        BinaryOperator::NotEq => "<>",
        BinaryOperator::Lt => "<",
        BinaryOperator::LtEq => "<=",
        BinaryOperator::Gt => ">",
        BinaryOperator::GtEq => ">=",
        BinaryOperator::Plus => "+",
        BinaryOperator::Minus => "-",
        BinaryOperator::Multiply => "*",
        BinaryOperator::Divide => "/",
        BinaryOperator::Modulo => "%",
        other => return Err(ExpressionError::NotAllowed { part: other.to_string() }),
    })
}

fn literal(value: &Value) -> Result<Literal, ExpressionError> {
    match value {
        Value::Null => Ok(Literal::Null),
        Value::Boolean(flag) => Ok(Literal::Flag(*flag)),
        Value::Number(number, _) => Ok(Literal::Number(number.to_string())),
        Value::SingleQuotedString(word) => Ok(Literal::Word(word.clone())),
        other => Err(ExpressionError::NotAllowed { part: other.to_string() }),
    }
}

/// `$name`: the parameter, even where a column has its name.
fn is_parameter(text: &str) -> bool {
    text.strip_prefix('$').is_some_and(|name| name.starts_with(|c: char| c.is_ascii_lowercase()))
}

fn call(function: &sqlparser::ast::Function) -> Result<Node, ExpressionError> {
    let refuse = || ExpressionError::NotAllowed { part: function.to_string() };
    let name = function.name.to_string().to_ascii_lowercase();
    let (name, arity) = FUNCTIONS.iter().find(|(known, _)| *known == name).ok_or_else(refuse)?;
    let FunctionArguments::List(list) = &function.args else { return Err(refuse()) };
    let plain = function.over.is_none()
        && function.filter.is_none()
        && function.within_group.is_empty()
        && list.clauses.is_empty()
        && list.duplicate_treatment.is_none();
    if !plain || !arity.contains(&list.args.len()) {
        return Err(refuse());
    }
    let arguments = list.args.iter().map(|argument| match argument {
        FunctionArg::Unnamed(FunctionArgExpr::Expr(inner)) => node(inner),
        _ => Err(refuse()),
    });
    Ok(Node::Call(name, arguments.collect::<Result<_, _>>()?))
}
