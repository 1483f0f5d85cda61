//! Who counts as a member of a goal: the people named, else whoever worked lately and is still there.

use std::collections::BTreeSet;

use jiff::civil::Date;
use pharos_engine::query::Answer;
use pharos_goal::definition::{Measure, PeriodLength};

use super::moment::Answers;
use super::requests;
use crate::{App, Permission, QueryRequest, Result};

/// Days back in which somebody must have handled a contact to count as a member.
const WORKED_WITHIN_DAYS: i64 = 60;

impl App {
    /// Who is eligible where nobody is left out for too few cases: the people named, else whoever worked lately.
    pub(super) async fn eligible(
        &self,
        answers: &mut Answers<'_>,
        people: &[String],
        measure: &Measure,
        (from, to): (Date, Date),
    ) -> Result<Vec<String>> {
        if !people.is_empty() {
            return Ok(people.to_vec());
        }
        // The same people for whoever asks: the average beside an agent's number is everybody's.
        let works = answers.get_as(&Permission::owner(), who_works(measure, (from, to))).await?;
        let gone = self.gone_by(to).await?;
        let worked = works.map(|it| who_worked(&it)).unwrap_or_default();
        Ok(worked.into_iter().filter(|it| !gone.contains(it)).collect())
    }

    /// Who was employed and is not any more on that day.
    pub(super) async fn gone_by(&self, day: Date) -> Result<BTreeSet<String>> {
        let dataset = self.goals_dataset().await?;
        let end = dataset.centre.zone.date_start(day.saturating_add(jiff::Span::new().days(1)));
        let instant = dataset.newest_us().await?.unwrap_or(i64::MAX).min(end);
        let (mut gone, mut there) = (BTreeSet::new(), BTreeSet::new());
        for it in dataset.employment().await? {
            let left = it.left_us.or(it.to_us).is_some_and(|left| left <= instant);
            if it.holds_at(instant) {
                there.insert(it.agent_id);
            } else if left {
                gone.insert(it.agent_id);
            }
        }
        gone.retain(|it| !there.contains(it));
        Ok(gone)
    }
}

/// The question who handled contacts lately.
pub(super) fn who_works(measure: &Measure, (from, to): (Date, Date)) -> QueryRequest {
    let since = from.max(to.saturating_sub(jiff::Span::new().days(WORKED_WITHIN_DAYS)));
    let filter = if measure.metric.contains("train") || measure.metric.contains("cert") {
        person_filter(&measure.filter)
    } else {
        measure.filter.clone()
    };
    requests::of_metric("handled", &filter, since, to, PeriodLength::Whole, &["agent"])
}

/// Those with any.
pub(super) fn who_worked(answer: &Answer) -> Vec<String> {
    let worked = answer.rows.iter().filter(|row| row.value.is_some_and(|it| 0.0 < it));
    worked.filter_map(|row| row.dims.first().cloned().flatten()).collect()
}

/// The part of a filter that picks people and fits any metric: empty unless the whole filter does.
fn person_filter(filter: &str) -> String {
    let about_people = ["team", "site", "shift", "tenure_band", "agent"];
    let first = filter.trim_start().split(|it: char| !it.is_alphanumeric() && it != '_').next();
    let simple = !filter.contains(" AND ") && !filter.contains(" OR ");
    if simple && first.is_some_and(|it| about_people.contains(&it)) {
        filter.to_owned()
    } else {
        String::new()
    }
}
