//! What an archive declares about how its reports are to be understood.
//!
//! A plain value that the pipeline makes of `book.toml`; every report of an archive is read with the same one.

use super::Names;
use super::vocabulary::Vocabulary;
use super::when::Conventions;
use crate::document::section::Headings;
use crate::document::ticket::Tickets;

/// The declarations.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Headings that mean kinds of sections, besides those that everyone knows.
    pub headings: Headings,
    /// What the names of tickets look like, besides the common forms, and where they lead.
    pub tickets: Tickets,
    /// The declared services.
    pub names: Names,
    /// What causes, services and ways of noticing are suggested by.
    pub vocabulary: Vocabulary,
    /// How times are written.
    pub conventions: Conventions,
}
