//! Time and rows of the demo centre: `cargo run -p pharos-simulation --example centre_size [seed] [until]`.

use std::collections::BTreeMap;
use std::time::Instant;

use pharos_simulation::centre::{Centre, CentreError};

fn main() -> Result<(), CentreError> {
    let mut arguments = std::env::args().skip(1);
    let seed = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(1);
    let until = arguments.next().and_then(|text| text.parse().ok()).unwrap_or(jiff::civil::date(2026, 11, 1));
    let start = Instant::now();
    let centre = Centre::new(seed, until)?;
    let mut tables: BTreeMap<&str, usize> = BTreeMap::new();
    for day in centre.days() {
        for (table, rows) in [
            ("contact_segments", day.contact_segments.len()),
            ("agent_offers", day.agent_offers.len()),
            ("agent_intervals", day.agent_intervals.len()),
            ("callbacks", day.callbacks.len()),
            ("messages", day.messages.len()),
            ("work_items", day.work_items.len()),
            ("work_item_events", day.work_item_events.len()),
            ("survey_answers", day.survey_answers.len()),
            ("self_service_steps", day.self_service_steps.len()),
        ] {
            *tables.entry(table).or_default() += rows;
        }
    }
    println!("{:.2} s, {} rows: {tables:?}", start.elapsed().as_secs_f64(), tables.values().sum::<usize>());
    Ok(())
}
