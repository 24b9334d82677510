//! `pmsite man`: the manual page.
//!
//! Takes the commands as the arguments declare them, gives one page with all of them on standard output, or a page for each in a folder.
//! What it says is what `--help` says: nothing is told twice.

#![expect(
    clippy::disallowed_methods,
    reason = "pages are written to a folder that was named for them"
)]

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Command;
use clap_mangen::Man;

use super::report::{print, say, shown};
use crate::error::Error;

/// Where it goes.
#[derive(Debug, clap::Args)]
pub(super) struct Arguments {
    /// Write a page for each command into this folder, which is made where it does not exist; pages of these names are replaced.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
}

/// Prints the page, or writes all pages; gives the exit code.
pub(super) fn run(arguments: &Arguments) -> Result<u8, Error> {
    let mut command = super::command().disable_help_subcommand(true);
    command.build();
    let Some(folder) = &arguments.dir else {
        let page =
            page(&command).map_err(|cause| Error::io("writing", "pmsite.1".as_ref(), cause))?;
        print(&page);
        return Ok(0);
    };
    std::fs::create_dir_all(folder).map_err(|cause| Error::io("creating", folder, cause))?;
    let mut pages = 0;
    for command in all(&command) {
        let page = Man::new(command.clone());
        let target = folder.join(page.get_filename());
        page.generate_to(folder)
            .map_err(|cause| Error::io("writing", &target, cause))?;
        pages += 1;
    }
    say(&format!("{pages} pages in `{}`", shown(folder)));
    Ok(0)
}

/// A command and all below it, in the order of their declaration.
fn all(command: &Command) -> Vec<&Command> {
    let shown = |command: &&Command| !command.is_hide_set();
    let below = command.get_subcommands().filter(shown).flat_map(all);
    std::iter::once(command).chain(below).collect()
}

/// One page of all.
fn page(command: &Command) -> std::io::Result<String> {
    let mut roff = Vec::new();
    let man = Man::new(command.clone());
    man.render_title(&mut roff)?;
    man.render_name_section(&mut roff)?;
    man.render_synopsis_section(&mut roff)?;
    man.render_description_section(&mut roff)?;
    man.render_options_section(&mut roff)?;
    let mut page = String::from_utf8_lossy(&roff).into_owned();
    for command in all(command).into_iter().skip(1) {
        let mut roff = Vec::new();
        let man = Man::new(command.clone());
        man.render_description_section(&mut roff)?;
        man.render_synopsis_section(&mut roff)?;
        man.render_options_section(&mut roff)?;
        let name = command.get_bin_name().unwrap_or_else(|| command.get_name());
        let _ = writeln!(page, ".SH \"{name}\"");
        for line in String::from_utf8_lossy(&roff).lines() {
            match line.strip_prefix(".SH ") {
                // The words below the name of a command are its description.
                Some("DESCRIPTION") => {}
                Some(heading) => {
                    let _ = writeln!(page, ".SS {heading}");
                }
                None if line.starts_with(".ie ") || line.starts_with(".el ") => {}
                None => {
                    page.push_str(line);
                    page.push('\n');
                }
            }
        }
    }
    Ok(page)
}
