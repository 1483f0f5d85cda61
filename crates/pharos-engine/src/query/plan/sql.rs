//! SQL of a scan.

use pharos_calendar::Grain;
use pharos_metric::{Clock, Relation};

use super::super::question::{Asked, Question};
use super::{Extra, Scan};

impl Scan {
    /// A scan of a whole relation by its first clock, without aggregates.
    pub(crate) fn over(relation: &'static Relation) -> Scan {
        let clock = &relation.clocks[0];
        Scan {
            relation,
            clock: clock.expression,
            clock_name: clock.name.to_owned(),
            extra: Extra::Nothing,
            filter: None,
            joined: Vec::new(),
            named: Vec::new(),
            cells: Vec::new(),
            slot_s: 1800,
            open_only: false,
            all_times: false,
            sql_name: relation.name,
        }
    }

    /// Reads the relation alone where nothing that it takes from other tables is asked for.
    pub(super) fn leave_out_joined(&mut self, question: &Question) {
        let extra: Vec<String> =
            self.extra_keys(&question.by).into_iter().flat_map(|key| key.columns).collect();
        let asked =
            question.by.iter().chain(&self.joined).chain(&self.filter).chain(&self.cells).chain(&extra);
        let is_joined = |name: &str| crate::rollup::is_joined(self.relation, name);
        let texts: Vec<&String> = asked.collect();
        let needed = self
            .relation
            .derived
            .iter()
            .any(|column| is_joined(column.name) && texts.iter().any(|text| text.contains(column.name)));
        let filtered = matches!(&self.extra, Extra::Values { filter, .. } if self
            .relation
            .derived
            .iter()
            .any(|column| is_joined(column.name) && filter.contains(column.name)));
        if !needed && !filtered && self.sql_name == self.relation.name {
            self.sql_name = crate::relations::alone(self.sql_name);
        }
    }

    /// The same by another clock.
    pub(crate) fn by_clock(self, clock: &'static Clock) -> Scan {
        Scan { clock: clock.expression, clock_name: clock.name.to_owned(), ..self }
    }

    /// SQL of the scan: period, dimensions, extra keys, cells. What is grouped by millions of rows stays a number there and
    /// becomes a word once it is a group.
    pub(crate) fn sql(&self, asked: &Asked, question: &Question) -> String {
        let mut grouped: Vec<String> = Vec::new();
        let mut words: Vec<String> = Vec::new();
        match asked.grain {
            Grain::None => {}
            // Days lie within these periods: what is grouped by day is not grouped by period as well.
            grain if self.extra == Extra::Clusters && grain.slot_s().is_none() => {
                words.push(format!("period_start({CLUSTER_DAY}, CAST(NULL AS VARCHAR)) AS period_"));
            }
            _ => grouped.push("period_start(clock_at_, site) AS period_".into()),
        }
        for (index, name) in question.by.iter().enumerate() {
            grouped.push(format!("CAST({} AS VARCHAR) AS dim_{index}", quoted(name)));
        }
        words.extend(grouped.iter().map(|key| name_of(key).to_owned()));
        let extra = self.extra_keys(&question.by);
        let is_worded = extra.iter().any(|key| key.word.is_some());
        for (index, key) in extra.into_iter().enumerate() {
            let names = (0..key.columns.len()).map(|part| format!("key_{index}_{part}"));
            let word = key.word.unwrap_or_else(|| format!("key_{index}_0"));
            words.push(format!("{word} AS extra_{index}"));
            grouped.extend(key.columns.iter().zip(names).map(|(column, name)| format!("{column} AS {name}")));
        }
        let group = (1..=grouped.len()).map(|place| place.to_string()).collect::<Vec<_>>().join(", ");
        let group = if grouped.is_empty() { String::new() } else { format!(" GROUP BY {group}") };
        let cells = match &self.extra {
            Extra::Values { .. } if self.cells.is_empty() => vec!["count(*)".to_owned()],
            _ => self.cells.clone(),
        };
        words.extend((0..cells.len()).map(|index| format!("cell_{index}")));
        grouped.extend(cells.iter().enumerate().map(|(index, sql)| format!("{sql} AS cell_{index}")));
        let groups = format!(
            "SELECT {} FROM ({}) WHERE {}{group}",
            grouped.join(", "),
            self.rows(&question.by),
            self.conditions(asked, question)
        );
        if is_worded { format!("SELECT {} FROM ({groups})", words.join(", ")) } else { groups }
    }

    /// SQL of the relation with its clock and the dimensions that are asked for.
    pub(crate) fn rows(&self, by: &[String]) -> String {
        self.rows_of(self.sql_name, by)
    }

