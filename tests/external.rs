//! `pmsite check --links` against a server of the test: what is asked and how often, what is written down, what builds tell of it.

#![cfg(feature = "links")]
#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::collections::BTreeMap;
use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use support::{Outcome, Site, pmsite};

/// A server on this machine.
struct Server {
    port: u16,
    seen: Arc<Seen>,
}

/// What it saw.
#[derive(Default)]
struct Seen {
    /// `HEAD /path`, in the order in which they came.
    requests: Mutex<Vec<String>>,
    /// The lines of the last head.
    head: Mutex<String>,
    /// How many are asked at this moment, and how many were at most.
    now: AtomicUsize,
    most: AtomicUsize,
    /// The same of one page.
    page_now: AtomicUsize,
    page_most: AtomicUsize,
}

impl Server {
    fn start() -> Self {
        let listener = TcpListener::bind("0.0.0.0:0").expect("a port is free");
        let port = listener.local_addr().expect("it has an address").port();
        let seen = Arc::new(Seen::default());
        let of_thread = Arc::clone(&seen);
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let seen = Arc::clone(&of_thread);
                std::thread::spawn(move || answer(stream, port, &seen));
            }
        });
        Self { port, seen }
    }

    fn at(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}/{path}", self.port)
    }

    /// What was asked since the last look.
    fn requests(&self) -> Vec<String> {
        std::mem::take(&mut *self.seen.requests.lock().expect("nobody panics"))
    }
}

fn answer(mut stream: TcpStream, port: u16, seen: &Seen) {
    let now = seen.now.fetch_add(1, Ordering::SeqCst) + 1;
    seen.most.fetch_max(now, Ordering::SeqCst);
    let mut head = Vec::new();
    let mut byte = [0];
    while !head.ends_with(b"\r\n\r\n") && stream.read(&mut byte).is_ok_and(|read| read > 0) {
        head.push(byte[0]);
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let request = format!("{method} {path}");
    let times = {
        let mut requests = seen.requests.lock().expect("nobody panics");
        requests.push(request.clone());
        let same = requests
            .iter()
            .filter(|one| one.ends_with(&format!(" {path}")));
        same.count()
    };
    seen.head.lock().expect("nobody panics").clone_from(&head);
    let (status, more) = match path {
        "/moved" => (301, "Location: /new".to_owned()),
        "/away" => (302, "Location: /new".to_owned()),
        "/moved-then-away" => (308, format!("Location: http://127.0.0.1:{port}/away")),
        "/round" => (301, "Location: /round".to_owned()),
        "/odd" => (302, "Location: ftp://mill.example/".to_owned()),
        "/inside" => (302, "Location: http://169.254.1.1/".to_owned()),
        "/no-head" if method == "HEAD" => (405, String::new()),
        "/shy" => (403, String::new()),
        "/gone" => (410, String::new()),
        "/once" if times == 1 => (500, String::new()),
        "/patient" if times == 1 => (503, "Retry-After: 2".to_owned()),
        "/late" => (503, "Retry-After: 3600".to_owned()),
        "/down" => (502, String::new()),
        "/to-page" => (302, format!("Location: http://127.0.0.99:{port}/page")),
        "/page" => {
            let now = seen.page_now.fetch_add(1, Ordering::SeqCst) + 1;
            seen.page_most.fetch_max(now, Ordering::SeqCst);
            std::thread::sleep(Duration::from_millis(300));
            seen.page_now.fetch_sub(1, Ordering::SeqCst);
            (200, String::new())
        }
        "/slow" => {
            std::thread::sleep(Duration::from_millis(300));
            (200, String::new())
        }
        "/hang" => {
            std::thread::sleep(Duration::from_secs(4));
            (200, String::new())
        }
        "/good" | "/new" | "/no-head" | "/once" | "/patient" => (200, String::new()),
        // A body without end, which nobody should read.
        "/endless" if method == "HEAD" => (404, String::new()),
        "/endless" => {
            let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\n\r\n");
            while stream.write_all(&[b'x'; 4096]).is_ok() {}
            (0, String::new())
        }
        _ => (404, String::new()),
    };
    // Before the client knows that it may go on.
    seen.now.fetch_sub(1, Ordering::SeqCst);
    if status > 0 {
        let more = if more.is_empty() {
            more
        } else {
            format!("{more}\r\n")
        };
        let _ = write!(
            stream,
            "HTTP/1.1 {status} Words\r\n{more}Content-Length: 0\r\nConnection: close\r\n\r\n"
        );
    }
}

/// Checks, without what the machine says of proxies.
#[track_caller]
fn check(site: &Site, arguments: &[&str]) -> Outcome {
    let mut program = pmsite();
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ] {
        program.env_remove(name);
    }
    Outcome::of(
        program
            .current_dir(site.root())
            .arg("check")
            .args(arguments),
    )
}

