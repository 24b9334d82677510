//! Names as docutils compares them, and what they name.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use crate::document::anchor;

/// A name with its white space folded: what tells two substitutions apart.
pub(super) fn folded(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in name.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// A name as names of references are compared: white space folded, case ignored.
pub(super) fn normal(name: &str) -> String {
    folded(name).to_lowercase()
}

/// The id of the place that a name stands for.
pub(super) fn id(name: &str) -> String {
    match anchor::slug(name) {
        slug if slug.is_empty() => "target".to_owned(),
        slug => slug,
    }
}

/// What a name leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// An address.
    Address(String),
    /// A place of this document, by its id.
    Place(String),
    /// What another name leads to.
    Name(String),
}

/// How many names may lead to each other.
const HOPS: usize = 64;

/// All names of a document.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// What the author named, by normal name.
    explicit: HashMap<String, Target>,
    /// What has a name by itself: titles, and links with their address in them.
    implicit: HashMap<String, Target>,
    /// What has no name but an order.
    pub(super) anonymous: Vec<Target>,
    /// The ids of the terms of its glossaries, which are no names: no author can write one.
    pub(super) terms: HashSet<String>,
}

impl Names {
    /// Names something; the first to bear a name keeps it.
    pub(super) fn give(&mut self, name: &str, target: Target) {
        keep_first(&mut self.explicit, name, target);
    }

    /// What bore a name as a place leads somewhere else.
    pub(super) fn replace(&mut self, name: &str, target: Target) {
        self.explicit.insert(normal(name), target);
    }

    /// Something names itself.
    pub(super) fn imply(&mut self, name: &str, target: Target) {
        keep_first(&mut self.implicit, name, target);
    }

    /// Where a name leads in the end.
    pub(super) fn find(&self, name: &str) -> Option<Target> {
        let mut name = normal(name);
        for _ in 0..HOPS {
            let target = self
                .explicit
                .get(&name)
                .or_else(|| self.implicit.get(&name))?;
            match target {
                Target::Name(next) => name = normal(next),
                found => return Some(found.clone()),
            }
        }
        None
    }
}

fn keep_first(names: &mut HashMap<String, Target>, name: &str, target: Target) {
    if let Entry::Vacant(free) = names.entry(normal(name)) {
        free.insert(target);
    }
}
