//! What a name in a measure's expression stands for.

use std::collections::BTreeMap;

use crate::expression::{Bindings, Expression, ExpressionError, Literal, literal, nearest};
use crate::relation::Relation;

/// Terms by relation and name, as in `catalogue/terms.toml`.
pub type Terms = BTreeMap<String, BTreeMap<String, String>>;

/// What a name stands for.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A parameter's value.
    Parameter(Literal),
    /// A term: another expression over the same relation.
    Term(Expression),
    /// A column of the relation.
    Column,
    /// A dimension of the relation that is no column of its own.
    Dimension,
}

/// What `name` stands for in an expression over `relation`.
///
/// `$name` is always the parameter. A plain name is a column if the relation has it, else a parameter, a term, a dimension.
///
/// # Errors
/// A name that is none of these, with the nearest that is.
pub fn meaning(
    name: &str,
    relation: &Relation,
    params: &Bindings,
    terms: &Terms,
) -> Result<Meaning, ExpressionError> {
    let unknown = |known: &mut dyn Iterator<Item = &str>| ExpressionError::UnknownName {
        name: name.to_owned(),
        suggestion: nearest(name.trim_start_matches('$'), known),
    };
    if let Some(parameter) = name.strip_prefix('$') {
        let value = params.get(parameter).map(literal).map(Meaning::Parameter);
        return value.ok_or_else(|| unknown(&mut params.keys().map(String::as_str)));
    }
    let own = terms.get(relation.name);
    if relation.column(name).is_some() {
        return Ok(Meaning::Column);
    }
    if let Some(value) = params.get(name) {
        return Ok(Meaning::Parameter(literal(value)));
    }
    if let Some(term) = own.and_then(|own| own.get(name)) {
        return Expression::parse(term).map(Meaning::Term);
    }
    if relation.has_dimension(name) {
        return Ok(Meaning::Dimension);
    }
    let columns = relation.column_names().into_iter();
    let terms = own.into_iter().flat_map(|own| own.keys().map(String::as_str));
    Err(unknown(&mut columns.chain(params.keys().map(String::as_str)).chain(terms)))
}
