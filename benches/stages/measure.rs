//! Time and memory of this process.

use std::time::{Duration, Instant};

use rustix::time::{ClockId, clock_gettime};

/// What some work took.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Cost {
    /// Of all threads, user and system.
    pub(crate) cpu: Duration,
    /// As on a clock on the wall.
    pub(crate) wall: Duration,
}

/// What work gives and takes. What it gives is dropped by the caller, unmeasured.
pub(crate) fn cost<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (wall, cpu) = (Instant::now(), cpu());
    let value = work();
    let cost = Cost { cpu: self::cpu().saturating_sub(cpu), wall: wall.elapsed() };
    (value, cost)
}

/// The CPU time since this process began.
pub(crate) fn cpu() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.try_into().expect("a process has not run for a negative time")
}

/// The middle one, by each of the two measures.
pub(crate) fn median(mut costs: Vec<Cost>) -> Cost {
    let middle = costs.len() / 2;
    costs.sort_by_key(|cost| cost.cpu);
    let cpu = costs[middle].cpu;
    costs.sort_by_key(|cost| cost.wall);
    Cost { cpu, wall: costs[middle].wall }
}

/// What this process holds of memory, in KiB; only Linux tells.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Memory {
    /// At this moment.
    Now,
    /// At its most.
    Peak,
}

impl Memory {
    /// So much, in KiB.
    pub(crate) fn held(self) -> Option<u32> {
        let name = match self {
            Memory::Now => "VmRSS:",
            Memory::Peak => "VmHWM:",
        };
        let status = std::fs::read_to_string("/proc/self/status").ok()?;
        let line = status.lines().find_map(|line| line.strip_prefix(name))?;
        line.trim().strip_suffix(" kB")?.parse().ok()
    }
}
