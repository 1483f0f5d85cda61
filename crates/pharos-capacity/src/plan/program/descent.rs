//! The descent: the best single change, then the best change of two classes, until nothing helps.

use super::Program;
use crate::headcount::Class;

/// Changes at most; each lowers the cost, so the descent ends by itself long before.
const CHANGES_MAX: u32 = 2_000;

/// Classes none of whose changes is cheaper.
pub(super) fn descend(program: &Program, mut classes: Vec<Class>) -> Vec<Class> {
    for _ in 0..CHANGES_MAX {
        let cost = program.cost(&classes);
        let single = best_single(program, &classes);
        let better = single
            .filter(|(_, value)| *value < cost - 1e-6)
            .or_else(|| best_pair(program, &classes).filter(|(_, value)| *value < cost - 1e-6));
        let Some((changed, _)) = better else { break };
        classes = changed;
    }
    classes
}

type Change = (Vec<Class>, f64);

/// One class taken away, and perhaps put back in another week or size; or one more class.
fn best_single(program: &Program, classes: &[Class]) -> Option<Change> {
    let mut best: Option<Change> = None;
    for place in 0..=classes.len() {
        let mut others = classes.to_vec();
        if place < classes.len() {
            others.remove(place);
            offer(&mut best, &others, None, program.cost(&others));
        }
        consider(program, &others, &mut best);
    }
    best
}

/// Two classes taken away and one put back, and every class with a second one added to it: what single changes cannot pass.
fn best_pair(program: &Program, classes: &[Class]) -> Option<Change> {
    let mut best: Option<Change> = None;
    for first in 0..classes.len() {
        for second in first + 1..classes.len() {
            let mut others = classes.to_vec();
            let (late, early) = (others.remove(second), others.remove(first));
            consider(program, &others, &mut best);
            // People moved from one to the other.
            for moved in 1..=early.starts.max(late.starts).min(4) {
                for (more, fewer) in [(early, late), (late, early)] {
                    let (grown, shrunk) = (more.starts + moved, fewer.starts.saturating_sub(moved));
                    if grown <= program.most && shrunk >= program.least {
                        let pair = [Class { starts: grown, ..more }, Class { starts: shrunk, ..fewer }];
                        let both = [&others[..], &pair[..]].concat();
                        let value = program.cost(&both);
                        offer(&mut best, &both, None, value);
                    }
                }
            }
        }
    }
    for place in 0..classes.len() {
        // A class split into two of another time: taken away, the best one put in, then the best second.
        let mut others = classes.to_vec();
        others.remove(place);
        let mut one: Option<Change> = None;
        consider(program, &others, &mut one);
        if let Some((with_one, _)) = one {
            consider(program, &with_one, &mut best);
        }
    }
    best
}

/// Every week and size for one more class beside `others`.
fn consider(program: &Program, others: &[Class], best: &mut Option<Change>) {
    let fixed: f64 = others.iter().map(|class| program.class(class.week, class.starts)).sum();
    let mut missing = program.wanted.clone();
    for class in others {
        program.change(&mut missing, class.week, f64::from(class.starts));
    }
    for start in program.starts.iter().filter(|start| program.has_room(others, start.week)) {
        let mut with = missing.clone();
        program.change(&mut with, start.week, f64::from(program.least));
        let mut before = f64::INFINITY;
        for people in program.least..=program.most {
            if people > program.least {
                program.change(&mut with, start.week, 1.0);
            }
            let value = fixed + program.class_cost + start.cost * f64::from(people) + program.short(&with);
            // Convex in the number of people: once it rises it goes on rising.
            if value > before {
                break;
            }
            before = value;
            offer(best, others, Some(Class { week: start.week, starts: people }), value);
        }
    }
}

fn offer(best: &mut Option<Change>, others: &[Class], added: Option<Class>, value: f64) {
    if best.as_ref().is_none_or(|(_, cost)| value < *cost) {
        let mut classes = others.to_vec();
        classes.extend(added);
        *best = Some((classes, value));
    }
}
