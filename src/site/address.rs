//! The addresses of reports: as declared, else derived from the path of the source.
//!
//! Takes the reports and the register of paths, gives one address each. Two derived addresses that clash get a number
//! (the source whose path sorts first keeps the plain one) and a warning; two declared ones are an error. It reads only what
//! a report declares about its address, nothing else of it.

use std::collections::BTreeMap;
use std::sync::Arc;

use percent_encoding::percent_decode_str;

use crate::archive::ReportIndex;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::facet::Index;
use crate::postmortem::Postmortem;
use crate::source::{Span, stem};

use super::clash::{self, RESERVED_ADDRESS, UNUSABLE};
use super::path::SitePath;
use super::register::{Owner, Register};
use super::slug;

/// First parts of addresses that the site itself uses, now or for what themes and programs may ask of it; those of indexes beside them.
const RESERVED: [&str; 19] = [
    "404.html",
    "actions",
    "anniversaries",
    "api",
    "assets",
    "contents",
    "feed.json",
    "feed.xml",
    "feeds.opml",
    "incidents.ics",
    "indexes",
    "insights",
    "llms.txt",
    "months",
    "robots.txt",
    "search",
    "sitemap.xml",
    "static",
    "theme",
];

/// True for the first part of addresses that the site itself uses.
pub(super) fn is_reserved(first: &str) -> bool {
    RESERVED.contains(&first) || Index::ALL.iter().any(|index| index.plural() == first)
}

/// An address that a report declares.
struct Declaration {
    folder: String,
    span: Span,
}

/// Gives every report its address.
pub(super) fn of_reports(
    reports: &[Arc<Postmortem>],
    register: &mut Register,
    diagnostics: &mut Diagnostics,
) -> Vec<SitePath> {
    let mut by_path: Vec<ReportIndex> = (0..reports.len()).collect();
    by_path.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));

    let declarations: Vec<Option<Declaration>> = reports
        .iter()
        .map(|report| declaration(report, diagnostics))
        .collect();
    let mut addresses = vec![SitePath::page(""); reports.len()];
    for &at in &by_path {
        let Some(declared) = &declarations[at] else {
            continue;
        };
        let owner = Owner::Declared(at, declared.span);
        let (path, holder) = register.claim_page(&declared.folder, owner);
        if let Some(holder) = holder {
            diagnostics.push(clash::of_declared(
                reports,
                (at, declared.span),
                &declared.folder,
                &holder,
            ));
        }
        addresses[at] = path;
    }
    let mut moved: BTreeMap<String, (ReportIndex, usize)> = BTreeMap::new();
    for &at in by_path.iter().filter(|at| declarations[**at].is_none()) {
        let (folder, reserved) = derived(&reports[at].path);
        if let Some(reserved) = reserved {
            moved.entry(reserved).or_insert((at, 0)).1 += 1;
        }
        let (path, holder) = register.claim_page(&folder, Owner::Report(at));
        if let Some(holder) = holder {
            diagnostics.push(clash::of_derived(reports, at, &folder, &path, &holder));
        }
        addresses[at] = path;
    }
    for (name, (at, count)) in moved {
        diagnostics.push(
            Diagnostic::note(
                RESERVED_ADDRESS,
                format!(
                    "`{name}/` is an address of the site itself; {} under `{name}-2/`",
                    match count {
                        1 => "1 report stands".to_owned(),
                        count => format!("{count} reports stand"),
                    }
                ),
            )
            .in_file(reports[at].path.clone()),
        );
    }
    addresses
}

/// The folder of the page of a source that declares no address, and the reserved name it had to avoid.
pub(super) fn derived(path: &str) -> (String, Option<String>) {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut parts = folder_parts(folders);
    let stem = stem(file);
    // A bundle: the folder is the report, `index.md` is its text.
    let bundle = ["index", "_index", "readme"].contains(&stem.to_lowercase().as_str());
    if !bundle || parts.is_empty() {
        parts.push(slug::slug(stem));
    }
    clear_of_reserved(parts)
}

/// The folder of the page of a folder.
pub(super) fn of_folder(folder: &str) -> String {
    match folder_parts(folder) {
        parts if parts.is_empty() => clear_of_reserved(vec![slug::slug(folder)]).0,
        parts => clear_of_reserved(parts).0,
    }
}

/// The folder of the page of a file that stands beside the page of its folder.
pub(super) fn of_file(path: &str) -> String {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    let mut parts = folder_parts(folders);
    parts.push(slug::slug(stem(file)));
    clear_of_reserved(parts).0
}

