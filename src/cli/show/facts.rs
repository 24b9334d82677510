//! The facts of a report as its author would check them: value, origin, the words it was read from, and where these stand.
//!
//! Takes a report with its document and its record, gives groups of facts. Names of terms are those of the record, as every index
//! shows them. It decides nothing: what has no place shows none.

use super::aside;
use super::fact::{Fact, told};
use super::timeline::{shared_remark, timeline};
use crate::document::{MetaEntry, MetaValue};
use crate::facet::Property;
use crate::pipeline::Shown;
use crate::postmortem::braces;
use crate::postmortem::places::{Place, Places};
use crate::postmortem::scorecard::{Points, Scorecard};
use crate::postmortem::when::{shown, zone_offset};
use crate::postmortem::{DateOrigin, Facet, Moment, Postmortem, Precision, SectionKind};
use crate::site::export::{FacetRecord, Listed, Record};
use crate::source::Span;

/// Facts that belong together.
pub(super) struct Group {
    /// What stands above them; nothing above the first.
    pub(super) name: &'static str,
    pub(super) facts: Vec<Fact>,
    /// True where a name that stands above already is not said again.
    pub(super) is_grouped: bool,
    /// What stands below them.
    pub(super) remark: Option<String>,
}

const STATED: &str = "stated";
const INFERRED: &str = "inferred";

/// Everything there is to check in a report.
pub(super) fn groups(report: &Postmortem, shown: &Shown) -> Vec<Group> {
    let document = braces::understood(&shown.document);
    let places = Places::new(&document, report, &shown.text);
    let teller = Teller {
        report,
        record: shown.record(),
        places,
    };
    let group = |name, facts| Group {
        name,
        facts,
        is_grouped: false,
        remark: None,
    };
    vec![
        Group {
            is_grouped: true,
            ..group("", teller.main())
        },
        Group {
            remark: unknown_sections(report),
            ..group("sections", sections(report))
        },
        Group {
            remark: shared_remark(report),
            ..group("timeline", timeline(report))
        },
        group("actions", actions(report)),
        group("five whys", whys(report)),
        group(
            "scorecard",
            report.scorecard.as_ref().map(scorecard).unwrap_or_default(),
        ),
        group(
            "further, shown on the page as written",
            further(&report.further),
        ),
        group("set aside, no fact is read from it", aside::of(&document)),
    ]
}

struct Teller<'a> {
    report: &'a Postmortem,
    record: Option<Record<'a>>,
    places: Places<'a>,
}

