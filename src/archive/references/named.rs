//! The reports that heads name: those they call related, and those whose incidents came back.
//!
//! Takes a name as written and what it may mean, gives the report that it names. A name that means no report is told at its place; one
//! that means another place of the web is a link among the details of the head.

use std::collections::BTreeSet;

use super::super::ReportIndex;
use super::doc::Doc;
use super::resolver::Resolver;
use super::trouble::Wish;
use super::{Diagnostics, Target};
use crate::diagnostic::Diagnostic;
use crate::postmortem::{Named, Postmortem};
use crate::source::Span;

/// The rule that a name breaks which names no report.
const UNKNOWN: &str = "unknown-report";

/// What the names of one head mean.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The reports, in the order of the head, each once, with the place of the key that names it.
    pub(super) reports: Vec<(ReportIndex, Span)>,
    /// Where the keys begin that hold something else as well.
    pub(super) open: BTreeSet<u32>,
}

/// Resolves names of one head. `key` is what stands before them.
pub(super) fn resolve(
    resolver: &Resolver<'_>,
    (at, report): (ReportIndex, &Postmortem),
    (key, named): (&str, &[Named]),
    diagnostics: &mut Diagnostics,
) -> Found {
    let mut found_all = Found::default();
    let mut seen = BTreeSet::new();
    for one in named {
        let told = match target(resolver, at, report, &one.target) {
            Ok(Some(found)) if found == at => itself(key),
            Ok(Some(found)) => {
                if seen.insert(found) {
                    found_all.reports.push((found, one.span));
                }
                continue;
            }
            Ok(None) => {
                found_all.open.insert(one.span.start);
                continue;
            }
            Err(help) => unknown(key, &one.target, help),
        };
        found_all.open.insert(one.span.start);
        diagnostics.push(told.at(&report.path, one.span));
    }
    found_all
}

/// The report that a name means; `None` for another place of the web; what may have been meant where it means nothing.
fn target(
    resolver: &Resolver<'_>,
    at: ReportIndex,
    report: &Postmortem,
    written: &str,
) -> Result<Option<ReportIndex>, Option<String>> {
    let answer = resolver.resolve(report.file(), Doc::Report(at), written, Wish::Name, &|_| {
        true
    });
    match answer.target {
        Target::Report(found, _) => Ok(Some(found)),
        Target::Here(_) => Ok(Some(at)),
        Target::Away(_) => Ok(None),
        _ => Err(answer.trouble.and_then(|trouble| trouble.help)),
    }
}

fn unknown(key: &str, written: &str, help: Option<String>) -> Diagnostic {
    let message = format!("`{key}` names `{written}`, and no report of this archive is called so");
    let help = help.unwrap_or_else(|| {
        "write the path of its file, or the last part of its address".to_owned()
    });
    Diagnostic::warning(UNKNOWN, message).help(help)
}

fn itself(key: &str) -> Diagnostic {
    Diagnostic::warning(
        UNKNOWN,
        format!("`{key}` names the report that it stands in"),
    )
    .help("name another report, or take the line out")
}
