//! What a build wrote: the paths of its files with their fingerprints.
//!
//! Takes and gives the text of the file `.pmsite-manifest`: a first line with the version, then one line per file, in the order
//! of the paths. It reads and writes no disk.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::path;

/// The name of the file in the output folder.
pub const NAME: &str = ".pmsite-manifest";

const FIRST_LINE: &str = "pmsite manifest 1";

/// A fingerprint that no content is known by: the file is ours, what it holds is open. An interrupted move leaves these.
pub(super) const OPEN: u128 = 0;

/// Paths inside the output folder with the fingerprints of their files.
pub(super) type Manifest = BTreeMap<String, u128>;

/// The text of a manifest.
pub(super) fn write(manifest: &Manifest) -> String {
    let mut text = format!("{FIRST_LINE}\n");
    for (path, fingerprint) in manifest {
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
    let entry = |line: &str| {
        let (fingerprint, path) = line.split_once("  ")?;
        let fingerprint = u128::from_str_radix(fingerprint, 16).ok()?;
        path::check(path)
            .is_ok()
            .then(|| (path.to_owned(), fingerprint))
    };
    Some(lines.filter_map(entry).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_survives_and_stays_inside() {
        let manifest: Manifest = [
            ("a b/index.html".to_owned(), 7),
            ("é.css".to_owned(), u128::MAX),
        ]
        .into();
        assert_eq!(read(&write(&manifest)), Some(manifest.clone()));
        let more = format!(
            "{}{:032x}  ../x\n{:032x}  /etc/x\nrubbish\n",
            write(&manifest),
            1,
            2
        );
        assert_eq!(read(&more), Some(manifest));
        assert_eq!(read("something else\n"), None);
    }
}
