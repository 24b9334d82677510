//! `pmsite vocabulary`: a starter vocabulary as the file that it is, so that an archive can begin its own with it.

use super::report::print;
use crate::postmortem::vocabulary::STARTER;

/// Which one to print.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// What it is about.
    #[arg(value_enum)]
    of: Kind,
}

#[derive(Debug, Clone, Copy, clap::ValueEnum)]
enum Kind {
    /// Why incidents happen, and what changed.
    Causes,
    /// How they are noticed.
    Detection,
    /// What is struck.
    Services,
}

/// Prints it; gives the exit code.
pub(super) fn run(arguments: &Arguments) -> u8 {
    let name = match arguments.of {
        Kind::Causes => "causes",
        Kind::Detection => "detection",
        Kind::Services => "services",
    };
    let starter = STARTER.iter().find(|(of, _)| *of == name);
    print(starter.map_or("", |(_, text)| *text));
    0
}
