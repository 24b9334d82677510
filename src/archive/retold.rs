//! A report whose text changed and that tells the archive nothing new: a sentence was mended, a paragraph moved down.
//!
//! Takes a report as it was read, as the archive has it, and as it is read now, gives it as the archive has it now. Where anything
//! differs that the archive, its indexes or the addresses of the site are made of there is no answer, and all of that has to be made
//! anew: what this takes for unimportant is only what pages ask for when they are made. It compares; it decides nothing.

use std::sync::Arc;

use crate::facet::Property;
use crate::postmortem::claim::Claims;
use crate::postmortem::{Facet, Keywords, Postmortem, When};
use crate::source::Span;

/// The report as the archive has it now. `read` is what it was read as, `held` what the archive made of that, `now` what it reads as.
pub fn retold(
    read: &Arc<Postmortem>,
    held: &Arc<Postmortem>,
    now: &Arc<Postmortem>,
) -> Option<Arc<Postmortem>> {
    if read.undecided.is_some() || compared(read) != compared(now) {
        return None;
    }
    if Arc::ptr_eq(read, held) {
        return Some(Arc::clone(now));
    }
    let mut out = Postmortem::clone(now);
    // The archive has made its index of them.
    out.keywords = Keywords::default();
    out.occurred = if read.occurred == held.occurred {
        out.occurred
    } else {
        return None;
    };
    out.severity.clone_from(&held.severity);
    for property in Property::ALL {
        out.facets[property] = match property {
            Property::Service => services(read, held, now)?,
            Property::Cause
            | Property::Trigger
            | Property::Detection
            | Property::Tag
            | Property::Team => left(
                &read.facets[property],
                &held.facets[property],
                &now.facets[property],
            )?,
        };
    }
    out.remarks = left(&read.remarks, &held.remarks, &now.remarks)?;
    out.further = left(&read.further, &held.further, &now.further)?;
    for (action, held) in out.actions.iter_mut().zip(&held.actions) {
        action.status = held.status;
        action.owner.clone_from(&held.owner);
        action.tickets.clone_from(&held.tickets);
    }
    Some(Arc::new(out))
}

/// The services: what is stated, or those of the candidates that the archive suggests.
fn services(read: &Postmortem, held: &Postmortem, now: &Postmortem) -> Option<Vec<Facet>> {
    fn of(report: &Postmortem) -> &[Facet] {
        &report.facets[Property::Service]
    }
    if let Some(stated) = left(of(read), of(held), of(now)) {
        return Some(stated);
    }
    let now_of = |facet: &Facet| {
        let place = read.candidates.iter().position(|one| one.facet == *facet);
        match place {
            Some(place) => now.candidates.get(place).map(|one| one.facet.clone()),
            // What the title suggests has no place.
            None => (facet.span == Span::default()).then(|| facet.clone()),
        }
    };
    of(held).iter().map(now_of).collect()
}

/// Those of `now` that stand where `held` still has those of `read`; `None` where it has others.
fn left<T: Clone + PartialEq>(read: &[T], held: &[T], now: &[T]) -> Option<Vec<T>> {
    let mut held = held.iter().peekable();
    let mut out = Vec::new();
    for (read, now) in read.iter().zip(now) {
        if held.peek().is_some_and(|held| *held == read) {
            held.next();
            out.push(now.clone());
        }
    }
    held.next().is_none().then_some(out)
}

/// The report without what only its own page shows, and without the places of what it says.
fn compared(report: &Postmortem) -> Postmortem {
    let mut out = Postmortem {
        summary: None,
        lede: false,
        title_block: None,
        sections: Vec::new(),
        timeline: Vec::new(),
        five_whys: Vec::new(),
        scorecard: None,
        claims: Claims::default(),
        ..report.clone()
    };
    forget_places(&mut out.occurred);
    for facets in out.facets.lists_mut() {
        facets
            .iter_mut()
            .for_each(|facet| facet.span = Span::default());
    }
    for candidate in &mut out.candidates {
        candidate.facet.span = Span::default();
    }
    for participant in &mut out.participants {
        participant.span = Span::default();
    }
    for action in &mut out.actions {
        (action.span, action.line) = (Span::default(), 0);
    }
    for pointer in &mut out.pointers.targets {
        pointer.span = Span::default();
    }
    out
}

fn forget_places(when: &mut When) {
    for moment in when.moments_mut() {
        moment.span = Span::default();
    }
    if let Some(stated) = &mut when.stated {
        stated.span = Span::default();
    }
    if let Some(weekday) = &mut when.weekday {
        weekday.span = Span::default();
    }
}
