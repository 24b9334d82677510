//! What changes on the disk is seen: once, whole, and where it is broken the last good pages stay.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::client::Served;
use crate::support::Site;

/// Reports with neighbours.
fn three() -> Site {
    let site = Site::empty("site-under-test");
    site.edit("2021-01-02-disk.md", "# Disk\n\nFull.\n")
        .edit("2021-02-03-dns.md", "# Names\n\nGone.\n")
        .edit("2021-03-04-cable.md", "# Cable\n\nCut.\n");
    site
}

/// Replaces a file as editors do: beside it first, then moved over it.
fn swap(place: &Path, text: &str) {
    let beside = place.with_file_name("4913~");
    fs::write(&beside, text).expect("there is room");
    fs::rename(&beside, place).expect("the folder is ours");
}

#[test]
fn an_edit_is_on_all_pages_that_show_it() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    assert_eq!(events.numbers(), (1, 0));
    for (at, title) in (2..).zip(["Storage", "Stores", "Stocks", "Shelves"]) {
        site.edit("2021-02-03-dns.md", format!("# {title}\n\nGone.\n"));
        events.wait_for("reload");
        assert_eq!(events.numbers(), (at, 0));
        // What the browser is told of is there already.
        let home = served.page("");
        assert!(home.contains(title), "the home page tells of {title}");
        assert!(home.contains(&format!("data-mark=\"{}\"", events.mark)));
        let neighbour = served.page("2021-03-04-cable/index.html");
        assert!(neighbour.contains(title), "the neighbour leads to {title}");
    }
}

#[test]
fn files_come_go_move_and_are_swapped() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    let root = site.root();
    let mut after = |what: &str, there: &str, gone: &str| {
        events.wait_for("reload");
        let home = served.page("");
        assert!(home.contains(there), "{what}: {there} is there");
        assert!(
            gone.is_empty() || !home.contains(gone),
            "{what}: {gone} is gone"
        );
    };
    site.edit("2022-01-01-new.md", "# Certificate\n\nOver.\n");
    after("new", "Certificate", "");
    swap(&root.join("2022-01-01-new.md"), "# Renewal\n\nOver.\n");
    after("swapped", "Renewal", "Certificate");
    swap(&root.join("2022-01-01-new.md"), "# Authority\n\nOver.\n");
    after("swapped again", "Authority", "Renewal");
    fs::rename(
        root.join("2022-01-01-new.md"),
        root.join("2022-01-05-moved.md"),
    )
    .expect("ours");
    after("renamed", "2022-01-05", "2022-01-01");
    site.remove("2022-01-05-moved.md");
    after("removed", "Cable", "Authority");
    // Folders that are new, moved, and edited in.
    site.edit("2023/deep/2023-05-05-inner.md", "# Inner\n\nDeep.\n");
    after("in a new folder", "Inner", "");
    site.edit("2023/deep/2023-05-05-inner.md", "# Within\n\nDeep.\n");
    after("edited in it", "Within", "Inner");
    fs::rename(root.join("2023"), root.join("archived")).expect("ours");
    after("its folder moved", "Within", "Inner");
    site.edit("archived/deep/2023-05-05-inner.md", "# Inside\n\nDeep.\n");
    after("edited where it is now", "Inside", "Within");
    fs::remove_dir_all(root.join("archived")).expect("ours");
    after("its folder removed", "Cable", "Inside");
    // And made anew at the same place.
    site.edit("2023/deep/2023-05-05-inner.md", "# Return\n\nDeep.\n");
    after("the folder is back", "Return", "");
}

