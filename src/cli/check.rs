//! `pmsite check`: what a build would tell of the reports, and no site.

#![expect(
    clippy::disallowed_methods,
    reason = "the line of success says how long the check took"
)]

use std::path::PathBuf;
use std::time::Instant;

use super::known::{self, Known};
use super::links;
use super::nearest;
use super::progress::Bar;
use super::project::Project;
use super::report::{self, Format, Texts, Volume};
use crate::error::Error;
use crate::pipeline::{self, Input};

/// What to check, and how to speak of it.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// Let warnings fail the check.
    #[arg(long)]
    strict: bool,
    /// Take drafts in.
    #[arg(long)]
    drafts: bool,
    /// Write what is found to the baseline: from then on only what is new is told.
    #[arg(long)]
    write_baseline: bool,
    /// Ask the addresses of the web that reports link to whether they answer, and write down what they do.
    #[cfg(feature = "links")]
    #[arg(long, value_enum, value_name = "WHICH", num_args = 0..=1, require_equals = true, default_missing_value = "new")]
    links: Option<links::Which>,
    /// Ask addresses of this machine and of private networks too.
    #[cfg(feature = "links")]
    #[arg(long, requires = "links")]
    links_private: bool,
    /// How to tell what was found.
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
    /// Say errors and warnings only.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say notes too.
    #[arg(short, long)]
    verbose: bool,
}

/// Checks.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let mut is_told = false;
    check(arguments, &mut is_told).inspect_err(|error| {
        if !is_told {
            report::tell_failure(error, arguments.format);
        }
    })
}

/// What a build tells of a site whose address is not known.
const NO_SITE_URL: &str = "no-site-url";

/// Checks. `is_told` becomes true when the diagnostics are told.
fn check(arguments: &Arguments, is_told: &mut bool) -> Result<u8, Error> {
    let begun = Instant::now();
    let volume = Volume::of(arguments.quiet, arguments.verbose);
    let dir = nearest::chosen(arguments.dir.as_deref(), volume == Volume::Quiet);
    let mut project = Project::locate(&dir, None)?;
    project.date()?;
    let told_as = (arguments.format, volume);
    if project.is_refused(arguments.strict, told_as, Some("nothing was checked")) {
        *is_told = true;
        return Ok(2);
    }
    let ways = project.ways();
    let book = project.book.clone();
    let book_text = |path: &str| book.text(ways.inside_project(path)?);
    project.check_styles();
    let mut known = Known::read(&project, arguments.write_baseline)?;
    #[cfg(feature = "links")]
    if let Some(which) = arguments.links {
        let wish = (arguments.drafts, arguments.links_private);
        links::ask(&project, which, wish, volume)?;
    }
    let links = links::read(&project)?;
    let (_, theme_diagnostics) = project.load_theme()?;
    let bar = Bar::new(volume == Volume::Quiet);
    let skip = project.skip();
    let mut diagnostics = std::mem::take(&mut project.diagnostics);
    diagnostics.append(theme_diagnostics);
    let input = Input {
        drafts: arguments.drafts,
        links: Some(&links),
        ..project.input(&skip)
    };
    let mut built = pipeline::assemble(&input, &bar)?;
    bar.finish();
    // It writes no site: what that would lack is no matter of the reports, unless somebody asks.
    if !project.config.lint.contains_key(NO_SITE_URL) {
        built
            .diagnostics
            .retain_mut(|diagnostic| diagnostic.rule != NO_SITE_URL);
    }
    let hidden = if arguments.write_baseline {
        known.write(&mut built.diagnostics, &project)?
    } else {
        known.hide(&mut built.diagnostics, &project)
    };
    ways.lead_to_project(&mut diagnostics);
    ways.lead_to_sources(&mut built.diagnostics);
    diagnostics.append(std::mem::take(&mut built.diagnostics));
    pipeline::apply_levels(&mut diagnostics, &project.config);
    diagnostics.sort();
    *is_told = true;
    report::tell(
        &diagnostics,
        &Texts::new(&book_text, &built.sources, &ways),
        arguments.format,
        volume,
    );
    let fatal = report::is_fatal(&diagnostics, arguments.strict);
    if fatal || volume > Volume::Quiet {
        let reports = built.site.archive().reports.len();
        let mut line = format!(
            "{reports} {} checked, in {:.2} s",
            if reports == 1 { "report" } else { "reports" },
            begun.elapsed().as_secs_f64()
        );
        let counts = report::counts(&diagnostics, volume);
        if !counts.is_empty() {
            line.push_str("; ");
            line.push_str(&counts);
        }
        line.push_str(&known::counted(hidden));
        if arguments.write_baseline {
            line.push_str(", in `");
            line.push_str(known.name());
            line.push('`');
        }
        if project.theme.is_some() {
            line.push_str("; what is in `theme/` is tried by a build alone");
        }
        report::say(&line);
    }
    // The process ends: taking an archive apart piece by piece would cost some percent for nothing.
    std::mem::forget(built);
    Ok(u8::from(fatal))
}
