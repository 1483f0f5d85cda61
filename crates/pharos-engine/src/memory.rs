//! How much memory questions may use together: beyond it sorts and groups go to the disk, and what cannot is refused in words
//! instead of taking the server down.

use std::sync::Arc;

use datafusion::execution::memory_pool::{FairSpillPool, MemoryPool};

/// What a machine with Linux has (proc_meminfo(5)).
const MACHINE: &str = "/proc/meminfo";
/// What a control group allows its processes (cgroup v2).
const CONTROL_GROUP: &str = "/sys/fs/cgroup/memory.max";
/// Where nobody says how much memory there is.
const UNKNOWN: usize = 4 << 30;

/// Memory that the questions of a process share.
#[derive(Clone, Debug)]
pub(crate) struct Memory(Arc<dyn MemoryPool>);

impl Memory {
    pub(crate) fn of(bytes: usize) -> Memory {
        Memory(Arc::new(FairSpillPool::new(bytes)))
    }

    pub(crate) fn pool(&self) -> Arc<dyn MemoryPool> {
        self.0.clone()
    }
}

impl Default for Memory {
    /// Half of what there is: the rest is for the files the system keeps at hand, and for what is not counted.
    fn default() -> Memory {
        Memory::of(installed().min(allowed().unwrap_or(usize::MAX)) / 2)
    }
}

/// Memory of the machine, bytes.
fn installed() -> usize {
    let table = std::fs::read_to_string(MACHINE).unwrap_or_default();
    let total = table.lines().find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB"));
    total.and_then(|kib| kib.parse::<usize>().ok()).map_or(UNKNOWN, |kib| kib << 10)
}

fn allowed() -> Option<usize> {
    std::fs::read_to_string(CONTROL_GROUP).ok()?.trim().parse().ok()
}
