//! Who belongs to which team, from when to when.

use arrow::array::{Array, AsArray, RecordBatch};
use arrow::datatypes::Float64Type;

use super::Dataset;
use super::dimensions::{instant, text};
use crate::warehouse::WarehouseError;

/// A stretch of somebody's employment.
#[derive(Clone, Debug, PartialEq)]
pub struct Employment {
    /// the agent, by the name aliases give
    pub agent_id: String,
    /// the agent's name
    pub name: Option<String>,
    /// the site
    pub site: Option<String>,
    /// the team
    pub team: Option<String>,
    /// who leads the agent
    pub supervisor: Option<String>,
    /// agent, supervisor, ...
    pub role: Option<String>,
    /// early, late, night, ...
    pub shift: Option<String>,
    /// the contract's type
    pub contract: Option<String>,
    /// full-time share
    pub fte: Option<f64>,
    /// first day of employment
    pub hired_us: Option<i64>,
    /// the employment has ended
    pub left_us: Option<i64>,
    /// holds from
    pub from_us: Option<i64>,
    /// holds until
    pub to_us: Option<i64>,
}

impl Employment {
    /// True if the stretch holds at that instant.
    pub fn holds_at(&self, instant_us: i64) -> bool {
        self.from_us.or(self.hired_us).is_none_or(|it| it <= instant_us)
            && self.to_us.is_none_or(|it| instant_us < it)
            && self.left_us.is_none_or(|it| instant_us < it)
    }
}

impl Dataset {
    /// All stretches of employment, by agent and time.
    ///
    /// # Errors
    /// A damaged file.
    pub async fn employment(&self) -> Result<Vec<Employment>, WarehouseError> {
        let mut all = Vec::new();
        for batch in self.small("employment").await? {
            for row in 0..batch.num_rows() {
                let Some(agent) = text(&batch, "agent_id", row) else { continue };
                let of = |name| text(&batch, name, row);
                let at = |name| instant(&batch, name, row);
                all.push(Employment {
                    agent_id: self.aliases.agents.get(&agent).cloned().unwrap_or(agent),
                    name: of("name"),
                    site: of("site"),
                    team: of("team"),
                    supervisor: of("supervisor"),
                    role: of("role"),
                    shift: of("shift"),
                    contract: of("contract"),
                    fte: number(&batch, "fte", row),
                    hired_us: at("hired_at"),
                    left_us: at("left_at"),
                    from_us: at("valid_from"),
                    to_us: at("valid_to"),
                });
            }
        }
        all.sort_by(|a, b| (&a.agent_id, a.from_us).cmp(&(&b.agent_id, b.from_us)));
        Ok(all)
    }
}

fn number(batch: &RecordBatch, name: &str, row: usize) -> Option<f64> {
    let column = batch.column_by_name(name)?.as_primitive_opt::<Float64Type>()?;
    column.is_valid(row).then(|| column.value(row))
}
