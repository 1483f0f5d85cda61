use super::*;

#[test]
fn versions_of_node() {
    for (version, expected) in [
        ("v20.19.0\n", true),
        ("v20.18.3", false),
        ("v18.20.4", false),
        ("v22.1.0", true),
        ("v100.0.0", true),
        ("", false),
        ("what", false),
    ] {
        assert_eq!(node_is_new_enough(version), expected, "{version}");
    }
}
