//! The staffing of one February in T. W. Miller, "Modeling Techniques in Predictive Analytics", chapter 6: the
//! smallest number of servers whose Erlang C probability of waiting is at most one half, by hour.

use std::path::PathBuf;

use pharos_staffing::{Model, Queue, Target, Workload, min_agents};

#[test]
fn the_books_servers_by_hour() {
    let shared = std::env::var_os("PHAROS_SHARED").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data"),
        PathBuf::from,
    );
    let path = shared.join("events/expected_dev.json");
    let Ok(text) = std::fs::read_to_string(&path) else {
        println!("skipped: the_books_servers_by_hour, no {}", path.display());
        return;
    };
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    let found = find(&json, "published_staffing").unwrap();
    let printed = found["published"]["servers_needed_0_to_23h"].as_array().unwrap();
    let arrivals = found["recomputed"]["arrivals_per_hour"].as_array().unwrap();
    assert_eq!((printed.len(), arrivals.len()), (24, 24));
    // The book rounds its service rate to 15 an hour.
    let target = Target { p_wait_max: Some(0.5), ..Target::default() };
    for (hour, (servers, contacts)) in printed.iter().zip(arrivals).enumerate() {
        let workload =
            Workload { contacts: contacts.as_f64().unwrap(), interval_s: 3600.0, handle_s: 3600.0 / 15.0 };
        let agents = min_agents(&Queue { workload, model: Model::ErlangC }, &target).unwrap();
        assert_eq!(u64::from(agents), servers.as_u64().unwrap(), "hour {hour}");
    }
}

fn find<'a>(value: &'a serde_json::Value, key: &str) -> Option<&'a serde_json::Value> {
    match value {
        serde_json::Value::Object(map) => map.get(key).or_else(|| map.values().find_map(|v| find(v, key))),
        serde_json::Value::Array(items) => items.iter().find_map(|v| find(v, key)),
        _ => None,
    }
}