#[test]
fn many_files_are_one_reload() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    let git = |arguments: &[&str]| {
        let done = Command::new("git")
            .current_dir(site.root())
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(arguments)
            .output()
            .expect("there is git");
        assert!(done.status.success(), "{done:?}");
    };
    git(&["init", "-q"]);
    git(&["add", "."]);
    git(&["commit", "-qm", "three"]);
    git(&["branch", "few"]);
    for number in 0..300 {
        let (path, text) = report(number);
        site.edit(&path, text);
    }
    events.wait_for("reload");
    assert!(served.page("").contains("Failure"));
    git(&["add", "."]);
    git(&["commit", "-qm", "many"]);
    git(&["checkout", "-q", "few"]);
    let is_there = |number| {
        let (path, _) = report(number);
        served
            .get(path.replace(".md", "/index.html").as_str())
            .status
            == 200
    };
    while [0, 150, 299].into_iter().any(is_there) {
        events.wait_for("reload");
    }
    // What was written without git may have been more than one change.
    std::thread::sleep(std::time::Duration::from_millis(500));
    let mut events = served.events();
    let (before, _) = events.numbers();
    git(&["checkout", "-q", "-"]);
    events.wait_for("reload");
    for number in [0, 150, 299] {
        assert!(is_there(number), "{number}");
    }
    assert_eq!(
        events.numbers(),
        (before + 1, 0),
        "one checkout is one reload"
    );
    site.edit("2021-02-03-dns.md", "# Last\n\nGone.\n");
    events.wait_for("reload");
    assert_eq!(events.numbers(), (before + 2, 0), "nothing came behind it");
}

fn report(number: usize) -> (String, String) {
    let path = format!(
        "many/{}/2019-{:02}-{:02}-n{number}.md",
        number % 7,
        number % 12 + 1,
        number % 28 + 1
    );
    (
        path,
        format!("# Failure {number}\n\nIt failed {number} times.\n"),
    )
}

#[test]
fn what_only_was_touched_or_is_no_source_makes_nothing_anew() {
    let site = three();
    site.edit(".gitignore", "*.tmp\n").edit("notes.tmp", "1");
    fs::create_dir(site.root().join(".git")).expect("ours");
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    for round in 0..5 {
        let same = fs::read(site.root().join("2021-01-02-disk.md")).expect("it is there");
        site.edit("2021-01-02-disk.md", same)
            .edit("notes.tmp", format!("{round}"))
            .edit(".git/index", format!("{round}"))
            .edit("target/debug/out.md", format!("# Round {round}\n"))
            .edit("node_modules/x/README.md", format!("# Round {round}\n"))
            .edit("site/.pmsite-manifest", format!("{round}"))
            .edit(".2021-01-02-disk.md.swp", format!("{round}"));
        fs::write(site.root().join("4913"), "").expect("ours");
        fs::remove_file(site.root().join("4913")).expect("ours");
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(
        served.events().numbers(),
        (1, 0),
        "nothing of that was a change"
    );
    site.edit("2021-01-02-disk.md", "# Storage\n\nFull.\n");
    events.wait_for("reload");
    assert_eq!(events.numbers(), (2, 0));
    // What is ignored no more is a report.
    site.edit(
        "ideas.md",
        "# Ideas of the day\n\nOn 2021-09-09 it broke.\n",
    );
    events.wait_for("reload");
    site.edit(".gitignore", "*.tmp\nideas.md\n");
    events.wait_for("reload");
    assert!(!served.page("").contains("Ideas of the day"));
    // A log that lies there, and grows.
    site.edit("serve.log", "built\n");
    events.wait_for("reload");
    let before = served.events().numbers();
    for line in 0..5 {
        site.edit("serve.log", format!("rebuilt {line}\n"));
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(served.events().numbers(), before, "a log changes no page");
}

#[test]
fn a_broken_report_keeps_the_old_page_until_it_is_mended() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    let clash = "---\naliases: [/old/]\n---\n# Storage\n\nFull.\n";
    site.edit("2021-02-03-dns.md", clash.replace("Storage", "Other"));
    events.wait_for("reload");
    site.edit("2021-01-02-disk.md", clash);
    let told = events
        .wait_for("trouble")
        .trouble
        .expect("it says what is wrong");
    assert!(told.contains("error[address-clash]"), "{told}");
    assert!(told.contains("2021-0"), "it names the file: {told}");
    assert!(!told.contains('\u{1b}'), "no colours");
    // The same words as those of a build.
    let built = site.build(&[]).code(1).stderr;
    assert!(
        built.contains(told.trim_end()),
        "{told}\nis not in\n{built}"
    );
    assert!(served.page("").contains("Disk") && !served.page("").contains("Storage"));
    // Who comes now hears of it too.
    assert_eq!(served.events().first, Some(told));
    site.edit("2021-01-02-disk.md", "# Storage\n\nFull.\n");
    let event = events.wait_for("mended");
    assert_eq!(event.trouble, None);
    assert!(served.page("").contains("Storage"));
    assert_eq!(served.events().first, None);
}

#[test]
fn a_broken_book_keeps_the_old_pages_until_it_is_mended() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    // It was not there before.
    site.edit("book.toml", "[book]\ntitle = \"Our archive\"\n");
    events.wait_for("reload");
    assert!(served.page("").contains("Our archive"));
    for broken in ["[book\n", "[book]\ntitel = 3\ntitle = 3\n"] {
        swap(&site.root().join("book.toml"), broken);
        let told = events
            .wait_for("trouble")
            .trouble
            .expect("it says what is wrong");
        assert!(told.contains("book.toml:"), "{told}");
        assert!(served.page("").contains("Our archive"));
    }
    // Neither can the sources be found.
    site.edit("book.toml", "[book]\nsrc = \"nosuch\"\n");
    let told = events
        .wait_for("trouble")
        .trouble
        .expect("it says what is wrong");
    assert!(told.contains("`nosuch` does not exist"), "{told}");
    site.edit("book.toml", "[book]\ntitle = \"Mended\"\n");
    events.wait_for("mended");
    assert!(served.page("").contains("Mended"));
}

