//! How each column of a sample can be read: what a person chooses from who corrects a mapping.

use super::kinds::{self, Kind};
use super::roles::{self, Role};
use super::targets::{Board, seconds_sql, text_sql};
use super::{Described, SourceSample};

/// SQL of a column by the kind of fact column it may feed; `None` where its values cannot be read so.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Readings {
    /// as text
    pub text: String,
    /// as an instant
    pub instant: Option<String>,
    /// as a length in seconds
    pub seconds: Option<String>,
    /// as a number
    pub number: Option<String>,
    /// as a whole number
    pub count: Option<String>,
    /// as yes or no
    pub flag: Option<String>,
}

/// The readings of every column, in the sample's order.
pub fn readings(sample: &SourceSample) -> Vec<Readings> {
    let decimal_comma = kinds::decimal_comma(&sample.columns);
    let described: Vec<Described<'_>> = sample
        .columns
        .iter()
        .map(|column| Described { column, kind: kinds::kind_of(column, decimal_comma).0 })
        .collect();
    let roles = roles::by_name(&described);
    let board = Board { columns: &described, roles: &roles };
    let first_clock = roles.get(&Role::StartClock).copied();
    let of = |(index, column): (usize, &Described<'_>)| {
        let text = text_sql(column);
        let number = matches!(column.kind, Kind::Number { .. } | Kind::Epoch { .. });
        let whole = matches!(column.kind, Kind::Number { whole: true, .. });
        let flag = match &column.kind {
            Kind::Flag => true,
            Kind::Number { low, high, whole: true, .. } => *low >= 0.0 && *high <= 1.0,
            _ => false,
        };
        Readings {
            instant: board.instant_of(column, first_clock == Some(index)),
            seconds: column.kind.may_last().then(|| seconds_sql(column)),
            number: number.then(|| format!("number_of({text})")),
            count: whole.then(|| format!("CAST(number_of({text}) AS BIGINT)")),
            flag: flag.then(|| format!("flag_of({text})")),
            text,
        }
    };
    described.iter().enumerate().map(of).collect()
}
