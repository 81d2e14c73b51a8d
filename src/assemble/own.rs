//! The record of a document of the inspectorate's own.

use super::{Placed, authority, findings, stated, unknown_authority};
use crate::classify::{self, Sentence};
use crate::error::{Warning, WarningCode};
use crate::evidence::{Span, Text};
use crate::extract::{Facts, Section, inspection, is_prose, people::Person};
use crate::layout::{BlockKind, Outline};
use crate::record::{
    AreaToImprove, DateOrigin, Document, DocumentEvidence, Finding, Inspection, InspectionEvidence,
    Inspector, Issuer, Judgement, Recipient, Record, SCHEMA_VERSION, Source, Speaker, Strength,
};
use crate::rules::documents::{Field, UNKNOWN};
use crate::rules::{Role, RuleBook};

/// The record of a document of the inspectorate's own.
pub(super) fn record(source: Source, outline: &Outline, facts: Facts<'_>, book: &RuleBook) -> Record {
    let text = &outline.text;
    let mut warnings = outline.warnings.clone();
    let findings = findings(outline, &sentences(outline, &facts), book);
    let document = document(text, &facts);
    let inspection = inspection_of(text, &facts);
    let judgements = facts.judgements.iter().map(|found| Judgement {
        area: found.value.0,
        grade: found.value.1,
        as_of: None,
        evidence: text.evidence(found.span),
    });
    let areas_to_improve = facts.areas_to_improve.iter().map(|item| AreaToImprove {
        text: text.slice(item.span).to_owned(),
        priority: item.priority,
        themes: item_themes(outline, item.span, &findings, Role::AreasToImprove, book),
        evidence: text.evidence(item.span),
    });
    let strengths = facts.strengths.iter().map(|item| Strength {
        text: text.slice(item.span).to_owned(),
        themes: item_themes(outline, item.span, &findings, Role::Strengths, book),
        evidence: text.evidence(item.span),
    });
    let (judgements, areas_to_improve) = (judgements.collect(), areas_to_improve.collect());
    let strengths = strengths.collect();
    warnings.extend(missing(&facts));
    if facts.profile.id != UNKNOWN {
        warnings.extend(unknown_authority(facts.authority.as_ref()));
    }
    warnings.extend(facts.warnings);
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        source,
        document,
        inspection,
        judgements,
        areas_to_improve,
        strengths,
        quotations: Vec::new(),
        findings,
        warnings,
    }
}

fn document(text: &Text, facts: &Facts<'_>) -> Document {
    Document {
        kind: facts.profile.id.clone(),
        title: facts.title.map(|span| text.slice(span).to_owned()),
        date: facts.date.as_ref().map(|date| date.value.to_string()),
        issuer: facts.profile.issuer,
        author: None,
        date_origin: facts.date.as_ref().map(|_| DateOrigin::Text),
        evidence: DocumentEvidence {
            title: facts.title.map(|span| text.evidence(span)),
            date: facts.date.as_ref().map(|date| text.evidence(date.span)),
            author: None,
        },
    }
}

fn inspection_of(text: &Text, facts: &Facts<'_>) -> Inspection {
    let days = facts.days.first().zip(facts.days.last()).map(|(first, last)| (first.value.0, last.value.1));
    let ilacs = facts.profile.inspection.as_deref() == Some("ilacs");
    let inspectors = facts.inspectors.iter().map(|person| Inspector {
        name: person.name.clone(),
        role: person.role.clone(),
        lead: person.lead,
        evidence: Some(text.evidence(person.span)),
    });
    Inspection {
        kind: facts.profile.inspection.clone(),
        authority: facts.authority.as_ref().map(|found| authority(&found.value)),
        start: days.map(|(start, _)| start.to_string()),
        end: days.map(|(_, end)| end.to_string()),
        length: days.filter(|_| ilacs).and_then(inspection::length),
        inspectors: inspectors.collect(),
        recipient: facts.recipient.as_ref().map(|person| recipient(text, person)),
        ordinal: facts.ordinal.as_ref().map(|found| found.value),
        areas_covered: facts.areas_covered.iter().map(|&span| stated(text, span)).collect(),
        told: None,
        evidence: InspectionEvidence {
            authority: facts.authority.as_ref().map(|found| text.evidence(found.span)),
            dates: facts.days.iter().map(|found| text.evidence(found.span)).collect(),
            ordinal: facts.ordinal.as_ref().map(|found| text.evidence(found.span)),
        },
    }
}

fn recipient(text: &Text, person: &Person) -> Recipient {
    Recipient {
        name: person.name.clone(),
        role: person.role.clone(),
        evidence: Some(text.evidence(person.span)),
    }
}

