//! `pmsite new`: a new report, begun.
//!
//! Takes a title and what is known, writes one file where the archive keeps its reports, and prints its path. It never writes over a
//! file, and it states nothing that nobody said but the day. What was written is read again, so that a template that loses a value is
//! told of at once.

mod editor;
mod place;
pub(in crate::cli) mod template;

use std::path::{Path, PathBuf};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use self::template::Begun;
use super::fresh;
use super::nearest;
use super::project::{self, Project};
use super::quoted::quoted;
use super::report::{self, Format as Told, Volume};
use super::ways::BOOK;
use crate::config::Config;
use crate::error::Error;
use crate::facet::Property;
use crate::pipeline;
use crate::postmortem::{Postmortem, Reading};
use crate::scan::{self, Found, Request};
use crate::site::slug::slug;
use crate::source::{Format, SourceFile};

/// What the new report tells of.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What the incident is called. Quotes are not needed: all words count.
    #[arg(required = true, num_args = 1..)]
    title: Vec<String>,
    /// The day of the incident, as 2024-05-31; without it today.
    #[arg(long, value_name = "DAY")]
    date: Option<String>,
    /// How bad it was, in your words: SEV2, P1, major.
    #[arg(long, value_name = "LABEL")]
    severity: Option<String>,
    /// What it struck; several behind commas, or by several options.
    #[arg(long = "service", value_name = "NAME", value_delimiter = ',')]
    services: Vec<String>,
    /// What it is written in; without it what the template is, else what most reports are.
    #[arg(long, value_enum)]
    format: Option<Form>,
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Open it in the editor that `VISUAL` or `EDITOR` names.
    #[arg(short, long)]
    edit: bool,
}

/// What a report is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Form {
    /// Markdown.
    Md,
    /// reStructuredText.
    Rst,
}

impl Form {
    /// The ending of its files.
    fn ending(self) -> &'static str {
        match self {
            Self::Md => "md",
            Self::Rst => "rst",
        }
    }

    /// The built-in template, which is also the one that `init` writes.
    pub(super) fn template(self) -> &'static str {
        match self {
            Self::Md => include_str!("new/report.md"),
            Self::Rst => include_str!("new/report.rst"),
        }
    }

    /// The file name of a template in it.
    pub(super) fn template_name(self) -> &'static str {
        match self {
            Self::Md => "template.md",
            Self::Rst => "template.rst",
        }
    }
}

/// Writes a report and prints its path.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    // It is asked for before anything is written.
    let editor = arguments.edit.then(editor::chosen).transpose()?;
    let folder = nearest::chosen(arguments.dir.as_deref(), false);
    let mut project = Project::locate(&folder, None)?;
    let told_as = (Told::Human, Volume::Normal);
    if project.is_refused(false, told_as, Some("nothing was written")) {
        return Ok(2);
    }
    let day = day(arguments.date.as_deref(), &project.config)?;
    let begun = begun(arguments, day)?;
    let skip = project.skip();
    let found = walk(&project, &skip)?;
    let template = template(arguments.format, &project, &found)?;
    let text = template::fill(&template.name, &template.text, &begun).map_err(Error::Usage)?;

    let paths = found.candidates.iter().map(|one| &*one.path);
    let place = place::place(paths, day);
    let name = format!("{day}-{}", slug(&begun.title));
    let above = if place.folder.is_empty() {
        String::new()
    } else {
        format!("{}/", place.folder)
    };
    let stem = if place.has_own_folder {
        format!("{above}{name}/index")
    } else {
        format!("{above}{name}")
    };
    let path = format!("{stem}.{}", template.ending);
    let target = project.source.join(&path);
    let is_there = |shown: &Path| {
        Error::Usage(format!(
            "`{}` is there already: write in it, or give this report another title or `--date`",
            report::shown(shown)
        ))
    };
    // In another format it would want the same address.
    let same = |one: &&scan::Candidate| {
        let name = one.path.strip_prefix(&*stem);
        name.is_some_and(|rest| rest.starts_with('.'))
    };
    if let Some(there) = found.candidates.iter().find(same) {
        return Err(is_there(&project.source.join(&there.path)));
    }
    if !fresh::write(&target, text.as_bytes())? {
        return Err(is_there(&target));
    }
    if let Some(why) = place.why {
        let folder = target.parent().unwrap_or(&target);
        report::say(&format!("in `{}`, since {why}", report::shown(folder)));
    }
    for warning in lost(&project, &skip, &path, &text, &begun) {
        report::say(&format!("warning: `{}`: {warning}", template.name));
    }
    report::print(&format!("{}\n", report::shown(&target)));
    if let Some(editor) = editor {
        editor.open(&target)?;
    }
    Ok(0)
}

/// What is known of the incident, in one line each.
fn begun(arguments: &Arguments, day: Date) -> Result<Begun, Error> {
    let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let title = one_line(&arguments.title.join(" "));
    if title.is_empty() {
        return Err(Error::Usage(
            "the title is empty: say in some words what broke".to_owned(),
        ));
    }
    let services = arguments.services.iter().map(|name| one_line(name));
    Ok(Begun {
        title,
        date: day.to_string(),
        severity: arguments
            .severity
            .as_deref()
            .map(one_line)
            .filter(|label| !label.is_empty()),
        services: services.filter(|name| !name.is_empty()).collect(),
    })
}

