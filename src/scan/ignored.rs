//! What `.gitignore` files say about the files of a tree.
//!
//! Takes the folders of a walk as they are entered and left, answers whether a path is ignored: the file nearest to the path
//! decides, then those above it up to the root of the repository, then `.git/info/exclude`. What a user's own git
//! configuration ignores is not asked: the same tree gives the same site on every machine.

use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// The rules that hold at the place where a walk stands.
#[derive(Debug)]
pub(super) struct Ignored {
    /// With the depth of the folder each stands in; those above the root of the walk have depth 0 like the root's own.
    stack: Vec<(usize, Gitignore)>,
}

impl Ignored {
    /// The rules that hold at `root`, which is absolute and free of links.
    pub(super) fn at_root(root: &Path) -> Self {
        let mut ignored = Self { stack: Vec::new() };
        let repository = root.ancestors().find(|folder| folder.join(".git").exists());
        if let Some(repository) = repository {
            let exclude = repository.join(".git").join("info").join("exclude");
            ignored.push(0, repository, &exclude);
            let mut above: Vec<PathBuf> = root
                .ancestors()
                .skip(1)
                .take_while(|folder| folder.starts_with(repository))
                .map(Path::to_owned)
                .collect();
            above.reverse();
            for folder in above {
                ignored.push(0, &folder, &folder.join(".gitignore"));
            }
        }
        ignored.push(0, root, &root.join(".gitignore"));
        ignored
    }

    /// Adds the rules of a folder that the walk enters at that depth.
    pub(super) fn enter(&mut self, depth: usize, folder: &Path) {
        self.push(depth, folder, &folder.join(".gitignore"));
    }

    /// Forgets the rules of folders that the walk has left, on meeting an entry of that depth.
    pub(super) fn leave_to(&mut self, depth: usize) {
        while self.stack.last().is_some_and(|(of, _)| *of >= depth.max(1)) {
            self.stack.pop();
        }
    }

    fn push(&mut self, depth: usize, folder: &Path, file: &Path) {
        if !file.is_file() {
            return;
        }
        let mut builder = GitignoreBuilder::new(folder);
        // A line that is no glob has no effect, as in git; the others hold.
        let _ = builder.add(file);
        if let Ok(rules) = builder.build() {
            self.stack.push((depth, rules));
        }
    }

    /// Whether the path is ignored.
    pub(super) fn holds(&self, path: &Path, is_folder: bool) -> bool {
        for (_, rules) in self.stack.iter().rev() {
            match rules.matched(path, is_folder) {
                Match::Ignore(_) => return true,
                Match::Whitelist(_) => return false,
                Match::None => {}
            }
        }
        false
    }
}
