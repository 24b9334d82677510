//! `pmsite theme`: the built-in themes and their files, and a file of them copied to where a project changes it.
//!
//! Takes a project, gives lists on standard output, or one new file in `theme/`. It never writes over a file: what stands in `theme/` is
//! the user's.

use std::path::PathBuf;

use super::fresh;
use super::nearest;
use super::project::Project;
use super::report::{print, say, shown};
use crate::error::Error;
use crate::theme::{self, FOLDER};

/// What to do with themes.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print the names of the built-in themes, or the files of one.
    List(List),
    /// Copy a file of the theme to `theme/`, where it can be changed; a file that is there already stays as it is.
    Copy(Copy),
}

#[derive(Debug, clap::Args)]
struct List {
    /// The theme whose files are wanted.
    theme: Option<String>,
}

#[derive(Debug, clap::Args)]
struct Copy {
    /// The file, as `pmsite theme list THEME` calls it, for example `templates/report.html`; the end of its path is enough where only one
    /// ends so.
    file: String,
    /// The folder of the reports, or of the `book.toml`; without it the nearest one above that has a `book.toml`, else this folder.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The theme to take it from; without it the one that the project uses.
    #[arg(long, value_name = "NAME")]
    theme: Option<String>,
}

/// Lists or copies; gives the exit code.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    match &arguments.command {
        Command::List(list) => self::list(list.theme.as_deref()),
        Command::Copy(file) => copy(file),
    }
}

fn list(theme: Option<&str>) -> Result<u8, Error> {
    let Some(name) = theme else {
        for (name, extends) in theme::all() {
            match extends {
                Some(base) => print(&format!("{name} (extends {base})\n")),
                None => print(&format!("{name}\n")),
            }
        }
        return Ok(0);
    };
    for (path, _) in theme::files(name)? {
        print(&format!("{path}\n"));
    }
    Ok(0)
}

fn copy(arguments: &Copy) -> Result<u8, Error> {
    let folder = nearest::chosen(arguments.folder.as_deref(), false);
    let project = Project::locate(&folder, None)?;
    let of_project = project.config.html.theme_name();
    let name = arguments.theme.as_deref().unwrap_or(of_project);
    let files = theme::files(name)?;
    let wanted = arguments.file.trim_start_matches("./");
    let ends_so = |path: &str| {
        let before = path.strip_suffix(wanted);
        before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
    };
    let exact = files.iter().find(|(path, _)| *path == wanted);
    let found: Vec<_> = match exact {
        Some(file) => vec![file],
        None => files.iter().filter(|(path, _)| ends_so(path)).collect(),
    };
    let (path, bytes) = match found[..] {
        [one] => one,
        [] => {
            return Err(Error::Usage(format!(
                "the theme `{name}` has no file `{wanted}`; `pmsite theme list {name}` names them all"
            )));
        }
        _ => {
            let paths: Vec<&str> = found.iter().map(|(path, _)| path.as_str()).collect();
            return Err(Error::Usage(format!(
                "the theme `{name}` has several files of that name: `{}`; name one",
                paths.join("`, `")
            )));
        }
    };
    let target = project.root.join(FOLDER).join(path);
    if !fresh::write(&target, bytes)? {
        return Err(Error::Usage(format!(
            "`{}` is there already, and was left as it is",
            shown(&target)
        )));
    }
    say(&format!(
        "copied `{path}` of the theme `{name}` to `{}`",
        shown(&target)
    ));
    Ok(0)
}
