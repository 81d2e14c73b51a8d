//! Records as tidy tables: one row a thing, one column a fact, the same names in every format. CSV,
//! XLSX, SQLite and HTML all draw these.

use super::clean;
use super::words::Word;
use crate::evidence::Evidence;
use crate::record::{Polarity, Record, Speaker};

/// What a cell holds, so that formats can type it.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    Empty,
    /// Clean text: on one line, without anything that acts.
    Text(String),
    Number(i64),
    /// An ISO date, whole.
    Date(String),
    Yes(bool),
    /// A page of the document, from 1.
    Page(u32),
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    Text,
    /// Text that is long enough to be wrapped.
    Prose,
    Number,
    Date,
    Yes,
    Page,
    /// A grade, which formats may colour.
    Grade,
}

/// One tidy table.
#[derive(Debug)]
pub struct TidyTable {
    pub name: &'static str,
    pub title: &'static str,
    pub columns: &'static [(&'static str, Type)],
    /// The rows that one record gives.
    pub rows: fn(&Record) -> Vec<Vec<Value>>,
}

/// Every table. `inspections` has one row a document; the others name their document in the first
/// columns.
pub const TABLES: [TidyTable; 6] = [
    TidyTable { name: "inspections", title: "Inspections", columns: INSPECTIONS, rows: inspections },
    TidyTable { name: "judgements", title: "Judgements", columns: JUDGEMENTS, rows: judgements },
    TidyTable { name: "areas_to_improve", title: "Areas to improve", columns: AREAS, rows: areas },
    TidyTable { name: "strengths", title: "Listed strengths", columns: STRENGTHS, rows: strengths },
    TidyTable { name: "findings", title: "Findings", columns: FINDINGS, rows: findings },
    TidyTable { name: "quotations", title: "Quotations", columns: QUOTATIONS, rows: quotations },
];

/// The table of this name; `-` stands for `_`.
pub fn table(name: &str) -> Option<&'static TidyTable> {
    TABLES.iter().find(|table| table.name == name.replace('-', "_"))
}

const INSPECTIONS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("document_type", Type::Text),
    ("inspection_type", Type::Text),
    ("start", Type::Date),
    ("end", Type::Date),
    ("length", Type::Text),
    ("overall_grade", Type::Grade),
    ("document_date", Type::Date),
    ("title", Type::Prose),
    ("issuer", Type::Text),
    ("region", Type::Text),
    ("urn", Type::Text),
    ("dfe_code", Type::Text),
    ("ons_code", Type::Text),
    ("ordinal", Type::Number),
    ("lead_inspector", Type::Text),
    ("inspectors", Type::Prose),
    ("recipient", Type::Text),
    ("recipient_role", Type::Text),
    ("areas_to_improve", Type::Number),
    ("priority_actions", Type::Number),
    ("listed_strengths", Type::Number),
    ("sentences", Type::Number),
    ("sentences_strength", Type::Number),
    ("sentences_improvement", Type::Number),
    ("sentences_mixed", Type::Number),
    ("sentences_neutral", Type::Number),
    ("warnings", Type::Number),
    ("pages", Type::Number),
    ("format", Type::Text),
    ("sha256", Type::Text),
];

