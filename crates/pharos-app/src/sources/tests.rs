use super::usual_pause;

#[test]
fn the_usual_pause_is_the_median() {
    let day = 86_400_000_000;
    assert_eq!(usual_pause(&[0, day]), None);
    assert_eq!(usual_pause(&[0, day, 2 * day, 9 * day]), Some(86_400.0));
}
