//! What a queue's own records say of its customers and contacts: patience, abandonment, the spread of handle times.

use serde::{Deserialize, Serialize};

use super::StaffingRequest;
use crate::{App, Permission, QueryRequest, Result};

/// A measured number with what stands behind it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measured {
    /// the number
    pub value: f64,
    /// lower bound (95 %)
    pub lo: Option<f64>,
    /// upper bound (95 %)
    pub hi: Option<f64>,
    /// what stands behind it
    pub n: u64,
}

/// The queue's customers and contacts over the last weeks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct QueueFacts {
    /// mean patience (exponential, censored), seconds
    pub patience_s: Option<Measured>,
    /// share abandoned
    pub abandoned: Option<Measured>,
    /// mean handle time, seconds
    pub handle_s: Option<Measured>,
    /// squared coefficient of variation of handle times, from mean and median of a log-normal law
    pub handle_time_cv2: Option<f64>,
}

impl App {
    /// Measured over the weeks of history before the request's time.
    pub(crate) async fn queue_facts(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<QueueFacts> {
        let history = self.history(request).await?;
        let question = QueryRequest {
            metrics: ["patience_mean", "abandon.offered", "aht", "aht.p50"].map(str::to_owned).to_vec(),
            filter: super::workload::filter(request),
            from: Some(history.from),
            to: Some(history.to),
            ..QueryRequest::default()
        };
        let answer = self.query(permission, &question).await?;
        let measured = |metric: &str| {
            let row = answer.rows.iter().find(|row| *row.metric == *metric)?;
            Some(Measured { value: row.value?, lo: row.lo, hi: row.hi, n: row.n.unwrap_or(0) })
        };
        let handle_s = measured("aht");
        Ok(QueueFacts {
            // A patience needs people who lost it.
            patience_s: measured("patience_mean").filter(|it| it.value > 0.0 && it.n >= 30),
            abandoned: measured("abandon.offered"),
            handle_time_cv2: handle_s
                .zip(measured("aht.p50"))
                .and_then(|(mean, median)| cv2(mean.value, median.value)),
            handle_s,
        })
    }
}

/// Mean / median = e^(s^2/2) of a log-normal law, cv^2 = e^(s^2) - 1 = (mean / median)^2 - 1.
fn cv2(mean: f64, median: f64) -> Option<f64> {
    (mean > median && median > 0.0).then(|| (mean / median).powi(2) - 1.0)
}

#[cfg(test)]
mod tests {
    /// A log-normal law with cv 0.8 has mean / median = sqrt(1 + 0.64).
    #[test]
    fn the_spread_follows_from_mean_and_median() {
        assert!((super::cv2(1.64_f64.sqrt() * 200.0, 200.0).unwrap_or(0.0) - 0.64).abs() < 1e-12);
        assert_eq!(super::cv2(200.0, 210.0), None);
    }
}
