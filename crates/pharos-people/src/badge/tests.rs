use super::*;

#[test]
fn badges_are_for_what_was_done() {
    assert!(earned(Deeds::default()).is_empty());
    let it =
        Deeds { certifications: 1, courses_due: 3, courses_in_time: 3, days_here: 365, ..Deeds::default() };
    assert_eq!(earned(it), [Badge::Certified, Badge::AlwaysReady, Badge::FirstYear]);
    assert_eq!(
        earned(Deeds { courses_in_time: 2, thanked: 3, ..it }),
        [Badge::Certified, Badge::Encourager, Badge::FirstYear]
    );
}
