//! Patterns of names in a list of contents (`./2*`), replaced by the reports they mean.
//!
//! Takes the listings of all index files and the paths of the reports. It looks at reports inside the folder of the index file
//! only, as the tools do that know such patterns.

use globset::GlobBuilder;

use super::super::ReportIndex;
use super::super::selection::folder_of;
use super::listing::{self, Item, Listing};
use crate::postmortem::{Index, Postmortem};

/// Puts the reports that a pattern means in its place, ordered by path.
pub(super) fn expand_all(reports: &[Postmortem], indexes: &[Index], listings: &mut [Listing]) {
    let mut by_path: Vec<ReportIndex> = (0..reports.len()).collect();
    by_path.sort_by(|a, b| reports[*a].path.cmp(&reports[*b].path));
    let with_patterns = indexes
        .iter()
        .zip(listings)
        .filter(|(_, listing)| listing::has_pattern(&listing.items));
    for (index, listing) in with_patterns {
        let folder = folder_of(&index.path);
        // Only what stands in the folder of the index file can fit.
        let start = by_path.partition_point(|at| *reports[*at].path < *folder);
        let inside: Vec<ReportIndex> = by_path[start..]
            .iter()
            .copied()
            .take_while(|at| folder.is_empty() || reports[*at].path.starts_with(folder))
            .filter(|at| listing::contains(folder, &reports[*at].path))
            .collect();
        expand(&mut listing.items, folder, &inside, reports);
    }
}

fn expand(items: &mut Vec<Item>, folder: &str, inside: &[ReportIndex], reports: &[Postmortem]) {
    let mut out = Vec::with_capacity(items.len());
    for item in std::mem::take(items) {
        match item {
            Item::Pattern(pattern, reversed) => {
                let pattern = pattern.trim_start_matches("./").trim_start_matches('/');
                let Ok(glob) = GlobBuilder::new(pattern).literal_separator(true).build() else {
                    continue;
                };
                let glob = glob.compile_matcher();
                let fits = |at: &&ReportIndex| {
                    let path = &reports[**at].path;
                    let path = path[folder.len()..].trim_start_matches('/');
                    // Sphinx names documents without their ending.
                    glob.is_match(path)
                        || path.rsplit_once('.').is_some_and(|(p, _)| glob.is_match(p))
                };
                let mut found: Vec<ReportIndex> = inside.iter().filter(fits).copied().collect();
                if reversed {
                    found.reverse();
                }
                out.extend(found.into_iter().map(Item::Report));
            }
            Item::Group(title, mut inner) => {
                expand(&mut inner, folder, inside, reports);
                out.push(Item::Group(title, inner));
            }
            item => out.push(item),
        }
    }
    *items = out;
}
