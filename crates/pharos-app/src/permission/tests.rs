#![allow(clippy::expect_used)]

use super::*;
use crate::tests::user;

fn permission(roles: &[&str], part: &str, agent_id: Option<&str>) -> Permission {
    Permission::of(&user(roles, part, agent_id), Entrance::Session(String::new()), None)
}

#[test]
fn words_read_back_as_what_they_name() {
    for action in Action::ALL {
        assert_eq!(Action::parse(action.as_str()), Some(action));
    }
    for role in Role::ALL {
        assert_eq!(Role::parse(role.as_str()), Some(role));
        assert!(!role.actions().is_empty(), "{role:?}");
    }
    for part in [Part::Whole, Part::Own, Part::Teams(["a".to_owned()].into())] {
        assert_eq!(Part::from_json(&part.to_json()), Some(part));
    }
}

#[test]
fn a_part_is_what_questions_see() {
    let table = [
        (permission(&["supervisor"], "\"whole\"", None), Scope::whole_centre()),
        (permission(&["supervisor"], "{\"teams\":[\"red\"]}", None), Scope::of_teams(["red".to_owned()])),
        (permission(&["manager"], "{\"sites\":[\"hk\"]}", None), Scope::of_sites(["hk".to_owned()])),
        // An agent sees what is the agent's own, whatever the record says.
        (permission(&["agent"], "\"whole\"", Some("noa")), Scope::of_agent("noa")),
        (permission(&["agent"], "\"own\"", None), Scope::of_agent("")),
        // A record that cannot be read opens nothing.
        (permission(&["manager"], "everything", None), Scope::of_teams([])),
        (permission(&[], "\"whole\"", None), Scope::of_agent("").in_groups_of(5)),
    ];
    for (permission, expected) in table {
        assert_eq!(permission.scope(5), expected, "{permission:?}");
    }
}

#[test]
fn several_roles_add_up_and_a_token_narrows() {
    let both = permission(&["planner", "quality_analyst"], "\"whole\"", None);
    assert!(both.may(Action::ManagePlans) && both.may(Action::Evaluate) && !both.may(Action::ManageUsers));
    assert!(permission(&["nonsense"], "\"whole\"", None).actions().next().is_none());
    let user = user(&["machine"], "\"whole\"", None);
    let words = ["send_facts".to_owned(), "manage_users".to_owned()];
    let token = Permission::of(&user, Entrance::Token("t".to_owned()), Some(&words));
    assert_eq!(token.actions().collect::<Vec<_>>(), [Action::SendFacts], "no more than its user may");
}

#[test]
fn another_teams_agent_is_not_there() {
    let lead = permission(&["supervisor"], "{\"teams\":[\"red\"]}", Some("noa"));
    assert!(lead.sees_agent("ben", Some("red"), None));
    assert!(!lead.sees_agent("eve", Some("blue"), None));
    assert!(!lead.sees_agent("eve", None, None));
    assert!(lead.sees_agent("noa", Some("blue"), None), "oneself, wherever one is");
    let director = permission(&["director"], "\"whole\"", None);
    assert!(!director.sees_agent("ben", Some("red"), None), "groups, no single agents");
    assert!(matches!(lead.require_agent("eve", Some("blue"), None), Err(AppError::NotFound { .. })));
}
