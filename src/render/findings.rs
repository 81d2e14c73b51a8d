//! What a record's sentences say, grouped by theme: a table of counts, then the most telling
//! sentences of each group.

use super::record::View;
use super::report::{Cell, Column, Item, Part, Table, Tone};
use super::words;
use crate::record::{Finding, Polarity, Record};
use std::collections::BTreeMap;

/// Sentences shown of a theme, and themes shown of a side, unless all are asked for.
const PER_THEME: usize = 2;
const THEMES: usize = 5;
/// Signs in the longest bar.
const BAR: usize = 11;
const LEGEND: &str = "▓ to improve  ▒ mixed  ░ strength; a sentence counts under its most central theme";

/// The id that stands for sentences which evaluate and have no theme.
const NO_THEME: &str = "";

/// The parts about findings; none where no sentence evaluates.
pub fn parts(record: &Record, view: &View<'_>) -> Vec<Part> {
    let groups = grouped(record, view);
    if groups.is_empty() {
        return Vec::new();
    }
    let mut parts = Vec::new();
    if groups.len() > 1 {
        parts.push(Part::Heading(2, heading(&groups)));
        parts.push(Part::Table(counts(&groups, view)));
        parts.push(Part::Note(Cell::from(LEGEND).tone(Tone::Faint)));
    }
    let sides = [
        side("To improve", &groups, |p| matches!(p, Polarity::Improvement | Polarity::Mixed), record, view),
        side("Strengths", &groups, |p| p == Polarity::Strength, record, view),
        side("Neutral", &groups, |p| p == Polarity::Neutral, record, view),
    ];
    parts.push(Part::Beside(sides.into_iter().filter(|side| !side.is_empty()).collect()));
    parts
}

/// Sentences by theme, each under the one that is most central to it (or the one that was asked for).
struct Group<'a> {
    theme: &'a str,
    findings: Vec<&'a Finding>,
}

impl Group<'_> {
    fn count(&self, polarity: Polarity) -> usize {
        self.findings.iter().filter(|finding| finding.polarity == polarity).count()
    }
}

/// Groups in the order of how much they hold, most first.
fn grouped<'a>(record: &'a Record, view: &View<'_>) -> Vec<Group<'a>> {
    let mut themes: BTreeMap<&str, Vec<&Finding>> = BTreeMap::new();
    for finding in &record.findings {
        if view.choice.takes_polarity(finding.polarity) && view.choice.takes_themes(&finding.themes) {
            let asked = finding.themes.iter().find(|theme| view.choice.themes.contains(theme));
            let theme = asked.or(finding.themes.first()).map_or(NO_THEME, String::as_str);
            themes.entry(theme).or_default().push(finding);
        }
    }
    let mut groups: Vec<Group> =
        themes.into_iter().map(|(theme, findings)| Group { theme, findings }).collect();
    groups.sort_by_key(|group| (group.theme == NO_THEME, std::cmp::Reverse(group.findings.len())));
    groups
}

