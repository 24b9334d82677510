//! Writes an archive of made-up reports: `cargo run --release --example archive -- 10000 some-folder [seed]`.

#![expect(
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a command of its own"
)]

mod generate;

use std::path::Path;
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, folder, seed @ ..] = arguments.as_slice() else {
        eprintln!("usage: archive COUNT FOLDER [SEED]");
        return ExitCode::from(2);
    };
    let seed = seed.first().map_or(Ok(1), |seed| seed.parse());
    let (Ok(count), Ok(seed)) = (count.parse(), seed) else {
        eprintln!("COUNT and SEED are whole numbers: `archive 10000 big 1`");
        return ExitCode::from(2);
    };
    match generate::write_archive(Path::new(folder), count, seed) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("writing `{folder}`: {cause}");
            ExitCode::FAILURE
        }
    }
}
