//! A bar on standard error for steps that last: only at a terminal, only after half a second.

#![expect(
    clippy::disallowed_methods,
    reason = "a step that lasts is told by a clock, and only to a person at a terminal"
)]

use std::io::IsTerminal as _;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// How long a step may take before it is worth a bar.
const PATIENCE: Duration = Duration::from_millis(500);
/// Parts between two looks at the clock.
const STRIDE: usize = 64;

/// Shows how far a step has come.
#[derive(Debug)]
pub(super) struct Bar {
    step: Mutex<Step>,
    done: AtomicUsize,
    is_watched: bool,
}

#[derive(Debug)]
struct Step {
    name: &'static str,
    parts: usize,
    begun: Instant,
    bar: Option<ProgressBar>,
}

impl Bar {
    /// A bar; none is ever drawn where `quiet` is true or nobody watches.
    pub(super) fn new(quiet: bool) -> Self {
        let step = Step {
            name: "",
            parts: 0,
            begun: Instant::now(),
            bar: None,
        };
        let is_watched = !quiet && std::io::stderr().is_terminal();
        Self {
            step: Mutex::new(step),
            done: AtomicUsize::new(0),
            is_watched,
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.lock().bar.take() {
            bar.finish_and_clear();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Step> {
        self.step.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn begin(&self, name: &'static str, parts: usize) {
        self.finish();
        *self.lock() = Step {
            name,
            parts,
            begun: Instant::now(),
            bar: None,
        };
        self.done.store(0, Ordering::Relaxed);
    }

    fn advance(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if !self.is_watched || !done.is_multiple_of(STRIDE) {
            return;
        }
        let mut step = self.lock();
        if step.begun.elapsed() < PATIENCE {
            return;
        }
        let (name, parts) = (step.name, step.parts);
        let bar = step.bar.get_or_insert_with(|| {
            let bar = ProgressBar::with_draw_target(
                Some(parts as u64),
                ProgressDrawTarget::stderr_with_hz(5),
            );
            if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
                bar.set_style(style);
            }
            bar.with_message(name)
        });
        bar.set_position(done as u64);
    }
}