fn heading(groups: &[Group<'_>]) -> String {
    let total = |polarity| groups.iter().map(|group| group.count(polarity)).sum::<usize>();
    let told = [
        (total(Polarity::Improvement), "to improve"),
        (total(Polarity::Mixed), "mixed"),
        (total(Polarity::Strength), "strengths"),
        (total(Polarity::Neutral), "neutral"),
    ];
    let told: Vec<String> =
        told.iter().filter(|(n, _)| *n > 0).map(|(n, word)| format!("{n} {word}")).collect();
    format!("What the sentences say ({})", told.join(", "))
}

fn title(theme: &str, view: &View<'_>) -> String {
    if theme == NO_THEME { "No theme".to_owned() } else { view.titles.of(theme) }
}

fn counts(groups: &[Group<'_>], view: &View<'_>) -> Table {
    let most = groups.iter().map(|group| group.findings.len()).max().unwrap_or(1);
    let row = |group: &Group<'_>| {
        let [strength, improvement, mixed] =
            [Polarity::Strength, Polarity::Improvement, Polarity::Mixed].map(|p| group.count(p));
        let number = |n: usize| Cell::from(if n == 0 { "·".to_owned() } else { n.to_string() });
        vec![
            title(group.theme, view).into(),
            number(improvement),
            number(mixed),
            number(strength),
            bar(improvement, mixed, strength, most).into(),
        ]
    };
    Table {
        name: "themes".into(),
        title: String::new(),
        columns: vec![
            Column::words("Theme"),
            Column::numbers("Improve"),
            Column::numbers("Mixed"),
            Column::numbers("Strength"),
            Column::words("Balance"),
        ],
        rows: groups.iter().map(row).collect(),
    }
}

/// Lengths share one scale over the table, and what is there at all is drawn.
fn bar(improvement: usize, mixed: usize, strength: usize, most: usize) -> String {
    let length = |n: usize| if n == 0 { 0 } else { (n * BAR).div_ceil(most.max(BAR)) };
    [("▓", improvement), ("▒", mixed), ("░", strength)].map(|(sign, n)| sign.repeat(length(n))).concat()
}

fn side(
    name: &str,
    groups: &[Group<'_>],
    takes: impl Fn(Polarity) -> bool,
    record: &Record,
    view: &View<'_>,
) -> Vec<Part> {
    let mut sides: Vec<(&str, Vec<&Finding>)> = groups
        .iter()
        .map(|group| {
            (group.theme, group.findings.iter().copied().filter(|f| takes(f.polarity)).collect::<Vec<_>>())
        })
        .filter(|(_, findings)| !findings.is_empty())
        .collect();
    if sides.is_empty() {
        return Vec::new();
    }
    sides.sort_by_key(|(theme, findings)| (*theme == NO_THEME, std::cmp::Reverse(findings.len())));
    let total: usize = sides.iter().map(|(_, findings)| findings.len()).sum();
    let mut parts = vec![Part::Heading(2, format!("{name} ({total})"))];
    let shown = if view.choice.all || view.choice.is_narrow() { usize::MAX } else { THEMES };
    for (theme, findings) in sides.iter().take(shown) {
        parts.push(Part::Heading(3, format!("{} ({})", title(theme, view), findings.len())));
        parts.push(Part::Items(telling(findings, record, view)));
    }
    let rest: usize = sides.iter().skip(shown).map(|(_, findings)| findings.len()).sum();
    if rest > 0 {
        let themes = words::count(sides.len() - shown, "theme", "themes");
        parts.push(Part::Note(
            Cell::from(format!("{rest} more in {themes}: --all shows them")).tone(Tone::Faint),
        ));
    }
    parts
}

fn telling(findings: &[&Finding], record: &Record, view: &View<'_>) -> Vec<Item> {
    let mut order: Vec<&Finding> = findings.to_vec();
    order.sort_by_key(|finding| std::cmp::Reverse(weight(finding)));
    let shown =
        if view.choice.all || view.choice.is_narrow() { order.len() } else { PER_THEME.min(order.len()) };
    order.truncate(shown);
    let item = |finding: &&Finding| {
        let mut notes = vec![view.page(record, &finding.evidence)];
        notes.retain(|note| !note.text.is_empty());
        if finding.polarity == Polarity::Mixed {
            notes.push(Cell::from("mixed").tone(Tone::Middling));
        }
        if finding.reported {
            notes.push(Cell::from("reported").tone(Tone::Faint));
        }
        Item { mark: None, text: finding.text.clone(), notes }
    };
    order.iter().map(item).collect()
}

/// A telling sentence rests on several rules, is about few things, and is neither a scrap nor a
/// paragraph.
fn weight(finding: &Finding) -> usize {
    let letters = finding.text.len();
    let length = match letters {
        60..=220 => 3,
        40..=300 => 2,
        _ => 0,
    };
    let clear = usize::from(finding.polarity != Polarity::Mixed);
    finding.rules.len().min(4) + length + clear + usize::from(finding.themes.len() == 1)
}
