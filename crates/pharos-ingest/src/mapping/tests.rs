use super::*;

const GOOD: &str = r#"
source = "bank"
[read]
format = "tsv"
delimiter = "\t"
[zone]
tz = "Asia/Jerusalem"
[[target]]
table = "contact_segments"
filter = "outcome <> 'PHANTOM'"
filter_reason = "phantom"
key = '"call_id"'
[target.columns]
started_at = "local_day_clock(\"date\", '%y%m%d', \"vru_entry\")"
wait_s = '"q_time"'
"#;

#[test]
fn a_mapping_is_read_and_written_alike() {
    let mapping = Mapping::parse(GOOD).expect("the mapping is right");
    assert_eq!(mapping.source.as_deref(), Some("bank"));
    assert_eq!(mapping.read.format, Some(Format::Tsv));
    assert_eq!(mapping.targets[0].columns.len(), 2);
    let text = mapping.to_toml();
    assert_eq!(Mapping::parse(&text).expect("written text parses"), mapping);
    // `started_at` stands before `wait_s` in the table.
    assert!(text.find("started_at").expect("there") < text.find("wait_s").expect("there"));
}

#[test]
fn a_mistake_names_its_line_and_a_near_name() {
    let check = |from: &str, to: &str, line: usize, cause: &str| {
        let text = GOOD.replacen(from, to, 1);
        assert_ne!(text, GOOD, "{from} is in the mapping");
        let error = Mapping::parse(&text).expect_err(to);
        assert_eq!(error.line, line, "{error}");
        assert!(error.cause.contains(cause), "{error}");
    };
    check("\"contact_segments\"", "\"contact_segment\"", 9, "maybe `contact_segments`");
    check("wait_s", "waits_s", 15, "maybe `wait_s`");
    check("\"\\t\"", "\"tab\"", 5, "one ASCII character");
    check("Asia/Jerusalem", "Asia/Jeruslem", 7, "Asia/Jerusalem");
    check("key = '\"call_id\"'", "", 9, "row_hash");
    check("key = '\"call_id\"'", "key = '\"call_id\"'\nrow_hash = true", 13, "both");
    check("filter = \"outcome <> 'PHANTOM'\"", "", 11, "without `filter`");
    check("[read]", "[red]", 3, "red");
    check("format = \"tsv\"", "format = \"tvs\"", 4, "tvs");
    check("format = \"tsv\"", "encoding = \"utf9\"", 4, "unknown encoding");
    check("wait_s", "source_version", 15, "set by the import");
    check("'\"q_time\"'", "' '", 15, "is empty");
}

#[test]
fn the_line_is_that_of_the_right_target() {
    let second = "\n[[target]]\ntable = \"work_items\"\nrow_hash = true\n[target.columns]\nwait_s = \"1\"\n";
    let error = Mapping::parse(&format!("{GOOD}{second}")).expect_err("work_items has no wait_s");
    assert_eq!(error.line, 21);
}

#[test]
fn no_target_is_an_error() {
    assert!(Mapping::parse("source = \"x\"").expect_err("no target").cause.contains("[[target]]"));
}

#[test]
fn windows_are_seen() {
    let check = |sql: &str, expected: bool| {
        let mut target = Target::default();
        target.columns.insert("reopened".to_owned(), sql.to_owned());
        assert_eq!(target.needs_whole_file(), expected, "{sql}");
    };
    check("count(*) OVER (PARTITION BY a)", true);
    check("count(*) over(partition by a)", true);
    check("sum(x)over(order by y)", true);
    check("'over (there)'", false);
    check("\"left over (s)\"", false);
    check("takeover(x)", false);
}

#[test]
fn every_mapping_of_the_samples_is_one() {
    let samples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../samples");
    let mut read = 0;
    for folder in std::fs::read_dir(&samples).expect("samples") {
        for file in std::fs::read_dir(folder.expect("readable").path()).into_iter().flatten() {
            let path = file.expect("readable").path();
            let text = std::fs::read_to_string(&path).unwrap_or_default();
            // Other samples are TOML as well: plans to hire, scenarios to simulate.
            if path.extension().is_some_and(|ending| ending == "toml") && text.contains("[[target]]") {
                let mapping =
                    Mapping::parse(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
                assert_eq!(Mapping::parse(&mapping.to_toml()), Ok(mapping), "{}", path.display());
                read += 1;
            }
        }
    }
    assert!(read >= 8, "{read} mappings");
}
