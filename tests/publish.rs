//! `pmsite publish` against a repository without a work tree, made for the test: what is pushed is what was built, and nothing else
//! changes.

#![allow(clippy::disallowed_methods, reason = "a test touches the disk")]

mod support;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{Files, Outcome, Site, pmsite};

/// Takes what the machine says of git out of a command, and says who works.
fn alone(command: &mut Command) -> &mut Command {
    command
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .env("GIT_AUTHOR_NAME", "Ada Miller")
        .env("GIT_AUTHOR_EMAIL", "ada@mill.example")
        .env("GIT_COMMITTER_NAME", "Ada Miller")
        .env("GIT_COMMITTER_EMAIL", "ada@mill.example")
        .env_remove("GIT_DIR")
        .env_remove("GIT_INDEX_FILE")
}

/// What git prints in a folder.
#[track_caller]
fn git(folder: &Path, arguments: &[&str]) -> Vec<u8> {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .args(["-c", "protocol.file.allow=always"])
        .args(arguments);
    let output = alone(&mut git).output().expect("git is there");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    output.stdout
}

#[track_caller]
fn text(folder: &Path, arguments: &[&str]) -> String {
    let out = git(folder, arguments);
    String::from_utf8(out)
        .expect("it is text")
        .trim_end()
        .to_owned()
}

fn commit_all(folder: &Path) {
    git(folder, &["add", "-A"]);
    git(folder, &["commit", "-q", "-m", "a change"]);
}

/// A repository with reports and a remote.
struct Repository {
    site: Site,
    remote: PathBuf,
}

const BOOK: &str = "[book]\ntitle = \"Incidents of the mill\"\n";

impl Repository {
    /// Reports at the root, committed.
    fn new() -> Self {
        Self::with_reports_in("")
    }

    /// Reports in a folder, committed.
    fn with_reports_in(folder: &str) -> Self {
        let site = Site::empty("mill");
        site.edit(&format!("{folder}book.toml"), BOOK)
            .edit(
                &format!("{folder}2021-01-02-wheel.md"),
                "# The wheel stood still\n\nIt was frozen.\n",
            )
            .edit(
                &format!("{folder}2021-03-04-flood.md"),
                "# The mill was flooded\n\nIt rained.\n",
            )
            .edit(".gitignore", "site/\nmade/\n");
        let remote = site.beside("remote.git");
        git(site.root(), &["init", "-q", "-b", "main", "."]);
        git(
            site.root(),
            &["init", "-q", "--bare", remote.to_str().expect("it is text")],
        );
        git(site.root(), &["remote", "add", "origin", "../remote.git"]);
        commit_all(site.root());
        Self { site, remote }
    }

    fn root(&self) -> &Path {
        self.site.root()
    }

    /// The program, ready to publish from a folder.
    fn command(folder: &Path, arguments: &[&str]) -> Command {
        let mut program = pmsite();
        alone(&mut program)
            .current_dir(folder)
            .arg("publish")
            .args(arguments);
        program
    }

    /// Publishes, and looks that nothing of the repository is touched.
    #[track_caller]
    fn publish(&self, arguments: &[&str]) -> Outcome {
        Self::publish_from(self.root(), arguments)
    }

    #[track_caller]
    fn publish_from(folder: &Path, arguments: &[&str]) -> Outcome {
        let before = state(folder);
        let outcome = Outcome::of(&mut Self::command(folder, arguments));
        assert_eq!(state(folder), before, "{outcome:?}");
        outcome
    }

    /// The files of the branch on the remote.
    #[track_caller]
    fn published(&self) -> Files {
        files_of(&self.remote, "gh-pages")
    }

    /// What was built is what is published, byte for byte.
    #[track_caller]
    fn expect_published(&self, built: &Path) {
        support::assert_same(&support::files(built), &self.published());
    }

    /// The commits of the branch, the newest first.
    fn messages(&self) -> Vec<String> {
        let log = text(&self.remote, &["log", "--format=%s", "gh-pages"]);
        log.lines().map(str::to_owned).collect()
    }

