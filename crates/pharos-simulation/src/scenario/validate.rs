//! What a scenario must hold before it is simulated.

use super::{Group, Horizon, Queue, QueueTarget, Scenario, ScenarioError};

/// The first thing that makes no sense, named with its value.
pub(super) fn check(scenario: &Scenario) -> Result<(), ScenarioError> {
    let queue_names: Vec<&str> = scenario.queues.iter().map(|queue| queue.name.as_str()).collect();
    let group_names: Vec<&str> = scenario.groups.iter().map(|group| group.name.as_str()).collect();
    unique("queue", &queue_names)?;
    unique("group", &group_names)?;
    positive("slot_s", scenario.slot_s)?;
    not_negative("threshold_s", scenario.threshold_s)?;
    scenario.busyness_shape.map_or(Ok(()), |shape| positive("busyness_shape", shape))?;
    for queue in &scenario.queues {
        check_queue(queue, &queue_names, &group_names)?;
    }
    check_horizon(scenario)?;
    scenario.groups.iter().try_for_each(|group| check_group(group, scenario.horizon))
}

fn check_horizon(scenario: &Scenario) -> Result<(), ScenarioError> {
    let rates = scenario.queues.iter().map(|queue| queue.arrivals_per_hour.iter().sum::<f64>());
    if rates.sum::<f64>() <= 0.0 {
        return value("arrivals_per_hour", "0 in every queue", "at least one queue needs arrivals");
    }
    match scenario.horizon {
        Horizon::Days { days, day_s } => {
            positive("day_s", day_s)?;
            if days < 2 {
                return value("days", days, "an interval needs at least 2 days");
            }
        }
        Horizon::Contacts { contacts } => {
            if contacts < 1000 {
                return value("contacts", contacts, "a steady state needs at least 1000 contacts");
            }
            if let Some(queue) = scenario.queues.iter().find(|queue| queue.arrivals_per_hour.len() > 1) {
                let place = format!("arrivals_per_hour of queue `{}`", queue.name);
                return value(
                    &place,
                    "a list",
                    "a steady state has one rate; maybe set horizon = { days, day_s }",
                );
            }
            if scenario.busyness_shape.is_some() {
                return value("busyness_shape", "set", "busy and quiet days need horizon = { days, day_s }");
            }
            let by_slot =
                |queue: &&Queue| !queue.handle_by_slot.is_empty() || !queue.patience_by_slot.is_empty();
            if let Some(queue) = scenario.queues.iter().find(by_slot) {
                let place = format!("handle_by_slot or patience_by_slot of queue `{}`", queue.name);
                return value(&place, "set", "slots of the day need horizon = { days, day_s }");
            }
            if let Some(queue) = scenario.queues.iter().find(|queue| queue.busyness_shape.is_some()) {
                let place = format!("busyness_shape of queue `{}`", queue.name);
                return value(&place, "set", "busy and quiet days need horizon = { days, day_s }");
            }
        }
    }
    Ok(())
}

fn check_queue(queue: &Queue, queue_names: &[&str], group_names: &[&str]) -> Result<(), ScenarioError> {
    let of = |field: &str| format!("{field} of queue `{}`", queue.name);
    for &rate in &queue.arrivals_per_hour {
        not_negative(&of("arrivals_per_hour"), rate)?;
    }
    positive(&of("handle.mean_s"), queue.handle.mean_s)?;
    not_negative(&of("handle.cv"), queue.handle.cv)?;
    if let Some(shape) = queue.busyness_shape {
        positive(&of("busyness_shape"), shape)?;
    }
    if let Some(patience) = &queue.patience {
        positive(&of("patience.mean_s"), patience.mean_s)?;
        not_negative(&of("patience.cv"), patience.cv)?;
        share(&of("patience.balk"), patience.balk)?;
    }
    for &factor in &queue.handle_by_slot {
        positive(&of("handle_by_slot"), factor)?;
    }
    for &factor in &queue.patience_by_slot {
        positive(&of("patience_by_slot"), factor)?;
    }
    if let Some(target) = &queue.target {
        check_target(target, &of)?;
    }
    if queue.routes.is_empty() {
        return value(&of("routes"), "empty", "name at least one group that takes its contacts");
    }
    for route in &queue.routes {
        known(&of("routes.group"), &route.group, group_names)?;
        not_negative(&of("routes.after_s"), route.after_s)?;
        if let Some(mean_s) = route.handle_mean_s {
            positive(&of("routes.handle_mean_s"), mean_s)?;
        }
    }
    if let Some(retry) = &queue.retry {
        share(&of("retry.share"), retry.share)?;
        positive(&of("retry.delay_mean_s"), retry.delay_mean_s)?;
    }
    if let Some(transfer) = &queue.transfer {
        share(&of("transfer.share"), transfer.share)?;
        known(&of("transfer.to"), &transfer.to, queue_names)?;
        if transfer.to == queue.name && transfer.share > 0.9 {
            return value(
                &of("transfer.share"),
                transfer.share,
                "contacts would circle; maybe another queue was meant",
            );
        }
    }
    if let Some(callback) = &queue.callback {
        share(&of("callback.share"), callback.share)?;
        not_negative(&of("callback.after_s"), callback.after_s)?;
        not_negative(&of("callback.delay_s"), callback.delay_s)?;
        known(&of("callback.to"), &callback.to, queue_names)?;
    }
    Ok(())
}

