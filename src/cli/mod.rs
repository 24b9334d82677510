//! The command line: arguments in, one subcommand each in a file beside this one, an exit code out.

#![expect(clippy::disallowed_methods, reason = "the command line is an edge: it knows the current folder and files by name")]

mod render;


use std::process::ExitCode;

use clap::{Parser, Subcommand};


/// Builds a site from an archive of incident postmortems.
#[derive(Debug, Parser)]
#[command(name = "pmsite", version, about, long_about = None, max_term_width = 100)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Print one document: as HTML, as an indented tree, or as JSON.
    Render(render::Arguments),
}

/// Runs the program.
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let result = match arguments.command {
        Command::Render(arguments) => render::run(&arguments),
    };
    match result {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            anstream::eprintln!("error: {error}");
            ExitCode::from(error.exit_code())
        }
    }
}

/// Prints to standard output; a reader that has gone away is no error.
fn print(text: &str) {
    use std::io::Write as _;
    let _ = std::io::stdout().lock().write_all(text.as_bytes());
}
