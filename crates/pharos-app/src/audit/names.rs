//! What things of the audit log are called: the log keeps ids, people read names. A thing that is gone, or a person who was
//! erased, has none.

use std::collections::{BTreeMap, BTreeSet};

use pharos_engine::query::QueryError;
use pharos_store::{PersonRecordFilter, PlanKind};
use serde_json::Value;

use crate::{App, Result};

type Named = BTreeMap<String, String>;

impl App {
    /// Names of things, by kind the ids that occur; small tables are read whole.
    pub(super) async fn names_of_things(
        &self,
        things: &BTreeMap<&str, BTreeSet<&str>>,
    ) -> Result<BTreeMap<String, Named>> {
        let mut all = BTreeMap::new();
        for (&kind, ids) in things {
            let named = match kind {
                "user" | "agent" | "calendar" => self.names_of_people().await?,
                "goal" => self.titles_of_goals().await?,
                "course" | "assignment" | "pulse" => self.titles_of_person_records(kind).await?,
                "forecast" | "scenario" | "hiring" | "agenda_point" => {
                    self.names_one_by_one(kind, ids).await?
                }
                _ => self.names_of_kind(kind).await?,
            };
            all.insert(kind.to_owned(), named);
        }
        Ok(all)
    }

    /// Users by id; agents by id, where nobody's user has it.
    async fn names_of_people(&self) -> Result<Named> {
        let people = self.dataset().await?.employment().await.map_err(QueryError::from)?;
        let mut named: Named =
            people.into_iter().filter_map(|person| Some((person.agent_id, person.name?))).collect();
        named.extend(self.store.users().await?.into_iter().map(|user| (user.id, user.name)));
        Ok(named)
    }

    async fn titles_of_goals(&self) -> Result<Named> {
        // The oldest first: the newest version's title stays.
        let versions = self.store.goal_versions(None).await?;
        Ok(versions.into_iter().filter_map(|it| Some((it.goal_id, title(&it.definition)?))).collect())
    }

    async fn titles_of_person_records(&self, kind: &str) -> Result<Named> {
        let filter = PersonRecordFilter { kinds: vec![kind.to_owned()], ..PersonRecordFilter::default() };
        let named = self.store.person_records(&filter).await?.into_iter().filter_map(|it| {
            let body: Value = serde_json::from_str(&it.body).ok()?;
            let words = ["name", "course", "question"].iter().find_map(|name| body[*name].as_str())?;
            Some((it.id, words.to_owned()))
        });
        Ok(named.collect())
    }

    async fn names_one_by_one(&self, kind: &str, ids: &BTreeSet<&str>) -> Result<Named> {
        let mut named = Named::new();
        for id in ids.iter().filter(|id| !id.is_empty()) {
            let name = match kind {
                "forecast" => {
                    let forecast = self.store.published_forecast(id).await?;
                    forecast.and_then(|it| it.series.queue.or(it.series.channel))
                }
                "agenda_point" => self.store.agenda_point(id).await?.map(|it| it.words),
                _ => match self.store.kept_plan(PlanKind::Hiring, id).await? {
                    Some(plan) => Some(plan.name),
                    None => self.store.kept_plan(PlanKind::Scenario, id).await?.map(|it| it.name),
                },
            };
            named.extend(name.map(|name| ((*id).to_owned(), name)));
        }
        Ok(named)
    }

    async fn names_of_kind(&self, kind: &str) -> Result<Named> {
        let store = &self.store;
        Ok(match kind {
            "import" => store.imports().await?.into_iter().map(|it| (it.id, it.source_name)).collect(),
            "wall" => store.walls().await?.into_iter().map(|it| (it.id, it.name)).collect(),
            "wall_screen" => {
                let walls: Named = store.walls().await?.into_iter().map(|it| (it.id, it.name)).collect();
                let screens = store.wall_devices().await?.into_iter();
                screens.filter_map(|it| Some((it.id, walls.get(&it.wall_id?)?.clone()))).collect()
            }
            "strategy_item" => {
                store.strategy_items().await?.into_iter().map(|it| (it.id, it.title)).collect()
            }
            "purpose" => store.purposes().await?.into_iter().map(|it| (it.id, it.title)).collect(),
            "board" => {
                let boards = store.boards().await?.into_iter();
                boards
                    .filter_map(|it| Some((it.id, title(&it.body).or_else(|| title(&it.body["spec"]))?)))
                    .collect()
            }
            "view" => store.views().await?.into_iter().map(|it| (it.id, it.name)).collect(),
            "planning_event" => {
                store.planning_events().await?.into_iter().map(|it| (it.id, it.name)).collect()
            }
            "token" => store.api_tokens(None).await?.into_iter().map(|it| (it.id, it.name)).collect(),
            "update" => {
                let updates = store.daily_updates(1_000).await?.into_iter();
                updates
                    .map(|it| (it.id, it.team.map_or(it.day.clone(), |team| format!("{} {team}", it.day))))
                    .collect()
            }
            _ => Named::new(),
        })
    }
}

fn title(body: &Value) -> Option<String> {
    body["title"].as_str().map(str::to_owned)
}
