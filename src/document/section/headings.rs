//! The headings that an archive means kinds of sections by, before the table that everyone shares.
//!
//! Takes declared headings, gives the kind of a heading as written. What the archive declares goes before the table, also where that
//! knows the words under another kind. It knows no file: whoever reads `book.toml` makes it.

use std::collections::BTreeMap;

use super::{SectionKind, is_section_name, kind_of, lead, named, normal, without_figures};

/// Declared headings.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    own: BTreeMap<String, SectionKind>,
}

impl Headings {
    /// Headings as people write them, each with its kind. Of two kinds for one heading the first is kept.
    pub fn new<'a>(declared: impl IntoIterator<Item = (SectionKind, &'a str)>) -> Self {
        let mut own = BTreeMap::new();
        for (kind, heading) in declared {
            own.entry(normal(heading)).or_insert(kind);
        }
        Self { own }
    }

    /// What a section of that heading is about: as declared, else by the table ([`kind_of`]).
    pub fn kind_of(&self, heading: &str) -> SectionKind {
        self.declared(heading).unwrap_or_else(|| kind_of(heading))
    }

    /// True where the whole heading is the name of a section, so that it is no title of a document.
    pub fn is_section_name(&self, heading: &str) -> bool {
        !self.own.is_empty() && self.own.contains_key(&normal(heading)) || is_section_name(heading)
    }

    /// The kind of sections that the whole heading is a name of.
    pub fn named(&self, heading: &str) -> Option<SectionKind> {
        if self.own.is_empty() {
            return named(heading);
        }
        self.is_section_name(heading).then(|| self.kind_of(heading))
    }

    /// True where the archive says itself what a section of that heading is about, be it `other`.
    pub fn declares(&self, heading: &str) -> bool {
        self.entry(heading).is_some()
    }

    fn declared(&self, heading: &str) -> Option<SectionKind> {
        self.entry(heading).map(|(_, kind)| kind)
    }

    /// The declared heading that a heading as written is taken for, as [`normal`] writes it.
    pub fn known_as(&self, heading: &str) -> Option<&str> {
        self.entry(heading).map(|(words, _)| words)
    }

    fn entry(&self, heading: &str) -> Option<(&str, SectionKind)> {
        if self.own.is_empty() {
            return None;
        }
        let whole = normal(heading);
        let known = |words: &str| {
            let (words, kind) = self.own.get_key_value(words)?;
            Some((words.as_str(), *kind))
        };
        known(&whole)
            .or_else(|| known(&without_figures(&whole)))
            .or_else(|| known(&without_figures(&normal(lead(heading)?))))
    }
}

#[cfg(test)]
mod tests {
    use super::{Headings, SectionKind};

    #[test]
    fn declared_headings_go_before_the_table() {
        let headings = Headings::new([
            (SectionKind::RootCause, "Why it broke"),
            (SectionKind::Timeline, "Context"),
        ]);
        for (heading, kind) in [
            ("🔥 Why it broke!", SectionKind::RootCause),
            ("2. Why it broke: the disk", SectionKind::RootCause),
            ("Context", SectionKind::Timeline),
            ("Impact", SectionKind::Impact),
            ("Why it broke down", SectionKind::Other),
        ] {
            assert_eq!(headings.kind_of(heading), kind, "{heading}");
        }
        assert!(headings.is_section_name("Why it broke"));
        assert!(!Headings::default().is_section_name("Why it broke"));
    }
}
