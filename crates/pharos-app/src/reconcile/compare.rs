//! Which definition explains what another system reported: a pure comparison.
//!
//! For every quantity of the reports there are variants of our definitions. A variant's misfit is the sum of its absolute
//! differences over all days (and queues), weighted by what stands behind each, in the unit of the quantity; of equal
//! misfits the plainer definition, which stands earlier.

use std::collections::BTreeMap;

/// A day (and queue) as its key.
pub(super) type Slot = (i64, Option<String>);

/// A quantity as reported: value and weight by slot.
pub(super) type Series = BTreeMap<Slot, (f64, f64)>;

/// A definition that may explain a quantity.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant {
    /// the metric
    pub metric: String,
    /// what of it: `value`, `numerator`, `denominator`
    pub part: &'static str,
    /// parameters that differ from the metric's own
    pub params: BTreeMap<String, String>,
}

/// How well a variant fits.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// the variant
    pub variant: Variant,
    /// weighted mean absolute difference: a share of the reported total for counts, points of share, seconds
    pub misfit: f64,
    /// slots that agree
    pub agree: usize,
    /// slots compared
    pub compared: usize,
}

/// Kind of a quantity: it decides what agreement and misfit are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Measure {
    /// contacts
    Count,
    /// a share of contacts
    Share,
    /// a mean of seconds
    Seconds,
}

impl Measure {
    /// Differences up to here are rounding of a printed report.
    fn tolerance(self) -> f64 {
        match self {
            Measure::Count => 0.5,
            Measure::Share => 0.000_51,
            Measure::Seconds => 0.51,
        }
    }

    pub(super) fn word(self) -> &'static str {
        match self {
            Measure::Count => "count",
            Measure::Share => "share",
            Measure::Seconds => "s",
        }
    }
}

/// The fit of one variant; `None` where no slot has both numbers.
pub(super) fn fit(
    measure: Measure,
    reported: &Series,
    variant: &Variant,
    ours: &BTreeMap<Slot, f64>,
) -> Option<Fit> {
    let (mut difference, mut total, mut agree, mut compared) = (0.0, 0.0, 0, 0);
    for (slot, (value, weight)) in reported {
        // A day without contacts has none: a count says so, a mean says nothing.
        let own = match (ours.get(slot), measure) {
            (Some(own), _) => *own,
            (None, Measure::Count) => 0.0,
            (None, _) => continue,
        };
        compared += 1;
        agree += usize::from((own - value).abs() <= measure.tolerance());
        match measure {
            Measure::Count => {
                difference += (own - value).abs();
                total += value.abs();
            }
            Measure::Share | Measure::Seconds => {
                difference += (own - value).abs() * weight;
                total += weight;
            }
        }
    }
    let misfit = if total > 0.0 { difference / total } else { difference };
    (compared > 0).then(|| Fit { variant: variant.clone(), misfit, agree, compared })
}

/// The best of fits in the order of plainness: a later one must be better by more than rounding.
pub(super) fn best(fits: &[Fit]) -> Option<&Fit> {
    fits.iter().reduce(|best, other| {
        let better = other.agree > best.agree || other.agree == best.agree && other.misfit < best.misfit;
        let clearly = other.misfit < best.misfit * 0.98 - 1e-12;
        if better && clearly { other } else { best }
    })
}

/// So many times nearer is a definition's, not chance's, though no day may agree to the last contact.
const NEARER: f64 = 5.0;

/// Whether another definition than ours explains a report: by it more days agree, and at least half of them, or it is many times
/// nearer. The nearest of several that are all far off explains nothing.
pub(super) fn explains(other: &Fit, ours: &Fit) -> bool {
    let agrees = ours.agree < other.agree && other.compared <= 2 * other.agree;
    agrees || other.misfit * NEARER <= ours.misfit
}

#[cfg(test)]
mod tests;
