//! A centre of two teams, and somebody of every role.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use pharos_app::{
    Action, App, Config, FactsRequest, NewAgendaPoint, NewApiToken, NewStrategyItem, NewUpdate, NewUser,
    NewWall, Part, Permission, Role, UserChange, WallConfig,
};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

use crate::session::{Door, Token};
use crate::telemetry::Telemetry;
use crate::{State, routes};

/// The token of the printed address.
pub(crate) const OWNERS_TOKEN: &str = "a token for tests";

/// Those who ask: name, role, part, agent.
const PERSONAS: [(&str, Role, Asker); 11] = [
    ("agent", Role::Agent, Asker::AgentOf("noa")),
    ("other_agent", Role::Agent, Asker::AgentOf("dana")),
    ("supervisor", Role::Supervisor, Asker::LeadOf("red")),
    ("other_supervisor", Role::Supervisor, Asker::LeadOf("blue")),
    ("planner", Role::Planner, Asker::Whole),
    ("quality_analyst", Role::QualityAnalyst, Asker::Whole),
    ("hr", Role::Hr, Asker::Whole),
    ("manager", Role::Manager, Asker::Whole),
    ("director", Role::Director, Asker::Whole),
    ("auditor", Role::Auditor, Asker::Whole),
    ("machine", Role::Machine, Asker::Whole),
];

#[derive(Clone, Copy)]
enum Asker {
    Whole,
    LeadOf(&'static str),
    AgentOf(&'static str),
}

/// Agents and their teams: five of red, six of blue, four of green.
pub(crate) const AGENTS: [(&str, &str); 15] = [
    ("noa", "red"),
    ("ben", "red"),
    ("lin", "red"),
    ("wei", "red"),
    ("tal", "red"),
    ("dana", "blue"),
    ("eve", "blue"),
    ("gal", "blue"),
    ("hui", "blue"),
    ("ido", "blue"),
    ("jun", "blue"),
    ("kai", "green"),
    ("mei", "green"),
    ("ori", "green"),
    ("yan", "green"),
];

/// An open centre with its router.
pub(crate) struct Centre {
    pub(crate) app: App,
    pub(crate) router: Router,
    tokens: Vec<(&'static str, String)>,
    names: Vec<(&'static str, String)>,
    _folder: TempDir,
}

/// What came back.
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) cookies: Vec<String>,
    pub(crate) body: Vec<u8>,
}

impl Reply {
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or(Value::Null)
    }
}

impl Centre {
    pub(crate) async fn new(door: Door) -> Centre {
        let mut centre = Centre::opened(door, |_| {}).await;
        facts(&centre.app).await;
        centre.people().await;
        centre
    }

    /// Without facts and users, with another configuration.
    pub(crate) async fn empty(change: impl FnOnce(&mut Config)) -> Centre {
        Centre::opened(Door::FirstStart, change).await
    }

    async fn opened(door: Door, change: impl FnOnce(&mut Config)) -> Centre {
        let folder = tempfile::tempdir().expect("a folder");
        let mut config =
            Config::load(Some(folder.path().to_owned()), None, |_| None).expect("a configuration");
        change(&mut config);
        let app = App::open(config).await.expect("an app");
        let token = Arc::new(Token::new(OWNERS_TOKEN.to_owned(), door));
        let state = State { app: app.clone(), token, telemetry: Arc::new(Telemetry::default()) };
        Centre { app, router: routes::router(state), tokens: Vec::new(), names: Vec::new(), _folder: folder }
    }

    /// With a concern about noa that noa has seen and the supervisor has signed, as `$concern`.
    pub(crate) async fn with_signed_concern(mut self) -> Centre {
        let opened = json!({"text": "calls have become hard"});
        let made = self.ask("supervisor", Method::POST, "/api/v1/people/noa/concerns", Some(&opened)).await;
        let id = made.json()["id"].as_str().expect("an opened concern").to_owned();
        for (who, step) in [("agent", "see"), ("supervisor", "sign")] {
            let step = json!({"step": step, "reason": "we talked"});
            let done =
                self.ask(who, Method::POST, &format!("/api/v1/concerns/{id}/steps"), Some(&step)).await;
            assert!(done.status.is_success(), "{}", done.json());
        }
        self.names.push(("concern", id));
        self
    }