fn inspections(record: &Record) -> Vec<Vec<Value>> {
    let (inspection, document) = (&record.inspection, &record.document);
    let authority = inspection.authority.as_ref();
    let code = |pick: fn(&crate::record::Authority) -> &Option<String>| {
        maybe(authority.and_then(|a| pick(a).as_deref()))
    };
    let lead = inspection.inspectors.iter().find(|inspector| inspector.lead);
    let names: Vec<&str> = inspection.inspectors.iter().map(|inspector| inspector.name.as_str()).collect();
    let recipient = inspection.recipient.as_ref();
    let said =
        |polarity| number(record.findings.iter().filter(|finding| finding.polarity == polarity).count());
    let overall = record.judgements.iter().find(|judgement| {
        judgement.as_of.is_none() && matches!(judgement.area.key(), "overall" | "area-send")
    });
    vec![vec![
        text(&record.source.path),
        maybe(authority.map(|a| a.name.as_str())),
        text(&document.kind),
        maybe(inspection.kind.as_deref()),
        date(inspection.start.as_deref()),
        date(inspection.end.as_deref()),
        maybe(inspection.length.map(Word::key)),
        maybe(overall.map(|judgement| judgement.grade.key())),
        date(document.date.as_deref()),
        maybe(document.title.as_deref()),
        maybe(document.issuer.map(Word::key)),
        code(|a| &a.region),
        code(|a| &a.urn),
        code(|a| &a.dfe_code),
        code(|a| &a.ons_code),
        inspection.ordinal.map_or(Value::Empty, |n| Value::Number(n.into())),
        maybe(lead.map(|inspector| inspector.name.as_str())),
        maybe(Some(names.join("; ")).filter(|names| !names.is_empty()).as_deref()),
        maybe(recipient.map(|r| r.name.as_str())),
        maybe(recipient.and_then(|r| r.role.as_deref())),
        number(record.areas_to_improve.len()),
        number(record.areas_to_improve.iter().filter(|area| area.priority).count()),
        number(record.strengths.len()),
        number(record.findings.len()),
        said(Polarity::Strength),
        said(Polarity::Improvement),
        said(Polarity::Mixed),
        said(Polarity::Neutral),
        number(record.warnings.len()),
        record.source.pages.map_or(Value::Empty, |n| Value::Number(n.into())),
        text(format_of(record)),
        text(&record.source.sha256),
    ]]
}

fn format_of(record: &Record) -> &'static str {
    match record.source.format {
        crate::record::Format::Pdf => "pdf",
        crate::record::Format::Text => "text",
        crate::record::Format::Markdown => "markdown",
        crate::record::Format::Html => "html",
    }
}

const JUDGEMENTS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("start", Type::Date),
    ("area", Type::Text),
    ("grade", Type::Grade),
    ("as_of", Type::Text),
    ("page", Type::Page),
    ("span_start", Type::Number),
    ("span_end", Type::Number),
];

fn judgements(record: &Record) -> Vec<Vec<Value>> {
    let row = |judgement: &crate::record::Judgement| {
        let own =
            [text(judgement.area.key()), text(judgement.grade.key()), maybe(judgement.as_of.as_deref())];
        row(record, own, &judgement.evidence)
    };
    record.judgements.iter().map(row).collect()
}

const AREAS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("start", Type::Date),
    ("number", Type::Number),
    ("priority", Type::Yes),
    ("text", Type::Prose),
    ("themes", Type::Text),
    ("page", Type::Page),
    ("span_start", Type::Number),
    ("span_end", Type::Number),
];

fn areas(record: &Record) -> Vec<Vec<Value>> {
    let row = |(at, area): (usize, &crate::record::AreaToImprove)| {
        let own = [number(at + 1), Value::Yes(area.priority), text(&area.text), list(&area.themes)];
        row(record, own, &area.evidence)
    };
    record.areas_to_improve.iter().enumerate().map(row).collect()
}

const STRENGTHS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("start", Type::Date),
    ("number", Type::Number),
    ("text", Type::Prose),
    ("themes", Type::Text),
    ("page", Type::Page),
    ("span_start", Type::Number),
    ("span_end", Type::Number),
];

fn strengths(record: &Record) -> Vec<Vec<Value>> {
    let row = |(at, strength): (usize, &crate::record::Strength)| {
        row(record, [number(at + 1), text(&strength.text), list(&strength.themes)], &strength.evidence)
    };
    record.strengths.iter().enumerate().map(row).collect()
}

const FINDINGS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("start", Type::Date),
    ("id", Type::Text),
    ("section", Type::Text),
    ("polarity", Type::Text),
    ("theme", Type::Text),
    ("text", Type::Prose),
    ("themes", Type::Text),
    ("speaker", Type::Text),
    ("reported", Type::Yes),
    ("rules", Type::Text),
    ("page", Type::Page),
    ("span_start", Type::Number),
    ("span_end", Type::Number),
];

fn findings(record: &Record) -> Vec<Vec<Value>> {
    let row = |finding: &crate::record::Finding| {
        let own = [
            text(&finding.id),
            maybe(finding.section.as_deref()),
            text(finding.polarity.key()),
            maybe(finding.themes.first().map(String::as_str)),
            text(&finding.text),
            list(&finding.themes),
            maybe(finding.speaker.map(Speaker::key)),
            Value::Yes(finding.reported),
            list(&finding.rules),
        ];
        row(record, own, &finding.evidence)
    };
    record.findings.iter().map(row).collect()
}

