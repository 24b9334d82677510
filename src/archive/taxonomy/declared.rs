//! The declared vocabulary of one index: which spellings mean the same, and which ids stand under others.
//!
//! Takes the names and aliases of the configuration, gives the path of terms that a name as written stands for.

use std::collections::HashMap;

use super::super::spelling::{humanised, identity};
use super::super::{Declared, Options};
use super::terms::Mention;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::document::text;

/// The names and aliases that were declared for one index.
pub(super) struct Vocabulary<'a> {
    /// By the identity of a name or alias.
    words: HashMap<String, &'a Declared>,
    /// By the spelling of an id, the name of its term where none is declared.
    names: HashMap<String, &'a str>,
    /// The spellings of what other ids stand under: `capacity`, with the words that it is shown as.
    groups: HashMap<String, Option<&'a str>>,
    /// True where ids such as `capacity/memory` stand under their first part.
    hierarchical: bool,
}

impl<'a> Vocabulary<'a> {
    /// The vocabulary of the index with that key. An alias of two names belongs to the first; the other is told.
    pub(super) fn new(
        key: &'static str,
        hierarchical: bool,
        options: &'a Options,
        diagnostics: &mut Diagnostics,
    ) -> Self {
        let mut words: HashMap<String, &'a Declared> = HashMap::new();
        let own = || {
            options
                .vocabulary
                .iter()
                .filter(|declared| declared.taxonomy == key)
        };
        // A name is stronger than an alias, wherever it stands.
        for declared in own() {
            words.entry(spelled(&declared.name)).or_insert(declared);
        }
        for declared in own() {
            for alias in &declared.aliases {
                let owner = *words.entry(spelled(alias)).or_insert(declared);
                if identity(&owner.name) != identity(&declared.name) {
                    diagnostics.push(
                        Diagnostic::warning(
                            "vocabulary-clash",
                            format!(
                                "the {key} alias `{alias}` of `{}` already means `{}`",
                                declared.name, owner.name
                            ),
                        )
                        .help("keep it under one of the two"),
                    );
                }
            }
        }
        let names = options.names.iter().filter(|((of, _), _)| *of == key);
        let names: HashMap<String, &'a str> = names
            .map(|((_, id), name)| (spelled(id), name.as_str()))
            .collect();
        let ids = names.keys().map(String::as_str);
        let groups = ids.filter_map(|id| id.split_once('/'));
        let shown = |group: &str| options.groups.get(&(key, group.to_owned()));
        Self {
            groups: groups
                .map(|(group, _)| (group.to_owned(), shown(group).map(String::as_str)))
                .collect(),
            words,
            names,
            hierarchical,
        }
    }

    /// The terms that a name as written stands for, outermost first; `None` for an empty name.
    pub(super) fn mention(&self, written: &str) -> Option<Mention> {
        let written = text::one_line(written);
        if written.is_empty() {
            return None;
        }
        let mut mention = Mention::default();
        let parts = self.parts(&written);
        // The longest beginning that is declared decides; what is left stands under it.
        let beginnings = (1..=parts.len()).rev();
        let known = beginnings
            .filter(|_| !self.words.is_empty())
            .find_map(|len| {
                let declared = *self.words.get(&spelled(&parts[..len].join("/")))?;
                Some((len, declared))
            });
        match known {
            Some((len, declared)) => {
                self.push_declared(declared, &mut mention);
                for (at, part) in parts.iter().enumerate().skip(len) {
                    mention.push((*part).to_owned(), self.shown(part));
                    self.name(&parts[..=at], &mut mention);
                }
            }
            None => self.push_id(&parts, &mut mention),
        }
        Some(mention)
    }

    /// The terms of an id, each by the name that it has.
    fn push_id(&self, id: &[&str], mention: &mut Mention) {
        for (at, part) in id.iter().enumerate() {
            let group = self.groups.get(&spelled(part)).copied().flatten();
            let group = group.filter(|_| at == 0 && id.len() > 1);
            let shown = group.map_or_else(|| self.shown(part), str::to_owned);
            mention.push((*part).to_owned(), shown);
            self.name(&id[..=at], mention);
            // What it stands under may have been declared by itself.
            if at + 1 < id.len()
                && let Some(above) = self.words.get(&spelled(&id[..=at].join("/")))
                && self.parts(&above.name).len() == 1
            {
                mention.declare(Some(above.name.trim()), above.description.as_deref());
            }
        }
    }

    /// Gives the last term the name that it has where none is declared.
    fn name(&self, id: &[&str], mention: &mut Mention) {
        if self.names.is_empty() {
            return;
        }
        if let Some(name) = self.names.get(&spelled(&id.join("/"))) {
            mention.declare(Some(name), None);
        }
    }

    fn push_declared(&self, declared: &Declared, mention: &mut Mention) {
        // `Memory exhausted` with the alias `capacity/memory` is a name for that place in the hierarchy, and `Room` with the alias
        // `capacity` one for what stands above it.
        let spellings = || std::iter::once(&declared.name).chain(&declared.aliases);
        let is_group = |name: &&String| self.groups.contains_key(&spelled(name));
        let id = spellings()
            .map(|name| self.parts(name))
            .find(|parts| parts.len() > 1)
            .or_else(|| Some(vec![spellings().find(is_group)?.trim()]))
            .unwrap_or_else(|| vec![declared.name.trim()]);
        self.push_id(&id, mention);
        let is_id = self.parts(&declared.name).len() > 1;
        let name = if is_id {
            None
        } else {
            Some(declared.name.trim())
        };
        mention.declare(name, declared.description.as_deref());
    }

    fn parts<'n>(&self, name: &'n str) -> Vec<&'n str> {
        if self.hierarchical {
            let parts: Vec<&str> = name.split('/').map(str::trim).collect();
            if parts.len() > 1 && parts.len() <= 8 && are_ids(&parts) {
                return parts;
            }
        }
        vec![name.trim()]
    }

    /// How a name is shown where nothing was declared: an id as words, everything else as written.
    fn shown(&self, part: &str) -> String {
        let is_id = part
            .chars()
            .all(|c| c.is_alphanumeric() && !c.is_uppercase() || matches!(c, '-' | '_'));
        if self.hierarchical && is_id {
            humanised(part)
        } else {
            part.to_owned()
        }
    }
}

/// The identity of a name, part by part, so that `a / b` and `a/b` are one.
fn spelled(name: &str) -> String {
    let parts: Vec<String> = name.split('/').map(identity).collect();
    parts.join("/")
}

/// True where every part of `a/b` is a word of an id. `TCP/IP` and `I/O` are names: nothing in them is in lower case.
fn are_ids(parts: &[&str]) -> bool {
    parts.iter().all(|part| {
        let words = part
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ' '));
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        let capitals = part.chars().filter(|c| c.is_uppercase()).count();
        words && letters >= 2 && (capitals == 0 || (letters >= 3 && capitals < letters))
    })
}
