//! What stands in a metric file.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A metric as its file states it.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Metric {
    /// Stable id, dotted: `sl.answered_over_offered`.
    pub id: String,
    /// Version of the definition; any change of the number's meaning makes a new one.
    pub version: u32,
    /// Unit the engine returns: count, share, s, points, ratio, per_hour, currency, currency_per_hour, fte.
    pub unit: String,
    /// Unit a screen shows.
    pub display_unit: String,
    /// up, down, band (neither: a range), none (context only).
    pub direction: String,
    /// Narrowest level the metric is fit for: agent, team, queue.
    pub level: String,
    /// Rows of the requirements it serves.
    #[serde(default)]
    pub requirement: Vec<String>,
    /// Metrics to watch beside it, because it can be gamed.
    #[serde(default)]
    pub guard: Vec<String>,
    /// How the interval is computed.
    pub interval: IntervalMethod,
    /// Least n for ranking and colouring.
    pub n_min: u64,
    /// When the number no longer changes.
    pub final_after: FinalAfter,
    /// `computed` names a function of a feature crate instead of a formula.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub computed: Option<String>,
    /// One formula over the measures; the division at its top splits numerator and denominator.
    pub formula: String,
    /// Name of the measure that counts what stands behind the number; default: for the interval `bootstrap` the number of
    /// agent-days drawn from, else the denominator, else the first measure.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// Parameters with defaults.
    #[serde(default)]
    pub params: BTreeMap<String, ParamValue>,
    /// Measures by name.
    pub measure: BTreeMap<String, Measure>,
    /// Second level: the formula is evaluated per group of these keys first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub per: Option<Per>,
    /// Columns that count as nothing where the source cannot give them; named in `flags` when that happened.
    #[serde(default)]
    pub flag_missing: Vec<String>,
    /// Columns of which a group may hold one value only (NULL is one): where the rows behind the number hold several, the
    /// value is NULL and `flags` says `mixed <column>`. For means over scales that must not be mixed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub refuse_mixed: Vec<String>,
    /// Name and help by language.
    pub text: BTreeMap<Language, Text>,
}

/// A parameter's value.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(untagged)]
pub enum ParamValue {
    /// true or false
    Flag(bool),
    /// whole number
    Whole(i64),
    /// number
    Number(f64),
    /// word
    Word(String),
}

/// One measure.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Measure {
    /// Relation it reads.
    pub relation: String,
    /// Which instant files it under a period; may be `$clock` to take the parameter `clock`.
    pub clock: String,
    /// Rows that count; empty: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub filter: Option<String>,
    /// How rows become a number.
    pub aggregate: Aggregate,
    /// What is summed, ranked or counted distinct; for `count_true` a condition; not needed for `count`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// For `quantile` and `km_quantile`: 0..1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
    /// For `km_quantile`: rows where this is true are events, the others censored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// Total of `interval_reports` that states the same, used where a source exports no contacts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<String>,
}

/// How rows become a number. Count, sum, min and max are additive and exact on either path.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Aggregate {
    /// rows
    Count,
    /// rows for which `value`, a condition, is true; rows that leave it unknown are not counted (and named in `flags`), and
    /// where there are rows but all leave it unknown the count is NULL: a source that cannot say is no zero
    CountTrue,
    /// sum of `value`, exact (milliseconds and thousandths)
    Sum,
    /// least `value`
    Min,
    /// greatest `value`
    Max,
    /// distinct `value`s, NULL not counted
    Distinct,
    /// quantile of `value`, linear interpolation (type 7)
    Quantile,
    /// Kaplan-Meier quantile of `value`
    KmQuantile,
}

/// Second level of a metric.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Per {
    /// Dimensions (and `day`, `slot`: a local slot of parameter `slot_s`) the formula is evaluated for.
    pub keys: Vec<String>,
    /// How the values of the groups become one.
    pub over: Over,
    /// For `share`: the condition on `value` (and parameters).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<String>,
    /// Leaves out slots that touch no opening hour of their queue; a queue without hours is always open.
    #[serde(default)]
    pub open_only: bool,
    /// For `quantile`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub q: Option<f64>,
}

/// How second-level values become one number.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Over {
    /// share of groups whose value meets the condition
    Share,
    /// mean of the groups' values
    Mean,
    /// least
    Min,
    /// greatest
    Max,
    /// quantile (type 7)
    Quantile,
    /// sum of the greatest values over the last key within the earlier ones, divided by the sum of all (concentration)
    TopShare,
}

/// How an interval is computed.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum IntervalMethod {
    /// Wilson score interval of a share
    Wilson,
    /// Student t interval of a mean; rolls up from n, sum and sum of squares
    MeanT,
    /// distribution-free interval of a quantile
    OrderStatistic,
    /// exact interval of a Poisson count
    Poisson,
    /// normal interval of the net promoter score
    NpsNormal,
    /// Greenwood limits of a Kaplan-Meier quantile
    KmGreenwood,
    /// percentile bootstrap over agent-days (or the days, where no agent is known)
    Bootstrap,
    /// none
    None,
}

/// When a number no longer changes.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum FinalAfter {
    /// once all contacts of the period have ended
    Settled,
    /// at the instant itself
    AtOnce,
    /// when the deadline has passed
    Deadline,
    /// so many days after the period
    Days(u32),
    /// the metric's window (parameters `window_h`, `within_h`, `within_d`, `window_d`) and a day after the period
    WindowAndDay,
}

impl TryFrom<String> for FinalAfter {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match text.as_str() {
            "settled" => Ok(FinalAfter::Settled),
            "at_once" => Ok(FinalAfter::AtOnce),
            "deadline" => Ok(FinalAfter::Deadline),
            "window+1d" => Ok(FinalAfter::WindowAndDay),
            other => other.strip_suffix('d').and_then(|days| days.parse().ok()).map(FinalAfter::Days).ok_or_else(
                || format!("final_after is `{other}`: settled, at_once, deadline, window+1d or a number of days such as 14d"),
            ),
        }
    }
}

impl From<FinalAfter> for String {
    fn from(value: FinalAfter) -> String {
        match value {
            FinalAfter::Settled => "settled".into(),
            FinalAfter::AtOnce => "at_once".into(),
            FinalAfter::Deadline => "deadline".into(),
            FinalAfter::Days(days) => format!("{days}d"),
            FinalAfter::WindowAndDay => "window+1d".into(),
        }
    }
}

/// A language of the product.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Ord, PartialEq, PartialOrd, Serialize)]
pub enum Language {
    /// English
    #[serde(rename = "en")]
    English,
    /// Simplified Chinese
    #[serde(rename = "zh-Hans")]
    SimplifiedChinese,
    /// Traditional Chinese (Taiwan)
    #[serde(rename = "zh-Hant")]
    TraditionalChinese,
    /// Hebrew
    #[serde(rename = "he")]
    Hebrew,
}

/// Name and help in one language; the headings are fixed.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Text {
    /// Name, as short as a table head allows.
    pub name: String,
    /// What it tells.
    pub tells: String,
    /// How it is computed, in words.
    pub computed: String,
    /// Do not use it to ...: how it is misread or gamed.
    pub not_for: String,
}
