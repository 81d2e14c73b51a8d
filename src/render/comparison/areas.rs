//! What became of each area to improve, with the sentences that show it.

use super::{View, faint, kind, month};
use crate::compare::Timeline;
use crate::compare::recurring::{Fate, Followed, Outcome, Witness};
use crate::render::report::{Cell, Column, Item, Part, Table, Tone};
use crate::render::words::capitalised;

/// Sentences shown for one outcome without `--explain`.
const SHOWN: usize = 2;

/// A count of outcomes, then each area in the order of the inspections that listed it.
pub fn parts(timeline: &Timeline, view: &View) -> Vec<Part> {
    let areas = &timeline.areas_to_improve;
    if areas.iter().all(|area| area.later.is_empty()) {
        return Vec::new();
    }
    let mut parts = vec![Part::Heading(2, "What became of the areas to improve".into()), counts(timeline)];
    let mut before = None;
    for area in areas.iter().filter(|area| !area.later.is_empty()) {
        if before.replace(area.inspection) != Some(area.inspection) {
            let inspection = &timeline.inspections[area.inspection];
            parts.push(Part::Heading(
                3,
                format!("Listed in {} ({})", month(inspection), kind(inspection, view)),
            ));
        }
        parts.extend(one(area, timeline, view));
    }
    parts
}

/// How many areas met which fate in the next inspection, and in any later one.
fn counts(timeline: &Timeline) -> Part {
    let next = |fate| {
        timeline.areas_to_improve.iter().filter(|a| a.later.first().is_some_and(|o| o.fate == fate)).count()
    };
    let last = |fate| timeline.areas_to_improve.iter().filter(|area| last_told(area) == Some(fate)).count();
    let rows = Fate::ALL.into_iter().map(|fate| {
        vec![
            Cell::from(capitalised(fate.title())).tone(tone(fate)),
            Cell::from(next(fate).to_string()),
            Cell::from(last(fate).to_string()),
        ]
    });
    Part::Table(Table {
        name: "fates".into(),
        title: String::new(),
        columns: vec![
            Column::words("Became"),
            Column::numbers("In the next inspection or visit"),
            Column::numbers("When last mentioned"),
        ],
        rows: rows.collect(),
    })
}

/// The fate in the last inspection that mentions the area; not mentioned, where none does.
pub fn last_told(area: &Followed) -> Option<Fate> {
    let mut told =
        area.later.iter().rev().map(|outcome| outcome.fate).filter(|fate| *fate != Fate::NotMentioned);
    told.next().or((!area.later.is_empty()).then_some(Fate::NotMentioned))
}

fn one(area: &Followed, timeline: &Timeline, view: &View) -> Vec<Part> {
    let mut notes = vec![view.page(area.path, area.page)];
    if area.priority {
        notes.insert(0, Cell::from("priority action").tone(Tone::Bad));
    }
    let mut parts = vec![Part::Items(vec![Item { mark: None, text: area.text.to_owned(), notes }])];
    let mut silent = Vec::new();
    let mut items = Vec::new();
    for outcome in &area.later {
        if outcome.fate == Fate::NotMentioned {
            silent.push(month(&timeline.inspections[outcome.inspection]));
        } else {
            items.extend(told(outcome, timeline, view));
        }
    }
    if !silent.is_empty() {
        let text = silent.join(", ");
        items.push(Item { mark: Some(faint(Fate::NotMentioned.title())), text, notes: Vec::new() });
    }
    parts.push(Part::Items(items));
    parts
}

/// The sentences of one outcome, the fate before the first.
fn told(outcome: &Outcome, timeline: &Timeline, view: &View) -> Vec<Item> {
    let when = month(&timeline.inspections[outcome.inspection]);
    let shown = if view.explain { outcome.shown_by.len() } else { SHOWN };
    let witnesses = outcome.shown_by.iter().take(shown).enumerate();
    witnesses
        .map(|(at, witness)| {
            let fate = Cell::from(format!("{when}: {}", outcome.fate.title())).tone(tone(outcome.fate));
            let mark = if at == 0 { fate } else { faint("·") };
            Item { mark: Some(mark), text: format!("“{}”", witness.text), notes: notes(witness, view) }
        })
        .collect()
}

fn notes(witness: &Witness, view: &View) -> Vec<Cell> {
    let mut notes = vec![view.page(witness.path, witness.page)];
    if witness.listed {
        notes.push(faint("listed to improve"));
    }
    if witness.points_back {
        notes.push(faint("points back itself"));
    }
    if view.explain {
        notes.push(faint(&format!("likeness {:.2} by {}", witness.likeness, witness.because.join(", "))));
    }
    notes
}

fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::ListedAgain | Fate::StillCriticised => Tone::Bad,
        Fate::Mixed => Tone::Middling,
        Fate::NowPraised => Tone::Good,
        Fate::NotMentioned => Tone::Faint,
    }
}
