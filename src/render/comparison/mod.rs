//! Comparisons as reports for people: one authority through time, many beside each other, sentences
//! found, and everything as plain tables for spreadsheets.
//!
//! Knows what a comparison holds and how a report is made. Knows nothing of how anything was compared.

mod across;
mod areas;
mod hits;
mod tidy;
mod timeline;

pub use across::across;
pub use hits::hits;
pub use tidy::{sentences, tidy};

use super::report::{Cell, Column, Item, Part, Report, Table, Tone};
use super::words::{self, Titles, capitalised};
use crate::compare::gather::{Apart, Contradiction, Inspection, Reason};
use crate::compare::{Comparison, Timeline};

/// How ids are named, where links lead, and how much is told.
#[derive(Clone, Copy)]
pub struct View<'a> {
    pub titles: &'a Titles,
    /// The address of a document (`file:///...`) by its path; `None` draws no link.
    pub address: &'a dyn Fn(&str) -> Option<String>,
    /// Whether to show every sentence with the terms that tied it.
    pub explain: bool,
    /// Columns of characters that a table should fit in; `None` where width does not matter.
    pub width: Option<usize>,
}

impl View<'_> {
    /// A page of a document, leading there.
    fn page(&self, path: &str, page: u32) -> Cell {
        let link = (self.address)(path).map(|address| format!("{address}#page={page}"));
        Cell::from(format!("p.\u{a0}{page}")).tone(Tone::Faint).linked(link)
    }

    /// How many columns of `each` characters stand beside one of `first`; at least two.
    fn columns(&self, first: usize, each: usize) -> usize {
        self.width.map_or(usize::MAX, |width| (width.saturating_sub(first) / each).max(2))
    }

    /// A document, leading there.
    fn document(&self, path: &str) -> Cell {
        Cell::from(path).tone(Tone::Faint).linked((self.address)(path))
    }
}

/// Timelines one after the other, then what has no place in one.
pub fn timelines(comparison: &Comparison, view: &View) -> Report {
    let title = match comparison.timelines.as_slice() {
        [one] => format!("{} · {}", one.authority.name, count(one.inspections.len())),
        many => words::count(many.len(), "authority", "authorities"),
    };
    let mut parts: Vec<Part> = comparison
        .timelines
        .iter()
        .flat_map(|timeline| one(timeline, comparison.timelines.len() > 1, view))
        .collect();
    parts.extend(contradictions(&comparison.contradictions, view));
    parts.extend(set_apart(&comparison.apart, view));
    Report { title, parts }
}

fn one(timeline: &Timeline, named: bool, view: &View) -> Vec<Part> {
    let heading = named.then(|| Part::Heading(1, timeline.authority.name.clone()));
    heading.into_iter().chain(timeline::parts(timeline, view)).chain(areas::parts(timeline, view)).collect()
}

fn count(inspections: usize) -> String {
    words::count(inspections, "inspection or visit", "inspections and visits")
}

/// Pairs of documents that contradict each other on one inspection.
fn contradictions(contradictions: &[Contradiction], view: &View) -> Vec<Part> {
    if contradictions.is_empty() {
        return Vec::new();
    }
    let items = contradictions.iter().map(|found| Item {
        mark: None,
        text: format!("{}: {} or {}", capitalised(&found.about), found.one.1, found.other.1),
        notes: vec![view.document(found.one.0), view.document(found.other.0)],
    });
    vec![Part::Heading(2, "Documents that contradict each other".into()), Part::Items(items.collect())]
}

/// Documents without a place in the order of time.
fn set_apart(apart: &[Apart], view: &View) -> Vec<Part> {
    if apart.is_empty() {
        return Vec::new();
    }
    let items = apart.iter().map(|document| Item {
        mark: None,
        text: match document.reason {
            Reason::NoAuthority => "names no local authority".to_owned(),
            Reason::NoDate => "tells no date by which it could be placed".to_owned(),
        },
        notes: vec![view.document(document.path)],
    });
    vec![Part::Heading(2, "Set apart".into()), Part::Items(items.collect())]
}

/// When an inspection was: its days, or what is told of them.
fn when(inspection: &Inspection) -> String {
    match (inspection.start, inspection.end, inspection.as_of) {
        (_, _, Some(told)) => words::date(told),
        (Some(start), Some(end), _) => words::date_range(start, end),
        (Some(one), None, _) | (None, Some(one), _) => words::date(one),
        _ => told(inspection),
    }
}

/// A loosely told time, as an interval of days.
fn told(inspection: &Inspection) -> String {
    let (from, to) = (inspection.days.from.to_string(), inspection.days.to.to_string());
    match inspection.lead().inspection.told {
        Some(_) => words::date_range(&from, &to),
        None => format!("before {}", words::date(&to)),
    }
}

/// The month and year of an inspection, for the head of a column.
fn month(inspection: &Inspection) -> String {
    match inspection.as_of {
        Some(told) => words::date(told),
        None => inspection.days.from.strftime("%b %Y").to_string(),
    }
}

/// What an inspection is called.
fn kind(inspection: &Inspection, view: &View) -> String {
    let kind = match inspection.kind {
        Some(kind) => view.titles.of(kind),
        None if inspection.as_of.is_some() => "Told by the press".to_owned(),
        None => "Inspection of no known kind".to_owned(),
    };
    match inspection.ordinal {
        Some(ordinal) => format!("{kind} (no.\u{a0}{ordinal})"),
        None => kind,
    }
}

fn table(name: &str, title: &str, columns: Vec<Column>, rows: Vec<Vec<Cell>>) -> Part {
    Part::Table(Table { name: name.to_owned(), title: title.to_owned(), columns, rows })
}

fn faint(words: &str) -> Cell {
    Cell::from(words).tone(Tone::Faint)
}
