//! `book.toml` as a value: `mdBook`'s names where they mean the same, our own tables for the rest.
//!
//! Takes the text of the file, gives a [`Config`] or every problem in it with its position. It reads no file and no
//! environment; who calls it opens the files that it names.

mod actions;
mod address;
mod built;
mod formats;
mod glob;
mod open;
mod outputs;
mod overlay;
mod parse;
mod place;
mod redirect;
mod related;
mod sections;
mod severity;
mod size;
mod split;
mod starter;
mod table;
mod term;
mod tickets;
mod time;
mod vocabulary;

use std::collections::BTreeMap;

use jiff::civil::Date;

use crate::document::ticket::TicketKind;

pub use actions::{Actions, STATES};
pub use address::{Home, site_home, site_url};
pub use built::of_epoch;
pub use formats::Declared;
pub use open::Opener;
pub use outputs::{Output, Outputs};
pub use overlay::{Overlay, OverlayRow};
pub use parse::{THEMES, parse, parse_with};
pub use redirect::Redirect;
pub use related::{Recurrence, Related};
pub use sections::Heading;
pub use severity::Severities;
pub use size::shown as shown_size;
pub use split::Split;
pub use starter::{Lists, Start, Starter, Technology};
pub use term::{Axis, Term};
pub use time::{DateOrder, Time};

/// The configuration of one site. [`Config::default`] is that of a bare folder of reports.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// `[book] title`.
    pub title: Option<String>,
    /// `[book] description`.
    pub description: Option<String>,
    /// `[book] authors`.
    pub authors: Vec<String>,
    /// `[book] language`, a BCP 47 tag; `en` where nothing is said.
    pub language: Option<String>,
    /// `[book] report-language`: that of reports which do not name theirs, where it is another one.
    pub report_language: Option<String>,
    /// `[book] src`: the folder of the reports, relative to that of `book.toml`. `src` where a `book.toml` says nothing and
    /// such a folder exists, else the folder itself.
    pub src: Option<String>,
    /// `[build] build-dir`: the output folder, relative to that of `book.toml`.
    pub build_dir: Option<String>,
    /// `[build] include`: only these files are read (globs on paths inside the source folder).
    pub include: Vec<String>,
    /// `[build] exclude`: these are not.
    pub exclude: Vec<String>,
    /// `[build] max-file-size`: the bytes of the largest file that is read, where it is set.
    pub max_file_size: Option<u64>,
    /// `[build] date`: the day to which ages are counted.
    pub date: Option<Date>,
    /// `[actions]`: the ledger of what reports promise.
    pub actions: Actions,
    /// `[insights] page = false`: no pages of what keeps hurting.
    pub without_insights: bool,
    /// `[formats]`: what the files are that a glob matches, whatever their names and their texts say.
    pub formats: Vec<Declared>,
    /// `[sections]`: headings with the kinds of sections they mean.
    pub sections: Vec<Heading>,
    /// `[tickets]`: what the names of tickets look like, and where they lead.
    pub tickets: Vec<TicketKind>,
    /// `[[split]]`: the files that hold several reports, and the headings that each begins with.
    pub splits: Vec<Split>,
    /// `[new] template`: the file that a new report begins as, relative to the folder of `book.toml`.
    pub template: Option<String>,
    /// `[wiki] base-url`: what stands before the name of a page in the addresses of the wiki that reports come from.
    pub wiki: Option<String>,
    /// `[output.html]`.
    pub html: Html,
    /// `[output.*]` beside it.
    pub outputs: Outputs,
    /// `[taxonomies]`: which indexes there are; keys are those of the table in `archive::taxonomy`.
    pub taxonomies: BTreeMap<String, bool>,
    /// `[related]`: what counts how much where reports are compared.
    pub related: Related,
    /// `[recurrence]`: what counts as the same thing again.
    pub recurrence: Recurrence,
    /// `[time]`: how the reports write days and times.
    pub time: Time,
    /// `[severity]`: the places of labels.
    pub severity: Severities,
    /// `[vocabulary]`: declared names.
    pub vocabulary: Vec<Word>,
    /// `[vocabulary]`: declared terms with what speaks for them in the words of reports.
    pub terms: Vec<Term>,
    /// `[vocabulary] starter`: what is searched for besides.
    pub starter: Starter,
    /// `[links]`: how addresses of the web are asked.
    pub links: Links,
    /// `[lint]`: rule name to level.
    pub lint: BTreeMap<String, Level>,
    /// `[lint] baseline`: the file that lists known messages, beside book.toml.
    pub baseline: Option<String>,
}

/// `[links]`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Links {
    /// `ignore`: addresses that nobody asks for, by globs.
    pub ignore: Vec<String>,
    /// `timeout`: how many seconds one question may take, where it is set.
    pub timeout: Option<u32>,
}

/// `[output.html]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Html {
    /// `theme`: the name of a built-in theme; files in `theme/` beside book.toml shadow it.
    pub theme: Option<String>,
    /// `site-url`: the absolute address of the site, ending in `/`.
    pub site_url: Option<String>,
    /// `site-url` where it is a path alone: the folder of some host that the site stands in, `/repo/`.
    pub site_path: Option<String>,
    /// `[output.html.redirect]`: former addresses.
    pub redirects: Vec<Redirect>,
    /// `cname`: the custom domain of GitHub Pages.
    pub cname: Option<String>,
    /// `edit-url-template`: holds `{path}`.
    pub edit_url_template: Option<String>,
    /// `git-repository-url`.
    pub git_repository_url: Option<String>,
    /// `git-dates`: pages and the export say when a report was first and last changed.
    pub git_dates: bool,
    /// `highlight = false`: code stays plain.
    pub plain_code: bool,
    /// `additional-css`: files beside book.toml.
    pub additional_css: Vec<String>,
    /// `remote-images = "allow"`: images of other hosts are shown instead of linked.
    pub allow_remote_images: bool,
}

impl Html {
    /// The name of the theme: that which it names, else `default`.
    pub fn theme_name(&self) -> &str {
        self.theme.as_deref().unwrap_or("default")
    }

    /// What is known of where the site stands: its address, else the path on its host.
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        self.site_url.as_deref().or(self.site_path.as_deref())
    }

    /// Says where the site stands, whatever was said before.
    pub fn stand(&mut self, home: Home) {
        (self.site_url, self.site_path) = match home {
            Home::Address(address) => (Some(address), None),
            Home::Path(path) => (None, Some(path)),
        };
    }
}

/// One declared name of `[vocabulary]`.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Word {
    /// The taxonomy of the table it stood in: `service`, `cause`, `trigger`, `team`, `tag`.
    pub taxonomy: String,
    /// The name that is shown.
    pub name: String,
    /// Other spellings.
    pub aliases: Vec<String>,
    /// Its own words.
    pub description: Option<String>,
}

/// How a rule is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Not shown.
    Allow,
    /// A note.
    Note,
    /// A warning.
    Warn,
    /// An error.
    Deny,
}

impl Config {
    /// The language of the site's own words.
    pub fn language(&self) -> &str {
        self.language.as_deref().unwrap_or("en")
    }

    /// The language of reports that do not name theirs.
    pub fn report_language(&self) -> &str {
        self.report_language
            .as_deref()
            .unwrap_or_else(|| self.language())
    }

    /// The bytes of the largest file that is read.
    pub fn max_file_size(&self) -> u64 {
        self.max_file_size.unwrap_or(16 * 1024 * 1024)
    }
}

#[cfg(test)]
mod tests;
