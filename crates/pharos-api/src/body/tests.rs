use serde::Deserialize;

use super::Described;

#[derive(Debug, Deserialize, PartialEq)]
struct Point {
    x: f64,
    y: Option<f64>,
}

#[derive(Debug, Deserialize, PartialEq)]
#[serde(rename_all = "snake_case")]
enum Shape {
    Nothing,
    Circle { middle: Point, radius: f64 },
    Line(Vec<Point>),
}

fn read<T: for<'de> Deserialize<'de>>(text: &str) -> Result<T, String> {
    serde_json::from_str::<Described<T>>(text).map(|it| it.0).map_err(|error| error.to_string())
}

#[test]
fn an_object_is_no_list_of_its_values() {
    // serde takes both.
    assert_eq!(serde_json::from_str::<Point>("[1, 2]").ok(), Some(Point { x: 1.0, y: Some(2.0) }));
    assert!(read::<Point>("[1, 2]").is_err_and(|words| words.contains("invalid type: sequence")));
    assert_eq!(read::<Point>("{\"x\": 1}"), Ok(Point { x: 1.0, y: None }));
}

#[test]
fn nor_is_one_within_another() {
    for text in ["[[1, 2]]", "[{\"x\": 1}, [2, 3]]"] {
        assert!(read::<Vec<Point>>(text).is_err(), "{text}");
    }
    assert!(read::<Shape>("{\"circle\": {\"middle\": [1, 2], \"radius\": 3}}").is_err());
    assert!(read::<Shape>("{\"circle\": [{\"x\": 1}, 3]}").is_err());
    assert!(read::<Option<Point>>("[1, 2]").is_err());
    assert!(read::<std::collections::BTreeMap<String, Point>>("{\"a\": [1, 2]}").is_err());
}

#[test]
fn all_else_reads_as_ever() {
    let middle = Point { x: 1.0, y: None };
    assert_eq!(
        read::<Shape>("{\"circle\": {\"middle\": {\"x\": 1}, \"radius\": 3}}"),
        Ok(Shape::Circle { middle, radius: 3.0 })
    );
    assert_eq!(read::<Shape>("\"nothing\""), Ok(Shape::Nothing));
    assert_eq!(
        read::<Shape>("{\"line\": [{\"x\": 0, \"y\": 1}]}"),
        Ok(Shape::Line(vec![Point { x: 0.0, y: Some(1.0) }]))
    );
    assert_eq!(read::<(u8, String)>("[1, \"a\"]"), Ok((1, "a".to_owned())));
    assert_eq!(read::<Option<Point>>("null"), Ok(None));
    let value = serde_json::json!({"a": [1, {"b": null}]});
    assert_eq!(read::<serde_json::Value>(&value.to_string()), Ok(value));
}
