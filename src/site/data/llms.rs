//! `llms.txt`: the archive for programs that read language, in the form of llmstxt.org: a title, what it is, and lists of links.
//!
//! Takes reports in their order (the newest first), gives a line for each under its year. It says where the text of a report is, and
//! does not repeat it.

use std::fmt::Write as _;

use jiff::civil::Date;

use crate::archive::ReportIndex;
use crate::site::Site;
use crate::site::path::{SitePath, encode};
use crate::site::words;

use super::{Catalogue, schema_path};

/// Characters of what is said of a report.
const MOST_SAID: usize = 200;

/// What stands before the first report.
pub(super) fn head(site: &Site) -> String {
    let mut out = format!("# {}\n", escaped(&site.view.title));
    let about = site.view.description.as_deref();
    let about =
        about.unwrap_or("Reports of incidents: what happened, why, and what was done about it.");
    out.push_str("\n> ");
    out.push_str(&escaped(about));
    let count = site.archive.reports.len();
    let reports = if count == 1 {
        "1 report"
    } else {
        &format!("{count} reports")
    };
    let _ = writeln!(out, "\n\n{reports}, the newest first.");
    out
}

/// The line of a report, below a heading where its year begins.
pub(super) fn entry(site: &Site, at: ReportIndex) -> String {
    let year = |at: ReportIndex| site.archive.reports[at].day().map(Date::year);
    let mut out = String::new();
    if at == 0 || year(at) != year(at - 1) {
        match year(at) {
            Some(year) => {
                let _ = write!(out, "\n## {year}\n\n");
            }
            None => out.push_str("\n## Without a date\n\n"),
        }
    }
    let report = &site.archive.reports[at];
    // The text itself, where it is there in a form that needs no reading of HTML.
    let page = site.texts.get(at).unwrap_or(&site.addresses[at]);
    out.push_str(&link(site, &report.title, page));
    if let Some(summary) = &report.summary {
        out.push_str(": ");
        out.push_str(&escaped(&words::beginning(summary, MOST_SAID)));
    }
    out.push('\n');
    out
}

/// What stands behind the last report: what can be left out.
pub(super) fn tail(site: &Site) -> String {
    let mut lines = String::new();
    for (path, catalogue) in site.catalogues() {
        let title = match catalogue {
            Catalogue::Json => "All reports as JSON",
            Catalogue::Lines => "All reports as JSON, one a line",
            Catalogue::Table => "All reports as CSV",
            Catalogue::Calendar => "The incidents as a calendar",
            Catalogue::Llms => continue,
        };
        lines.push_str(&link(site, title, path));
        lines.push('\n');
    }
    let schema = schema_path();
    if site.page(&schema).is_some() {
        lines.push_str(&link(site, "What the fields of a report mean", &schema));
        lines.push('\n');
    }
    if lines.is_empty() {
        return lines;
    }
    format!("\n## Optional\n\n{lines}")
}

/// An item that leads to a file of the site: by the address of the site where that is known, else from its root.
fn link(site: &Site, title: &str, path: &SitePath) -> String {
    let address = match site.options.site_url.as_deref() {
        Some(url) => format!("{url}{}", path.encoded_address()),
        None => encode(path.as_str()),
    };
    // Between signs of their own, addresses may hold brackets.
    format!(
        "- [{}](<{}>)",
        escaped(title),
        address.replace(['<', '>'], "")
    )
}

/// Words as words of one line of Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (number, word) in text.split_whitespace().enumerate() {
        if number > 0 {
            out.push(' ');
        }
        for sign in word.chars() {
            if matches!(
                sign,
                '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '$' | '#' | '~' | '|'
            ) {
                out.push('\\');
            }
            if !sign.is_control() {
                out.push(sign);
            }
        }
    }
    out
}
