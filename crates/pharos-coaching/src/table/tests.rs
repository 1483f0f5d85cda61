use std::fmt::Write as _;

use super::*;

const SETTINGS: Settings = Settings { false_share_max: 0.08, watch_periods: 0, seed: 1 };

fn judged(text: &str) -> Result<String, String> {
    let mut out = Vec::new();
    decline_table(text.as_bytes(), &mut out, SETTINGS).map_err(|error| error.to_string())?;
    Ok(String::from_utf8(out).unwrap())
}

#[test]
fn a_table_in_any_order_of_columns_is_answered_agent_by_agent() {
    let mut text = "\u{feff}period,value,n,agent,metric,cell\n".to_owned();
    for agent in 0..12 {
        for week in 1..27 {
            // A fixed unevenness of some per cent, and one who needs 30 % longer from week 18 on.
            let wave = 1.0 + 0.04 * f64::from((agent * 7 + week * 5) % 11 - 5) / 5.0;
            let longer = if agent == 3 && 18 <= week { 1.3 } else { 1.0 };
            writeln!(text, "2026-W{week},{},50,ag{agent},aht,", 50.0 * 300.0 * wave * longer).unwrap();
        }
    }
    let answer = judged(&text).unwrap();
    let lines: Vec<&str> = answer.lines().collect();
    assert_eq!(lines[0], "agent,flagged,since,p,q,effect,lo,hi,explained_by");
    assert_eq!(lines.len(), 13);
    let flagged: Vec<&&str> = lines.iter().filter(|it| it.contains(",true,")).collect();
    assert!(flagged.len() == 1 && flagged[0].starts_with("ag3,true,2026-W18,"), "{answer}");
}

#[test]
fn what_is_wrong_is_named() {
    // input -> words of the error
    let table = [
        ("", "no column `agent`"),
        ("agent,period,metric,value\n", "no column `n`; the columns are agent, period, metric, value"),
        ("agent,period,metric,cell,n,value\n", "holds no row"),
        ("agent,period,metric,n,value\na,1,aht,,5\n", "line 2: n is ``"),
        ("agent,period,metric,n,value\na,1,aht,4,5\na,2,aht,4,-5\n", "line 3: value is `-5`"),
        (
            "agent,period,metric,n,value\na,1,aht,4,\"5,2\"\n",
            "value is `5,2`; it must be a number; maybe a decimal comma",
        ),
        ("agent,period,metric,n,value\na,1,aht,inf,5\n", "n is `inf`"),
        ("agent,period,metric,n,value\n,1,aht,4,5\n", "agent is ``"),
        ("agent,period,metric,n,value\na,1,aht,4\n", "the table cannot be read"),
    ];
    for (text, words) in table {
        let error = judged(text).unwrap_err();
        assert!(error.contains(words), "{text:?}: {error}");
    }
}

#[test]
fn days_are_brought_together_to_weeks() {
    let mut text = "agent,period,metric,cell,n,value\n".to_owned();
    let first: pharos_calendar::Date = "2026-01-05".parse().unwrap();
    let start = pharos_calendar::date_to_local(first);
    for agent in 0..10 {
        for day in (0..26 * 7).filter(|day| day % 7 < 5) {
            let date = pharos_calendar::date_of_local(start + day * 86_400_000_000);
            let wave = 1.0 + 0.05 * ((agent * 3 + day * 4) % 13 - 6) as f64 / 6.0;
            let longer = if agent == 5 && 19 * 7 <= day { 1.25 } else { 1.0 };
            writeln!(text, "ag{agent},{date},aht,all,12,{}", 12.0 * 400.0 * wave * longer).unwrap();
        }
    }
    let answer = judged(&text).unwrap();
    // The twentieth Monday from 5 January on is 18 May.
    assert!(answer.contains("ag5,true,2026-05-18,"), "{answer}");
}
