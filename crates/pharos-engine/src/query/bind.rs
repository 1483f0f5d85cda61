//! Binding the words of metric files and filters to columns, parameters and terms of a relation.

use std::collections::BTreeMap;

use pharos_metric::{Catalogue, Expression, ExpressionError, Meaning, Names, ParamValue, Relation, meaning};

use super::{QueryError, Result};
use crate::functions::CALENDAR;

/// The functions that need opening hours: they get the row's queue and site as their first arguments.
const SITED: [&str; 2] = ["business_seconds", "business_age_s"];

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
    let whose = whose_hours(params);
    Ok(bound.sql_with(&SITED.map(|name| (name, whose.as_str()))))
}

/// Whose opening hours count by the parameter `calendar`: the row's queue's (`queue`, else its site's), its site's (`site`),
/// or those of a calendar by name.
fn whose_hours(params: &BTreeMap<String, ParamValue>) -> String {
    match params.get("calendar") {
        Some(ParamValue::Word(word)) if word == "site" => "CAST(NULL AS VARCHAR), \"site\", ".to_owned(),
        Some(ParamValue::Word(word)) if word != "queue" => {
            format!("'{CALENDAR}{}', \"site\", ", word.replace('\'', "''"))
        }
        _ => "\"queue\", \"site\", ".to_owned(),
    }
}

/// SQL of a user's filter over a relation: columns and dimensions only. Also gives the names it uses.
pub(super) fn filter(relation: &'static Relation, text: &str) -> Result<(String, Vec<String>)> {
    let failed = |error| QueryError::Expression { part: format!("the filter `{text}`"), error };
    let expression = Expression::parse(text).map_err(failed)?;
    let names = expression.names().into_iter().collect();
    let bound = expression.bind(&|name: &str| column(relation, name)).map_err(failed)?;
    let whose = whose_hours(&BTreeMap::new());
    Ok((bound.sql_with(&SITED.map(|name| (name, whose.as_str()))), names))
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
