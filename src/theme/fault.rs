//! A template that cannot be read or rendered, as a diagnostic with file, bytes and a hint.

use std::collections::BTreeMap;
use std::error::Error as _;
use std::sync::Arc;

use minijinja::ErrorKind;

use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::source::Span;

/// The rule under which every fault of a template or of `theme.toml` is told.
pub(super) const RULE: &str = "template-fault";

/// The text of a file, without a mark of its order of bytes; what is no UTF-8 is told. `what` it is is said in the message.
pub(super) fn text<'a>(
    bytes: &'a [u8],
    what: &str,
    path: &Arc<str>,
    diagnostics: &mut Diagnostics,
) -> Option<&'a str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Some(text.strip_prefix('\u{feff}').unwrap_or(text)),
        Err(error) => {
            let at = error.valid_up_to();
            let message = format!("the {what} is no UTF-8 text from byte {at} on");
            let told = Diagnostic::error(RULE, message).in_file(Arc::clone(path));
            diagnostics.push(told.help("save it as UTF-8"));
            None
        }
    }
}

/// What went wrong, at its innermost place: an error inside an included file is told there, not where it is included.
/// `shown` gives the path by which messages call a template.
pub(super) fn diagnostic(error: &minijinja::Error, shown: impl Fn(&str) -> Arc<str>) -> Diagnostic {
    let mut inner = error;
    let mut next = error.source();
    while let Some(cause) = next {
        if let Some(cause) = cause.downcast_ref::<minijinja::Error>() {
            inner = cause;
        }
        next = cause.source();
    }
    let message = match inner.detail() {
        Some(detail) if inner.kind() == ErrorKind::InvalidOperation => detail.to_owned(),
        Some(detail) => format!("{}: {}", inner.kind(), detail.replace('"', "`")),
        None => inner.kind().to_string(),
    };
    let mut diagnostic = Diagnostic::error(RULE, message);
    // Some errors of a nested call have no place of their own; then the place of the call serves.
    if let Some(placed) = [inner, error].into_iter().find(|e| e.name().is_some()) {
        let path = shown(placed.name().unwrap_or_default());
        diagnostic = match placed.range() {
            Some(range) => diagnostic.at(&path, Span::new(range.start, range.end)),
            None => diagnostic.in_file(path),
        };
    }
    match hint(inner) {
        Some(hint) => diagnostic.help(hint),
        None => diagnostic,
    }
}

/// Faults of templates, each told once: a fault in the layout stands on every page.
pub fn once_each(faults: impl IntoIterator<Item = Diagnostic>) -> Diagnostics {
    let mut by_fault: BTreeMap<_, (Diagnostic, usize)> = BTreeMap::new();
    for fault in faults {
        let key = (fault.place.clone(), fault.rule, fault.message.clone());
        by_fault
            .entry(key)
            .and_modify(|(_, pages)| *pages += 1)
            .or_insert((fault, 1));
    }
    let told = by_fault.into_values().map(|(mut fault, pages)| {
        if let Some(label) = fault.labels.last_mut().filter(|_| pages > 1) {
            label.message = format!("while rendering this page, and {} more", pages - 1);
        }
        fault
    });
    told.collect()
}

/// What would be right.
fn hint(error: &minijinja::Error) -> Option<&'static str> {
    match error.kind() {
        ErrorKind::UndefinedError => Some(
            "a template sees the fields that the views document, and no others; check the spelling",
        ),
        ErrorKind::InvalidOperation if error.detail() == Some(super::filters::NONE) => {
            Some("ask first: `{% if value %}{{ value }}{% endif %}`")
        }
        ErrorKind::UnknownFilter => {
            Some("there are the filters of MiniJinja, and `plural`, `heard` and `json`")
        }
        ErrorKind::TemplateNotFound => {
            Some("names are relative to `templates/`, for example `partials/head.html`")
        }
        _ => None,
    }
}
