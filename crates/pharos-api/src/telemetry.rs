//! Counters of the server itself, in the text format of Prometheus. No people's data.

use std::fmt::Write;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{Request, State as Extract};
use axum::middleware::Next;
use axum::response::Response;

use crate::State;

/// What is counted since the start.
#[derive(Debug, Default)]
pub(crate) struct Telemetry {
    /// requests by hundred of their status, 1xx first
    requests: [AtomicU64; 5],
    duration_us: AtomicU64,
    fact_batches: AtomicU64,
}

impl Telemetry {
    pub(crate) fn accept_batch(&self) {
        self.fact_batches.fetch_add(1, Ordering::Relaxed);
    }

    fn answered(&self, status: u16, duration_us: u64) {
        let class = usize::from(status / 100).clamp(1, 5) - 1;
        self.requests[class].fetch_add(1, Ordering::Relaxed);
        self.duration_us.fetch_add(duration_us, Ordering::Relaxed);
    }

    /// The counters; `inbox` is the number of facts waiting, if it is known.
    pub(crate) fn text(&self, inbox: Option<u64>) -> String {
        let mut text = String::from("# TYPE pharos_http_requests_total counter\n");
        let mut total = 0;
        for (class, count) in self.requests.iter().enumerate() {
            let count = count.load(Ordering::Relaxed);
            total += count;
            let _ = writeln!(text, "pharos_http_requests_total{{status=\"{}xx\"}} {count}", class + 1);
        }
        let seconds = self.duration_us.load(Ordering::Relaxed) as f64 / 1e6;
        let _ = writeln!(text, "# TYPE pharos_http_request_seconds summary");
        let _ = writeln!(text, "pharos_http_request_seconds_sum {seconds}");
        let _ = writeln!(text, "pharos_http_request_seconds_count {total}");
        let _ = writeln!(text, "# TYPE pharos_fact_batches_total counter");
        let _ = writeln!(text, "pharos_fact_batches_total {}", self.fact_batches.load(Ordering::Relaxed));
        if let Some(inbox) = inbox {
            let _ = writeln!(text, "# TYPE pharos_inbox_rows gauge\npharos_inbox_rows {inbox}");
        }
        text
    }
}

/// Counts a request and, at level debug, logs it: method and route, never the address's values.
pub(crate) async fn observe(Extract(state): Extract<State>, request: Request, next: Next) -> Response {
    let started = Instant::now();
    let method = request.method().clone();
    let route = request.extensions().get::<axum::extract::MatchedPath>().map(|path| path.as_str().to_owned());
    let response = next.run(request).await;
    let duration_us = u64::try_from(started.elapsed().as_micros()).unwrap_or(u64::MAX);
    state.telemetry.answered(response.status().as_u16(), duration_us);
    let status = response.status().as_u16();
    tracing::debug!(%method, route, status, duration_ms = duration_us / 1_000, "answered");
    response
}
