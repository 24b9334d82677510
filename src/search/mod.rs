//! The search index: which words stand where in all reports, written for a program in a browser that reads a part of it at a time.
//!
//! Takes the words of each report once, when its document is read ([`Gathered`], by [`Pool`], on any thread), and when the archive is
//! known puts them together ([`Index`]). What stands in its files is told in `docs/search.md`. It knows no pages and no addresses: which
//! files there are is the site's to say, and queries are answered by a script of the theme.

mod coder;
mod firsts;
mod group;
mod index;
mod language;
mod letters;
mod lexicon;
mod normal;
mod numbers;
mod places;
mod pool;
mod shard;
mod short;
mod token;
mod words;

#[cfg(test)]
mod tests;

pub use firsts::Firsts;
pub use index::{Index, Labels};
pub use numbers::Numbers;
pub use pool::{Gathered, KeptWords, Pool};
pub use shard::Shard;
pub use words::{Head, Words};
