//! What a document is: a report, an index, or neither.
//!
//! Takes the path, the head and the shape of a document, gives its role. It reads no fact.

use super::keys::Keys;
use super::names::{Name, is_folder_of_reports, words};
use super::occurred;
use super::prose::Lines;
use super::template::is_placeholder;
use super::title::Title;
use super::when::find_date;
use super::{Clues, Section, SectionKind};
use crate::document::prompt::fingerprint;
use crate::document::{Block, BlockKind, Document, InlineKind, MetaOrigin, MetaValue, text};

/// What a document is.
#[derive(Debug, PartialEq, Eq, Clone, Copy)]
pub(super) enum Role {
    Report,
    Index,
    Aside(&'static str),
}

/// What the decision rests on.
pub(super) struct Evidence<'a> {
    pub(super) clues: &'a Clues,
    pub(super) name: &'a Name,
    pub(super) keys: &'a Keys<'a>,
    pub(super) document: &'a Document,
    pub(super) sections: &'a [Section],
    pub(super) title: Option<&'a Title>,
    pub(super) lines: &'a Lines<'a>,
    pub(super) has_incident_keys: bool,
}

/// Files that every repository has.
const REPOSITORY_FILES: &[&str] = &[
    "license",
    "licence",
    "licenses",
    "copying",
    "notice",
    "changelog",
    "changes",
    "history",
    "news",
    "contributing",
    "contributors",
    "code_of_conduct",
    "code-of-conduct",
    "security",
    "codeowners",
    "authors",
    "maintainers",
    "support",
    "governance",
    "pull_request_template",
    "issue_template",
    "dco",
    "cla",
    "adopters",
    "install",
    "roadmap",
    "agents",
    "claude",
    "gemini",
    "copilot-instructions",
    "third_party_notices",
];

/// Words that a template's file name may hold besides `template`.
const TEMPLATE_COMPANY: &[&str] = &[
    "postmortem",
    "postmortems",
    "post",
    "mortem",
    "incident",
    "incidents",
    "report",
    "reports",
    "rca",
    "review",
    "retro",
    "retrospective",
    "outage",
    "analysis",
    "root",
    "cause",
    "the",
    "a",
    "of",
    "example",
    "sample",
    "blank",
    "new",
    "md",
    "doc",
    "document",
    "page",
    "pm",
    "pmyyyy",
    "yyyy",
    "mm",
    "dd",
    "nnn",
    "nn",
    "xx",
    "xxx",
    "xxxx",
    "title",
    "name",
    "date",
    "en",
    "mal",
];

/// Keys that say that a file is a template.
pub(super) const FLAGS: &[&str] = &["template", "istemplate"];

/// Folders that hold nothing but templates.
const TEMPLATE_FOLDERS: &[&str] = &[
    "templates",
    "_templates",
    "template",
    "archetypes",
    "issue_template",
    ".github",
    "pull_request_template",
];

