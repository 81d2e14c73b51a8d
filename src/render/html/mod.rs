//! Records as one self-contained page: judgements over time, a heat map of themes, areas to improve and
//! what became of them, and every sentence to filter. It asks the network for nothing.
//!
//! The records travel as data in the page; `page.js` draws them and writes text only ever as text.

use super::words::{Titles, Word};
use super::{RecordWriter, clean};
use crate::compare::{Comparison, Depth, Timeline, compare, select::Selection};
use crate::record::{Format, JudgementArea, Polarity, Record};
use serde::Serialize;
use serde_json::{Value, json};
use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");
const BODY: &str = include_str!("page.html");

/// Where a document can be opened from the page; `None` for nowhere.
pub type Address<'a> = Box<dyn Fn(&str) -> Option<String> + 'a>;

/// Gathers records into a page, which is written at the end.
pub struct Writer<'a, W> {
    out: W,
    titles: Titles,
    address: Address<'a>,
    records: Vec<Record>,
}

impl<'a, W: Write> Writer<'a, W> {
    /// Will write to `out` once all records are there.
    pub fn new(out: W, titles: Titles, address: Address<'a>) -> Self {
        Writer { out, titles, address, records: Vec::new() }
    }

    fn page(&mut self) -> io::Result<()> {
        let comparison = compare(&self.records, &Selection::default(), Depth::Whole);
        let followed = followed(&self.records, &comparison);
        let mut themes = Themes::default();
        let documents: Vec<Value> =
            self.records.iter().map(|record| document(record, &mut themes, &self.address)).collect();
        let data = json!({
            "themes": themes.order.iter().map(|id| json!([id, self.titles.of(id)])).collect::<Vec<_>>(),
            "types": self.types(),
            "areas": AREAS.map(Word::key),
            "documents": documents,
            "followed": followed,
        });
        let out = &mut self.out;
        writeln!(out, "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">")?;
        writeln!(out, "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")?;
        writeln!(out, "<meta http-equiv=\"Content-Security-Policy\" content=\"{POLICY}\">")?;
        writeln!(out, "<meta name=\"referrer\" content=\"no-referrer\">\n<title>Inspections</title>")?;
        write!(
            out,
            "<link rel=\"icon\" href=\"data:,\">\n<style>\n{STYLE}</style>\n</head>\n<body>\n{BODY}"
        )?;
        writeln!(out, "<script type=\"application/json\" id=\"data\">{}</script>", embedded(&data)?)?;
        writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>")?;
        out.flush()
    }

    fn types(&self) -> BTreeMap<&str, String> {
        self.records.iter().map(|r| (r.document.kind.as_str(), self.titles.of(&r.document.kind))).collect()
    }
}

/// In the order in which they are drawn.
const AREAS: [JudgementArea; 10] = [
    JudgementArea::Overall,
    JudgementArea::Leaders,
    JudgementArea::HelpAndProtection,
    JudgementArea::CareAndCareLeavers,
    JudgementArea::InCare,
    JudgementArea::LookedAfterAndPermanence,
    JudgementArea::CareLeavers,
    JudgementArea::Adoption,
    JudgementArea::Lscb,
    JudgementArea::AreaSend,
];

/// Nothing is loaded from anywhere, and nothing is sent.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; \
     base-uri 'none'; form-action 'none'";

impl<W: Write> RecordWriter for Writer<'_, W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.records.push(record.clone());
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.page()
    }
}

/// JSON that cannot end the element it stands in, nor open a comment.
fn embedded(data: &impl Serialize) -> io::Result<String> {
    let json = serde_json::to_string(data)?;
    Ok(json.replace('<', "\\u003c").replace('\u{2028}', "\\u2028").replace('\u{2029}', "\\u2029"))
}

/// Themes by number, in the order in which they are first met.
#[derive(Default)]
struct Themes {
    order: Vec<String>,
    numbers: HashMap<String, usize>,
}

impl Themes {
    fn numbers(&mut self, ids: &[String]) -> Vec<usize> {
        let number = |id: &String| {
            *self.numbers.entry(id.clone()).or_insert_with(|| {
                self.order.push(id.clone());
                self.order.len() - 1
            })
        };
        ids.iter().map(number).collect()
    }
}

fn text(words: &str) -> Cow<'_, str> {
    clean::one_line(words)
}

