//! What is served: the files of a build, and how HTTP has them told.

use std::path::Path;

use crate::client::{Served, without_script};
use crate::support::{Files, Site, files, pmsite};

/// A picture of one dot.
const GIF: &[u8] = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\xff\xff\xff,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x01D\x00;";

/// Holds what is served against what a build wrote.
#[track_caller]
fn assert_serves(served: &Served, built: &Files) {
    let mut scripts = 0;
    for (path, bytes) in built.iter().filter(|(path, _)| *path != ".pmsite-manifest") {
        let encoded: String = path.split('/').map(encoded).collect::<Vec<_>>().join("/");
        let answer = served.get(&encoded);
        assert_eq!(answer.status, 200, "{path}");
        let own = without_script(&answer.body);
        scripts += usize::from(own.len() < answer.body.len());
        assert!(
            own == *bytes,
            "{path} is served with other bytes than are built"
        );
    }
    let pages = built.keys().filter(|path| path.ends_with(".html")).count();
    assert!(
        scripts > 5 && scripts <= pages,
        "{scripts} of {pages} pages hear of changes"
    );
}

fn encoded(part: &str) -> String {
    let signs = part.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'.' | b'-' | b'_' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    });
    signs.collect()
}

#[test]
fn every_file_of_a_build_is_served_with_its_bytes() {
    for fixture in ["sites/bare", "sites/folders", "sites/forms"] {
        let site = Site::from_dir(fixture);
        site.build(&[]).code(0);
        assert_serves(&Served::start(site.root(), &[]), &site.output());
    }
    // Data of all kinds, below the path of the site's address.
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (_folder, built) = crate::support::demonstration();
    let served = Served::start(root, &[]);
    assert_eq!(served.base, "/pmsite/");
    assert_serves(&served, &built);
}

#[test]
fn pictures_style_sheets_drafts_and_odd_names_are_served_as_they_are_built() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\n![Graph](img/the%20graph.gif) [Log](notes.log)\n")
        .edit("2021-03-04-straße.md", "# Straße\n\nGesperrt.\n")
        .edit("2021-03-05-later.md", "---\ndraft: true\n---\n# Later\n\nSoon.\n")
        .edit("img/the graph.gif", GIF)
        .edit("notes.log", "12:00 it began\n")
        .edit("looks/own.css", "body { color: red }\n")
        .edit(
            "book.toml",
            "[output.html]\nsite-url = \"https://example.com/repo/\"\nadditional-css = [\"looks/own.css\"]\n",
        );
    site.build(&["--drafts"]).code(0);
    let built = site.output();
    let served = Served::start(site.root(), &["--drafts"]);
    assert!(
        built.keys().any(|path| path.ends_with("the graph.gif")),
        "{:?}",
        built.keys()
    );
    assert!(built.keys().any(|path| path.contains("later")));
    assert_serves(&served, &built);
}

#[test]
fn a_site_stands_under_the_path_of_its_address() {
    // The whole address, or the path alone.
    for home in ["https://example.com/repo/", "/repo/", "/repo"] {
        stands_under_its_path(home);
    }
}

fn stands_under_its_path(home: &str) {
    let site = Site::empty("site-under-test");
    site.edit("a/2021-01-02-disk.md", "# Disk\n\nFull.\n").edit(
        "book.toml",
        format!("[output.html]\nsite-url = \"{home}\"\n"),
    );
    let served = Served::start(site.root(), &[]);
    assert_eq!(served.base, "/repo/");
    for from in ["/", "/repo", "/?a=b"] {
        let answer = served.ask("GET", from, "");
        assert_eq!(answer.status, 308, "{from}");
        let expected = if from.contains('?') {
            "/repo/?a=b"
        } else {
            "/repo/"
        };
        assert_eq!(answer.header("location"), Some(expected), "{from}");
    }
    let home = served.ask("GET", "/repo/", "");
    assert!(home.status == 200 && home.text().contains("Disk"));
    // What stands elsewhere on that host is not there.
    for path in [
        "/index.html",
        "/repository/index.html",
        "/a/",
        "/theme/style.css",
    ] {
        let answer = served.ask("GET", path, "");
        assert_eq!(answer.status, 404, "{path}");
        assert!(
            answer.text().contains("href=\"/repo/theme/style.css"),
            "{path}: the site's own page"
        );
    }
    // No page tells of another host.
    let evil = served.ask("GET", "//evil.example/..", "");
    assert_eq!((evil.status, evil.header("location")), (404, None));
}

