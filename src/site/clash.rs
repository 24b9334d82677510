//! What is said where two want one address. The words and the places, nothing else.

use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::diagnostic::Diagnostic;
use crate::postmortem::Postmortem;
use crate::source::Span;

use super::path::SitePath;
use super::register::Owner;

/// The rule of two sources that want one address.
pub(super) const CLASH: &str = "address-clash";
/// The rule of a declared address that cannot be.
pub(super) const UNUSABLE: &str = "unusable-address";
/// The rule of an address that the site itself uses.
pub(super) const RESERVED_ADDRESS: &str = "reserved-address";

/// Two reports that declare one address.
pub(super) fn of_declared(
    reports: &[Arc<Postmortem>],
    (at, span): (ReportIndex, Span),
    folder: &str,
    holder: &Owner,
) -> Diagnostic {
    let found = format!(
        "the declared address `{folder}/` is already that of {}",
        holder.describe(reports)
    );
    label(
        Diagnostic::error(CLASH, found)
            .at(&reports[at].path, span)
            .help("declare another `slug` in one of them"),
        reports,
        holder,
    )
}

/// A report whose address by its path is taken.
pub(super) fn of_derived(
    reports: &[Arc<Postmortem>],
    at: ReportIndex,
    wish: &str,
    path: &SitePath,
    holder: &Owner,
) -> Diagnostic {
    let found = format!(
        "`{wish}/` is already the address of {}; `{}` stands at `{}`",
        holder.describe(reports),
        reports[at].path,
        path.address()
    );
    label(
        Diagnostic::warning(CLASH, found)
            .in_file(reports[at].path.clone())
            .help("declare a `slug` in one of them, or rename a file"),
        reports,
        holder,
    )
}

/// A report whose Markdown cannot stand beside its page.
pub(super) fn of_markdown(
    reports: &[Arc<Postmortem>],
    at: ReportIndex,
    wish: &SitePath,
    path: &SitePath,
    holder: &Owner,
) -> Diagnostic {
    let found = format!(
        "`{wish}` is already {}; the Markdown stands at `{path}`",
        holder.describe(reports)
    );
    label(
        Diagnostic::warning(CLASH, found)
            .in_file(reports[at].path.clone())
            .help("declare another `slug` in one of them"),
        reports,
        holder,
    )
}

/// The diagnostic with a label at who has the address.
pub(super) fn label(
    diagnostic: Diagnostic,
    reports: &[Arc<Postmortem>],
    holder: &Owner,
) -> Diagnostic {
    match holder {
        Owner::Declared(other, span) => {
            diagnostic.label(&reports[*other].path, Some(*span), "first declared here")
        }
        Owner::Alias(other, span) => {
            diagnostic.label(&reports[*other].path, Some(*span), "an alias here")
        }
        Owner::Report(other) => {
            diagnostic.label(&reports[*other].path, None, "has that address by its path")
        }
        Owner::Asset(_) | Owner::Redirect | Owner::Site(_) => diagnostic,
    }
}
