//! The names of our own that stand in the markup while the HTML parser has it.

/// The element that stands for a finished block.
pub(super) const BLOCK_SLOT: &str = "pm-block";

/// The element that stands for a finished inline.
pub(super) const INLINE_SLOT: &str = "pm-inline";

/// The element that holds a kept source.
pub(in crate::read) const KEPT: &str = "pm-kept";

/// The element of an admonition written by another tool's means.
pub(in crate::read) const ADMONITION: &str = "pm-admonition";

/// The element of something played or framed. It stands empty, since the parser would read what an `iframe` holds as text
/// without tags; what it held follows it.
pub(in crate::read) const MEDIA: &str = "pm-media";

/// Deeper elements give their words only, so that no input makes the tree (and every walk over it) deeper than this.
pub(super) const DEPTH: usize = 60;

/// The attribute that carries the place of a tag.
pub(super) const MARK: &str = "pm-at";

/// The attribute of an item that carries its check mark: `yes` or `no`.
pub(in crate::read) const CHECK: &str = "pm-check";
