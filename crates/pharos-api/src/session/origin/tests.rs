use axum::http::HeaderValue;

use super::*;

fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| (HeaderName::from_static(name), HeaderValue::from_static(value)))
        .collect()
}

#[test]
fn only_our_own_page_changes_anything() {
    let public = Some("https://pharos.example.org");
    type Case<'a> = (&'a [(&'static str, &'static str)], Option<&'a str>, bool);
    let table: &[Case] = &[
        (&[("sec-fetch-site", "same-origin")], None, true),
        (&[("sec-fetch-site", "same-origin"), ("origin", "http://a:7070"), ("host", "a:7070")], None, true),
        (&[("origin", "http://a:7070"), ("host", "a:7070")], None, true),
        (&[("origin", "https://pharos.example.org"), ("host", "10.0.0.2:7070")], public, true),
        (&[], None, false),
        (&[("host", "a:7070")], None, false),
        (&[("sec-fetch-site", "cross-site")], None, false),
        (&[("sec-fetch-site", "same-site")], None, false),
        (&[("sec-fetch-site", "none")], None, false),
        (&[("origin", "null"), ("host", "a:7070")], None, false),
        (&[("origin", "http://b:7070"), ("host", "a:7070")], None, false),
        (&[("origin", "http://a:7070.evil"), ("host", "a:7070")], None, false),
        (&[("origin", "http://a:7070"), ("host", "a:7070")], public, false),
        (&[("sec-fetch-site", "cross-site"), ("origin", "http://a:7070"), ("host", "a:7070")], None, false),
        (&[("sec-fetch-site", "same-origin"), ("origin", "http://evil"), ("host", "a:7070")], None, false),
    ];
    for (pairs, public, expected) in table {
        assert_eq!(require_own_page(&headers(pairs), *public).is_ok(), *expected, "{pairs:?}");
    }
}

#[test]
fn only_a_proxy_on_this_machine_speaks_for_others() {
    let from = |peer: &str| {
        let mut extensions = Extensions::new();
        if let Ok(peer) = peer.parse::<SocketAddr>() {
            extensions.insert(ConnectInfo(peer));
        }
        extensions
    };
    let said = headers(&[("x-forwarded-for", "1.2.3.4, 203.0.113.9")]);
    assert_eq!(caller(&said, &from("127.0.0.1:5000")).address, "203.0.113.9");
    assert_eq!(caller(&said, &from("198.51.100.1:5000")).address, "198.51.100.1");
    assert_eq!(caller(&headers(&[]), &from("127.0.0.1:5000")).address, "127.0.0.1");
}