/// The day as written, else today: that of `SOURCE_DATE_EPOCH`, else that of the clock in the zone of the archive or of the machine.
fn day(written: Option<&str>, config: &Config) -> Result<Date, Error> {
    if let Some(written) = written {
        let day = written.trim().parse::<Date>().ok();
        let is_whole = written.trim().len() == "2024-05-31".len();
        return day.filter(|_| is_whole).ok_or_else(|| {
            Error::Usage(format!(
                "`--date {written}` is no day: write it as `--date 2024-05-31`"
            ))
        });
    }
    if let Some(day) = project::epoch()? {
        return Ok(day);
    }
    let zone = config.time.zone.as_deref();
    let zone = zone.and_then(|zone| TimeZone::get(zone).ok());
    let now = zone.map_or_else(Zoned::now, |zone| Timestamp::now().to_zoned(zone));
    Ok(now.date())
}

/// The files of the sources.
fn walk(project: &Project, skip: &[PathBuf]) -> Result<Found, Error> {
    let config = &project.config;
    let (found, _) = scan::walk(&Request {
        root: &project.source,
        include: &config.include,
        exclude: &config.exclude,
        formats: &config.formats,
        splits: &config.splits,
        skip,
    })?;
    Ok(found)
}

/// A template with its name and the ending of what it makes.
struct Template {
    name: String,
    text: String,
    ending: String,
}

/// The template of the archive, else the built-in one.
fn template(form: Option<Form>, project: &Project, found: &Found) -> Result<Template, Error> {
    let built_in = |form: Form| Template {
        name: format!("the built-in template ({})", form.ending()),
        text: form.template().to_owned(),
        ending: form.ending().to_owned(),
    };
    let Some(path) = &project.config.template else {
        return Ok(built_in(form.unwrap_or_else(|| commonest(found))));
    };
    let named = || format!("`{path}`, which `[new] template` in `{BOOK}` names,");
    let ending = path.rsplit(['/', '\\']).next();
    let ending = ending.and_then(|name| name.rsplit_once('.'));
    let Some((_, ending)) = ending else {
        let help = "call it `template.md`, or `template.rst`";
        return Err(Error::Usage(format!(
            "{} has no ending that says what it is written in: {help}",
            named()
        )));
    };
    if let Some(form) = form.filter(|form| form.ending() != ending) {
        report::say(&format!(
            "`{path}` makes reports that end in `.{ending}`: this one begins with the built-in template"
        ));
        return Ok(built_in(form));
    }
    let text = project::named_text(&project.root, path)
        .map_err(|why| Error::Usage(format!("{} cannot be read: {why}", named())))?;
    Ok(Template {
        name: path.clone(),
        text: text.to_string(),
        ending: ending.to_owned(),
    })
}

/// What most documents are written in.
fn commonest(found: &Found) -> Form {
    let count = |format| {
        let formats = found.candidates.iter().filter_map(|one| one.format);
        formats.filter(|one| *one == format).count()
    };
    if count(Format::ReStructuredText) > count(Format::Markdown) {
        Form::Rst
    } else {
        Form::Md
    }
}

/// What was given and cannot be read again from what the template made of it.
fn lost(project: &Project, skip: &[PathBuf], path: &str, text: &str, begun: &Begun) -> Vec<String> {
    let format = scan::format_of_text(path, text).unwrap_or(Format::Markdown);
    let source = SourceFile::new(path, format, text);
    let look = pipeline::look_at(&source, &project.input(skip));
    let report = look.shown.iter().find_map(|shown| match &shown.reading {
        Reading::Report(report) => Some(report),
        _ => None,
    });
    let why = look.shown.iter().find_map(|shown| match &shown.reading {
        Reading::Aside(aside) => Some(aside.why),
        _ => None,
    });
    match (report, why) {
        (Some(report), _) => differences(report, text, begun),
        (None, Some(why)) => {
            let mut warning = format!("what it makes is not read as a report, but as {why}");
            // Who says the day has begun to tell of one incident.
            if !text.contains(&begun.date) {
                warning.push_str("; write `incident_date: {{ date }}` in its head");
            }
            vec![warning]
        }
        (None, None) => vec!["what it makes is not read as a report".to_owned()],
    }
}

fn differences(report: &Postmortem, text: &str, begun: &Begun) -> Vec<String> {
    let mut out = Vec::new();
    let mut hold = |what: &str, given: &str, read: Option<&str>, help: &str| {
        let found = match read {
            Some(read) if read == given => return,
            Some(read) => format!("is read as `{read}`"),
            None => "is not read again".to_owned(),
        };
        // Where it stands between quotes, it is its own words that are none: `TBD`.
        let help = if text.contains(&quoted(given)) {
            ""
        } else {
            help
        };
        out.push(format!("the {what} `{given}` {found}{help}"));
    };
    let quotes = |name: &str| format!("; in a head write `{{{{ {name} | quoted }}}}`");
    hold("title", &begun.title, Some(&report.title), &quotes("title"));
    let day = report.exact_day().map(|day| day.to_string());
    let help = "; write `incident_date: {{ date }}` in its head";
    hold("day", &begun.date, day.as_deref(), help);
    if let Some(severity) = &begun.severity {
        let read = report.severity.as_ref().map(|severity| &*severity.label);
        hold("severity", severity, read, &quotes("severity"));
    }
    for service in &begun.services {
        let read = report.facets[Property::Service]
            .iter()
            .find(|read| read.name == *service);
        hold(
            "service",
            service,
            read.map(|read| &*read.name),
            &quotes("services"),
        );
    }
    out
}
