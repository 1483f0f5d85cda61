//! Signing in through an identity provider, from the first navigation to the session.

use std::collections::{BTreeMap, HashMap};

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use pharos_app::{Admit, Config, LoginClaim, NewUser, OidcConfig, Part, Permission, Role, UserChange};
use serde_json::{Value, json};

use super::centre::Centre;
use super::provider::{CLIENT, Fault, Provider, SECRET};

const WORD: &str = "correct-kettle-granite-owl";
const PUBLIC: &str = "http://127.0.0.1:7070";

fn oidc(provider: &Provider) -> OidcConfig {
    OidcConfig {
        issuer: provider.issuer(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(SECRET.to_owned()),
        label: "Example".to_owned(),
        scopes: vec!["email".to_owned()],
        login_claim: LoginClaim::Email,
        admit: Admit::Known,
        domains: [].into(),
        default_role: None,
        role_claim: None,
        roles: BTreeMap::new(),
        agent_claim: None,
    }
}

async fn centre(oidc: OidcConfig) -> Centre {
    let change = |config: &mut Config| {
        config.sign_in.public_address = Some(PUBLIC.to_owned());
        config.sign_in.oidc = Some(oidc);
    };
    let centre = Centre::empty(change).await;
    for (login, roles) in
        [("ada@bank.example", vec![Role::Administrator]), ("lee@bank.example", vec![Role::Supervisor])]
    {
        let user = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            roles,
            part: Part::Whole,
            agent_id: None,
            password: Some(WORD.to_owned()),
        };
        centre.app.add_user(&Permission::owner(), &user).await.expect("a user");
    }
    centre
}

struct Seen {
    status: StatusCode,
    location: String,
    cookies: Vec<String>,
}

async fn go(centre: &Centre, path: &str, cookies: &str) -> Seen {
    use tower::ServiceExt;
    let request = Request::builder().uri(path).header(header::COOKIE, cookies);
    let request = request.body(Body::empty()).expect("a request");
    let response = centre.router.clone().oneshot(request).await.expect("an answer");
    let text = |name| response.headers().get(name).and_then(|it: &header::HeaderValue| it.to_str().ok());
    let cookies = response.headers().get_all(header::SET_COOKIE).iter();
    Seen {
        status: response.status(),
        location: text(header::LOCATION).unwrap_or_default().to_owned(),
        cookies: cookies.filter_map(|it| it.to_str().ok().map(str::to_owned)).collect(),
    }
}

fn asked(address: &str) -> HashMap<String, String> {
    let url = openidconnect::url::Url::parse(address).expect("an address");
    url.query_pairs().map(|(name, value)| (name.into_owned(), value.into_owned())).collect()
}

fn cookie(seen: &Seen, name: &str) -> Option<String> {
    let set = seen.cookies.iter().filter_map(|it| it.split(';').next());
    set.filter_map(|pair| pair.split_once('=')).find(|(own, _)| *own == name).map(|(_, it)| it.to_owned())
}

