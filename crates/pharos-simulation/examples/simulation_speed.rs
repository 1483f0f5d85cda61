//! Contacts simulated per second of CPU time on one core: `cargo run --release -p pharos-simulation --example simulation_speed`.

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
    let start = cpu_s();
    let options = SimulateOptions { seed: 1, contacts: Some(10_000_000), half_width_max: None };
    let result = simulate(scenario, options);
    let spent = cpu_s() - start;
    println!("{:<28} {:>6.2} M contacts a CPU second", scenario.name, result.contacts as f64 / spent / 1e6);
}

/// CPU seconds of this thread, as the scheduler counts them (Linux); without them the wall clock.
fn cpu_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|first| first.parse::<f64>().ok());
    let wall = || std::time::UNIX_EPOCH.elapsed().map_or(0.0, |since| since.as_secs_f64());
    nanoseconds.map_or_else(wall, |n| n / 1e9)
}
