//! Who asks for what is not theirs gets nothing, and who keeps the server busy keeps nobody else waiting.

use std::io::{Read as _, Write as _};
use std::time::{Duration, Instant};

use crate::client::Served;
use crate::support::Site;

/// Words that no answer may hold.
const SECRET: &str = "the password is swordfish";

fn guarded() -> Site {
    let site = Site::empty("site-under-test");
    site.edit("src/2021-01-02-disk.md", "# Disk\n\n![Dot](dot.gif)\n")
        .edit("src/dot.gif", "GIF89a")
        .edit("src/.env", SECRET)
        .edit("src/unused.txt", SECRET)
        .edit("book.toml", format!("# {SECRET}\n[book]\nsrc = \"src\"\n"))
        .edit("secret.txt", SECRET);
    std::fs::write(site.beside("outside.txt"), SECRET).expect("the folder is ours");
    site
}

/// Whether somebody who means well is answered, and soon.
#[track_caller]
fn assert_answers(served: &Served) {
    let begun = Instant::now();
    let answer = served.get("");
    assert_eq!(answer.status, 200);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn no_path_leads_out_of_the_site() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let root = site.root().display().to_string();
    let ways = [
        "/../outside.txt",
        "/%2e%2e/outside.txt",
        "/%2e%2e%2foutside.txt",
        "/..%2foutside.txt",
        "/..%5coutside.txt",
        "/..\\outside.txt",
        "/%252e%252e/outside.txt",
        "/theme/../../outside.txt",
        "/theme/..%2f..%2foutside.txt",
        "/./index.html/../../secret.txt",
        "/secret.txt",
        "/book.toml",
        "/src/.env",
        "/.env",
        "/unused.txt",
        "/src/unused.txt",
        "/.git/HEAD",
        "//etc/passwd",
        "/%2fetc/passwd",
        "/C:/Windows/win.ini",
        "/c%3a%5cwindows%5cwin.ini",
        "/index.html%00.txt",
        "/%00",
        "/index.html%00",
        "/~root/",
        "/__pmsite/../secret.txt",
        "/__pmsite/%2e%2e/secret.txt",
        "/__pmsite/",
        "/__pmsite/reload.js/",
        "/index.html/",
        "/...//...//secret.txt",
        "/%c0%ae%c0%ae/outside.txt",
        "/%ff",
        "/%",
        "/%zz",
    ];
    let absolute = format!("/{root}/secret.txt");
    for way in ways.into_iter().chain([root.as_str(), &absolute]) {
        let answer = served.ask("GET", way, "");
        assert!(matches!(answer.status, 400 | 404), "{way}: {answer:?}");
        assert!(!answer.text().contains("swordfish"), "{way}");
        assert!(!answer.text().contains("root:"), "{way}");
    }
    assert_answers(&served);
}

#[cfg(unix)]
#[test]
fn a_picture_that_becomes_a_link_out_of_the_folder_is_not_served() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let page = served.page("2021-01-02-disk/index.html");
    let source = page
        .split("dot.gif")
        .next()
        .and_then(|start| start.rsplit('"').next());
    let folder = source
        .expect("the page shows the picture")
        .replace("../", "");
    let path = format!("{folder}dot.gif");
    assert_eq!(served.get(&path).text(), "GIF89a", "{path}");
    let mut events = served.events();
    let place = site.root().join("src/dot.gif");
    std::fs::remove_file(&place).expect("ours");
    std::os::unix::fs::symlink(site.beside("outside.txt"), &place).expect("ours");
    // At once, and when the state is a new one.
    for is_new in [false, true] {
        if is_new {
            events.next();
        }
        let answer = served.get(&path);
        assert_eq!(answer.status, 404, "{answer:?}");
        assert!(!answer.text().contains("swordfish"), "{answer:?}");
    }
}