/// The parts of a folder's address; the folders that Jekyll wants are no part of it.
fn folder_parts(folders: &str) -> Vec<String> {
    folders
        .split('/')
        .filter(|part| !matches!(*part, "" | "_posts" | "_drafts"))
        .map(slug::slug)
        .collect()
}

fn clear_of_reserved(mut parts: Vec<String>) -> (String, Option<String>) {
    let mut avoided = None;
    if let Some(first) = parts.first_mut()
        && is_reserved(&first.to_lowercase())
    {
        avoided = Some(first.clone());
        first.push_str("-2");
    }
    (parts.join("/"), avoided)
}

/// What a report declares as its address, where that can be one.
fn declaration(report: &Postmortem, diagnostics: &mut Diagnostics) -> Option<Declaration> {
    let (written, span) = report.slug.as_ref()?;
    let unusable = |what: &str| {
        Diagnostic::warning(UNUSABLE, format!("`{written}` {what}"))
            .at(&report.path, *span)
            .help("write a path such as `2021/name`; until then the address is that of the file")
    };
    let decoded = percent_decode_str(written.trim()).decode_utf8_lossy();
    let whole = decoded.contains('/');
    let parts: Vec<&str> = decoded.split('/').filter(|part| !part.is_empty()).collect();
    if decoded.contains("://") || decoded.starts_with("//") {
        diagnostics.push(unusable(
            "has a host, but an address stands under this site",
        ));
        return None;
    }
    if parts.iter().any(|part| matches!(*part, "." | "..")) {
        diagnostics.push(unusable("leads out of the site"));
        return None;
    }
    if parts.iter().any(|part| part.starts_with(':')) {
        diagnostics.push(unusable("is a pattern with placeholders, not an address"));
        return None;
    }
    if !parts.iter().all(|part| slug::is_possible(part)) {
        diagnostics.push(unusable(
            "has a part that begins with `.` or is longer than 255 bytes",
        ));
        return None;
    }
    let (last, folders) = parts.split_last()?;
    let html = last.strip_suffix(".html").filter(|rest| !rest.is_empty());
    let mut out: Vec<String> = if whole {
        folders.iter().map(|part| slug::declared(part)).collect()
    } else {
        let source = report
            .path
            .rsplit_once('/')
            .map_or("", |(folder, _)| folder);
        let mut own = folder_parts(source);
        // The slug of a bundle renames the bundle itself.
        if derived_is_bundle(&report.path) {
            own.pop();
        }
        own
    };
    match html {
        Some("index") if whole && !out.is_empty() => {}
        Some(rest) => out.push(slug::declared(rest)),
        None => out.push(slug::declared(last)),
    }
    let (folder, avoided) = clear_of_reserved(out);
    if let Some(avoided) = avoided {
        diagnostics.push(
            Diagnostic::warning(
                RESERVED_ADDRESS,
                format!("`{avoided}/` is an address of the site itself; the report stands at `{folder}/`"),
            )
            .at(&report.path, *span)
            .help("declare an address that begins with another word"),
        );
    }
    Some(Declaration {
        folder,
        span: *span,
    })
}

fn derived_is_bundle(path: &str) -> bool {
    let (folders, file) = path.rsplit_once('/').unwrap_or(("", path));
    !folders.is_empty()
        && ["index", "_index", "readme"].contains(&stem(file).to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_follow_the_source() {
        for (path, folder) in [
            ("2021/Cascading Failures.md", "2021/cascading-failures"),
            ("incidents/outage/index.md", "incidents/outage"),
            ("_posts/2020-01-02-dns.markdown", "2020-01-02-dns"),
            ("blog/_posts/dns.md", "blog/dns"),
            ("a/2025-07-23-leak.html.md.erb", "a/2025-07-23-leak"),
            ("PM2022-009", "pm2022-009"),
            ("v1.2.md", "v1-2"),
            ("index.md", "index"),
            ("services/dns.md", "services-2/dns"),
            ("Search.md", "search-2"),
            ("theme/style.css.md", "theme-2/style-css"),
            ("nul.md", "nul_"),
        ] {
            assert_eq!(derived(path).0, folder, "{path}");
        }
        assert_eq!(of_folder("2021/Q1 (Jan)"), "2021/q1-jan");
        assert_eq!(of_folder("_posts"), "_posts");
    }
}
