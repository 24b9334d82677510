//! The server of `pmsite serve`: a site from memory, and the pages in browsers as new as the files on the disk.
//!
//! Takes a [`Maker`], which makes a state of the site when it is asked to, and serves the newest good one until it is told to end. A
//! page is rendered when somebody asks for it. What changes on the disk has a new state made; browsers hear of it when that is in
//! place. Where none can be made, the last good one stays, with the reason over its pages. Nothing here writes to the disk, and no path
//! of a request comes near it: what is served is looked up in the site's own list of files.

mod answer;
mod connections;
mod guard;
mod kind;
mod news;
mod page;
mod range;
mod snapshot;
mod state;
mod watch;
mod work;

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::net::{IpAddr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use tokio::net::TcpListener;

use crate::error::Error;
use answer::Server;
use news::Status;
use work::Work;

pub use crate::scan::Tree;
pub use snapshot::Changed;
pub use state::{Explain, State};

/// Ports that are tried behind one that is taken.
const MORE_PORTS: u16 = 20;
/// Threads that render pages: a page takes milliseconds, and no more than a few are asked for at once.
const RENDERERS: usize = 8;

/// Where to serve, and how to hear of changes.
#[derive(Debug, Clone)]
pub struct Options {
    /// The name or address to listen at.
    pub host: String,
    /// The port to listen at; 0 for any.
    pub port: u16,
    /// How often to look for changes; without it, the system tells of them.
    pub poll: Option<Duration>,
}

/// Which files a state is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// Folders with all that is in them.
    pub trees: Vec<Tree>,
    /// Single files, whether they are there or not.
    pub files: BTreeSet<PathBuf>,
    /// A file that is there as long as somebody is at work on many files at once: that of git's index.
    pub lock: Option<PathBuf>,
    /// Where style sheets are that change the looks of pages and nothing else.
    pub styles: Vec<PathBuf>,
}

/// What came of making a state.
#[derive(Debug)]
pub struct Made {
    /// The state, or what people are told about why there is none. The last one again where nothing of it changed.
    pub outcome: Result<Arc<State>, String>,
    /// Which files the next state will be made of.
    pub watch: Watch,
}

/// Makes states of a site, and speaks to the person at the terminal.
pub trait Maker: Send {
    /// Which files the first state will be made of.
    fn watch(&self) -> Watch;
    /// Makes a state. What was changed since the last call is a hint: what it names is to be read again.
    fn make(&mut self, changed: &Changed) -> Made;
    /// Says a line.
    fn say(&self, line: &str);
    /// The site is served at this address from now on.
    fn ready(&self, address: &str);
}

/// Serves until Ctrl-C.
pub fn run(options: &Options, maker: Box<dyn Maker>) -> Result<(), Error> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .max_blocking_threads(RENDERERS)
        .enable_all()
        .build()
        .map_err(|cause| Error::Usage(format!("the server cannot start: {cause}")))?;
    let listener = runtime.block_on(listen(&options.host, options.port))?;
    let at = listener
        .local_addr()
        .map_err(|cause| Error::Usage(format!("the server has no address: {cause}")))?;
    if options.port != 0 && at.port() != options.port {
        maker.say(&format!(
            "port {} is taken: port {} serves instead",
            options.port,
            at.port()
        ));
    }
    if !at.ip().is_loopback() {
        maker.say(&format!(
            "warning: `-n {}` lets other machines read the site; without it only this one can",
            options.host
        ));
    }
    let (sender, status) = tokio::sync::watch::channel(Status::new());
    let work = Work::begin(maker, sender, options.poll);
    let guard = guard::Guard::new(&options.host, at.ip());
    let home = address(&options.host, at, &status.borrow().home());
    work.maker().ready(&home);
    std::thread::spawn(move || work.go_on());
    let server = Arc::new(Server::new(guard, status));
    runtime.block_on(async {
        tokio::select! {
            () = connections::accept(listener, server) => {}
            () = ended() => {}
        }
    });
    // Open streams of events and half-read pages are nothing to wait for.
    runtime.shutdown_background();
    Ok(())
}

/// Listens at the port, or where that is taken at one of those behind it.
async fn listen(host: &str, port: u16) -> Result<TcpListener, Error> {
    let wrong = |port: u16, cause: &std::io::Error| {
        Error::Usage(format!("cannot serve at `{host}`, port {port}: {cause}"))
    };
    let last = if port == 0 {
        0
    } else {
        port.saturating_add(MORE_PORTS)
    };
    let plain = host.trim_start_matches('[').trim_end_matches(']');
    for port in port..=last {
        match TcpListener::bind((plain, port)).await {
            Ok(listener) => return Ok(listener),
            Err(cause) if cause.kind() == ErrorKind::AddrInUse => {}
            Err(cause) => return Err(wrong(port, &cause)),
        }
    }
    Err(Error::Usage(format!(
        "the ports {port} to {last} of `{host}` are all taken: name a free one with `-p`"
    )))
}

/// The address that people open.
fn address(host: &str, at: SocketAddr, home: &str) -> String {
    let port = at.port();
    match at.ip() {
        // Nobody can open `0.0.0.0` on every system; this machine is one of those that can.
        ip if ip.is_unspecified() => format!("http://localhost:{port}{home}"),
        IpAddr::V6(ip) if !host.contains("localhost") => format!("http://[{ip}]:{port}{home}"),
        _ => format!("http://{host}:{port}{home}"),
    }
}

/// Comes back when the program is told to end.
async fn ended() {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut asked) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = asked.recv() => {}
                _ = tokio::signal::ctrl_c() => {}
            }
            return;
        }
    }
    let _ = tokio::signal::ctrl_c().await;
}
