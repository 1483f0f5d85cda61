//! The closed list of relations a measure can read: fact tables as they are, and what is derived from them.
//!
//! The engine writes each derived relation once (`pharos-engine/src/relations/`); here stand its columns, clocks and the
//! dimensions it can be split by, so that a metric file is checked without the engine.

mod list;

use pharos_schema::{Kind, table};

pub use list::RELATIONS;

/// A relation a measure can read.
#[derive(Clone, Copy, Debug)]
pub struct Relation {
    /// Name used in metric files.
    pub name: &'static str,
    /// What a row is.
    pub doc: &'static str,
    /// The fact table whose columns it has; empty for relations with own columns only.
    pub base: &'static str,
    /// Columns beside (or instead of) those of the base table.
    pub derived: &'static [DerivedColumn],
    /// Instants that can file a row under a period; the first is the default.
    pub clocks: &'static [Clock],
    /// Dimensions, beside `site` and `source`, it can be split by.
    pub dimensions: &'static [&'static str],
}

/// A column a relation adds.
#[derive(Clone, Copy, Debug)]
pub struct DerivedColumn {
    /// Name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Kind,
    /// Meaning.
    pub doc: &'static str,
}

/// A named instant of a row.
#[derive(Clone, Copy, Debug)]
pub struct Clock {
    /// Name used in metric files and the parameter `clock`.
    pub name: &'static str,
    /// The instant, over the relation's columns.
    pub expression: &'static str,
}

/// A dimension users split and filter by.
#[derive(Clone, Copy, Debug)]
pub struct Dimension {
    /// Name, as in `--by`.
    pub name: &'static str,
    /// word, agent, or number (hour of the day, weekday).
    pub kind: &'static str,
}

/// All dimensions; `attr:NAME` comes beside them where a relation has attributes.
pub const DIMENSIONS: &[Dimension] = &[
    Dimension { name: "channel", kind: "word" },
    Dimension { name: "queue", kind: "word" },
    Dimension { name: "site", kind: "word" },
    Dimension { name: "team", kind: "word" },
    Dimension { name: "shift", kind: "word" },
    Dimension { name: "tenure_band", kind: "word" },
    Dimension { name: "agent", kind: "agent" },
    Dimension { name: "reason", kind: "word" },
    Dimension { name: "product", kind: "word" },
    Dimension { name: "segment", kind: "word" },
    Dimension { name: "language", kind: "word" },
    Dimension { name: "direction", kind: "word" },
    Dimension { name: "priority", kind: "word" },
    Dimension { name: "hour_of_day", kind: "number" },
    Dimension { name: "weekday", kind: "number" },
    Dimension { name: "source", kind: "word" },
    Dimension { name: "entry_point", kind: "word" },
    Dimension { name: "course", kind: "word" },
];

/// The relation of that name.
pub fn relation(name: &str) -> Option<&'static Relation> {
    RELATIONS.iter().find(|relation| relation.name == name)
}

/// The dimension of that name.
pub fn dimension(name: &str) -> Option<&'static Dimension> {
    DIMENSIONS.iter().find(|dimension| dimension.name == name)
}

impl Relation {
    /// Kind of a column, base table's or derived.
    pub fn column(&self, name: &str) -> Option<Kind> {
        self.derived
            .iter()
            .find(|column| column.name == name)
            .map(|column| column.kind)
            .or_else(|| table(self.base).and_then(|base| base.column(name)).map(|column| column.kind))
    }

    /// The clock of that name.
    pub fn clock(&self, name: &str) -> Option<&'static Clock> {
        self.clocks.iter().find(|clock| clock.name == name)
    }

    /// True if it can be split or filtered by the dimension (`attr:NAME` included).
    pub fn has_dimension(&self, name: &str) -> bool {
        matches!(name, "site" | "source" | "hour_of_day" | "weekday")
            || self.dimensions.contains(&name)
            || (name.starts_with("attr:") && self.column("attributes").is_some())
    }

    /// Names of all columns.
    pub fn column_names(&self) -> Vec<&'static str> {
        let base = table(self.base).into_iter().flat_map(|base| base.all_columns().map(|column| column.name));
        base.chain(self.derived.iter().map(|column| column.name)).collect()
    }
}