    /// A commit on the remote that this repository does not know.
    fn commit_elsewhere(&self, branch: &str, path: &str, content: &str) {
        let clone = self.site.beside("clone");
        let (from, to) = (self.remote.to_str(), clone.to_str());
        let (from, to) = (from.expect("it is text"), to.expect("it is text"));
        git(
            self.root(),
            &["clone", "-q", "-c", "core.autocrlf=false", from, to],
        );
        let exists = !text(
            &clone,
            &["branch", "-r", "--list", &format!("origin/{branch}")],
        )
        .is_empty();
        let switch = if exists { "switch" } else { "checkout" };
        let new = if exists {
            vec![switch, "-q", branch]
        } else {
            vec![switch, "-q", "--orphan", branch]
        };
        git(&clone, &new);
        support::write(&clone.join(path), content.as_bytes());
        commit_all(&clone);
        git(&clone, &["push", "-q", "origin", branch]);
        std::fs::remove_dir_all(clone).expect("it is ours");
    }
}

/// The files of a commit.
#[track_caller]
fn files_of(repository: &Path, commit: &str) -> Files {
    let list = text(repository, &["ls-tree", "-r", "--full-tree", "-z", commit]);
    let lines = list.split('\0').filter(|line| !line.is_empty());
    let file = |line: &str| {
        let (facts, path) = line.split_once('\t').expect("a path stands behind a tab");
        let (mode, object) = facts.split_once(" blob ").expect("it is a file");
        assert_eq!(mode, "100644", "{path}");
        (
            path.to_owned(),
            git(repository, &["cat-file", "blob", object]),
        )
    };
    lines.map(file).collect()
}

/// All that publishing must not change: the work tree but for the site, the index, HEAD, the references.
fn state(folder: &Path) -> BTreeMap<String, String> {
    let mut state = BTreeMap::new();
    let mut put = |name: &str, bytes: &[u8]| {
        state.insert(name.to_owned(), bytes.escape_ascii().to_string());
    };
    let root = PathBuf::from(text(folder, &["rev-parse", "--show-toplevel"]));
    let own = PathBuf::from(text(folder, &["rev-parse", "--absolute-git-dir"]));
    for name in [
        "index",
        "HEAD",
        "FETCH_HEAD",
        "ORIG_HEAD",
        "config",
        "shallow",
    ] {
        let bytes = std::fs::read(own.join(name)).unwrap_or_default();
        put(&format!(".git/{name}"), &bytes);
    }
    let status = ["--no-optional-locks", "status", "--porcelain"];
    put("status", &git(folder, &status));
    let refs = text(folder, &["for-each-ref"]);
    let own = refs
        .lines()
        .filter(|line| !line.contains("refs/remotes/origin/"));
    put("references", own.collect::<Vec<_>>().join("\n").as_bytes());
    for (path, bytes) in support::files(&root) {
        let is_site = path.split('/').any(|part| part == "site" || part == "made");
        if !path.starts_with(".git/") && !is_site {
            put(&path, &bytes);
        }
    }
    state
}

#[test]
fn what_is_published_is_what_was_built() {
    let mill = Repository::new();
    let hash = text(mill.root(), &["rev-parse", "--short", "HEAD"]);
    let first = mill.publish(&[]).code(0);
    let count = support::files(&mill.root().join("site")).len();
    first.says(&format!(
        "{count} files published on `gh-pages` of `origin`, {count} added, 0 changed, 0 removed\n"
    ));
    mill.expect_published(&mill.root().join("site"));
    assert_eq!(
        mill.messages(),
        [format!("Publish Incidents of the mill from {hash}")]
    );
    let who = text(&mill.remote, &["log", "--format=%an <%ae> %cn", "gh-pages"]);
    assert_eq!(who, "Ada Miller <ada@mill.example> Ada Miller");

    // Nothing changed: no commit.
    mill.publish(&[])
        .code(0)
        .says("nothing changed, nothing was pushed: `gh-pages` of `origin` holds this site\n");
    assert_eq!(mill.messages().len(), 1);

    // A report more, and one less.
    mill.site
        .edit(
            "2021-05-06-mice.md",
            "# Mice ate the flour\n\nThe door was open.\n",
        )
        .remove("2021-01-02-wheel.md");
    mill.publish(&["-m", "Mice  "]).code(0).says(" removed\n");
    mill.expect_published(&mill.root().join("site"));
    assert_eq!(mill.messages()[0], "Mice");
    assert_eq!(mill.messages().len(), 2);
    let published = mill.published();
    assert!(published.contains_key("2021-05-06-mice/index.html"));
    assert!(!published.contains_key("2021-01-02-wheel/index.html"));
    // Quiet success says nothing.
    mill.site.edit(
        "2021-05-06-mice.md",
        "# Mice ate the flour\n\nThe cat was away.\n",
    );
    let quiet = mill.publish(&["-q"]).code(0);
    assert_eq!((&*quiet.stdout, &*quiet.stderr), ("", ""));
    assert_eq!(
        mill.messages()[0],
        format!("Publish Incidents of the mill from {hash} and changes that are not committed")
    );
}

