//! The `pmsite` program: parse the arguments, run, answer with an exit code.

use std::process::ExitCode;

// A document tree is many small pieces: a third of a build's time went into the system's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    pmsite::cli::main()
}
