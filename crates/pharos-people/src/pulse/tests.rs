use super::*;

fn answers(teams: &[(&str, &[i64])]) -> Vec<(String, i64)> {
    teams.iter().flat_map(|(team, values)| values.iter().map(|it| ((*team).to_owned(), *it))).collect()
}

fn shown(groups: &[Group]) -> Vec<(Option<&str>, Option<usize>)> {
    groups.iter().map(|it| (it.team.as_deref(), it.n)).collect()
}

#[test]
fn five_answers_are_shown_and_four_are_not() {
    let groups = groups(&answers(&[("a", &[1, 2, 3, 4, 5]), ("b", &[5; 6])]));
    assert_eq!(shown(&groups), [(None, Some(11)), (Some("a"), Some(5)), (Some("b"), Some(6))]);
    assert_eq!((groups[1].mean, groups[1].spread.clone()), (Some(50.0), vec![1, 1, 1, 1, 1]));
    assert_eq!(shown(&super::groups(&answers(&[("a", &[3; 4])]))), [(None, None), (Some("a"), None)]);
}

#[test]
fn nobody_is_found_by_subtraction() {
    let groups = groups(&answers(&[("a", &[1; 4]), ("b", &[5; 6]), ("c", &[4; 9])]));
    // All minus b and c would tell a: so b is hidden as well.
    assert_eq!(
        shown(&groups),
        [(None, Some(19)), (Some("a"), None), (Some("b"), None), (Some("c"), Some(9))]
    );
}