#[test]
fn what_is_not_committed_stays_as_it_is() {
    let mill = Repository::new();
    mill.site
        .edit(
            "2021-01-02-wheel.md",
            "# The wheel stood still\n\nIt was staged.\n",
        )
        .edit("notes.txt.bak", "nobody knows this file\n");
    git(mill.root(), &["add", "2021-01-02-wheel.md"]);
    mill.site.edit(
        "2021-01-02-wheel.md",
        "# The wheel stood still\n\nIt was changed again.\n",
    );
    mill.publish(&[]).code(0);
    mill.expect_published(&mill.root().join("site"));
    let page = mill.published().remove("2021-01-02-wheel/index.html");
    let page = String::from_utf8(page.expect("the page is there")).expect("it is text");
    assert!(page.contains("It was changed again."));
    // Before anything is committed, too.
    let mill = Repository::new();
    git(mill.root(), &["update-ref", "-d", "HEAD"]);
    mill.publish(&[]).code(0);
    assert_eq!(mill.messages(), ["Publish Incidents of the mill"]);
}

#[test]
fn it_works_from_a_folder_of_the_repository_and_from_a_second_work_tree() {
    let mill = Repository::with_reports_in("ops/incidents/");
    Repository::publish_from(&mill.root().join("ops"), &["incidents"]).code(0);
    mill.expect_published(&mill.root().join("ops/incidents/site"));
    // From a folder below the project it is the same site, and none of that folder alone.
    let below = mill.root().join("ops/incidents/old");
    support::write(
        &below.join("2020-01-02-hail.md"),
        b"# Hail broke a wing\n\nIt was large.\n",
    );
    Repository::publish_from(&below, &[])
        .code(0)
        .says("using `../book.toml`");
    mill.expect_published(&mill.root().join("ops/incidents/site"));
    let published = mill.published();
    assert!(published.contains_key("2021-01-02-wheel/index.html"));
    assert!(
        published
            .keys()
            .any(|path| path.contains("2020-01-02-hail"))
    );

    let mill = Repository::new();
    let tree = mill.site.beside("second");
    git(
        mill.root(),
        &[
            "worktree",
            "add",
            "-q",
            "-b",
            "work",
            tree.to_str().expect("it is text"),
        ],
    );
    support::write(
        &tree.join("2021-07-08-fire.md"),
        b"# The barn burnt\n\nIt was dry.\n",
    );
    let first = state(mill.root());
    Repository::publish_from(&tree, &[]).code(0);
    mill.expect_published(&tree.join("site"));
    assert_eq!(state(mill.root()), first);
    assert!(mill.published().contains_key("2021-07-08-fire/index.html"));
    // Where the branch is checked out elsewhere that stays what it is, too.
    let pages = mill.site.beside("pages");
    git(mill.root(), &["fetch", "-q"]);
    git(
        mill.root(),
        &[
            "worktree",
            "add",
            "-q",
            pages.to_str().expect("it is text"),
            "gh-pages",
        ],
    );
    let before = state(&pages);
    mill.publish(&[]).code(0).says(" removed");
    assert_eq!(state(&pages), before);
    mill.expect_published(&mill.root().join("site"));
}

