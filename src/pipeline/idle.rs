//! A change that no page shows: of a file that nobody reads, or of one that was read and set aside, and is again for the same reason.
//!
//! Takes what is remembered and the place of a file, answers yes or no. Where it is not sure it answers no, and all is made anew. It
//! changes nothing: what it read is read again by the next build.

use std::path::Path;

use super::file::File;
use super::memory::{Memory, Opened, inside};
use super::timings::Parts;
use super::work::understand;
use super::{Built, Input};
use crate::postmortem::Reading;
use crate::scan::{self, Reason};

impl Memory {
    /// True for a file of which nothing is on any page: one that is no document, that no document includes or shows, and that was
    /// there before. What stands in it changes nothing.
    pub fn is_idle(&self, input: &Input<'_>, built: &Built, file: &Path) -> bool {
        let Some(path) = inside(input.source, file) else {
            return false;
        };
        let is_shown = || {
            let site = &built.site;
            site.assets().any(|(from, _)| from == path)
                || site.styles().any(|(from, _)| path.ends_with(from))
        };
        self.tools(input).is_some()
            // A picture that was withheld may be harmless now.
            && !self.named.contains(&*path)
            && !self.is_asked_for(&path)
            && !is_shown()
            && scan::stamp(file).is_some()
            && (self.is_other(&path) || self.stays_aside(input, &path, file))
    }

    /// True for a file that was read and is no part of the archive, and gives the same now.
    fn stays_aside(&self, input: &Input<'_>, path: &str, disk: &Path) -> bool {
        let (Some(kept), Some(tools)) = (self.kept(path), self.tools(input)) else {
            return false;
        };
        let candidate = kept.candidate();
        if candidate.disk != disk || !kept.is_alone() || !is_aside(&kept.file) {
            return false;
        }
        let loaded = scan::load(candidate, input.config.max_file_size());
        if !loaded.unpacked.is_empty() {
            return false;
        }
        let opened = Opened::default();
        let open = |path: &str| opened.note(path, None);
        let parts = Parts::new(false);
        let now = understand(loaded, None, &tools.project(input, &open, &parts));
        let before = kept.file.understood.iter();
        let is_same = before.clone().count() == now.understood.len()
            && before.zip(&now.understood).all(|(before, now)| {
                before.reading == now.reading && before.diagnostics == now.diagnostics
            });
        is_same
            && is_aside(&now)
            && opened.all().is_empty()
            && now.set_aside == kept.file.set_aside
            && now.loading == kept.file.loading
    }
}

/// True where nothing that a file gave is in the archive, and no other file can change that.
fn is_aside(file: &File) -> bool {
    let depends = |reason| matches!(reason, Reason::Included | Reason::Unpacked);
    let aside = file.set_aside.as_ref();
    let mut all = file.understood.iter();
    !aside.is_some_and(|aside| depends(aside.reason))
        && all.all(|one| {
            let is_plain = one.origin.is_none() && one.includes.is_empty() && one.allows.is_none();
            is_plain && matches!(one.reading, Reading::Aside(_))
        })
}