#[test]
fn only_names_of_this_machine_are_answered() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let port = served.port;
    let ask = |head: &str| served.raw(format!("{head}\r\n\r\n").as_bytes());
    for host in [
        "localhost",
        "LocalHost",
        "127.0.0.1",
        "[::1]",
        "127.0.0.1:1",
        &format!("localhost:{port}"),
    ] {
        let answer = ask(&format!(
            "GET / HTTP/1.1\r\nConnection: close\r\nHost: {host}"
        ));
        assert_eq!(answer.status, 200, "{host}");
    }
    for host in [
        "Host: evil.example",
        "Host: evil.example:3000",
        "Host: localhost.evil.example",
        "Host: 127.0.0.1.nip.example",
        "Host: 10.1.2.3",
        "Host: user@localhost",
        "Host: ",
        "Host: localhost\r\nHost: evil.example",
        "Host: evil.example\r\nHost: localhost",
        "X-Forwarded-Host: localhost",
    ] {
        for path in [
            "/",
            "/__pmsite/events",
            "/no-such-page",
            "/search/index.html",
        ] {
            let answer = ask(&format!(
                "GET {path} HTTP/1.1\r\nConnection: close\r\n{host}"
            ));
            assert!(matches!(answer.status, 400 | 421), "{host}: {answer:?}");
            assert!(!answer.text().contains("Disk"), "{host}");
        }
    }
    let absolute = ask("GET http://evil.example/ HTTP/1.1\r\nConnection: close\r\nHost: localhost");
    assert_eq!(absolute.status, 421);
    // Events are for pages of this server alone.
    let own = format!("http://localhost:{port}");
    for (origin, is_ours) in [
        (own.as_str(), true),
        ("http://evil.example", false),
        ("https://localhost", false),
        ("http://localhost:1", false),
        ("null", false),
    ] {
        let mut stream = served.connect();
        let head = format!(
            "GET /__pmsite/events HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: {origin}\r\n\r\n"
        );
        stream
            .write_all(head.as_bytes())
            .expect("the server listens");
        let mut start = [0; 12];
        stream.read_exact(&mut start).expect("an answer comes");
        let expected: &[u8] = if is_ours {
            b"HTTP/1.1 200"
        } else {
            b"HTTP/1.1 403"
        };
        assert_eq!(start, *expected, "{origin}");
    }
}

#[test]
fn where_it_listens_everywhere_addresses_are_answered_and_foreign_names_are_not() {
    let site = guarded();
    let served = Served::start(site.root(), &["-n", "0.0.0.0"]);
    served.says("lets other machines read the site");
    for (host, expected) in [
        ("10.1.2.3:80", 200),
        ("localhost", 200),
        ("evil.example", 421),
    ] {
        let head = format!("GET / HTTP/1.1\r\nConnection: close\r\nHost: {host}\r\n\r\n");
        assert_eq!(served.raw(head.as_bytes()).status, expected, "{host}");
    }
}

#[test]
fn requests_that_are_none_are_refused() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let many = "X: y\r\n".repeat(500);
    let requests: [Vec<u8>; 8] = [
        format!(
            "GET / HTTP/1.1\r\nHost: localhost\r\nX: {}\r\n\r\n",
            "x".repeat(1 << 20)
        )
        .into_bytes(),
        format!(
            "GET /{} HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "x".repeat(1 << 20)
        )
        .into_bytes(),
        format!("GET / HTTP/1.1\r\nHost: localhost\r\n{many}\r\n").into_bytes(),
        b"GET /\0 HTTP/1.1\r\nHost: localhost\r\n\r\n".to_vec(),
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n".to_vec(),
        b"GET / HTTP/9.9\r\nHost: localhost\r\n\r\n".to_vec(),
        b"\r\n\r\n\r\nnonsense\r\n\r\n".to_vec(),
        vec![0; 100_000],
    ];
    for request in requests {
        let answer = served.raw(&request);
        let start = String::from_utf8_lossy(&request[..request.len().min(40)]).into_owned();
        assert!(
            matches!(answer.status, 0 | 400 | 414 | 431 | 505),
            "{start:?}: {answer:?}"
        );
        assert_answers(&served);
    }
}

