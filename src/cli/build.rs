//! `pmsite build`: the site, on disk.
//!
//! Calls the stages, tells what they found, and has the pages staged and moved into place. It decides nothing about reports; where an
//! error is told nothing is written.

#![expect(
    clippy::disallowed_methods,
    reason = "the line of success says how long the build took"
)]

use std::fmt::Write as _;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

use super::known::{self, Known};
use super::links;
use super::nearest;
use super::progress::Bar;
use super::project::Project;
use super::report::{self, Format, Texts, Volume};
use super::standing;
use crate::config::{self, Home};
use crate::diagnostic::Diagnostics;
use crate::error::Error;
use crate::output;
use crate::pipeline::{self, Input};
use crate::site::Site;

/// What to build, and how to speak of it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// Write the site to this folder instead of `DIR/site`.
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
    /// Let warnings fail the build.
    #[arg(long)]
    strict: bool,
    /// Take drafts in, marked as such.
    #[arg(long)]
    drafts: bool,
    /// The absolute address of the site, for this build.
    #[arg(long, value_name = "URL")]
    site_url: Option<String>,
    /// The absolute address of the site where `book.toml` names none.
    #[arg(long, value_name = "URL", conflicts_with = "site_url")]
    default_site_url: Option<String>,
    /// How many threads to use; without it, one for each processor.
    #[arg(short = 'j', long = "jobs", value_name = "N", value_parser = clap::value_parser!(u16).range(1..))]
    jobs: Option<u16>,
    /// How to tell what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say what each stage cost: time, processor time, memory.
    #[arg(long)]
    timings: bool,
    /// Say errors and warnings only.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say notes too.
    #[arg(short, long)]
    verbose: bool,
}

impl Arguments {
    /// Those of a build whose site is to be published.
    pub(super) fn for_publishing(
        dir: PathBuf,
        site_url: Option<String>,
        strict: bool,
        volume: Volume,
    ) -> Self {
        Self {
            dir: Some(dir),
            dest_dir: None,
            strict,
            drafts: false,
            site_url,
            default_site_url: None,
            jobs: None,
            format: Format::Human,
            timings: false,
            quiet: volume == Volume::Quiet,
            verbose: volume == Volume::Verbose,
        }
    }
}

/// Builds.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let mut is_told = false;
    let built = match arguments.jobs {
        None => build(arguments, &mut is_told),
        Some(jobs) => rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build()
            .map_err(|error| Error::Usage(format!("cannot start {jobs} threads: {error}")))
            .and_then(|threads| threads.install(|| build(arguments, &mut is_told))),
    };
    built.inspect_err(|error| {
        if !is_told {
            report::tell_failure(error, arguments.format);
        }
    })
}

