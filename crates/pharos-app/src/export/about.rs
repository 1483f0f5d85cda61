//! What a file says of its numbers: definition with version, filters, period, data clock, sources.

use pharos_engine::query::Answer;

use crate::{App, QueryRequest, Result, now_us, rfc3339};

/// The lines of a file, name and value.
pub(super) async fn of(
    app: &App,
    request: &QueryRequest,
    answer: &Answer,
    part: Option<&str>,
) -> Result<Vec<(String, String)>> {
    let mut lines: Vec<(String, String)> = Vec::new();
    let mut say = |name: &str, value: String| {
        if !value.is_empty() {
            lines.push((name.to_owned(), value));
        }
    };
    for definition in &answer.definitions {
        let (id, version) = (&definition.id, definition.version);
        let metric = app.catalogue.get(id);
        let english = metric.and_then(|it| it.text.get(&pharos_metric::Language::English));
        say("metric", format!("{id}@{version}: {}", english.map_or(id.as_str(), |text| text.name.as_str())));
        say("unit", definition.unit.clone());
        say("formula", definition.formula.clone());
        for (name, measure) in &definition.measures {
            let filter = measure.filter.as_deref().unwrap_or("all");
            let value = measure.value.as_deref().map_or_else(String::new, |value| format!(" of {value}"));
            say(
                &format!("measure {name}"),
                format!("{}{value}, {} where {filter}", word(&measure.aggregate), measure.relation),
            );
        }
        let params: Vec<String> =
            definition.params.iter().map(|(name, value)| format!("{name}={}", word(value))).collect();
        say("parameters", params.join("; "));
    }
    say("part", part.unwrap_or_default().to_owned());
    say("filter", request.filter.clone().unwrap_or_default());
    say("from (inclusive)", request.from.clone().unwrap_or_default());
    say("to (exclusive)", request.to.clone().unwrap_or_default());
    say("special events left out", request.without_events.join(", "));
    let zone = app.settings(&app.store.centre().await?).time_zone.unwrap_or_else(|| "UTC".to_owned());
    say(
        "time zone of periods",
        match request.tz.as_deref() {
            None => zone,
            Some("site") => format!("of each site, else {zone}"),
            Some(other) => other.to_owned(),
        },
    );
    say("instants", "UTC; durations are seconds, shares 0 to 1".to_owned());
    say("data as of", rfc3339(answer.as_of_us));
    say("sources", answer.sources.join(", "));
    if app.is_simulated().await? {
        say("simulated", "this centre does not exist".to_owned());
    }
    say("written", rfc3339(now_us() / 1_000_000 * 1_000_000));
    Ok(lines)
}

/// A word or number as metric files write it.
fn word(value: &impl serde::Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}
