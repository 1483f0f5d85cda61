//! The queue a staffing question is about: its work and the model of its customers.

use crate::error::{StaffingError, positive, within};

/// Work offered in one interval.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Workload {
    /// Contacts arriving in the interval (a rate: may be fractional).
    pub contacts: f64,
    /// Length of the interval.
    pub interval_s: f64,
    /// Mean handle time: talk, hold and after-contact work.
    pub handle_s: f64,
}

impl Workload {
    /// Offered load in erlang: contacts x handle time / interval.
    pub fn load_erl(&self) -> f64 {
        self.contacts * self.handle_s / self.interval_s
    }

    /// Arrival rate per second.
    pub fn contacts_per_s(&self) -> f64 {
        self.contacts / self.interval_s
    }

    /// The same work with the number of contacts multiplied by `factor`.
    pub fn scaled(self, factor: f64) -> Self {
        Self { contacts: self.contacts * factor, ..self }
    }
}

/// What customers do when all agents are busy.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Model {
    /// They are turned away (Erlang B, loss system without a queue).
    ErlangB,
    /// They wait for ever (Erlang C, delay system).
    ErlangC,
    /// They wait and hang up when their exponential patience ends (Erlang A, Palm).
    ErlangA {
        /// Mean patience.
        patience_s: f64,
    },
    /// Erlang A with a limited number of lines: who finds them all taken is turned away.
    ErlangALines {
        /// Mean patience; `None`: they wait for ever (M/M/n/K).
        patience_s: Option<f64>,
        /// Contacts that can be in service or waiting at the same time.
        lines: u32,
    },
    /// Erlang A where a share of the abandoned and the blocked try again (later, as a new independent arrival).
    /// Performance is per attempt.
    ErlangX {
        /// Mean patience of an attempt; `None`: they wait for ever.
        patience_s: Option<f64>,
        /// Lines, where they are limited.
        lines: Option<u32>,
        /// Share of the lost attempts that is tried again, 0 <= share < 1.
        redial_share: f64,
    },
}

/// A queue: its work and its model.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Queue {
    /// Work offered (for [`Model::ErlangX`]: first attempts only).
    pub workload: Workload,
    /// The customers' behaviour.
    pub model: Model,
}

impl Queue {
    /// Checks the numbers of the queue.
    ///
    /// # Errors
    /// [`StaffingError::Invalid`] names the first number outside its range.
    pub fn check(&self) -> Result<(), StaffingError> {
        let work = &self.workload;
        within("contacts", work.contacts, 0.0, f64::MAX, "but must be zero or more")?;
        positive("interval_s", work.interval_s, "but must be above zero; maybe 1800 for half an hour")?;
        positive("handle_s", work.handle_s, "but must be above zero; maybe it is in minutes")?;
        if let Some(patience_s) = self.patience_s() {
            positive("patience_s", patience_s, "but must be above zero; maybe model C fits, where all wait")?;
        }
        if let Model::ErlangX { redial_share, .. } = self.model {
            within("redial_share", redial_share, 0.0, 1.0 - 1e-9, "but must be 0 or more and below 1")?;
        }
        if self.lines() == Some(0) {
            return Err(StaffingError::Invalid { what: "lines", value: 0.0, rule: "but must be at least 1" });
        }
        Ok(())
    }

    /// Mean patience, `None` where customers wait for ever.
    pub fn patience_s(&self) -> Option<f64> {
        match self.model {
            Model::ErlangB | Model::ErlangC => None,
            Model::ErlangA { patience_s } => Some(patience_s),
            Model::ErlangALines { patience_s, .. } | Model::ErlangX { patience_s, .. } => patience_s,
        }
    }

    /// Lines, `None` where they are not limited (Erlang B: as many as agents, also `None` here).
    pub fn lines(&self) -> Option<u32> {
        match self.model {
            Model::ErlangB | Model::ErlangC | Model::ErlangA { .. } => None,
            Model::ErlangALines { lines, .. } => Some(lines),
            Model::ErlangX { lines, .. } => lines,
        }
    }

    /// Whether the queue may grow without bound when agents do not suffice.
    pub(crate) fn may_overflow(&self) -> bool {
        !matches!(self.model, Model::ErlangB) && self.patience_s().is_none() && self.lines().is_none()
    }
}