fn document(record: &Record, themes: &mut Themes, address: &Address<'_>) -> Value {
    let (inspection, document) = (&record.inspection, &record.document);
    let lead = inspection.inspectors.iter().find(|inspector| inspector.lead);
    let judgements: Vec<Value> = record
        .judgements
        .iter()
        .map(|j| {
            json!([j.area.key(), j.area.title(), j.grade.key(), j.grade.title(), j.as_of, j.evidence.page])
        })
        .collect();
    let areas: Vec<Value> = record
        .areas_to_improve
        .iter()
        .map(|a| json!([text(&a.text), a.priority, themes.numbers(&a.themes), a.evidence.page]))
        .collect();
    let strengths: Vec<Value> = record
        .strengths
        .iter()
        .map(|s| json!([text(&s.text), themes.numbers(&s.themes), s.evidence.page]))
        .collect();
    let findings: Vec<Value> = record
        .findings
        .iter()
        .map(|f| json!([text(&f.text), number(f.polarity), themes.numbers(&f.themes), f.evidence.page]))
        .collect();
    json!({
        "path": text(&record.source.path),
        "href": address(&record.source.path),
        "paged": record.source.pages.is_some() && record.source.format == Format::Pdf,
        "type": document.kind,
        "title": document.title.as_deref().map(text),
        "date": inspection.start.as_deref().or(document.date.as_deref()),
        "end": inspection.end,
        "authority": inspection.authority.as_ref().map(|authority| text(&authority.name)),
        "region": inspection.authority.as_ref().and_then(|authority| authority.region.as_deref()),
        "lead": lead.map(|inspector| text(&inspector.name)),
        "judgements": judgements,
        "areas": areas,
        "strengths": strengths,
        "findings": findings,
        "warnings": record.warnings.iter().map(|warning| text(&warning.message)).collect::<Vec<_>>(),
    })
}

/// As `page.js` counts them.
fn number(polarity: Polarity) -> u8 {
    match polarity {
        Polarity::Improvement => 0,
        Polarity::Mixed => 1,
        Polarity::Strength => 2,
        Polarity::Neutral => 3,
    }
}

/// For each listed area that was followed: document, place in its list, and what each later inspection
/// says of it.
fn followed(records: &[Record], comparison: &Comparison<'_>) -> Vec<Value> {
    let number: HashMap<&str, usize> =
        records.iter().enumerate().map(|(at, record)| (record.source.path.as_str(), at)).collect();
    let of_timeline = |timeline: &Timeline<'_>| -> Vec<Value> {
        let document = |inspection: usize| {
            let telling = timeline.inspections.get(inspection)?.documents.first()?;
            number.get(telling.path).copied()
        };
        let one = |area: &crate::compare::recurring::Followed<'_>| {
            let at = *number.get(area.path)?;
            let place = records[at].areas_to_improve.iter().position(|listed| listed.text == area.text)?;
            let later: Vec<Value> = area
                .later
                .iter()
                .filter_map(|outcome| {
                    let shown = outcome.shown_by.first();
                    let shown = shown.map(|witness| json!([text(witness.text), witness.page]));
                    Some(json!([document(outcome.inspection)?, outcome.fate.title(), shown]))
                })
                .collect();
            (!later.is_empty()).then(|| json!([at, place, later]))
        };
        timeline.areas_to_improve.iter().filter_map(one).collect()
    };
    comparison.timelines.iter().flat_map(of_timeline).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    fn page(records: &[Record]) -> String {
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, Titles::default(), Box::new(|_| Some("a.pdf".into())));
        records.iter().for_each(|record| writer.write(record).unwrap());
        writer.finish().unwrap();
        drop(writer);
        String::from_utf8(out).unwrap()
    }

    fn data(page: &str) -> Value {
        let from = page.split_once("id=\"data\">").unwrap().1;
        serde_json::from_str(from.split_once("</script>").unwrap().0).unwrap()
    }

    #[test]
    fn the_page_holds_every_fact_once() {
        let record = sample::record();
        let data = data(&page(&[record.clone(), record.clone()]));
        let documents = data["documents"].as_array().unwrap();
        assert_eq!(documents.len(), 2);
        for document in documents {
            let count = |name: &str| document[name].as_array().unwrap().len();
            assert_eq!(count("findings"), record.findings.len());
            assert_eq!(count("areas"), record.areas_to_improve.len());
            assert_eq!(count("judgements"), record.judgements.len());
            assert_eq!(count("strengths"), record.strengths.len());
        }
    }

    #[test]
    fn text_never_becomes_markup() {
        let evil =
            "</script><script>alert(1)</script><!--<script> <img src=x onerror=alert(2)> \u{2028}\u{1b}[1m";
        let page = page(&[sample::saying(evil)]);
        let clean = self::page(&[]);
        for sign in ["<script", "</script", "<!--", "<img"] {
            assert_eq!(page.matches(sign).count(), clean.matches(sign).count(), "{sign}");
        }
        assert!(!page.contains(['\u{1b}', '\u{2028}']));
        let title = data(&page)["documents"][0]["title"].as_str().unwrap().to_owned();
        assert!(title.starts_with("</script><script>alert(1)"), "{title}");
    }

    #[test]
    fn nothing_is_asked_of_the_network() {
        let page = page(&[sample::record()]);
        for sign in ["http://", "https://", "src=", "@import", "url("] {
            let found: Vec<&str> = page.lines().filter(|line| line.contains(sign)).collect();
            let only_namespaces = found.iter().all(|line| line.contains("http://www.w3.org/2000/svg"));
            assert!(only_namespaces, "{sign}: {found:?}");
        }
    }
}
