//! What is said to an identity provider, and what of its answers is believed: everything about OpenID Connect is the
//! library's (`openidconnect`), the requests are made here.

use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use openidconnect::core::{
    CoreAuthDisplay, CoreAuthPrompt, CoreClientAuthMethod, CoreErrorResponseType, CoreGenderClaim,
    CoreJsonWebKey, CoreJweContentEncryptionAlgorithm, CoreJwsSigningAlgorithm, CoreProviderMetadata,
    CoreResponseType, CoreRevocableToken, CoreRevocationErrorResponse, CoreTokenIntrospectionResponse,
    CoreTokenType,
};
use openidconnect::{
    AccessTokenHash, AdditionalClaims, AuthType, AuthenticationFlow, AuthorizationCode, Client, ClientId,
    ClientSecret, CsrfToken, EmptyExtraTokenFields, EndpointMaybeSet, EndpointNotSet, EndpointSet,
    HttpRequest, HttpResponse, IdTokenFields, IssuerUrl, Nonce, OAuth2TokenResponse, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, Scope, StandardErrorResponse, StandardTokenResponse, TokenResponse,
    UserInfoClaims,
};
use pharos_store::PendingSignIn;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::vouched::Vouched;
use crate::config::{OidcConfig, is_safe};

/// A provider that says nothing for so long is not asked further.
const PATIENCE: Duration = Duration::from_secs(10);
/// Bytes of an answer at most.
const ANSWER_BYTES_MAX: usize = 1 << 20;
/// A description is read anew after this long.
const DESCRIPTION_AGE_MAX: Duration = Duration::from_secs(300);

/// Signatures that are believed: with keys only the provider has. What our own secret signs, anybody with it could sign.
const SIGNATURES: [CoreJwsSigningAlgorithm; 10] = [
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha256,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha384,
    CoreJwsSigningAlgorithm::RsaSsaPkcs1V15Sha512,
    CoreJwsSigningAlgorithm::RsaSsaPssSha256,
    CoreJwsSigningAlgorithm::RsaSsaPssSha384,
    CoreJwsSigningAlgorithm::RsaSsaPssSha512,
    CoreJwsSigningAlgorithm::EcdsaP256Sha256,
    CoreJwsSigningAlgorithm::EcdsaP384Sha384,
    CoreJwsSigningAlgorithm::EcdsaP521Sha512,
    CoreJwsSigningAlgorithm::EdDsa,
];

/// Claims beyond those the standard names.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub(super) struct OtherClaims {
    #[serde(flatten)]
    pub(super) all: Map<String, Value>,
}

impl AdditionalClaims for OtherClaims {}

type Tokens = StandardTokenResponse<
    IdTokenFields<
        OtherClaims,
        EmptyExtraTokenFields,
        CoreGenderClaim,
        CoreJweContentEncryptionAlgorithm,
        CoreJwsSigningAlgorithm,
    >,
    CoreTokenType,
>;

type OidcClient = Client<
    OtherClaims,
    CoreAuthDisplay,
    CoreGenderClaim,
    CoreJweContentEncryptionAlgorithm,
    CoreJsonWebKey,
    CoreAuthPrompt,
    StandardErrorResponse<CoreErrorResponseType>,
    Tokens,
    CoreTokenIntrospectionResponse,
    CoreRevocableToken,
    CoreRevocationErrorResponse,
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointMaybeSet,
    EndpointMaybeSet,
>;

/// What the provider says of itself, for a while.
#[derive(Clone, Debug, Default)]
pub(crate) struct Descriptions(Arc<Mutex<Option<(Instant, CoreProviderMetadata)>>>);

impl Descriptions {
    fn young(&self) -> Option<CoreProviderMetadata> {
        let kept = self.0.lock().ok()?;
        kept.as_ref().filter(|(at, _)| at.elapsed() < DESCRIPTION_AGE_MAX).map(|(_, it)| it.clone())
    }

    fn keep(&self, metadata: &CoreProviderMetadata) {
        if let Ok(mut kept) = self.0.lock() {
            *kept = Some((Instant::now(), metadata.clone()));
        }
    }
}

/// An identity provider whose description was read.
pub(super) struct Provider {
    client: OidcClient,
    http: reqwest::Client,
}

impl Provider {
    /// By a description that may be some minutes old.
    pub(super) async fn known(
        oidc: &OidcConfig,
        return_address: &str,
        kept: &Descriptions,
    ) -> Result<Provider, String> {
        match kept.young() {
            Some(metadata) => Provider::new(oidc, return_address, metadata, http(oidc)?),
            None => Provider::fresh(oidc, return_address, kept).await,
        }
    }

    /// By its description and keys of this moment.
    pub(super) async fn fresh(
        oidc: &OidcConfig,
        return_address: &str,
        kept: &Descriptions,
    ) -> Result<Provider, String> {
        let http = http(oidc)?;
        let issuer = IssuerUrl::new(oidc.issuer.clone()).map_err(|error| error.to_string())?;
        let fetch = |request| fetch(http.clone(), request);
        let metadata =
            CoreProviderMetadata::discover_async(issuer, &fetch).await.map_err(|error| causes(&error))?;
        kept.keep(&metadata);
        Provider::new(oidc, return_address, metadata, http)
    }

