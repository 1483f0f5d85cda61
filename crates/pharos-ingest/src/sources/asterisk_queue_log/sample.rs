//! The invented log of `samples/asterisk-queue-log`.

use std::fmt::Write as _;

use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

/// 2024-03-04 08:00 UTC, a Monday.
const FIRST_S: i64 = 1_709_539_200;
const LINES: usize = 200;

/// About two hundred lines: three members, two queues, a restart. The same seed gives the same text.
pub(crate) fn log(seed: u64) -> String {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut lines: Vec<(i64, String)> = vec![(FIRST_S, "NONE|NONE|NONE|QUEUESTART|".to_owned())];
    for (place, member) in ["Anna", "Boris", "Chen"].iter().enumerate() {
        let at_s = FIRST_S + 10 + place as i64;
        lines.push((at_s, format!("MANAGER|sales|{member}|ADDMEMBER|")));
        lines.push((at_s + 3_000, format!("NONE|NONE|{member}|PAUSEALL|lunch")));
        lines.push((at_s + 3_000, format!("NONE|sales|{member}|PAUSE|lunch")));
        lines.push((at_s + 4_800, format!("NONE|NONE|{member}|UNPAUSEALL|")));
        lines.push((at_s + 4_800, format!("NONE|sales|{member}|UNPAUSE|")));
    }
    let mut at_s = FIRST_S + 60;
    let mut number = 0;
    while lines.len() < LINES {
        at_s += rng.random_range(20..90);
        number += 1;
        call(&mut rng, at_s, number, &mut lines);
    }
    lines.sort_by_key(|(at_s, _)| *at_s);
    lines.iter().fold(String::new(), |mut text, (at_s, line)| {
        let _ = writeln!(text, "{at_s}|{line}");
        text
    })
}

fn call(rng: &mut ChaCha8Rng, at_s: i64, number: u32, lines: &mut Vec<(i64, String)>) {
    let id = format!("{}.{number}", at_s - rng.random_range(2..12));
    let queue = if rng.random_bool(0.7) { "sales" } else { "support" };
    let member = ["Anna", "Boris", "Chen"][rng.random_range(0..3)];
    let caller = format!("0155501{:05}", rng.random_range(0..400));
    lines.push((at_s, format!("{id}|{queue}|NONE|ENTERQUEUE||{caller}|1")));
    let (wait_s, talk_s) = (rng.random_range(1..50), rng.random_range(0..300));
    let end_s = at_s + wait_s;
    match rng.random_range(0..12) {
        0 => lines.push((end_s, format!("{id}|{queue}|NONE|ABANDON|1|1|{wait_s}"))),
        1 => lines.push((end_s, format!("{id}|{queue}|NONE|EXITWITHTIMEOUT|1|1|{wait_s}"))),
        2 => lines.push((end_s, format!("{id}|{queue}|NONE|EXITWITHKEY|1|1|1|{wait_s}"))),
        3 => {}
        kind => {
            if kind == 4 {
                let other = if member == "Anna" { "Boris" } else { "Anna" };
                let ring_s = wait_s.min(15);
                lines.push((end_s, format!("{id}|{queue}|{other}|RINGNOANSWER|{}", ring_s * 1000)));
            }
            lines.push((
                end_s,
                format!("{id}|{queue}|{member}|CONNECT|{wait_s}|{}.{}|2", end_s - 2, number + 5_000),
            ));
            let over_s = end_s + talk_s;
            lines.push((
                over_s,
                match kind {
                    5 => format!("{id}|{queue}|{member}|BLINDTRANSFER|7000|internal|{wait_s}|{talk_s}|1"),
                    6..=8 => format!("{id}|{queue}|{member}|COMPLETECALLER|{wait_s}|{talk_s}|1"),
                    _ => format!("{id}|{queue}|{member}|COMPLETEAGENT|{wait_s}|{talk_s}|1"),
                },
            ));
        }
    }
}
