//! The stages in order. What of them is parallel is here, but for two questions that the archive asks at once; nothing is computed here:
//! each step is a call.
//!
//! Takes a source folder with its configuration, gives a [`Site`] with the diagnostics of all stages; [`render`] then makes
//! its pages. Workers never share a sink: each file and each page has its own diagnostics, joined in the order of the input.

mod file;
mod files;
mod history;
mod idle;
mod marks;
mod memory;
mod one;
mod pictures;
mod render;
mod retell;
mod settings;
mod timings;
mod unused;
mod vocabulary;
mod work;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use crate::archive::{self, Archive, Declared};
use crate::config::{Config, Level, Output};
use crate::diagnostic::{Diagnostic, Diagnostics, Severity};
use crate::error::Error;
use crate::facet;
use crate::language::Language;
use crate::links::{self, Ignored};
use crate::lint::{self, allow};
use crate::postmortem::claim::Claims;
use crate::scan::{self, Candidate, Reason, Request, SetAside};
use crate::search::KeptWords;
use crate::site::{self, Site};

use file::Tools;

pub use crate::archive::humanised;
pub use crate::lint::baseline::{Baseline, NAME as BASELINE};
pub use memory::Memory;
pub use one::{Look, Shown, look, look_at};
pub use render::{catalogue, catalogue_bytes, copy, render};
pub use retell::{Retold, retell};
pub use timings::{Lap, Timings};

/// What a build starts from.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The folder of the sources.
    pub source: &'a Path,
    /// True where the user named that folder in `book.toml`.
    pub declared_source: bool,
    /// Folders to pass over: the output, the theme.
    pub skip: &'a [PathBuf],
    /// The configuration.
    pub config: &'a Config,
    /// True where drafts take part.
    pub drafts: bool,
    /// How many reports the site has that this one is to replace; an archive without one does not.
    pub standing: usize,
    /// True where pages are rendered of it: then the words of reports are read for the search.
    pub rendered: bool,
    /// So many reports stand in the contents tree beside a report, where the theme shows one.
    pub beside: Option<usize>,
    /// The language of the site's own words.
    pub language: &'a Arc<Language>,
    /// What addresses of the web answered when they were asked; none are asked here.
    pub links: Option<&'a links::Results>,
    /// True where the timings are to say how much memory each stage took, and how much its parts.
    pub with_memory: bool,
}