#[test]
fn settings_change_no_byte_and_hooks_do_not_run() {
    let mill = Repository::new();
    // What such settings would change: ends of lines in a text of the site, and what a filter calls its own.
    mill.site
        .edit(
            ".gitattributes",
            "* text eol=crlf filter=shout ident working-tree-encoding=UTF-16\n",
        )
        .edit(
            "2021-05-06-mice.md",
            "# Mice\n\n![A picture](mice.png) ![Two](M%C3%A4use%20am%20Korn.png)\n",
        )
        .edit("mice.png", b"\x89PNG\r\n\x1a\nno \n picture \r\n $Id$");
    git(mill.root(), &["tag", "only-here"]);
    mill.site
        .edit("Mäuse am Korn.png", b"\x89PNG\r\n\x1a\nmore\n");
    for (key, value) in [
        ("core.autocrlf", "true"),
        ("core.fileMode", "false"),
        ("core.splitIndex", "true"),
        ("core.untrackedCache", "true"),
        ("commit.gpgsign", "true"),
        ("gpg.program", "false"),
        ("push.gpgSign", "if-asked"),
        ("push.followTags", "true"),
        ("push.default", "matching"),
        ("filter.shout.clean", "tr a-z A-Z"),
        ("filter.shout.required", "true"),
        ("core.hooksPath", "hooks"),
        ("i18n.commitEncoding", "ISO-8859-1"),
        ("color.ui", "always"),
        ("fetch.prune", "true"),
    ] {
        git(mill.root(), &["config", key, value]);
    }
    for hook in [
        "pre-commit",
        "post-commit",
        "commit-msg",
        "pre-push",
        "post-index-change",
        "reference-transaction",
    ] {
        mill.site.edit(
            &format!("hooks/{hook}"),
            "#!/bin/sh\ntouch ../ran-$(basename $0)\nexit 1\n",
        );
        make_runnable(&mill.root().join("hooks").join(hook));
    }
    mill.publish(&["-m", "Größe"]).code(0);
    mill.expect_published(&mill.root().join("site"));
    let mut names = mill.published().into_keys();
    assert!(names.any(|path| path.ends_with("Mäuse am Korn.png")));
    assert_eq!(mill.messages(), ["Größe"]);
    let raw = git(&mill.remote, &["cat-file", "commit", "gh-pages"]);
    let raw = String::from_utf8(raw).expect("it is UTF-8");
    assert!(
        raw.ends_with("\n\nGröße\n") && !raw.contains("encoding") && !raw.contains("gpgsig"),
        "{raw}"
    );
    assert_eq!(
        text(&mill.remote, &["for-each-ref", "--format=%(refname)"]),
        "refs/heads/gh-pages"
    );
    let beside = mill.site.beside("");
    let names = std::fs::read_dir(beside).expect("it is there");
    let ran: Vec<_> = names
        .map(|entry| entry.expect("it is readable").file_name())
        .filter(|name| name.to_string_lossy().starts_with("ran-"))
        .collect();
    assert!(ran.is_empty(), "{ran:?}");
}

#[cfg(unix)]
fn make_runnable(file: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::set_permissions(file, std::fs::Permissions::from_mode(0o755)).expect("it is ours");
}

#[cfg(not(unix))]
fn make_runnable(_: &Path) {}

#[test]
fn it_works_from_a_shallow_clone_and_with_other_objects() {
    // As continuous integration checks out: one commit of one branch.
    let mill = Repository::new();
    git(mill.root(), &["push", "-q", "origin", "main"]);
    mill.publish(&[]).code(0);
    let from = format!("file://{}", mill.remote.display());
    let clone = mill.site.beside("shallow");
    let to = clone.to_str().expect("it is text");
    let branch = ["clone", "-q", "--depth=1", "--branch=main", &from, to];
    git(mill.root(), &branch);
    git(&clone, &["checkout", "-q", "--detach"]);
    Repository::publish_from(&clone, &["--dry-run"])
        .code(0)
        .says("nothing changed");
    support::write(
        &clone.join("2021-07-08-fire.md"),
        b"# The barn burnt\n\nIt was dry.\n",
    );
    Repository::publish_from(&clone, &[]).code(0);
    mill.expect_published(&clone.join("site"));
    assert_eq!(mill.messages().len(), 2);

    // Objects with longer names.
    let mill = Repository::new();
    std::fs::remove_dir_all(mill.root().join(".git")).expect("it is ours");
    std::fs::remove_dir_all(&mill.remote).expect("it is ours");
    let remote = mill.remote.to_str().expect("it is text");
    let kind = "--object-format=sha256";
    git(mill.root(), &["init", "-q", "-b", "main", kind, "."]);
    git(mill.root(), &["init", "-q", "--bare", kind, remote]);
    git(mill.root(), &["remote", "add", "origin", "../remote.git"]);
    for _ in 0..2 {
        mill.publish(&[]).code(0);
        mill.expect_published(&mill.root().join("site"));
    }
}

#[test]
fn a_hook_of_another_repository_may_run_it() {
    let mill = Repository::new();
    let other = Repository::new();
    let before = state(other.root());
    let mut command = Repository::command(mill.root(), &[]);
    command
        .env("GIT_DIR", other.root().join(".git"))
        .env("GIT_WORK_TREE", other.root())
        .env("GIT_INDEX_FILE", other.root().join(".git/index"))
        .env("GIT_OBJECT_DIRECTORY", other.root().join(".git/objects"));
    Outcome::of(&mut command).code(0);
    mill.expect_published(&mill.root().join("site"));
    assert_eq!(state(other.root()), before);
    assert_eq!(text(&other.remote, &["for-each-ref"]), "");
}

