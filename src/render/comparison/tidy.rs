//! A comparison, and sentences found, as plain tables, one value a cell, for spreadsheets and scripts.

use super::areas;
use crate::compare::changes::{Change, JudgementCell};
use crate::compare::find::{Found, FoundIn};
use crate::compare::gather::Inspection;
use crate::compare::recurring::Fate;
use crate::compare::{Comparison, Timeline, area_word};
use crate::record::Finding;
use crate::render::report::{Cell, Column, Part, Report, Table};
use crate::render::words::Word;

/// The tables `inspections`, `judgements`, `themes`, `areas-to-improve` and `set-apart`.
pub fn tidy(comparison: &Comparison) -> Report {
    let timelines = || comparison.timelines.iter();
    let parts = vec![
        part("inspections", &INSPECTIONS, timelines().flat_map(inspections).collect()),
        part("judgements", &JUDGEMENTS, timelines().flat_map(judgements).collect()),
        part("themes", &THEMES, timelines().flat_map(themes).collect()),
        part("areas-to-improve", &AREAS, timelines().flat_map(followed).collect()),
        part("set-apart", &["path", "reason"], apart(comparison)),
    ];
    Report { title: "Comparison".into(), parts }
}

/// Sentences found, one a row, under the names that the table of findings of records has.
pub fn sentences(found: &[Found]) -> Table {
    let of = |found: &Found| {
        let of = |document: &FoundIn| {
            let row = |finding: &&Finding| sentence(found.authority, document, finding);
            document.findings.iter().map(row).collect::<Vec<_>>()
        };
        found.documents.iter().flat_map(of).collect::<Vec<_>>()
    };
    plain("sentences", &SENTENCES, found.iter().flat_map(of).collect())
}

const SENTENCES: [&str; 18] = [
    "document",
    "authority",
    "start",
    "document_type",
    "inspection_type",
    "document_date",
    "id",
    "section",
    "polarity",
    "theme",
    "text",
    "themes",
    "speaker",
    "reported",
    "rules",
    "page",
    "span_start",
    "span_end",
];

fn sentence(authority: Option<&str>, document: &FoundIn, finding: &Finding) -> Vec<String> {
    let or_empty = |told: Option<&str>| told.unwrap_or_default().to_owned();
    let evidence = finding.evidence;
    vec![
        document.path.to_owned(),
        or_empty(authority),
        or_empty(document.start),
        document.kind.to_owned(),
        or_empty(document.inspection),
        or_empty(document.date),
        finding.id.clone(),
        or_empty(finding.section.as_deref()),
        finding.polarity.key().to_owned(),
        or_empty(finding.themes.first().map(String::as_str)),
        finding.text.clone(),
        finding.themes.join("; "),
        or_empty(finding.speaker.map(Word::key)),
        finding.reported.to_string(),
        finding.rules.join("; "),
        evidence.page.to_string(),
        evidence.start.to_string(),
        evidence.end.to_string(),
    ]
}

const INSPECTIONS: [&str; 10] = [
    "authority",
    "region",
    "start",
    "end",
    "type",
    "number",
    "led_by",
    "months_since_last",
    "documents",
    "told_only",
];
const JUDGEMENTS: [&str; 8] = ["authority", "start", "type", "row", "area", "grade", "state", "change"];
const THEMES: [&str; 7] = ["authority", "start", "type", "theme", "strengths", "shortcomings", "mixed"];
const AREAS: [&str; 11] = [
    "authority",
    "listed",
    "text",
    "priority",
    "later",
    "later_type",
    "outcome",
    "last_told",
    "sentence",
    "path",
    "page",
];