/// Told how far a long step has come, from any thread.
pub trait Progress: Sync {
    /// A step begins: its name and how many parts it has.
    fn begin(&self, step: &'static str, parts: usize);
    /// One part is done.
    fn advance(&self);
}

/// A site, not rendered yet.
#[derive(Debug)]
pub struct Built {
    /// The site.
    pub site: Site,
    /// The diagnostics of all stages, sorted; `[lint]` waits for [`apply_levels`].
    pub diagnostics: Diagnostics,
    /// Where each source is on the disk, by its path inside the source folder.
    pub sources: BTreeMap<Arc<str>, Candidate>,
    /// What each stage cost so far.
    pub timings: Timings,
}

/// Scans, reads, understands, relates, and lays out the pages.
pub fn assemble(input: &Input<'_>, progress: &dyn Progress) -> Result<Built, Error> {
    assemble_by(input, None, progress)
}

/// The same for who builds again and again: files that are the same are not read again. The search index is made when somebody asks for a
/// file of it.
pub fn assemble_again(
    input: &Input<'_>,
    memory: &mut Memory,
    progress: &dyn Progress,
) -> Result<Built, Error> {
    assemble_by(input, Some(memory), progress)
}

fn assemble_by(
    input: &Input<'_>,
    mut memory: Option<&mut Memory>,
    progress: &dyn Progress,
) -> Result<Built, Error> {
    let mut timings = Timings::start(input.with_memory);
    let (mut found, mut diagnostics) = scan::walk(&request(input))?;
    timings.lap("scan");

    progress.begin("reading", found.candidates.len());
    let parts = timings::Parts::new(input.with_memory);
    let tools = match memory.as_deref_mut() {
        Some(memory) => memory.prepare(input),
        None => Arc::new(Tools::new(input, false)),
    };
    let files = files::read(
        &found,
        input,
        &tools,
        (&parts, memory.as_deref_mut()),
        progress,
    );
    let mut readings = Vec::with_capacity(files.len());
    let mut told: Vec<(Arc<str>, Diagnostics)> = Vec::new();
    let mut sources = BTreeMap::new();
    let mut bodies = site::Bodies::new();
    let mut set_aside: Vec<SetAside> = std::mem::take(&mut found.set_aside);
    let mut words = BTreeMap::new();
    let mut origins = BTreeMap::new();
    let mut allows = BTreeMap::new();
    let understood = files.iter().flat_map(|file| &file.understood);
    let includes: BTreeMap<Arc<str>, Vec<String>> = understood
        .filter(|one| !one.includes.is_empty())
        .map(|one| (Arc::clone(&one.path), one.includes.clone()))
        .collect();
    let within: BTreeSet<String> = includes.values().flatten().cloned().collect();
    for (file, candidate) in files.into_iter().zip(&found.candidates) {
        // A text that is a part of another document is no report by itself, unless its name says that it is a document.
        if candidate.format.is_none() && within.contains(&candidate.path) {
            let (reason, path) = (Reason::Included, candidate.path.clone());
            set_aside.push(SetAside { reason, path });
            continue;
        }
        diagnostics.append(file.loading);
        set_aside.extend(file.set_aside);
        if !file.understood.is_empty() {
            sources.insert(Arc::from(&*candidate.path), candidate.clone());
        }
        for one in file.understood {
            let path = one.path;
            if let Some(origin) = one.origin {
                if let Some(first) = origins.get(&path) {
                    diagnostics.push(origin.taken_before(&path, first));
                    continue;
                }
                origins.insert(Arc::clone(&path), origin);
            }
            if let Some(body) = one.body {
                bodies.insert(Arc::clone(&path), body);
            }
            if let Some(text) = one.markdown {
                bodies.insert_markdown(Arc::clone(&path), text);
            }
            if let Some(own) = one.words {
                words.insert(Arc::clone(&path), own);
            }
            if !one.diagnostics.is_empty() {
                told.push((Arc::clone(&path), one.diagnostics));
            }
            if let Some((file, own)) = one.allows {
                allows.entry(file).or_insert_with(Vec::new).extend(own);
            }
            readings.push((path, one.reading));
        }
    }
    if input.config.outputs.has(Output::Search) {
        let pool = Arc::clone(&tools.pool);
        drop(tools);
        match Arc::try_unwrap(pool) {
            Ok(pool) => bodies.set_words(pool.gathered(words)),
            // Somebody remembers it.
            Err(pool) => bodies.keep_words(KeptWords {
                pool,
                of_reports: words,
            }),
        }
    }
    if let Some(memory) = memory.as_deref_mut() {
        memory.note_others(&found);
    }
    set_aside.sort();
    found.take_up(&set_aside);
    diagnostics.append(scan::notes(&set_aside));
    timings.lap("read");
    timings.of_parts(&parts);

    let options = archive_options(input, &found, includes);
    // What only the whole archive can tell.
    let parts = memory.as_deref_mut().map(|memory| &mut memory.archive);
    let (mut archive, mut of_whole) = Archive::again(readings, &options, parts);
    // What is wrong with a template or a draft is nobody's business until it is published.
    allows.retain(|path, _| !archive.left_out.contains_key(path));
    for (path, own) in told {
        if !archive.left_out.contains_key(&path) {
            diagnostics.append(own);
        }
    }
    if archive.reports.is_empty() {
        diagnostics.push(no_reports(&archive, input.standing));
    }
    of_whole.append(withhold(&mut archive, input));
    timings.lap("archive");

    of_whole.append(unused::headings(input.config, &archive));
    let (compared, of_each) = rayon::join(
        || lint::of_archive(&archive),
        || {
            let reports = archive.reports.par_iter().with_min_len(64);
            let told = reports.map(|report| lint::of_report(report, &archive));
            told.collect::<Vec<Diagnostics>>()
        },
    );
    of_whole.append(compared);
    of_each
        .into_iter()
        .for_each(|told| diagnostics.append(told));
    if let Some(results) = input.links {
        let ignored = Ignored::new(&input.config.links.ignore)?;
        of_whole.append(links::told(&archive, &ignored, results));
    }
    // Nobody asks for what reports say of themselves any more, and pages need room; where somebody remembers the report, it stays.
    for report in archive.reports.iter_mut().filter_map(Arc::get_mut) {
        report.claims = Claims::default();
    }
    timings.lap("lint");

    let mut options = site::Options::from(input.config);
    options.words = Arc::clone(input.language);
    options.beside = input.beside;
    options.files = origins
        .iter()
        .map(|(path, origin)| (Arc::clone(path), Arc::clone(origin.file())))
        .collect();
    if input.config.html.git_dates {
        let (changes, told) = history::read(input.source, &found);
        options.history = changes;
        diagnostics.append(told);
    }
    options.pictures = pictures::sizes(&archive, input);
    let (site, laid_out) = Site::new(archive, bodies, options);
    of_whole.append(laid_out);
    if let Some(memory) = memory {
        memory.note_named(&of_whole);
    }
    diagnostics.append(of_whole);
    timings.lap("site");

    // A part of a log has the file of its whole, where the comments of all of it were gathered.
    let file = |path: &Arc<str>| origins.get(path).map(|origin| Arc::clone(origin.file()));
    allow::apply(&mut diagnostics, &allows, file);
    scan::lead_back(&mut diagnostics, &origins);
    diagnostics.sort();
    Ok(Built {
        site,
        diagnostics,
        sources,
        timings,
    })
}

/// What the scan is asked for.
fn request<'a>(input: &Input<'a>) -> Request<'a> {
    let config: &'a Config = input.config;
    Request {
        root: input.source,
        include: &config.include,
        exclude: &config.exclude,
        formats: &config.formats,
        splits: &config.splits,
        skip: input.skip,
    }
}