#[test]
fn folders_lead_to_their_pages_and_missing_pages_to_the_site_s_own() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n");
    let served = Served::start(site.root(), &[]);
    let page = "2021/disk";
    let found = [page, "2021-01-02-disk", "disk"]
        .into_iter()
        .find(|page| served.get(&format!("{page}/")).status == 200)
        .expect("the report has a page");
    let answer = served.get(&format!("{found}?x=1"));
    assert_eq!(answer.status, 308);
    assert_eq!(answer.header("location"), Some(&*format!("/{found}/?x=1")));
    assert_eq!(served.get(&format!("{found}/index.html")).status, 200);
    // A folder without a page of its own is not listed.
    assert_eq!(served.get("theme/").status, 404);
    assert_eq!(served.get("theme").status, 404);
    let missing = served.get("no/such/page.html");
    assert_eq!(missing.status, 404);
    assert_eq!(
        missing.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    assert!(
        missing.text().contains("kind-not_found"),
        "{}",
        missing.text()
    );
    // The source of a report is no file of the site, nor is the configuration.
    for path in ["2021-01-02-disk.md", "book.toml", "site/index.html"] {
        assert_eq!(served.get(path).status, 404, "{path}");
    }
}

#[test]
fn tags_heads_and_methods() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n");
    let served = Served::start(site.root(), &[]);
    for path in [
        "",
        "theme/style.css",
        "sitemap.xml",
        "robots.txt",
        "404.html",
    ] {
        let whole = served.get(path);
        if whole.status == 404 {
            continue;
        }
        let tag = whole.header("etag").expect("a tag").to_owned();
        assert_eq!(whole.header("cache-control"), Some("no-cache"), "{path}");
        assert_eq!(
            whole.header("x-content-type-options"),
            Some("nosniff"),
            "{path}"
        );
        assert_eq!(
            whole.header("cross-origin-resource-policy"),
            Some("same-origin"),
            "{path}"
        );
        let place = format!("/{path}");
        for known in [
            tag.clone(),
            format!("W/{tag}"),
            format!("\"x\", {tag}"),
            "*".to_owned(),
        ] {
            let same = served.ask("GET", &place, &format!("If-None-Match: {known}\r\n"));
            assert_eq!((same.status, same.body.len()), (304, 0), "{path} {known}");
            assert_eq!(same.header("etag"), Some(&*tag));
        }
        let other = served.ask("GET", &place, "If-None-Match: \"other\"\r\n");
        assert_eq!((other.status, &other.body), (200, &whole.body), "{path}");
        let head = served.ask("HEAD", &place, "");
        assert_eq!((head.status, head.body.len()), (200, 0), "{path}");
        for name in ["etag", "content-length", "content-type", "accept-ranges"] {
            assert_eq!(head.header(name), whole.header(name), "{path}: {name}");
            assert!(head.header(name).is_some(), "{path}: {name}");
        }
        for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
            let refused = served.ask(method, &place, "");
            assert_eq!(refused.status, 405, "{method} {path}");
            assert_eq!(
                refused.header("allow"),
                Some("GET, HEAD"),
                "{method} {path}"
            );
        }
    }
    let kinds = [
        ("", "text/html; charset=utf-8"),
        ("theme/style.css", "text/css; charset=utf-8"),
        ("__pmsite/reload.js", "text/javascript; charset=utf-8"),
    ];
    for (path, kind) in kinds {
        assert_eq!(
            served.get(path).header("content-type"),
            Some(kind),
            "{path}"
        );
    }
    let missing = served.ask("HEAD", "/no-such-page", "");
    assert_eq!((missing.status, missing.body.len()), (404, 0));
}

