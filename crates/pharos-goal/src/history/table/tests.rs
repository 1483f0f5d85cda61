use jiff::civil::date;

use super::*;

#[test]
fn columns_in_any_order_and_cells_without_a_value() {
    let text = "denominator,period_start,value,numerator,note\n40,2026-01-05,0.75,30,x\n0,2026-01-12,,0,\n,2026-01-18T22:00:00Z,NULL,NA,\n";
    let periods = read(text.as_bytes()).unwrap();
    assert_eq!(periods.len(), 3);
    assert_eq!((periods[0].value, periods[0].denominator), (Some(0.75), Some(40.0)));
    assert_eq!((periods[1].value, periods[1].denominator), (None, Some(0.0)));
    assert_eq!((periods[2].start, periods[2].numerator), (date(2026, 1, 19), None));
}

#[test]
fn what_cannot_be_read_is_named_with_its_line() {
    let fails = |text: &str| read(text.as_bytes()).unwrap_err().to_string();
    assert!(fails("start,value\n").contains("no column `period_start`"));
    assert!(fails("period_start,value\n2026-01-05,80%\n").starts_with("line 2: value is `80%`"));
    assert!(fails("period_start,value\n05/01/2026,1\n").contains("maybe it should look like 2026-01-05"));
    assert!(fails("period_start,value\n2026-01-05,inf\n").contains("not finite"));
}
