//! The site that stands where a build is to write: whether it may be replaced.
//!
//! Takes what the last build left word of and the site that is to be, gives a refusal where the one is hardly a newer state of
//! the other. It compares no texts: a report is known by its address.

use super::project::Project;
use super::quoted::for_shell;
use super::report;
use crate::error::Error;
use crate::output::{About, Output};
use crate::site::{Page, Site};

/// Whose site this is, for the builds after it.
pub(super) fn about(project: &Project, site: &Site) -> About {
    About {
        title: project.config.title.clone(),
        reports: site.archive().reports.len(),
    }
}

/// How many reports the site has that stands in the output folder.
pub(super) fn reports(output: &Output) -> usize {
    output.about().map_or(0, |about| about.reports)
}

/// Refuses to write one archive's site over that of another: where both have reports, none of them at the same address, and no
/// title that `book.toml` gives to both. A folder inside the project is the project's own, whatever it holds.
pub(super) fn check(project: &Project, output: &Output, site: &Site) -> Result<(), Error> {
    let Some(old) = output.about().filter(|about| about.reports > 0) else {
        return Ok(());
    };
    let new = about(project, site);
    let mut addresses = site
        .pages()
        .filter(|(_, page)| matches!(page, Page::Report(_)))
        .peekable();
    let is_newer_state = addresses.peek().is_none()
        || (new.title.is_some() && new.title == old.title)
        || addresses.any(|(path, _)| output.has(path.as_str()))
        || project.holds_output();
    if is_newer_state {
        return Ok(());
    }
    let title = match &old.title {
        Some(title) => format!(" `{title}`"),
        None => String::new(),
    };
    let reports = match old.reports {
        1 => "1 report, which".to_owned(),
        n => format!("{n} reports, none of which"),
    };
    let is = if old.reports == 1 { "is not" } else { "is" };
    let place = report::shown(&project.output);
    Err(Error::Refused(format!(
        "`{place}` holds the site of another archive{title} with {reports} {is} in this one; choose another folder with `-d`, \
         or run `pmsite clean -d {}` first",
        for_shell(&place)
    )))
}
