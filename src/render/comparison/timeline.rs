//! One authority through time: its inspections, the judgements with their direction, the themes with
//! their balance.

use super::{View, faint, kind, month, table, when};
use crate::compare::Timeline;
use crate::compare::balance::Counts;
use crate::compare::changes::{Change, Graded, JudgementCell, JudgementRow};
use crate::compare::frameworks::Row;
use crate::compare::gather::Inspection;
use crate::compare::tied::Tie;
use crate::render::report::{Cell, Column, Part, Tone};
use crate::render::words::{self, Word, tone_of};

/// The tables of one timeline.
pub fn parts(timeline: &Timeline, view: &View) -> Vec<Part> {
    let mut parts = vec![inspections(timeline, view)];
    if timeline.inspections.len() == 1 {
        parts.push(Part::Note(faint("One inspection at hand: there is nothing to compare it with.")));
    }
    parts.extend(judgements(timeline, view));
    parts.extend(themes(timeline, view));
    parts
}

fn inspections(timeline: &Timeline, view: &View) -> Part {
    let columns = [
        Column::words("When"),
        Column::words("What"),
        Column::words("Led by"),
        Column::numbers("Months since the one before"),
        Column::words("Told by"),
    ];
    let rows = timeline.inspections.iter().map(|inspection| {
        vec![
            Cell::from(when(inspection)).tone(Tone::Strong),
            Cell::from(kind(inspection, view)),
            Cell::from(inspection.led_by.join(", ")),
            Cell::from(inspection.months_since_last.map(|months| months.to_string()).unwrap_or_default()),
            documents(inspection, view),
        ]
    });
    table("inspections", "Inspections and visits", columns.into(), rows.collect())
}

/// The documents of an inspection; the link leads to the first.
fn documents(inspection: &Inspection, view: &View) -> Cell {
    let named = inspection.documents.iter().map(|telling| {
        let kind = view.titles.of(telling.kind);
        match telling.tie {
            Tie::Own => kind,
            Tie::Copy => format!("{kind} (copy)"),
            Tie::Quotes => format!("{kind} (quotes it)"),
            Tie::ToldTime => format!("{kind} (tells its time)"),
            Tie::Published => format!("{kind} (published after it)"),
            Tie::Grades => format!("{kind} (tells its grades)"),
            Tie::Alone => format!("{kind} (its letter is not at hand)"),
        }
    });
    let names = named.collect::<Vec<_>>().join("; ");
    faint(&names).linked((view.address)(inspection.documents[0].path))
}

/// Places of the inspections that belong in the table of judgements.
fn graded(timeline: &Timeline) -> Vec<usize> {
    let told = |at: &usize| {
        timeline
            .judgements
            .iter()
            .any(|row| !matches!(row.cells[*at], JudgementCell::NotGraded | JudgementCell::NotInFramework))
    };
    (0..timeline.inspections.len()).filter(told).collect()
}

fn judgements(timeline: &Timeline, view: &View) -> Vec<Part> {
    let graded = graded(timeline);
    if graded.is_empty() {
        return vec![Part::Note(faint("None of these gives grades."))];
    }
    let fold = view.columns(JUDGEMENT_NAME, JUDGEMENT);
    let tables = graded.chunks(fold.min(graded.len())).map(|graded| {
        let mut columns = vec![Column::words("Judgement")];
        columns.extend(graded.iter().map(|at| Column::words(&month(&timeline.inspections[*at]))));
        let rows = timeline.judgements.iter().map(|row| judgement_row(row, graded));
        table("judgements", "Judgements", columns, rows.collect())
    });
    let mut parts: Vec<Part> = tables.collect();
    let mut notes = String::from("▲ better than before · ▼ worse · = the same");
    let visits = timeline.inspections.len() - graded.len();
    if visits > 0 {
        notes.push_str(&format!(" · {} without grades left out", words::count(visits, "visit", "visits")));
    }
    parts.push(Part::Note(faint(&notes)));
    parts
}