    /// Who asks; `anonymous` and `disabled` are refused at the door.
    pub(crate) fn personas() -> Vec<&'static str> {
        let known = PERSONAS.iter().map(|(name, ..)| *name);
        ["anonymous", "disabled", "administrator"].into_iter().chain(known).collect()
    }

    /// The value behind `$name`.
    pub(crate) fn named(&self, name: &str) -> &str {
        let found = self.names.iter().find(|(known, _)| *known == name);
        &found.unwrap_or_else(|| panic!("nothing is named ${name}")).1
    }

    /// Asks as a persona.
    pub(crate) async fn ask(&self, persona: &str, method: Method, path: &str, body: Option<&Value>) -> Reply {
        let text = body.map(Value::to_string);
        self.send(persona, method, path, text.as_deref(), "application/json").await
    }

    /// Asks as a persona with a body of any kind.
    pub(crate) async fn send(
        &self,
        persona: &str,
        method: Method,
        path: &str,
        body: Option<&str>,
        kind: &str,
    ) -> Reply {
        let mut request = Request::builder().method(method).uri(path);
        if persona != "anonymous" {
            let token = self.tokens.iter().find(|(name, _)| *name == persona);
            let token = &token.unwrap_or_else(|| panic!("nobody is called {persona}")).1;
            request = request.header(header::AUTHORIZATION, format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header(header::CONTENT_TYPE, kind);
        }
        let body = body.map_or_else(Body::empty, |text| Body::from(text.to_owned()));
        self.request(request.body(body).expect("a request")).await
    }

    /// Sends a request as it is.
    pub(crate) async fn request(&self, request: Request<Body>) -> Reply {
        let response = self.router.clone().oneshot(request).await.expect("an answer");
        let status = response.status();
        let cookies = response.headers().get_all(header::SET_COOKIE).iter();
        let cookies = cookies.filter_map(|value| value.to_str().ok().map(str::to_owned)).collect();
        let body = axum::body::to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        Reply { status, cookies, body: body.to_vec() }
    }

    /// Number of the last record of the audit log. Asking is no reading: nothing is noted by it.
    pub(crate) async fn last_record(&self) -> i64 {
        self.app.audit_end(&Permission::owner()).await.expect("a number")
    }

    async fn people(&mut self) {
        for (name, role, asker) in PERSONAS {
            let (part, agent) = match asker {
                Asker::Whole => (Part::Whole, None),
                Asker::LeadOf(team) => (Part::Teams([team.to_owned()].into()), None),
                Asker::AgentOf(agent) => (Part::Own, Some(agent)),
            };
            let id = self.user(name, role, part, agent).await;
            let token = self.token(&id, role).await;
            self.tokens.push((name, token));
        }
        let id = self.user("administrator", Role::Administrator, Part::Whole, None).await;
        let token = self.token(&id, Role::Administrator).await;
        self.tokens.push(("administrator", token));
        let id = self.user("disabled", Role::Administrator, Part::Whole, None).await;
        let token = self.token(&id, Role::Administrator).await;
        self.tokens.push(("disabled", token));
        let change = UserChange { disabled: Some(true), ..UserChange::default() };
        self.app.change_user(&Permission::owner(), &id, &change).await.expect("disabled");
        for name in ["spare_user", "another_spare_user"] {
            let id = self.user(name, Role::Agent, Part::Own, None).await;
            self.names.push((name, id));
        }
        let spare = self.new_token(self.named("spare_user"), &[Action::ReadMetrics]).await.1;
        self.names.push(("spare_token", spare));
        self.the_day().await;
    }

    /// What addresses of the supervisor's day name.
    async fn the_day(&mut self) {
        let owner = Permission::owner();
        let update = NewUpdate {
            id: None,
            kind: "daily".to_owned(),
            day: "2026-03-02".to_owned(),
            team: None,
            own_words: "Thank you".to_owned(),
            letters: Vec::new(),
        };
        let update = self.app.save_update(&owner, &update).await.expect("an update").id;
        let point = NewAgendaPoint {
            meeting: "huddle".to_owned(),
            day: "2026-03-03".to_owned(),
            team: None,
            words: "the new form".to_owned(),
        };
        let agenda = self.app.add_agenda_point(&owner, &point).await.expect("a point");
        let item = NewStrategyItem {
            kind: "strategy".to_owned(),
            title: "Solved first time".to_owned(),
            ..NewStrategyItem::default()
        };
        let register = self.app.save_strategy_item(&owner, &item).await.expect("an item");
        for name in ["spare_wall", "another_wall"] {
            let wall = NewWall {
                id: None,
                name: name.to_owned(),
                kind: "floor".to_owned(),
                config: WallConfig { metrics: vec!["answered".to_owned()], ..WallConfig::default() },
            };
            let wall = self.app.save_wall(&owner, &wall).await.expect("a board").id;
            self.names.push((name, wall));
        }
        let code = self.app.ask_for_wall().await.expect("a code").code;
        let paired = self.app.ask_for_wall().await.expect("a code").code;
        let screen =
            self.app.pair_wall(&owner, self.named("spare_wall"), &paired).await.expect("a screen").id;
        self.names.push(("spare_update", update));
        self.names.push(("spare_point", agenda.points[0].id.clone()));
        self.names.push(("spare_item", register.items[0].id.clone()));
        self.names.push(("spare_code", code));
        self.names.push(("spare_screen", screen));
    }

    pub(crate) async fn user(&self, login: &str, role: Role, part: Part, agent: Option<&str>) -> String {
        let new = NewUser {
            login: login.to_owned(),
            name: login.to_owned(),
            roles: vec![role],
            part,
            agent_id: agent.map(str::to_owned),
            password: None,
        };
        self.app.add_user(&Permission::owner(), &new).await.expect("a user").id
    }

    async fn token(&self, user_id: &str, role: Role) -> String {
        self.new_token(user_id, role.actions()).await.0
    }

    async fn new_token(&self, user_id: &str, actions: &[Action]) -> (String, String) {
        let new = NewApiToken {
            name: "test".to_owned(),
            actions: actions.to_vec(),
            days: 1,
            user_id: Some(user_id.to_owned()),
        };
        let (token, view) = self.app.add_api_token(&Permission::owner(), &new).await.expect("a token");
        (token, view.id)
    }
}

/// Every agent has answered one contact an hour on the second and third of March; its number is its wait in seconds.
async fn facts(app: &App) {
    let mut people = String::new();
    let mut segments = String::new();
    for (place, (agent, team)) in AGENTS.into_iter().enumerate() {
        let person = json!({"key": agent, "agent_id": agent, "name": agent, "team": team, "role": "agent",
            "valid_from": "2026-01-01T00:00:00Z"});
        people.push_str(&format!("{person}\n"));
        for (day, hour) in [2, 3].into_iter().flat_map(|day| (8..12).map(move |hour| (day, hour))) {
            let at = |minute: usize| format!("2026-03-{day:02}T{hour:02}:{minute:02}:00Z");
            let key = format!("{agent}-{day}-{hour}");
            let segment = json!({"key": key, "segment_id": key, "contact_id": key, "channel": "voice",
                "direction": "inbound", "queue": if place % 2 == 0 { "sales" } else { "help" },
                "customer_id": format!("customer of {agent}"), "started_at": at(0), "enqueued_at": at(0),
                "queued": true, "wait_s": place as f64, "queue_result": "answered", "agent_id": agent,
                "connected_at": at(1), "talk_s": 100.0 + place as f64, "acw_s": 0.0, "ended_at": at(5)});
            segments.push_str(&format!("{segment}\n"));
        }
    }
    for (table, body) in [("employment", people), ("contact_segments", segments)] {
        let request = FactsRequest { table, source_name: "phone", body: &body, idempotency_key: None };
        app.accept_facts(&Permission::owner(), request).await.expect("accepted");
    }
}
