//! The bound: multipliers on the weeks' cover, raised by steps along the subgradient.

use super::Program;
use crate::headcount::Class;

/// Steps of the multipliers.
const STEPS: u32 = 1_500;
/// Steps without a better bound after which the step is halved.
const PATIENCE: u32 = 20;
/// Choices of the multipliers handed to the descent.
const CANDIDATES: usize = 8;

/// What the multipliers found.
pub(super) struct Found {
    /// No classes cost less.
    pub(super) bound: f64,
    /// Classes worth a descent.
    pub(super) candidates: Vec<Vec<Class>>,
}

/// `best_cost` is the cost of some classes: the step is measured against it.
pub(super) fn improve(program: &Program, best_cost: f64) -> Found {
    let mut multipliers: Vec<f64> =
        program.wanted.iter().map(|&it| if it > 0.0 { 0.5 * program.short_cost } else { 0.0 }).collect();
    let mut found = Found { bound: 0.0, candidates: Vec::new() };
    let (mut scale, mut waited) = (1.5, 0);
    for _ in 0..STEPS {
        let (value, classes) = relaxed(program, &multipliers);
        if value > found.bound {
            if value > found.bound + 1e-4 * best_cost {
                found.candidates.insert(0, classes.clone());
                found.candidates.truncate(CANDIDATES);
            }
            found.bound = value;
            waited = 0;
        } else {
            waited += 1;
        }
        if waited > PATIENCE {
            scale *= 0.5;
            waited = 0;
        }
        let mut missing = program.wanted.clone();
        for class in &classes {
            program.change(&mut missing, class.week, f64::from(class.starts));
        }
        let square: f64 = missing.iter().map(|it| it * it).sum();
        let gap = best_cost - value;
        if square <= 0.0 || gap <= 1e-9 * best_cost || scale < 1e-4 {
            break;
        }
        let step = scale * gap / square;
        for (multiplier, missing) in multipliers.iter_mut().zip(&missing) {
            *multiplier = (*multiplier + step * missing).clamp(0.0, program.short_cost);
        }
    }
    found
}

/// With multipliers u (0..price of a missing person) the cost is at least
/// `sum u wanted + min over classes of (class cost + x (cost per start - sum u output))`. The minimum over classes of one
/// room at a time is a recursion over the weeks: a class pays now and takes the room for its training. Several rooms are at
/// most so many times the best single one.
fn relaxed(program: &Program, multipliers: &[f64]) -> (f64, Vec<Class>) {
    let weeks = program.weeks();
    let rooms = program.free.iter().copied().max().unwrap_or(0);
    let mut gains: Vec<(f64, u32)> = vec![(0.0, 0); weeks];
    for start in &program.starts {
        let worth: f64 = multipliers[start.week as usize..]
            .iter()
            .zip(&program.output)
            .map(|(u, output)| u * output)
            .sum();
        let reduced = start.cost - worth;
        let people = if reduced < 0.0 { program.most } else { program.least };
        let gain = -(program.class_cost + reduced * f64::from(people));
        let has_room = program.has_room(&[], start.week);
        if gain > 0.0 && has_room {
            gains[start.week as usize] = (gain, people);
        }
    }
    // Best gain from a week on, with a free room.
    let mut best = vec![0.0; weeks + 1];
    for week in (0..weeks).rev() {
        let after = (week + program.training as usize).min(weeks);
        best[week] = f64::max(best[week + 1], gains[week].0 + best[after]);
    }
    let mut classes = Vec::new();
    let mut week = 0;
    while week < weeks {
        let after = (week + program.training as usize).min(weeks);
        if gains[week].0 > 0.0 && gains[week].0 + best[after] >= best[week + 1] {
            // One class a room, where the rooms are free.
            let class = Class { week: week as u32, starts: gains[week].1 };
            for _ in 0..rooms {
                if program.has_room(&classes, class.week) {
                    classes.push(class);
                }
            }
            week = after;
        } else {
            week += 1;
        }
    }
    let covered: f64 = multipliers.iter().zip(&program.wanted).map(|(u, wanted)| u * wanted).sum();
    (covered - f64::from(rooms) * best[0], classes)
}