    /// The same over another form of the relation.
    pub(crate) fn rows_of(&self, sql_name: &str, by: &[String]) -> String {
        let inner = crate::relations::sql(sql_name).unwrap_or_default();
        let wanted = |name: &str| by.iter().chain(&self.joined).any(|known| known == name);
        let mut columns = vec!["r.*".to_owned(), format!("{} AS clock_at_", self.clock)];
        let has = |name: &str| self.relation.column(name).is_some();
        if wanted("agent") {
            columns.push("r.agent_id AS agent".into());
        }
        if wanted("source") {
            columns.push("r.source_name AS source".into());
        }
        for name in ["hour_of_day", "weekday"] {
            if wanted(name) {
                columns.push(format!("{name}({}, r.site) AS {name}", self.clock));
            }
        }
        for name in by.iter().chain(&self.joined).filter(|name| name.starts_with("attr:")) {
            let column =
                format!("attribute(r.attributes, '{}') AS {}", name[5..].replace('\'', "''"), quoted(name));
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        let mut joins = String::new();
        if ["team", "shift", "tenure_band"].iter().any(|name| wanted(name))
            && self.relation.has_dimension("agent")
        {
            columns.extend(["e.team".to_owned(), "e.shift".to_owned(), TENURE.replace("CLOCK", self.clock)]);
            joins.push_str(&format!(
                " LEFT JOIN agent_timeline e ON e.person = r.agent_id AND {clock} >= e.valid_from AND {clock} < e.valid_to",
                clock = self.clock
            ));
        }
        if wanted("segment") && has("customer_id") {
            columns.push("s.segment".to_owned());
            joins.push_str(&format!(
                " LEFT JOIN customer_timeline s ON s.person = r.customer_id AND {clock} >= s.valid_from AND {clock} < s.valid_to",
                clock = self.clock
            ));
        }
        format!("SELECT {} FROM ({inner}) r{joins}", columns.join(", "))
    }

    /// Conditions on clock, filter and the extra keys.
    fn conditions(&self, asked: &Asked, question: &Question) -> String {
        let mut conditions = self.row_conditions(asked, question);
        match &self.extra {
            Extra::Values { value, filter, .. } => {
                conditions.push_str(&format!(" AND ({filter}) AND ({value}) IS NOT NULL"));
            }
            Extra::Per(_) if self.open_only => conditions.push_str(&format!(
                " AND slot_is_open(queue, site, slot_start(clock_at_, site, {slot}), {slot})",
                slot = self.slot_s
            )),
            _ => {}
        }
        conditions
    }

    /// Conditions on clock, scope and filter.
    pub(crate) fn row_conditions(&self, asked: &Asked, question: &Question) -> String {
        let mut conditions = vec!["clock_at_ IS NOT NULL".to_owned()];
        let instant = |us: i64| format!("instant_of({us})");
        if let Some(from) = asked.from_us.filter(|_| !self.all_times) {
            conditions.push(format!("clock_at_ >= {}", instant(from)));
        }
        if let Some(to) = asked.to_us.filter(|_| !self.all_times) {
            conditions.push(format!("clock_at_ < {}", instant(to)));
        }
        if asked.as_of_given {
            conditions.push(format!("clock_at_ <= {}", instant(asked.as_of_us)));
        }
        for (from, to) in &question.without {
            conditions.push(format!(
                "NOT (clock_at_ >= {} AND clock_at_ < {})",
                instant(*from),
                instant(*to)
            ));
        }
        conditions.extend(question.scope.condition(self.relation));
        if let Some(filter) = &self.filter {
            conditions.push(format!("({filter})"));
        }
        conditions.join(" AND ")
    }

    fn extra_keys(&self, by: &[String]) -> Vec<ExtraKey> {
        match &self.extra {
            Extra::Nothing => Vec::new(),
            Extra::Clusters => vec![self.clusters(by)],
            Extra::Per(keys) => keys
                .iter()
                .enumerate()
                .map(|(index, key)| match key.as_str() {
                    "day" => ExtraKey::instant(index, "day_start(clock_at_, site)".to_owned()),
                    "slot" => {
                        ExtraKey::instant(index, format!("slot_start(clock_at_, site, {})", self.slot_s))
                    }
                    name => ExtraKey::plain(format!("CAST({} AS VARCHAR)", quoted(name))),
                })
                .collect(),
            Extra::Values { value, event, .. } => vec![
                ExtraKey::plain(format!("CAST(({value}) AS DOUBLE)")),
                ExtraKey::plain(format!("coalesce({event}, FALSE)")),
            ],
        }
    }

    /// The day and the agent; an agent the question splits by is in the groups already.
    fn clusters(&self, by: &[String]) -> ExtraKey {
        let mut columns = vec!["day_start(clock_at_, site)".to_owned()];
        let agent = match by.iter().position(|name| name == "agent") {
            _ if self.relation.column("agent_id").is_none() => "''".to_owned(),
            Some(dimension) => format!("coalesce(dim_{dimension}, '')"),
            None => {
                columns.push("coalesce(agent_id, '')".to_owned());
                "key_0_1".to_owned()
            }
        };
        ExtraKey { columns, word: Some(format!("{agent} || '/' || CAST({CLUSTER_DAY} AS VARCHAR)")) }
    }
}

/// The day of a cluster among the groups' columns.
const CLUSTER_DAY: &str = "key_0_0";

/// A key beside period and dimensions.
struct ExtraKey {
    /// What it is grouped by.
    columns: Vec<String>,
    /// SQL of its word over the groups' columns; without one it is its only column.
    word: Option<String>,
}

impl ExtraKey {
    fn plain(column: String) -> ExtraKey {
        ExtraKey { columns: vec![column], word: None }
    }

    fn instant(index: usize, column: String) -> ExtraKey {
        ExtraKey { columns: vec![column], word: Some(format!("CAST(key_{index}_0 AS VARCHAR)")) }
    }
}

const TENURE: &str = "CASE WHEN e.since IS NULL THEN NULL
    WHEN seconds_between(e.since, CLOCK) < 7776000 THEN '0-90 d'
    WHEN seconds_between(e.since, CLOCK) < 31536000 THEN '90 d-1 y'
    WHEN seconds_between(e.since, CLOCK) < 94608000 THEN '1-3 y' ELSE '3 y+' END AS tenure_band";

/// The name at the end of `... AS name`.
fn name_of(key: &str) -> &str {
    key.rsplit(' ').next().unwrap_or(key)
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