/// Builds. `is_told` becomes true when the diagnostics are told, and with them a failure that came before.
fn build(arguments: &Arguments, is_told: &mut bool) -> Result<u8, Error> {
    let begun = Instant::now();
    let volume = Volume::of(arguments.quiet, arguments.verbose);
    let dir = nearest::chosen(arguments.dir.as_deref(), volume == Volume::Quiet);
    let mut project = Project::locate(&dir, arguments.dest_dir.as_deref())?;
    project.date()?;
    let wrong = |option: &str, url: &str, problem: &str| {
        Error::Usage(format!("`{option} {url}`: {problem}"))
    };
    let html = &mut project.config.html;
    if let Some(url) = &arguments.site_url {
        let home = config::site_home(url);
        html.stand(home.map_err(|problem| wrong("--site-url", url, &problem))?);
    }
    if let Some(url) = &arguments.default_site_url {
        // One that is no address is told also where nobody asks for it.
        let address =
            config::site_url(url).map_err(|problem| wrong("--default-site-url", url, &problem))?;
        // A path alone names no host: this address tells more.
        if html.site_url.is_none() {
            html.stand(Home::Address(address));
        }
    }
    let told_as = (arguments.format, volume);
    if project.is_refused(arguments.strict, told_as, Some("nothing was built")) {
        return Ok(2);
    }
    let ways = project.ways();
    let book = project.book.clone();
    let book_text = |path: &str| book.text(ways.inside_project(path)?);
    if project.output.exists() && !project.output.is_dir() {
        let place = project.output.display();
        return Err(Error::Usage(format!(
            "`{place}` is no folder: name a folder for the site"
        )));
    }
    project.check_styles();
    let mut known = Known::read(&project, false)?;
    let links = links::read(&project)?;
    let (theme, theme_diagnostics) = project.load_theme()?;
    // The folder is asked for before the work is done, so that a refusal comes at once.
    let output = output::open(&project.output, &project.forbidden())?;
    let bar = Bar::new(volume == Volume::Quiet);
    let skip = project.skip();
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    diagnostics.append(theme_diagnostics);
    let input = Input {
        drafts: arguments.drafts,
        links: Some(&links),
        standing: standing::reports(&output),
        rendered: true,
        beside: theme.beside(),
        language: theme.language(),
        with_memory: arguments.timings,
        ..project.input(&skip)
    };
    let mut built = pipeline::assemble(&input, &bar)?;
    standing::check(&project, &output, &built.site)?;
    // Pages are rendered also where nothing will be written: faults of templates are to be told with all others.
    diagnostics.append(pipeline::render(&built, &theme, &output, &bar)?);
    let hidden = known.hide(&mut built.diagnostics, &project);
    ways.lead_to_project(&mut diagnostics);
    ways.lead_to_sources(&mut built.diagnostics);
    diagnostics.append(std::mem::take(&mut built.diagnostics));
    built.site.let_go();
    built.timings.lap("render");
    bar.finish();
    pipeline::apply_levels(&mut diagnostics, &project.config);
    diagnostics.sort();
    let fatal = report::is_fatal(&diagnostics, arguments.strict);

    // A template of the user's is called by its way, one of the built-in theme by a name of ours.
    let template_text = |path: &str| {
        let text = ways
            .inside_project(path)
            .and_then(|inside| theme.template_text(inside));
        text.or_else(|| theme.template_text(path)).map(Arc::from)
    };
    let known = |path: &str| book_text(path).or_else(|| template_text(path));
    let written = if fatal {
        drop(output);
        None
    } else {
        let write = || {
            pipeline::catalogue(&built, &output)?;
            built.timings.lap("catalogue");
            pipeline::copy(&built, &theme, &input, &project.root, &output)?;
            built.timings.lap("copy");
            output.commit(standing::about(&project, &built.site))
        };
        Some(write())
    };
    *is_told = true;
    report::tell_all(
        &diagnostics,
        written.as_ref().and_then(|written| written.as_ref().err()),
        &Texts::new(&known, &built.sources, &ways),
        arguments.format,
        volume,
    );
    let code = if let Some(summary) = written.transpose()? {
        built.timings.lap("move");
        if volume > Volume::Quiet {
            let seconds = begun.elapsed().as_secs_f64();
            let place = report::shown(&project.output);
            let mut line = success(&built.site, &diagnostics, &summary, &place, seconds, volume);
            line.push_str(&known::counted(hidden));
            report::say(&line);
        }
        0
    } else {
        report::say(&format!(
            "nothing was written: {}",
            report::counts(&diagnostics, volume)
        ));
        1
    };
    if arguments.timings {
        for lap in &built.timings.laps {
            report::say(&lap.to_string());
        }
    }
    // The process ends: taking an archive apart piece by piece would cost some percent of the build for nothing.
    std::mem::forget((built, theme));
    Ok(code)
}

/// The one line of success.
fn success(
    site: &Site,
    diagnostics: &Diagnostics,
    summary: &output::Summary,
    place: &str,
    seconds: f64,
    volume: Volume,
) -> String {
    let archive = site.archive();
    let reports = archive.reports.len();
    let mut line = format!(
        "{reports} {} in `{place}`: {} {} written, {} unchanged, {} removed, in {seconds:.2} s",
        if reports == 1 { "report" } else { "reports" },
        summary.written,
        if summary.written == 1 {
            "file"
        } else {
            "files"
        },
        summary.unchanged,
        summary.removed,
    );
    match archive.drafts_left_out {
        0 => {}
        1 => line.push_str("; 1 draft left out"),
        n => {
            let _ = write!(line, "; {n} drafts left out");
        }
    }
    let counts = report::counts(diagnostics, volume);
    if !counts.is_empty() {
        line.push_str("; ");
        line.push_str(&counts);
    }
    line
}