fn part(name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Part {
    Part::Table(plain(name, columns, rows))
}

fn plain(name: &str, columns: &[&str], rows: Vec<Vec<String>>) -> Table {
    let rows = rows.into_iter().map(|row| row.into_iter().map(Cell::from).collect()).collect();
    let columns = columns.iter().map(|title| Column::words(title)).collect();
    Table { name: name.to_owned(), title: String::new(), columns, rows }
}

/// The first day on site, or the year or first day that is told.
fn start(inspection: &Inspection) -> String {
    inspection.start.or(inspection.as_of).map_or_else(|| inspection.days.from.to_string(), str::to_owned)
}

fn kind(inspection: &Inspection) -> String {
    inspection.kind.unwrap_or_default().to_owned()
}

fn inspections(timeline: &Timeline) -> Vec<Vec<String>> {
    let rows = timeline.inspections.iter().map(|inspection| {
        let documents: Vec<_> = inspection.documents.iter().map(|telling| telling.path).collect();
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        vec![
            timeline.authority.name.clone(),
            timeline.authority.region.clone().unwrap_or_default(),
            start(inspection),
            inspection.end.unwrap_or_default().to_owned(),
            kind(inspection),
            number(inspection.ordinal),
            inspection.led_by.join("; "),
            number(inspection.months_since_last),
            documents.join("; "),
            inspection.told_only.to_string(),
        ]
    });
    rows.collect()
}

fn judgements(timeline: &Timeline) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for row in &timeline.judgements {
        for (inspection, cell) in timeline.inspections.iter().zip(&row.cells) {
            let (area, grade, state, change) = match cell {
                JudgementCell::Graded(graded) => {
                    (area_word(graded.area), graded.grade.key(), "graded", change(graded.change))
                }
                JudgementCell::NotInFramework => ("", "", "not-in-framework", String::new()),
                JudgementCell::NotStated => ("", "", "not-stated", String::new()),
                JudgementCell::NotRead => ("", "", "not-read", String::new()),
                JudgementCell::NotGraded => continue,
            };
            rows.push(vec![
                timeline.authority.name.clone(),
                start(inspection),
                kind(inspection),
                row.row.title().to_owned(),
                area.to_owned(),
                grade.to_owned(),
                state.to_owned(),
                change,
            ]);
        }
    }
    rows
}

/// Grades up (`+1`) or down (`-2`); empty for a first one.
fn change(change: Change) -> String {
    match change {
        Change::First => String::new(),
        Change::Same => "0".into(),
        Change::Better(grades) => format!("+{grades}"),
        Change::Worse(grades) => format!("-{grades}"),
    }
}

fn themes(timeline: &Timeline) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for row in &timeline.themes {
        for (inspection, counts) in
            timeline.inspections.iter().zip(&row.counts).filter(|(_, counts)| counts.all() > 0)
        {
            rows.push(vec![
                timeline.authority.name.clone(),
                start(inspection),
                kind(inspection),
                row.theme.clone(),
                counts.strengths.to_string(),
                counts.shortcomings.to_string(),
                counts.mixed.to_string(),
            ]);
        }
    }
    rows
}

fn followed(timeline: &Timeline) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    for area in &timeline.areas_to_improve {
        for outcome in &area.later {
            let later = &timeline.inspections[outcome.inspection];
            let witness = outcome.shown_by.first();
            rows.push(vec![
                timeline.authority.name.clone(),
                start(&timeline.inspections[area.inspection]),
                area.text.to_owned(),
                area.priority.to_string(),
                start(later),
                kind(later),
                outcome.fate.title().to_owned(),
                areas::last_told(area).map_or("", Fate::title).to_owned(),
                witness.map(|witness| witness.text.to_owned()).unwrap_or_default(),
                witness.map(|witness| witness.path.to_owned()).unwrap_or_default(),
                witness.map(|witness| witness.page.to_string()).unwrap_or_default(),
            ]);
        }
    }
    rows
}

fn apart(comparison: &Comparison) -> Vec<Vec<String>> {
    let rows = comparison.apart.iter().map(|document| {
        let reason = serde_json::to_value(document.reason).ok();
        let reason = reason.as_ref().and_then(|reason| reason.as_str()).unwrap_or_default();
        vec![document.path.to_owned(), reason.to_owned()]
    });
    rows.collect()
}