fn check_target(target: &QueueTarget, of: &dyn Fn(&str) -> String) -> Result<(), ScenarioError> {
    if *target == (QueueTarget { service_level: None, abandon_max: None, asa_s_max: None }) {
        return value(
            &of("target"),
            "empty",
            "promise at least one: service_level, abandon_max or asa_s_max",
        );
    }
    for (field, promised) in [("service_level", target.service_level), ("abandon_max", target.abandon_max)] {
        if let Some(promised) = promised
            && !(promised > 0.0 && promised < 1.0)
        {
            let advice = "must be above 0 and below 1; maybe per cent?";
            return value(&of(&format!("target.{field}")), promised, advice);
        }
    }
    target.asa_s_max.map_or(Ok(()), |asa_s| positive(&of("target.asa_s_max"), asa_s))
}

fn check_group(group: &Group, horizon: Horizon) -> Result<(), ScenarioError> {
    let of = |field: &str| format!("{field} of group `{}`", group.name);
    if group.concurrency == 0 {
        return value(&of("concurrency"), 0, "an agent handles at least one contact");
    }
    not_negative(&of("slowdown"), group.slowdown)?;
    share(&of("absence"), group.absence)?;
    positive(&of("cost"), group.cost)?;
    if group.agents.is_empty() == group.shifts.is_empty() {
        return value(&of("agents"), "given twice or not at all", "give either agents or shifts");
    }
    let of_days = group.agents.len() > 1 || !group.shifts.is_empty() || group.absence > 0.0;
    if of_days && matches!(horizon, Horizon::Contacts { .. }) {
        return value(
            &of("agents"),
            "a schedule",
            "a steady state has one number; maybe set horizon = { days, day_s }",
        );
    }
    for shift in &group.shifts {
        not_negative(&of("shifts.start_s"), shift.start_s)?;
        if shift.end_s <= shift.start_s {
            return value(&of("shifts.end_s"), shift.end_s, "a shift ends after its start");
        }
        let mut from_s = shift.start_s;
        for [start_s, end_s] in &shift.breaks_s {
            if *start_s < from_s || end_s <= start_s || *end_s > shift.end_s {
                return value(
                    &of("shifts.breaks_s"),
                    format!("{start_s}..{end_s}"),
                    "breaks lie in the shift, in order",
                );
            }
            from_s = *end_s;
        }
    }
    Ok(())
}

fn unique(kind: &str, names: &[&str]) -> Result<(), ScenarioError> {
    if names.is_empty() {
        return value(kind, "missing", "a scenario needs at least one queue and one group");
    }
    for (index, name) in names.iter().enumerate() {
        if names[..index].contains(name) {
            return value(&format!("name of a {kind}"), name, "each name stands once");
        }
    }
    Ok(())
}

fn known(place: &str, name: &str, names: &[&str]) -> Result<(), ScenarioError> {
    if names.contains(&name) { Ok(()) } else { value(place, name, "no such name; maybe a typing error") }
}

fn positive(place: &str, number: f64) -> Result<(), ScenarioError> {
    if number.is_finite() && number > 0.0 { Ok(()) } else { value(place, number, "must be above 0") }
}

fn not_negative(place: &str, number: f64) -> Result<(), ScenarioError> {
    if number.is_finite() && number >= 0.0 { Ok(()) } else { value(place, number, "must be 0 or more") }
}

fn share(place: &str, number: f64) -> Result<(), ScenarioError> {
    if (0.0..=1.0).contains(&number) {
        Ok(())
    } else {
        value(place, number, "a share is from 0 to 1; maybe per cent?")
    }
}

fn value(place: &str, value: impl std::fmt::Display, advice: &'static str) -> Result<(), ScenarioError> {
    Err(ScenarioError::Value { place: place.to_owned(), value: value.to_string(), advice })
}
