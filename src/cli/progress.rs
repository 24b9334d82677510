//! A bar on standard error for steps that last: only at a terminal, only after half a second.

use std::io::IsTerminal as _;
use std::sync::Mutex;
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::pipeline::Progress;

/// Shows how far a step has come.
#[derive(Debug, Default)]
pub(super) struct Bar {
    bar: Mutex<Option<ProgressBar>>,
    quiet: bool,
}

impl Bar {
    /// A bar; none is ever drawn where `quiet` is true or nobody watches.
    pub(super) fn new(quiet: bool) -> Self {
        Self {
            bar: Mutex::new(None),
            quiet: quiet || !std::io::stderr().is_terminal(),
        }
    }

    /// Takes the bar away.
    pub(super) fn finish(&self) {
        if let Some(bar) = self.lock().take() {
            bar.finish_and_clear();
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Option<ProgressBar>> {
        self.bar
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Progress for Bar {
    fn begin(&self, step: &'static str, parts: usize) {
        self.finish();
        if self.quiet {
            return;
        }
        let bar = ProgressBar::with_draw_target(
            Some(parts as u64),
            ProgressDrawTarget::stderr_with_hz(5),
        );
        if let Ok(style) = ProgressStyle::with_template("{msg:>10} {wide_bar} {pos}/{len}") {
            bar.set_style(style);
        }
        bar.set_message(step);
        bar.enable_steady_tick(Duration::from_millis(500));
        *self.lock() = Some(bar);
    }

    fn advance(&self) {
        if self.quiet {
            return;
        }
        if let Some(bar) = &*self.lock() {
            bar.inc(1);
        }
    }
}