const FILE: &str = ".pmsite-links.json";

/// What is written down: by the end of the address, the line without address and day.
fn written(site: &Site) -> BTreeMap<String, String> {
    let text = std::fs::read_to_string(site.root().join(FILE)).expect("the file is there");
    let file: serde_json::Value = serde_json::from_str(&text).expect("it is JSON");
    assert_eq!(file["version"], 1);
    let lines = file["links"].as_array().expect("it is a list");
    let addresses: Vec<&str> = lines
        .iter()
        .map(|line| line["address"].as_str().expect("a text"))
        .collect();
    assert!(addresses.is_sorted(), "{addresses:?}");
    let line = |line: &serde_json::Value| {
        let address = line["address"].as_str().expect("a text");
        let facts = [&line["status"], &line["problem"], &line["to"]];
        let facts = facts.into_iter().filter(|one| !one.is_null());
        let facts: Vec<String> = facts.map(|one| one.to_string().replace('"', "")).collect();
        let name = address.rsplit('/').next().unwrap_or_default().to_owned();
        (name, facts.join(" "))
    };
    lines.iter().map(line).collect()
}

/// A report with a link a line, from the fifth on.
fn linking(targets: &[String]) -> String {
    let mut text = "# The mill stood still on 2021-03-04\n\nThe river froze.\n\n".to_owned();
    let lines = targets
        .iter()
        .map(|target| format!("See [there]({target}).\n"));
    text.extend(lines);
    text
}

fn site(server: &Server, paths: &[&str]) -> Site {
    let site = Site::empty("mill");
    let targets: Vec<String> = paths.iter().map(|path| server.at(path)).collect();
    site.edit("2021-03-04-frost.md", linking(&targets));
    site
}

#[test]
fn answers_are_written_down_and_told_where_the_address_stands() {
    let server = Server::start();
    let site = site(
        &server,
        &[
            "good",
            "moved",
            "nowhere",
            "gone",
            "no-head",
            "shy",
            "away",
            "good#place",
        ],
    );
    // Nothing is asked unless somebody wants it.
    site.run(&["check"]).code(0);
    site.build(&[]).code(0);
    assert!(server.requests().is_empty());
    assert!(!site.root().join(FILE).exists());

    let checked = check(&site, &["--links", "--links-private", "-v"]).code(0);
    let checked =
        checked.says("7 addresses asked; 5 answer; 2 are gone; written to `.pmsite-links.json`\n");
    assert!(
        !checked.stderr.contains("passed over"),
        "{}",
        checked.stderr
    );
    let expected = [
        ("away", "200".to_owned()),
        ("gone", "410".to_owned()),
        ("good", "200".to_owned()),
        ("moved", format!("200 {}", server.at("new"))),
        ("no-head", "200".to_owned()),
        ("nowhere", "404".to_owned()),
        ("shy", "403".to_owned()),
    ];
    assert_eq!(
        written(&site),
        expected
            .map(|(name, facts)| (name.to_owned(), facts))
            .into()
    );
    let mut requests = server.requests();
    requests.sort();
    assert_eq!(
        requests,
        [
            "GET /no-head",
            "GET /nowhere",
            "GET /shy",
            "HEAD /away",
            "HEAD /gone",
            "HEAD /good",
            "HEAD /moved",
            "HEAD /new",
            "HEAD /new",
            "HEAD /no-head",
            "HEAD /nowhere",
            "HEAD /shy"
        ]
    );
    let head = server
        .seen
        .head
        .lock()
        .expect("nobody panics")
        .to_lowercase();
    let who = format!("user-agent: pmsite/{} ", env!("CARGO_PKG_VERSION"));
    assert!(head.contains(&who), "{head}");
    assert_eq!(server.seen.most.load(Ordering::SeqCst), 1, "one at a time");

    // What is told, and the same by a build, which asks nobody.
    let dead = format!(
        "warning[dead-link]: `{}` is gone: it answered 404\n --> 2021-03-04-frost.md:7:5\n",
        server.at("nowhere")
    );
    let moved = format!(
        "note[moved-link]: `{}` has moved for good\n --> 2021-03-04-frost.md:6:5\n",
        server.at("moved")
    );
    let checked = checked
        .says(&dead)
        .says(&moved)
        .says(&format!("help: write `{}`", server.at("new")));
    assert!(checked.stderr.contains("2 warnings"), "{}", checked.stderr);
    site.build(&["-v"]).code(0).says(&dead).says(&moved);
    site.run(&["check", "--strict"]).code(1).says(&dead);
    assert!(server.requests().is_empty());

    // What is known holds for a week.
    check(&site, &["--links", "--links-private"])
        .code(0)
        .says("0 addresses asked; 7 known of the last seven days\n");
    assert!(server.requests().is_empty());
    check(&site, &["--links=again", "--links-private"])
        .code(0)
        .says("7 addresses asked");
    assert_eq!(server.requests().len(), 12);
    let file = site.root().join(FILE);
    let text = std::fs::read_to_string(&file).expect("it is there");
    let old: Vec<String> = text
        .lines()
        .map(|line| match line.split_once("\"day\":\"") {
            Some((before, after)) if line.contains("/good") => {
                format!("{before}\"day\":\"2021-03-05{}", &after[10..])
            }
            _ => line.to_owned(),
        })
        .collect();
    std::fs::write(&file, old.join("\n")).expect("it is ours");
    check(&site, &["--links", "--links-private"])
        .code(0)
        .says("1 address asked; 1 answers; 6 known");
    assert_eq!(server.requests(), ["HEAD /good"]);
    // The same answers are the same bytes.
    assert_eq!(std::fs::read_to_string(&file).expect("it is there"), text);

    // An address that no report has is forgotten; an answer in the report holds.
    site.edit(
        "2021-03-04-frost.md",
        linking(&[server.at("gone")]) + "\n<!-- pmsite: allow dead-link: it was there then -->\n",
    );
    let checked = check(&site, &["--links", "--links-private", "-v"]).code(0);
    assert_eq!(written(&site).len(), 1);
    assert!(!checked.stderr.contains("dead-link"), "{}", checked.stderr);
}

