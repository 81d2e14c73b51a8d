//! The record of a press release or an article. Only what the inspectorate says becomes a finding.

use super::{Placed, authority, findings, unknown_authority};
use crate::classify::Sentence;
use crate::evidence::Text;
use crate::extract::press::{Interval, PressFacts, Quoted, Sort};
use crate::layout::Outline;
use crate::record::{
    Document, DocumentEvidence, Inspection, InspectionEvidence, Judgement, Quotation, Record, SCHEMA_VERSION,
    Source, ToldTime,
};
use crate::rules::documents::UNKNOWN;
use crate::rules::{Role, RuleBook};

/// The record of a press text.
pub(super) fn record(source: Source, outline: &Outline, facts: PressFacts, book: &RuleBook) -> Record {
    let text = &outline.text;
    let findings = findings(outline, &sentences(outline, &facts), book);
    let judgements = facts.judgements.iter().map(|told| Judgement {
        area: told.area,
        grade: told.grade,
        as_of: told.as_of.clone(),
        evidence: text.evidence(told.span),
    });
    let judgements = judgements.collect();
    let quotations = facts.quotations.iter().map(|quoted| quotation(text, quoted)).collect();
    let warnings = outline.warnings.iter().chain(&facts.warnings).cloned();
    let warnings = warnings.chain(unknown_authority(facts.authority.as_ref())).collect();
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        source,
        document: document(text, &facts),
        inspection: inspection(text, &facts),
        judgements,
        areas_to_improve: Vec::new(),
        strengths: Vec::new(),
        quotations,
        findings,
        warnings,
    }
}

/// The inspectorate's statements, quoted and reported, under the cross-heading above them.
pub(super) fn sentences<'a>(outline: &'a Outline, facts: &'a PressFacts) -> Vec<Placed<'a>> {
    let placed = |statement: &crate::extract::press::Statement| Placed {
        span: statement.span,
        sentence: Sentence {
            text: outline.text.slice(statement.span),
            role: Role::Findings,
            headings: statement.section.map(|section| outline.text.slice(section)).into_iter().collect(),
            starts_block: true,
            listed: false,
        },
        speaker: statement.speaker,
        reported: statement.reported,
    };
    facts.findings().map(placed).collect()
}

fn document(text: &Text, facts: &PressFacts) -> Document {
    let published = facts.published.as_ref();
    Document {
        kind: facts.sort.map_or(UNKNOWN, Sort::id).to_owned(),
        title: facts.title.as_ref().map(|(title, _)| title.clone()),
        date: published.map(|published| published.date.to_string()),
        issuer: facts.sort.map(|sort| sort.issuer()),
        author: facts.author.as_ref().map(|author| author.name.clone()),
        date_origin: published.map(|published| published.origin),
        evidence: DocumentEvidence {
            title: facts.title.as_ref().and_then(|(_, span)| span.map(|span| text.evidence(span))),
            date: published.and_then(|published| published.span).map(|span| text.evidence(span)),
            author: facts.author.as_ref().and_then(|author| author.span).map(|span| text.evidence(span)),
        },
    }
}

fn inspection(text: &Text, facts: &PressFacts) -> Inspection {
    let days = facts.days.as_ref();
    Inspection {
        kind: facts.inspection.map(str::to_owned),
        authority: facts.authority.as_ref().map(|found| authority(&found.value)),
        start: days.map(|days| days.value.0.to_string()),
        end: days.map(|days| days.value.1.to_string()),
        ordinal: facts.ordinal.as_ref().map(|found| found.value),
        told: facts.told.as_ref().map(|told| told_time(text, told)),
        evidence: InspectionEvidence {
            authority: facts.authority.as_ref().map(|found| text.evidence(found.span)),
            dates: days.map(|days| text.evidence(days.span)).into_iter().collect(),
            ordinal: facts.ordinal.as_ref().map(|found| text.evidence(found.span)),
        },
        ..Inspection::default()
    }
}

fn told_time(text: &Text, told: &Interval) -> ToldTime {
    ToldTime {
        from: told.from.to_string(),
        to: told.to.to_string(),
        precision: told.precision,
        text: text.slice(told.span).to_owned(),
        evidence: text.evidence(told.span),
    }
}

fn quotation(text: &Text, quoted: &Quoted) -> Quotation {
    let source = quoted.source.as_ref();
    Quotation {
        text: text.slice(quoted.span).to_owned(),
        speaker: source.and_then(|source| source.speaker),
        name: source.and_then(|source| source.name.clone()),
        role: source.and_then(|source| source.role.clone()),
        fragment: quoted.fragment,
        evidence: text.evidence(quoted.span),
    }
}
