//! What a report says of each property: lists of values by [`Property`].
//!
//! Takes values, gives them back by property. It reads nothing and knows no property by name: a new one has its list here at once.

use std::ops::{Index, IndexMut};

use super::Facet;
use crate::facet::Property;

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
