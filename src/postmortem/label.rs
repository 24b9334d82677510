//! Labelled facts in the text: `Severity: SEV-2`, `| Services | Orders |`, `- **Incident lead**: Ada`, a heading `Affected services`.
//!
//! Takes the blocks at the top of a report and its passages that hold facts, gives what stands behind the labels that are asked for.
//! A label is known by its letters alone; what is no such label is left alone. It reads no head (see `keys`) and judges no value.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::LazyLock;

use super::keys::letters;
use super::passage::Passage;
use super::{Section, SectionKind};
use crate::document::{Block, BlockKind, Inline, InlineKind, Style, Table, text};
use crate::source::Span;

/// What a label asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Service,
    Severity,
    Detection,
    /// How far the incident is, or the report.
    Status,
    /// Somebody's part in it: the label names the part.
    Role,
}

/// What stands behind a label.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Labelled {
    pub(super) label: Label,
    /// The label as written, without the colon.
    pub(super) key: String,
    /// The values: those of a list one by one, else the words behind the label.
    pub(super) values: Vec<String>,
    pub(super) span: Span,
}

#[rustfmt::skip] // A meaning a line.
const LABELS: [(Label, &[&str]); 5] = [
    (Label::Service, &[
        "service", "services", "affectedservices", "servicesaffected", "affectedservice", "serviceaffected", "impactedservices", "impactedservice", "servicesimpacted",
        "system", "systems", "affectedsystems", "systemsaffected", "affectedsystem", "systemaffected", "impactedsystems", "systemsimpacted",
        "component", "components", "affectedcomponents", "componentsaffected", "affectedcomponent", "impactedcomponents",
        "product", "products", "affectedproducts", "productsaffected", "affectedproduct", "impactedproducts",
        "application", "applications", "affectedapplications", "applicationsaffected", "affectedapplication",
        "environmentaffected", "affectedenvironment", "affectedenvironments", "environmentsaffected", "affectedcluster", "affectedclusters",
        "tjeneste", "tjenester", "berørtetjenester", "berørtesystemer", "dienst", "dienste", "betroffenedienste", "betroffenesysteme", "tjänster", "berördatjänster",
        "servicesconcernés", "servicesimpactés", "serviciosafectados", "影響サービス", "対象サービス", "影响服务",
    ]),
    (Label::Severity, super::severity::NAMES),
    (Label::Detection, &[
        "detection", "detectedby", "detectedvia", "detectionmethod", "methodofdetection", "detectionsource", "howdetected", "discoveredby", "reportedby", "identifiedby", "oppdagetav", "entdecktdurch",
    ]),
    (Label::Status, super::publication::STATUS_LABELS),
    (Label::Role, &[
        "incidentlead", "incidentcommander", "incidentmanager", "incidentcoordinator", "incidentowner", "incidentleader", "incidentcaptain", "commander", "coordinator", "coordinators", "lead", "leader",
        "operationslead", "opslead", "technicallead", "techlead", "scribe", "scribes", "notetaker", "facilitator", "communicationslead", "communicationlead", "commslead", "communicationsmanager", "communications", "communicationsliaison",
        "customerliaison", "liaison", "oncall", "oncallengineer", "primaryoncall", "secondaryoncall", "firstresponder", "firstresponders", "responder", "responders", "incidentresponder", "incidentresponders", "subjectmatterexpert", "subjectmatterexperts", "sme", "smes",
        "engineersinvolved", "peopleinvolved", "ic", "hendelsesleder", "vorfallsleiter", "einsatzleiter", "responsableincident",
    ]),
];

static BY_LETTERS: LazyLock<HashMap<&str, Label>> = LazyLock::new(|| {
    let of = |(label, names): &(Label, &'static [&'static str])| {
        let label = *label;
        names
            .iter()
            .map(move |name| (*name, label))
            .collect::<Vec<_>>()
    };
    LABELS.iter().flat_map(of).collect()
});

/// The longest label, in bytes.
const LONGEST: usize = 48;
/// At the top of a report so many blocks are looked at.
const TOP: usize = 24;

