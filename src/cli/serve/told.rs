//! What is said of a state: its line, and what is wrong with a template that a page was to be rendered with.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::Arc;
use std::time::Duration;

use super::super::report::{self, Format, Texts, Volume};
use super::super::ways::Ways;
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::serve::{Changed, State};
use crate::theme::Theme;

/// Bytes of what a browser is shown of what is wrong: nobody reads more at once.
const SHOWN: usize = 64 * 1024;

/// Tells what is wrong with a template that a page was to be rendered with, at the terminal and to who asked for the page.
pub(super) fn explain(
    ways: &Arc<Ways>,
    theme: &Arc<Theme>,
) -> Box<dyn Fn(&Diagnostic) -> String + Send + Sync> {
    let (ways, theme) = (Arc::clone(ways), Arc::clone(theme));
    Box::new(move |fault| {
        let mut faults: Diagnostics = [fault.clone()].into_iter().collect();
        ways.lead_to_project(&mut faults);
        let text_of = |path: &str| template_text(&theme, &ways, path);
        let none = BTreeMap::new();
        let texts = Texts::new(&text_of, &none, &ways);
        report::tell(&faults, &texts, Format::Human, Volume::Normal);
        report::drawn(&faults, &texts)
    })
}

/// The text of a template: one of the user's is called by its way, one of the built-in theme by a name of ours.
pub(super) fn template_text(theme: &Theme, ways: &Ways, path: &str) -> Option<Arc<str>> {
    let inside = ways.inside_project(path);
    let text = inside.and_then(|inside| theme.template_text(inside));
    text.or_else(|| theme.template_text(path)).map(Arc::from)
}

/// What is said of a state that was made.
pub(super) fn line(state: &State, diagnostics: &Diagnostics, changed: &Changed) -> String {
    let reports = state.reports();
    let mut line = format!(
        "{reports} {}",
        if reports == 1 { "report" } else { "reports" }
    );
    let files = changed.paths.len();
    if !changed.is_all {
        let _ = write!(
            line,
            ", {files} {} changed",
            if files == 1 { "file" } else { "files" }
        );
    }
    match diagnostics.count(Severity::Warning) {
        0 => {}
        1 => line.push_str("; 1 warning"),
        n => {
            let _ = write!(line, "; {n} warnings");
        }
    }
    line
}

pub(super) fn shown_time(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{} ms", time.as_millis())
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

/// As much of a text as is shown.
pub(super) fn beginning(mut text: String) -> String {
    if text.len() > SHOWN {
        let end = (0..=SHOWN).rev().find(|at| text.is_char_boundary(*at));
        text.truncate(end.unwrap_or_default());
        text.push_str("…\n\nThere is more: the terminal has all of it.\n");
    }
    text
}
