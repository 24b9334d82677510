//! The registers: what reports say of luck, and of surprise, in their own words.

use crate::archive::ReportIndex;
use crate::language::said;
use crate::postmortem::remark::{self, Of, Remark};
use crate::site::insights::{MOST, Pages};
use crate::site::link::Linker;
use crate::site::views::{LinkView, RegisterView, RemarkView, RemarkedView};
use crate::site::words;
use crate::site::{Page, Site};

use super::super::line::link;
use super::super::{Shown, frame};

/// Reports of a register that the page of insights shows.
const NEWEST: usize = 5;
/// Remarks of a report that are listed.
const MOST_REMARKS: usize = 12;
/// Characters of one.
const MOST_TEXT: usize = 320;

/// The registers that have an entry, with their newest.
pub(super) fn newest(site: &Site, linker: &Linker<'_>, pages: &Pages) -> Vec<RegisterView> {
    let registers = pages.registers.iter();
    let registers = registers.filter(|register| !register.pages.is_empty());
    registers
        .map(|register| {
            let reports = pages.speaking(register.of);
            let shown = &reports[..reports.len().min(NEWEST)];
            RegisterView {
                more: reports.len() - shown.len(),
                ..view(site, linker, (register.of, 0), shown)
            }
        })
        .collect()
}

/// A page of a register.
pub(in crate::site::pages) fn page(site: &Site, linker: &Linker<'_>, of: Of, at: usize) -> Shown {
    let title = match of {
        Of::Luck => said("Where luck helped"),
        Of::Surprise => said("What surprised"),
    };
    let mut page = frame::of(
        site,
        linker,
        Page::Remarks(of, at),
        site.language().text(title),
    );
    page.trail.extend(super::main(site, linker));
    let reports = (site.insights.as_ref()).map_or(&[][..], |pages| pages.speaking(of));
    let own = reports.chunks(MOST).nth(at).unwrap_or_default();
    Shown::new(page, "register", &view(site, linker, (of, at), own))
}

fn view(
    site: &Site,
    linker: &Linker<'_>,
    (of, at): (Of, usize),
    shown: &[ReportIndex],
) -> RegisterView {
    let (pages, count, all) = (site.insights.as_ref()).map_or((&[][..], 0, &[][..]), |pages| {
        let register = pages.register(of);
        (&*register.pages, register.remarks, pages.speaking(of))
    });
    let neighbour = |at: Option<usize>| {
        let at = at?;
        Some(LinkView {
            title: (site.language()).filled("Page {number}", &[("number", &(at + 1).to_string())]),
            url: linker.to(pages.get(at)?),
        })
    };
    RegisterView {
        key: match of {
            Of::Luck => "luck",
            Of::Surprise => "surprise",
        },
        count,
        reports: all.len(),
        url: pages
            .first()
            .map(|first| linker.to(first))
            .unwrap_or_default(),
        lines: shown
            .iter()
            .map(|report| line(site, linker, *report, of))
            .collect(),
        more: 0,
        number: at + 1,
        of: pages.len(),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(at.checked_add(1)),
    }
}

/// What a report says of one of the two.
pub(in crate::site::pages) fn remarks(site: &Site, report: ReportIndex, of: Of) -> &[Remark] {
    remark::of(&site.archive.reports[report].remarks, of)
}

/// The same as a line of a list.
pub(in crate::site::pages) fn line(
    site: &Site,
    linker: &Linker<'_>,
    report: ReportIndex,
    of: Of,
) -> RemarkedView {
    let address = &site.addresses[report];
    let all = remarks(site, report, of);
    let own = all.iter().take(MOST_REMARKS);
    let own = own.map(|remark| RemarkView {
        text: words::beginning(&remark.text, MOST_TEXT),
        url: linker.to_place(
            address,
            Some(&*remark.anchor).filter(|anchor| !anchor.is_empty()),
        ),
    });
    RemarkedView {
        report: link(site, linker, report),
        day: words::day(site.language(), &site.archive.reports[report].occurred),
        remarks: own.collect(),
        more: all.len().saturating_sub(MOST_REMARKS),
    }
}
