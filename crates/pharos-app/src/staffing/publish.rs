//! A staffing published: its requirements become facts that schedules and adherence stand on.

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::StaffingRequest;
use crate::plan_rights::may_manage_plans;
use crate::{App, AppError, FactsRequest, Permission, Reason, Result, now_us, rfc3339};

/// Name of the source of what the product itself publishes.
const SOURCE: &str = "pharos";

/// What was published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublishedRequirements {
    /// names the plan in the fact table
    pub plan_id: String,
    /// intervals
    pub rows: u64,
    /// when, RFC 3339
    pub made_at: String,
}

impl App {
    /// Stores the least agents of every interval as `requirements` facts.
    ///
    /// # Errors
    /// No right to manage plans, a request at fault or about all queues at once, nothing to publish.
    pub async fn publish_requirements(
        &self,
        permission: &Permission,
        request: &StaffingRequest,
    ) -> Result<PublishedRequirements> {
        may_manage_plans(permission)?;
        let Some(queue) = &request.queue else {
            let words = "requirements belong to a queue; maybe name one";
            return Err(AppError::refused(Reason::QueueNeeded, words));
        };
        let view = self.staffing(permission, request).await?;
        if view.slots.is_empty() {
            let words =
                format!("there is no workload for `{queue}` in that time; maybe its name is mistyped");
            return Err(AppError::refused(Reason::NoWorkload, words));
        }
        let made_at = rfc3339(now_us());
        let plan_id = format!("staffing-{}", uuid::Uuid::now_v7().simple());
        let lines = view.slots.iter().map(|slot| {
            let row = json!({
                "key": format!("{plan_id}:{}", slot.starts_at),
                "plan_id": plan_id,
                "queue": queue,
                "channel": request.channel,
                "slot_at": slot.starts_at,
                "slot_s": f64::from(slot.length_s),
                "agents": slot.agents,
                "made_at": made_at,
            });
            row.to_string()
        });
        let body: Vec<String> = lines.collect();
        self.note_plan(permission, "requirements.publish", ("plan", &plan_id), queue).await?;
        let facts = FactsRequest {
            table: "requirements",
            source_name: SOURCE,
            body: &body.join("\n"),
            idempotency_key: Some(&plan_id),
        };
        let answer = self.take_plan_facts(facts).await?;
        Ok(PublishedRequirements { plan_id, rows: answer.accepted, made_at })
    }
}
