//! Questions in the words of the command line and the API.

use std::collections::BTreeMap;

use jiff::ToSpan;
use jiff::civil::Date;
use pharos_calendar::Grain;
use pharos_engine::dataset::Dataset;
use pharos_engine::query::{Answer, Part, Question, Rows, ZoneChoice, ask, dimension_values, rows};
use pharos_metric::{DIMENSIONS, dimension};

use crate::{Action, App, AppError, Permission, Result, events, personal};

/// A question in words.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct QueryRequest {
    /// ids of metrics
    pub metrics: Vec<String>,
    /// parameters: `name` or `metric.name`
    pub params: Vec<(String, String)>,
    /// dimensions to split by
    pub by: Vec<String>,
    /// rows that count
    pub filter: Option<String>,
    /// inclusive
    pub from: Option<String>,
    /// exclusive
    pub to: Option<String>,
    /// `15m`, `30m`, `hour`, `day`, `week`, `month`, `quarter`, `year`, `none`; empty is `none`
    pub grain: String,
    /// `site` or an IANA name; default: the centre's
    pub tz: Option<String>,
    /// the data clock; default: the newest event
    pub as_of: Option<String>,
    /// `previous`
    pub compare: Option<String>,
    /// ids of special events whose time is left out
    pub without_events: Vec<String>,
    /// read rows even where roll-ups could answer
    pub raw: bool,
    /// allow approximate answers
    pub approx: bool,
    /// leave totals of interval reports out: contacts alone
    pub without_reports: bool,
}

/// Which rows behind a number.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RowsRequest {
    /// the question
    pub query: QueryRequest,
    /// `numerator`, `denominator`; all where `None`
    pub part: Option<String>,
    /// rows at most
    pub limit: Option<usize>,
    /// rows to skip
    pub offset: usize,
}

impl App {
    /// Answers a question.
    ///
    /// # Errors
    /// A question at fault, data that cannot be read.
    pub async fn query(&self, permission: &Permission, request: &QueryRequest) -> Result<Answer> {
        let mut answers = self.queries(permission, std::slice::from_ref(request)).await?;
        answers.pop().ok_or_else(|| AppError::Internal("a question without an answer".to_owned()))
    }

    /// Answers several questions of the same moment.
    ///
    /// # Errors
    /// The first question at fault; data that cannot be read.
    pub async fn queries(&self, permission: &Permission, requests: &[QueryRequest]) -> Result<Vec<Answer>> {
        permission.require(Action::ReadMetrics)?;
        let dataset = self.dataset().await?;
        let sources = self.source_names().await?;
        let mut answers = Vec::with_capacity(requests.len());
        for request in requests {
            let question = question(&dataset, permission, request).await?;
            let mut answer = ask(&dataset, &question).await?;
            answer.sources.clone_from(&sources);
            answers.push(answer);
        }
        let individual: Vec<_> = requests.iter().filter(|request| personal::is_individual(request)).collect();
        if !individual.is_empty() {
            let words: Vec<String> = individual.into_iter().map(personal::words).collect();
            let persons = personal::persons_in_answers(answers.iter());
            self.audit_seen(permission, "query.individuals", ("query", ""), &words.join("\n"), persons)
                .await?;
        }
        Ok(answers)
    }

    /// The rows behind a number.
    ///
    /// # Errors
    /// As [`App::query`].
    pub async fn rows(&self, permission: &Permission, request: &RowsRequest) -> Result<Rows> {
        permission.require(Action::ReadContacts)?;
        let dataset = self.dataset().await?;
        let question = question(&dataset, permission, &request.query).await?;
        let part = part(request.part.as_deref())?;
        let rows = rows(&dataset, &question, part, request.limit, request.offset).await?;
        let persons = personal::persons_in_rows(&rows);
        self.audit_seen(permission, "query.rows", ("query", ""), &personal::words_of_rows(request), persons)
            .await?;
        Ok(rows)
    }

    /// True if a segment of the contact is in the part of the organisation that may be seen. The days (UTC) of its instants
    /// save reading all others.
    pub(crate) async fn is_contact_in_part(
        &self,
        permission: &Permission,
        id: &str,
        days: Option<(Date, Date)>,
    ) -> Result<bool> {
        let id_word = literal(id);
        let filter = format!("contact_id = {id_word} OR segment_id = {id_word} OR key = {id_word}");
        self.is_row_in_part(permission, filter, days).await
    }

    /// Goes on only if a segment of that key is in the part that may be seen. What is not, is not there.
    pub(crate) async fn require_segment(&self, permission: &Permission, key: &str) -> Result<()> {
        if self.is_row_in_part(permission, format!("key = {}", literal(key)), None).await? {
            return Ok(());
        }
        Err(AppError::NotFound { what: "segment", name: key.to_owned(), advice: String::new() })
    }