/// Leaves and comes back in one browser; `change` may tamper with what is brought back.
async fn visit(
    centre: &Centre,
    provider: &Provider,
    change: impl FnOnce(&mut HashMap<&'static str, String>, &mut String),
) -> Seen {
    let left = go(centre, "/api/v1/sign-in/provider?return_to=/explore%3Fmetric=asa", "").await;
    assert_eq!(left.status, StatusCode::SEE_OTHER);
    let said = asked(&left.location);
    assert_eq!(said["redirect_uri"], format!("{PUBLIC}/api/v1/sign-in/provider/return"));
    let away = left.cookies.iter().find(|it| it.starts_with("pharos_away=")).expect("a cookie");
    assert!(away.contains("HttpOnly") && away.contains("SameSite=Lax"), "{away}");
    let mut back = HashMap::from([("code", provider.code_for(&said)), ("state", said["state"].clone())]);
    let mut cookies = format!("pharos_away={}", cookie(&left, "pharos_away").expect("its value"));
    change(&mut back, &mut cookies);
    let query: Vec<String> = back.iter().map(|(name, value)| format!("{name}={value}")).collect();
    go(centre, &format!("/api/v1/sign-in/provider/return?{}", query.join("&")), &cookies).await
}

async fn plainly(centre: &Centre, provider: &Provider) -> Seen {
    visit(centre, provider, |_, _| {}).await
}

async fn session_of(centre: &Centre, seen: &Seen) -> Value {
    let token = cookie(seen, "pharos_session").expect("a session");
    let request =
        Request::builder().uri("/api/v1/session").header(header::COOKIE, format!("pharos_session={token}"));
    centre.request(request.body(Body::empty()).expect("a request")).await.json()
}

fn is_refused(seen: &Seen, word: &str) -> bool {
    seen.status == StatusCode::SEE_OTHER
        && seen.location == format!("/?sign_in={word}")
        && cookie(seen, "pharos_session").is_none()
}

fn lee() -> Value {
    json!({"sub": "7", "email": "Lee@bank.example", "email_verified": true, "name": "Lee"})
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_vouched_for_gets_a_session_as_with_a_password() {
    let provider = Provider::start().await;
    let centre = centre(oidc(&provider)).await;
    provider.will_vouch_for(lee());
    let seen = plainly(&centre, &provider).await;
    assert_eq!((seen.status, seen.location.as_str()), (StatusCode::SEE_OTHER, "/explore?metric=asa"));
    let set = seen.cookies.iter().find(|it| it.starts_with("pharos_session=")).expect("a session's cookie");
    assert!(set.contains("HttpOnly") && set.contains("SameSite=Strict") && set.contains("Max-Age="), "{set}");
    assert_eq!(cookie(&seen, "pharos_away").as_deref(), Some(""), "what bound the way is gone");
    let session = session_of(&centre, &seen).await;
    assert_eq!(
        (&session["user"]["role"], &session["user"]["name"]),
        (&json!("supervisor"), &json!("lee@bank.example"))
    );
    // From now on the subject counts, whatever the address: people marry.
    provider.will_vouch_for(json!({"sub": "7", "email": "lee-chan@bank.example", "email_verified": true}));
    assert!(cookie(&plainly(&centre, &provider).await, "pharos_session").is_some());
    // Somebody else with the old address is nobody.
    provider.will_vouch_for(json!({"sub": "8", "email": "lee@bank.example", "email_verified": true}));
    assert!(is_refused(&plainly(&centre, &provider).await, "no-user"));
    let log = centre.app.audit_records(&Permission::owner(), &pharos_app::AuditQuery::default()).await;
    let actions: Vec<String> = log.expect("a log").records.into_iter().map(|it| it.action).collect();
    for action in ["user.link", "sign_in.done", "session.begin", "sign_in.failed"] {
        assert!(actions.iter().any(|it| it == action), "{action} in {actions:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_does_not_hold_signs_nobody_in() {
    let provider = Provider::start().await;
    let centre = centre(oidc(&provider)).await;
    provider.will_vouch_for(lee());
    for fault in [
        Fault::Nonce,
        Fault::Audience,
        Fault::Issuer,
        Fault::Expired,
        Fault::Unsigned,
        Fault::SharedSecret,
        Fault::StrangersKey,
        Fault::AccessToken,
        Fault::NoToken,
        Fault::Changed,
    ] {
        provider.will_get_wrong(fault);
        let seen = plainly(&centre, &provider).await;
        assert!(is_refused(&seen, "provider"), "{fault:?}: {} {:?}", seen.location, seen.cookies);
    }
    provider.will_get_wrong(Fault::None);
    type Change = fn(&mut HashMap<&'static str, String>, &mut String);
    let changes: [(&str, Change); 8] = [
        ("another state", |back, _| drop(back.insert("state", "0".repeat(64)))),
        ("no state", |back, _| drop(back.remove("state"))),
        ("another browser", |_, cookies| *cookies = format!("pharos_away={}", "0".repeat(64))),
        ("no cookie", |_, cookies| cookies.clear()),
        ("another code", |back, _| drop(back.insert("code", "guessed".to_owned()))),
        ("no code", |back, _| drop(back.remove("code"))),
        ("an error", |back, _| drop(back.insert("error", "access_denied".to_owned()))),
        ("another issuer", |back, _| drop(back.insert("iss", "https%3A%2F%2Felsewhere.example".to_owned()))),
    ];
    for (what, change) in changes {
        assert!(is_refused(&visit(&centre, &provider, change).await, "provider"), "{what}");
    }
    assert!(
        cookie(&plainly(&centre, &provider).await, "pharos_session").is_some(),
        "nothing was broken by it"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_comes_back_twice() {
    let provider = Provider::start().await;
    let centre = centre(oidc(&provider)).await;
    provider.will_vouch_for(lee());
    let left = go(&centre, "/api/v1/sign-in/provider", "").await;
    let said = asked(&left.location);
    let away = format!("pharos_away={}", cookie(&left, "pharos_away").expect("a cookie"));
    let again = |code: String| format!("/api/v1/sign-in/provider/return?state={}&code={code}", said["state"]);
    let first = go(&centre, &again(provider.code_for(&said)), &away).await;
    assert_eq!((first.location.as_str(), cookie(&first, "pharos_session").is_some()), ("/", true));
    let second = go(&centre, &again(provider.code_for(&said)), &away).await;
    assert!(is_refused(&second, "provider"), "the state was used");
}

#[tokio::test(flavor = "multi_thread")]
async fn who_is_not_let_in_is_told_so() {
    let provider = Provider::start().await;
    let centre = centre(oidc(&provider)).await;
    for person in [
        json!({"sub": "1", "email": "lee@bank.example"}),
        json!({"sub": "1", "email": "lee@bank.example", "email_verified": false}),
        json!({"sub": "1", "email": "eve@bank.example", "email_verified": true}),
        json!({"sub": "1", "preferred_username": "lee@bank.example"}),
    ] {
        provider.will_vouch_for(person.clone());
        assert!(is_refused(&plainly(&centre, &provider).await, "no-user"), "{person}");
    }
    provider.will_vouch_for(lee());
    assert!(cookie(&plainly(&centre, &provider).await, "pharos_session").is_some());
    let users = centre.app.users(&Permission::owner()).await.expect("users");
    let id = &users.iter().find(|user| user.login == "lee@bank.example").expect("lee").id;
    let disabled = UserChange { disabled: Some(true), ..UserChange::default() };
    centre.app.change_user(&Permission::owner(), id, &disabled).await.expect("disabled");
    assert!(is_refused(&plainly(&centre, &provider).await, "no-user"), "a disabled user");
}

#[tokio::test(flavor = "multi_thread")]
async fn roles_follow_the_provider() {
    let provider = Provider::start().await;
    let roles = [("leads", "supervisor"), ("owners", "administrator"), ("floor", "agent")];
    let config = OidcConfig {
        admit: Admit::Everybody,
        domains: ["bank.example".to_owned()].into(),
        role_claim: Some("groups".to_owned()),
        roles: roles.map(|(word, role)| (word.to_owned(), role.to_owned())).into(),
        agent_claim: Some("employee".to_owned()),
        ..oidc(&provider)
    };
    let centre = centre(config).await;
    let new = |groups: &[&str], email: &str| json!({"sub": email, "email": email, "email_verified": true, "name": "Noa", "groups": groups, "employee": "noa"});
    provider.will_vouch_for(new(&["floor", "canteen"], "noa@bank.example"));
    let session = session_of(&centre, &plainly(&centre, &provider).await).await;
    assert_eq!((&session["user"]["role"], &session["user"]["agent_id"]), (&json!("agent"), &json!("noa")));
    // The widest role is the main one; it holds from the next sign-in on.
    provider.will_vouch_for(new(&["floor", "leads"], "noa@bank.example"));
    let session = session_of(&centre, &plainly(&centre, &provider).await).await;
    assert_eq!(session["user"]["role"], json!("supervisor"));
    // Whoever is in no group any more is let in no more.
    provider.will_vouch_for(new(&["canteen"], "noa@bank.example"));
    assert!(is_refused(&plainly(&centre, &provider).await, "no-user"));
    provider.will_vouch_for(new(&["leads"], "noa@elsewhere.example"));
    assert!(is_refused(&plainly(&centre, &provider).await, "no-user"), "another domain");
    // The last administrator stays one.
    provider.will_vouch_for(new(&["floor"], "ada@bank.example"));
    let session = session_of(&centre, &plainly(&centre, &provider).await).await;
    assert_eq!(session["user"]["role"], json!("administrator"));
    // Some providers tell groups by their information on users only.
    provider.will_tell_by_userinfo();
    provider.will_vouch_for(new(&["leads"], "tal@bank.example"));
    let session = session_of(&centre, &plainly(&centre, &provider).await).await;
    assert_eq!((&session["user"]["role"], &session["user"]["name"]), (&json!("supervisor"), &json!("Noa")));
}

#[tokio::test(flavor = "multi_thread")]
async fn attempts_are_slowed_and_the_first_administrator_is_none_of_the_providers() {
    let provider = Provider::start().await;
    let slowed = centre(oidc(&provider)).await;
    let mut last = String::new();
    for _ in 0..45 {
        last = go(&slowed, "/api/v1/sign-in/provider/return?state=x&code=y", "pharos_away=z").await.location;
    }
    assert_eq!(last, "/?sign_in=too-many-attempts");
    let config = OidcConfig {
        admit: Admit::Everybody,
        default_role: Some("administrator".to_owned()),
        ..oidc(&provider)
    };
    let change = |config_: &mut Config| {
        config_.sign_in.public_address = Some(PUBLIC.to_owned());
        config_.sign_in.oidc = Some(config);
    };
    let empty = Centre::empty(change).await;
    assert_eq!(go(&empty, "/api/v1/sign-in/provider", "").await.status, StatusCode::CONFLICT);
    let options =
        empty.request(Request::get("/api/v1/sign-in").body(Body::empty()).expect("a request")).await;
    assert_eq!(options.json()["provider"], Value::Null);
}
