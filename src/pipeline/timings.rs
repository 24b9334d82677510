//! How much each stage cost: for the user who asks, and for the benchmark.
//!
//! Gives time on the clock, time of all processors, and the highest memory so far, stage by stage. None of it ever reaches a page.

#![expect(
    clippy::disallowed_methods,
    reason = "timings are a clock, shown only where the user asks for them"
)]

use std::fmt;
use std::time::{Duration, Instant};

use cpu_time::ProcessTime;

/// What one stage cost.
#[derive(Debug, Clone, Copy)]
pub struct Lap {
    /// Its name.
    pub stage: &'static str,
    /// Time on the clock.
    pub wall: Duration,
    /// Time of all processors together.
    pub cpu: Duration,
    /// The highest memory that the process has held until the end of the stage, in bytes; where the system says it.
    pub peak: Option<u64>,
}

impl fmt::Display for Lap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let milliseconds = |time: Duration| time.as_secs_f64() * 1000.0;
        write!(
            f,
            "{:>8} {:>9.1} ms wall {:>9.1} ms cpu",
            self.stage,
            milliseconds(self.wall),
            milliseconds(self.cpu)
        )?;
        match self.peak {
            Some(bytes) => write!(f, " {:>6} MB peak", bytes / 1_000_000),
            None => Ok(()),
        }
    }
}

/// A stopwatch that starts at its making.
#[derive(Debug)]
pub struct Timings {
    wall: Instant,
    cpu: Option<ProcessTime>,
    with_memory: bool,
    /// What was measured so far.
    pub laps: Vec<Lap>,
}

impl Timings {
    /// Starts. The system is asked for the memory only where somebody wants to know.
    pub fn start(with_memory: bool) -> Self {
        Self {
            wall: Instant::now(),
            cpu: ProcessTime::try_now().ok(),
            with_memory,
            laps: Vec::new(),
        }
    }

    /// A stage ends, and the next begins.
    pub fn lap(&mut self, stage: &'static str) {
        let (wall, cpu) = (Instant::now(), ProcessTime::try_now().ok());
        let spent = cpu
            .zip(self.cpu)
            .map(|(now, then)| now.duration_since(then));
        self.laps.push(Lap {
            stage,
            wall: wall - self.wall,
            cpu: spent.unwrap_or_default(),
            peak: self.with_memory.then(peak).flatten(),
        });
        (self.wall, self.cpu) = (wall, cpu);
    }
}

/// Linux tells it in a file; elsewhere it is not told.
fn peak() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_measured_only_where_it_is_asked_for() {
        for asked in [false, true] {
            let mut timings = Timings::start(asked);
            timings.lap("stage");
            let expected = asked && cfg!(target_os = "linux");
            assert_eq!(timings.laps[0].peak.is_some(), expected);
        }
    }
}