#[test]
fn a_branch_without_history() {
    let mill = Repository::new();
    mill.publish(&[]).code(0);
    mill.site.edit(
        "2021-05-06-mice.md",
        "# Mice ate the flour\n\nThe door was open.\n",
    );
    mill.publish(&[]).code(0);
    assert_eq!(mill.messages().len(), 2);
    // The same site with its history is not the same without it.
    mill.publish(&["--orphan"])
        .code(0)
        .says("0 added, 0 changed, 0 removed");
    assert_eq!(mill.messages().len(), 1);
    mill.expect_published(&mill.root().join("site"));
    mill.publish(&["--orphan"]).code(0).says("nothing changed");
    mill.site.edit(
        "2021-05-06-mice.md",
        "# Mice ate the flour\n\nThe cat was away.\n",
    );
    mill.publish(&["--orphan"]).code(0).says("0 added");
    assert_eq!(mill.messages().len(), 1);
    mill.expect_published(&mill.root().join("site"));
}

/// Every file of a repository by its place.
fn objects(mill: &Repository) -> Vec<String> {
    let files = support::files(&mill.root().join(".git"));
    files.into_keys().collect()
}

#[test]
fn a_dry_run_pushes_nothing_and_leaves_nothing() {
    let mill = Repository::new();
    let before = objects(&mill);
    mill.publish(&["--dry-run"])
        .code(0)
        .says("files would be published on `gh-pages` of `origin`, ")
        .says(" added, 0 changed, 0 removed, nothing was pushed\n");
    assert_eq!(text(&mill.remote, &["for-each-ref"]), "");
    assert_eq!(objects(&mill), before);
    mill.publish(&[]).code(0);
    let before = (objects(&mill), text(&mill.remote, &["for-each-ref"]));
    mill.site.edit(
        "2021-05-06-mice.md",
        "# Mice ate the flour\n\nThe door was open.\n",
    );
    mill.publish(&["--dry-run"])
        .code(0)
        .says(" changed, 0 removed, nothing was pushed\n");
    assert_eq!(
        (objects(&mill), text(&mill.remote, &["for-each-ref"])),
        before
    );
    mill.publish(&[]).code(0);
    mill.publish(&["--dry-run"])
        .code(0)
        .says("nothing changed, nothing was pushed");
}

/// Has the remote do something at the moment at which it is pushed to.
fn at_the_push(mill: &Repository, deed: &str) {
    let program = mill.site.beside("receive");
    support::write(
        &program,
        format!("#!/bin/sh\n{deed}\nexec git-receive-pack \"$@\"\n").as_bytes(),
    );
    make_runnable(&program);
    let program = format!("sh {}", program.display());
    git(
        mill.root(),
        &["config", "remote.origin.receivepack", &program],
    );
}

#[cfg(unix)]
#[test]
fn a_remote_that_moved_on_is_not_overwritten() {
    let commit = "$(git --git-dir=\"$1\" -c user.name=B -c user.email=b@mill.example commit-tree -m other 4b825dc642cb6eb9a060e54bf8d69288fbee4904)";
    for arguments in [&[][..], &["--orphan"]] {
        // A first branch that somebody else made at the same time.
        let mill = Repository::new();
        git(
            &mill.remote,
            &["hash-object", "-w", "-t", "tree", "/dev/null"],
        );
        at_the_push(
            &mill,
            &format!("git --git-dir=\"$1\" update-ref refs/heads/gh-pages {commit}"),
        );
        mill.publish(arguments).code(1).says(
            "error: `gh-pages` of `origin` has moved on since it was fetched: somebody else has pushed to it; nothing was pushed, publish again\n",
        );
        assert_eq!(mill.messages(), ["other"]);
        // A branch that others moved.
        git(&mill.remote, &["update-ref", "-d", "refs/heads/gh-pages"]);
        git(
            mill.root(),
            &["config", "--unset", "remote.origin.receivepack"],
        );
        mill.publish(arguments).code(0);
        mill.site.edit(
            "2021-05-06-mice.md",
            "# Mice ate the flour\n\nThe door was open.\n",
        );
        at_the_push(
            &mill,
            &format!("git --git-dir=\"$1\" update-ref refs/heads/gh-pages {commit}"),
        );
        mill.publish(arguments).code(1).says("has moved on");
        assert_eq!(mill.messages(), ["other"]);
    }
    // In the very moment of the push, behind the look at what the branch is.
    let mill = Repository::new();
    mill.publish(&[]).code(0);
    let hook = mill.remote.join("hooks/pre-receive");
    let deed = commit.replace("\"$1\"", ".");
    support::write(&hook, format!("#!/bin/sh\nunset GIT_QUARANTINE_PATH GIT_OBJECT_DIRECTORY GIT_ALTERNATE_OBJECT_DIRECTORIES\ngit update-ref refs/heads/gh-pages {deed}\n").as_bytes());
    make_runnable(&hook);
    git(
        &mill.remote,
        &["hash-object", "-w", "-t", "tree", "/dev/null"],
    );
    mill.site.edit(
        "2021-05-06-mice.md",
        "# Mice ate the flour\n\nThe door was open.\n",
    );
    mill.publish(&[]).code(1).says("has moved on");
    assert_eq!(mill.messages(), ["other"]);
}

