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
    parts.push(Part::Note(faint("▲ better than the time before · ▼ worse · = the same")));
    parts.extend(listed(&across.listed_themes, view));
    parts.push(due(&across.due));
    parts.extend(contradictions(&comparison.contradictions, view));
    parts.extend(set_apart(&comparison.apart, view));
    Report { title: words::count(across.authorities.len(), "authority", "authorities"), parts }
}

/// Judgements with a column of their own.
const ROWS: [Row; 5] = [Row::Overall, Row::Leaders, Row::HelpAndProtection, Row::InCare, Row::CareLeavers];

fn standings(standings: &[Standing], view: &View) -> Part {
    let mut columns = vec![Column::words("Authority"), Column::words("Latest of each kind")];
    columns.extend(ROWS.iter().map(|row| Column::words(row.title())));
    columns.push(Column::numbers("Months since any"));
    let rows = standings.iter().map(|standing| {
        let latest = standing.latest.iter().map(|latest| {
            let kind = latest.kind.map_or_else(|| "Other".to_owned(), |kind| view.titles.of(kind));
            format!("{kind} {}", latest.day.strftime("%b %Y"))
        });
        let link = standing.latest.first().and_then(|latest| (view.address)(latest.path));
        let mut row = vec![
            Cell::from(standing.authority.name.as_str()).tone(Tone::Strong),
            Cell::from(latest.collect::<Vec<_>>().join("; ")).linked(link),
        ];
        row.extend(ROWS.iter().map(|wanted| grade(standing, *wanted)));
        row.push(months(standing.months_since));
        row
    });
    table("authorities", "Where each stands", columns, rows.collect())
}

fn grade(standing: &Standing, row: Row) -> Cell {
    let Some(standard) = standing.grades.iter().find(|standard| standard.row == row) else {
        return faint("–");
    };
    let words = match sign(standard.change) {
        Some(sign) => format!("{sign}\u{a0}{}", standard.grade.title()),
        None => standard.grade.title().to_owned(),
    };
    Cell::from(words).tone(tone_of(standard.grade))
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
    let mut columns =
        vec![Column::words("Theme"), Column::numbers("Inspections"), Column::numbers("Authorities")];
    columns.extend(GRADES.iter().map(|grade| Column::numbers(grade.title())));
    columns.push(Column::numbers("Without a grade"));
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
    vec![
        table(
            "listed-themes",
            "Themes most often listed to improve, by overall grade",
            columns,
            rows.collect(),
        ),
        years(tallies, view),
    ]
}

fn years(tallies: &[ThemeTally], view: &View) -> Part {
    let mut years: Vec<i16> = tallies.iter().flat_map(|tally| tally.by_year.keys().copied()).collect();
    years.sort_unstable();
    years.dedup();
    let mut columns = vec![Column::words("Theme")];
    columns.extend(years.iter().map(|year| Column::numbers(&year.to_string())));
    let rows = tallies.iter().map(|tally| {
        let counts = years.iter().map(|year| tally.by_year.get(year).map(u32::to_string).unwrap_or_default());
        std::iter::once(view.titles.of(&tally.theme)).chain(counts).map(Cell::from).collect()
    });
    table("listed-themes-by-year", "The same by year", columns, rows.collect())
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
