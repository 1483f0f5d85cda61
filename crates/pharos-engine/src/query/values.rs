//! The values that dimensions take, over all kinds of facts that have them.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::plan::Scan;
use super::question::{Asked, Question};
use super::rows::cells;
use super::{Cause, QueryError, Result, Scope, groups, scan};
use crate::dataset::Dataset;

/// Relations whose values are listed.
const RELATIONS: [&str; 5] =
    ["contact_segments", "items", "survey_answers", "state_time", "learning_results"];

/// Values a dimension takes in sight of the scope, least first, at most `limit`.
///
/// # Errors
/// A name that is no dimension.
pub async fn dimension_values(
    dataset: &Dataset,
    name: &str,
    prefix: &str,
    limit: usize,
    scope: &Scope,
) -> Result<Vec<String>> {
    let mut found = dimensions_values(dataset, &[name], scope).await?;
    let prefix = prefix.to_lowercase();
    let values = found.remove(name).unwrap_or_default().into_iter();
    Ok(values.filter(|value| value.to_lowercase().starts_with(&prefix)).take(limit).collect())
}

/// The values of several dimensions in sight of the scope. Each kind of facts is read once for all of them.
///
/// # Errors
/// A name that is no dimension, or tells persons apart where the scope sees groups only.
pub async fn dimensions_values(
    dataset: &Dataset,
    names: &[&str],
    scope: &Scope,
) -> Result<BTreeMap<String, BTreeSet<String>>> {
    let relations: Vec<&pharos_metric::Relation> =
        RELATIONS.into_iter().filter_map(pharos_metric::relation).collect();
    for name in names {
        check(name, &relations, scope)?;
    }
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for relation in relations {
        let known: Vec<String> =
            names.iter().filter(|name| relation.has_dimension(name)).map(|&name| name.to_owned()).collect();
        if known.is_empty() {
            continue;
        }
        let mut question = Question::of(&["offered"], scope.clone());
        question.by.clone_from(&known);
        let asked = Asked::of(dataset, &question).await?;
        let scan = Scan::over(relation);
        let context = scan::session(dataset, &asked, &[&scan]).await?;
        let columns: Vec<String> = known
            .iter()
            .enumerate()
            .map(|(place, name)| format!("CAST(\"{}\" AS VARCHAR) AS v{place}", name.replace('"', "\"\"")))
            .collect();
        let seen = scope.condition(relation).unwrap_or_else(|| "TRUE".to_owned());
        let rows = scan.rows(&question.by);
        let sql = format!("SELECT DISTINCT {} FROM ({rows}) WHERE {seen}", columns.join(", "));
        for row in cells(&context.sql(&sql).await?.collect().await?)? {
            for (name, cell) in known.iter().zip(row) {
                if let Value::String(text) = cell {
                    found.entry(name.clone()).or_default().insert(text);
                }
            }
        }
    }
    Ok(found)
}

fn check(name: &str, relations: &[&pharos_metric::Relation], scope: &Scope) -> Result<()> {
    let is_known = pharos_metric::dimension(name).is_some() || name.starts_with("attr:");
    if !is_known || !relations.iter().any(|relation| relation.has_dimension(name)) {
        let known =
            pharos_metric::DIMENSIONS.iter().map(|dimension| dimension.name).collect::<Vec<_>>().join(", ");
        return Err(QueryError::Question(format!(
            "there is no dimension `{name}`; there are {known}, attr:NAME"
        )));
    }
    if scope.smallest_group().is_some() && !groups::is_of_groups(name) {
        let words = format!("you see groups only, and `{name}` tells persons apart");
        return Err(QueryError::refused(Cause::GroupsOnly, words));
    }
    Ok(())
}
