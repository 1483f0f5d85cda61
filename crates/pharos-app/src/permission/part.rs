//! The part of the organisation somebody may see.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The part of the organisation somebody may see. Membership is taken as of the contact: whoever led a team in March sees
/// what its members of March did in March.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// the whole centre
    Whole,
    /// some sites
    Sites(BTreeSet<String>),
    /// some teams
    Teams(BTreeSet<String>),
    /// what is the user's own as an agent, nothing else
    Own,
}

impl Part {
    /// True if a team at a site belongs to it; for [`Part::Own`] nothing does.
    pub fn contains(&self, team: Option<&str>, site: Option<&str>) -> bool {
        match self {
            Part::Whole => true,
            Part::Sites(sites) => site.is_some_and(|site| sites.contains(site)),
            Part::Teams(teams) => team.is_some_and(|team| teams.contains(team)),
            Part::Own => false,
        }
    }

    /// As stored: `"whole"`, `{"sites":["hk"]}`, `{"teams":["billing"]}`, `"own"`.
    pub fn to_json(&self) -> String {
        // An enum of sets of strings always has a JSON form.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Reads the stored form.
    pub fn from_json(text: &str) -> Option<Part> {
        serde_json::from_str(text).ok()
    }
}
