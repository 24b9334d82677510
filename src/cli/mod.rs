//! The command line: arguments in, one subcommand each in a file beside this one, an exit code out.
//!
//! Exit codes: 0 where all went well, 1 where the material has errors (or warnings, with `--strict`) or the machine failed, 2
//! for wrong use and wrong configuration.

mod assembled;
mod build;
mod check;
mod clean;
mod completions;
mod diff;
mod export;
mod fresh;
mod init;
mod known;
mod links;
mod man;
mod nearest;
mod new;
#[cfg(feature = "serve")]
mod outlet;
mod progress;
mod project;
mod publish;
mod quoted;
mod render;
mod report;
#[cfg(feature = "serve")]
mod serve;
mod show;
mod standing;
mod theme;
mod vocabulary;
mod ways;

use std::process::ExitCode;

use clap::{CommandFactory, Parser, Subcommand};

use crate::error::Error;

/// Builds a site from an archive of incident postmortems.
///
/// `pmsite build` in a folder of reports writes the site to `site/` in it; nothing needs to be configured.
#[derive(Debug, Parser)]
#[command(name = "pmsite", version, about, long_about, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site.
    Build(build::Arguments),
    /// Tell what a build would tell of the reports, and write no site.
    Check(check::Arguments),
    /// Remove what a build wrote, and nothing else.
    Clean(clean::Arguments),
    /// Print the completions of a shell, to be read by it.
    Completions(completions::Arguments),
    /// Tell what changed between two states of an archive: reports, facts, promises, addresses.
    Diff(diff::Arguments),
    /// Print what was understood of every report, as data.
    Export(export::Arguments),
    /// Prepare a folder: a `book.toml` with comments, a template for reports, a `.gitignore`; nothing that is there is changed.
    Init(init::Arguments),
    /// Print the manual page.
    Man(man::Arguments),
    /// Begin a new report, and print its path.
    New(new::Arguments),
    /// Build the site, and put it on a branch of a remote: one commit, pushed.
    Publish(publish::Arguments),
    /// Print one document: as HTML, as an indented tree, or as JSON.
    Render(render::Arguments),
    /// Serve the site on this machine; pages load again when a file changes.
    #[cfg(feature = "serve")]
    Serve(serve::Arguments),
    /// Print what was understood of one report, and where each fact was read.
    Show(show::Arguments),
    /// List the built-in themes and their files, or copy one to change it.
    Theme(theme::Arguments),
    /// Print the starter vocabulary of causes, of detection or of services, to be copied and changed.
    Vocabulary(vocabulary::Arguments),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let is_build = matches!(arguments.command, Command::Build(_));
    let result = match arguments.command {
        Command::Build(arguments) => build::run(&arguments),
        Command::Check(arguments) => check::run(&arguments),
        Command::Clean(arguments) => clean::run(&arguments),
        Command::Completions(arguments) => Ok(completions::run(&arguments)),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Export(arguments) => export::run(&arguments),
        Command::Init(arguments) => init::run(&arguments),
        Command::Man(arguments) => man::run(&arguments),
        Command::New(arguments) => new::run(&arguments),
        Command::Publish(arguments) => publish::run(&arguments),
        Command::Render(arguments) => render::run(&arguments),
        #[cfg(feature = "serve")]
        Command::Serve(arguments) => serve::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Theme(arguments) => theme::run(&arguments),
        Command::Vocabulary(arguments) => Ok(vocabulary::run(&arguments)),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            report::say(&format!("error: {}", report::explain(&error, is_build)));
            if is_build && matches!(error, Error::Io { .. }) {
                report::say("nothing was written");
            }
            ExitCode::from(error.exit_code())
        }
    }
}

/// The command line as it is declared, for what is made of it.
fn command() -> clap::Command {
    Arguments::command()
}
