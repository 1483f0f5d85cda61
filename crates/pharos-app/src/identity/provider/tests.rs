use super::own_page;

#[test]
fn nobody_is_sent_elsewhere() {
    for own in ["/", "/explore?metric=asa&by=team", "/people/noa#plan"] {
        assert_eq!(own_page(own), own);
    }
    for foreign in [
        "",
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "/a\r\nset-cookie: x",
        "explore",
    ] {
        assert_eq!(own_page(foreign), "/", "{foreign}");
    }
}
