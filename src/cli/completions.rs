//! `pmsite completions`: what a shell must know to complete commands, options and their values.

use clap_complete::Shell;

use super::report::print;

/// Which shell.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// The shell.
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints its script; gives the exit code.
pub(super) fn run(arguments: &Arguments) -> u8 {
    let mut command = super::command();
    let name = command.get_name().to_owned();
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, name, &mut script);
    print(&String::from_utf8_lossy(&script));
    0
}