#[test]
fn what_others_pushed_between_two_publications_is_seen() {
    let mill = Repository::new();
    mill.publish(&[]).code(0);
    // From another clone: its commit stays in the history, and its change does not survive.
    mill.commit_elsewhere("gh-pages", "index.html", "changed by hand\n");
    mill.publish(&[])
        .code(0)
        .says("0 added, 1 changed, 0 removed");
    mill.expect_published(&mill.root().join("site"));
    assert_eq!(mill.messages().len(), 3);
    mill.commit_elsewhere("gh-pages", "notes/plan.txt", "by hand\n");
    mill.publish(&[])
        .code(2)
        .says("`gh-pages` of `origin` holds files that pmsite did not publish (`notes/plan.txt`)");
    mill.publish(&["--replace"])
        .code(0)
        .says("0 added, 0 changed, 1 removed");
    mill.expect_published(&mill.root().join("site"));
}

#[test]
fn a_branch_of_somebody_is_left_alone() {
    let mill = Repository::new();
    mill.commit_elsewhere("gh-pages", "index.html", "<p>a site of ours</p>\n");
    let tip = text(&mill.remote, &["rev-parse", "gh-pages"]);
    for arguments in [&[][..], &["--orphan"], &["--dry-run"]] {
        mill.publish(arguments)
            .code(2)
            .says("error: `gh-pages` of `origin` holds files that pmsite did not publish (`index.html`")
            .says("`--branch`");
        assert_eq!(text(&mill.remote, &["rev-parse", "gh-pages"]), tip);
    }
    // It is said before the work is done.
    assert!(!mill.root().join("site").exists());
    mill.publish(&["--branch", "site"]).code(0);
    mill.publish(&["--replace"]).code(0);
    mill.expect_published(&mill.root().join("site"));
    assert_eq!(mill.messages().len(), 2);
}

#[test]
fn a_domain_that_was_set_on_the_branch_stays() {
    let mill = Repository::new();
    mill.commit_elsewhere("gh-pages", "CNAME", "incidents.mill.example\n");
    mill.publish(&[])
        .code(0)
        .says(" removed: https://incidents.mill.example/; its `CNAME` is kept\n");
    let mut published = mill.published();
    assert_eq!(
        published.remove("CNAME").as_deref(),
        Some(&b"incidents.mill.example\n"[..])
    );
    support::assert_same(&support::files(&mill.root().join("site")), &published);
    // The site is built for that address.
    assert!(published.contains_key("sitemap.xml"));
    mill.publish(&["--replace", "--orphan"])
        .code(0)
        .says("its `CNAME` is kept");
    // The project's own takes its place, and goes with it.
    mill.site.edit(
        "book.toml",
        format!("{BOOK}[output.html]\ncname = \"mill.example\"\n"),
    );
    let outcome = mill.publish(&[]).code(0).says(": https://mill.example/\n");
    assert!(!outcome.stderr.contains("kept"), "{}", outcome.stderr);
    mill.expect_published(&mill.root().join("site"));
    mill.site.edit("book.toml", BOOK);
    mill.publish(&[]).code(0);
    assert!(!mill.published().contains_key("CNAME"));
}

