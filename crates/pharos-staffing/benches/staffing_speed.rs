//! Staffing decisions per CPU second of one thread, and next to them those of pyworkforce in the same run.
//!
//! `cargo bench -p pharos-staffing --bench staffing_speed -- [PYTHON]`; with a Python that has pyworkforce installed
//! `pyworkforce_speed.py` runs first. CPU seconds are the scheduler's (Linux).

use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;

use pharos_staffing::{Model, Queue, Target, Workload, min_agents, performance};

fn main() {
    let python = std::env::args().skip(1).find(|argument| !argument.starts_with('-'));
    if let Some(python) = python {
        let script = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("benches/pyworkforce_speed.py");
        let status = Command::new(&python).arg(script).status();
        if !matches!(status, Ok(status) if status.success()) {
            eprintln!("pyworkforce was not measured: {python} gave {status:?}; maybe it is not installed");
        }
    }
    let target = Target::service(0.8, 20.0);
    for load_erl in [10.0, 100.0, 1000.0, 10_000.0] {
        report("Erlang C staffing 80/20", load_erl, |varied| {
            let queue = queue(varied, Model::ErlangC);
            min_agents(&queue, &target).map_or(0.0, f64::from)
        });
    }
    for load_erl in [10.0, 100.0, 1000.0, 10_000.0] {
        report("Erlang A staffing 80/20", load_erl, |varied| {
            let queue = queue(varied, Model::ErlangA { patience_s: 120.0 });
            min_agents(&queue, &target).map_or(0.0, f64::from)
        });
    }
    report("A with lines staffing", 100.0, |varied| {
        let queue = queue(varied, Model::ErlangALines { patience_s: Some(120.0), lines: 150 });
        min_agents(&queue, &target).map_or(0.0, f64::from)
    });
    report("A with redials staffing", 100.0, |varied| {
        let redial_share = 0.5;
        let queue = queue(varied, Model::ErlangX { patience_s: Some(120.0), lines: None, redial_share });
        min_agents(&queue, &target).map_or(0.0, f64::from)
    });
    for (name, model) in [("C", Model::ErlangC), ("A", Model::ErlangA { patience_s: 120.0 })] {
        for load_erl in [10.0, 100.0, 1000.0] {
            report(&format!("Erlang {name} all measures"), load_erl, |varied| {
                let agents = (1.05 * load_erl + 3.0) as u32;
                performance(&queue(varied, model), agents, Some(20.0)).map_or(0.0, |state| state.asa_s)
            });
        }
    }
}

fn queue(load_erl: f64, model: Model) -> Queue {
    let workload = Workload { contacts: 10.0 * load_erl, interval_s: 1800.0, handle_s: 180.0 };
    Queue { workload, model }
}

/// Calls `decide` with loads that differ a little each time until half a CPU second is spent.
fn report(name: &str, load_erl: f64, decide: impl Fn(f64) -> f64) {
    let (mut calls, mut sum, mut batch) = (0_u64, 0.0, 64_u64);
    let start = cpu_s();
    let mut spent = 0.0;
    while spent < 0.5 {
        for i in 0..batch {
            let varied = load_erl * (1.0 + 1e-3 * ((calls + i) % 16) as f64);
            sum += decide(black_box(varied));
        }
        calls += batch;
        batch = (2 * batch).min(1 << 20);
        spent = cpu_s() - start;
    }
    black_box(sum);
    println!("{name:26} {load_erl:7} erl {:14.0} per CPU second", calls as f64 / spent);
}

/// CPU time of this thread.
fn cpu_s() -> f64 {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    let nanoseconds = text.split_whitespace().next().and_then(|first| first.parse::<f64>().ok());
    nanoseconds.map_or_else(
        || panic!("no CPU time in /proc/thread-self/schedstat; this bench needs Linux"),
        |n| n / 1e9,
    )
}
