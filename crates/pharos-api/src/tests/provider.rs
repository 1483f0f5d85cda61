//! An identity provider of the tests' own: it describes itself, has keys, takes codes with their verifiers and gives signed
//! identity tokens. What it should get wrong can be set.

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use axum::extract::State as Extract;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use openidconnect::core::{
    CoreGenderClaim, CoreHmacKey, CoreJsonWebKeySet, CoreJweContentEncryptionAlgorithm,
    CoreJwsSigningAlgorithm, CoreRsaPrivateSigningKey,
};
use openidconnect::{
    AccessToken, AdditionalClaims, IdToken, IdTokenClaims, JsonWebKeyId, PkceCodeChallenge, PkceCodeVerifier,
    PrivateSigningKey,
};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

/// Keys of the tests alone: what they sign opens nothing anywhere else.
const KEY: &str = include_str!("provider_key.pem");
const STRANGERS_KEY: &str = include_str!("stranger_key.pem");

/// The name the provider knows us by, and our secret.
pub(crate) const CLIENT: &str = "pharos";
pub(crate) const SECRET: &str = "known to us and the provider";

/// What the provider gets wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Fault {
    #[default]
    None,
    Nonce,
    Audience,
    Issuer,
    Expired,
    /// signed by nobody
    Unsigned,
    /// signed with the secret it shares with us
    SharedSecret,
    /// signed with a key that is not among its own, under the name of one that is
    StrangersKey,
    /// another access token than the one the identity token speaks of
    AccessToken,
    /// no identity token at all
    NoToken,
    /// the payload was changed after signing
    Changed,
}

#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Claims {
    #[serde(flatten)]
    all: Map<String, Value>,
}

impl AdditionalClaims for Claims {}

type Token = IdToken<Claims, CoreGenderClaim, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm>;

/// What it knows.
#[derive(Default)]
struct Known {
    issuer: String,
    /// what is said of whoever signs in next
    person: Value,
    fault: Fault,
    /// challenges and nonces by code
    codes: HashMap<String, (String, String)>,
    /// claims are told by the information on users instead of the token
    by_userinfo: bool,
}

/// A running provider.
#[derive(Clone)]
pub(crate) struct Provider(Arc<Mutex<Known>>);

impl Provider {
    pub(crate) async fn start() -> Provider {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let issuer = format!("http://{}", listener.local_addr().expect("an address"));
        let provider = Provider(Arc::new(Mutex::new(Known { issuer, ..Known::default() })));
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(description))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .route("/userinfo", get(userinfo))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub(crate) fn issuer(&self) -> String {
        self.0.lock().expect("known").issuer.clone()
    }

    pub(crate) fn will_vouch_for(&self, person: Value) {
        self.0.lock().expect("known").person = person;
    }

    pub(crate) fn will_get_wrong(&self, fault: Fault) {
        self.0.lock().expect("known").fault = fault;
    }

    pub(crate) fn will_tell_by_userinfo(&self) {
        self.0.lock().expect("known").by_userinfo = true;
    }

    /// What happens on the provider's page: the person is asked and goes back with a code.
    pub(crate) fn code_for(&self, asked: &HashMap<String, String>) -> String {
        assert_eq!((asked["response_type"].as_str(), asked["client_id"].as_str()), ("code", CLIENT));
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].split(' ').any(|scope| scope == "openid"), "{asked:?}");
        let code = uuid::Uuid::new_v4().to_string();
        let kept = (asked["code_challenge"].clone(), asked["nonce"].clone());
        self.0.lock().expect("known").codes.insert(code.clone(), kept);
        code
    }
}

async fn description(Extract(provider): Extract<Provider>) -> Json<Value> {
    let issuer = provider.issuer();
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/authorize"),
        "token_endpoint": format!("{issuer}/token"),
        "jwks_uri": format!("{issuer}/keys"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        // It says it would do without a signature: not to be believed.
        "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
    }))
}