impl Teller<'_> {
    /// The facts that stand on the page of a report in its box, and around its title.
    fn main(&self) -> Vec<Fact> {
        let report = self.report;
        let mut out = vec![self.title()];
        out.extend(self.date());
        let when = &report.occurred;
        let (start, end) = (&when.evidence.start, &when.evidence.end);
        out.extend(self.moment("start", "start", when.start.as_ref(), start.as_deref()));
        out.extend(self.moment("end", "end", when.end.as_ref(), end.as_deref()));
        out.extend(self.duration());
        for (name, moment) in [
            ("detected", &when.detected),
            ("acknowledged", &when.acknowledged),
            ("declared", &when.declared),
            ("mitigated", &when.mitigated),
            ("resolved", &when.resolved),
        ] {
            let field = format!("milestones/{name}");
            out.extend(self.moment(name, &field, moment.as_ref(), None));
        }
        out.extend(self.zone());
        if let Some(day) = when.published {
            out.push(fact("published", STATED, day.to_string()));
        }
        out.extend(self.severity());
        for property in Property::TOLD {
            let facets = report.facets[property].iter();
            out.extend(facets.map(|facet| self.facet(property, facet)));
        }
        out.extend(report.participants.iter().enumerate().map(|(at, person)| {
            let mut fact = fact("people", STATED, person.name.clone());
            fact.field = Some(format!("participants/{at}"));
            fact.span = Some(person.span);
            fact.remark.clone_from(&person.role);
            fact
        }));
        out.extend(self.of_head("status", report.status.as_deref()));
        out.extend(self.of_head("audience", report.audience.as_deref()));
        out.extend(self.of_head("language", report.language.as_deref()));
        if report.draft {
            let mut draft = fact("draft", STATED, "yes".to_owned());
            draft.field = None;
            draft.remark = Some("a build leaves it out without `--drafts`".to_owned());
            out.push(draft);
        }
        out.extend(self.summary());
        out
    }

    fn title(&self) -> Fact {
        let mut title = fact("title", STATED, self.report.title.clone());
        match self.places.title() {
            Some(place) => title.span = Some(place.span),
            None => {
                title.origin = Some(INFERRED);
                title.remark = Some("from the name of the file".to_owned());
            }
        }
        title
    }

    fn date(&self) -> Option<Fact> {
        let when = &self.report.occurred;
        let date = when.date?;
        let value = match when.precision {
            Some(Precision::Year) => date.strftime("%Y").to_string(),
            Some(Precision::Month) => date.strftime("%Y-%m").to_string(),
            _ => date.to_string(),
        };
        let origin = if when.origin?.is_stated() {
            STATED
        } else {
            INFERRED
        };
        let mut date = fact("date", origin, value);
        date.remark = Some(
            match when.origin? {
                DateOrigin::FrontMatter => "in the head",
                DateOrigin::Title => "in the title",
                DateOrigin::FileName => "in the path of the file",
                DateOrigin::Text => "in the text",
                DateOrigin::Timeline => "in the timeline",
                DateOrigin::Publication => "of publication: nothing tells the day of the incident",
            }
            .to_owned(),
        );
        date.at(self.places.date());
        Some(date)
    }

    /// A moment; one that no head states was read from words of the text.
    fn moment(
        &self,
        name: &str,
        field: &str,
        moment: Option<&Moment>,
        evidence: Option<&str>,
    ) -> Option<Fact> {
        let moment = moment?;
        let is_of_head = self.places.is_of_head(moment.span);
        let origin = if is_of_head { STATED } else { INFERRED };
        let mut fact = fact(name, origin, told(moment));
        fact.field = Some(field.to_owned());
        let words = evidence.unwrap_or(&moment.as_written);
        fact.at(Some(self.places.at(moment.span, words)));
        Some(fact)
    }

    fn duration(&self) -> Option<Fact> {
        let when = &self.report.occurred;
        let minutes = when.duration_minutes?;
        let mut duration = fact("duration", INFERRED, shown(minutes));
        duration.field = Some("duration_minutes".to_owned());
        if let Some(stated) = when
            .stated
            .as_ref()
            .filter(|stated| stated.minutes == minutes)
        {
            if when.is_duration_stated() {
                duration.origin = Some(STATED);
            }
            duration.at(Some(self.places.at(stated.span, &stated.as_written)));
        } else if let Some(words) = &when.evidence.duration {
            duration.at(self.places.of_words(words));
            duration.words = Some(words.clone());
        } else if when.computed_minutes() == Some(minutes) {
            duration.remark = Some("from start to end".to_owned());
        }
        if let Some(by_times) = when.minutes_by_times() {
            duration.remark = Some(format!("by its times {}", shown(by_times)));
        }
        Some(duration)
    }

    fn zone(&self) -> Option<Fact> {
        let zone = self.report.occurred.zone.as_deref()?;
        let mut fact = fact("zone", STATED, zone.to_owned());
        fact.field = Some("timezone".to_owned());
        fact.at(self
            .places
            .of_head(zone)
            .or_else(|| self.places.of_words(zone)));
        fact.words = None;
        if zone_offset(zone).is_none() {
            fact.remark = Some("its offset is not known: times are shown without one".to_owned());
        }
        Some(fact)
    }

    fn severity(&self) -> Option<Fact> {
        let severity = self.report.severity.as_ref()?;
        let level = severity.level.map_or_else(
            || "no known level".to_owned(),
            |level| format!("level {level} of 0 (worst) to 5"),
        );
        let mut fact = fact("severity", severity.origin.name(), severity.label.clone());
        fact.at(self
            .places
            .of_head(&severity.label)
            .or_else(|| self.places.anywhere(&severity.label)));
        fact.remark = Some(level);
        Some(fact)
    }

    fn facet(&self, property: Property, facet: &Facet) -> Fact {
        let mut out = fact(property.list(), facet.origin.name(), facet.name.clone());
        out.field = Some(self.field_of(property, facet));
        let of_words = facet
            .evidence
            .as_deref()
            .and_then(|words| self.places.of_words(words));
        let span = of_words.map_or(facet.span, |place| place.span);
        out.span = Some(span).filter(|span| *span != Span::default());
        out.words.clone_from(&facet.evidence);
        out
    }

    /// The place of a value in the record, whose lists are in the order of their terms.
    fn field_of(&self, property: Property, facet: &Facet) -> String {
        let name = property.list();
        let list = self
            .record
            .as_ref()
            .and_then(|record| match record.of(property) {
                Listed::Terms(terms) => Some(terms),
                Listed::Names(_) => None,
            });
        let is_it = |term: &FacetRecord<'_>| {
            [&term.id, &term.name]
                .into_iter()
                .any(|known| known.eq_ignore_ascii_case(&facet.name))
        };
        match list.and_then(|list| list.iter().position(is_it)) {
            Some(at) => format!("{name}/{at}"),
            None => name.to_owned(),
        }
    }

    fn of_head(&self, name: &str, value: Option<&str>) -> Option<Fact> {
        let value = value?;
        let mut fact = fact(name, STATED, value.to_owned());
        fact.at(self.places.of_head(value));
        fact.words = None;
        Some(fact)
    }

    fn summary(&self) -> Option<Fact> {
        let summary = self.report.summary.as_deref()?;
        let mut fact = fact("summary", STATED, summary.to_owned());
        fact.at(self.places.anywhere(summary));
        fact.words = None;
        Some(fact)
    }
}

