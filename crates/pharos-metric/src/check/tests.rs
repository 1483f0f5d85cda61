use super::*;

const GOOD: &str = r#"id = "own.fast"
version = 1
unit = "share"
display_unit = "%"
direction = "up"
level = "queue"
interval = "wilson"
n_min = 30
final_after = "settled"
formula = "fast / offered"
params = { threshold_s = 20 }

[measure.fast]
relation = "contact_segments"
clock = "started"
filter = "answered AND wait_s <= threshold_s"
aggregate = "count"

[measure.offered]
relation = "contact_segments"
clock = "started"
filter = "offered"
aggregate = "count"

[text.en]
name = "Fast"
tells = "."
computed = "."
not_for = "."
[text.zh-Hans]
name = "快"
tells = "."
computed = "."
not_for = "."
[text.zh-Hant]
name = "快"
tells = "."
computed = "."
not_for = "."
[text.he]
name = "מהיר"
tells = "."
computed = "."
not_for = "."
"#;

fn terms() -> Terms {
    toml::from_str(crate::TERMS).expect("terms")
}

#[test]
fn a_good_file_holds() {
    assert_eq!(check(GOOD, &terms()).map(|metric| metric.id), Ok("own.fast".to_owned()));
}

#[test]
fn faults_are_named_with_their_line() {
    for (from, to, line, part) in [
        (
            "wait_s <= threshold_s",
            "wait_sec <= threshold_s",
            16,
            "`wait_sec` is unknown here; maybe `wait_s`",
        ),
        ("fast / offered", "fast / ofered", 10, "maybe `offered`"),
        ("\"contact_segments\"", "\"contact_segment\"", 14, "maybe `contact_segments`"),
        ("clock = \"started\"", "clock = \"begun\"", 15, "no clock `begun`"),
        ("unit = \"share\"", "unit = \"percent\"", 3, "unit is `percent`"),
        ("aggregate = \"count\"", "aggregate = \"sum\"", 17, "needs a `value`"),
        ("aggregate = \"count\"", "aggregate = \"average\"", 17, "unknown variant"),
        ("filter = \"offered\"", "filter = \"offered OR (SELECT 1)\"", 22, "not allowed"),
        ("n_min = 30", "n_min = 30\ncolour = \"red\"", 9, "unknown field `colour`"),
        (
            "wait_s <= threshold_s",
            "wait_s <= $treshold_s",
            16,
            "`$treshold_s` is unknown here; maybe `threshold_s`",
        ),
        (
            "n_min = 30",
            "n_min = 30\nper = { keys = [\"queue\"], over = \"mean\", open_only = true }",
            1,
            "needs the keys `queue` and `slot`",
        ),
        (
            "n_min = 30",
            "n_min = 30\nper = { keys = [\"queue\"], over = \"share\", condition = \"fast > 1\" }",
            1,
            "`fast` is unknown here",
        ),
        (
            "n_min = 30",
            "n_min = 30\nper = { keys = [\"agent\"], over = \"top_share\" }",
            1,
            "at least two keys",
        ),
        ("aggregate = \"count\"", "aggregate = \"count_true\"", 17, "needs a `value`"),
        ("n_min = 30", "n_min = 30\nrefuse_mixed = [\"chanel\"]", 9, "maybe `channel`"),
        ("name = \"מהיר\"", "name = \"\"", 1, "Hebrew is missing"),
    ] {
        let text = GOOD.replacen(from, to, 1);
        let error = check(&text, &terms()).expect_err(to);
        assert!(error.cause.contains(part), "{to}: {error}");
        assert_eq!(error.line, line, "{to}: {error}");
    }
}

#[test]
fn a_plain_name_is_the_column_and_a_dollar_name_the_parameter() {
    let relation = relation("state_time").expect("the relation");
    let params = [("state".to_owned(), ParamValue::Word("break".to_owned()))].into();
    let bound = Expression::parse("state = $state")
        .and_then(|expression| {
            expression.bind(&|name| {
                Ok(match meaning(name, relation, &params, &terms())? {
                    Meaning::Parameter(value) => Names::Value(value),
                    Meaning::Term(term) => Names::Term(term),
                    Meaning::Column | Meaning::Dimension => Names::Column("column"),
                })
            })
        })
        .map(|expression| expression.sql());
    assert_eq!(bound.as_deref(), Ok("(\"column\" = 'break')"));
}