#[test]
#[cfg(unix)]
fn the_address_is_said() {
    let mill = Repository::new();
    let outcome = mill.publish(&[]).code(0);
    assert!(!outcome.stderr.contains("https://"), "{}", outcome.stderr);
    git(&mill.remote, &["update-ref", "-d", "refs/heads/gh-pages"]);
    // The way to GitHub leads to the folder of the test.
    let way = mill.site.beside("way");
    let deed = format!(
        "#!/bin/sh\nfor last; do :; done\nexec ${{last%% *}} '{}'\n",
        mill.remote.display()
    );
    support::write(&way, deed.as_bytes());
    make_runnable(&way);
    let way = way.to_str().expect("it is text");
    git(mill.root(), &["config", "core.sshCommand", way]);
    git(mill.root(), &["config", "ssh.variant", "simple"]);
    let url = "git@github.com:Mill/incidents.git";
    git(mill.root(), &["remote", "set-url", "origin", url]);
    let first = mill.publish(&[]).code(0);
    first
        .says(" removed: https://mill.github.io/incidents/; GitHub shows it once the branch is chosen in the settings of the repository, under Pages\n");
    // It is built for that address, so that it has feeds and a sitemap.
    assert!(mill.published().contains_key("sitemap.xml"));
    mill.publish(&[]).code(0).says(
        "nothing changed, nothing was pushed: `gh-pages` of `origin` holds this site: https://mill.github.io/incidents/\n",
    );
    mill.site.edit(
        "book.toml",
        format!("{BOOK}[output.html]\nsite-url = \"https://docs.mill.example/incidents\"\n"),
    );
    mill.publish(&[])
        .code(0)
        .says(" removed: https://docs.mill.example/incidents/\n");
    mill.publish(&["--site-url", "https://other.mill.example"])
        .code(0)
        .says(" removed: https://other.mill.example/\n");
    mill.publish(&["--site-url", "other"])
        .code(2)
        .says("not an absolute");
}

#[test]
fn what_stands_in_the_way_is_said() {
    let mill = Repository::new();
    mill.publish(&["--branch", "main"])
        .code(2)
        .says("error: `main` is the branch that is checked out here");
    for branch in ["a b", "-x", "HEAD", "a..b", ""] {
        let argument = format!("--branch={branch}");
        mill.publish(&[&argument])
            .code(2)
            .says("can be no name of a branch");
    }
    mill.publish(&["--remote", "upstream"]).code(2).says(
        "error: the repository has no remote `upstream`: name one with `--remote` (`origin`)\n",
    );
    mill.publish(&["-m", " "])
        .code(2)
        .says("`--message` says nothing");
    // The site has an error.
    mill.site
        .edit("2021-05-06-mice.md", "# Mice\n\n[There](nowhere.md)\n")
        .edit(
            "book.toml",
            format!("{BOOK}[lint]\nbroken-link = \"deny\"\n"),
        );
    mill.publish(&[])
        .code(1)
        .says("error[broken-link]")
        .says("nothing was written")
        .says("nothing was published\n");
    mill.site.edit("book.toml", BOOK);
    mill.publish(&["--strict"])
        .code(1)
        .says("nothing was published\n");
    mill.site.edit("book.toml", "[bok]\n");
    mill.publish(&[]).code(2).says("nothing was published");
    mill.site.edit("book.toml", BOOK);
    assert_eq!(text(&mill.remote, &["for-each-ref"]), "");
    // The remote is not there, or refuses.
    git(
        mill.root(),
        &["remote", "set-url", "origin", "../nowhere.git"],
    );
    mill.publish(&[])
        .code(1)
        .says("error: asking `origin` for its branches failed: git says: ");
    git(
        mill.root(),
        &[
            "remote",
            "set-url",
            "origin",
            "https://ada:s3cret@127.0.0.1:9/mill.git",
        ],
    );
    let outcome = mill
        .publish(&[])
        .code(1)
        .says("https://127.0.0.1:9/mill.git");
    assert!(!outcome.stderr.contains("s3cret"), "{}", outcome.stderr);
    git(mill.root(), &["remote", "remove", "origin"]);
    mill.publish(&[])
        .code(2)
        .says("add it with `git remote add origin URL`");
    // No repository, no git, nobody.
    let site = Site::empty("alone");
    site.edit("2021-05-06-mice.md", "# Mice\n\nThey came.\n");
    Outcome::of(&mut Repository::command(site.root(), &[]))
        .code(2)
        .says("is in no git repository");
    assert!(!site.root().join("site").exists());
    let mut command = Repository::command(mill.root(), &[]);
    Outcome::of(command.env("PATH", site.root()))
        .code(1)
        .says("git is not there");
}

