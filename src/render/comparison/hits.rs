//! Sentences found, by authority, newest document first.

use super::{View, faint};
use crate::compare::find::{Found, FoundIn};
use crate::record::{Finding, Polarity};
use crate::render::report::{Cell, Item, Part, Report, Tone};
use crate::render::words::{self, Word};

/// The hits as a report.
pub fn hits(found: &[Found], view: &View) -> Report {
    let all: usize =
        found.iter().flat_map(|found| &found.documents).map(|document| document.findings.len()).sum();
    let documents: usize = found.iter().map(|found| found.documents.len()).sum();
    let title = format!(
        "{} in {}",
        words::count(all, "sentence", "sentences"),
        words::count(documents, "document", "documents")
    );
    let mut parts = Vec::new();
    for found in found {
        parts.push(Part::Heading(1, found.authority.unwrap_or("No authority named").to_owned()));
        for document in &found.documents {
            parts.push(Part::Heading(2, heading(document, view)));
            parts.push(Part::Items(
                document.findings.iter().map(|finding| item(finding, document, view)).collect(),
            ));
        }
    }
    Report { title, parts }
}

/// `Focused visit letter · 16 May 2019`.
fn heading(document: &FoundIn, view: &View) -> String {
    let kind = view.titles.of(document.kind);
    match document.start.or(document.date) {
        Some(day) => format!("{kind} · {}", words::date(day)),
        None => kind,
    }
}

fn item(finding: &Finding, document: &FoundIn, view: &View) -> Item {
    let (sign, tone) = match finding.polarity {
        Polarity::Strength => ("+", Tone::Good),
        Polarity::Improvement => ("−", Tone::Bad),
        Polarity::Mixed => ("±", Tone::Middling),
        Polarity::Neutral => ("·", Tone::Faint),
    };
    let mut notes = vec![view.page(document.path, finding.evidence.page)];
    if !finding.themes.is_empty() {
        let titles: Vec<String> = finding.themes.iter().map(|theme| view.titles.of(theme)).collect();
        notes.push(faint(&titles.join(", ")));
    }
    if let Some(speaker) = finding.speaker.filter(|speaker| *speaker != crate::record::Speaker::Inspectorate)
    {
        notes.push(faint(speaker.title()));
    }
    Item { mark: Some(Cell::from(sign).tone(tone)), text: finding.text.clone(), notes }
}