const QUOTATIONS: &[(&str, Type)] = &[
    ("document", Type::Text),
    ("authority", Type::Text),
    ("start", Type::Date),
    ("number", Type::Number),
    ("text", Type::Prose),
    ("speaker", Type::Text),
    ("name", Type::Text),
    ("role", Type::Text),
    ("fragment", Type::Yes),
    ("page", Type::Page),
    ("span_start", Type::Number),
    ("span_end", Type::Number),
];

fn quotations(record: &Record) -> Vec<Vec<Value>> {
    let row = |(at, quotation): (usize, &crate::record::Quotation)| {
        let own = [
            number(at + 1),
            text(&quotation.text),
            maybe(quotation.speaker.map(Speaker::key)),
            maybe(quotation.name.as_deref()),
            maybe(quotation.role.as_deref()),
            Value::Yes(quotation.fragment),
        ];
        row(record, own, &quotation.evidence)
    };
    record.quotations.iter().enumerate().map(row).collect()
}

/// The document's columns, a row's own, and those of its evidence.
fn row<const N: usize>(record: &Record, own: [Value; N], evidence: &Evidence) -> Vec<Value> {
    let mut row = vec![
        text(&record.source.path),
        maybe(record.inspection.authority.as_ref().map(|authority| authority.name.as_str())),
        date(record.inspection.start.as_deref().or(record.document.date.as_deref())),
    ];
    row.extend(own);
    row.extend([
        Value::Page(evidence.page),
        Value::Number(evidence.start.into()),
        Value::Number(evidence.end.into()),
    ]);
    row
}

fn text(words: &str) -> Value {
    Value::Text(clean::one_line(words).into_owned())
}

fn maybe(words: Option<&str>) -> Value {
    words.map_or(Value::Empty, text)
}

fn list(words: &[String]) -> Value {
    if words.is_empty() { Value::Empty } else { text(&words.join("; ")) }
}

fn number(n: usize) -> Value {
    Value::Number(i64::try_from(n).unwrap_or(i64::MAX))
}

/// Only a whole date is a date; a year alone is text.
fn date(iso: Option<&str>) -> Value {
    match iso {
        Some(iso) if iso.parse::<jiff::civil::Date>().is_ok() => Value::Date(iso.to_owned()),
        other => maybe(other),
    }
}

impl Value {
    /// The cell as plain words: empty for nothing, `true` and `false`, ISO dates.
    pub fn words(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(words) | Value::Date(words) => words.clone(),
            Value::Number(number) => number.to_string(),
            Value::Yes(yes) => yes.to_string(),
            Value::Page(page) => page.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn every_row_has_its_columns_and_each_cell_its_type() {
        let mut record = sample::record();
        record.quotations.push(crate::record::Quotation {
            text: "We are proud.".into(),
            speaker: Some(Speaker::Authority),
            name: None,
            role: None,
            fragment: false,
            evidence: Evidence { page: 1, start: 0, end: 13 },
        });
        for table in &TABLES {
            let rows = (table.rows)(&record);
            assert!(!rows.is_empty(), "{}", table.name);
            for row in rows {
                assert_eq!(row.len(), table.columns.len(), "{}", table.name);
                for ((name, kind), value) in table.columns.iter().zip(&row) {
                    let fits = match value {
                        Value::Empty => true,
                        Value::Text(_) => matches!(kind, Type::Text | Type::Prose | Type::Grade),
                        Value::Number(_) => *kind == Type::Number,
                        Value::Date(_) => *kind == Type::Date,
                        Value::Yes(_) => *kind == Type::Yes,
                        Value::Page(_) => *kind == Type::Page,
                    };
                    assert!(fits, "{}.{name}: {value:?}", table.name);
                }
            }
        }
    }

    #[test]
    fn a_partial_date_is_text() {
        assert_eq!(date(Some("2024")), Value::Text("2024".into()));
        assert_eq!(date(Some("2024-02-30")), Value::Text("2024-02-30".into()));
        assert_eq!(date(Some("2024-02-29")), Value::Date("2024-02-29".into()));
    }
}
