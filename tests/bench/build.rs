//! `cargo bench`: what a build costs, stage by stage, and beside it the floor.
//!
//! Takes numbers of reports on the command line (`cargo bench -- 1000 10000`; 10,000 and 20,000 without). For each it writes an
//! archive, runs the floor, a cold build and a second build of the real program five times, the floor and the build taking turns
//! in being first, and prints the medians of CPU seconds, wall time, peak memory and reports per second. Both write into the same
//! file system in the same run: that of the target folder, or with `--in DIR` another one. A disk's file system costs more for a
//! while after many files were deleted, as this program does at its end; one in memory always costs the same.
//! It fails where a second build writes, or where it says something else than the first.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring program"
)]

mod floor;
mod generate;

use std::error::Error;
use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use wait4::Wait4 as _;

const RUNS: usize = 5;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        // This program calls itself, so that the floor is measured as a process of its own.
        [word, source, output] if word == "--floor" => {
            floor::build(Path::new(source), Path::new(output)).map_err(Into::into)
        }
        // `cargo bench` adds words of its own, such as `--bench`.
        words => {
            let mut counts: Vec<u64> = words.iter().filter_map(|word| word.parse().ok()).collect();
            if counts.is_empty() {
                counts = vec![10_000, 20_000];
            }
            let place = words.iter().position(|word| word == "--in");
            let place = place.and_then(|at| words.get(at + 1));
            let place = place.map_or(env!("CARGO_TARGET_TMPDIR"), String::as_str);
            let mut counts = counts.into_iter();
            counts.try_for_each(|count| measure(Path::new(place), count))
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::FAILURE
        }
    }
}

/// What one run cost.
#[derive(Debug, Clone)]
struct Cost {
    user: Duration,
    system: Duration,
    wall: Duration,
    /// The highest resident memory, in bytes.
    peak: u64,
    stderr: String,
}

impl Cost {
    fn cpu(&self) -> Duration {
        self.user + self.system
    }
}

fn measure(place: &Path, count: u64) -> Result<(), Box<dyn Error>> {
    let room = place.join(format!("bench-{count}"));
    if room.exists() {
        fs::remove_dir_all(&room)?;
    }
    let source = room.join("archive");
    generate::write_archive(&source, count, 1)?;
    println!(
        "\n{count} reports, {:.1} MB, {} threads",
        megabytes(size_of_folder(&source)?),
        std::thread::available_parallelism()?
    );
    println!("                 CPU s   user    sys   wall   peak MB  reports/s");
    let (mut floors, mut colds, mut seconds) = (Vec::new(), Vec::new(), Vec::new());
    for run_number in 0..RUNS {
        // Always new folders: what was deleted a moment ago makes some file systems slow.
        let bare = room.join(format!("floor-{run_number}"));
        let site = room.join(format!("site-{run_number}"));
        let mut floor = Command::new(std::env::current_exe()?);
        floor.arg("--floor").args([&source, &bare]);
        if run_number % 2 == 0 {
            floors.push(run(&mut floor)?);
            colds.push(run(&mut build(&source, &site))?);
        } else {
            colds.push(run(&mut build(&source, &site))?);
            floors.push(run(&mut floor)?);
        }
        let before = newest(&site)?;
        seconds.push(run(&mut build(&source, &site))?);
        if newest(&site)? != before {
            return Err("the second build wrote, though nothing had changed".into());
        }
    }
    let floor = line("floor", count, floors);
    let cold = line("cold build", count, colds);
    let second = line("second build", count, seconds);
    if said(&cold.stderr) != said(&second.stderr) {
        return Err("the second build says something else than the first".into());
    }
    println!(
        "cold build is {:.2} times the floor, the second build {:.2} times the cold one",
        cold.cpu().as_secs_f64() / floor.cpu().as_secs_f64(),
        second.cpu().as_secs_f64() / cold.cpu().as_secs_f64()
    );
    println!("\nstages of the cold build:");
    for stage in cold.stderr.lines().filter(|line| is_stage(line)) {
        let cpu: Option<f64> = stage
            .split_once("ms wall")
            .and_then(|(_, rest)| rest.split_whitespace().next())
            .and_then(|number| number.parse().ok());
        let rate = cpu.map_or(0.0, |cpu| 1000.0 * number(count) / cpu.max(0.1));
        println!("{stage}, {rate:>9.0} reports per CPU second");
    }
    fs::remove_dir_all(&room)?;
    Ok(())
}

fn build(source: &Path, site: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_pmsite"));
    command
        .arg("build")
        .arg("--timings")
        .arg(source)
        .arg("-d")
        .arg(site);
    command
}

fn run(command: &mut Command) -> Result<Cost, Box<dyn Error>> {
    let begun = Instant::now();
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut stderr = String::new();
    if let Some(mut pipe) = child.stderr.take() {
        std::io::Read::read_to_string(&mut pipe, &mut stderr)?;
    }
    let ended = child.wait4()?;
    if !ended.status.success() {
        return Err(format!("{command:?} failed:\n{stderr}").into());
    }
    Ok(Cost {
        user: ended.rusage.utime,
        system: ended.rusage.stime,
        wall: begun.elapsed(),
        peak: ended.rusage.maxrss,
        stderr,
    })
}

/// Prints the median run, by CPU time, and gives it.
fn line(name: &str, count: u64, mut costs: Vec<Cost>) -> Cost {
    costs.sort_by_key(Cost::cpu);
    let cost = costs.swap_remove(costs.len() / 2);
    println!(
        "{name:>14} {:>7.2} {:>6.2} {:>6.2} {:>6.2} {:>9.1} {:>10.0}",
        cost.cpu().as_secs_f64(),
        cost.user.as_secs_f64(),
        cost.system.as_secs_f64(),
        cost.wall.as_secs_f64(),
        megabytes(cost.peak),
        number(count) / cost.cpu().as_secs_f64()
    );
    cost
}

fn is_stage(line: &str) -> bool {
    line.contains("ms wall")
}

/// What a build said, without what may differ: times, and how many files were written.
fn said(stderr: &str) -> Vec<&str> {
    let told = |line: &&str| !is_stage(line) && !line.contains(" unchanged, ");
    stderr.lines().filter(told).collect()
}

/// The newest time of any file of a folder.
fn newest(folder: &Path) -> Result<Option<std::time::SystemTime>, Box<dyn Error>> {
    let mut newest = None;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            newest = newest.max(Some(entry.metadata()?.modified()?));
        }
    }
    Ok(newest)
}

fn size_of_folder(folder: &Path) -> Result<u64, Box<dyn Error>> {
    let mut size = 0;
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry?;
        if entry.file_type().is_file() {
            size += entry.metadata()?.len();
        }
    }
    Ok(size)
}

fn megabytes(bytes: u64) -> f64 {
    number(bytes) / 1e6
}

#[expect(clippy::cast_precision_loss, reason = "for people to read")]
fn number(count: u64) -> f64 {
    count as f64
}
