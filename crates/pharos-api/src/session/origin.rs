//! Where a request comes from: which page, which address.

use std::net::SocketAddr;

use axum::extract::ConnectInfo;
use axum::http::{Extensions, HeaderMap, HeaderName, header};
use pharos_app::Origin;

use crate::problem::Problem;

const SITE: HeaderName = HeaderName::from_static("sec-fetch-site");
const FORWARDED: HeaderName = HeaderName::from_static("x-forwarded-for");

/// Refuses what a stranger's page made the browser send: the browser says so in `Sec-Fetch-Site`, older ones in `Origin`; a
/// request that brings a cookie and says neither is refused as well.
pub(crate) fn require_own_page(headers: &HeaderMap, public_address: Option<&str>) -> Result<(), Problem> {
    let text = |name: &HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = text(&SITE);
    let origin = text(&header::ORIGIN);
    let is_ours = match (site, origin) {
        (Some(site), None) => site == "same-origin",
        (None, Some(origin)) => is_own(origin, headers, public_address),
        (Some(site), Some(origin)) => site == "same-origin" && is_own(origin, headers, public_address),
        (None, None) => false,
    };
    if is_ours {
        return Ok(());
    }
    Err(Problem::new(
        403,
        "foreign-page",
        "The request comes from a page that is not ours",
        "a change with a cookie must come from a page of this address; maybe a program should send a token as a bearer",
    ))
}

fn is_own(origin: &str, headers: &HeaderMap, public_address: Option<&str>) -> bool {
    if let Some(public) = public_address {
        return origin == public;
    }
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://")).is_some_and(|own| own == host)
}

/// The address a request comes from, and what its browser says it is. A proxy on this machine may speak for others.
pub(crate) fn caller(headers: &HeaderMap, extensions: &Extensions) -> Origin {
    let peer = extensions.get::<ConnectInfo<SocketAddr>>().map(|ConnectInfo(peer)| peer.ip());
    let forwarded = headers.get(&FORWARDED).and_then(|value| value.to_str().ok());
    let spoken_for = forwarded
        .filter(|_| peer.is_some_and(|peer| peer.is_loopback()))
        .and_then(|list| list.rsplit(',').next())
        .and_then(|last| last.trim().parse::<std::net::IpAddr>().ok());
    let address = spoken_for.or(peer).map_or_else(|| "unknown".to_owned(), |address| address.to_string());
    let device = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    Origin { address, device: device.to_owned() }
}

#[cfg(test)]
mod tests;
