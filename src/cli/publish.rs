//! `pmsite publish`: builds the site, and puts it on a branch of a remote.

use std::fmt::Write as _;
use std::path::PathBuf;

use super::build;
use super::nearest;
use super::project::Project;
use super::report::{self, Format, Volume};
use crate::config;
use crate::error::Error;
use crate::output::Built;
use crate::publish::{Outcome, Source, Target, Wish};

/// What to publish, and where to.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    dir: Option<PathBuf>,
    /// The branch that holds the site and nothing else.
    #[arg(long, value_name = "NAME", default_value = "gh-pages")]
    branch: String,
    /// The remote that it is pushed to.
    #[arg(long, value_name = "NAME", default_value = "origin")]
    remote: String,
    /// The message of the commit, instead of one with the title of the site and the commit of its sources.
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// Say what would be done, and push nothing. The site is built.
    #[arg(long)]
    dry_run: bool,
    /// Make a commit with none before it: the branch keeps no history.
    #[arg(long)]
    orphan: bool,
    /// Let the site take the place of files that pmsite did not publish.
    #[arg(long)]
    replace: bool,
    /// Let warnings stop it.
    #[arg(long)]
    strict: bool,
    /// The absolute address of the site, for this build.
    #[arg(long, value_name = "URL")]
    site_url: Option<String>,
    /// Say errors and warnings only.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Say notes too.
    #[arg(short, long)]
    verbose: bool,
}

/// Publishes.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let volume = Volume::of(arguments.quiet, arguments.verbose);
    let message = arguments.message.as_deref().map(str::trim);
    if message.is_some_and(str::is_empty) {
        return Err(Error::Usage("`--message` says nothing".to_owned()));
    }
    let dir = nearest::chosen(arguments.dir.as_deref(), volume == Volume::Quiet);
    let mut project = Project::locate(&dir, None)?;
    let told_as = (Format::Human, volume);
    if project.is_refused(arguments.strict, told_as, Some("nothing was published")) {
        return Ok(2);
    }
    // What stands in the way is said before the work is done.
    let (remote, branch) = (&arguments.remote, &arguments.branch);
    let target = Target::open(&project.root, remote, branch, arguments.dry_run)?;
    let held = target.held()?;
    if !arguments.replace {
        held.check(&target.place())?;
    }
    let cname = project.config.html.cname.as_deref().or(held.cname());
    let stated = match &arguments.site_url {
        Some(url) => Some(
            config::site_url(url)
                .map_err(|problem| Error::Usage(format!("`--site-url {url}`: {problem}")))?,
        ),
        // Where that is a path alone, it names no host: the remote does.
        None => project.config.html.site_url.clone(),
    };
    let own = cname.map(|name| format!("https://{}/", name.trim()));
    let address = stated.or(own.clone()).or(target.pages());
    if address.is_none() && held.knew_its_address() && volume > Volume::Quiet {
        report::say(&format!(
            "the site of {} was published with its address, this one has none: its feeds and `sitemap.xml` go. Give `site-url` in \
             `book.toml`, or `--site-url`",
            target.place()
        ));
    }
    let build = build::Arguments::for_publishing(dir, address.clone(), arguments.strict, volume);
    let code = build::run(&build)?;
    if code != 0 {
        report::say("nothing was published");
        return Ok(code);
    }
    let message = match message {
        Some(message) => message.to_owned(),
        None => {
            let source = target.from(&project.root, &project.output)?;
            words(project.config.title.as_deref(), source.as_ref())
        }
    };
    let wish = Wish {
        message: &message,
        orphan: arguments.orphan,
        replace: arguments.replace,
    };
    let site = Built::open(&project.output)?;
    let outcome = target.publish(&held, &site, &wish)?;
    if volume > Volume::Quiet {
        let mut line = told(&outcome, &target.place(), arguments.dry_run);
        if let Some(address) = shown(address, own) {
            let _ = write!(line, ": {address}");
        }
        if outcome.keeps_cname {
            line.push_str("; its `CNAME` is kept");
        }
        if outcome.is_first && target.pages().is_some() {
            line.push_str("; GitHub shows it once the branch is chosen in the settings of the repository, under Pages");
        }
        report::say(&line);
    }
    Ok(0)
}

/// Where the site will be found: under its own domain, whatever else was said of it, since GitHub Pages leads there.
fn shown(address: Option<String>, own: Option<String>) -> Option<String> {
    let host = |address: &str| {
        let (_, rest) = address.split_once("://")?;
        Some(rest.split('/').next()?.to_ascii_lowercase())
    };
    match (address, own) {
        (Some(address), Some(own)) if host(&address) == host(&own) => Some(address),
        (address, own) => own.or(address),
    }
}

/// What the commit says where nobody says it.
fn words(title: Option<&str>, source: Option<&Source>) -> String {
    let title = title.map(|title| title.replace(char::is_control, " "));
    let title = title.as_deref().map(str::trim);
    let mut words = format!(
        "Publish {}",
        title
            .filter(|title| !title.is_empty())
            .unwrap_or("the site")
    );
    if let Some(source) = source {
        let _ = write!(words, " from {}", source.commit);
        if source.is_changed {
            words.push_str(" and changes that are not committed");
        }
    }
    words
}

/// The line of success.
fn told(outcome: &Outcome, place: &str, is_dry: bool) -> String {
    if !outcome.is_new {
        return format!("nothing changed, nothing was pushed: {place} holds this site");
    }
    let Outcome {
        files,
        added,
        changed,
        removed,
        ..
    } = outcome;
    let (done, but) = if is_dry {
        ("would be published", ", nothing was pushed")
    } else {
        ("published", "")
    };
    format!(
        "{files} files {done} on {place}, {added} added, {changed} changed, {removed} removed{but}"
    )
}
