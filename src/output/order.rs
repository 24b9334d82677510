//! The order of a build's last half: in which staged files move into place, and in which files of the last build go.
//!
//! Takes what was staged and what is stale, gives lists. Whoever follows links from a page that is there shall come to nothing
//! missing, at whatever moment the work ends. It touches no disk.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::staged::{How, Staged};

/// Files of the site that list pages and are no `xml`.
const LISTS: [&str; 4] = ["feed.json", "feeds.opml", "incidents.ics", "llms.txt"];

/// One step of the move.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// A file goes to its place, which may hold an older one.
    File { path: String, file: PathBuf },
    /// A folder that is not there yet goes to its place with all it holds.
    Folder { name: String },
}

impl Move {
    /// The path of a single file.
    pub(super) fn path(&self) -> Option<&str> {
        match self {
            Self::File { path, .. } => Some(path),
            Self::Folder { .. } => None,
        }
    }
}

/// What waits, in the order of its move.
pub(super) fn of_moves(staged: BTreeMap<String, Staged>) -> Vec<Move> {
    let mut moves: Vec<(Rank, String, Option<PathBuf>)> = Vec::new();
    // New folders by their names in lower case.
    let mut folders: BTreeMap<String, Vec<(String, PathBuf)>> = BTreeMap::new();
    for (path, staged) in staged {
        match staged.how {
            How::Waits { file, replaces } => {
                moves.push((Rank::of(&path, replaces), path, Some(file)));
            }
            How::WaitsInTree { file } => {
                let name = outermost(&path).to_lowercase();
                folders.entry(name).or_default().push((path, file));
            }
            How::Unchanged | How::Kept => {}
        }
    }
    for files in folders.into_values() {
        let name = outermost(&files[0].0).to_owned();
        if files.iter().all(|(path, _)| outermost(path) == name) {
            // A folder without pages is what pages show.
            let ranks = files.iter().map(|(path, _)| Rank::of(path, false));
            let rank = ranks.max().unwrap_or(Rank::Shown);
            moves.push((rank, name, None));
        } else {
            // Names that differ in case only: one folder where the disk does not tell cases apart, and as a whole it would move
            // but once.
            for (path, file) in files {
                moves.push((Rank::of(&path, false), path, Some(file)));
            }
        }
    }
    moves.sort();
    moves
        .into_iter()
        .map(|(_, path, file)| match file {
            Some(file) => Move::File { path, file },
            None => Move::Folder { name: path },
        })
        .collect()
}

/// What is to be removed, in the order of its going. Pages go first: what they show is there as long as they are.
pub(super) fn of_removals<'a>(stale: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let (mut pages, others): (Vec<&str>, Vec<&str>) =
        stale.partition(|path| extension(path) == "html");
    pages.extend(others);
    pages
}

/// When a file is moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    /// What pages show.
    Shown,
    /// New pages and feeds: nothing points at them yet.
    New,
    /// Pages that change.
    Changed,
    /// What lists the whole site, and what nobody needs a link for: the home page, the page for missing addresses, feeds.
    Last,
}

impl Rank {
    fn of(path: &str, replaces: bool) -> Self {
        if matches!(
            path,
            "index.html" | "404.html" | "sitemap.xml" | "robots.txt"
        ) {
            return Self::Last;
        }
        let name = path.rsplit('/').next().unwrap_or_default();
        // What the search page loads leads to pages as a list does.
        let is_index = path.starts_with("search/") && extension(path) == "js";
        let is_list = extension(path) == "xml" || LISTS.contains(&name) || is_index;
        match (extension(path), replaces) {
            _ if is_list && replaces => Self::Last,
            ("html", true) => Self::Changed,
            ("html", false) => Self::New,
            _ if is_list => Self::New,
            _ => Self::Shown,
        }
    }
}

/// The first part of a path.
fn outermost(path: &str) -> &str {
    path.split('/').next().unwrap_or_default()
}

fn extension(path: &str) -> &str {
    Path::new(path)
        .extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or("")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn new() -> How {
        let file = PathBuf::from("new");
        How::Waits {
            file,
            replaces: false,
        }
    }

    fn changed() -> How {
        let file = PathBuf::from("changed");
        How::Waits {
            file,
            replaces: true,
        }
    }

    fn in_tree() -> How {
        let file = PathBuf::from("tree");
        How::WaitsInTree { file }
    }

    /// The moves in words: a folder ends in `/`.
    fn moves(staged: &[(&str, How)]) -> Vec<String> {
        let staged = staged.iter().map(|(path, how)| {
            let how = how.clone();
            let fingerprint = 1;
            ((*path).to_owned(), Staged { fingerprint, how })
        });
        let moves = of_moves(staged.collect());
        let words = moves.into_iter().map(|step| match step {
            Move::File { path, .. } => path,
            Move::Folder { name } => format!("{name}/"),
        });
        words.collect()
    }

    #[test]
    fn what_is_pointed_at_moves_before_what_points_at_it() {
        let staged = [
            ("404.html", changed()),
            ("CNAME", How::Kept),
            ("a/changed/index.html", changed()),
            ("a/changed/picture.png", changed()),
            ("a/feed.xml", changed()),
            ("a/new/feed.xml", new()),
            ("a/new/index.html", new()),
            ("a/new/picture.png", new()),
            ("a/same/index.html", How::Unchanged),
            ("index.html", new()),
            ("pages/x/index.html", in_tree()),
            ("pages/x/picture.png", in_tree()),
            ("pictures/x.png", in_tree()),
            ("robots.txt", new()),
            ("sitemap.xml", changed()),
            ("theme/style.css", changed()),
        ];
        assert_eq!(
            moves(&staged),
            [
                // What pages show,
                "a/changed/picture.png",
                "a/new/picture.png",
                "pictures/",
                "theme/style.css",
                // new pages and feeds, folders of them too,
                "a/new/feed.xml",
                "a/new/index.html",
                "pages/",
                // pages that change,
                "a/changed/index.html",
                // and what lists the whole.
                "404.html",
                "a/feed.xml",
                "index.html",
                "robots.txt",
                "sitemap.xml",
            ]
        );
    }

    #[test]
    fn new_folders_that_differ_in_case_move_file_by_file() {
        let staged = [
            ("DNS/one/index.html", in_tree()),
            ("Disk/one/index.html", in_tree()),
            ("dns/two/index.html", in_tree()),
            ("dns/two/picture.png", in_tree()),
        ];
        assert_eq!(
            moves(&staged),
            [
                "dns/two/picture.png",
                "DNS/one/index.html",
                "Disk/",
                "dns/two/index.html",
            ]
        );
    }

    #[test]
    fn pages_go_before_what_they_show() {
        let stale = [
            "a/index.html",
            "a/picture.png",
            "feed.xml",
            "z/a.svg",
            "z/index.html",
        ];
        assert_eq!(
            of_removals(stale.into_iter()),
            [
                "a/index.html",
                "z/index.html",
                "a/picture.png",
                "feed.xml",
                "z/a.svg",
            ]
        );
    }
}
