//! Former addresses that `book.toml` names: each becomes a page that leads to a report, as one that a report names does.
//!
//! Takes `[output.html.redirect]`, gives paths. mdBook calls a page by its source, `../2021/queue.html`: what such an address means is the
//! report of `2021/queue.md`, or the one that has this address here. Nothing leads to other hosts.

use std::collections::HashMap;
use std::sync::Arc;

use crate::archive::ReportIndex;
use crate::config::Redirect as Declared;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::Postmortem;
use crate::source::path;

use super::alias::{Redirect, alias, is_of_theme};
use super::clash::{CLASH, UNUSABLE};
use super::path::SitePath;
use super::register::{Owner, Register};

/// The file, as messages call it.
const BOOK: &str = "book.toml";

/// The pages of these redirects. One from an address where something stands already is none.
pub(super) fn of_book(
    declared: &[Declared],
    reports: &[Arc<Postmortem>],
    addresses: &[SitePath],
    register: &mut Register,
    diagnostics: &mut Diagnostics,
) -> Vec<Redirect> {
    let mut out = Vec::new();
    if declared.is_empty() {
        return out;
    }
    let book: Arc<str> = Arc::from(BOOK);
    let mut known: HashMap<String, ReportIndex> = HashMap::new();
    for (at, (report, address)) in reports.iter().zip(addresses).enumerate() {
        known.entry(page(address.as_str()).to_owned()).or_insert(at);
        known.entry(page(&report.path).to_owned()).or_insert(at);
    }
    for Declared { from, to, span } in declared {
        let mut tell = |rule, message: String, help: &str| {
            let told = Diagnostic::warning(rule, message).at(&book, *span);
            diagnostics.push(told.help(help));
        };
        let path = alias(from, None).filter(|path| !is_of_theme(path));
        let Some(path) = path else {
            tell(
                UNUSABLE,
                format!("the redirect from `{from}` begins at no address under this site"),
                "write a path such as `/2021/old-name.html`",
            );
            continue;
        };
        let Some(report) = target(from, to).and_then(|target| known.get(&target).copied()) else {
            tell(
                UNUSABLE,
                format!("the redirect from `{from}` leads to `{to}`, where no report stands"),
                "name a report by the address of its source, such as `../2021/queue.html`, or remove the line: redirects lead to reports only",
            );
            continue;
        };
        match register.claim(&path, Owner::Redirect) {
            Ok(()) => out.push((path, report)),
            // It has the address that it had.
            Err(_) if path == addresses[report] => {}
            Err(holder) => tell(
                CLASH,
                format!(
                    "the redirect from `{from}` begins at the address of {}",
                    holder.describe(reports)
                ),
                "an address can lead to one page only; remove the line",
            ),
        }
    }
    out
}

/// What an address means, from the page of another one; nothing on other hosts.
fn target(from: &str, to: &str) -> Option<String> {
    let to = to.split(['#', '?']).next().unwrap_or_default().trim();
    let is_elsewhere = to.is_empty() || to.contains("://") || to.starts_with("//");
    let folder = from
        .trim()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder);
    let folder = if to.starts_with('/') { "" } else { folder };
    let whole = (!is_elsewhere).then(|| path::joined(folder, to))?;
    Some(page(&whole).to_owned())
}

/// The name of a page without what says that it is one: `a/b` for `a/b.html`, `a/b.md` and `a/b/index.html`.
fn page(path: &str) -> &str {
    let path = path.strip_suffix("index.html").unwrap_or(path);
    let endings = [".html", ".htm", ".md", ".markdown"];
    let stem = endings.iter().find_map(|ending| path.strip_suffix(ending));
    stem.unwrap_or(path).trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn addresses_of_mdbook_mean_sources() {
        for (from, to, meant) in [
            ("/a/old.html", "new.html", Some("a/new")),
            ("/a/old.html", "../b/new.html#x", Some("b/new")),
            ("/old.html", "/b/new/", Some("b/new")),
            ("/old.html", "b/new/index.html", Some("b/new")),
            ("/old.html", "b/new.md", Some("b/new")),
            ("/old.html", "https://example.com/x.html", None),
            ("/old.html", "//example.com/x.html", None),
            ("/old.html", "#x", None),
        ] {
            assert_eq!(target(from, to).as_deref(), meant, "{from} {to}");
        }
    }
}
