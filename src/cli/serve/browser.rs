//! The browser of whoever wants it opened.

use std::process::{Command, Stdio};

use super::super::report;

/// Opens the browser by the means of the system.
pub(super) fn open(address: &str) {
    let mut command = if cfg!(target_os = "macos") {
        Command::new("open")
    } else if cfg!(windows) {
        let mut command = Command::new("rundll32");
        command.arg("url.dll,FileProtocolHandler");
        command
    } else {
        Command::new("xdg-open")
    };
    let started = command
        .arg(address)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    match started {
        // It ends when it likes; who waits for it leaves nothing behind.
        Ok(mut browser) => drop(std::thread::spawn(move || browser.wait())),
        Err(cause) => report::say(&format!("no browser could be opened: {cause}")),
    }
}
