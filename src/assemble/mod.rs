//! Facts, sections and labels become the public record.
//!
//! The only place that turns spans into evidence and knows both the inner types and the public ones.

mod own;
mod press;

use crate::Explained;
use crate::authorities::Authority as Known;
use crate::classify::{self, Label, Sentence};
use crate::error::{Warning, WarningCode};
use crate::evidence::{Span, Text};
use crate::extract::{Found, Named, Reading};
use crate::layout::Outline;
use crate::record::{Authority, Finding, Record, Source, Speaker, Stated};
use crate::rules::RuleBook;
use sha2::{Digest, Sha256};

/// The record of a document.
pub fn record(source: Source, outline: &Outline, facts: Reading, book: &RuleBook) -> Record {
    match facts {
        Reading::Own(facts) => own::record(source, outline, *facts, book),
        Reading::Press(facts) => press::record(source, outline, *facts, book),
    }
}

/// The findings again, each with its section and the story of its label.
pub fn explained(outline: &Outline, facts: &Reading, book: &RuleBook) -> Vec<Explained> {
    let placed = match facts {
        Reading::Own(facts) => own::sentences(outline, facts),
        Reading::Press(facts) => press::sentences(outline, facts),
    };
    let read: Vec<Sentence<'_>> = placed.iter().map(|placed| placed.sentence.clone()).collect();
    let mut explained = Vec::with_capacity(read.len());
    classify::trace::explain_all(&read, book, |at, trace| {
        let sentence = &read[at];
        explained.push(Explained {
            finding: finding(outline, &placed[at], trace.label.clone()),
            role: sentence.role,
            headings: sentence.headings.iter().map(|&heading| heading.to_owned()).collect(),
            starts_block: sentence.starts_block,
            listed: sentence.listed,
            trace,
        });
    });
    explained
}

/// A sentence as the classifier reads it, with its place and its speaker.
struct Placed<'a> {
    span: Span,
    sentence: Sentence<'a>,
    speaker: Option<Speaker>,
    /// In a journalist's words.
    reported: bool,
}

/// Every sentence, labelled among its neighbours.
fn findings(outline: &Outline, placed: &[Placed<'_>], book: &RuleBook) -> Vec<Finding> {
    let read: Vec<Sentence<'_>> = placed.iter().map(|placed| placed.sentence.clone()).collect();
    let labels = classify::label(&read, book);
    placed.iter().zip(labels).map(|(placed, label)| finding(outline, placed, label)).collect()
}

fn finding(outline: &Outline, placed: &Placed<'_>, label: Label) -> Finding {
    let section = placed.sentence.headings.last().map(|&heading| heading.to_owned());
    Finding {
        id: finding_id(section.as_deref().unwrap_or(""), placed.sentence.text),
        text: placed.sentence.text.to_owned(),
        section,
        polarity: label.polarity,
        themes: label.themes,
        speaker: placed.speaker,
        reported: placed.reported,
        evidence: outline.text.evidence(placed.span),
        rules: label.rules,
    }
}

/// A short hash of a sentence's words and its section, so that it survives a change of layout.
fn finding_id(section: &str, sentence: &str) -> String {
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

/// A warning where the table of authorities does not hold the name that was found.
fn unknown_authority(found: Option<&Found<Named>>) -> Option<Warning> {
    let Named::Other(name) = &found?.value else { return None };
    let message = format!("\"{name}\" is not in the table of authorities; it has no codes or region");
    Some(Warning::new(WarningCode::UnknownAuthority, message))
}

/// Lower-case hexadecimal SHA-256 of the bytes.
pub fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
