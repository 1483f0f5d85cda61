//! Contacts, handle time and workload together.

use pharos_domain::{Quantiles, WorkloadForecast};

use crate::backtest::{AHEAD, Backtest};
use crate::conformal::{Calibration, Group, LEADS, Pair, lead};
use crate::days::DayValues;
use crate::error::ForecastError;
use crate::forecast::{Effort, Forecast, Request, forecast_with};
use crate::futures::{Futures, Templates, draw, quantiles_of};
use crate::grid::Grid;
use crate::shape::slot_ratios;
use crate::weights::Weights;

/// Futures drawn for the quantiles of workload.
const FUTURES: usize = 200;

/// Forecasts of contacts, handle time and workload that hang together.
#[derive(Debug, Clone)]
pub struct Workloads {
    /// The contacts alone.
    pub contacts: Forecast,
    /// Days ahead x slots.
    pub slots: Vec<WorkloadForecast>,
    /// Days ahead.
    pub days: Vec<WorkloadForecast>,
    /// Weeks ahead (seven days each).
    pub weeks: Vec<WorkloadForecast>,
    /// The futures the workload's quantiles come from.
    pub futures: Futures,
}

/// Forecasts contacts, mean handle time and workload of the days after a history; `handle_s` holds the handle seconds of
/// the contacts of each slot, on the same grid. The day's mean handle time comes from the same pool as volume, its slots
/// from ratios drawn to 1 by the contacts behind them. Workload is the product within each of the seeded futures.
///
/// # Errors
/// [`ForecastError::Grids`] where the two histories do not lie on one grid.
pub fn forecast_workload(
    contacts: &Grid,
    handle_s: Option<&Grid>,
    request: &Request<'_>,
    seed: u64,
) -> Result<Workloads, ForecastError> {
    forecast_workload_with(contacts, handle_s, request, seed, Effort::Fast)
}

/// [`forecast_workload`] with a choice of effort for the contacts.
///
/// # Errors
/// As [`forecast_workload`].
pub fn forecast_workload_with(
    contacts: &Grid,
    handle_s: Option<&Grid>,
    request: &Request<'_>,
    seed: u64,
    effort: Effort,
) -> Result<Workloads, ForecastError> {
    let volume = forecast_with(contacts, request, effort);
    let handle = match handle_s {
        Some(grid) if !same_layout(grid, contacts) => return Err(ForecastError::Grids),
        Some(grid) => handle_time(grid, contacts, request),
        None => None,
    };
    let days = request.horizon_days;
    let of_handle = handle.as_ref().map(|handle| (handle.slots.as_slice(), &handle.templates));
    let futures = draw((&volume.slots, &volume.templates), of_handle, days, FUTURES, seed);
    let slots_a_day = contacts.slots();
    let means =
        handle.as_ref().map_or_else(Vec::new, |handle| work_means(&volume.slots, &handle.slots, &futures));
    let slots = (0..volume.slots.len())
        .map(|at| {
            let own = handle.as_ref().map(|handle| handle.slots[at]);
            of_part(&volume.slots[at], &futures, &means, &[at], own)
        })
        .collect();
    let part = |quantiles: &Quantiles, from: usize, to: usize| {
        let places: Vec<usize> = (from * slots_a_day..to.min(days) * slots_a_day).collect();
        let own = handle.as_ref().and_then(|handle| handle.mean_of(&volume.slots, &places));
        of_part(quantiles, &futures, &means, &places, own)
    };
    Ok(Workloads {
        slots,
        days: volume.days.iter().enumerate().map(|(d, q)| part(q, d, d + 1)).collect(),
        weeks: volume.weeks.iter().enumerate().map(|(w, q)| part(q, 7 * w, 7 * w + 7)).collect(),
        contacts: volume,
        futures,
    })
}

fn same_layout(a: &Grid, b: &Grid) -> bool {
    a.first_day() == b.first_day() && a.days() == b.days() && a.slot_starts_s() == b.slot_starts_s()
}

/// By slot the mean of the workload: the product of the means plus what the futures say of both moving together. The futures
/// themselves are drawn by quantiles, whose long upper ends lie above the mean that was forecast.
fn work_means(contacts: &[Quantiles], handle: &[Quantiles], futures: &Futures) -> Vec<f64> {
    let n = futures.contacts.len().max(1) as f64;
    let together = |at: usize| {
        let pairs = futures.contacts.iter().zip(&futures.handle_s).map(|(c, h)| (c[at], h[at]));
        let (c, h, both) = pairs.fold((0.0, 0.0, 0.0), |sum, (c, h)| (sum.0 + c, sum.1 + h, sum.2 + c * h));
        both / n - (c / n) * (h / n)
    };
    let places = contacts.iter().zip(handle).enumerate();
    places.map(|(at, (contacts, handle))| (contacts.mean * handle.mean + together(at)).max(0.0)).collect()
}

