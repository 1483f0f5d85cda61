//! Binding the words of metric files and filters to columns, parameters and terms of a relation.

use std::collections::BTreeMap;

use pharos_metric::{Catalogue, Expression, ExpressionError, Meaning, Names, ParamValue, Relation, meaning};

use super::{QueryError, Result};

/// The functions that need the row's queue and site get them as their first arguments.
const SITED: &[(&str, &str)] =
    &[("business_seconds", "\"queue\", \"site\", "), ("business_age_s", "\"queue\", \"site\", ")];

/// SQL of an expression of a metric file over a relation.
pub(super) fn sql(
    catalogue: &Catalogue,
    relation: &'static Relation,
    params: &BTreeMap<String, ParamValue>,
    part: &str,
    text: &str,
) -> Result<String> {
    let failed = |error| QueryError::Expression { part: part.to_owned(), error };
    let look_up = |name: &str| {
        Ok(match meaning(name, relation, params, catalogue.terms())? {
            Meaning::Parameter(value) => Names::Value(value),
            Meaning::Term(term) => Names::Term(term),
            Meaning::Column | Meaning::Dimension => Names::Own(name.to_owned()),
        })
    };
    let bound = Expression::parse(text).and_then(|expression| expression.bind(&look_up)).map_err(failed)?;
    Ok(bound.sql_with(SITED))
}

/// SQL of a user's filter over a relation: columns and dimensions only. Also gives the names it uses.
pub(super) fn filter(relation: &'static Relation, text: &str) -> Result<(String, Vec<String>)> {
    let failed = |error| QueryError::Expression { part: format!("the filter `{text}`"), error };
    let expression = Expression::parse(text).map_err(failed)?;
    let names = expression.names().into_iter().collect();
    let bound = expression.bind(&|name: &str| column(relation, name)).map_err(failed)?;
    Ok((bound.sql_with(SITED), names))
}

fn column<'a>(relation: &'static Relation, name: &str) -> std::result::Result<Names<'a>, ExpressionError> {
    if let Some(known) = relation.column_names().into_iter().find(|known| *known == name) {
        return Ok(Names::Column(known));
    }
    if relation.has_dimension(name) {
        // A dimension's name may carry the user's own word after `attr:`; it is rendered as a quoted identifier.
        return Ok(Names::Own(name.to_owned()));
    }
    let known = relation.column_names().into_iter().chain(relation.dimensions.iter().copied());
    Err(ExpressionError::UnknownName {
        name: name.to_owned(),
        suggestion: pharos_metric::nearest(name, known),
    })
}
