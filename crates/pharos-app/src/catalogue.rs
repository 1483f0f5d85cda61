//! The metric catalogue: what ships with the product and the centre's own files.

use std::collections::BTreeMap;
use std::path::Path;

use pharos_metric::{Catalogue, DIMENSIONS, Expression, Language, Metric, ParamValue, Text};
use serde::Serialize;

use crate::{App, AppError, Result};

/// A metric as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct MetricView {
    /// its id
    pub id: String,
    /// version of its definition
    pub version: u32,
    /// its name by language
    pub names: BTreeMap<String, String>,
    /// what it tells, how it is computed, what not to use it for, by language
    pub help: BTreeMap<String, String>,
    /// unit of answers
    pub unit: String,
    /// unit of screens
    pub display_unit: String,
    /// up, down, band, none
    pub direction: String,
    /// agent, team, queue
    pub level: String,
    /// which instant files a row under a period
    pub clock: String,
    /// what its rows are
    pub relation: String,
    /// the formula over its measures
    pub formula: String,
    /// above the line
    pub numerator: String,
    /// below the line; `none` where there is no line
    pub denominator: String,
    /// parameters
    pub params: Vec<ParamView>,
    /// metrics to read beside it
    pub guard: Vec<String>,
    /// how the interval is computed
    pub interval_method: String,
    /// least n for a judgement
    pub n_min: u64,
    /// when the number no longer changes
    pub final_after: String,
    /// rows of the requirements it serves
    pub requirement: String,
}

/// A parameter as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ParamView {
    /// its name
    pub name: String,
    /// its default
    pub default: String,
    /// number, integer, boolean, string
    pub kind: &'static str,
}

/// A dimension as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DimensionView {
    /// its name, as in `--by`
    pub name: &'static str,
    /// word, agent, number
    pub kind: &'static str,
}

/// The catalogue as shown.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CatalogueView {
    /// metrics by id
    pub metrics: Vec<MetricView>,
    /// dimensions
    pub dimensions: Vec<DimensionView>,
}

impl App {
    /// All metrics and dimensions.
    pub fn catalogue(&self) -> CatalogueView {
        CatalogueView {
            metrics: self.catalogue.iter().map(view).collect(),
            dimensions: DIMENSIONS.iter().map(|it| DimensionView { name: it.name, kind: it.kind }).collect(),
        }
    }

    /// The metric of that id.
    ///
    /// # Errors
    /// An unknown id.
    pub fn metric(&self, id: &str) -> Result<MetricView> {
        let nearest =
            || self.catalogue.nearest(id).map_or_else(String::new, |near| format!("; maybe `{near}`"));
        self.catalogue.get(id).map(view).ok_or_else(|| AppError::NotFound {
            what: "metric",
            name: id.to_owned(),
            advice: nearest(),
        })
    }

    /// Checks a metric file of the user's beside the catalogue.
    ///
    /// # Errors
    /// What is wrong in it, with the line.
    pub fn check_metric(&self, file: &Path) -> Result<MetricView> {
        let mut catalogue = self.catalogue.as_ref().clone();
        let text = std::fs::read_to_string(file).map_err(|error| {
            AppError::Input(format!("{}: {error}; maybe the path is mistyped", file.display()))
        })?;
        let name = file.display().to_string();
        catalogue.add(&name, &text).map(view).map_err(|error| AppError::Input(error.to_string()))
    }
}

/// The built-in metrics and the files of a folder.
pub(crate) fn load(folder: &Path) -> Result<Catalogue> {
    let mut catalogue = Catalogue::built_in().map_err(|error| AppError::Internal(error.to_string()))?;
    if !folder.is_dir() {
        return Ok(catalogue);
    }
    let io = |source| AppError::io(folder, source);
    let entries = std::fs::read_dir(folder).map_err(io)?.collect::<std::io::Result<Vec<_>>>().map_err(io)?;
    let mut files: Vec<_> = entries.into_iter().map(|entry| entry.path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension == "toml"));
    files.sort();
    for file in files {
        let text = std::fs::read_to_string(&file).map_err(|source| AppError::io(&file, source))?;
        catalogue
            .add(&file.display().to_string(), &text)
            .map_err(|error| AppError::Input(error.to_string()))?;
    }
    Ok(catalogue)
}

fn view(metric: &Metric) -> MetricView {
    let (numerator, denominator) = sides(metric);
    let first = metric.measure.values().next();
    MetricView {
        id: metric.id.clone(),
        version: metric.version,
        names: by_language(metric, |text| text.name.clone()),
        help: by_language(metric, |text| format!("{}\n{}\n{}", text.tells, text.computed, text.not_for)),
        unit: metric.unit.clone(),
        display_unit: metric.display_unit.clone(),
        direction: metric.direction.clone(),
        level: metric.level.clone(),
        clock: first.map_or_else(String::new, |measure| clock(metric, &measure.clock)),
        relation: first.map_or_else(String::new, |measure| measure.relation.clone()),
        formula: metric.formula.clone(),
        numerator,
        denominator,
        params: metric.params.iter().map(|(name, value)| param(name, value)).collect(),
        guard: metric.guard.clone(),
        interval_method: word(&metric.interval),
        n_min: metric.n_min,
        final_after: metric.final_after.clone().into(),
        requirement: metric.requirement.join(" "),
    }
}

fn by_language(metric: &Metric, of: impl Fn(&Text) -> String) -> BTreeMap<String, String> {
    let languages =
        [Language::English, Language::SimplifiedChinese, Language::TraditionalChinese, Language::Hebrew];
    languages
        .into_iter()
        .filter_map(|language| metric.text.get(&language).map(|text| (word(&language), of(text))))
        .collect()
}

/// The two sides of the division at the top of the formula.
fn sides(metric: &Metric) -> (String, String) {
    let division = Expression::parse(&metric.formula).ok().and_then(|formula| formula.division());
    division.map_or_else(
        || (metric.formula.clone(), "none".to_owned()),
        |(above, below)| (above.sql().replace('"', ""), below.sql().replace('"', "")),
    )
}

/// The clock of a measure; one that is a parameter is named by its default.
fn clock(metric: &Metric, name: &str) -> String {
    let parameter = name.strip_prefix('$').and_then(|name| metric.params.get(name));
    parameter.map_or_else(|| name.to_owned(), |value| param("", value).default)
}

fn param(name: &str, value: &ParamValue) -> ParamView {
    let (default, kind) = match value {
        ParamValue::Flag(flag) => (flag.to_string(), "boolean"),
        ParamValue::Whole(number) => (number.to_string(), "integer"),
        ParamValue::Number(number) => (number.to_string(), "number"),
        ParamValue::Word(word) => (word.clone(), "string"),
    };
    ParamView { name: name.to_owned(), default, kind }
}

/// A closed word as it is written in metric files.
fn word(value: &impl Serialize) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}
