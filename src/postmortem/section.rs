//! What a section is about, decided by its heading through one table of synonyms.

/// What a section is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SectionKind {
    /// Not recognised: kept with its own title.
    Other,
}

impl SectionKind {
    /// The word that the export uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Other => "other",
        }
    }
}
