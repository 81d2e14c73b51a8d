//! Facts, sections and labels become the public record.
//!
//! The only place that turns spans into evidence and knows both the inner types and the public ones.

pub mod press;

use crate::authorities::Authority as Known;
use crate::classify::{self, Label, Sentence};
use crate::error::{Warning, WarningCode};
use crate::evidence::{Span, Text};
use crate::extract::{Facts, Named, Section, inspection, is_prose, people::Person};
use crate::layout::{BlockKind, Outline};
use crate::record::{
    AreaToImprove, Authority, DateOrigin, Document, DocumentEvidence, Finding, Inspection,
    InspectionEvidence, Inspector, Issuer, Judgement, Recipient, Record, SCHEMA_VERSION, Source, Speaker,
    Stated, Strength,
};
use crate::rules::documents::{Field, UNKNOWN};
use crate::rules::{Role, RuleBook};
use sha2::{Digest, Sha256};

/// The record of a document of the inspectorate's own.
pub fn record(source: Source, outline: &Outline, facts: Facts<'_>, book: &RuleBook) -> Record {
    let text = &outline.text;
    let mut warnings = outline.warnings.clone();
    let findings = findings(outline, &facts, book);
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
        themes: item_themes(text.slice(item.span), Role::AreasToImprove, book),
        evidence: text.evidence(item.span),
    });
    let strengths = facts.strengths.iter().map(|item| Strength {
        text: text.slice(item.span).to_owned(),
        themes: item_themes(text.slice(item.span), Role::Strengths, book),
        evidence: text.evidence(item.span),
    });
    let (judgements, areas_to_improve) = (judgements.collect(), areas_to_improve.collect());
    let strengths = strengths.collect();
    warnings.extend(missing(&facts));
    warnings.extend(unknown_authority(&facts));
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

fn stated(text: &Text, span: Span) -> Stated {
    Stated { text: text.slice(span).to_owned(), evidence: text.evidence(span) }
}

fn authority(named: &Named) -> Authority {
    match named {
        Named::Known(known) => Known::to_record(known),
        Named::Other(name) => {
            Authority { name: name.clone(), urn: None, dfe_code: None, ons_code: None, region: None }
        }
    }
}

/// Every sentence of the body, labelled in its section.
fn findings(outline: &Outline, facts: &Facts<'_>, book: &RuleBook) -> Vec<Finding> {
    let text = &outline.text;
    let inspectorate = matches!(facts.profile.issuer, Some(Issuer::Ofsted | Issuer::JointInspectorates));
    let placed = sentences(outline, &facts.sections);
    let read: Vec<Sentence<'_>> = placed.iter().map(|placed| placed.sentence.clone()).collect();
    let labels = classify::label(&read, book);
    let finding = |(placed, label): (Placed<'_>, Label)| {
        let section = placed.sentence.headings.last().map(|&heading| heading.to_owned());
        Finding {
            id: finding_id(section.as_deref().unwrap_or(""), placed.sentence.text),
            text: placed.sentence.text.to_owned(),
            section,
            polarity: label.polarity,
            themes: label.themes,
            speaker: inspectorate.then_some(Speaker::Inspectorate),
            reported: false,
            evidence: text.evidence(placed.span),
            rules: label.rules,
        }
    };
    placed.into_iter().zip(labels).map(finding).collect()
}

/// A sentence as the classifier reads it, with its place.
pub struct Placed<'a> {
    pub span: Span,
    pub sentence: Sentence<'a>,
}

/// The sentences of the body, in order, each in its section.
pub fn sentences<'a>(outline: &'a Outline, sections: &'a [Section]) -> Vec<Placed<'a>> {
    let mut found = Vec::new();
    for section in sections {
        let headings: Vec<&str> = section.path.iter().map(|&heading| outline.text.slice(heading)).collect();
        for at in body(outline, section) {
            let block = &outline.blocks[at];
            let listed = section.listed && !matches!(block.kind, BlockKind::Paragraph { number: None });
            for (index, &span) in block.sentences.iter().enumerate() {
                let sentence = Sentence {
                    text: outline.text.slice(span),
                    role: section.role,
                    headings: headings.clone(),
                    starts_block: index == 0,
                    listed,
                };
                found.push(Placed { span, sentence });
            }
        }
    }
    found
}

/// Themes of a whole item: those of its sentences, the first sentence's first, three at most.
fn item_themes(item: &str, role: Role, book: &RuleBook) -> Vec<String> {
    let parts = crate::layout::sentences::sentences(item);
    let read: Vec<Sentence<'_>> = parts
        .into_iter()
        .enumerate()
        .map(|(index, part)| Sentence {
            text: &item[part],
            role,
            headings: Vec::new(),
            starts_block: index == 0,
            listed: true,
        })
        .collect();
    let mut themes: Vec<String> = Vec::new();
    for theme in classify::label(&read, book).into_iter().flat_map(|label| label.themes) {
        if !themes.contains(&theme) {
            themes.push(theme);
        }
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

/// A short hash of a sentence's words and its section, so that it survives a change of layout.
pub fn finding_id(section: &str, sentence: &str) -> String {
    let mut hash = Sha256::new();
    for part in [section, sentence] {
        for word in part.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()) {
            hash.update(word.to_lowercase());
            hash.update(b" ");
        }
        hash.update(b"\n");
    }
    hash.finalize().iter().take(6).map(|byte| format!("{byte:02x}")).collect()
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

fn unknown_authority(facts: &Facts<'_>) -> Option<Warning> {
    let Some(Named::Other(name)) = facts.authority.as_ref().map(|found| &found.value) else { return None };
    (facts.profile.id != UNKNOWN).then(|| {
        Warning::new(
            WarningCode::UnknownAuthority,
            format!("\"{name}\" is not in the table of authorities; it has no codes or region"),
        )
    })
}

/// Lower-case hexadecimal SHA-256 of the bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
