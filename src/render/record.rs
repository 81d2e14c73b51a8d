//! One record as a report for people: what it is, who and when, the judgements, what is listed, and
//! what the sentences say by theme.

use super::findings;
use super::report::{Cell, Column, Item, Part, Report, Table, Tone};
use super::words::{self, Titles, Word, tone_of};
use crate::evidence::Evidence;
use crate::record::{
    AreaToImprove, Authority, Format, Inspector, Judgement, Length, Polarity, Quotation, Record, Strength,
};

/// What of a record is shown, and how its ids are named.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    pub titles: &'a Titles,
    /// The document as a URI (`file:///...`), to lead to a page; `None` draws no links.
    pub address: Option<&'a str>,
    pub choice: &'a Choice,
}

/// Which findings are shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Choice {
    /// Ids of themes; empty for all.
    pub themes: Vec<String>,
    /// Empty for all but neutral ones.
    pub polarities: Vec<Polarity>,
    /// Every sentence, not only the most telling ones.
    pub all: bool,
}

impl Choice {
    /// Whether only some findings were asked for: then nothing else is shown.
    pub fn is_narrow(&self) -> bool {
        !self.themes.is_empty() || !self.polarities.is_empty()
    }

    /// Whether something with these themes is asked for.
    pub fn takes_themes(&self, themes: &[String]) -> bool {
        self.themes.is_empty() || themes.iter().any(|theme| self.themes.contains(theme))
    }

    /// Whether sentences of this polarity are asked for.
    pub fn takes_polarity(&self, polarity: Polarity) -> bool {
        if self.polarities.is_empty() {
            polarity != Polarity::Neutral
        } else {
            self.polarities.contains(&polarity)
        }
    }
}

impl View<'_> {
    /// A page as a note that leads there.
    pub fn page(&self, record: &Record, evidence: &Evidence) -> Cell {
        let link = self.address.map(|address| match record.source.format {
            Format::Pdf => format!("{address}#page={}", evidence.page),
            _ => address.to_owned(),
        });
        let words = match record.source.pages {
            Some(_) => format!("p.\u{a0}{}", evidence.page),
            None => String::new(),
        };
        Cell::from(words).tone(Tone::Faint).linked(link)
    }

    fn themes(&self, ids: &[String]) -> Option<Cell> {
        let titles: Vec<String> = ids.iter().map(|id| self.titles.of(id)).collect();
        (!titles.is_empty()).then(|| Cell::from(titles.join(", ")).tone(Tone::Faint))
    }
}

/// The whole view of `record`.
pub fn report(record: &Record, view: &View<'_>) -> Report {
    let mut parts = Vec::new();
    if !view.choice.is_narrow() {
        parts.push(Part::Beside(groups([facts(record, view), judgements(record, view)])));
    }
    parts.push(Part::Beside(groups([areas(record, view), strengths(record, view)])));
    if !view.choice.is_narrow() {
        parts.extend(quotations(record, view));
    }
    parts.extend(findings::parts(record, view));
    parts.extend(warnings(record));
    parts.retain(|part| !matches!(part, Part::Beside(groups) if groups.is_empty()));
    Report { title: title(record, view), parts }
}

fn groups<const N: usize>(groups: [Vec<Part>; N]) -> Vec<Vec<Part>> {
    groups.into_iter().filter(|group| !group.is_empty()).collect()
}

/// `Wandsworth: focused visit letter, 16 to 17 May 2019`.
fn title(record: &Record, view: &View<'_>) -> String {
    let kind = view.titles.of(&record.document.kind);
    let kind = if record.document.kind == "unknown" { "Document of no known type".to_owned() } else { kind };
    let mut title = match &record.inspection.authority {
        Some(authority) => format!("{} · {kind}", authority.name),
        None => kind,
    };
    if let Some(days) = days(record).or_else(|| record.document.date.as_deref().map(words::date)) {
        title.push_str(" · ");
        title.push_str(&days);
    }
    title
}

fn days(record: &Record) -> Option<String> {
    let (start, end) = (record.inspection.start.as_deref(), record.inspection.end.as_deref());
    match (start, end) {
        (Some(start), Some(end)) => Some(words::date_range(start, end)),
        (Some(one), None) | (None, Some(one)) => Some(words::date(one)),
        (None, None) => None,
    }
}