#[test]
fn other_sources_are_watched_where_the_book_names_them() {
    let site = three();
    site.edit("other/2024-01-01-tape.md", "# Tape\n\nTorn.\n");
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    site.edit(
        "book.toml",
        "[book]\nsrc = \"other\"\n[output.html]\nadditional-css = [\"looks/own.css\"]\n",
    )
    .edit("looks/own.css", "p { color: red }\n");
    while !served.page("").contains("Tape") || served.page("").contains("Disk") {
        events.next();
    }
    site.edit("other/2024-01-01-tape.md", "# Ribbon\n\nTorn.\n");
    while !served.page("").contains("Ribbon") {
        events.next();
    }
    // Nobody reads the former sources any more, and the style sheet is a style sheet.
    let (before, _) = events.numbers();
    site.edit("2021-01-02-disk.md", "# Storage\n\nFull.\n");
    site.edit("looks/own.css", "p { color: blue }\n");
    events.wait_for("css");
    assert_eq!(events.numbers().0, before);
}

#[test]
fn the_theme_is_watched_and_style_sheets_are_no_reload() {
    let site = three();
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    site.edit(
        "theme/static/css/custom.css",
        "main { outline: 1px solid }\n",
    );
    events.next();
    let (before, styles) = events.numbers();
    site.edit(
        "theme/static/css/custom.css",
        "main { outline: 9px solid }\n",
    );
    events.wait_for("css");
    assert_eq!(events.numbers(), (before, styles + 1));
    assert!(
        served
            .page("theme/style.css")
            .contains("outline: 9px solid")
    );
    site.edit(
        "theme/templates/partials/hooks/footer.html",
        "<p>Footer of ours</p>\n",
    );
    events.wait_for("reload");
    assert!(served.page("").contains("Footer of ours"));
    // Faults of two kinds: one that is seen when it is read, one when a page is made.
    for fault in ["{% if %}", "{{ nothing_of_that_name }}"] {
        site.edit("theme/templates/partials/hooks/footer.html", fault);
        let told = events
            .wait_for("trouble")
            .trouble
            .expect("it says what is wrong");
        assert!(
            told.contains("theme/templates/partials/hooks/footer.html"),
            "{told}"
        );
        // It stands on every page, and is told once.
        assert_eq!(told.matches("error[template-fault]").count(), 1, "{told}");
        assert!(served.page("").contains("Footer of ours"));
    }
    site.remove("theme/templates/partials/hooks/footer.html");
    events.wait_for("mended");
    assert!(!served.page("").contains("Footer of ours"));
    // A fault that no sample shows: the page itself tells.
    site.edit(
        "theme/templates/partials/hooks/footer.html",
        "{% if page.title == \"Cable\" %}{{ nothing_of_that_name }}{% endif %}\n",
    );
    events.next();
    let told: Vec<String> = ["2021-03-04-cable/index.html", "2021-01-02-disk/index.html"]
        .into_iter()
        .map(|page| served.get(page))
        .filter(|answer| answer.status == 500)
        .map(|answer| answer.text())
        .collect();
    let [page] = told.as_slice() else {
        panic!("one of them has the fault: {told:?}");
    };
    assert!(page.contains("nothing_of_that_name") && page.contains("/__pmsite/reload.js"));
}

