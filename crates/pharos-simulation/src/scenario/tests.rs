use super::*;

const TWO_SKILLS: &str = r#"
name = "two skills"
[[queue]]
name = "billing"
arrivals_per_hour = [180]
patience = { mean_s = 120 }
handle = { mean_s = 240, distribution = "lognormal", cv = 0.8 }
routes = [{ group = "billing" }, { group = "all-round", rank = 2, after_s = 30 }]
[[group]]
name = "billing"
agents = [12]
[[group]]
name = "all-round"
agents = [4]
"#;

/// Replaces a piece of the good scenario and expects the message.
fn check(from: &str, to: &str, message: &str) {
    assert!(TWO_SKILLS.contains(from), "{from}");
    let error = Scenario::read(&TWO_SKILLS.replace(from, to)).unwrap_err().to_string();
    assert!(error.contains(message), "{error}");
}

#[test]
fn reads_toml_with_defaults() {
    let scenario = Scenario::read(TWO_SKILLS).unwrap().remove(0);
    assert_eq!(scenario.threshold_s, 20.0);
    assert_eq!(scenario.horizon, Horizon::Contacts { contacts: 1_000_000 });
    assert_eq!(scenario.queues[0].routes[1].after_s, 30.0);
    assert_eq!(scenario.queues[0].handle.distribution, Distribution::Lognormal);
    assert_eq!(scenario.groups[1].concurrency, 1);
}

#[test]
fn names_what_makes_no_sense() {
    check("[180]", "[-1]", "arrivals_per_hour of queue `billing` is -1");
    check("[180]", "[0]", "at least one queue needs arrivals");
    check("[180]", "[180, 90]", "maybe set horizon");
    check("mean_s = 120", "mean_s = 0", "patience.mean_s of queue `billing` is 0: must be above 0");
    check("mean_s = 120", "mean_s = 120, balk = 10", "maybe per cent?");
    check("group = \"all-round\"", "group = \"allround\"", "no such name");
    check("agents = [4]", "agents = [4]\nconcurrency = 0", "concurrency of group `all-round` is 0");
    check("agents = [4]", "", "give either agents or shifts");
    check("agents = [12]", "agents = [12, 3]", "a steady state has one number");
    check("[[group]]\nname = \"all-round\"", "[[group]]\nname = \"billing\"", "each name stands once");
    check("rank = 2", "rnak = 2", "unknown field");
}

#[test]
fn reads_markov_instances_and_picks_a_case() {
    let text = include_str!("../../reference/ctmc_reference.json");
    assert_eq!(Scenario::read(text).unwrap().len(), 7);
    let scenario = Scenario::read_case(text, "W/M-design slow generalist").unwrap();
    assert_eq!(scenario.groups[2].agents, [4]);
    assert_eq!(scenario.queues[0].routes[1].handle_mean_s, Some(96.0));
    assert_eq!((scenario.queues[0].routes[1].priority, scenario.queues[1].routes[1].priority), (1, 2));
    let error = Scenario::read_case(text, "Z-design").unwrap_err().to_string();
    assert!(error.contains("N-design small"), "{error}");
}
