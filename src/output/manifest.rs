//! What a build wrote: the paths of its files with their fingerprints, and in a few lines whose site that is.
//!
//! Takes and gives the text of the file `.pmsite-manifest`: a first line with the version, then what is to be known of the whole,
//! then one line per file, in the order of the paths. It reads and writes no disk, and nothing in it depends on where the
//! folder is, but for the names of folders that were made for it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{About, path};

/// The name of the file in the output folder.
pub const NAME: &str = ".pmsite-manifest";

const FIRST_LINE: &str = "pmsite manifest 1";

/// A fingerprint that no content is known by: the file is ours, what it holds is open. An interrupted move leaves these.
pub(super) const OPEN: u128 = 0;

/// Paths inside the output folder with the fingerprints of their files.
pub(super) type Files = BTreeMap<String, u128>;

/// What is known of a folder that builds write to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Manifest {
    /// Whose site it is; what an older version wrote does not say.
    pub(super) about: Option<About>,
    /// The names of the folders above the output folder that were made for it, the outermost first, with `/` between them.
    pub(super) above: Option<String>,
    /// Its files.
    pub(super) files: Files,
}

/// The text of a manifest.
pub(super) fn write(manifest: &Manifest) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    if let Some(About { title, reports }) = &manifest.about {
        let _ = writeln!(text, "reports  {reports}");
        if let Some(title) = title {
            let _ = writeln!(text, "title  {}", title.replace(char::is_control, " "));
        }
    }
    if let Some(above) = &manifest.above {
        let _ = writeln!(text, "above  {above}");
    }
    for (path, fingerprint) in &manifest.files {
        let _ = writeln!(text, "{fingerprint:032x}  {path}");
    }
    text
}

/// The manifest of a text; `None` where the text is none of ours. A line that names no file inside the folder is passed over:
/// what a damaged manifest says must never lead to another place.
pub(super) fn read(text: &str) -> Option<Manifest> {
    let mut lines = text.lines();
    if lines.next() != Some(FIRST_LINE) {
        return None;
    }
    let mut manifest = Manifest::default();
    for line in lines {
        let Some((key, value)) = line.split_once("  ") else {
            continue;
        };
        match key {
            "reports" => {
                if let Ok(reports) = value.parse() {
                    manifest.about.get_or_insert_default().reports = reports;
                }
            }
            "title" => manifest.about.get_or_insert_default().title = Some(value.to_owned()),
            "above" => manifest.above = path::check(value).is_ok().then(|| value.to_owned()),
            _ => {
                if let Ok(fingerprint) = u128::from_str_radix(key, 16)
                    && path::check(value).is_ok()
                {
                    manifest.files.insert(value.to_owned(), fingerprint);
                }
            }
        }
    }
    Some(manifest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_survives_and_stays_inside() {
        let manifest = Manifest {
            about: Some(About {
                title: Some("Incidents  of 2021".to_owned()),
                reports: 12,
            }),
            above: Some("a/b c".to_owned()),
            files: [
                ("a b/index.html".to_owned(), 7),
                ("é.css".to_owned(), u128::MAX),
            ]
            .into(),
        };
        assert_eq!(read(&write(&manifest)), Some(manifest.clone()));
        let more = format!(
            "{}{:032x}  ../x\n{:032x}  /etc/x\nrubbish\nreports  many\n",
            write(&manifest),
            1,
            2
        );
        assert_eq!(read(&more), Some(manifest));
        assert_eq!(read("something else\n"), None);
        let upwards = read(&format!("{FIRST_LINE}\nabove  ../..\n"));
        assert_eq!(upwards, Some(Manifest::default()));
    }
}
