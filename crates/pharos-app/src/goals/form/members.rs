//! Odds of what is asked of each member: the history is the share of members that held it, period by period. Where the whole
//! time up to the date is judged at once, no period of the past is like it, and there are no odds.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_engine::dataset::Dataset;
use pharos_goal::definition::{Definition, Measure, PeriodLength};
use pharos_goal::history::Period;
use pharos_goal::target::{Aim, Member, Whom, members_standing};
use pharos_stats::interval::wilson;

use super::super::history::{HistoryPeriod, history_begin, leave_out_the_first};
use super::super::moment::Answers;
use super::super::requests;
use crate::{App, Result};

/// Share of members that has to hold it.
pub(super) fn needed(whom: Whom) -> f64 {
    match whom {
        Whom::ShareOfMembers { share } => share,
        Whom::EachMember | Whom::Together => 1.0,
    }
}

impl App {
    /// The share of members that held the aim in each period that is over; `None` where periods are no periods of the goal,
    /// or the reader may not see single people.
    pub(super) async fn members_history(
        &self,
        dataset: &Dataset,
        answers: &mut Answers<'_>,
        goal: &Definition,
        measure: &Measure,
        aim: Aim,
        until: Date,
    ) -> Result<Option<Vec<HistoryPeriod>>> {
        use PeriodLength::{Day, Month, Quarter, Week};
        if !matches!(measure.period, Day | Week | Month | Quarter) {
            return Ok(None);
        }
        let from = history_begin(until);
        let request = requests::request(measure, from, until, measure.period, &["agent"]);
        let Ok(answer) = answers.get(request).await? else { return Ok(None) };
        let centre = &dataset.centre;
        let mut members: BTreeMap<Date, Vec<Member>> = BTreeMap::new();
        for row in &answer.rows {
            let Some(Some(agent)) = row.dims.first() else { continue };
            if !goal.people.is_empty() && !goal.people.contains(agent) {
                continue;
            }
            let start = requests::days(row, &centre.zone, (from, until)).0;
            let n = row.n.unwrap_or_else(|| row.value.map_or(0, |it| it.max(0.0) as u64));
            members.entry(start).or_default().push(Member { id: agent.clone(), value: row.value, n });
        }
        let is_over = |start: Date| {
            requests::end_of(measure.period, start, until, centre.first_weekday)
                <= until.saturating_add(1.day())
        };
        let over = members.into_iter().filter(|it| is_over(it.0));
        let mut periods: Vec<HistoryPeriod> =
            over.filter_map(|(start, members)| held(start, &members, aim, measure)).collect();
        leave_out_the_first(&mut periods);
        Ok(Some(periods))
    }
}

/// A period's share. Whoever has no number in it was not there, and is not asked.
fn held(start: Date, members: &[Member], aim: Aim, measure: &Measure) -> Option<HistoryPeriod> {
    let there: Vec<Member> = members.iter().filter(|it| it.value.is_some()).cloned().collect();
    let standing = members_standing(&there, aim, measure.whom, measure.n_min);
    let share = standing.share?;
    let bounds = wilson(standing.holding as f64, standing.eligible as f64, 0.95);
    Some(HistoryPeriod {
        period: Period {
            start,
            value: Some(share),
            numerator: Some(standing.holding as f64),
            denominator: Some(standing.eligible as f64),
        },
        lo: bounds.map(|it| it.lo),
        hi: bounds.map(|it| it.hi),
        n: Some(standing.eligible),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use crate::tests::Centre;
    use crate::{Action, GoalDraft, Part, Permission};

    fn goal(period: &str) -> GoalDraft {
        let body = json!({ "definition": {
            "title": "nobody takes long", "owners": ["dana"], "starts": "2026-03-01", "by": "2026-03-31",
            "measure": {
                "metric": "aht", "direction": "down", "target": { "kind": "value", "value": 134.5 },
                "period": period, "mode": "each", "whom": { "of": "each_member" },
            },
        }});
        serde_json::from_value(body).unwrap()
    }

    #[tokio::test]
    async fn the_history_is_the_share_of_members_that_held_it() {
        let centre = Centre::new().await;
        let owner = Permission::owner();
        let answer = centre.app.assess_goal(&owner, &goal("day"), None).await.unwrap();
        let history = answer.member_history.expect("a history of members");
        // One agent a day, whose calls of the n-th day take 133, 134, 135 and 136 seconds in the mean; the first day is left
        // out, because the data may have begun in the middle of it.
        let shares: Vec<Option<f64>> = history.periods.iter().map(|it| it.value).collect();
        assert_eq!(shares, [Some(1.0), Some(0.0), Some(0.0)]);
        assert!(history.periods.iter().all(|it| it.n == Some(1) && it.lo < it.hi));
        let odds = answer.assessment.expect("an answer");
        assert!(odds.p.is_none() && odds.refused.is_some(), "three days are too few: {odds:?}");
        assert_eq!(odds.reached_before.share, Some(1.0 / 3.0));

        let whole = centre.app.assess_goal(&owner, &goal("whole"), None).await.unwrap();
        assert_eq!((whole.member_history, whole.assessment), (None, None));
        let groups = Permission::screen(Part::Whole, &[Action::ReadMetrics, Action::ReadGoals]);
        let hidden = centre.app.assess_goal(&groups, &goal("day"), None).await.unwrap();
        assert_eq!(hidden.member_history, None);
    }
}
