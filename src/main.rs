//! The `pmsite` program: parse the arguments, run, answer with an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    pmsite::cli::main()
}
