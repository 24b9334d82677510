//! `pmsite init`: a folder made ready.
//!
//! Takes a folder, writes a `book.toml` with comments, a template for reports, a `.gitignore`, on request a workflow and an example. It
//! changes no file and writes over none: what is there is kept, and said to be. A build finds the same reports after it as before.

#![expect(
    clippy::disallowed_methods,
    reason = "the folder is made where it does not exist, and its `.gitignore` is looked at"
)]

mod book;
mod found;
mod workflow;

use std::fmt::Write as _;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use self::found::{Found, Sources};
use super::fresh;
use super::nearest;
use super::new::Form;
use super::project::Project;
use super::quoted::{for_shell, quoted};
use super::report::{Format, Volume, say, shown};
use super::ways::BOOK;
use crate::error::Error;
use crate::pipeline::humanised;

/// What to make ready.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or one for them; it is made where it does not exist. Without it this folder, where no project
    /// stands above.
    dir: Option<PathBuf>,
    /// What the site is called; without it as the index file of the reports is, else as the folder.
    #[arg(long)]
    title: Option<String>,
    /// Write what a service needs to build and publish the site with every change.
    #[arg(long, value_enum, value_name = "SERVICE")]
    ci: Option<Service>,
    /// Write an example of a report.
    #[arg(long)]
    example: bool,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Service {
    /// A workflow of GitHub, which publishes to GitHub Pages.
    Github,
}

/// The report that `--example` writes.
const EXAMPLE: (&str, &str) = (
    "2024-05-14-checkout-answered-slowly.md",
    include_str!("init/example.md"),
);

/// Makes the folder ready.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let folder = folder(arguments)?;
    make(&folder)?;
    let mut project = Project::locate(&folder, None)?;
    let told_as = (Format::Human, Volume::Normal);
    if project.is_refused(false, told_as, Some("nothing was written")) {
        return Ok(2);
    }
    let found = Found::of(&project)?;
    if found.reports > 0 {
        say(&format!("{}; none is changed", found.told()));
    }
    let is_new = !project.root.join(BOOK).exists();
    let begun = if is_new {
        begin(arguments, &project, &found)?
    } else {
        kept_book(&project, arguments.title.as_deref())?
    };
    let source = project.root.join(&begun.src);
    if found.reports == 0 {
        put(&source.join("index.md"), include_str!("init/index.md"))?;
    }
    if arguments.example {
        put(&source.join(EXAMPLE.0), EXAMPLE.1)?;
    }
    ignore(&project.root, &begun.build_dir)?;
    if let Some(Service::Github) = arguments.ci {
        let (target, text) = workflow::workflow(&project.root);
        put(&target, &text)?;
    }
    next(arguments, &project, &found, &begun);
    Ok(0)
}

/// The folder to make ready: that which was named, else the current one. A project in a project is made on request alone.
fn folder(arguments: &Arguments) -> Result<PathBuf, Error> {
    if let Some(folder) = &arguments.dir {
        return Ok(folder.clone());
    }
    let here = PathBuf::from(".");
    match nearest::above(&here) {
        Some(above) if above != here => Err(Error::Usage(format!(
            "this folder lies in the project of `{}`: `pmsite init {}` adds to that, `pmsite init .` makes a project of its own here",
            above.join(BOOK).display(),
            for_shell(&above.display().to_string())
        ))),
        _ => Ok(here),
    }
}

/// What `book.toml` says of where things are.
struct Begun {
    src: String,
    build_dir: String,
}

/// Makes the folder where there is none.
fn make(folder: &Path) -> Result<(), Error> {
    match std::fs::metadata(folder) {
        Ok(facts) if facts.is_dir() => Ok(()),
        Ok(_) => Err(Error::Usage(format!(
            "`{}` is a file, not a folder: name the folder of the reports, or one that is to be made",
            folder.display()
        ))),
        Err(cause) if cause.kind() == ErrorKind::NotFound => {
            std::fs::create_dir_all(folder).map_err(|cause| Error::io("creating", folder, cause))
        }
        Err(cause) => Err(Error::io("reading", folder, cause)),
    }
}

