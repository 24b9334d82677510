//! Who took part, and as what: `Incident lead: Ada`, a list of participants, a table of roles.
//!
//! Takes labelled facts and the passages called participants, gives people in the order of the text. Only what stands there as a name
//! is one: a sentence is none, a count is none. It never takes names out of prose.

use super::SectionKind;
use super::passage::{Passage, outermost};
use super::template::tells_of_none;
use crate::document::{Block, BlockKind, Table, text};
use crate::source::Span;

/// Somebody who took part.
#[derive(Debug, Clone, PartialEq)]
pub struct Participant {
    /// As what, as written: `Incident lead`; `None` where the document only lists people.
    pub role: Option<String>,
    /// The name as written: `Ada Lovelace`, `@ada`, `AL`.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// More people than these no incident has.
const MOST: usize = 100;

/// Words of roles; letters only.
#[rustfmt::skip] // One word a line would bury them.
const ROLES: &[&str] = &[
    "lead", "leader", "commander", "manager", "coordinator", "scribe", "facilitator", "communications", "comms", "liaison", "on-call", "oncall", "responder", "engineer",
    "developer", "sre", "owner", "expert", "sme", "observer", "notetaker", "moderator", "support", "operations", "ops", "role", "author", "reviewer", "ic", "leder", "leiter",
];

/// Words that name no person: a name made of them alone is one of a thing, a place to talk, a group.
#[rustfmt::skip] // One word a line would bury them.
const THINGS: &[&str] = &[
    "time", "date", "status", "page", "statuspage", "site", "website", "web", "blog", "post", "banner", "slack", "discord", "zoom", "teams", "irc", "chat", "channel", "email", "mail", "mailing", "list", "phone", "call", "bridge", "meeting",
    "twitter", "forum", "message", "notification", "announcement", "update", "report", "ticket", "incident", "issue", "alert", "alerting", "monitoring", "pagerduty", "opsgenie", "rotation", "schedule", "customer", "user", "client", "public", "internal", "external", "team",
    "everyone", "everybody", "nobody", "none", "all", "unknown", "yes", "no", "platform", "infrastructure", "engineering", "product", "service", "system", "network", "security", "database", "automatic", "automated", "manual", "pending", "via", "the", "our",
];

/// The people that labels and lists of participants name. Each label comes with its values and its place.
pub(super) fn read<'l>(
    labelled: impl Iterator<Item = (&'l str, &'l [String], Span)>,
    passages: &[Passage<'_>],
) -> Vec<Participant> {
    let mut people = People(Vec::new());
    for (role, values, span) in labelled {
        for value in values {
            for name in names(value) {
                people.push(Some(role), name, span);
            }
        }
    }
    for passage in outermost(passages, SectionKind::Participants) {
        if !passage.words.is_empty() {
            people.entry(&passage.words, passage.span);
        }
        people.blocks(passage.blocks);
    }
    people.0
}

struct People(Vec<Participant>);

impl People {
    fn push(&mut self, role: Option<&str>, name: &str, span: Span) {
        let name = text::one_line(name.trim().trim_matches(['*', '`', '"']));
        let is_known = |other: &Participant| {
            other.name == name
                && (role.is_none()
                    || other
                        .role
                        .as_deref()
                        .is_some_and(|known| Some(known) == role))
        };
        if self.0.len() < MOST && is_name(&name) && !self.0.iter().any(is_known) {
            // Who was listed without a role has one now.
            let bare = self
                .0
                .iter_mut()
                .find(|other| other.name == name && other.role.is_none());
            match (bare, role) {
                (Some(bare), Some(role)) => bare.role = Some(role.to_owned()),
                _ => self.0.push(Participant {
                    role: role.map(str::to_owned),
                    name,
                    span,
                }),
            }
        }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) => self.entry(&text::of_inlines(content), block.span),
                BlockKind::List(list) => {
                    for item in &list.items {
                        if let Some(Block {
                            kind: BlockKind::Paragraph(content),
                            span,
                        }) = item.blocks.first()
                        {
                            self.entry(&text::of_inlines(content), *span);
                        }
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let role = text::one_line(&text::words(&definition.term));
                        for name in names(&text::of_blocks(&definition.details)) {
                            self.push(Some(&role), name, block.span);
                        }
                    }
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::Group(inner) | BlockKind::Quote(inner) => self.blocks(inner),
                // What stands below another heading is another matter.
                BlockKind::Heading(_) => return,
                _ => {}
            }
        }
    }

    /// `Ada (incident lead)`, `Scribe: Grace`, `Ada - incident lead`, `AN, JS, JW`.
    fn entry(&mut self, words: &str, span: Span) {
        let words = words.trim();
        if let Some((left, right)) = words.split_once([':', '：']) {
            return self.pair(left, right, span);
        }
        if let Some((name, role)) = words
            .strip_suffix([')', '）'])
            .and_then(|words| words.rsplit_once(['(', '（']))
        {
            return self.push(Some(role.trim()).filter(|role| is_role(role)), name, span);
        }
        for dash in [" - ", " – ", " — "] {
            if let Some((left, right)) = words.split_once(dash) {
                return self.pair(left, right, span);
            }
        }
        if let Some((name, role)) = words.split_once(',')
            && is_role(role)
        {
            return self.push(Some(role.trim()), name, span);
        }
        for name in names(words) {
            self.push(None, name, span);
        }
    }

    /// Which side of a pair is the role is told by its words; where neither has any, nothing is.
    fn pair(&mut self, left: &str, right: &str, span: Span) {
        let (left, right) = (
            left.trim().trim_matches('*'),
            right.trim().trim_matches('*'),
        );
        if is_role(left) {
            for name in names(right) {
                self.push(Some(left.trim()), name, span);
            }
        } else if is_role(right) {
            self.push(Some(right), left, span);
        }
    }

    /// A table with a column of roles and one of names, by its headers; without headers roles stand first.
    fn table(&mut self, table: &Table) {
        let cell = |cells: &[crate::document::Cell], at: usize| {
            cells.get(at).map_or(String::new(), |cell| {
                text::one_line(&text::of_blocks(&cell.blocks))
            })
        };
        let (mut role, mut name) = (0, 1);
        let mut rows = table.rows.iter();
        let headers = rows.clone().next().filter(|row| row.header);
        if let Some(row) = headers {
            rows.next();
            let find = |words: &[&str]| {
                (0..row.cells.len())
                    .find(|at| words.contains(&cell(&row.cells, *at).to_lowercase().as_str()))
            };
            role = find(&["role", "roles", "rolle", "rôle", "rol", "part"]).unwrap_or(usize::MAX);
            name = match find(&[
                "name",
                "names",
                "person",
                "people",
                "who",
                "participant",
                "navn",
                "nom",
                "nombre",
                "engineer",
                "responder",
            ]) {
                Some(name) => name,
                None => return,
            };
        }
        for row in rows {
            let as_what = cell(&row.cells, role);
            if headers.is_none() && !is_role(&as_what) {
                continue;
            }
            let as_what =
                Some(as_what.as_str()).filter(|role| !role.is_empty() && !tells_of_none(role));
            for person in names(&cell(&row.cells, name)) {
                self.push(as_what, person, row.span);
            }
        }
    }
}