#[test]
fn a_server_gets_a_second_chance_and_no_more() {
    let server = Server::start();
    let site = site(&server, &["once", "patient"]);
    site.edit("book.toml", "[links]\ntimeout = 1\n");
    let begun = std::time::Instant::now();
    check(&site, &["--links", "--links-private"])
        .code(0)
        .says("2 addresses asked; 2 answer; ");
    assert!(
        begun.elapsed() > Duration::from_secs(3),
        "it waits as long as it is told"
    );
    assert_eq!(
        server.requests(),
        ["HEAD /once", "GET /once", "HEAD /patient", "GET /patient"]
    );

    site.edit(
        "2021-03-04-frost.md",
        linking(&[
            server.at("down"),
            server.at("hang"),
            server.at("late"),
            server.at("left"),
        ]),
    );
    let checked = check(&site, &["--links", "--links-private", "-v"]).code(0);
    let checked = checked
        .says("3 addresses asked; 3 did not answer; 1 was left, its host does not answer; written to")
        .says(&format!("note[unanswered-link]: `{}` did not answer: it answered 502\n --> 2021-03-04-frost.md:5:5\n", server.at("down")))
        .says("did not answer: it took too long");
    assert!(!checked.stderr.contains("warning"), "{}", checked.stderr);
    assert_eq!(
        server.requests(),
        [
            "HEAD /down",
            "GET /down",
            "HEAD /hang",
            "GET /hang",
            "HEAD /late"
        ]
    );
    // What did not answer is asked again, however young that is.
    site.edit("2021-03-04-frost.md", linking(&[server.at("late")]));
    check(&site, &["--links", "--links-private", "-v"])
        .code(0)
        .says("1 address asked; 1 did not answer");
    assert_eq!(server.requests(), ["HEAD /late"]);
}

#[test]
fn redirects_end_somewhere() {
    let server = Server::start();
    let site = site(&server, &["moved-then-away", "round", "odd", "endless"]);
    check(&site, &["--links", "--links-private"]).code(0);
    let expected = [
        ("endless", "404".to_owned()),
        ("moved-then-away", format!("200 {}", server.at("away"))),
        ("odd", "redirects".to_owned()),
        ("round", "redirects".to_owned()),
    ];
    assert_eq!(
        written(&site),
        expected
            .map(|(name, facts)| (name.to_owned(), facts))
            .into()
    );
    let rounds = server
        .requests()
        .into_iter()
        .filter(|one| one == "HEAD /round");
    assert_eq!(rounds.count(), 9);
}