fn own_key() -> CoreRsaPrivateSigningKey {
    CoreRsaPrivateSigningKey::from_pem(KEY, Some(JsonWebKeyId::new("first".to_owned()))).expect("a key")
}

async fn keys() -> Json<CoreJsonWebKeySet> {
    Json(CoreJsonWebKeySet::new(vec![own_key().as_verification_key()]))
}

async fn userinfo(Extract(provider): Extract<Provider>) -> Json<Value> {
    Json(provider.0.lock().expect("known").person.clone())
}

async fn token(Extract(provider): Extract<Provider>, headers: HeaderMap, body: String) -> Response {
    let asked: HashMap<String, String> =
        openidconnect::url::form_urlencoded::parse(body.as_bytes()).into_owned().collect();
    let mut known = provider.0.lock().expect("known");
    let refused = |why: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": why}))).into_response();
    let is_us = headers.get(header::AUTHORIZATION).is_some_and(|it| it.as_bytes().starts_with(b"Basic "));
    let Some((challenge, nonce)) = known.codes.remove(&asked["code"]).filter(|_| is_us) else {
        return refused("invalid_grant");
    };
    let verifier = asked.get("code_verifier").cloned().unwrap_or_default();
    let own = PkceCodeChallenge::from_code_verifier_sha256(&PkceCodeVerifier::new(verifier));
    if own.as_str() != challenge {
        return refused("invalid_grant");
    }
    let access = AccessToken::new("opens the information on users".to_owned());
    let mut answer = json!({"access_token": access.secret(), "token_type": "Bearer", "expires_in": 60});
    if known.fault == Fault::AccessToken {
        answer["access_token"] = json!("another one");
    }
    if known.fault != Fault::NoToken {
        answer["id_token"] = json!(signed(&known, &nonce, &access));
    }
    Json(answer).into_response()
}

fn signed(known: &Known, nonce: &str, access: &AccessToken) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock").as_secs();
    let mut said = if known.by_userinfo { json!({"sub": known.person["sub"]}) } else { known.person.clone() };
    said["iss"] = json!(known.issuer);
    said["aud"] = json!([CLIENT]);
    said["iat"] = json!(now);
    said["exp"] = json!(now + 60);
    said["nonce"] = json!(nonce);
    match known.fault {
        Fault::Nonce => said["nonce"] = json!("of somebody else"),
        Fault::Audience => said["aud"] = json!(["another program"]),
        Fault::Issuer => said["iss"] = json!("https://elsewhere.example"),
        Fault::Expired => (said["iat"], said["exp"]) = (json!(now - 7_200), json!(now - 3_600)),
        _ => {}
    }
    let claims: IdTokenClaims<Claims, CoreGenderClaim> = serde_json::from_value(said).expect("claims");
    let with = |key: &CoreRsaPrivateSigningKey| {
        let algorithm = CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256;
        Token::new(claims.clone(), key, algorithm, Some(access), None).expect("signed").to_string()
    };
    let token = match known.fault {
        Fault::SharedSecret => {
            let key = CoreHmacKey::new(SECRET.as_bytes().to_vec());
            let algorithm = CoreJwsSigningAlgorithm::HmacSha256;
            Token::new(claims, &key, algorithm, Some(access), None).expect("signed").to_string()
        }
        Fault::StrangersKey => {
            let name = Some(JsonWebKeyId::new("first".to_owned()));
            with(&CoreRsaPrivateSigningKey::from_pem(STRANGERS_KEY, name).expect("a key"))
        }
        _ => with(&own_key()),
    };
    let parts: Vec<&str> = token.split('.').collect();
    match known.fault {
        // {"alg":"none"}
        Fault::Unsigned => format!("eyJhbGciOiJub25lIn0.{}.", parts[1]),
        Fault::Changed => {
            let other = known.issuer.len() % 7 + 20;
            let mut payload = parts[1].to_owned();
            let sign = if &payload[other..=other] == "A" { "B" } else { "A" };
            payload.replace_range(other..=other, sign);
            format!("{}.{payload}.{}", parts[0], parts[2])
        }
        _ => token,
    }
}
