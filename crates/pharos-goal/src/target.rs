//! What a target asks of a value, of every member, of a share of the members.
//!
//! The kinds people name are combinations of a [`Target`], a [`Whom`] and a [`Mode`](crate::assess::Mode): "every agent at
//! least 75 %" is a value for each member; "99 % of agents have done the course" a value for a share of members; "500 calls
//! a month" a value in each period of a monthly count; "least contacts a working day" a value of a metric that already
//! takes the least of the days; an improved quantile is a change of a metric that is a quantile.

use serde::{Deserialize, Serialize};

use crate::assess::Direction;

/// The number asked for, as people state it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "kind")]
pub enum Target {
    /// At least (or at most, where less is better) this value.
    Value {
        /// In the unit of the metric.
        value: f64,
    },
    /// Better than the baseline by this share of it (0.1: 10 % more, or less where less is better).
    RelativeChange {
        /// Share of the baseline.
        share: f64,
    },
    /// Better than the baseline by so much (0.05 of a share: five percentage points).
    Change {
        /// In the unit of the metric.
        by: f64,
    },
    /// Neither below nor above.
    Band {
        /// Least value.
        lo: f64,
        /// Greatest value.
        hi: f64,
    },
}

/// Of whom it is asked.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "of")]
pub enum Whom {
    /// Of the scope as a whole.
    Together,
    /// Of every eligible member.
    EachMember,
    /// Of at least this share of the eligible members.
    ShareOfMembers {
        /// 0..=1.
        share: f64,
    },
}

/// A target turned into numbers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Aim {
    /// This or more.
    AtLeast(f64),
    /// This or less.
    AtMost(f64),
    /// From the first to the second, both included.
    Within(f64, f64),
}

/// Why a target means nothing.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum TargetError {
    /// A change without anything to start from.
    #[error("a change needs a baseline; maybe the metric has no value in the baseline window")]
    NoBaseline,
    /// Numbers that are none, or a band upside down.
    #[error(
        "the target {0} cannot be reached; maybe two numbers were swapped or a share was meant as percent"
    )]
    Senseless(String),
}

/// A member of the scope with the metric's value.
#[derive(Debug, Clone, PartialEq)]
pub struct Member {
    /// Who.
    pub id: String,
    /// The metric for this member, None where it has no value.
    pub value: Option<f64>,
    /// Cases behind the value.
    pub n: u64,
}

/// How the members stand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct MembersStanding {
    /// Members with a value from at least `n_min` cases.
    pub eligible: u64,
    /// Those among them that hold the aim.
    pub holding: u64,
    /// `holding / eligible`, None without an eligible member.
    pub share: Option<f64>,
    /// True when as many hold it as the target asks; None without an eligible member.
    pub reached: Option<bool>,
    /// Eligible members that do not hold it, in the order given.
    pub below: Vec<String>,
    /// Members with too few cases to be judged, in the order given.
    pub not_judged: Vec<String>,
}

impl Target {
    /// The numbers behind the target for a frozen baseline and the metric's direction.
    pub fn aim(self, baseline: Option<f64>, direction: Direction) -> Result<Aim, TargetError> {
        let senseless = || TargetError::Senseless(format!("{self:?}"));
        let toward = |value: f64| match direction {
            Direction::Up => Aim::AtLeast(value),
            Direction::Down => Aim::AtMost(value),
        };
        let sign = if direction == Direction::Up { 1.0 } else { -1.0 };
        let start = baseline.ok_or(TargetError::NoBaseline);
        let aim = match self {
            Target::Value { value } => toward(value),
            Target::RelativeChange { share } => start.map(|it| toward(it + sign * share * it.abs()))?,
            Target::Change { by } => start.map(|it| toward(it + sign * by))?,
            Target::Band { lo, hi } if lo <= hi => Aim::Within(lo, hi),
            Target::Band { .. } => return Err(senseless()),
        };
        let finite = match aim {
            Aim::AtLeast(value) | Aim::AtMost(value) => value.is_finite(),
            Aim::Within(lo, hi) => lo.is_finite() && hi.is_finite(),
        };
        if finite { Ok(aim) } else { Err(senseless()) }
    }
}

impl Aim {
    /// True when the value fulfils the aim.
    pub fn holds(self, value: f64) -> bool {
        match self {
            Aim::AtLeast(least) => least <= value,
            Aim::AtMost(most) => value <= most,
            Aim::Within(lo, hi) => (lo..=hi).contains(&value),
        }
    }

    /// The number nearest to the value that fulfils the aim.
    pub fn nearest(self, value: f64) -> f64 {
        match self {
            Aim::AtLeast(value) | Aim::AtMost(value) => value,
            Aim::Within(lo, hi) => value.clamp(lo, hi),
        }
    }
}

/// How the members stand against the aim. A member with fewer than `n_min` cases is not judged, neither for nor against;
/// with `n_min` of 0 a member without a value counts as not holding (a course not taken).
pub fn members_standing(members: &[Member], aim: Aim, whom: Whom, n_min: u64) -> MembersStanding {
    let (mut holding, mut below, mut not_judged) = (0_u64, Vec::new(), Vec::new());
    for member in members {
        match member.value {
            _ if member.n < n_min => not_judged.push(member.id.clone()),
            None if 0 < n_min => not_judged.push(member.id.clone()),
            Some(value) if aim.holds(value) => holding += 1,
            _ => below.push(member.id.clone()),
        }
    }
    let eligible = holding + below.len() as u64;
    let share = (0 < eligible).then(|| holding as f64 / eligible as f64);
    let needed = match whom {
        Whom::EachMember | Whom::Together => 1.0,
        Whom::ShareOfMembers { share } => share,
    };
    MembersStanding { eligible, holding, share, reached: share.map(|it| needed <= it), below, not_judged }
}

#[cfg(test)]
mod tests;