/// Writes `book.toml` and the template that it names.
fn begin(arguments: &Arguments, project: &Project, found: &Found) -> Result<Begun, Error> {
    let sources = if found.reports == 0 {
        Sources {
            src: Some(found::new_folder(&project.root)),
            ..Sources::default()
        }
    } else {
        found::sources(project, found)?
    };
    let build_dir = found::build_folder(&project.root);
    let form = match (found.formats.get("rst"), found.formats.get("markdown")) {
        (Some(rst), markdown) if Some(rst) > markdown => Form::Rst,
        _ => Form::Md,
    };
    let template = form.template_name();
    let name = project.root.file_name().map(|name| name.to_string_lossy());
    // What the site is called already stays.
    let of_index = found.title.as_ref().or(sources.title.as_ref());
    let title = match (arguments.title.as_ref().or(of_index), name) {
        (Some(title), _) => title.clone(),
        (None, Some(name)) => humanised(&name),
        (None, None) => "Incident postmortems".to_owned(),
    };
    let text = book::text(&title, &sources, &build_dir, template);
    put(&project.root.join(BOOK), &text)?;
    put(&project.root.join(template), form.template())?;
    if found.reports > 0 {
        if let Some(src) = &sources.src {
            say(&format!(
                "the reports are read from `{src}`, as `{BOOK}` says: their addresses begin below it"
            ));
        }
        if !sources.exclude.is_empty() {
            let n = sources.exclude.len();
            let documents = if n == 1 { "document" } else { "documents" };
            say(&format!(
                "{n} {documents} that did not look like reports stay out by `exclude` in `{BOOK}`"
            ));
        }
    }
    Ok(Begun {
        src: sources.src.unwrap_or_default(),
        build_dir,
    })
}

/// Says that `book.toml` stays, and how it would have the title that was asked for. Writes the template where it names one that is not
/// there.
fn kept_book(project: &Project, title: Option<&str>) -> Result<Begun, Error> {
    let book = project.root.join(BOOK);
    match title.filter(|title| Some(*title) != project.config.title.as_deref()) {
        Some(title) => say(&format!(
            "kept `{}`: write `title = {}` under `[book]` in it",
            shown(&book),
            quoted(title)
        )),
        None => say(&format!("kept `{}`", shown(&book))),
    }
    match &project.config.template {
        Some(template) => {
            let is_rst = Path::new(template)
                .extension()
                .is_some_and(|ending| ending == "rst");
            let form = if is_rst { Form::Rst } else { Form::Md };
            put(&project.root.join(template), form.template())?;
        }
        None => say(&format!(
            "`{BOOK}` names no `template` under `[new]`: `pmsite new` begins reports with the built-in one"
        )),
    }
    let src = project.source.strip_prefix(&project.root);
    let build_dir = project.config.build_dir.clone();
    Ok(Begun {
        src: src.unwrap_or(&project.source).display().to_string(),
        build_dir: build_dir.unwrap_or_else(|| "site".to_owned()),
    })
}

/// Writes a new file, or says that the one which is there stays.
fn put(target: &Path, text: &str) -> Result<(), Error> {
    let did = if fresh::write(target, text.as_bytes())? {
        "wrote"
    } else {
        "kept"
    };
    say(&format!("{did} `{}`", shown(target)));
    Ok(())
}

/// Lets git pass over the site. A list of somebody else's is not added to: they are told the line.
fn ignore(root: &Path, build_dir: &str) -> Result<(), Error> {
    let folder = build_dir.trim_start_matches("./").trim_end_matches('/');
    if folder.split(['/', '\\']).any(|part| part == "..") {
        return Ok(());
    }
    let line = format!("/{folder}/");
    let target = root.join(".gitignore");
    let text = format!("# The site, which `pmsite build` writes.\n{line}\n");
    if fresh::write(&target, text.as_bytes())? {
        say(&format!("wrote `{}`", shown(&target)));
        return Ok(());
    }
    let there = std::fs::read(&target).unwrap_or_default();
    let there = String::from_utf8_lossy(&there);
    let is_ignored = there
        .lines()
        .any(|line| line.trim().trim_matches('/') == folder);
    let mut said = format!("kept `{}`", shown(&target));
    if !is_ignored {
        let _ = write!(
            said,
            ": add the line `{line}` to it, so that git passes over the site"
        );
    }
    say(&said);
    Ok(())
}

/// Says what comes next.
fn next(arguments: &Arguments, project: &Project, found: &Found, begun: &Begun) {
    let folder = shown(&project.root);
    let (at, of) = match &*folder {
        "." => (String::new(), String::new()),
        folder => {
            let folder = for_shell(folder);
            (format!(" {folder}"), format!(" --dir {folder}"))
        }
    };
    if found.reports == 0 && !arguments.example {
        say(&format!(
            "next: `pmsite new{of} What broke` begins a report, `pmsite build{at}` writes the site to `{}`",
            shown(&project.root.join(&begun.build_dir))
        ));
    } else {
        say(&format!(
            "next: `pmsite build{at}` writes the site to `{}`",
            shown(&project.root.join(&begun.build_dir))
        ));
    }
    if arguments.ci.is_some() {
        if found.reports == 0 && !arguments.example {
            say("the workflow fails as long as there is no report");
        } else if found.reports > 0 && found.faults > 0 {
            let n = found.faults;
            let things = if n == 1 {
                "1 warning"
            } else {
                &*format!("{n} warnings")
            };
            say(&format!(
                "the workflow builds with `--strict`, which {things} would fail: mend what `pmsite check{at}` tells, \
                 or let it be known by `pmsite check{at} --write-baseline`"
            ));
        }
        say("on GitHub choose `GitHub Actions` under Settings, Pages, Source, once");
    }
}