/// The sentences of the body, in order, each in its section.
pub(super) fn sentences<'a>(outline: &'a Outline, facts: &'a Facts<'_>) -> Vec<Placed<'a>> {
    let inspectorate = matches!(facts.profile.issuer, Some(Issuer::Ofsted | Issuer::JointInspectorates));
    let speaker = inspectorate.then_some(Speaker::Inspectorate);
    let items = || facts.areas_to_improve.iter().chain(&facts.strengths);
    let mut found = Vec::new();
    for section in &facts.sections {
        let headings: Vec<&str> = section.path.iter().map(|&heading| outline.text.slice(heading)).collect();
        for at in body(outline, section) {
            let block = &outline.blocks[at];
            let listed = section.listed && !matches!(block.kind, BlockKind::Paragraph { number: None });
            for (index, &span) in block.sentences.iter().enumerate() {
                let text = outline.text.slice(span);
                // The head of a table of items, or who answers for one.
                if section.rows
                    && !ends_sentence(text)
                    && !items().any(|item| item.span.to(span) == item.span)
                {
                    continue;
                }
                let sentence = Sentence {
                    text,
                    role: section.role,
                    headings: headings.clone(),
                    starts_block: index == 0,
                    listed,
                };
                found.push(Placed { span, sentence, speaker, reported: false });
            }
        }
    }
    found
}

/// Themes of a whole item: those of its sentences, the first sentence's first, three at most. An item that
/// is no finding is read by itself.
fn item_themes(
    outline: &Outline,
    item: Span,
    findings: &[Finding],
    role: Role,
    book: &RuleBook,
) -> Vec<String> {
    let whole = outline.text.evidence(item);
    let from = findings.partition_point(|finding| finding.evidence.start < whole.start);
    let inside = findings[from..].iter().take_while(|finding| finding.evidence.end <= whole.end);
    let mut themes: Vec<String> = Vec::new();
    for theme in inside.flat_map(|finding| &finding.themes) {
        if !themes.contains(theme) {
            themes.push(theme.clone());
        }
    }
    if themes.is_empty() {
        let sentence =
            Sentence { listed: true, starts_block: true, ..Sentence::plain(outline.text.slice(item), role) };
        themes = classify::label(&[sentence], book).remove(0).themes;
    }
    themes.truncate(MOST_THEMES);
    themes
}

/// An item or sentence bears this many themes at most.
const MOST_THEMES: usize = 3;

/// The blocks of a section that belong to the body: sentences, not addresses, headings or small print.
fn body<'a>(outline: &'a Outline, section: &'a Section) -> impl Iterator<Item = usize> + 'a {
    let salutation = section
        .blocks
        .clone()
        .find(|&at| crate::extract::is_salutation(outline.text.slice(outline.blocks[at].span)));
    let opening = section.role == Role::Opening;
    let from = salutation.filter(|_| opening).map_or(section.blocks.start, |at| at + 1);
    (from..section.blocks.end).filter(move |&at| {
        let block = &outline.blocks[at];
        let row = section.rows && matches!(block.kind, BlockKind::Row { .. });
        let sentence = !opening || ends_sentence(outline.text.slice(block.span));
        section.role != Role::Closing && sentence && (is_prose(block) || row)
    })
}

fn ends_sentence(text: &str) -> bool {
    text.trim_end().ends_with(['.', '!', '?', ':', ';', '’', '”', ')'])
}

/// A warning for each field that this type of document should state and does not.
fn missing(facts: &Facts<'_>) -> Vec<Warning> {
    let absent = facts.profile.states.iter().filter(|field| match field {
        Field::Authority => facts.authority.is_none(),
        Field::InspectionDates => facts.days.is_empty(),
        Field::Date => facts.date.is_none(),
        Field::Inspectors => facts.inspectors.is_empty(),
        Field::Recipient => facts.recipient.is_none(),
        Field::Ordinal => facts.ordinal.is_none(),
        Field::Judgements => facts.judgements.is_empty(),
    });
    let name = |field: &Field| match field {
        Field::Authority => "authority",
        Field::InspectionDates => "days on site",
        Field::Date => "printed date",
        Field::Inspectors => "inspectors",
        Field::Recipient => "addressee",
        Field::Ordinal => "number of the visit",
        Field::Judgements => "judgements",
    };
    absent
        .map(|field| {
            let message = format!(
                "no {} found; documents of this type ({}) state it",
                name(field),
                facts.profile.title
            );
            Warning::new(WarningCode::MissingField, message)
        })
        .collect()
}
