//! How much each stage cost: for the user who asks, and for the benchmark.
//!
//! Gives time on the clock, time of all processors, and the highest memory so far, stage by stage. None of it ever reaches a page.

#![expect(
    clippy::disallowed_methods,
    reason = "timings are a clock, shown only where the user asks for them"
)]

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use cpu_time::{ProcessTime, ThreadTime};

/// What one stage cost.
#[derive(Debug, Clone)]
pub struct Lap {
    /// Its name.
    pub stage: &'static str,
    /// Time on the clock.
    pub wall: Duration,
    /// Time of all processors together.
    pub cpu: Duration,
    /// The highest memory that the process has held until the end of the stage, in bytes; where the system says it.
    pub peak: Option<u64>,
    /// The time of all processors that parts of the stage took, by their names, where somebody wants to know.
    pub parts: Vec<(&'static str, Duration)>,
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
        if let Some(bytes) = self.peak {
            write!(f, " {:>6} MB peak", bytes / 1_000_000)?;
        }
        for (number, (part, cpu)) in self.parts.iter().enumerate() {
            let before = if number == 0 { ", of this" } else { "," };
            write!(f, "{before} {part} {:.1} ms", milliseconds(*cpu))?;
        }
        Ok(())
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
            parts: Vec::new(),
        });
        (self.wall, self.cpu) = (wall, cpu);
    }

    /// What parts of the stage that ended last took.
    pub(super) fn of_parts(&mut self, parts: &Parts) {
        if let Some(lap) = self.laps.last_mut() {
            lap.parts = parts.spent();
        }
    }
}

/// A part of the work on one file.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    /// From its text to its document.
    Reading,
    /// From its document to what it says.
    Understanding,
    /// From its document to the text of its page.
    Writing,
    /// From its document to the words that it is found by.
    Words,
}

impl Part {
    const ALL: [Self; 4] = [
        Self::Reading,
        Self::Understanding,
        Self::Writing,
        Self::Words,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Reading => "reading",
            Self::Understanding => "understanding",
            Self::Writing => "writing bodies",
            Self::Words => "words",
        }
    }
}

/// The time of the processors that parts of the work on all files take, from any thread.
#[derive(Debug)]
pub(super) struct Parts {
    is_asked: bool,
    nanoseconds: [AtomicU64; Part::ALL.len()],
}

impl Parts {
    /// Nothing yet. The system is asked for the time only where somebody wants to know: it is asked for each file.
    pub(super) fn new(is_asked: bool) -> Self {
        Self {
            is_asked,
            nanoseconds: Default::default(),
        }
    }

    /// Does some work that is that part.
    pub(super) fn time<T>(&self, part: Part, work: impl FnOnce() -> T) -> T {
        let begun = self.is_asked.then(ThreadTime::try_now);
        let done = work();
        if let Some(Ok(spent)) = begun.map(|begun| begun.and_then(|begun| begun.try_elapsed())) {
            let spent = u64::try_from(spent.as_nanos()).unwrap_or(u64::MAX);
            self.nanoseconds[part as usize].fetch_add(spent, Ordering::Relaxed);
        }
        done
    }

    fn spent(&self) -> Vec<(&'static str, Duration)> {
        if !self.is_asked {
            return Vec::new();
        }
        let spent = |part: Part| self.nanoseconds[part as usize].load(Ordering::Relaxed);
        Part::ALL
            .iter()
            .map(|part| (part.name(), Duration::from_nanos(spent(*part))))
            .collect()
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

    #[test]
    fn parts_are_measured_only_where_it_is_asked_for() {
        for asked in [false, true] {
            let mut timings = Timings::start(false);
            let parts = Parts::new(asked);
            assert_eq!(parts.time(Part::Reading, || 7), 7);
            timings.lap("stage");
            timings.of_parts(&parts);
            let told = timings.laps[0].to_string();
            assert_eq!(told.contains(", of this reading "), asked, "{told}");
            assert_eq!(told.contains(", understanding 0.0 ms"), asked, "{told}");
        }
    }
}
