//! The files of a site that was assembled: its pages, its catalogues, and what is copied as it is.
//!
//! Takes a [`Built`], stages into an [`Output`]; nothing of it is visible before that is committed. What of it is in parallel is here. It
//! computes nothing: what stands in a page the site and the theme say.

use std::convert::Infallible;
use std::path::{Path, PathBuf};

use minijinja::Value;
use rayon::prelude::*;

use super::{Built, Input, Progress};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Error;
use crate::output::Output;
use crate::scan;
use crate::site::{Catalogue, CatalogueEntry, Page, Site, SitePath};
use crate::theme::{self, STATIC_FOLDER, Theme};

/// Renders every page and stages it; nothing of it is visible before the output is committed.
pub fn render(
    built: &Built,
    theme: &Theme,
    output: &Output,
    progress: &dyn Progress,
) -> Result<Diagnostics, Error> {
    let pages: Vec<(&SitePath, Page)> = built.site.pages().collect();
    progress.begin("writing", pages.len());
    // A page without a fault leaves nothing behind.
    let results: Vec<Result<Diagnostic, Error>> = pages
        .par_iter()
        .filter_map(|(path, page)| {
            if page.is_data() {
                let make = |sink: &mut dyn std::io::Write| built.site.write(*page, sink);
                let staged = output.stage_made(path.as_str(), &make);
                progress.advance();
                return staged.err().map(Err);
            }
            let fill =
                |template: &str, context: Value| theme.render(template, context, path.as_str());
            let result = match built.site.render(path, *page, &fill) {
                Ok(bytes) => output.stage(path.as_str(), &bytes).err().map(Err),
                Err(fault) => Some(Ok(fault)),
            };
            built.site.forget(*page);
            progress.advance();
            result
        })
        .collect();
    let faults = results.into_iter().collect::<Result<Vec<_>, Error>>()?;
    let mut diagnostics = theme::once_each(faults);
    diagnostics.sort();
    Ok(diagnostics)
}

/// Reports whose entries are made before those before them are written: as many as keep all threads at work, and few enough that
/// what waits needs no room to speak of.
const AT_ONCE: usize = 256;

/// Stages the files with an entry for every report. They are put together report by report: of a large archive each is larger than
/// all its pages in flight.
pub fn catalogue(built: &Built, output: &Output) -> Result<(), Error> {
    let site = &built.site;
    let mut files = Vec::new();
    for (path, catalogue) in site.catalogues() {
        let mut file = output.in_parts(path.as_str())?;
        file.write(site.catalogue_head(catalogue).as_bytes())?;
        files.push((catalogue, file));
    }
    if files.is_empty() {
        return Ok(());
    }
    each_entry(site, &mut |at, entry| {
        if let Some((_, file)) = files.get_mut(at) {
            for part in entry.parts() {
                file.write(part.as_bytes())?;
            }
        }
        Ok(())
    })?;
    for (catalogue, mut file) in files {
        file.write(site.catalogue_tail(catalogue).as_bytes())?;
        file.finish()?;
    }
    Ok(())
}

/// The whole of one such file, by its place among them: for who serves it.
pub fn catalogue_bytes(site: &Site, wanted: usize, catalogue: Catalogue) -> Vec<u8> {
    let mut bytes = site.catalogue_head(catalogue).into_bytes();
    let Ok(()) = each_entry::<Infallible>(site, &mut |at, entry| {
        for part in entry.parts().into_iter().filter(|_| at == wanted) {
            bytes.extend_from_slice(part.as_bytes());
        }
        Ok(())
    });
    bytes.extend_from_slice(site.catalogue_tail(catalogue).as_bytes());
    bytes
}

/// Who takes an entry, with the place of its file among the catalogues.
type TakeEntry<'a, E> = dyn FnMut(usize, &CatalogueEntry) -> Result<(), E> + 'a;

/// Makes the entries of all reports and gives them away in order.
fn each_entry<E>(site: &Site, take: &mut TakeEntry<'_, E>) -> Result<(), E> {
    let count = site.archive().reports.len();
    for from in (0..count).step_by(AT_ONCE) {
        let reports = from..count.min(from + AT_ONCE);
        let entries: Vec<Vec<CatalogueEntry>> = reports
            .into_par_iter()
            .map(|report| site.catalogue_entries(report))
            .collect();
        for of_report in &entries {
            for (at, entry) in of_report.iter().enumerate() {
                take(at, entry)?;
            }
        }
    }
    Ok(())
}

/// Stages what is not rendered: the theme's files, the files that reports point at, the project's own style sheets.
pub fn copy(
    built: &Built,
    theme: &Theme,
    input: &Input<'_>,
    root: &Path,
    output: &Output,
) -> Result<(), Error> {
    for (path, bytes) in theme.static_files() {
        output.stage(&format!("{STATIC_FOLDER}/{path}"), bytes)?;
    }
    for (from, to) in built.site.assets() {
        output.stage_copy(to.as_str(), &real(input.source, from)?)?;
    }
    for (from, to) in built.site.styles() {
        output.stage_copy(to.as_str(), &real(root, from)?)?;
    }
    Ok(())
}

/// Where a file inside a folder really is; refused where a link leads out of the folder, since what is copied is published.
fn real(root: &Path, inside: &str) -> Result<PathBuf, Error> {
    scan::real(root, inside)
        .map_err(|cause| Error::io("reading", &root.join(inside), cause))?
        .ok_or_else(|| {
            Error::Refused(format!(
                "`{inside}` leads out of its folder and is not copied: copy the file itself to its place"
            ))
        })
}
