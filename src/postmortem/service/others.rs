//! Names that are not those of services: people by what they do, places by what stands in them, owners by what they own.
//!
//! Takes the mentions of names one by one, says of a name at the end whether it is one of these. It weighs nothing: what was told of a name
//! in trouble makes it no place.

use std::collections::BTreeMap;

use super::context::Context;
use super::name::Name;
use super::sense::Sense;
use super::shape::Shape;
use super::word::Word;

/// What else a name may be.
#[derive(Debug, Default)]
struct Other {
    /// It does what people do.
    is_person: bool,
    /// So often something is inside of it.
    inside: usize,
    /// It was said to have been in trouble.
    is_told: bool,
}

/// What speaks for people and places, by the name in lower case.
#[derive(Debug, Default)]
pub(super) struct Others(BTreeMap<String, Other>);

impl Others {
    /// Notes what a mention says.
    pub(super) fn note(&mut self, words: &[Word<'_>], name: &Name, around: &Context) {
        let may_be = name.technology.is_none() && name.shape < Shape::Compound;
        let is_told = around.is_in_trouble && !around.is_person;
        if may_be && (around.is_person || around.is_inside || is_told) {
            let other = self.0.entry(name.shown(words).to_lowercase()).or_default();
            other.is_person |= around.is_person;
            other.inside += usize::from(around.is_inside);
            other.is_told |= is_told;
        }
    }

    /// True for the name of somebody, or of a place of which nothing is told; so often it was mentioned.
    pub(super) fn is_one(&self, name: &str, is_called: bool, mentions: usize) -> bool {
        self.0.get(name).is_some_and(|other| {
            let is_place = other.inside > 0 && other.inside * 2 >= mentions;
            other.is_person || !other.is_told && !is_called && is_place
        })
    }
}

/// True for the owner of what is named behind it: `Ada's Orders`.
pub(super) fn is_owner(line: &str, words: &[Word<'_>], name: &Name) -> bool {
    let end = words[name.to - 1].range().end;
    let is_possessive = line
        .get(end..)
        .is_some_and(|rest| rest.starts_with("'s ") || rest.starts_with("’s "));
    is_possessive
        && words
            .get(name.to)
            .is_some_and(|next| next.is(Sense::SOFTWARE))
}