fn facts(record: &Record, view: &View<'_>) -> Vec<Part> {
    let inspection = &record.inspection;
    let mut facts: Vec<(String, Cell)> = Vec::new();
    let mut add = |name: &str, value: Option<Cell>| facts.extend(value.map(|value| (name.to_owned(), value)));
    add("Title", record.document.title.as_deref().map(Cell::from));
    add("Authority", inspection.authority.as_ref().map(|a| authority(a).into()));
    add("Inspection", inspection.kind.as_ref().map(|_| inspected(record, view).into()));
    add("Told as", inspection.told.as_ref().map(|told| told.text.as_str().into()));
    add("Dated", record.document.date.as_deref().map(|date| words::date(date).into()));
    add("Author", record.document.author.as_deref().map(Cell::from));
    add("Led by", led(&inspection.inspectors, true).map(|c| c.tone(Tone::Strong)));
    add("With", led(&inspection.inspectors, false));
    add("Sent to", inspection.recipient.as_ref().map(|r| with_role(&r.name, r.role.as_deref()).into()));
    let covered: Vec<&str> = inspection.areas_covered.iter().map(|area| area.text.as_str()).collect();
    add("Looked at", (!covered.is_empty()).then(|| covered.join("; ").into()));
    add("File", Some(file(record, view)));
    vec![Part::Facts(facts)]
}

fn authority(authority: &Authority) -> String {
    let codes = [
        authority.region.clone(),
        authority.urn.as_ref().map(|urn| format!("URN\u{a0}{urn}")),
        authority.dfe_code.as_ref().map(|code| format!("DfE\u{a0}{code}")),
        authority.ons_code.as_ref().map(|code| format!("ONS\u{a0}{code}")),
    ];
    let codes: Vec<String> = codes.into_iter().flatten().collect();
    if codes.is_empty() {
        authority.name.clone()
    } else {
        format!("{} ({})", authority.name, codes.join(" · "))
    }
}

fn inspected(record: &Record, view: &View<'_>) -> String {
    let inspection = &record.inspection;
    let mut words = inspection.kind.as_deref().map(|kind| view.titles.of(kind)).unwrap_or_default();
    match inspection.length {
        Some(Length::Short) => words.push_str(", short"),
        Some(Length::Standard) => words.push_str(", standard"),
        None => {}
    }
    if let Some(ordinal) = inspection.ordinal {
        words.push_str(&format!(", number {ordinal} of its series"));
    }
    if let Some(days) = days(record) {
        words.push_str(&format!(", {days}"));
    }
    words
}

fn with_role(name: &str, role: Option<&str>) -> String {
    role.map_or_else(|| name.to_owned(), |role| format!("{name}, {role}"))
}

fn led(inspectors: &[Inspector], lead: bool) -> Option<Cell> {
    let names: Vec<String> = inspectors
        .iter()
        .filter(|inspector| inspector.lead == lead)
        .map(|i| if lead { with_role(&i.name, i.role.as_deref()) } else { i.name.clone() })
        .collect();
    (!names.is_empty()).then(|| names.join(if lead { "; " } else { ", " }).into())
}

fn file(record: &Record, view: &View<'_>) -> Cell {
    let format = match record.source.format {
        Format::Pdf => "PDF",
        Format::Text => "text",
        Format::Markdown => "Markdown",
        Format::Html => "web page",
    };
    let pages = record.source.pages.map(|n| format!(", {}", words::count(n as usize, "page", "pages")));
    let words = format!("{} ({format}{})", record.source.path, pages.unwrap_or_default());
    Cell::from(words).tone(Tone::Faint).linked(view.address.map(str::to_owned))
}

fn judgements(record: &Record, view: &View<'_>) -> Vec<Part> {
    let mut now: Vec<&Judgement> = record.judgements.iter().collect();
    if now.is_empty() {
        return Vec::new();
    }
    now.sort_by_key(|judgement| (judgement.as_of.is_some(), judgement.as_of.clone(), judgement.area));
    let earlier = now.iter().any(|judgement| judgement.as_of.is_some());
    let paged = record.source.pages.is_some();
    let mut columns = vec![Column::words("Judgement"), Column::words("Grade")];
    columns.extend(earlier.then(|| Column::words("As of")));
    columns.extend(paged.then(|| Column::words("Page")));
    let row = |judgement: &&Judgement| {
        let mut row: Vec<Cell> = vec![
            judgement.area.title().into(),
            Cell::from(judgement.grade.title()).tone(tone_of(judgement.grade)),
        ];
        row.extend(earlier.then(|| judgement.as_of.as_deref().map(words::date).unwrap_or_default().into()));
        row.extend(paged.then(|| view.page(record, &judgement.evidence)));
        row
    };
    let rows = now.iter().map(row).collect();
    vec![Part::Table(Table { name: "judgements".into(), title: String::new(), columns, rows })]
}

fn areas(record: &Record, view: &View<'_>) -> Vec<Part> {
    let wanted = |area: &&AreaToImprove| {
        view.choice.takes_themes(&area.themes) && view.choice.takes_polarity(Polarity::Improvement)
    };
    let (priority, other): (Vec<_>, Vec<_>) =
        record.areas_to_improve.iter().filter(wanted).partition(|a| a.priority);
    let item = |(at, area): (usize, &&AreaToImprove)| {
        listed(
            at,
            &area.text,
            &area.themes,
            &area.evidence,
            if area.priority { Tone::Bad } else { Tone::Middling },
            record,
            view,
        )
    };
    let list = |heading: &str, areas: &[&AreaToImprove]| {
        let heading = format!("{heading} ({})", areas.len());
        [Part::Heading(2, heading), Part::Items(areas.iter().enumerate().map(item).collect())]
    };
    let mut parts = Vec::new();
    if !priority.is_empty() {
        parts.extend(list("Priority actions", &priority));
    }
    if !other.is_empty() {
        parts.extend(list("Areas to improve", &other));
    }
    parts
}

