//! `cargo bench --bench reload`: how long it takes from the save of a report until its new bytes are at a client.
//!
//! Takes numbers of reports on the command line (1,000 and 10,000 without). For each it writes an archive, serves it with the real
//! program, listens to its events as a browser does, and saves reports: ten with another sentence, which tells the archive nothing new, and
//! ten with another title, which is to be on all lists at once. It prints medians, with all that happens between: the system's word of the
//! change, the quiet that is waited for (10 ms), the new state, the event, the page. It fails where a page has not what was saved.

#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::disallowed_methods,
    reason = "a measuring program"
)]

mod generate;

use std::error::Error;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

/// Saves of each kind.
const SAVES: usize = 10;
/// Nobody saves while the last save is still being looked at.
const REST: Duration = Duration::from_millis(300);

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> ExitCode {
    let arguments = std::env::args().skip(1);
    let mut counts: Vec<u64> = arguments.filter_map(|word| word.parse().ok()).collect();
    if counts.is_empty() {
        counts = vec![1_000, 10_000];
    }
    match counts.into_iter().try_for_each(measure) {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            eprintln!("{cause}");
            ExitCode::FAILURE
        }
    }
}

fn measure(count: u64) -> Outcome<()> {
    let room = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("reload-{count}"));
    if room.exists() {
        fs::remove_dir_all(&room)?;
    }
    generate::write_archive(&room, count, 1)?;
    let mut reports: Vec<PathBuf> = Vec::new();
    for entry in walkdir::WalkDir::new(&room) {
        let entry = entry?;
        if entry.file_type().is_file() {
            reports.push(entry.into_path());
        }
    }
    reports.sort();
    let step = (reports.len() / (2 * SAVES)).max(1);
    let chosen: Vec<&PathBuf> = reports.iter().step_by(step).collect();
    let mut server = Server::start(&room)?;
    println!("\n{count} reports");
    for (what, edit, chosen) in [
        (
            "another sentence",
            sentence as Edit,
            chosen.iter().step_by(2),
        ),
        (
            "another title",
            title as Edit,
            chosen[1..].iter().step_by(2),
        ),
    ] {
        let mut times = Vec::new();
        for (at, report) in chosen.take(SAVES).enumerate() {
            let inside = report.strip_prefix(&room)?.with_extension("");
            let address = format!("/{}/index.html", inside.to_string_lossy());
            let text = fs::read_to_string(report)?;
            let mark = format!("nobody {}", "abcdefghijkl".repeat(at + 1));
            times.push(server.save(report, &edit(&text, &mark), (&address, &mark))?);
            server.save(report, &text, (&address, ""))?;
        }
        times.sort();
        println!(
            "{what:>18}: median {:>6.1} ms, longest {:>6.1} ms",
            milliseconds(times[times.len() / 2]),
            milliseconds(times[times.len() - 1])
        );
    }
    drop(server);
    fs::remove_dir_all(&room)?;
    Ok(())
}

/// What is made of a text, with words that are to be on the page.
type Edit = fn(&str, &str) -> String;

fn sentence(text: &str, mark: &str) -> String {
    // In the middle, behind a paragraph.
    let half = text.len() / 2;
    let end = text.as_bytes()[half..]
        .windows(2)
        .position(|two| two == b"\n\n");
    let at = end.map_or(text.len(), |end| half + end);
    let (before, behind) = text.split_at(at);
    format!("{before} {mark}{behind}")
}

fn title(text: &str, mark: &str) -> String {
    text.replacen("title: \"", &format!("title: \"{mark} "), 1)
}

/// The program at work, and who listens to it.
struct Server {
    program: Child,
    address: String,
    events: BufReader<TcpStream>,
}

impl Server {
    fn start(archive: &Path) -> Outcome<Self> {
        let mut program = Command::new(env!("CARGO_BIN_EXE_pmsite"))
            .arg("serve")
            .arg(archive)
            .args(["-p", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = program.stdout.take().ok_or("it says nothing")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let address = line.split("http://").nth(1).ok_or("it says no address")?;
        let address = address.split('/').next().unwrap_or(address).to_owned();
        let mut events = TcpStream::connect(&address)?;
        events.set_read_timeout(Some(Duration::from_secs(60)))?;
        let request = format!("GET /__pmsite/events HTTP/1.1\r\nHost: {address}\r\n\r\n");
        events.write_all(request.as_bytes())?;
        let mut server = Self {
            program,
            address,
            events: BufReader::new(events),
        };
        server.wait_for("now")?;
        Ok(server)
    }

    fn wait_for(&mut self, event: &str) -> Outcome<()> {
        let mut line = String::new();
        while line.trim_end() != format!("event: {event}") {
            line.clear();
            if self.events.read_line(&mut line)? == 0 {
                return Err(format!("the stream ended before `{event}`").into());
            }
        }
        Ok(())
    }

    /// Saves a text, and waits until these words are on that page.
    fn save(
        &mut self,
        report: &Path,
        text: &str,
        (page, words): (&str, &str),
    ) -> Outcome<Duration> {
        std::thread::sleep(REST);
        let begun = Instant::now();
        fs::write(report, text)?;
        self.wait_for("reload")?;
        let mut stream = TcpStream::connect(&self.address)?;
        let request = format!(
            "GET {page} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        );
        stream.write_all(request.as_bytes())?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer)?;
        let took = begun.elapsed();
        if !answer.starts_with("HTTP/1.1 200") || !answer.contains(words) {
            return Err(format!("{page} has not `{words}`:\n{answer:.200}").into());
        }
        Ok(took)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.program.kill();
        let _ = self.program.wait();
    }
}

fn milliseconds(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}