impl Evidence<'_> {
    /// Decides.
    pub(super) fn role(&self) -> Role {
        let stem = self.name.stem.to_lowercase();
        if self.is_template(&stem) {
            return Role::Aside("a template");
        }
        let of_wiki = self.document.meta.origin == MetaOrigin::Templates;
        if of_wiki && self.keys.has(&["redirect"]) {
            return Role::Aside("a page that leads to another");
        }
        let is_index_name = matches!(
            stem.as_str(),
            "index" | "_index" | "readme" | "summary" | "toc" | "_toc" | "_sidebar" | "_category_"
        ) || stem.starts_with("readme.")
            || stem.starts_with("readme_");
        if is_index_name && !self.is_report_by_another_name(&stem) {
            return Role::Index;
        }
        if (REPOSITORY_FILES.contains(&stem.as_str()) || is_licence(&stem))
            && self.telling_kinds() < 3
            && !self.has_incident_keys
        {
            return Role::Aside("a file that every repository has");
        }
        if self.is_list_of_links() || self.is_contents() {
            return Role::Index;
        }
        if self.is_made_of_prompts() && !self.is_begun() {
            return Role::Aside("a template: nearly every section is empty or a prompt");
        }
        Role::Report
    }

    /// True where `index.md` or `README.md` is the one text of a report's own folder, or plainly a report itself.
    fn is_report_by_another_name(&self, stem: &str) -> bool {
        let can_be = match stem {
            "index" => {
                self.has_incident_keys || self.telling_kinds() >= 4 || self.is_page_of_a_day()
            }
            // The README of a folder of reports often shows their template.
            "readme" => self.has_incident_keys && self.telling_kinds() >= 1,
            _ => return false,
        };
        (self.name.is_bundle || can_be) && !self.is_list_of_links()
    }

    /// True for `queue/index.md` with a day in its head, as Hugo keeps a page with its pictures: what only introduces a folder has none.
    fn is_page_of_a_day(&self) -> bool {
        let folder = self.name.folders.last();
        folder.is_some_and(|folder| !is_folder_of_reports(folder))
            && occurred::tells_page_date(self.keys)
    }

    fn is_template(&self, stem: &str) -> bool {
        let is_flagged = self
            .keys
            .get(FLAGS)
            .is_some_and(|entry| entry.value == MetaValue::Bool(true));
        let is_for_templates = |folder: &String| {
            TEMPLATE_FOLDERS
                .iter()
                .any(|one| folder.eq_ignore_ascii_case(one))
        };
        let in_folder = self.name.folders.iter().any(is_for_templates);
        // Forms that GitHub offers for new issues have these keys.
        let is_form = self.keys.has(&["about"])
            && self.keys.has(&["labels", "assignees"])
            && self.name.date().is_none()
            && !self
                .lines
                .iter()
                .any(|line| find_date(&line.text).is_some());
        let names = words(stem);
        let is_word = |word: &&str| {
            matches!(
                *word,
                "template" | "templates" | "mal" | "vorlage" | "plantilla" | "modele" | "sjabloon"
            )
        };
        let nothing_else = || {
            names.iter().all(|word| {
                word.contains("template")
                    || is_word(word)
                    || TEMPLATE_COMPANY.contains(word)
                    || word.bytes().all(|b| b.is_ascii_digit())
            })
        };
        let by_name = names.iter().any(is_word) && nothing_else() && self.name.date().is_none();
        is_flagged || in_folder || is_form || by_name
    }

    /// True where somebody has begun to tell of one incident: a template has no day of its own, neither in its name nor in its head.
    fn is_begun(&self) -> bool {
        self.name.date().is_some() && occurred::tells_its_day(self.keys)
    }

    /// True where the body holds nothing but links in lists, or a list of contents, under at most a short introduction.
    fn is_list_of_links(&self) -> bool {
        let (mut links, mut paragraphs) = (0, 0);
        for block in &self.document.blocks {
            match &block.kind {
                BlockKind::Heading(_) | BlockKind::Comment(_) | BlockKind::Rule => {}
                // Nearly every document shows early that it is more.
                BlockKind::Paragraph(_) if paragraphs == 1 => return false,
                BlockKind::Paragraph(_) => paragraphs += 1,
                _ if is_toctree(block) => links += 2,
                BlockKind::List(list) => {
                    for item in &list.items {
                        if is_link_item(&item.blocks) {
                            links += 1;
                        } else {
                            return false;
                        }
                    }
                }
                _ => return false,
            }
        }
        links >= 2 && self.telling_kinds() == 0
    }

    /// True where the body holds a list of contents, and nothing tells of an incident.
    fn is_contents(&self) -> bool {
        let blocks = &self.document.blocks;
        blocks.iter().any(is_toctree)
            && !self.has_incident_keys
            && self.telling_kinds() == 0
            && self.name.date().is_none()
    }

    /// True where four fifths of the sections that hold text of their own hold none but prompts.
    fn is_made_of_prompts(&self) -> bool {
        let blocks = &self.document.blocks;
        let (mut empty, mut all) = (0_usize, 0_usize);
        let most = self.sections.len();
        for (number, section) in self.sections.iter().enumerate() {
            let next = self
                .sections
                .get(number + 1)
                .map_or(section.end, |next| next.at.min(section.end));
            let own = blocks.get(section.at + 1..next).unwrap_or(&[]);
            // A heading that only holds further sections says nothing by itself.
            if own.is_empty() && next < section.end {
                continue;
            }
            all += 1;
            empty += usize::from(own.iter().all(is_prompt));
            // Nearly every document shows early that its sections are filled.
            if (all - empty) * 5 > most {
                return false;
            }
        }
        let lead = self.sections.first().map_or(blocks.len(), |first| first.at);
        let lead_tells = blocks[..lead].iter().enumerate().any(|(at, block)| {
            Some(at) != self.title.and_then(|title| title.block)
                && !matches!(block.kind, BlockKind::Heading(_))
                && !is_prompt(block)
        });
        all >= 3 && empty * 5 >= all * 4 && !(lead_tells && self.name.date().is_some())
    }

    pub(super) fn telling_kinds(&self) -> u32 {
        let mut kinds: Vec<SectionKind> = self
            .sections
            .iter()
            .map(|section| section.kind)
            .filter(|kind| kind.tells())
            .collect();
        kinds.sort_unstable();
        kinds.dedup();
        kinds.len() as u32
    }
}

