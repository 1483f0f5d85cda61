//! The exact Markov chains against long runs: `cargo run --release -p pharos-simulation --example exact_instances -- 100000000`.
//!
//! Prints, for every value of every instance, how many standard errors the simulation is off, and ends with 1 where one is
//! off by more than four. The tests do the same with a million contacts.

use std::process::ExitCode;

use pharos_simulation::{Estimate, Scenario, SimulateOptions, simulate};
use serde_json::Value;

const INSTANCES: &str = include_str!("../reference/ctmc_reference.json");

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let contacts = std::env::args().nth(1).map_or(Ok(1_000_000), |text| text.parse::<u64>())?;
    let seed = std::env::args().nth(2).map_or(Ok(20_261), |text| text.parse::<u64>())?;
    println!("{contacts} contacts an instance, seed {seed}");
    let exact: Vec<Value> = serde_json::from_str(INSTANCES)?;
    let mut worst: f64 = 0.0;
    for (scenario, exact) in Scenario::read(INSTANCES)?.iter().zip(exact) {
        let options = SimulateOptions { seed, contacts: Some(contacts), half_width_max: None };
        let found = simulate(scenario, options);
        let mut compare = |what: String, found: &Estimate, exact: &Value| {
            if let (Some(value), Some(se), Some(exact)) = (found.value, found.se, exact.as_f64()) {
                let off = (value - exact) / se.max(1e-15);
                worst = worst.max(off.abs());
                println!(
                    "{:<28} {what:<28} {value:.8} exact {exact:.8} se {se:.1e} off {off:+.2}",
                    scenario.name
                );
            }
        };
        for (index, queue) in found.queues.iter().enumerate() {
            for (name, estimate) in [
                ("p_wait", &queue.p_wait),
                ("p_abandon", &queue.p_abandon),
                ("mean_queue", &queue.mean_queue),
                ("mean_wait_all", &queue.mean_wait_all_s),
            ] {
                compare(format!("{} {name}", queue.name), estimate, &exact["result"][name][index]);
            }
        }
        for (index, group) in found.groups.iter().enumerate() {
            compare(
                format!("{} occupancy", group.name),
                &group.occupancy,
                &exact["result"]["occupancy"][index],
            );
        }
    }
    println!("the worst is {worst:.2} standard errors off");
    Ok(ExitCode::from(u8::from(worst > 4.0)))
}