#[test]
fn without_a_first_state_the_messages_are_a_page() {
    let site = three();
    site.edit("book.toml", "[book]\ntitle = <b>\n");
    let served = Served::start(site.root(), &[]);
    for path in ["", "index.html", "no/such/page"] {
        let answer = served.get(path);
        assert_eq!(answer.status, 500, "{path}");
        let text = answer.text();
        assert!(
            text.contains("book.toml:2:") && text.contains("/__pmsite/reload.js"),
            "{text}"
        );
        assert!(
            text.contains("title = &lt;b&gt;"),
            "words and no markup: {text}"
        );
    }
    let mut events = served.events();
    site.edit("book.toml", "[book]\ntitle = \"Whole\"\n");
    events.wait_for("mended");
    assert!(served.page("").contains("Whole"));
}

#[test]
fn a_look_from_time_to_time_sees_the_same() {
    let site = three();
    let served = Served::start(site.root(), &["--poll"]);
    let mut events = served.events();
    site.edit("2021-02-03-dns.md", "# Storage\n\nGone.\n");
    events.wait_for("reload");
    assert!(served.page("").contains("Storage"));
    site.edit("new/2022-02-03-tape.md", "# Tape\n\nTorn.\n");
    events.wait_for("reload");
    assert!(served.page("").contains("Tape"));
    site.remove("new/2022-02-03-tape.md");
    events.wait_for("reload");
    assert!(!served.page("").contains("Tape"));
    assert_eq!(events.numbers(), (4, 0));
}

#[test]
fn a_warning_is_told_once_and_every_state_has_a_line() {
    let site = three();
    site.edit("2021-01-02-disk.md", "# Disk\n\n[gone](gone.md)\n");
    let served = Served::start(site.root(), &[]);
    served.says("broken-link");
    served.says("built: 3 reports; 1 warning");
    site.edit("2021-02-03-dns.md", "# Names\n\nFor good.\n");
    let line = served.says("rebuilt: ");
    assert!(
        line.starts_with("rebuilt: 3 reports, 1 file changed; 1 warning, in "),
        "{line}"
    );
    // The line comes first where nothing is told again.
    site.edit("2021-02-03-dns.md", "# Names\n\n[gone too](too.md)\n");
    served.says("broken-link");
    served.says("rebuilt: 3 reports, 1 file changed; 2 warnings, in ");
}

#[test]
fn another_run_is_another_state() {
    let site = three();
    let mark = || Served::start(site.root(), &[]).events().mark;
    assert_ne!(mark(), mark());
}

#[test]
fn what_was_told_is_no_news_when_an_error_is_mended() {
    let site = three();
    site.edit("2021-01-02-disk.md", "# Disk\n\n[gone](gone.md)\n");
    let served = Served::start(site.root(), &[]);
    served.says("broken-link");
    served.says("built: 3 reports; 1 warning");
    site.edit("book.toml", "[book\n");
    served.says("nothing was rebuilt");
    site.edit("book.toml", "[book]\n");
    // The next line after the refusal.
    let line = served.says("");
    assert!(line.starts_with("rebuilt: 3 reports"), "{line}");
}