/// Characters that a judgement's name and a grade need in a table, with their borders.
const JUDGEMENT_NAME: usize = 17;
const JUDGEMENT: usize = 15;

fn judgement_row(row: &JudgementRow, graded: &[usize]) -> Vec<Cell> {
    let name = Cell::from(row.row.title());
    let name = if row.row == Row::Overall { name.tone(Tone::Strong) } else { name };
    std::iter::once(name).chain(graded.iter().map(|at| judgement(&row.cells[*at]))).collect()
}

fn judgement(cell: &JudgementCell) -> Cell {
    match cell {
        JudgementCell::Graded(graded) => grade(graded),
        JudgementCell::NotInFramework => faint("not in this framework"),
        JudgementCell::NotStated => faint("not stated"),
        JudgementCell::NotRead => Cell::from("could not be read").tone(Tone::Bad),
        JudgementCell::NotGraded => faint("no grades"),
    }
}

fn grade(graded: &Graded) -> Cell {
    let mut words = graded.grade.title().to_owned();
    if let Some(sign) = sign(graded.change) {
        // A sign alone on a line says nothing.
        words = format!("{words}\u{a0}{sign}");
    }
    if let Some(shade) = graded.shade {
        words.push_str(&format!(" ({shade})"));
    }
    Cell::from(words).tone(tone_of(graded.grade))
}

/// The direction as a sign; none for a first grade.
pub fn sign(change: Change) -> Option<&'static str> {
    match change {
        Change::First => None,
        Change::Same => Some("="),
        Change::Better(1) => Some("▲"),
        Change::Better(_) => Some("▲▲"),
        Change::Worse(1) => Some("▼"),
        Change::Worse(_) => Some("▼▼"),
    }
}

fn themes(timeline: &Timeline, view: &View) -> Vec<Part> {
    let said = |at: &usize| timeline.themes.iter().any(|row| row.counts[*at].all() > 0);
    let speaking: Vec<usize> = (0..timeline.inspections.len()).filter(said).collect();
    if timeline.themes.is_empty() {
        return Vec::new();
    }
    let fold = view.columns(THEME_NAME, BALANCE);
    let tables = speaking.chunks(fold.min(speaking.len().max(1))).map(|speaking| {
        let mut columns = vec![Column::words("Theme")];
        columns.extend(speaking.iter().map(|at| Column::words(&month(&timeline.inspections[*at]))));
        let rows = timeline.themes.iter().map(|row| {
            let counts = speaking.iter().map(|at| balance(row.counts[*at]));
            std::iter::once(Cell::from(view.titles.of(&row.theme))).chain(counts).collect()
        });
        table("themes", "Themes", columns, rows.collect())
    });
    let mut parts: Vec<Part> = tables.collect();
    parts.push(Part::Note(faint(
        "Sentences that praise and that criticise (a mixed one counts on both sides); the bar shows the share of praise.",
    )));
    parts
}

/// Characters that a theme's name and a balance need in a table, with their borders.
const THEME_NAME: usize = 22;
const BALANCE: usize = 11;

/// Cells of the bar.
const BAR: usize = 5;

/// `12+ 5− ▰▰▰▰▱`: counted, and drawn.
fn balance(counts: Counts) -> Cell {
    let Some(balance) = counts.balance() else { return faint("–") };
    let praise = ((balance + 1.0) / 2.0 * BAR as f32).round() as usize;
    let bar = "▰".repeat(praise) + &"▱".repeat(BAR - praise);
    let (plus, minus) = (counts.strengths + counts.mixed, counts.shortcomings + counts.mixed);
    let tone = match balance {
        balance if balance > 0.34 => Tone::Good,
        balance if balance < -0.34 => Tone::Bad,
        _ => Tone::Middling,
    };
    Cell::from(format!("{plus}+ {minus}− {bar}")).tone(tone)
}
