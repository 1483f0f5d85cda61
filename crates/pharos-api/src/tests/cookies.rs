//! Sessions in cookies: what a browser sends along for strangers' pages changes nothing.

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use pharos_app::{NewUser, Part, Permission, Role};
use serde_json::{Value, json};

use super::centre::{Centre, OWNERS_TOKEN, Reply};
use crate::session::Door;

const WORD: &str = "correct-kettle-granite-owl";

async fn with_ada() -> Centre {
    let centre = Centre::new(Door::FirstStart).await;
    let ada = NewUser {
        login: "ada".to_owned(),
        name: "Ada".to_owned(),
        roles: vec![Role::Administrator],
        part: Part::Whole,
        agent_id: None,
        password: Some(WORD.to_owned()),
    };
    centre.app.add_user(&Permission::owner(), &ada).await.expect("a user");
    centre
}

async fn send(
    centre: &Centre,
    method: Method,
    path: &str,
    headers: &[(&str, &str)],
    body: Option<Value>,
) -> Reply {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    if body.is_some() {
        request = request.header(header::CONTENT_TYPE, "application/json");
    }
    let body = body.map_or_else(Body::empty, |json| Body::from(json.to_string()));
    centre.request(request.body(body).expect("a request")).await
}

async fn sign_in(centre: &Centre, headers: &[(&str, &str)]) -> Reply {
    let body = json!({"login": "ada", "password": WORD});
    send(centre, Method::POST, "/api/v1/session", headers, Some(body)).await
}

fn session_pair(reply: &Reply) -> String {
    let cookie =
        reply.cookies.iter().find(|it| it.starts_with("pharos_session=")).expect("a session's cookie");
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict") && cookie.contains("Path=/"),
        "{cookie}"
    );
    cookie.split(';').next().expect("a pair").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_lives_from_signing_in_to_signing_out() {
    let centre = with_ada().await;
    let reply = sign_in(&centre, &[]).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.json());
    assert_eq!(reply.json()["user"]["role"], json!("administrator"));
    let pair = session_pair(&reply);
    // Whatever cookie was there before is not the session: it gets a new one.
    let planted = sign_in(&centre, &[("cookie", "pharos_session=0123456789abcdef")]).await;
    assert_ne!(session_pair(&planted), "pharos_session=0123456789abcdef");
    let own = [("cookie", pair.as_str()), ("sec-fetch-site", "same-origin")];
    assert_eq!(send(&centre, Method::GET, "/api/v1/session", &own[..1], None).await.status, StatusCode::OK);
    let out = send(&centre, Method::DELETE, "/api/v1/session", &own, None).await;
    assert_eq!(out.status, StatusCode::NO_CONTENT);
    assert!(out.cookies.iter().any(|it| it.starts_with("pharos_session=;") && it.contains("Max-Age=0")));
    assert_eq!(
        send(&centre, Method::GET, "/api/v1/session", &own[..1], None).await.status,
        StatusCode::UNAUTHORIZED
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn strangers_pages_change_nothing() {
    let centre = with_ada().await;
    let pair = session_pair(&sign_in(&centre, &[]).await);
    let user = json!({"login": "eve", "roles": ["administrator"]});
    let cookie = ("cookie", pair.as_str());
    let refused: &[&[(&str, &str)]] = &[
        &[cookie],
        &[cookie, ("sec-fetch-site", "cross-site")],
        &[cookie, ("sec-fetch-site", "same-site")],
        &[cookie, ("origin", "https://evil.example"), ("host", "pharos.example")],
        &[cookie, ("origin", "null"), ("host", "pharos.example")],
    ];
    for headers in refused {
        let reply = send(&centre, Method::POST, "/api/v1/users", headers, Some(user.clone())).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN, "{headers:?}");
    }
    // A form of another page cannot send JSON; sent as text it is not read.
    let form = Request::builder()
        .method(Method::POST)
        .uri("/api/v1/users")
        .header("cookie", &pair)
        .header("sec-fetch-site", "same-origin")
        .header(header::CONTENT_TYPE, "text/plain")
        .body(Body::from(user.to_string()))
        .expect("a request");
    assert_eq!(centre.request(form).await.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
    let own = [cookie, ("sec-fetch-site", "same-origin")];
    let reply = send(&centre, Method::POST, "/api/v1/users", &own, Some(user)).await;
    assert_eq!(reply.status, StatusCode::CREATED);
    let foreign = sign_in(&centre, &[("sec-fetch-site", "cross-site")]).await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN, "nobody is signed in by a stranger's page");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_printed_address_opens_until_there_is_an_administrator() {
    let centre = with_ada().await;
    let token = json!({"token": OWNERS_TOKEN});
    let reply = send(&centre, Method::POST, "/api/v1/session", &[], Some(token.clone())).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED, "there is an administrator");
    let bearer = format!("Bearer {OWNERS_TOKEN}");
    let reply = send(&centre, Method::GET, "/api/v1/session", &[("authorization", &bearer)], None).await;
    assert_eq!(reply.status, StatusCode::UNAUTHORIZED);
    let open = Centre::new(Door::Open).await;
    let reply = send(&open, Method::POST, "/api/v1/session", &[], Some(token)).await;
    assert_eq!(reply.status, StatusCode::OK, "the owner has set it to be open");
}

#[tokio::test(flavor = "multi_thread")]
async fn too_many_attempts_are_told_when_to_come_again() {
    let centre = with_ada().await;
    let wrong = json!({"login": "ada", "password": "not the password"});
    let mut statuses = Vec::new();
    for _ in 0..7 {
        let reply = send(&centre, Method::POST, "/api/v1/session", &[], Some(wrong.clone())).await;
        statuses.push(reply.status.as_u16());
    }
    assert_eq!(statuses, [401, 401, 401, 401, 401, 429, 429]);
}
