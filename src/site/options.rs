//! What the site wants to know of the configuration.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::config::{Config, Outputs, Redirect};
use crate::document::ticket::Tickets;
use crate::language::Language;

/// The part of the configuration that pages show or follow.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The title of the site; without one that of the root's index file, else `Incident postmortems`.
    pub title: Option<String>,
    /// One sentence on the site.
    pub description: Option<String>,
    /// The language of what is written, where it does not say so itself: a BCP 47 tag.
    pub language: String,
    /// The site's own words.
    pub words: Arc<Language>,
    /// Who writes the reports.
    pub authors: Vec<String>,
    /// The absolute address, ending in `/`.
    pub site_url: Option<String>,
    /// The path that the site stands under on a host that nobody names, from `/` to `/`; not beside an address.
    pub site_path: Option<String>,
    /// Former addresses that the configuration names.
    pub redirects: Vec<Redirect>,
    /// The custom domain for GitHub Pages.
    pub cname: Option<String>,
    /// Holds `{path}`, for which the path of a source stands in.
    pub edit_url_template: Option<String>,
    /// The address of the repository.
    pub repository: Option<String>,
    /// Style sheets of the project's own, as declared.
    pub additional_css: Vec<String>,
    /// True where images of other hosts are shown instead of linked.
    pub allow_remote_images: bool,
    /// True where code stays plain.
    pub plain_code: bool,
    /// When files were changed, by their paths; empty where nobody wants to know.
    pub history: BTreeMap<String, Changes>,
    /// So many reports are listed in the contents tree beside a report; `None` where the theme shows none.
    pub beside: Option<usize>,
    /// How wide and high pictures are in pixels, by their paths in the source folder, as far as that is known.
    pub pictures: BTreeMap<String, (u32, u32)>,
    /// True where nobody wants the action ledger.
    pub without_ledger: bool,
    /// True where nobody wants the insights.
    pub without_insights: bool,
    /// The kinds of tickets, for where they lead.
    pub tickets: Tickets,
    /// Which files there are beside the pages.
    pub outputs: Outputs,
    /// Sources that are no files of their own, with the files that hold them.
    pub files: BTreeMap<Arc<str>, Arc<str>>,
}

/// When a file was changed, as its repository tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Changes {
    /// First, under whatever name; `None` where that is not known.
    pub first: Option<Date>,
    /// Last.
    pub last: Date,
}

impl Options {
    /// What is known of where the site stands: its address, else the path on its host.
    pub(super) fn home(&self) -> Option<&str> {
        self.site_url.as_deref().or(self.site_path.as_deref())
    }
}

impl From<&Config> for Options {
    fn from(config: &Config) -> Self {
        let html = &config.html;
        Self {
            title: config.title.clone(),
            description: config.description.clone(),
            language: config.report_language().to_owned(),
            words: Arc::default(),
            authors: config.authors.clone(),
            site_url: html
                .site_url
                .as_deref()
                .map(|url| format!("{}/", url.trim().trim_end_matches('/'))),
            site_path: html.site_path.clone(),
            redirects: html.redirects.clone(),
            cname: html.cname.clone(),
            edit_url_template: html.edit_url_template.clone(),
            repository: html.git_repository_url.clone(),
            additional_css: html.additional_css.clone(),
            allow_remote_images: html.allow_remote_images,
            plain_code: html.plain_code,
            history: BTreeMap::new(),
            beside: None,
            pictures: BTreeMap::new(),
            without_ledger: config.actions.without_ledger,
            without_insights: config.without_insights,
            tickets: Tickets {
                kinds: config.tickets.clone(),
            },
            outputs: config.outputs,
            files: BTreeMap::new(),
        }
    }
}