fn strengths(record: &Record, view: &View<'_>) -> Vec<Part> {
    let wanted = |strength: &&Strength| {
        view.choice.takes_themes(&strength.themes) && view.choice.takes_polarity(Polarity::Strength)
    };
    let listed: Vec<Item> = record
        .strengths
        .iter()
        .filter(wanted)
        .enumerate()
        .map(|(at, s)| listed(at, &s.text, &s.themes, &s.evidence, Tone::Good, record, view))
        .collect();
    if listed.is_empty() {
        return Vec::new();
    }
    vec![Part::Heading(2, format!("Listed strengths ({})", listed.len())), Part::Items(listed)]
}

fn listed(
    at: usize,
    text: &str,
    themes: &[String],
    evidence: &Evidence,
    tone: Tone,
    record: &Record,
    view: &View<'_>,
) -> Item {
    let mark = Cell::from(format!("{}.", at + 1)).tone(tone);
    let notes = [Some(view.page(record, evidence)), view.themes(themes)];
    let notes = notes.into_iter().flatten().filter(|note| !note.text.is_empty()).collect();
    Item { mark: Some(mark), text: text.to_owned(), notes }
}

/// Scraps in quotation marks are not statements: they stay in the record alone.
fn quotations(record: &Record, view: &View<'_>) -> Vec<Part> {
    let said: Vec<&Quotation> = record.quotations.iter().filter(|quotation| !quotation.fragment).collect();
    if said.is_empty() {
        return Vec::new();
    }
    let item = |quotation: &&Quotation| {
        let name = quotation.name.as_deref().map(|name| with_role(name, quotation.role.as_deref()));
        let speaker = quotation.speaker.map(|speaker| speaker.title().to_owned());
        let who = [speaker, name].into_iter().flatten().collect::<Vec<_>>().join(": ");
        let who = if who.is_empty() { "speaker not stated".to_owned() } else { who };
        let notes = vec![Cell::from(who).tone(Tone::Faint), view.page(record, &quotation.evidence)];
        let notes = notes.into_iter().filter(|note| !note.text.is_empty()).collect();
        Item { mark: None, text: format!("“{}”", quotation.text), notes }
    };
    let heading = Part::Heading(2, format!("Quotations ({})", said.len()));
    vec![heading, Part::Items(said.iter().map(item).collect())]
}

fn warnings(record: &Record) -> Vec<Part> {
    if record.warnings.is_empty() {
        return Vec::new();
    }
    let item = |warning: &crate::error::Warning| Item {
        mark: Some(Cell::from("!").tone(Tone::Middling)),
        text: warning.message.clone(),
        notes: Vec::new(),
    };
    let heading = Part::Heading(2, format!("Warnings ({})", record.warnings.len()));
    vec![heading, Part::Items(record.warnings.iter().map(item).collect())]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use crate::render::terminal::{Look, draw};

    fn drawn(width: usize, choice: &Choice) -> String {
        let titles = Titles::default();
        let view = View { titles: &titles, address: None, choice };
        draw(&report(&sample::record(), &view), Look::plain(width))
    }

    #[test]
    fn the_view_at_80_columns() {
        insta::assert_snapshot!(drawn(80, &Choice::default()));
    }

    #[test]
    fn the_view_at_160_columns() {
        insta::assert_snapshot!(drawn(160, &Choice::default()));
    }

    #[test]
    fn a_theme_asked_for_is_all_that_is_shown() {
        let choice = Choice { themes: vec!["timeliness".into()], ..Choice::default() };
        insta::assert_snapshot!(drawn(80, &choice));
    }

    #[test]
    fn pages_lead_to_the_page() {
        let titles = Titles::default();
        let view = View { titles: &titles, address: Some("file:///a/b.pdf"), choice: &Choice::default() };
        let look = Look { width: 80, colour: false, links: true };
        assert!(
            draw(&report(&sample::record(), &view), look)
                .contains("\u{1b}]8;;file:///a/b.pdf#page=2\u{1b}\\p.\u{a0}2")
        );
    }

    #[test]
    fn hostile_text_stays_text() {
        let titles = Titles::default();
        let view = View { titles: &titles, address: None, choice: &Choice::default() };
        let drawn =
            draw(&report(&sample::saying("\u{1b}[31m\u{202e}x\u{9b}2J\n::error::y"), &view), Look::plain(80));
        assert!(drawn.chars().all(|c| c == '\n' || !c.is_control()) && !drawn.contains('\u{202e}'));
    }
}
