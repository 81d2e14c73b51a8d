//! Facts of a press text become its record.

use super::{authority, finding_id};
use crate::classify::{self, Sentence};
use crate::error::{Warning, WarningCode};
use crate::evidence::{Span, Text};
use crate::extract::Named;
use crate::extract::press::{PressFacts, Quoted, Statement};
use crate::layout::Outline;
use crate::record::{
    Document, DocumentEvidence, Finding, Inspection, InspectionEvidence, Judgement, Quotation, Record,
    SCHEMA_VERSION, Source, ToldTime,
};
use crate::rules::documents::UNKNOWN;
use crate::rules::{Role, RuleBook};

/// The record of a press text. Only what the inspectorate says becomes a finding; what others say in
/// quotation marks stays among the quotations.
pub fn record(source: Source, outline: &Outline, facts: &PressFacts, book: &RuleBook) -> Record {
    let text = &outline.text;
    let judgement = |told: &crate::extract::press::JudgementTold| Judgement {
        area: told.area,
        grade: told.grade,
        as_of: told.as_of.clone(),
        evidence: text.evidence(told.span),
    };
    let mut warnings = outline.warnings.clone();
    warnings.extend(facts.warnings.iter().cloned());
    warnings.extend(unknown_authority(facts));
    Record {
        schema_version: SCHEMA_VERSION.to_owned(),
        source,
        document: document(text, facts),
        inspection: inspection(text, facts),
        judgements: facts.judgements.iter().map(judgement).collect(),
        areas_to_improve: Vec::new(),
        strengths: Vec::new(),
        quotations: facts.quotations.iter().map(|quoted| quotation(text, quoted)).collect(),
        findings: findings(text, facts, book),
        warnings,
    }
}

fn document(text: &Text, facts: &PressFacts) -> Document {
    let published = facts.published.as_ref();
    let title = facts.title.as_ref();
    let author = facts.author.as_ref();
    Document {
        kind: facts.sort.map_or(UNKNOWN, |sort| sort.id()).to_owned(),
        title: title.map(|(title, _)| title.clone()),
        date: published.map(|published| published.date.to_string()),
        issuer: facts.sort.map(|sort| sort.issuer()),
        author: author.map(|author| author.name.clone()),
        date_origin: published.map(|published| published.origin),
        evidence: DocumentEvidence {
            title: title.and_then(|(_, span)| *span).map(|span| text.evidence(span)),
            date: published.and_then(|published| published.span).map(|span| text.evidence(span)),
            author: author.and_then(|author| author.span).map(|span| text.evidence(span)),
        },
    }
}

fn inspection(text: &Text, facts: &PressFacts) -> Inspection {
    let told = facts.told.as_ref().map(|told| ToldTime {
        from: told.from.to_string(),
        to: told.to.to_string(),
        precision: told.precision,
        text: text.slice(told.span).to_owned(),
        evidence: text.evidence(told.span),
    });
    Inspection {
        kind: facts.inspection.map(str::to_owned),
        authority: facts.authority.as_ref().map(|found| authority(&found.value)),
        start: facts.days.as_ref().map(|days| days.value.0.to_string()),
        end: facts.days.as_ref().map(|days| days.value.1.to_string()),
        ordinal: facts.ordinal.as_ref().map(|found| found.value),
        told,
        evidence: InspectionEvidence {
            authority: facts.authority.as_ref().map(|found| text.evidence(found.span)),
            dates: facts.days.iter().map(|days| text.evidence(days.span)).collect(),
            ordinal: facts.ordinal.as_ref().map(|found| text.evidence(found.span)),
        },
        ..Inspection::default()
    }
}

fn quotation(text: &Text, quoted: &Quoted) -> Quotation {
    let source = quoted.source.clone().unwrap_or_default();
    Quotation {
        text: text.slice(quoted.span).to_owned(),
        speaker: source.speaker,
        name: source.name,
        role: source.role,
        fragment: quoted.fragment,
        evidence: text.evidence(quoted.span),
    }
}

fn findings(text: &Text, facts: &PressFacts, book: &RuleBook) -> Vec<Finding> {
    let heading = |span: Option<Span>| span.map(|span| text.slice(span));
    let statements: Vec<&Statement> = facts.findings().collect();
    let read: Vec<Sentence<'_>> = statements
        .iter()
        .map(|statement| Sentence {
            text: text.slice(statement.span),
            role: Role::Findings,
            headings: heading(statement.section).into_iter().collect(),
            starts_block: true,
            listed: false,
        })
        .collect();
    let labels = classify::label(&read, book);
    let finding = |(statement, label): (&Statement, classify::Label)| {
        let words = text.slice(statement.span);
        let section = heading(statement.section);
        Finding {
            id: finding_id(section.unwrap_or(""), words),
            text: words.to_owned(),
            section: section.map(str::to_owned),
            polarity: label.polarity,
            themes: label.themes,
            speaker: statement.speaker,
            reported: statement.reported,
            evidence: text.evidence(statement.span),
            rules: label.rules,
        }
    };
    statements.into_iter().zip(labels).map(finding).collect()
}

fn unknown_authority(facts: &PressFacts) -> Option<Warning> {
    let Some(Named::Other(name)) = facts.authority.as_ref().map(|found| &found.value) else { return None };
    let message = format!("\"{name}\" is not in the table of authorities; it has no codes or region");
    Some(Warning::new(WarningCode::UnknownAuthority, message))
}
