//! Many authorities beside each other.

use super::timeline::sign;
use super::{View, contradictions, faint, set_apart, table};
use crate::compare::across::{Across, Due, Standing, ThemeTally};
use crate::compare::frameworks::Row;
use crate::compare::{Comparison, grade_word};
use crate::record::Grade;
use crate::render::report::{Cell, Column, Part, Report, Tone};
use crate::render::words::{self, Word, capitalised, tone_of};

/// One row an authority, the themes most often listed, and who is due.
pub fn across(across: &Across, comparison: &Comparison, view: &View) -> Report {
    let mut parts = vec![standings(&across.authorities, view)];
    parts.push(Part::Note(faint(&format!(
        "▲ better than the time before · ▼ worse · = the same{}",
        letters(view)
    ))));
    parts.extend(listed(&across.listed_themes, view));
    parts.push(due(&across.due));
    parts.extend(contradictions(&comparison.contradictions, view));
    parts.extend(set_apart(&comparison.apart, view));
    Report { title: words::count(across.authorities.len(), "authority", "authorities"), parts }
}

/// Judgements with a column of their own, under a short name.
const ROWS: [(Row, &str); 5] = [
    (Row::Overall, "Overall"),
    (Row::Leaders, "Leaders"),
    (Row::HelpAndProtection, "Help"),
    (Row::InCare, "In care"),
    (Row::CareLeavers, "Care leavers"),
];

/// Width below which grades stand as letters, as analysts write them.
const NARROW: usize = 130;

fn is_narrow(view: &View) -> bool {
    view.width.is_some_and(|width| width < NARROW)
}

/// What the letters mean, where they are used.
fn letters(view: &View) -> &'static str {
    match is_narrow(view) {
        true => " · O outstanding · G good · RI requires improvement · I inadequate",
        false => "",
    }
}

fn standings(standings: &[Standing], view: &View) -> Part {
    let mut columns = vec![Column::words("Authority"), Column::words("Latest")];
    columns.extend(ROWS.iter().map(|(_, title)| Column::words(title)));
    columns.push(Column::numbers("Months since"));
    let rows = standings.iter().map(|standing| {
        // Where there is room, the latest of each kind.
        let shown = if is_narrow(view) { 1 } else { standing.latest.len() };
        let latest = standing.latest.iter().take(shown).map(|latest| {
            let kind = latest.kind.map_or_else(|| "Other".to_owned(), |kind| view.titles.of(kind));
            format!("{kind} {}", latest.day.strftime("%b\u{a0}%Y"))
        });
        let link = standing.latest.first().and_then(|latest| (view.address)(latest.path));
        let mut row = vec![
            Cell::from(standing.authority.name.as_str()).tone(Tone::Strong),
            Cell::from(latest.collect::<Vec<_>>().join("; ")).linked(link),
        ];
        row.extend(ROWS.iter().map(|(wanted, _)| grade(standing, *wanted, view)));
        row.push(months(standing.months_since));
        row
    });
    table("authorities", "Where each stands", columns, rows.collect())
}

fn grade(standing: &Standing, row: Row, view: &View) -> Cell {
    let Some(standard) = standing.grades.iter().find(|standard| standard.row == row) else {
        return faint("–");
    };
    let grade = if is_narrow(view) { letter(standard.grade) } else { standard.grade.title() };
    let words = match sign(standard.change) {
        Some(sign) => format!("{grade}\u{a0}{sign}"),
        None => grade.to_owned(),
    };
    Cell::from(words).tone(tone_of(standard.grade))
}

fn letter(grade: Grade) -> &'static str {
    match grade {
        Grade::Outstanding => "O",
        Grade::Good => "G",
        Grade::RequiresImprovement => "RI",
        Grade::Adequate => "A",
        Grade::Inadequate => "I",
        other => other.title(),
    }
}

fn months(months: Option<u32>) -> Cell {
    Cell::from(months.map(|months| months.to_string()).unwrap_or_default())
}

/// Grades with a column of their own, worst first; inspections without an overall grade come last.
const GRADES: [Grade; 4] = [Grade::Inadequate, Grade::RequiresImprovement, Grade::Good, Grade::Outstanding];

fn listed(tallies: &[ThemeTally], view: &View) -> Vec<Part> {
    if tallies.is_empty() {
        return Vec::new();
    }
    let mut columns = vec![Column::words("Theme"), Column::numbers("All"), Column::numbers("Authorities")];
    let title = |grade: &Grade| if is_narrow(view) { letter(*grade) } else { grade.title() };
    columns.extend(GRADES.iter().map(|grade| Column::numbers(title(grade))));
    columns.push(Column::numbers("No grade"));
    let number = |number: u32| Cell::from(number.to_string());
    let rows = tallies.iter().map(|tally| {
        let of = |key: &str| number(tally.by_grade.get(key).copied().unwrap_or(0));
        let mut row = vec![
            Cell::from(view.titles.of(&tally.theme)),
            number(tally.inspections),
            number(tally.authorities),
        ];
        row.extend(GRADES.iter().map(|grade| of(grade_word(*grade))));
        row.push(of("ungraded"));
        row
    });
    let heading = "Themes most often listed to improve: inspections by overall grade";
    let mut parts = vec![table("listed-themes", heading, columns, rows.collect())];
    parts.extend(years(tallies, view));
    parts
}

/// Characters that a theme's name and a count need in a table, with their borders.
const THEME_NAME: usize = 24;
const COUNT: usize = 7;

fn years(tallies: &[ThemeTally], view: &View) -> Vec<Part> {
    let mut years: Vec<i16> = tallies.iter().flat_map(|tally| tally.by_year.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let fold = view.columns(THEME_NAME, COUNT).min(years.len().max(1));
    let tables = years.chunks(fold).map(|years| {
        let mut columns = vec![Column::words("Theme")];
        columns.extend(years.iter().map(|year| Column::numbers(&year.to_string())));
        let rows = tallies.iter().map(|tally| {
            let count = |year| tally.by_year.get(year).map(u32::to_string).unwrap_or_default();
            std::iter::once(view.titles.of(&tally.theme))
                .chain(years.iter().map(count))
                .map(Cell::from)
                .collect()
        });
        table("listed-themes-by-year", "The same by year", columns, rows.collect())
    });
    tables.collect()
}

fn due(due: &[Due]) -> Part {
    let columns = [
        Column::words("Authority"),
        Column::words("Last graded inspection"),
        Column::numbers("Months since"),
        Column::words("Overall"),
    ];
    let rows = due.iter().map(|due| {
        vec![
            Cell::from(due.authority).tone(Tone::Strong),
            due.last.map_or_else(|| faint("none at hand"), |day| Cell::from(words::date(day))),
            months(due.months_since),
            due.overall.map_or_else(
                || faint("–"),
                |grade| Cell::from(capitalised(grade_word(grade))).tone(tone_of(grade)),
            ),
        ]
    });
    table("due", "Longest since a graded inspection", columns.into(), rows.collect())
}