#[test]
fn a_text_that_stays_set_aside_changes_nothing() {
    let site = three();
    let log = |lines: usize| "GET /health 200 3ms\nGET /items 200 9ms\n".repeat(lines);
    site.edit("traffic.txt", log(20)).edit(
        "template.md",
        "# Title\n\n## Impact\n\n## Timeline\n\n## Root cause\n",
    );
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    for lines in 21..26 {
        site.edit("traffic.txt", log(lines));
        site.edit(
            "template.md",
            format!("# Title\n\n## Impact\n\n## Timeline\n\n## Root cause {lines}\n"),
        );
        std::thread::sleep(std::time::Duration::from_millis(60));
    }
    std::thread::sleep(std::time::Duration::from_millis(300));
    assert_eq!(served.events().numbers(), (1, 0), "no page tells of that");
    // What it is now is seen.
    site.edit("traffic.txt", "The mill stopped\n================\n\nIt stood still for a day, since the wheel was frozen.\n\nImpact\n------\n\nNo flour was ground. Nobody had bread in the morning, and bakers waited.\n");
    events.wait_for("reload");
    assert!(served.page("").contains("The mill stopped"));
}

/// Ends with the test, however that ends.
#[cfg(unix)]
struct Running(std::process::Child);

#[cfg(unix)]
impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

#[cfg(unix)]
#[test]
fn what_it_prints_itself_is_no_change() {
    use std::fs::File;
    use std::process::Stdio;
    use std::time::Duration;

    let site = three();
    site.edit("2021-01-02-disk.md", "# Disk\n\n[gone](gone.md)\n");
    // Under a name that is read as a report, whatever stands in it.
    let place = site.root().join("2021-04-05-serve.md");
    let told = || fs::read_to_string(&place).expect("it is there");
    let out = File::create(&place).expect("the folder is ours");
    let same = out.try_clone().expect("it is open");
    let child = crate::support::pmsite()
        .current_dir(site.root())
        .args(["serve", "-p", "0"])
        .stdout(Stdio::from(out))
        .stderr(Stdio::from(same))
        .spawn()
        .expect("the program starts");
    let _child = Running(child);
    let wait_for = |words: &str, times: usize| {
        for _ in 0..400 {
            if told().matches(words).count() >= times {
                return;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        panic!("no `{words}` in {}", told());
    };
    wait_for("serving", 1);
    std::thread::sleep(Duration::from_secs(1));
    let built = told().matches("built: ").count();
    assert!(built <= 2, "{}", told());
    // Neither where it tells of an error.
    site.edit("book.toml", "[book\n");
    wait_for("nothing was rebuilt", 1);
    std::thread::sleep(Duration::from_secs(1));
    assert_eq!(
        told().matches("nothing was rebuilt").count(),
        1,
        "{}",
        told()
    );
    site.edit("book.toml", "[book]\ntitle = \"Ours\"\n");
    wait_for("rebuilt: ", 1);
}

#[test]
fn what_links_answered_is_watched() {
    let site = three();
    let address = "https://example.com/gone";
    site.edit(
        "2021-01-02-disk.md",
        format!("# Disk\n\n[gone]({address})\n"),
    );
    let served = Served::start(site.root(), &[]);
    let mut events = served.events();
    site.edit(".pmsite-links.json", links(address));
    events.wait_for("reload");
    served.says("dead-link");
}

/// What `check --links` writes of an address that is gone.
fn links(address: &str) -> String {
    format!(
        "{{\n  \"version\": 1,\n  \"links\": [\n    {{\"address\":\"{address}\",\"status\":404,\"day\":\"2024-01-02\"}}\n  ]\n}}\n"
    )
}