impl Fact {
    /// Gives the fact its place, and the words that stand there where they differ from its value.
    fn at(&mut self, place: Option<Place>) {
        if let Some(place) = place {
            self.span = Some(place.span);
            self.words = Some(place.words).filter(|words| *words != self.value);
        }
    }
}

fn fact(name: &str, origin: &'static str, value: String) -> Fact {
    Fact {
        name: name.to_owned(),
        field: Some(name.to_owned()),
        value,
        origin: Some(origin),
        ..Fact::default()
    }
}

fn sections(report: &Postmortem) -> Vec<Fact> {
    let facts = report
        .sections
        .iter()
        .enumerate()
        .map(|(at, section)| Fact {
            name: section.kind.name().to_owned(),
            field: Some(format!("sections/{at}")),
            value: section.heading.clone(),
            span: Some(section.span),
            ..Fact::default()
        });
    facts.collect()
}

/// What to do about headings that no table knows.
fn unknown_sections(report: &Postmortem) -> Option<String> {
    let of_other = |section: &&crate::postmortem::Section| section.kind == SectionKind::Other;
    let count = report.sections.iter().filter(of_other).count();
    (count > 0).then(|| {
        "what a heading shown as `other` is about can be said in `[sections]` of `book.toml`"
            .to_owned()
    })
}

fn actions(report: &Postmortem) -> Vec<Fact> {
    let facts = report.actions.iter().enumerate().map(|(at, action)| {
        let owner = action.owner.as_ref().map(|owner| format!("owner {owner}"));
        let tickets = (!action.tickets.is_empty()).then(|| action.tickets.join(" "));
        let due = action.due.as_ref();
        let due = due.map(|due| format!("due {}", due.as_written));
        let remark: Vec<String> = owner.into_iter().chain(due).chain(tickets).collect();
        Fact {
            name: action.status.name().replace('_', " "),
            field: Some(format!("actions/{at}")),
            value: action.text.clone(),
            span: Some(action.span),
            remark: (!remark.is_empty()).then(|| remark.join(", ")),
            ..Fact::default()
        }
    });
    facts.collect()
}

fn whys(report: &Postmortem) -> Vec<Fact> {
    let facts = report.five_whys.iter().enumerate().map(|(at, why)| Fact {
        name: (at + 1).to_string(),
        field: Some(format!("five_whys/{at}")),
        value: match &why.question {
            Some(question) => format!("{question} {}", why.answer),
            None => why.answer.clone(),
        },
        span: Some(why.span),
        ..Fact::default()
    });
    facts.collect()
}

fn scorecard(card: &Scorecard) -> Vec<Fact> {
    let counts =
        |points: Option<Points>| points.map_or_else(|| "-".to_owned(), |points| points.to_string());
    let mut facts: Vec<Fact> = card
        .questions
        .iter()
        .enumerate()
        .map(|(at, question)| Fact {
            name: counts(question.score),
            field: Some(format!("scorecard/questions/{at}")),
            value: question.text.clone(),
            span: Some(question.span),
            words: Some(question.answer.clone()),
            remark: question.note.clone(),
            ..Fact::default()
        })
        .collect();
    facts.push(Fact {
        name: counts(card.computed_total),
        field: Some("scorecard/computed_total".to_owned()),
        value: "total, added up".to_owned(),
        origin: Some(INFERRED),
        ..Fact::default()
    });
    if let Some(total) = &card.stated_total {
        facts.push(Fact {
            name: counts(total.points),
            field: Some("scorecard/stated_total".to_owned()),
            value: "total, as it stands".to_owned(),
            origin: Some(STATED),
            words: Some(total.as_written.clone()),
            span: Some(total.span),
            ..Fact::default()
        });
    }
    facts
}

fn further(entries: &[MetaEntry]) -> Vec<Fact> {
    let facts = entries.iter().map(|entry| Fact {
        name: entry.key.to_string(),
        value: as_text(&entry.value),
        span: Some(entry.span),
        ..Fact::default()
    });
    facts.collect()
}

fn as_text(value: &MetaValue) -> String {
    match value {
        MetaValue::Null => String::new(),
        MetaValue::Bool(value) => value.to_string(),
        MetaValue::Text(text) => text.to_string(),
        MetaValue::List(items) => items.iter().map(as_text).collect::<Vec<_>>().join(", "),
        MetaValue::Map(entries) => {
            let pairs = entries
                .iter()
                .map(|entry| format!("{}: {}", entry.key, as_text(&entry.value)));
            pairs.collect::<Vec<_>>().join(", ")
        }
    }
}