/// The name of the source folder.
fn root_name(source: &Path) -> String {
    let name = source.file_name();
    name.map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}

/// Takes out of the archive the pictures that could run: opened by itself, an SVG is a page on the origin of the site.
fn withhold(archive: &mut Archive, input: &Input<'_>) -> Diagnostics {
    let largest = input.config.max_file_size();
    let told: Vec<(String, Diagnostic)> = archive
        .references
        .assets
        .par_iter()
        .filter_map(|path| {
            Some((
                path.clone(),
                scan::check_asset(input.source, path, largest)?,
            ))
        })
        .collect();
    let withheld: BTreeSet<&str> = told.iter().map(|(path, _)| path.as_str()).collect();
    let assets = &mut archive.references.assets;
    assets.retain(|path| !withheld.contains(path.as_str()));
    told.into_iter().map(|(_, diagnostic)| diagnostic).collect()
}

/// An archive without a report is hardly what anybody wanted: a mistyped folder, a glob that fits nothing. It is no reason to take
/// a site with reports away.
fn no_reports(archive: &Archive, standing: usize) -> Diagnostic {
    let left_out = archive.left_out.len();
    let message = match left_out {
        0 => "there is no report in this folder".to_owned(),
        1 => "there is no report in this folder; 1 document was set aside".to_owned(),
        n => format!("there is no report in this folder; {n} documents were set aside"),
    };
    if standing > 0 {
        let message = format!("{message}, and the site that stands has {standing}: it stays");
        return Diagnostic::error("no-reports", message).help(
            "name the folder that holds the reports; or run `pmsite clean` first, if that site may go",
        );
    }
    Diagnostic::warning("no-reports", message)
        .help("name the folder that holds the reports; `pmsite check -v` tells what was passed over and why")
}

fn archive_options(
    input: &Input<'_>,
    found: &scan::Found,
    includes: BTreeMap<Arc<str>, Vec<String>>,
) -> archive::Options {
    let config = input.config;
    let html = &config.html;
    archive::Options {
        drafts: input.drafts,
        declared_source: input.declared_source,
        among_code: found.among_code,
        includes,
        own_addresses: html
            .site_url
            .iter()
            .chain(&html.git_repository_url)
            .cloned()
            .collect(),
        wiki: config.wiki.clone(),
        assets: found.assets.clone(),
        other_files: found.other_files.clone(),
        without: facet::switches()
            .chain([archive::SUGGESTED])
            .filter(|key| {
                let is_usual = *key != facet::Index::People.key();
                !config.taxonomies.get(*key).copied().unwrap_or(is_usual)
            })
            .map(str::to_owned)
            .collect(),
        severity: archive::Scale {
            levels: config.severity.levels.clone(),
            from_one: !config.severity.zero,
        },
        related: settings::weights(&config.related),
        recurrence_days: config.recurrence.days(),
        ledger: settings::ledger(config),
        months: (1..=12)
            .map(|month| input.language.dates().lone_month(month).to_owned())
            .collect(),
        names: vocabulary::names(config, input.language),
        groups: vocabulary::groups(config, input.language),
        vocabulary: config
            .vocabulary
            .iter()
            .map(|word| Declared {
                taxonomy: word.taxonomy.clone(),
                name: word.name.clone(),
                aliases: word.aliases.clone(),
                description: word.description.clone(),
            })
            .collect(),
    }
}

/// Leaves out what `[lint]` allows; an error of ours stays.
pub fn leave_out_allowed(diagnostics: &mut Diagnostics, config: &Config) {
    diagnostics.retain_mut(|diagnostic| {
        diagnostic.severity == Severity::Error
            || config.lint.get(diagnostic.rule) != Some(&Level::Allow)
    });
}

/// Gives each diagnostic the severity that `[lint]` asks for; to be called once, when those of all stages are joined. An error of
/// ours stays one: without it a page would be wrong.
pub fn apply_levels(diagnostics: &mut Diagnostics, config: &Config) {
    diagnostics.retain_mut(|diagnostic| {
        let Some(level) = config.lint.get(diagnostic.rule) else {
            return true;
        };
        if diagnostic.severity != Severity::Error {
            diagnostic.severity = match level {
                Level::Allow => return false,
                Level::Note => Severity::Note,
                Level::Warn => Severity::Warning,
                Level::Deny => Severity::Error,
            };
        }
        true
    });
}