#[test]
fn private_networks_are_not_asked_unless_that_is_wanted() {
    let server = Server::start();
    let site = site(&server, &["good"]);
    let others = [
        "http://localhost:1/",
        "http://[::1]:1/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://wiki/",
        "https://me:pw@mill.example/",
        "https://mill.example/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
    ];
    let mut all = vec![
        server.at("good"),
        format!("http://localhost:{}/good", server.port),
    ];
    all.extend(others.map(str::to_owned));
    site.edit("2021-03-04-frost.md", linking(&all));
    let checked = check(&site, &["--links"]).code(0);
    checked
        .says("0 addresses asked; ")
        .says(" of private networks were not asked\n");
    assert!(server.requests().is_empty());
    assert!(!site.root().join(FILE).exists());
    check(&site, &["--links-private"]).code(2).says("--links");
}

#[test]
fn only_addresses_of_the_web_that_reports_link_to_are_asked() {
    let server = Server::start();
    let site = site(&server, &["good", "ignored", "good?x=1"]);
    let base = server.at("");
    site.edit(
        "book.toml",
        format!("[links]\nignore = [\"{base}ign*\"]\n[output.html]\nsite-url = \"{base}site/\"\n"),
    )
    .edit(
        "2021-05-06-mice.md",
        format!(
            "# Mice ate the flour on 2021-05-06\n\n[here]({base}site/2021-03-04-frost/), `{base}code`, [mail](mailto:a@mill.example), [file](x.md), \
             ![picture]({base}picture.png), <{base}auto>\n\n```\n{base}block\n```\n"
        ),
    )
    .edit("draft.md", format!("---\ndraft: true\n---\n# Draft\n\n[there]({base}draft)\n"))
    .edit("index.md", format!("# All\n\n[there]({base}index)\n"));
    check(&site, &["--links", "--links-private"]).code(0);
    let names: Vec<String> = written(&site).into_keys().collect();
    assert_eq!(names, ["auto", "good", "good?x=1", "index", "picture.png"]);
    assert!(
        server
            .requests()
            .iter()
            .all(|one| !one.contains("ignored") && !one.contains("draft"))
    );
    // What is ignored from now on is told no more.
    let told = site.run(&["check"]).code(0);
    assert!(told.stderr.contains("/index` is gone"), "{}", told.stderr);
    site.edit("book.toml", format!("[links]\nignore = [\"{base}*\"]\n"));
    let told = site.run(&["check", "-v"]).code(0);
    assert!(!told.stderr.contains("is gone"), "{}", told.stderr);
}

#[test]
fn a_file_that_makes_no_sense_is_told() {
    let site = Site::empty("mill");
    site.edit("2021-05-06-mice.md", "# Mice\n").edit(FILE, "{}");
    for command in ["check", "build"] {
        site.run(&[command])
            .code(2)
            .says("error: `.pmsite-links.json` is no list of what links answered: ")
            .says("remove it, and `pmsite check --links` makes it anew");
    }
    site.edit("book.toml", "[links]\nignore = [\"a[\"]\ntimeout = 500\n");
    site.run(&["check"])
        .code(2)
        .says("is not a glob")
        .says("`500` is no number that `timeout` can have");
}

/// Every address that begins with 127 is this machine there.
#[cfg(target_os = "linux")]
#[test]
fn hosts_are_asked_at_once_and_not_all_of_them() {
    let server = Server::start();
    let site = Site::empty("mill");
    let hosts = (1..=20).map(|host| format!("http://127.0.0.{host}:{}/slow", server.port));
    site.edit("2021-03-04-frost.md", linking(&hosts.collect::<Vec<_>>()));
    check(&site, &["--links", "--links-private"])
        .code(0)
        .says("20 addresses asked; 20 answer; written");
    let most = server.seen.most.load(Ordering::SeqCst);
    assert!((2..=8).contains(&most), "{most}");
    // Where redirects of several lead to one, that is asked one thing at a time, too.
    let hosts = (1..=4).map(|host| format!("http://127.0.0.{host}:{}/to-page", server.port));
    site.edit("2021-03-04-frost.md", linking(&hosts.collect::<Vec<_>>()));
    check(&site, &["--links", "--links-private"])
        .code(0)
        .says("4 answer");
    assert_eq!(server.seen.page_most.load(Ordering::SeqCst), 1);
}
