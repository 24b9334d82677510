//! What a report says of each property: lists of values by [`Property`], each value with where it came from.
//!
//! Takes values, gives them back by property. It reads nothing and knows no property by name: a new one has its list here at once.

use std::ops::{Index, IndexMut};

use crate::facet::Property;
use crate::source::Span;

/// Where a fact came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Origin {
    /// The author said so.
    Stated,
    /// A declared name or alias was found in the text.
    Vocabulary,
    /// A rule of ours suggests it.
    Suggested,
}

impl Origin {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Stated => "stated",
            Self::Vocabulary => "vocabulary",
            Self::Suggested => "suggested",
        }
    }
}

/// One value of a property that one can index by.
#[derive(Debug, Clone, PartialEq)]
pub struct Facet {
    /// The value as written, for example `PostgreSQL` or `capacity/memory`.
    pub name: String,
    /// Where it came from.
    pub origin: Origin,
    /// The words that speak for it, where it was not stated.
    pub evidence: Option<String>,
    /// Where it stands in the source.
    pub span: Span,
}

/// The values of all properties of a report.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Facets([Vec<Facet>; Property::ALL.len()]);

// The lists stand in the order of the variants, so that each of them has its place.
const _: () = {
    let mut at = 0;
    while at < Property::ALL.len() {
        assert!(Property::ALL[at] as usize == at);
        at += 1;
    }
};

impl Index<Property> for Facets {
    type Output = Vec<Facet>;

    fn index(&self, property: Property) -> &Vec<Facet> {
        &self.0[property as usize]
    }
}

impl IndexMut<Property> for Facets {
    fn index_mut(&mut self, property: Property) -> &mut Vec<Facet> {
        &mut self.0[property as usize]
    }
}

impl Facets {
    /// All lists, in the order of [`Property::ALL`].
    pub fn lists(&self) -> impl Iterator<Item = (Property, &[Facet])> {
        let lists = self.0.iter().map(Vec::as_slice);
        Property::ALL.into_iter().zip(lists)
    }

    /// The same, to be changed.
    pub fn lists_mut(&mut self) -> impl Iterator<Item = &mut Vec<Facet>> {
        self.0.iter_mut()
    }
}
