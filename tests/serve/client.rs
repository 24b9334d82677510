//! A server under test, and a client that says exactly the bytes it is told to.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use crate::support::pmsite;

/// How long a test waits for what must come; nothing takes so long on any machine.
pub(crate) const PATIENCE: Duration = Duration::from_secs(20);

/// A running server.
pub(crate) struct Served {
    child: Child,
    pub(crate) port: u16,
    /// The path that the site stands under.
    pub(crate) base: String,
    stderr: Receiver<String>,
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    head: String,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    /// The value of a header.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (own, value) = line.split_once(':')?;
            own.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

impl Served {
    /// Serves a folder on a free port.
    pub(crate) fn start(folder: &Path, more: &[&str]) -> Self {
        let mut arguments = vec!["-p", "0"];
        arguments.extend(more);
        Self::start_with(folder, &arguments)
    }

    /// The same with all arguments given.
    pub(crate) fn start_with(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = pmsite()
            .current_dir(folder)
            .arg("serve")
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let (sender, stderr) = channel();
        let lines = BufReader::new(child.stderr.take().expect("it is piped")).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                let _ = sender.send(line);
            }
        });
        let mut line = String::new();
        let mut stdout = BufReader::new(child.stdout.take().expect("it is piped"));
        stdout
            .read_line(&mut line)
            .expect("it says where it serves");
        let address = line.split("http://").nth(1);
        let address = address.and_then(|rest| rest.split(' ').next());
        let (host, path) = address
            .and_then(|address| address.split_once('/'))
            .unwrap_or_else(|| panic!("no address in `{line}`"));
        let port = host.rsplit(':').next().and_then(|port| port.parse().ok());
        Self {
            child,
            port: port.expect("an address has a port"),
            base: format!("/{path}"),
            stderr,
        }
    }

    pub(crate) fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("the server listens");
        // A stream of events says every fifteen seconds that it is there.
        stream
            .set_read_timeout(Some(PATIENCE))
            .expect("a time can be set");
        stream
    }

    /// Sends bytes as they are, gives what comes back until the server closes the connection.
    pub(crate) fn raw(&self, request: &[u8]) -> Answer {
        let mut stream = self.connect();
        // A server that has heard enough may close before all is said.
        let _ = stream.write_all(request);
        let mut all = Vec::new();
        let _ = stream.read_to_end(&mut all);
        let end = all.windows(4).position(|four| four == b"\r\n\r\n");
        let (head, body) = all.split_at(end.map_or(all.len(), |end| end + 4));
        let head = String::from_utf8_lossy(head).into_owned();
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Answer {
            status: status.unwrap_or(0),
            head,
            body: body.to_vec(),
        }
    }

    pub(crate) fn ask(&self, method: &str, path: &str, headers: &str) -> Answer {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: localhost:{}\r\nConnection: close\r\n{headers}\r\n",
            self.port
        );
        self.raw(request.as_bytes())
    }

    /// Asks for a file of the site.
    pub(crate) fn get(&self, path: &str) -> Answer {
        self.ask("GET", &format!("{}{path}", self.base), "")
    }

    /// The text of a page, which must be there.
    #[track_caller]
    pub(crate) fn page(&self, path: &str) -> String {
        let answer = self.get(path);
        assert_eq!(answer.status, 200, "{path}: {}", answer.text());
        answer.text()
    }

    /// Begins to hear of events.
    pub(crate) fn events(&self) -> Events {
        let mut stream = self.connect();
        write!(
            stream,
            "GET /__pmsite/events HTTP/1.1\r\nHost: localhost:{}\r\n\r\n",
            self.port
        )
        .expect("the server listens");
        let mut events = Events {
            stream: BufReader::new(stream),
            mark: String::new(),
            first: None,
        };
        let first = events.next();
        assert_eq!(first.name, "now");
        events.first = first.trouble;
        events
    }

    /// A line of standard error that holds these words.
    #[track_caller]
    pub(crate) fn says(&self, words: &str) -> String {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if let Ok(line) = self.stderr.recv_timeout(PATIENCE)
                && line.contains(words)
            {
                return line;
            }
        }
        panic!("it never said `{words}`");
    }

    /// How many bytes of memory it takes.
    #[cfg(target_os = "linux")]
    pub(crate) fn memory(&self) -> usize {
        let place = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(place).expect("it runs");
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let kilobytes = line.and_then(|line| line.trim().strip_suffix("kB"));
        kilobytes
            .expect("a size")
            .trim()
            .parse::<usize>()
            .expect("a number")
            << 10
    }

    /// Sends a signal, gives how long it took to end and with which code.
    #[cfg(unix)]
    pub(crate) fn end(mut self, signal: &str) -> (Duration, Option<i32>) {
        let begun = Instant::now();
        let sent = std::process::Command::new("kill")
            .args([signal, &self.child.id().to_string()])
            .status();
        assert!(sent.expect("there is `kill`").success());
        let status = self.child.wait().expect("it ends");
        (begun.elapsed(), status.code())
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A stream of events.
pub(crate) struct Events {
    stream: BufReader<TcpStream>,
    /// The state that the last one told of.
    pub(crate) mark: String,
    /// What was wrong when the stream began.
    pub(crate) first: Option<String>,
}

/// One of them.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) name: String,
    pub(crate) trouble: Option<String>,
}

impl Events {
    /// The next one.
    #[track_caller]
    pub(crate) fn next(&mut self) -> Event {
        let mut name = String::new();
        let begun = Instant::now();
        loop {
            assert!(begun.elapsed() < PATIENCE, "no event came");
            let mut line = String::new();
            let read = self.stream.read_line(&mut line).expect("an event comes");
            assert!(read > 0, "the stream ended");
            if let Some(own) = line.strip_prefix("event: ") {
                own.trim().clone_into(&mut name);
            } else if let Some(data) = line.strip_prefix("data: ") {
                let data: serde_json::Value = serde_json::from_str(data).expect("JSON");
                data["mark"]
                    .as_str()
                    .expect("a mark")
                    .clone_into(&mut self.mark);
                let trouble = data["trouble"].as_str().map(str::to_owned);
                return Event { name, trouble };
            }
        }
    }

    /// The next one, which must be of that name.
    #[track_caller]
    pub(crate) fn wait_for(&mut self, name: &str) -> Event {
        let event = self.next();
        assert_eq!(event.name, name, "{event:?}");
        event
    }

    /// The numbers of the state: of its pages, of its style sheets.
    pub(crate) fn numbers(&self) -> (u64, u64) {
        let mut parts = self.mark.split('-').skip(1).map(str::parse);
        let mut next = || {
            parts
                .next()
                .expect("a mark has three parts")
                .expect("a number")
        };
        (next(), next())
    }
}

/// A page without the line that the server adds.
pub(crate) fn without_script(page: &[u8]) -> Vec<u8> {
    let start = b"<script src=\"/__pmsite/reload.js\"";
    let Some(at) = page.windows(start.len()).position(|part| part == start) else {
        return page.to_vec();
    };
    let end = page[at..].iter().position(|byte| *byte == b'\n');
    let end = at + end.expect("the line ends") + 1;
    [&page[..at], &page[end..]].concat()
}
