//! Authorities beside each other: where each stands, what is listed to improve most often, who is due.
//!
//! Knows timelines. Knows nothing of how a table looks.

use super::Timeline;
use super::changes::{Change, JudgementCell, stated};
use super::frameworks::{Framework, Row};
use super::gather::Inspection;
use super::when::months_between;
use crate::record::{self, Grade};
use jiff::civil::Date;
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};

/// Many authorities, side by side.
#[derive(Debug, Serialize)]
pub struct Across<'r> {
    /// One for each authority, in the order of their names.
    pub authorities: Vec<Standing<'r>>,
    /// Themes of listed areas to improve, those of most inspections first.
    pub listed_themes: Vec<ThemeTally>,
    /// Authorities by the time since their last graded inspection, longest first; those without one at hand last.
    pub due: Vec<Due<'r>>,
}

/// Where one authority stands.
#[derive(Debug, Serialize)]
pub struct Standing<'r> {
    pub authority: &'r record::Authority,
    /// The latest inspection of each kind, newest first.
    pub latest: Vec<Latest<'r>>,
    /// The grades of the latest graded inspection.
    pub grades: Vec<Standard>,
    /// Months since the last inspection or visit of any kind.
    pub months_since: Option<u32>,
    /// Inspections and visits at hand.
    pub inspections: usize,
}

/// The latest inspection of one kind.
#[derive(Debug, Serialize)]
pub struct Latest<'r> {
    #[serde(rename = "type")]
    pub kind: Option<&'r str>,
    pub start: Option<&'r str>,
    pub months_since: Option<u32>,
    /// Areas that it lists to improve.
    pub listed: usize,
    pub path: &'r str,
    #[serde(skip)]
    pub day: Date,
}

/// One grade, and the way it went.
#[derive(Debug, Clone, Copy, Serialize)]
pub struct Standard {
    pub row: Row,
    pub grade: Grade,
    pub change: Change,
}

/// How often a theme is listed to improve.
#[derive(Debug, Default, Serialize)]
pub struct ThemeTally {
    pub theme: String,
    /// Listed items that bear the theme.
    pub items: u32,
    /// Inspections that list at least one such item.
    pub inspections: u32,
    /// Authorities with at least one such inspection.
    pub authorities: u32,
    /// Inspections by their overall grade; visits and inspections without one under `None`'s name, `ungraded`.
    pub by_grade: BTreeMap<String, u32>,
    /// Inspections by the year in which they began.
    pub by_year: BTreeMap<i16, u32>,
}

/// How long an authority has gone without a graded inspection.
#[derive(Debug, Serialize)]
pub struct Due<'r> {
    pub authority: &'r str,
    /// First day of the last graded inspection at hand, ISO.
    pub last: Option<&'r str>,
    pub months_since: Option<u32>,
    pub overall: Option<Grade>,
}

/// Sets timelines side by side, as of `today`.
pub fn across<'r>(timelines: &'r [Timeline<'r>], today: Date) -> Across<'r> {
    let authorities: Vec<_> = timelines.iter().map(|timeline| standing(timeline, today)).collect();
    let mut due: Vec<_> = timelines.iter().map(|timeline| due(timeline, today)).collect();
    due.sort_by_key(|due| std::cmp::Reverse(due.months_since));
    Across { authorities, listed_themes: listed_themes(timelines), due }
}

fn standing<'r>(timeline: &'r Timeline<'r>, today: Date) -> Standing<'r> {
    let mut latest: Vec<Latest> = Vec::new();
    for inspection in timeline.inspections.iter().rev().filter(|inspection| inspection.as_of.is_none()) {
        if latest.iter().all(|known| known.kind != inspection.kind) {
            latest.push(Latest {
                kind: inspection.kind,
                start: inspection.start,
                months_since: months_between(inspection.days.from, today),
                listed: inspection.lead().areas_to_improve.len(),
                path: &inspection.lead().source.path,
                day: inspection.days.from,
            });
        }
    }
    let graded = last_graded(timeline);
    let grades = graded.map(|at| grades(timeline, at)).unwrap_or_default();
    let months_since = latest.first().and_then(|latest| latest.months_since);
    Standing {
        authority: &timeline.authority,
        latest,
        grades,
        months_since,
        inspections: timeline.inspections.len(),
    }
}

/// Place of the last inspection of social care services that gives grades.
fn last_graded(timeline: &Timeline) -> Option<usize> {
    timeline.inspections.iter().rposition(|inspection| {
        inspection.as_of.is_none()
            && inspection.framework != Framework::AreaSend
            && Row::ALL.iter().any(|row| stated(inspection, *row).is_some())
    })
}

fn grades(timeline: &Timeline, at: usize) -> Vec<Standard> {
    let rows = timeline.judgements.iter();
    rows.filter_map(|row| match &row.cells[at] {
        JudgementCell::Graded(graded) => {
            Some(Standard { row: row.row, grade: graded.grade, change: graded.change })
        }
        _ => None,
    })
    .collect()
}

fn due<'r>(timeline: &'r Timeline<'r>, today: Date) -> Due<'r> {
    let last = last_graded(timeline).map(|at| &timeline.inspections[at]);
    Due {
        authority: &timeline.authority.name,
        last: last.and_then(|last| last.start),
        months_since: last.and_then(|last| months_between(last.days.from, today)),
        overall: last.and_then(overall),
    }
}

fn overall(inspection: &Inspection) -> Option<Grade> {
    stated(inspection, Row::Overall).map(|(_, grade, _)| grade)
}

fn listed_themes(timelines: &[Timeline]) -> Vec<ThemeTally> {
    let mut tallies = BTreeMap::<&str, (ThemeTally, BTreeSet<usize>)>::new();
    for (authority, timeline) in timelines.iter().enumerate() {
        for inspection in timeline.inspections.iter().filter(|inspection| inspection.as_of.is_none()) {
            let grade = overall(inspection).map_or("ungraded", super::grade_word);
            let mut counted = BTreeSet::new();
            for theme in inspection.lead().areas_to_improve.iter().flat_map(|area| &area.themes) {
                let (tally, authorities) = tallies.entry(theme).or_default();
                tally.items += 1;
                authorities.insert(authority);
                if counted.insert(theme) {
                    tally.inspections += 1;
                    *tally.by_grade.entry(grade.to_owned()).or_default() += 1;
                    *tally.by_year.entry(inspection.days.from.year()).or_default() += 1;
                }
            }
        }
    }
    let mut tallies: Vec<_> = tallies
        .into_iter()
        .map(|(theme, (tally, authorities))| ThemeTally {
            theme: theme.to_owned(),
            authorities: authorities.len() as u32,
            ..tally
        })
        .collect();
    tallies.sort_by_key(|tally| std::cmp::Reverse((tally.inspections, tally.items)));
    tallies
}