/// What the labels of a report say, in its order.
pub(super) fn labelled(
    passages: &[Passage<'_>],
    sections: &[Section],
    blocks: &[Block],
) -> Vec<Labelled> {
    let mut reader = Reader { out: Vec::new() };
    let first = passages
        .iter()
        .find(|passage| passage.level.is_some())
        .map_or(blocks.len(), |passage| passage.at);
    reader.blocks(&blocks[..first.min(TOP)]);
    let mut end = 0;
    for passage in passages.iter().filter(|passage| passage.level.is_some()) {
        let holds_facts = matches!(
            passage.kind,
            SectionKind::Metadata
                | SectionKind::Stats
                | SectionKind::Summary
                | SectionKind::Impact
                | SectionKind::Detection
                | SectionKind::Participants
                | SectionKind::Background
        );
        if holds_facts && passage.at >= end {
            end = passage.end;
            let own = &passage.blocks[..passage.blocks.len().min(TOP)];
            let from = reader.out.len();
            reader.blocks(own);
            // Elsewhere a status is that of a part: of a ticket, of a rollout.
            let tells_status = matches!(
                passage.kind,
                SectionKind::Metadata | SectionKind::Stats | SectionKind::Summary
            );
            if !tells_status {
                let mut own = reader.out.split_off(from);
                own.retain(|found| found.label != Label::Status);
                reader.out.append(&mut own);
            }
        }
    }
    for section in sections {
        reader.section(section, blocks);
    }
    reader.out
}

struct Reader {
    out: Vec<Labelled>,
}

impl Reader {
    fn blocks(&mut self, blocks: &[Block]) {
        for (at, block) in blocks.iter().enumerate() {
            let next = blocks.get(at + 1).map(|next| &next.kind);
            match &block.kind {
                BlockKind::Paragraph(content) => self.paragraph(content, block.span, next),
                BlockKind::List(list) => {
                    for item in &list.items {
                        if let Some((
                            Block {
                                kind: BlockKind::Paragraph(content),
                                span,
                            },
                            below,
                        )) = item.blocks.split_first()
                        {
                            self.paragraph(content, *span, below.first().map(|below| &below.kind));
                        }
                    }
                }
                BlockKind::DefinitionList(definitions) => {
                    for definition in definitions {
                        let key = text::words(&definition.term);
                        self.pair(&key, || values_of(&definition.details), block.span);
                    }
                }
                BlockKind::Table(table) => self.table(table),
                BlockKind::Group(inner) | BlockKind::Quote(inner) => self.blocks(inner),
                _ => {}
            }
        }
    }

    fn paragraph(&mut self, content: &[Inline], span: Span, next: Option<&BlockKind>) {
        if !may_hold(content) {
            return;
        }
        let words = lines(content);
        let mut lines = words.lines().peekable();
        while let Some(line) = lines.next() {
            let Some(at) = text::colon(line) else {
                continue;
            };
            let value = line[at..].trim_start_matches([':', '：']).trim();
            let behind = || {
                if !value.is_empty() {
                    return vec![value.to_owned()];
                }
                // The value stands on the next line, or in the list below.
                match (lines.peek(), next) {
                    (Some(line), _) if !line.contains([':', '：']) => vec![line.trim().to_owned()],
                    (None, Some(BlockKind::List(list))) => list
                        .items
                        .iter()
                        .flat_map(|item| values_of(&item.blocks))
                        .collect(),
                    _ => Vec::new(),
                }
            };
            self.pair(&line[..at], behind, span);
        }
    }

    /// Pairs of cells side by side. A row of headers is no pair.
    fn table(&mut self, table: &Table) {
        for row in table
            .rows
            .iter()
            .filter(|row| !row.header || row.cells.len() == 2)
        {
            for pair in row.cells.chunks(2) {
                if let [key, value] = pair {
                    let key = text::of_blocks(&key.blocks);
                    self.pair(&key, || values_of(&value.blocks), row.span);
                }
            }
        }
    }

    /// A heading that is a label: what stands under it.
    fn section(&mut self, section: &Section, blocks: &[Block]) {
        if section.level.is_none() || section.kind == SectionKind::Detection {
            return;
        }
        let end = section.end.min(blocks.len());
        let (key, value) = section
            .heading
            .split_once([':', '：'])
            .unwrap_or((&section.heading, ""));
        let below = || match value.trim() {
            "" => values_of(blocks.get(section.at + 1..end).unwrap_or_default()),
            value => vec![value.to_owned()],
        };
        self.pair(key, below, blocks[section.at].span);
    }

    fn pair(&mut self, key: &str, values: impl FnOnce() -> Vec<String>, span: Span) {
        let key = key.trim().trim_end_matches([':', '：']);
        if key.len() > LONGEST {
            return;
        }
        let letters = letters(key);
        // `Coordinator(s)`, `Time in SEV-2`.
        let bare = letters.trim_end_matches(|c: char| c.is_ascii_digit());
        let known = BY_LETTERS.get(bare).or_else(|| {
            let plural = key.ends_with("(s)");
            plural
                .then(|| BY_LETTERS.get(&letters[..letters.len() - 1]))
                .flatten()
        });
        let Some(label) = known else {
            return;
        };
        let values: Vec<String> = values()
            .into_iter()
            .filter(|value| !value.is_empty())
            .collect();
        if !values.is_empty() {
            self.out.push(Labelled {
                label: *label,
                key: text::one_line(key),
                values,
                span,
            });
        }
    }
}

/// False for nearly every paragraph: nothing near its beginning closes a label.
fn may_hold(content: &[Inline]) -> bool {
    content.iter().take(12).any(|inline| match &inline.kind {
        InlineKind::Text(words) => text::colon(words).is_some(),
        InlineKind::Styled(Style::Strong, words) => text::colon(&text::words(words)).is_some(),
        _ => false,
    })
}

/// The words of a paragraph with its lines; a label in bold begins one.
fn lines(content: &[Inline]) -> Cow<'_, str> {
    if let [
        Inline {
            kind: InlineKind::Text(words),
            ..
        },
    ] = content
    {
        return Cow::Borrowed(words);
    }
    let mut out = String::with_capacity(text::length(content));
    for inline in content {
        match &inline.kind {
            InlineKind::Text(words) => out.push_str(words),
            InlineKind::Break => out.push('\n'),
            InlineKind::Styled(Style::Strong, words) => {
                let words = text::of_inlines(words);
                if words.trim_end().ends_with([':', '：']) {
                    out.push('\n');
                }
                out.push_str(&words);
            }
            _ => text::push_inlines(std::slice::from_ref(inline), &mut out),
        }
    }
    out.into()
}

/// The values in some blocks: the items of lists one by one, a paragraph as one.
fn values_of(blocks: &[Block]) -> Vec<String> {
    let mut out = Vec::new();
    for block in blocks.iter().take(TOP) {
        match &block.kind {
            BlockKind::Paragraph(content) => out.push(text::one_line(&text::words(content))),
            BlockKind::List(list) => {
                let first = |item: &crate::document::ListItem| match item
                    .blocks
                    .first()
                    .map(|block| &block.kind)
                {
                    Some(BlockKind::Paragraph(content)) => text::one_line(&text::words(content)),
                    _ => String::new(),
                };
                out.extend(list.items.iter().map(first));
            }
            // What stands below another heading is another matter.
            BlockKind::Heading(_) => break,
            _ => {}
        }
    }
    out
}
