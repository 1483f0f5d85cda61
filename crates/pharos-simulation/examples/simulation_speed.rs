//! Contacts simulated per second of CPU time on one core: `cargo run --release -p pharos-simulation --example simulation_speed`.

use std::time::Instant;

use pharos_simulation::{Scenario, ScenarioError, SimulateOptions, simulate};

fn main() -> Result<(), ScenarioError> {
    for (name, rate, agents) in [("M/M/50+M", 2880, 50), ("M/M/1000+M", 60000, 1000)] {
        let toml = format!(
            "name = \"{name}\"\n[[queue]]\nname = \"q\"\narrivals_per_hour = [{rate}]\npatience = {{ mean_s = 120 }}\n\
             handle = {{ mean_s = 60 }}\nroutes = [{{ group = \"g\" }}]\n[[group]]\nname = \"g\"\nagents = [{agents}]\n"
        );
        measure(&Scenario::read(&toml)?[0]);
    }
    for scenario in Scenario::read(include_str!("../reference/ctmc_reference.json"))? {
        measure(&scenario);
    }
    Ok(())
}

fn measure(scenario: &Scenario) {
    let start = Instant::now();
    let options = SimulateOptions { seed: 1, contacts: Some(10_000_000), half_width_max: None };
    let result = simulate(scenario, options);
    let elapsed_s = start.elapsed().as_secs_f64();
    println!("{:<28} {:>6.2} M contacts/s (wall)", scenario.name, result.contacts as f64 / elapsed_s / 1e6);
}
