//! `pmsite show`: what was understood of one file, fact by fact, with where each was read, so that its author can check it.
//!
//! It calls what a build calls. What only the whole archive can tell is left out, and said to be.

#![expect(
    clippy::disallowed_methods,
    reason = "the file to show is named on the command line"
)]

mod aside;
mod fact;
mod facts;
mod table;
mod timeline;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use super::nearest;
use super::project::Project;
use super::report::{self, Texts, Volume, print};
use super::ways::{BOOK, Ways};
use crate::config::{Config, shown_size};
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::language::ENGLISH;
use crate::output::barrier;
use crate::pipeline::{self, Input, Look, Shown};
use crate::postmortem::{Reading, is_bundle};
use crate::scan;
use crate::source::{Format, LineIndex, SourceFile};
use facts::Group;

/// What to show, and as what.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The form of what is shown.
    #[arg(long, value_enum, default_value_t = Form::Human)]
    format: Form,
    /// The folder of the reports, or of the `book.toml`, as `build` would be given it; without it, the nearest folder above the file
    /// that holds a `book.toml`, else the file's own, or the one above that where the file is the content of a folder
    /// whose name begins with a day.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// The file, or `-` for standard input.
    file: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Form {
    /// A line a fact, for people.
    Human,
    /// One JSON array: for each report its record, as `export` gives it, and the places of its facts.
    Json,
}

/// What a file was found to be.
struct Seen {
    look: Look,
    /// The path of the file as messages name it.
    name: String,
}

/// Shows the file.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let is_stdin = arguments.file.as_os_str() == "-";
    if !is_stdin {
        check(&arguments.file)?;
    }
    let folder = match (&arguments.dir, is_stdin) {
        (Some(folder), _) => Some(folder.clone()),
        (None, true) => nearest::above(Path::new(".")),
        (None, false) => nearest::above(arguments.file.parent().unwrap_or(Path::new(""))),
    };
    let mut project = folder
        .map(|folder| Project::locate(&folder, None))
        .transpose()?;
    let told_as = (report::Format::Human, Volume::Normal);
    if let Some(project) = &mut project
        && project.is_refused(false, told_as, None)
    {
        return Ok(2);
    }
    let mut seen = see(arguments, project.as_ref())?;
    if let Some(project) = &project {
        pipeline::apply_levels(&mut seen.look.diagnostics, &project.config);
    }
    match arguments.format {
        Form::Human => print_tables(&seen),
        Form::Json => print(&as_json(&seen)),
    }
    tell(&seen);
    Ok(0)
}

/// Refuses what is no file.
fn check(file: &Path) -> Result<(), Error> {
    let what = match std::fs::metadata(file) {
        Ok(facts) if facts.is_dir() => "is a folder, not a file",
        Ok(_) => return Ok(()),
        Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => "does not exist",
        Err(cause) => return Err(Error::io("reading", barrier(file), cause)),
    };
    let help = "name a report, or `-` for standard input";
    Err(Error::Usage(format!("`{}` {what}: {help}", file.display())))
}

/// The file as the build of its project sees it; by itself where no build does.
fn see(arguments: &Arguments, project: Option<&Project>) -> Result<Seen, Error> {
    let file = &arguments.file;
    let name = file.to_string_lossy().replace('\\', "/");
    let config = project.map_or_else(Config::default, |project| project.config.clone());
    let skip = project.map(Project::skip).unwrap_or_default();
    let real = file.canonicalize().ok();
    let inside = real.as_ref().zip(project).and_then(|(real, project)| {
        let inside = real.strip_prefix(&project.source).ok()?;
        Some(inside.to_str()?.replace('\\', "/"))
    });
    let folder = real.as_deref().and_then(Path::parent);
    let bundle = real.as_deref().and_then(bundle);
    let source = match (project, &bundle) {
        (Some(project), _) if inside.is_some() => project.source.as_path(),
        (_, Some((above, _))) => above,
        _ => folder.unwrap_or(Path::new(".")),
    };
    let input = Input {
        source,
        declared_source: project.is_some_and(|project| project.declared_source),
        skip: &skip,
        config: &config,
        drafts: true,
        standing: 0,
        rendered: false,
        beside: None,
        language: &ENGLISH,
        links: None,
        with_memory: false,
    };
    let mut why = Diagnostics::new();
    if let Some(inside) = &inside {
        match pipeline::look(&input, inside)? {
            (Some(look), _) => return Ok(Seen { look, name }),
            (None, notes) => why = notes,
        }
    }
    if let (Some(project), false) = (project, file.as_os_str() == "-") {
        let root = report::shown(&project.root);
        report::say(&format!(
            "note: the build of `{root}` does not read this file; it is shown by itself"
        ));
    }
    if project.is_none() && file.as_os_str() != "-" {
        let taken = report::shown(source);
        report::say(&format!(
            "note: no `{BOOK}` stands above this file; it is read as a build of `{taken}` would, and `--dir` names another folder"
        ));
    }
    let path = inside.or_else(|| bundle.as_ref().map(|(_, path)| path.clone()));
    let source = alone(file, path.as_deref(), &config)?;
    let mut look = pipeline::look_at(&source, &input);
    look.diagnostics.append(why);
    Ok(Seen { look, name })
}