/// True for `license-mit`, `COPYING.LESSER`, `license-2.0`; not for `license-server-down` and `2021-05-01-notice`.
fn is_licence(stem: &str) -> bool {
    const NAMES: &[&str] = &["license", "licence", "copying", "copyright", "notice"];
    const KINDS: &[&str] = &[
        "mit",
        "apache",
        "bsd",
        "gpl",
        "lgpl",
        "agpl",
        "mpl",
        "isc",
        "cc",
        "cc0",
        "by",
        "sa",
        "lesser",
        "third",
        "party",
        "unlicense",
        "txt",
    ];
    let words = words(stem);
    words.iter().any(|word| NAMES.contains(word))
        && words.iter().enumerate().all(|(at, word)| {
            // Figures are a version, behind what it is the version of.
            let is_figure = |word: &str| word.bytes().all(|byte| byte.is_ascii_digit());
            let is_version = || {
                let before = words[..at].iter().rev().find(|word| !is_figure(word));
                is_figure(word)
                    && word.len() < 3
                    && before.is_some_and(|before| {
                        KINDS.contains(before) || matches!(*before, "license" | "licence")
                    })
            };
            NAMES.contains(word) || KINDS.contains(word) || is_version()
        })
}

fn is_toctree(block: &Block) -> bool {
    matches!(block.kind, BlockKind::Toctree(_))
}

fn is_link_item(blocks: &[Block]) -> bool {
    let mut links = 0;
    for block in blocks {
        match &block.kind {
            BlockKind::Paragraph(content) => {
                let mut chars = 0;
                for inline in content {
                    match &inline.kind {
                        InlineKind::Link(_) => links += 1,
                        InlineKind::Text(text) => chars += text.trim().chars().take(41).count(),
                        _ => {
                            chars += text::of_inlines(std::slice::from_ref(inline))
                                .trim()
                                .chars()
                                .count();
                        }
                    }
                    // A few words beside the link are its date or its number.
                    if chars > 40 {
                        return false;
                    }
                }
            }
            BlockKind::List(list) => {
                if !list.items.iter().all(|item| is_link_item(&item.blocks)) {
                    return false;
                }
                links += 1;
            }
            _ => return false,
        }
    }
    links > 0
}

/// True for a block that an author has not filled in.
fn is_prompt(block: &Block) -> bool {
    match &block.kind {
        BlockKind::Comment(_) | BlockKind::Rule | BlockKind::Heading(_) => true,
        BlockKind::Paragraph(content) => {
            fingerprint(block).is_some() || is_placeholder(&text::words(content))
        }
        BlockKind::List(list) => list
            .items
            .iter()
            .all(|item| item.blocks.iter().all(is_prompt)),
        BlockKind::Quote(blocks) | BlockKind::Group(blocks) => blocks.iter().all(is_prompt),
        BlockKind::Table(table) => table.rows.iter().filter(|row| !row.header).all(|row| {
            row.cells
                .iter()
                .all(|cell| is_placeholder(&text::of_blocks(&cell.blocks)))
        }),
        _ => false,
    }
}