/// The names in a value: `Ada, Grace and Alan` are three.
fn names(value: &str) -> impl Iterator<Item = &str> {
    value
        .split([',', ';', '、', '\n'])
        .flat_map(|part| part.split(" and "))
        .flat_map(|part| part.split(" & "))
        .map(|part| part.trim().trim_start_matches("and ").trim_end_matches('.'))
        .filter(|part| !part.is_empty())
}

/// True for words that say as what somebody took part.
fn is_role(words: &str) -> bool {
    let words = words.trim();
    words.len() <= 60
        && words.split_whitespace().count() <= 6
        && words
            .split(|c: char| !(c.is_alphanumeric() || c == '-'))
            .any(|word| {
                let lower = word.to_lowercase();
                ROLES.contains(&lower.as_str())
                    || lower
                        .strip_suffix('s')
                        .is_some_and(|one| ROLES.contains(&one))
            })
}

/// True for what may be the name of a person: few words, each with a capital, or a handle.
fn is_name(name: &str) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let is_part = |word: &&str| {
        let first = word.chars().next();
        matches!(
            *word,
            "de" | "da" | "van" | "von" | "der" | "den" | "of" | "la" | "le" | "bin" | "al"
        ) || first
            .is_some_and(|c| c.is_uppercase() || c == '(' || !c.is_ascii() && c.is_alphabetic())
    };
    let is_handle = words.len() == 1 && name.starts_with('@') && name.len() > 1;
    let is_written = name.chars().any(char::is_alphabetic)
        && !name.contains([':', '?', '!', '/', '|', '='])
        && !name.contains("://");
    let is_thing = |word: &&str| {
        let lower = word
            .trim_matches(|c: char| !c.is_alphanumeric())
            .to_lowercase();
        let one = lower.strip_suffix('s');
        THINGS.contains(&lower.as_str()) || one.is_some_and(|one| THINGS.contains(&one))
    };
    // `No one`, `Not needed`, `Status Page`.
    let is_denied = matches!(&*words[0].to_lowercase(), "no" | "not" | "none");
    let nobody = is_denied || words.iter().all(is_thing);
    is_handle
        || words.len() <= 5
            && name.len() <= 60
            && is_written
            && !nobody
            && words.iter().all(is_part)
            && !tells_of_none(name)
            && !is_role(name)
}