#[test]
fn a_body_that_nobody_asked_for_keeps_nothing_busy() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let mut stream = served.connect();
    let head = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\n";
    stream
        .write_all(head.as_bytes())
        .expect("the server listens");
    let mut start = [0; 12];
    stream.read_exact(&mut start).expect("an answer comes");
    assert_eq!(start, *b"HTTP/1.1 405");
    assert_answers(&served);
}

#[test]
fn a_thousand_connections_that_say_nothing_take_nobodys_place() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let before = served.events();
    let mut idle = Vec::new();
    for number in 0..1000 {
        let mut stream = served.connect();
        if number % 3 == 0 {
            // Half a request is none.
            let _ = stream.write_all(b"GET / HTTP/1.1\r\nHost: loc");
        }
        idle.push(stream);
        // Whoever comes meanwhile is answered.
        if number % 250 == 249 {
            assert_answers(&served);
        }
    }
    assert_answers(&served);
    // Those that were still for longest are closed, long before their time is over.
    for stream in &mut idle[..700] {
        let time = Some(Duration::from_secs(3));
        stream.set_read_timeout(time).expect("a time can be set");
        let read = stream.read(&mut [0; 200]);
        let is_closed = match read {
            Ok(count) => count == 0,
            Err(ref cause) => cause.kind() == std::io::ErrorKind::ConnectionReset,
        };
        assert!(is_closed, "{read:?}");
    }
    // The stream of events was the stillest of all: it is closed, and opened again as a browser does.
    drop(before);
    let mut events = served.events();
    site.edit("src/2021-01-02-disk.md", "# Storage\n\n![Dot](dot.gif)\n");
    events.wait_for("reload");
    drop(idle);
    assert_answers(&served);
}

#[test]
fn who_never_ends_a_request_is_left() {
    let site = guarded();
    let served = Served::start(site.root(), &[]);
    let mut stream = served.connect();
    stream
        .write_all(b"GET / HTTP/1.1\r\n")
        .expect("the server listens");
    let begun = Instant::now();
    let mut rest = Vec::new();
    let _ = stream.read_to_end(&mut rest);
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(15), "{took:?}");
    assert!(!String::from_utf8_lossy(&rest).contains("200 OK"));
}

#[test]
fn who_reads_slowly_keeps_nobody_waiting() {
    let site = guarded();
    let film = vec![7; 20_000_000];
    site.edit(
        "src/2021-01-02-disk.md",
        "# Disk\n\n![Dot](dot.gif) [Film](film.mp4)\n",
    )
    .edit("src/film.mp4", &film);
    let served = Served::start(site.root(), &[]);
    let page = served.page("2021-01-02-disk/index.html");
    let source = page
        .split("film.mp4")
        .next()
        .and_then(|start| start.rsplit('"').next());
    let path = format!(
        "{}film.mp4",
        source
            .expect("the page leads to the film")
            .replace("../", "")
    );
    let mut slow = Vec::new();
    for _ in 0..40 {
        let mut stream = served.connect();
        let head = format!("GET /{path} HTTP/1.1\r\nHost: localhost\r\n\r\n");
        stream
            .write_all(head.as_bytes())
            .expect("the server listens");
        let mut start = [0; 12];
        stream.read_exact(&mut start).expect("an answer comes");
        assert_eq!(start, *b"HTTP/1.1 200");
        slow.push(stream);
    }
    assert_answers(&served);
    let whole = served.get(&path);
    assert!(whole.body == film, "{} bytes", whole.body.len());
    // What they hold is some parts of the file, not forty times all of it.
    #[cfg(target_os = "linux")]
    {
        let memory = served.memory();
        assert!(memory < 400 << 20, "{memory} bytes");
    }
    drop(slow);
    assert_answers(&served);
}