    fn new(
        oidc: &OidcConfig,
        return_address: &str,
        metadata: CoreProviderMetadata,
        http: reqwest::Client,
    ) -> Result<Provider, String> {
        let addresses = [
            Some(metadata.authorization_endpoint().as_str()),
            metadata.token_endpoint().map(|it| it.as_str()),
            metadata.userinfo_endpoint().map(|it| it.as_str()),
        ];
        if let Some(unsafe_one) = addresses.into_iter().flatten().find(|it| !is_safe(it)) {
            return Err(format!("the provider names an address without https: {unsafe_one}"));
        }
        let methods = metadata.token_endpoint_auth_methods_supported().cloned().unwrap_or_default();
        let secret = oidc.client_secret.clone().map(ClientSecret::new);
        let redirect = RedirectUrl::new(return_address.to_owned()).map_err(|error| error.to_string())?;
        let mut client =
            Client::from_provider_metadata(metadata, ClientId::new(oidc.client_id.clone()), secret)
                .set_redirect_uri(redirect);
        if methods.contains(&CoreClientAuthMethod::ClientSecretPost)
            && !methods.contains(&CoreClientAuthMethod::ClientSecretBasic)
        {
            client = client.set_auth_type(AuthType::RequestBody);
        }
        Ok(Provider { client, http })
    }

    /// The page to send a browser to, and the verifier of the code it comes back with.
    pub(super) fn departure(&self, oidc: &OidcConfig, state: &str, nonce: &str) -> (String, String) {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let (state, nonce) = (CsrfToken::new(state.to_owned()), Nonce::new(nonce.to_owned()));
        let flow = AuthenticationFlow::<CoreResponseType>::AuthorizationCode;
        let mut request = self.client.authorize_url(flow, move || state, move || nonce);
        for scope in &oidc.scopes {
            request = request.add_scope(Scope::new(scope.clone()));
        }
        let (address, ..) = request.set_pkce_challenge(challenge).url();
        (address.to_string(), verifier.into_secret())
    }

    /// Trades the code for an identity token and believes it only where signature, issuer, audience, time, nonce and the
    /// hash of the access token hold.
    pub(super) async fn vouch(
        &self,
        oidc: &OidcConfig,
        code: String,
        pending: &PendingSignIn,
    ) -> Result<Vouched, String> {
        let fetch = |request| fetch(self.http.clone(), request);
        let tokens = self
            .client
            .exchange_code(AuthorizationCode::new(code))
            .map_err(|error| causes(&error))?
            .set_pkce_verifier(PkceCodeVerifier::new(pending.pkce_verifier.clone()))
            .request_async(&fetch)
            .await
            .map_err(|error| causes(&error))?;
        let token = tokens.id_token().ok_or("the provider gave no identity token")?;
        let verifier = self.client.id_token_verifier().set_allowed_algs(SIGNATURES);
        let claims =
            token.claims(&verifier, &Nonce::new(pending.nonce.clone())).map_err(|error| causes(&error))?;
        if let Some(expected) = claims.access_token_hash() {
            let key = token.signing_key(&verifier).map_err(|error| causes(&error))?;
            let algorithm = token.signing_alg().map_err(|error| causes(&error))?;
            let actual = AccessTokenHash::from_token(tokens.access_token(), algorithm, key)
                .map_err(|error| causes(&error))?;
            if actual != *expected {
                return Err("the access token is not the one the identity token speaks of".to_owned());
            }
        }
        let mut vouched = Vouched::of_token(oidc, claims);
        if vouched.wants_more(oidc) && self.client.user_info_url().is_some() {
            let request = self
                .client
                .user_info(tokens.access_token().clone(), Some(claims.subject().clone()))
                .map_err(|error| causes(&error))?;
            let more: UserInfoClaims<OtherClaims, CoreGenderClaim> =
                request.request_async(&fetch).await.map_err(|error| causes(&error))?;
            vouched.add(oidc, &more);
        }
        Ok(vouched)
    }
}

/// A client that follows no redirects: what the provider names is asked, nothing else.
fn http(oidc: &OidcConfig) -> Result<reqwest::Client, String> {
    let mut builder =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).timeout(PATIENCE);
    if oidc.issuer.starts_with("http://") {
        // A provider on this machine is not behind a proxy.
        builder = builder.no_proxy();
    }
    builder.build().map_err(|error| causes(&error))
}

/// Why a request got no answer.
#[derive(Debug, thiserror::Error)]
enum FetchError {
    #[error(transparent)]
    Http(#[from] reqwest::Error),
    #[error("an answer of more than {ANSWER_BYTES_MAX} bytes")]
    TooLong,
}

/// One request, as the library words it.
async fn fetch(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, FetchError> {
    let mut answer = client.execute(reqwest::Request::try_from(request)?).await?;
    let mut response = HttpResponse::new(Vec::new());
    *response.status_mut() = answer.status();
    *response.headers_mut() = answer.headers().clone();
    while let Some(part) = answer.chunk().await? {
        if ANSWER_BYTES_MAX < response.body().len() + part.len() {
            return Err(FetchError::TooLong);
        }
        response.body_mut().extend_from_slice(&part);
    }
    Ok(response)
}

/// An error with its causes, on one line: for the log, never for whoever signs in.
fn causes(error: &dyn std::error::Error) -> String {
    let mut words = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        words.push_str(": ");
        words.push_str(&error.to_string());
        cause = error.source();
    }
    words
}
