//! Two states of one archive, far enough apart that every part of the move has work: reports that stay, change, go, come and
//! are renamed, with the pictures and the indexes that hang on them.

use std::fmt::Write as _;
use std::path::Path;

use crate::support::{Files, Outcome, pmsite, write};

/// Writes the archive in one of its two states.
pub(crate) fn write_archive(folder: &Path, state: usize, reports: usize) {
    let book = "[book]\ntitle = \"Archive\"\nsrc = \"reports\"\n[output.html]\nsite-url = \"https://a.example/pm/\"\n";
    write(&folder.join("book.toml"), book.as_bytes());
    for number in 0..reports {
        // One in five is only in the first state, one only in the second.
        if number % 5 == state {
            continue;
        }
        let path = format!("reports/{}", path(number, state));
        write(
            &folder.join(path),
            report(number, state, reports).as_bytes(),
        );
        if number.is_multiple_of(3) {
            let picture = format!("reports/pictures/{}.svg", picture(number, state));
            let color = if number.is_multiple_of(2) { 7 } else { state };
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M{number} {color}\"/></svg>"
            );
            write(&folder.join(picture), svg.as_bytes());
        }
    }
}

/// Where a report stands: one in seven is renamed from state to state.
fn path(number: usize, state: usize) -> String {
    let year = 2012 + number % 9;
    let month = number % 12 + 1;
    let day = number % 28 + 1;
    let name = if number % 7 == 3 {
        ["before", "after"][state]
    } else {
        "outage"
    };
    format!("{year}/{year}-{month:02}-{day:02}-{name}-{number}.md")
}

fn picture(number: usize, state: usize) -> String {
    if number.is_multiple_of(2) {
        format!("{number}")
    } else {
        format!("{number}-{state}")
    }
}

fn report(number: usize, state: usize, reports: usize) -> String {
    let mut text = format!(
        "---\nservices: [service-{}]\ncauses: [cause-{}]\ntags: [tag-{}]\naliases: [/old/{number}/]\n---\n\n# Outage {number}\n\n## Summary\n\n",
        number % 11,
        (number + state) % 6,
        if number.is_multiple_of(4) { state } else { 2 },
    );
    if number.is_multiple_of(2) {
        let _ = writeln!(text, "Told in state {state}.\n");
    }
    for step in [1, 2, 6] {
        let other = (number + step) % reports;
        if other % 5 != state {
            let _ = writeln!(text, "As in [another](../{}).", path(other, state));
        }
    }
    if number.is_multiple_of(3) {
        let name = picture(number, state);
        let _ = writeln!(text, "\n![the load](../pictures/{name}.svg)");
    }
    let _ = writeln!(text, "\n## Impact\n\n{}", "It was slow. ".repeat(60));
    text
}

/// A fresh build of a folder, with everything that it leaves.
pub(crate) fn fresh(source: &Path, out: &Path) -> Files {
    Outcome::of(pmsite().arg("build").arg(source).arg("-d").arg(out)).code(0);
    everything(out)
}

/// Every file of a folder; unlike [`crate::support::files`] the lock too. An empty folder is a path that ends in `/`.
pub(crate) fn everything(folder: &Path) -> Files {
    let mut out = Files::new();
    let walk = walkdir::WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name();
    for entry in walk {
        let entry = entry.expect("the folder is readable");
        let inside = entry.path().strip_prefix(folder).expect("it lies in it");
        let path = inside.to_string_lossy().replace('\\', "/");
        if entry.file_type().is_dir() {
            let mut entries = std::fs::read_dir(entry.path()).expect("the folder is readable");
            if entries.next().is_none() {
                out.insert(format!("{path}/"), Vec::new());
            }
        } else {
            out.insert(
                path,
                std::fs::read(entry.path()).expect("the file is readable"),
            );
        }
    }
    out
}
