use super::*;

fn sql(text: &str) -> Result<String, ExpressionError> {
    Expression::parse(text).map(|expression| expression.sql())
}

#[test]
fn allowed_expressions_are_rendered_anew() {
    for (text, expected) in [
        ("queue_result = 'answered'", r#"("queue_result" = 'answered')"#),
        ("a = 'it''s' OR NOT b IS NULL", r#"(("a" = 'it''s') OR (NOT ("b" IS NULL)))"#),
        ("attr:Market = 'UK'", r#"("attr:Market" = 'UK')"#),
        ("note = 'attr:x'", r#"("note" = 'attr:x')"#),
        ("talk_s > 0 AND talk_s <= 900", r#"(("talk_s" > 0) AND ("talk_s" <= 900))"#),
        (
            "x IN ('a','b') AND y NOT BETWEEN 1 AND 2",
            r#"(("x" IN ('a', 'b')) AND ("y" NOT BETWEEN 1 AND 2))"#,
        ),
        ("coalesce(a, 0) + b", r#"(coalesce("a", 0) + "b")"#),
        ("case when a then 1 else 0 end", r#"(CASE WHEN "a" THEN 1 ELSE 0 END)"#),
    ] {
        assert_eq!(sql(text).as_deref(), Ok(expected), "{text}");
    }
}

#[test]
fn what_could_leave_the_row_is_refused() {
    for text in [
        "a = (SELECT 1)",
        "EXISTS (SELECT 1)",
        "a IN (SELECT b FROM t)",
        "read_parquet('/etc/passwd')",
        "arrow_cast(a, 'Utf8')",
        "a::text = 'x'",
        "a = 1; DROP TABLE t",
        "count(*) OVER ()",
        "information_schema.tables",
        "a = $1",
        "",
        "a = 1)",
        "CAST(a AS INT)",
        "a -- comment\n = 1 UNION SELECT 2",
    ] {
        assert!(sql(text).is_err(), "{text}");
    }
}

#[test]
fn the_division_at_the_top_splits_a_formula() {
    let formula = Expression::parse("100 * (promoters - detractors) / answers").expect("a formula");
    let (numerator, denominator) = formula.division().expect("a division");
    assert_eq!(numerator.sql(), r#"(100 * ("promoters" - "detractors"))"#);
    assert_eq!(denominator.sql(), r#""answers""#);
    let values = |name: &str| match name {
        "promoters" => Some(2309.0),
        "detractors" => Some(1719.0),
        "answers" => Some(5000.0),
        _ => None,
    };
    assert_eq!(formula.evaluate(&values), Some(11.8));
    assert_eq!(Expression::parse("1 / zero").expect("a formula").evaluate(&|_| Some(0.0)), None);
}

#[test]
fn deep_nesting_is_refused_not_overflowed() {
    let text = format!("{}1{}", "(".repeat(5000), ")".repeat(5000));
    assert!(sql(&text).is_err());
}