/// The folder above that of a file which is the content of its folder, as in `2021-01-30-disk/index.md`, and its path from there:
/// the name of such a folder tells what no build of the folder itself would know.
fn bundle(real: &Path) -> Option<(PathBuf, String)> {
    let folder = real.parent()?;
    let above = folder.parent()?.to_path_buf();
    let path = real.strip_prefix(&above).ok()?;
    let path = path.to_str()?.replace('\\', "/");
    is_bundle(&path).then_some((above, path))
}

/// The text of a file that no build reads.
fn alone(file: &Path, inside: Option<&str>, config: &Config) -> Result<SourceFile, Error> {
    let largest = config.max_file_size();
    let is_stdin = file.as_os_str() == "-";
    let bytes = if is_stdin {
        scan::read_at_most(std::io::stdin().lock(), largest)
            .map_err(|cause| Error::io("reading", Path::new("standard input"), cause))?
    } else {
        std::fs::File::open(file)
            .and_then(|open| scan::read_at_most(open, largest))
            .map_err(|cause| Error::io("reading", barrier(file), cause))?
    };
    let named = file.display();
    let bytes = bytes.ok_or_else(|| {
        let size = shown_size(largest);
        Error::Usage(format!("`{named}` has more than {size}: split it"))
    })?;
    let own = file.file_name().and_then(|name| name.to_str());
    let path = inside.or(own).unwrap_or("-");
    let mut diagnostics = Diagnostics::new();
    let text = scan::text(path, bytes, &mut diagnostics)
        .ok_or_else(|| Error::Usage(format!("`{named}` holds binary data: name a report")))?;
    let format = scan::format_of_text(if is_stdin { "text" } else { path }, &text);
    let format = format.unwrap_or(Format::Markdown);
    Ok(SourceFile::new(path, format, &text))
}

fn print_tables(seen: &Seen) {
    let mut out = String::new();
    let is_several = seen.look.shown.len() > 1;
    for shown in &seen.look.shown {
        if !out.is_empty() {
            out.push('\n');
        }
        let name = name_of(seen, shown);
        match &shown.reading {
            Reading::Report(report) => {
                let lines = LineIndex::new(&shown.text);
                let groups = facts::groups(report, shown);
                // The path is said once; lines and columns below are those of this file.
                let head = if is_several && !shown.is_unpacked {
                    format!("{} ({}), in {name}", shown.path, report.format)
                } else {
                    format!("{name} ({})", report.format)
                };
                table::push(&mut out, &head, &groups, &|span| {
                    let place = lines.line_column(&shown.text, span.start);
                    format!("{}:{}", place.line, place.column)
                });
            }
            Reading::Index(index) => {
                let title = index.title.as_deref().unwrap_or("none of its own");
                table::push_line(
                    &mut out,
                    &format!(
                        "{name}: no report, but an index file: it gives order and introduction; title: {title}"
                    ),
                );
            }
            Reading::Aside(aside) => {
                let why = aside.why;
                table::push_line(&mut out, &format!("{name}: no report: {why}"));
            }
        }
    }
    if seen.look.shown.iter().any(|shown| shown.record().is_some()) {
        out.push('\n');
        table::push_faint(
            &mut out,
            "left out is what only the whole archive tells: which prompts recur, which names are one, which are services since other reports name \
             them too, where links lead, who takes part",
        );
    }
    // A reader that has gone away is no error.
    let _ = anstream::stdout().lock().write_all(out.as_bytes());
}

/// The path that the places of a document begin with.
fn name_of(seen: &Seen, shown: &Shown) -> String {
    if shown.is_unpacked {
        shown.path.to_string()
    } else {
        seen.name.clone()
    }
}

fn as_json(seen: &Seen) -> String {
    let records = seen.look.shown.iter().filter_map(|shown| {
        let record = shown.record()?;
        let Reading::Report(report) = &shown.reading else {
            return None;
        };
        let mut value = serde_json::to_value(record).ok()?;
        let lines = LineIndex::new(&shown.text);
        let groups = facts::groups(report, shown);
        let places = groups.iter().flat_map(|group: &Group| &group.facts);
        let places: Vec<Value> = places
            .filter_map(|fact| {
                let field = fact.field.as_ref()?;
                let place = fact
                    .span
                    .map(|span| lines.line_column(&shown.text, span.start));
                Some(json!({
                    "field": field,
                    "origin": fact.origin,
                    "words": fact.words,
                    "line": place.map(|place| place.line),
                    "column": place.map(|place| place.column),
                }))
            })
            .collect();
        value
            .as_object_mut()?
            .insert("places".to_owned(), places.into());
        Some(value)
    });
    let records: Vec<Value> = records.collect();
    format!("{:#}\n", Value::from(records))
}

/// Tells what was said of the file, under the name that it has for who asked, where that ends as it does in its project.
fn tell(seen: &Seen) {
    let mut diagnostics = seen.look.diagnostics.clone();
    let path = &seen.look.path;
    let prefix = seen.name.strip_suffix(&**path).unwrap_or("");
    diagnostics.prefix_paths(|named| if *named == **path { prefix } else { "" });
    let name = format!("{prefix}{path}");
    let text_of = |named: &str| {
        let text = seen.look.text.as_ref().filter(|_| named == name);
        text.map(Arc::clone)
    };
    let none = std::collections::BTreeMap::new();
    report::tell(
        &diagnostics,
        &Texts::new(&text_of, &none, &Ways::default()),
        report::Format::Human,
        Volume::Verbose,
    );
}
