//! The page, embedded: built files with their compressed twins; every other address is the page itself.

use std::borrow::Cow;

use axum::http::{HeaderMap, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::problem::Problem;

const INDEX: &str = "index.html";
/// Files here have a hash in their names.
const IMMUTABLE: &str = "_app/immutable/";
/// Where the page was not built: the API and the command line work all the same.
const NOT_BUILT: &str = include_str!("page/not_built.html");

// In debug builds the files are read from the disk as they are asked for, in release builds they are part of the program.
#[derive(RustEmbed)]
#[folder = "../../web/build"]
#[allow_missing = true]
struct Files;

/// Answers with a file, or with the page.
pub(crate) async fn serve(method: Method, uri: Uri, headers: HeaderMap) -> Response {
    if method != Method::GET && method != Method::HEAD {
        return Problem::new(405, "status-405", "Method not allowed", "here are only files to read")
            .into_response();
    }
    let path = uri.path().trim_start_matches('/');
    let is_hidden = path.is_empty() || path == "csp.txt" || path.ends_with(".br") || path.ends_with(".gz");
    let name = if !is_hidden && Files::get(path).is_some() { path } else { INDEX };
    // A missing asset is no address of the page: the browser would take the page for a script.
    if name == INDEX && path.starts_with("_app/") {
        return (StatusCode::NOT_FOUND, "").into_response();
    }
    match Files::get(name) {
        Some(file) => answer(name, &file, &headers),
        None => (
            [(header::CONTENT_TYPE, "text/html; charset=utf-8"), (header::CACHE_CONTROL, "no-cache")],
            NOT_BUILT,
        )
            .into_response(),
    }
}

/// The hashes of the page's inline scripts as its build states them, for the content security policy.
pub(crate) fn script_hashes() -> String {
    let text = Files::get("csp.txt").map(|file| String::from_utf8_lossy(&file.data).trim().to_owned());
    text.filter(|text| !text.contains([';', '\n', '\r'])).unwrap_or_default()
}

fn answer(name: &str, file: &EmbeddedFile, headers: &HeaderMap) -> Response {
    let tag = tag(file);
    let cache = if name.starts_with(IMMUTABLE) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let common = [
        (header::CONTENT_TYPE, content_type(name).to_owned()),
        (header::CACHE_CONTROL, cache.to_owned()),
        (header::ETAG, tag.clone()),
        (header::VARY, "accept-encoding".to_owned()),
    ];
    if headers.get(header::IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes()) {
        return (StatusCode::NOT_MODIFIED, common).into_response();
    }
    let accepted =
        headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    for (encoding, ending) in [("br", "br"), ("gzip", "gz")] {
        let is_accepted = accepted.split(',').any(|it| it.trim().split(';').next() == Some(encoding));
        if is_accepted && let Some(twin) = Files::get(&format!("{name}.{ending}")) {
            return (common, [(header::CONTENT_ENCODING, encoding)], bytes(twin.data)).into_response();
        }
    }
    (common, bytes(file.data.clone())).into_response()
}

fn bytes(data: Cow<'static, [u8]>) -> axum::body::Body {
    match data {
        Cow::Borrowed(data) => axum::body::Body::from(data),
        Cow::Owned(data) => axum::body::Body::from(data),
    }
}

fn tag(file: &EmbeddedFile) -> String {
    let hash = file.metadata.sha256_hash();
    let digits: String = hash[..16].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("\"{digits}\"")
}

fn content_type(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}
