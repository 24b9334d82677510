//! Former addresses of reports: each becomes a page that leads to the report.
//!
//! Takes what reports declare, gives paths. A former address is kept letter for letter, since somebody links to it: `/a/b.html`
//! is that file, `/a/b` and `/a/b/` are the page of the folder.

use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::archive::ReportIndex;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::postmortem::Postmortem;

use super::clash::{self, CLASH, RESERVED_ADDRESS, UNUSABLE};
use super::path::SitePath;
use super::register::{Owner, Register};
use super::slug;

/// No former address is longer, in bytes: the path of a file has an end.
const LONGEST: usize = 1000;

/// A former address: the file that leads there, and to which report.
pub(super) type Redirect = (SitePath, ReportIndex);

/// Every former address of every report.
pub(super) fn of_reports(
    reports: &[Arc<Postmortem>],
    addresses: &[SitePath],
    site_url: Option<&str>,
    register: &mut Register,
    diagnostics: &mut Diagnostics,
) -> Vec<Redirect> {
    let mut by_path: Vec<ReportIndex> = (0..reports.len()).collect();
    by_path.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));
    let mut out = Vec::new();
    for at in by_path {
        let report = &reports[at];
        for (written, span) in &report.aliases {
            let Some(path) = alias(written, site_url) else {
                diagnostics.push(
                    Diagnostic::warning(
                        UNUSABLE,
                        format!("the alias `{written}` is no address under this site"),
                    )
                    .at(&report.path, *span)
                    .help(
                        "write a path such as `/2021/old-name/`, without `..`, `?`, `#`, a host, a part that begins with `.` or is longer than 255 bytes",
                    ),
                );
                continue;
            };
            if is_of_theme(&path) {
                diagnostics.push(
                    Diagnostic::warning(
                        RESERVED_ADDRESS,
                        format!("the alias `{written}` stands where the files of the theme stand"),
                    )
                    .at(&report.path, *span)
                    .help("nothing can lead there from `theme/`; remove the alias"),
                );
                continue;
            }
            let other = register.otherwise_spelled(&path);
            if let Some(other) = other.map(str::to_owned) {
                diagnostics.push(
                    Diagnostic::warning(
                        CLASH,
                        format!("the alias `{written}` differs in capitals alone from `{other}`, which is there"),
                    )
                    .at(&report.path, *span)
                    .help("many systems take both for one file, so that nothing can lead there; remove the alias"),
                );
                continue;
            }
            if is_same(&path, &addresses[at]) {
                diagnostics.push(
                    Diagnostic::warning(
                        CLASH,
                        format!("the alias `{written}` is the report's own address"),
                    )
                    .at(&report.path, *span)
                    .help("remove it"),
                );
                continue;
            }
            match register.claim(&path, Owner::Alias(at, *span)) {
                Ok(()) => out.push((path, at)),
                // Said twice by one report: nothing is unclear.
                Err(Owner::Alias(other, _)) if other == at => {}
                Err(holder) => diagnostics.push(clash::label(
                    Diagnostic::error(
                        CLASH,
                        format!(
                            "the alias `{written}` is already the address of {}",
                            holder.describe(reports)
                        ),
                    )
                    .at(&report.path, *span)
                    .help("an address can lead to one page only; remove the alias"),
                    reports,
                    &holder,
                )),
            }
        }
        // `permalink: /a/b.html` gives the page `a/b/`; the file that its author named leads there, where it is free.
        if let Some((written, span)) = &report.slug
            && written.to_lowercase().ends_with(".html")
            && let Some(path) = alias(written, site_url)
            && written.contains('/')
            && !is_same(&path, &addresses[at])
            && !is_of_theme(&path)
            && register.claim(&path, Owner::Alias(at, *span)).is_ok()
        {
            out.push((path, at));
        }
    }
    out
}

/// The file of a former address: `/a/b.html` is itself, `/a/b` and `/a/b/` are the page of the folder.
pub(super) fn alias(written: &str, site_url: Option<&str>) -> Option<SitePath> {
    let written = written.trim();
    let written = site_url
        .and_then(|url| written.strip_prefix(url))
        .unwrap_or(written);
    let decoded = percent_decode_str(written).decode_utf8().ok()?;
    let has_scheme = decoded
        .split('/')
        .next()
        .is_some_and(|first| first.contains(':'));
    if has_scheme || decoded.starts_with("//") || decoded.contains(['?', '#', '\\']) {
        return None;
    }
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    if parts.is_empty() || parts.iter().any(|part| matches!(*part, "." | "..")) {
        return None;
    }
    let kept: Vec<String> = parts.iter().map(|part| slug::kept(part)).collect();
    if !kept.iter().all(|part| slug::is_possible(part)) || decoded.len() > LONGEST {
        return None;
    }
    let path = kept.join("/");
    let is_file = [".html", ".htm"].iter().any(|end| path.ends_with(end));
    Some(if is_file && !decoded.ends_with('/') {
        SitePath::file(&path)
    } else {
        SitePath::page(&path)
    })
}

/// True for a path in the folder of the theme, whose files are copied without asking.
pub(super) fn is_of_theme(path: &SitePath) -> bool {
    let first = path.as_str().split('/').next();
    first.is_some_and(|first| first.eq_ignore_ascii_case("theme"))
}

fn is_same(a: &SitePath, b: &SitePath) -> bool {
    a.as_str().to_lowercase() == b.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliases_are_files_or_folders_under_the_site() {
        for (written, path) in [
            ("/old/name/", Some("old/name/index.html")),
            ("old/name", Some("old/name/index.html")),
            ("/old/Name.html", Some("old/Name.html")),
            ("/old/na%20me/", Some("old/na me/index.html")),
            ("https://x.org/pm/old/", Some("old/index.html")),
            ("https://y.org/old/", None),
            ("//y.org/old/", None),
            ("/../etc/", None),
            ("/a?b=c", None),
            ("/", None),
            ("/.pmsite-manifest", None),
            ("/.git/hooks/x.html", None),
            ("/a/%2egit/x.html", None),
        ] {
            let found = alias(written, Some("https://x.org/pm/"));
            assert_eq!(found.as_ref().map(SitePath::as_str), path, "{written}");
        }
        assert_eq!(alias(&"a".repeat(300), None), None);
        assert_eq!(alias(&"aaaa/".repeat(300), None), None);
    }
}