/// What is said of the slots at some places together: the futures' spread about the sum of the slots' means.
fn of_part(
    contacts: &Quantiles,
    futures: &Futures,
    means: &[f64],
    places: &[usize],
    handle: Option<Quantiles>,
) -> WorkloadForecast {
    let Some(handle) = handle else {
        return WorkloadForecast { contacts: *contacts, handle_s: None, workload_s: None };
    };
    let work = |(contacts, handle): (&Vec<f64>, &Vec<f64>)| {
        places.iter().map(|at| contacts[*at] * handle[*at]).sum()
    };
    let work: Vec<f64> = futures.contacts.iter().zip(&futures.handle_s).map(work).collect();
    let drawn = work.iter().sum::<f64>() / work.len().max(1) as f64;
    let mean: f64 = places.iter().filter_map(|at| means.get(*at)).sum();
    let scale = if 0.0 < drawn { mean / drawn } else { 1.0 };
    let work = work.into_iter().map(|it| it * scale).collect();
    WorkloadForecast { contacts: *contacts, handle_s: Some(handle), workload_s: Some(quantiles_of(work)) }
}

/// The forecast of mean handle time.
struct HandleTime {
    slots: Vec<Quantiles>,
    days: Vec<Quantiles>,
    templates: Templates,
}

impl HandleTime {
    /// Mean over several slots weighted by their contacts, with the spread of the first day among them.
    fn mean_of(&self, contacts: &[Quantiles], places: &[usize]) -> Option<Quantiles> {
        let weight: f64 = places.iter().map(|at| contacts[*at].mean).sum();
        let slots_a_day = self.slots.len() / self.days.len().max(1);
        let day = self.days.get(places.first()? / slots_a_day.max(1))?;
        if weight <= 0.0 || day.mean <= 0.0 {
            return Some(*day);
        }
        let mean = places.iter().map(|at| contacts[*at].mean * self.slots[*at].mean).sum::<f64>() / weight;
        Some(day.scaled(mean / day.mean))
    }
}

fn handle_time(sums: &Grid, counts: &Grid, request: &Request<'_>) -> Option<HandleTime> {
    let days = DayValues::means(sums, counts);
    if days.values.iter().all(|value| !value.is_finite()) {
        return None;
    }
    let test = Backtest::run(&days, request.horizon_days, &[], &[]);
    let weights = Weights::new(&test, counts.days());
    let ratios = slot_ratios(sums, counts, &days);
    let mut slot_groups = vec![];
    let mut day_groups = vec![];
    let mut by_origin = vec![];
    for (o, origin) in test.origins.iter().enumerate() {
        let (mut said, mut day_said) = (vec![], vec![]);
        for h in 0..AHEAD {
            let day = origin + h;
            let mean = weights.combine(h + 1, |k| test.said(k, o)[h]);
            let Some(value) = days.values.get(day).copied().filter(|v| v.is_finite() && mean.is_finite())
            else {
                continue;
            };
            day_said.push((h, Pair { slot: 0, forecast: mean, value }));
            for (slot, ratio) in ratios.iter().enumerate() {
                let (sum, n) = (sums.day(day)[slot], counts.day(day)[slot]);
                if sum.is_finite() && n > 0.0 {
                    said.push((h, Pair { slot, forecast: mean * ratio, value: sum / n }));
                }
            }
        }
        for l in 0..LEADS {
            let add = |from: &[(usize, Pair)], to: &mut Vec<Group>| {
                let own: Vec<(usize, Pair)> =
                    from.iter().copied().filter(|(h, _)| lead(h + 1) == l).collect();
                if let Some(last) = own.iter().map(|(h, _)| *h).max() {
                    let pairs = own.into_iter().map(|(_, pair)| pair).collect();
                    to.push(Group { known: origin + last + 1, lead: l, pairs });
                }
            };
            add(&said, &mut slot_groups);
            add(&day_said, &mut day_groups);
        }
        by_origin.push(said);
    }
    let by_slot = Calibration::new(&slot_groups, counts.slots(), counts.days(), 0.0);
    let by_day = Calibration::new(&day_groups, 1, counts.days(), 0.0);
    let known: Vec<f64> = days.values.iter().copied().filter(|v| v.is_finite()).collect();
    let fallback = known.iter().sum::<f64>() / known.len() as f64;
    let mut res = HandleTime {
        slots: vec![],
        days: vec![],
        templates: Templates::new(&by_origin, &by_slot, counts.slots()),
    };
    for h in 0..request.horizon_days {
        let mean = weights.combine(h + 1, |k| test.ahead(k, h));
        let mean = if mean.is_finite() { mean } else { fallback };
        res.days.push(Quantiles::from_values(mean, by_day.around(h + 1, 0, mean)));
        for (slot, ratio) in ratios.iter().enumerate() {
            let own = mean * ratio;
            res.slots.push(Quantiles::from_values(own, by_slot.around(h + 1, slot, own)));
        }
    }
    Some(res)
}

#[cfg(test)]
mod tests;