#[test]
fn who_publishes_is_not_guessed() {
    let mill = Repository::new();
    let mut command = Repository::command(mill.root(), &[]);
    for name in [
        "GIT_AUTHOR_NAME",
        "GIT_AUTHOR_EMAIL",
        "GIT_COMMITTER_NAME",
        "GIT_COMMITTER_EMAIL",
        "EMAIL",
    ] {
        command.env_remove(name);
    }
    Outcome::of(&mut command)
        .code(2)
        .says("error: git does not know who publishes: tell it with `git config user.name NAME`");
    assert_eq!(text(&mill.remote, &["for-each-ref"]), "");
}

#[test]
#[cfg(unix)]
fn a_remote_that_refuses_is_heard() {
    let mill = Repository::new();
    let hook = mill.remote.join("hooks/pre-receive");
    support::write(&hook, b"#!/bin/sh\necho 'only on Mondays' >&2\nexit 1\n");
    make_runnable(&hook);
    mill.publish(&[])
        .code(1)
        .says("error: pushing `gh-pages` to `origin` failed: the remote refuses it (pre-receive hook declined); it says: only on Mondays\n");
}

#[test]
fn feeds_do_not_go_in_silence_with_the_address() {
    let mill = Repository::new();
    let told = "its feeds and `sitemap.xml` go";
    let first = mill.publish(&[]).code(0);
    assert!(!first.stderr.contains(told), "{}", first.stderr);
    mill.publish(&["--site-url", "https://mill.example"])
        .code(0);
    mill.publish(&[]).code(0).says(told);
}

#[test]
fn a_part_of_an_archive_takes_the_site_of_the_whole_not_away() {
    let mill = Repository::new();
    for day in 1..=4 {
        let text = format!("# The mill stood still\n\nDate: 2022-05-0{day}\n");
        mill.site
            .edit(&format!("older/2022-05-0{day}-still.md"), text);
    }
    mill.publish(&[]).code(0);
    let tip = text(&mill.remote, &["rev-parse", "gh-pages"]);
    std::fs::remove_dir_all(mill.root().join("older")).expect("it is ours");
    for arguments in [&[][..], &["--orphan"], &["--dry-run"]] {
        mill.publish(arguments).code(2).says(
            "`gh-pages` of `origin` has 6 reports, and this site 2 reports: publish from the folder that holds all of them",
        );
        assert_eq!(text(&mill.remote, &["rev-parse", "gh-pages"]), tip);
    }
    mill.publish(&["--replace"]).code(0);
    mill.expect_published(&mill.root().join("site"));
}

#[test]
fn an_archive_without_reports_takes_no_site_away() {
    let mill = Repository::new();
    mill.publish(&[]).code(0);
    mill.site
        .remove("2021-01-02-wheel.md")
        .remove("2021-03-04-flood.md");
    std::fs::remove_dir_all(mill.root().join("site")).expect("it is ours");
    mill.publish(&[]).code(2).says(
        "there is no report in this site, and that on `gh-pages` of `origin` has 2: it stays",
    );
    mill.publish(&["--replace"]).code(0);
    mill.expect_published(&mill.root().join("site"));
}

#[test]
fn files_that_others_put_into_the_built_folder_are_not_published() {
    let mill = Repository::new();
    mill.site.build(&[]).code(0);
    mill.site.edit("site/secret.txt", "nobody's business\n");
    mill.publish(&[]).code(0);
    assert!(!mill.published().contains_key("secret.txt"));
    // A page that was changed by hand, to the same length.
    let page = mill.site.expect_file("2021-01-02-wheel/index.html");
    mill.site.edit(
        "site/2021-01-02-wheel/index.html",
        page.replace("frozen", "FROZEN"),
    );
    mill.publish(&[])
        .code(2)
        .says("index.html` is not as the build wrote it");
    mill.site.remove("site/2021-01-02-wheel/index.html");
    mill.publish(&[]).code(0).says("nothing changed");
    // Where the folder was made with those above it their names are no business of others.
    mill.site.edit(
        "book.toml",
        format!("{BOOK}[build]\nbuild-dir = \"made/here/site\"\n"),
    );
    mill.publish(&[]).code(0);
    let built = support::files(&mill.root().join("made/here/site"));
    let manifest =
        |files: &Files| String::from_utf8(files[".pmsite-manifest"].clone()).expect("it is text");
    assert!(manifest(&built).contains("made/here"));
    assert_eq!(
        manifest(&mill.published()),
        manifest(&built).replace("above  made/here\n", "")
    );
}