    async fn is_row_in_part(
        &self,
        permission: &Permission,
        filter: String,
        days: Option<(Date, Date)>,
    ) -> Result<bool> {
        if permission.is_of_the_whole() {
            return Ok(true);
        }
        // Whoever saw a fact before it was corrected, or sees it now, may look at what was corrected of it: an excluded one is
        // in no number any more and could never be put right again.
        let corrected = self.dataset().await?;
        let mut as_sent = corrected.clone();
        as_sent.corrections = pharos_engine::dataset::Corrections::default();
        // Days of the centre begin up to a day before or after those of UTC.
        let from = days.and_then(|(first, _)| first.checked_sub(2.days()).ok());
        let to = days.and_then(|(_, last)| last.checked_add(3.days()).ok());
        let request = QueryRequest {
            metrics: vec!["offered".to_owned()],
            filter: Some(filter),
            from: from.map(|day| day.to_string()),
            to: to.map(|day| day.to_string()),
            ..QueryRequest::default()
        };
        for dataset in [corrected, as_sent] {
            let question = question(&dataset, permission, &request).await?;
            if rows(&dataset, &question, Part::All, Some(1), 0).await?.total != 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Values of a dimension that begin with a prefix, in order.
    ///
    /// # Errors
    /// An unknown dimension, data that cannot be read.
    pub async fn dimension_values(
        &self,
        permission: &Permission,
        name: &str,
        prefix: &str,
        limit: usize,
    ) -> Result<Vec<String>> {
        permission.require(Action::ReadMetrics)?;
        if dimension(name).is_none() && !name.starts_with("attr:") {
            let known: Vec<&str> = DIMENSIONS.iter().map(|dimension| dimension.name).collect();
            return Err(AppError::NotFound {
                what: "dimension",
                name: name.to_owned(),
                advice: format!("; maybe one of {}", known.join(" ")),
            });
        }
        let dataset = self.dataset().await?;
        Ok(dimension_values(&dataset, name, prefix, limit, &permission.scope(dataset.smallest_group)).await?)
    }
}

/// Which rows a word means.
pub(crate) fn part(word: Option<&str>) -> Result<Part> {
    match word {
        None => Ok(Part::Behind),
        Some("all") => Ok(Part::All),
        Some("numerator") => Ok(Part::Numerator),
        Some("denominator") => Ok(Part::Denominator),
        Some(other) => Err(AppError::Input(format!("part is `{other}`; maybe `numerator` or `denominator`"))),
    }
}

/// A word as the expression language quotes it.
fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

pub(crate) async fn question(
    dataset: &Dataset,
    permission: &Permission,
    request: &QueryRequest,
) -> Result<Question> {
    let grain = match request.grain.as_str() {
        "" => Grain::None,
        word => word.parse::<Grain>().map_err(|error| AppError::Input(error.to_string()))?,
    };
    let compare_previous = match request.compare.as_deref() {
        None => false,
        Some("previous") => true,
        Some(other) => {
            return Err(AppError::Input(format!("compare is `{other}`; maybe `previous`")));
        }
    };
    let zone = request.tz.as_deref().map(|name| match name {
        "site" => ZoneChoice::Site,
        name => ZoneChoice::Named(name.to_owned()),
    });
    check_params(dataset, request)?;
    // Who may see groups only is refused before anything is read, whichever way the question came.
    if personal::is_individual(request) {
        permission.require(Action::ReadIndividuals)?;
    }
    Ok(Question {
        metrics: request.metrics.clone(),
        params: request.params.clone(),
        by: request.by.clone(),
        filter: request.filter.clone().filter(|text| !text.trim().is_empty()),
        from: request.from.clone(),
        to: request.to.clone(),
        grain,
        zone,
        as_of: request.as_of.clone(),
        compare_previous,
        raw: request.raw,
        approx: request.approx,
        without_reports: request.without_reports,
        without: events::periods(dataset, &request.without_events).await?,
        scope: permission.scope(dataset.smallest_group),
    })
}

/// A parameter no metric of the question has is a typing error, not something to pass over.
fn check_params(dataset: &Dataset, request: &QueryRequest) -> Result<()> {
    let metrics: Vec<_> = request.metrics.iter().filter_map(|id| dataset.catalogue.get(id)).collect();
    let mut known: BTreeMap<String, ()> = BTreeMap::new();
    for metric in &metrics {
        for name in metric.params.keys() {
            known.insert(name.clone(), ());
            known.insert(format!("{}.{name}", metric.id), ());
        }
    }
    match request.params.iter().find(|(name, _)| !known.contains_key(name)) {
        Some((name, _)) if metrics.len() == request.metrics.len() => {
            let known: Vec<&str> = known.keys().map(String::as_str).collect();
            Err(AppError::Input(format!(
                "no metric of the question has a parameter `{name}`; known: {}",
                known.join(" ")
            )))
        }
        _ => Ok(()),
    }
}