#[test]
fn parts_of_files() {
    let site = Site::empty("site-under-test");
    // More than is held in memory at once.
    let film: Vec<u8> = (0..3_000_000_u32).map(|at| (at / 7 % 251) as u8).collect();
    site.edit(
        "2021-01-02-disk.md",
        "# Disk\n\n[Film](film.mp4) ![Dot](dot.gif)\n",
    )
    .edit("film.mp4", &film)
    .edit("dot.gif", GIF);
    let served = Served::start(site.root(), &[]);
    site.build(&["-d", "out"]).code(0);
    let built = files(&site.root().join("out"));
    let find = |end: &str| {
        built
            .keys()
            .find(|path| path.ends_with(end))
            .expect("it is copied")
    };
    let style = built["theme/style.css"].clone();
    for (path, bytes) in [
        (find("film.mp4").as_str(), film.as_slice()),
        (find("dot.gif").as_str(), GIF),
        ("theme/style.css", &style),
    ] {
        let all = bytes.len();
        let place = format!("/{path}");
        let whole = served.ask("GET", &place, "");
        assert!(whole.status == 200 && whole.body == bytes, "{path}");
        assert_eq!(whole.header("accept-ranges"), Some("bytes"));
        let tag = whole.header("etag").expect("a tag").to_owned();
        for (range, from, to) in [
            ("0-0", 0, 1),
            ("5-9", 5, 10),
            ("10-", 10, all),
            ("-4", all - 4, all),
            ("3-99999999999", 3, all),
        ] {
            let part = served.ask("GET", &place, &format!("Range: bytes={range}\r\n"));
            assert_eq!(part.status, 206, "{path} {range}");
            assert!(part.body == bytes[from..to], "{path} {range}");
            let named = format!("bytes {from}-{}/{all}", to - 1);
            assert_eq!(part.header("content-range"), Some(&*named));
        }
        let beyond = served.ask("GET", &place, &format!("Range: bytes={all}-\r\n"));
        assert_eq!((beyond.status, beyond.body.len()), (416, 0), "{path}");
        let named = format!("bytes */{all}");
        assert_eq!(beyond.header("content-range"), Some(&*named));
        for several in ["bytes=0-1,3-4", "lines=0-1", "bytes=x"] {
            let whole = served.ask("GET", &place, &format!("Range: {several}\r\n"));
            assert!(
                whole.status == 200 && whole.body == bytes,
                "{path} {several}"
            );
        }
        let rest = format!("Range: bytes=2-\r\nIf-Range: {tag}\r\n");
        assert_eq!(served.ask("GET", &place, &rest).status, 206, "{path}");
        let other = "Range: bytes=2-\r\nIf-Range: \"other\"\r\n";
        assert_eq!(served.ask("GET", &place, other).status, 200, "{path}");
    }
}

#[test]
fn a_port_that_is_taken_leads_to_the_next() {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n");
    let first = Served::start(site.root(), &[]);
    let port = first.port.to_string();
    let second = Served::start_with(site.root(), &["-p", &port]);
    assert!(second.port > first.port && second.port <= first.port + 20);
    second.says(&format!(
        "port {port} is taken: port {} serves instead",
        second.port
    ));
    assert_eq!(second.get("").status, 200);
    assert_eq!(first.get("").status, 200);
}

#[test]
fn what_cannot_be_served_is_told_at_once() {
    let site = Site::empty("site-under-test");
    let outcome =
        crate::support::Outcome::of(pmsite().current_dir(site.root()).args(["serve", "nosuch"]));
    outcome.code(2).says("`nosuch` does not exist");
    let outcome = crate::support::Outcome::of(pmsite().current_dir(site.root()).args([
        "serve",
        "-n",
        "no such host",
    ]));
    outcome
        .code(2)
        .says("cannot serve at `no such host`, port 3000");
}

#[cfg(unix)]
#[test]
fn it_ends_at_once_with_streams_open() {
    for signal in ["-INT", "-TERM"] {
        let site = Site::empty("site-under-test");
        site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n");
        let served = Served::start(site.root(), &[]);
        let _events = [served.events(), served.events(), served.events()];
        let _idle = served.connect();
        let (took, code) = served.end(signal);
        assert_eq!(code, Some(0), "{signal}");
        assert!(took.as_millis() < 1000, "{signal}: {took:?}");
    }
}
