//! Every operation of the OpenAPI document against every role.

use std::collections::BTreeMap;

use axum::http::Method;
use serde::Deserialize;
use serde_json::Value;

use super::centre::Centre;
use crate::session::Door;

const MATRIX: &str = include_str!("../../role_matrix.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Expectation {
    allow: Vec<String>,
    #[serde(default = "ok")]
    answer: Vec<u16>,
    #[serde(default = "forbidden")]
    deny: Vec<u16>,
    #[serde(default)]
    path: BTreeMap<String, String>,
    #[serde(default)]
    query: String,
    body: Option<Value>,
    content: Option<String>,
    #[serde(default)]
    changes: bool,
    #[serde(default)]
    personal: bool,
}

fn ok() -> Vec<u16> {
    vec![200]
}

fn forbidden() -> Vec<u16> {
    vec![403]
}

impl Expectation {
    fn lets_in(&self, persona: &str) -> bool {
        self.allow.iter().any(|name| match name.as_str() {
            "anybody" => true,
            "everyone" => !["anonymous", "disabled"].contains(&persona),
            name => name == persona,
        })
    }
}

struct Operation {
    id: String,
    method: Method,
    path: String,
}

fn operations() -> Vec<Operation> {
    let document: Value = serde_json::from_str(&crate::document_text()).expect("JSON");
    let paths = document["paths"].as_object().expect("paths");
    let of_path = |(path, methods): (&String, &Value)| {
        let methods = methods.as_object().expect("methods").clone();
        let path = path.clone();
        methods.into_iter().map(move |(method, operation)| Operation {
            id: operation["operationId"].as_str().expect("an operationId").to_owned(),
            method: method.to_uppercase().parse().expect("a method"),
            path: path.clone(),
        })
    };
    paths.iter().flat_map(of_path).collect()
}

/// `$name` replaced by what it stands for.
fn filled(centre: &Centre, text: &str) -> String {
    match text.find('$') {
        None => text.to_owned(),
        Some(at) => {
            let rest = &text[at + 1..];
            let end = rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(rest.len());
            format!("{}{}{}", &text[..at], centre.named(&rest[..end]), filled(centre, &rest[end..]))
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_operation_answers_every_role_as_written() {
    let matrix: BTreeMap<String, Expectation> = toml::from_str(MATRIX).expect("the matrix reads");
    let operations = operations();
    let mut faults: Vec<String> = matrix
        .keys()
        .filter(|id| !operations.iter().any(|operation| operation.id == **id))
        .map(|id| format!("{id}: no operation of the document has this operationId"))
        .collect();
    let centre = Centre::new(Door::Open).await.with_signed_concern().await;
    let personas = Centre::personas();
    let mut cells = 0;
    for operation in &operations {
        let id = &operation.id;
        let Some(expected) = matrix.get(id) else {
            faults.push(format!("{id}: no expectation, add its table to role_matrix.toml"));
            continue;
        };
        if let Some(name) = expected.allow.iter().find(|name| {
            !["anybody", "everyone"].contains(&name.as_str()) && !personas.contains(&name.as_str())
        }) {
            faults.push(format!("{id}: nobody is called `{name}`"));
        }
        let mut seen = Vec::new();
        for persona in &personas {
            cells += 1;
            if let Err(fault) = cell(&centre, operation, expected, persona, &mut seen).await {
                faults.push(format!("{id} as {persona}: {fault}"));
            }
        }
        if !expected.answer.first().is_some_and(|first| seen.contains(first)) {
            faults.push(format!("{id}: nobody got {:?}, only {seen:?}", expected.answer.first()));
        }
    }
    println!("{} operations x {} roles = {cells} cells", operations.len(), personas.len());
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

async fn cell(
    centre: &Centre,
    operation: &Operation,
    expected: &Expectation,
    persona: &str,
    seen: &mut Vec<u16>,
) -> Result<(), String> {
    let mut path = operation.path.clone();
    for (name, value) in &expected.path {
        path = path.replace(&format!("{{{name}}}"), &filled(centre, value));
    }
    if path.contains('{') {
        return Err(format!("the address {path} has a parameter without a value"));
    }
    if !expected.query.is_empty() {
        path = format!("{path}?{}", filled(centre, &expected.query));
    }
    let (body, kind) = match (&expected.content, &expected.body) {
        (Some(text), _) => (Some(filled(centre, text)), "application/x-ndjson"),
        (None, Some(json)) => (Some(filled(centre, &json.to_string())), "application/json"),
        (None, None) => (None, ""),
    };
    let before = centre.last_record().await;
    let reply = centre.send(persona, operation.method.clone(), &path, body.as_deref(), kind).await;
    let status = reply.status.as_u16();
    let noted = centre.last_record().await - before;
    let may_be = match persona {
        _ if expected.lets_in(persona) => {
            seen.push(status);
            &expected.answer
        }
        "anonymous" | "disabled" => &vec![401],
        _ => &expected.deny,
    };
    if !may_be.contains(&status) {
        return Err(format!("{status} instead of {may_be:?}: {}", String::from_utf8_lossy(&reply.body)));
    }
    let is_done = reply.status.is_success() && expected.lets_in(persona);
    if is_done && expected.changes && noted == 0 {
        return Err("a change that is not in the audit log".to_owned());
    }
    if is_done && expected.personal && noted != 1 {
        return Err(format!("rows of persons were shown and {noted} records noted instead of one"));
    }
    Ok(())
}
