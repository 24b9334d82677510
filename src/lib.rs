//! pmsite: a static-site generator for archives of incident postmortems.
//!
//! Text comes in at one end, a set of output files leaves at the other, and everything between is pure functions over owned
//! data. There are five values on the way, each with one owner:
//!
//! ```text
//! scan ─> SourceFile ─> read ─> Document ─> postmortem ─> Postmortem ─> archive ─> Archive ─> site ─> Site ─> bytes
//!        (source)              (document)               (postmortem)             (archive)          (site)
//! ```
//!
//! Readers know syntax, [`postmortem`] knows meaning, [`archive`] knows the collection, [`site`] knows pages, [`theme`] knows
//! looks; no room knows two of these. [`pipeline`] is the picture as code. A problem in somebody's text is a
//! [`diagnostic::Diagnostic`], never a panic. `ARCHITECTURE.md` says who may import whom; a test holds the code to it.

#![forbid(unsafe_code)]

pub mod archive;
pub mod change;
pub mod cli;
pub mod config;
pub mod diagnostic;
pub mod document;
pub mod error;
pub mod facet;
pub mod highlight;
pub mod html;
pub mod language;
pub mod links;
pub mod lint;
pub mod markdown;
pub mod output;
pub mod pipeline;
pub mod postmortem;
pub mod publish;
pub mod read;
pub mod scan;
pub mod search;
#[cfg(feature = "serve")]
pub mod serve;
pub mod site;
pub mod source;
pub mod theme;
