//! Contacts that nobody answered belong to no agent and to no team: a number about people that would count them says that it
//! does not. Abandonment of a team is 0 by what the rows say, and that is no finding about the team.

use std::collections::BTreeSet;

use pharos_metric::{Measure, Metric};

use super::answer::Answer;
use super::question::Question;
use super::scope::Scope;
use crate::dataset::Dataset;

/// What such a number says of itself.
pub const ANSWERED_ONLY: &str = "answered contacts only";

/// Dimensions a contact has from whoever took it.
const OF_PEOPLE: [&str; 5] = ["agent", "team", "supervisor", "shift", "tenure_band"];
/// Words of a filter that let contacts in that nobody took.
const UNTAKEN: [&str; 4] = ["offered", "entered", "abandoned", "flowed_out"];
/// Words that let in only what somebody took.
const TAKEN: [&str; 3] = ["answered", "handled", "held"];

/// Flags the numbers of an answer about people that would count contacts nobody answered.
pub(super) fn flag(dataset: &Dataset, question: &Question, answer: &mut Answer) {
    if !is_of_people(&question.by, question.filter.as_deref().unwrap_or_default(), &question.scope) {
        return;
    }
    let counts_untaken = |id: &str| dataset.catalogue.get(id).is_some_and(counts_untaken);
    let of_people: Vec<usize> =
        (0..answer.by.len()).filter(|place| OF_PEOPLE.contains(&answer.by[*place].as_str())).collect();
    for row in &mut answer.rows {
        // The group of nobody is where those contacts are.
        let is_nobodys = of_people.iter().any(|place| row.dims.get(*place).is_some_and(Option::is_none));
        if counts_untaken(&row.metric) && !is_nobodys {
            row.flags.push(ANSWERED_ONLY.to_owned());
        }
    }
}

fn is_of_people(by: &[String], filter: &str, scope: &Scope) -> bool {
    let filter = words(filter);
    let named = |name: &&str| {
        by.iter().any(|by| by == name) || filter.contains(*name) || scope.dimensions().contains(name)
    };
    OF_PEOPLE.iter().any(named)
}

fn counts_untaken(metric: &Metric) -> bool {
    metric.measure.values().any(|measure: &Measure| {
        let filter = words(measure.filter.as_deref().unwrap_or_default());
        let any = |list: &[&str]| list.iter().any(|word| filter.contains(*word));
        measure.relation == "contact_segments"
            && (any(&UNTAKEN) || filter.contains("enqueued_at") && !any(&TAKEN))
    })
}

fn words(text: &str) -> BTreeSet<&str> {
    text.split(|it: char| !it.is_ascii_alphanumeric() && it != '_').filter(|it| !it.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use pharos_metric::Catalogue;

    use super::*;

    #[test]
    fn numbers_that_would_count_what_nobody_took_are_told_apart() {
        let catalogue = Catalogue::built_in().unwrap();
        for (id, counts) in [
            ("abandon.offered", true),
            ("abandon.queued", true),
            ("abandoned", true),
            ("offered", true),
            ("sl.answered_over_offered", true),
            ("sl.answered_only", false),
            ("answered", false),
            ("handled", false),
            ("asa", false),
            ("aht", false),
            ("csat.t2b", false),
        ] {
            assert_eq!(counts_untaken(catalogue.get(id).unwrap()), counts, "{id}");
        }
    }

    #[test]
    fn a_question_is_of_people_by_its_split_its_filter_or_who_asks() {
        let whole = Scope::whole_centre();
        assert!(!is_of_people(&[], "", &whole));
        let by = |name: &str| is_of_people(&[name.to_owned()], "", &whole);
        assert!(by("team") && by("agent") && !by("queue"));
        let of = |filter: &str| is_of_people(&[], filter, &whole);
        assert!(of("team = 'red'") && !of("queue = 'teams'"));
        assert!(is_of_people(&[], "", &Scope::of_teams(["red".to_owned()])));
        assert!(is_of_people(&[], "", &Scope::of_agent("noa")));
    }
}
