//! Labelled moments: `First detected: 2023-02-02 10:14` in lines, items, definitions and cells of tables.
//!
//! Takes blocks, gives what their labels say. A label is known by its letters alone.

use super::super::{
    ACKNOWLEDGED, DECLARED, DETECTED, DURATION, ENDED, HAPPENED, MITIGATED, RESOLVED, STARTED,
};
use super::{Clock, Written};
use crate::document::{Block, BlockKind, Inline, InlineKind, text};
use crate::postmortem::Moment;
use crate::postmortem::keys::letters;
use crate::postmortem::when::stamp::stamp;
use crate::postmortem::when::{self, Stated, next_figure, parse_duration, zone_in};
use crate::source::Span;

/// Labels of a moment besides the keys of heads, letters only.
pub(in crate::postmortem) const MORE_STARTS: &[&str] = &[
    "utcstarttimestamp",
    "faultoccurs",
    "faultoccurred",
    "faultstarts",
    "faultstarted",
    "incidentoccurred",
    "utcstart",
    "starttimestamp",
    "downtimestart",
    "outagestarted",
    "fra",
    "fratidspunkt",
    "starttidspunkt",
];
pub(in crate::postmortem) const MORE_ENDS: &[&str] = &[
    "utcendtimestamp",
    "utcend",
    "endtimestamp",
    "downtimeend",
    "outageended",
    "til",
    "sluttidspunkt",
];
/// Labels of durations besides.
pub(in crate::postmortem) const MORE_DURATIONS: &[&str] = &[
    "timetoresolve",
    "timetorecovery",
    "timetoresolution",
    "timetorecover",
    "totaltime",
    "incidentlength",
    "lengthofincident",
    "varighet",
    "dauer",
    "durée",
    "duración",
];

/// What labels say.
#[derive(Default)]
pub(super) struct Said {
    pub(super) start: Option<Moment>,
    pub(super) end: Option<Moment>,
    pub(super) detected: Option<Moment>,
    pub(super) acknowledged: Option<Moment>,
    pub(super) declared: Option<Moment>,
    pub(super) mitigated: Option<Moment>,
    pub(super) resolved: Option<Moment>,
    pub(super) duration: Option<Stated>,
    /// True where a label says that nobody knows how long it lasted.
    pub(super) is_unknown: bool,
}

impl Clock<'_> {
    /// Labelled moments in lines, items and cells.
    pub(super) fn labels(&self, blocks: &[Block], said: &mut Said) {
        for block in blocks {
            match &block.kind {
                BlockKind::Paragraph(content) if has_figure(content) => {
                    for line in text::words(content).lines() {
                        self.label(line, block.span, said);
                    }
                }
                BlockKind::List(list) => {
                    for item in &list.items {
                        self.labels(&item.blocks, said);
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let term = text::words(&definition.term);
                        let details = text::of_blocks(&definition.details);
                        self.pair(&term, &details, block.span, said);
                    }
                }
                BlockKind::Table(table) => {
                    for row in &table.rows {
                        for pair in row.cells.chunks(2) {
                            if let [key, value] = pair {
                                let key = text::one_line(&text::of_blocks(&key.blocks));
                                let value = text::one_line(&text::of_blocks(&value.blocks));
                                self.pair(&key, &value, row.span, said);
                            }
                        }
                    }
                }
                BlockKind::Group(inner) | BlockKind::Quote(inner) => self.labels(inner, said),
                _ => {}
            }
        }
    }

    /// `First detected: 2023-02-02 10:14`, `Resolved 2023-02-02 11:36`.
    fn label(&self, line: &str, span: Span, said: &mut Said) {
        let line = line.trim().trim_start_matches(['-', '*', '•', ' ']);
        if line.len() > 160 {
            return;
        }
        // What begins with a figure has no label.
        let Some(figure) = next_figure(line, 0).filter(|figure| *figure > 0) else {
            return;
        };
        match text::colon(&line[..figure]) {
            Some(at) => {
                let value = line[at..].trim_start_matches([':', '：']);
                self.pair(&line[..at], value, span, said);
            }
            None => self.pair(&line[..figure], &line[figure..], span, said),
        }
    }

    fn pair(&self, key: &str, value: &str, span: Span, said: &mut Said) {
        if key.len() > 48 {
            return;
        }
        let letters = letters(key);
        let is = |names: &[&str]| names.contains(&letters.as_str());
        if is(DURATION) || is(MORE_DURATIONS) {
            let first = value.trim().get(.."unknown".len());
            said.is_unknown |= first.is_some_and(|first| first.eq_ignore_ascii_case("unknown"));
            if said.duration.is_none()
                && let Some(minutes) = parse_duration(value)
            {
                said.duration = Some(Stated {
                    minutes,
                    as_written: format!("{}: {}", key.trim(), value.trim()),
                    span,
                });
            }
            return;
        }
        let slot = if is(STARTED) || is(HAPPENED) || is(MORE_STARTS) {
            &mut said.start
        } else if is(ENDED) || is(MORE_ENDS) {
            &mut said.end
        } else if is(DETECTED) {
            &mut said.detected
        } else if is(ACKNOWLEDGED) {
            &mut said.acknowledged
        } else if is(DECLARED) {
            &mut said.declared
        } else if is(MITIGATED) {
            &mut said.mitigated
        } else if is(RESOLVED) {
            &mut said.resolved
        } else {
            return;
        };
        if slot.is_none()
            && let Some(mut found) = stamp(value.trim())
        {
            // `UTC Start Timestamp`.
            found.zone = found.zone.or_else(|| zone_in(key));
            let key = key.trim().trim_end_matches([':', '：']);
            let words = format!("{key}: {}", value.trim());
            *slot = self.moment(
                &found,
                Written {
                    words: &words,
                    span,
                },
            );
        }
    }
}

/// True where a figure stands in the words: no moment goes without one.
fn has_figure(content: &[Inline]) -> bool {
    content.iter().any(|inline| match &inline.kind {
        InlineKind::Text(words) | InlineKind::Code(words) => when::has_figure(words),
        InlineKind::Styled(_, content) => has_figure(content),
        InlineKind::Link(link) => has_figure(&link.content),
        _ => false,
    })
}
