//! What went wrong, as problem details (RFC 9457): a type the page words in the reader's language, and parameters for it.

use std::collections::BTreeMap;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use pharos_app::{AppError, Refusal, SignInFault};
use serde::Serialize;
use serde_json::Value;
use utoipa::ToSchema;

/// Problem details (RFC 9457).
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
pub(crate) struct Problem {
    /// What went wrong, as a URI reference; the page words it by this.
    #[serde(rename = "type")]
    kind: String,
    title: String,
    status: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    detail: Option<String>,
    /// Values the wording needs.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    parameters: BTreeMap<String, Parameter>,
}

/// A value of a wording: numbers are written the way of the reader's language, texts as they are.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(untagged)]
pub(crate) enum Parameter {
    Text(String),
    #[schema(value_type = f64)]
    Number(serde_json::Number),
}

impl From<&Value> for Parameter {
    fn from(value: &Value) -> Self {
        match value {
            Value::Number(number) => Parameter::Number(number.clone()),
            Value::String(text) => Parameter::Text(text.clone()),
            other => Parameter::Text(other.to_string()),
        }
    }
}

impl Problem {
    pub(crate) fn new(status: u16, kind: &str, title: &str, detail: &str) -> Problem {
        Problem {
            kind: format!("/problems/{kind}"),
            title: title.to_owned(),
            status,
            detail: Some(detail.to_owned()),
            parameters: BTreeMap::new(),
        }
    }

    fn with(mut self, name: &str, value: &str) -> Problem {
        self.parameters.insert(name.to_owned(), Parameter::Text(value.to_owned()));
        self
    }

    /// The status of its kind, the reason as the type.
    fn refused(refusal: &Refusal) -> Problem {
        let (status, title) = if refusal.reason().is_conflict() {
            (409, "Conflict")
        } else {
            (400, "The request cannot be understood")
        };
        let mut problem = Problem::new(status, refusal.reason().as_str(), title, &refusal.to_string());
        problem.parameters =
            refusal.values().iter().map(|(name, value)| ((*name).to_owned(), value.into())).collect();
        problem
    }
}

impl From<AppError> for Problem {
    fn from(error: AppError) -> Self {
        let words = error.to_string();
        match &error {
            AppError::NotFound { what, name, .. } => {
                Problem::new(404, not_there(what), "Not found", &words).with("name", name)
            }
            AppError::Forbidden { action } => {
                Problem::new(403, "forbidden", "You may not do that", &words).with("action", action)
            }
            AppError::SignIn(fault) => signing_in(*fault, &words),
            AppError::Refused(refusal) => Problem::refused(refusal),
            AppError::Conflict(_) => Problem::new(409, "status-409", "Conflict", &words),
            AppError::TooLarge(_) => Problem::new(413, "status-413", "Too large", &words),
            AppError::Busy(_) => Problem::new(503, "status-503", "Busy", &words),
            AppError::DiskFull(_) => {
                tracing::error!(%error, "the disk is full");
                Problem::new(507, "disk-full", "The disk is full", &words)
            }
            AppError::Damaged(_) => {
                tracing::error!(%error, "a data file is damaged");
                Problem::new(500, "damaged-file", "A data file is damaged", &words)
            }
            AppError::Memory(_) => {
                tracing::warn!(%error, "a question was refused");
                Problem::new(503, "memory", "Busy", &words)
            }
            AppError::Query(_) if error.is_input() => {
                let kind = if words.contains("filter") { "invalid-where" } else { "status-400" };
                Problem::new(400, kind, "The question cannot be answered", &words)
            }
            _ if error.is_input() => {
                Problem::new(400, "status-400", "The request cannot be understood", &words)
            }
            _ => {
                tracing::error!(%error, "a request failed");
                Problem::new(500, "status-500", "The server made a mistake", "its log says more")
            }
        }
    }
}

/// What is not there, as the page words it: what somebody may have removed meanwhile has words of its own.
fn not_there(what: &str) -> &'static str {
    match what {
        "metric" => "unknown-metric",
        "dimension" => "unknown-dimension",
        "contact" | "contact segment" | "segment" => "unknown-contact",
        "agent" => "unknown-agent",
        "team" => "unknown-team",
        "file that was sent" => "upload-gone",
        "fact table" | "kind of names" | "source" | "meeting" | "calendar" | "identity provider" => {
            "status-404"
        }
        _ => "gone",
    }
}

fn signing_in(fault: SignInFault, words: &str) -> Problem {
    match fault {
        SignInFault::Slow(wait_s) => Problem::new(429, "too-many-attempts", "Too many attempts", words)
            .with("wait_s", &wait_s.to_string()),
        SignInFault::Wrong => Problem::new(401, "wrong-password", "Nobody is signed in", words),
        SignInFault::CodeWanted => Problem::new(401, "code-wanted", "A code is wanted", words),
        SignInFault::CodeWrong => Problem::new(401, "code-wrong", "The code is wrong", words),
        SignInFault::Provider => Problem::new(401, "provider", "Nobody is signed in", words),
        SignInFault::NoUser => Problem::new(401, "no-user", "Nobody is signed in", words),
        SignInFault::Nobody => Problem::new(
            401,
            "status-401",
            "Nobody is signed in",
            "sign in, open the printed address, or send a token as a bearer",
        ),
    }
}

impl From<JsonRejection> for Problem {
    fn from(rejection: JsonRejection) -> Self {
        // Too long, or no JSON at all, says so; whatever else is wrong with it is a wrong body.
        let status = match rejection.status() {
            status @ (StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) => status,
            _ => StatusCode::BAD_REQUEST,
        };
        Problem::new(status.as_u16(), "status-400", "The body cannot be understood", &rejection.body_text())
    }
}

impl From<QueryRejection> for Problem {
    fn from(rejection: QueryRejection) -> Self {
        Problem::new(400, "status-400", "The address cannot be understood", &rejection.body_text())
    }
}

impl From<PathRejection> for Problem {
    fn from(rejection: PathRejection) -> Self {
        Problem::new(400, "status-400", "The address cannot be understood", &rejection.body_text())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let wait = match self.parameters.get("wait_s") {
            Some(Parameter::Text(seconds)) => HeaderValue::from_str(seconds).ok(),
            _ => None,
        };
        let mut response = (status, Json(self)).into_response();
        let kind = HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if let Some(wait) = wait.filter(|_| status == StatusCode::TOO_MANY_REQUESTS) {
            response.headers_mut().insert(header::RETRY_AFTER, wait);
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}
