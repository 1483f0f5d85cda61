use super::*;

const CONCERNED: Actor = Actor { concerned: true, leads: false };
const LEAD: Actor = Actor { concerned: false, leads: true };
const COLLEAGUE: Actor = Actor { concerned: false, leads: false };
const LEAD_ABOUT_ONESELF: Actor = Actor { concerned: true, leads: true };

#[test]
fn nothing_is_signed_unseen_unreasoned_or_by_the_wrong_person() {
    use State::{Closed, Contested, Dropped, Open, Signed};
    // state, seen, step, who, reason -> what comes of it
    let table = [
        (Open, false, Step::See, CONCERNED, "", Ok(Open)),
        (Open, false, Step::See, LEAD, "", Err(StepError::NotConcerned)),
        (Open, true, Step::Contest, CONCERNED, "I covered returns", Ok(Contested)),
        (Open, true, Step::Contest, CONCERNED, " ", Err(StepError::NoReason)),
        (Signed, true, Step::Contest, CONCERNED, "no", Ok(Contested)),
        (Open, false, Step::Sign, LEAD, "we talked", Err(StepError::NotSeen)),
        (Open, true, Step::Sign, LEAD, "", Err(StepError::NoReason)),
        (Open, true, Step::Sign, LEAD, "we talked", Ok(Signed)),
        (Contested, true, Step::Sign, LEAD, "looked again", Ok(Signed)),
        (Open, true, Step::Sign, COLLEAGUE, "x", Err(StepError::NotLead)),
        (Open, true, Step::Sign, LEAD_ABOUT_ONESELF, "x", Err(StepError::NotLead)),
        (Contested, true, Step::Drop, LEAD, "the contest is right", Ok(Dropped)),
        (Signed, true, Step::Close, LEAD, "", Ok(Closed)),
        (Closed, true, Step::Sign, LEAD, "x", Err(StepError::Decided)),
        (Dropped, true, Step::Contest, CONCERNED, "x", Err(StepError::Decided)),
    ];
    for (state, seen, what, who, reason, expected) in table {
        assert_eq!(step(state, seen, what, who, reason), expected, "{state:?} {seen} {what:?} {who:?}");
    }
}

#[test]
fn the_person_concerned_sees_it_first_for_some_days() {
    const DAY_US: i64 = 86_400_000_000;
    // agent first, seen, days since it was opened -> the lead sees it, with two days for the agent
    let table =
        [(true, false, 1, false), (true, true, 0, true), (true, false, 2, true), (false, false, 0, true)];
    for (first, seen, days, expected) in table {
        assert_eq!(lead_sees(first, seen, 0, 2, days * DAY_US), expected, "{first} {seen} {days}");
    }
}
