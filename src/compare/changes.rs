//! Judgements by inspection, and which way each went across frameworks.

use super::frameworks::{Framework, Row, rank, same_scale, shade};
use super::gather::Inspection;
use crate::error::WarningCode;
use crate::evidence::Evidence;
use crate::record::{Grade, JudgementArea, Record};
use serde::Serialize;

/// One row of the table of judgements: an area followed through the inspections.
#[derive(Debug, Serialize)]
pub struct JudgementRow<'r> {
    pub row: Row,
    /// One for each inspection, in their order.
    pub cells: Vec<JudgementCell<'r>>,
}

/// What one inspection says of an area.
#[derive(Debug, Serialize)]
#[serde(rename_all = "kebab-case", tag = "state")]
pub enum JudgementCell<'r> {
    Graded(Graded<'r>),
    /// This edition of the framework does not judge it.
    NotInFramework,
    /// The framework judges it, and the document, read whole, does not say.
    NotStated,
    /// The framework judges it, and a warning says that the document could not be read whole.
    NotRead,
    /// A visit or joint inspection, which gives no grades.
    NotGraded,
}

/// A grade, and how it stands to the one before.
#[derive(Debug, Serialize)]
pub struct Graded<'r> {
    pub grade: Grade,
    /// The area as this framework judges it.
    pub area: JudgementArea,
    /// How that differs from the row, where it does ("with care leavers").
    pub shade: Option<&'static str>,
    pub change: Change,
    pub path: &'r str,
    pub evidence: Evidence,
}

/// The way from the last inspection that judged the area.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case", tag = "direction", content = "grades")]
pub enum Change {
    /// No earlier grade is at hand.
    First,
    Same,
    /// Up by so many grades.
    Better(u8),
    /// Down by so many grades.
    Worse(u8),
}

impl Change {
    /// The way from one grade to the next; `First` where they stand on different scales.
    pub fn between(before: Option<Grade>, after: Grade) -> Change {
        let Some(before) = before.filter(|before| same_scale(*before, after)) else { return Change::First };
        match rank(after) - rank(before) {
            0 => Change::Same,
            up @ 1.. => Change::Better(up.unsigned_abs()),
            down => Change::Worse(down.unsigned_abs()),
        }
    }
}

/// The table of judgements: the rows that any of the inspections judges.
pub fn judgements<'r>(inspections: &[Inspection<'r>]) -> Vec<JudgementRow<'r>> {
    let rows = Row::ALL.into_iter().map(|row| {
        let mut before = None;
        let cells = inspections.iter().map(|inspection| cell(inspection, row, &mut before)).collect();
        JudgementRow { row, cells }
    });
    // What a press text leaves out of an older grade is no row of its own.
    let judged = |(inspection, cell): (&Inspection, &JudgementCell)| match cell {
        JudgementCell::Graded(_) => true,
        JudgementCell::NotStated | JudgementCell::NotRead => inspection.as_of.is_none(),
        JudgementCell::NotInFramework | JudgementCell::NotGraded => false,
    };
    let judged_at_all = |row: &JudgementRow| inspections.iter().zip(&row.cells).any(judged);
    rows.filter(judged_at_all).collect()
}

/// The grade that stands in a row, with the area it was given for: the narrowest that is stated.
pub fn stated<'r>(inspection: &Inspection<'r>, row: Row) -> Option<(JudgementArea, Grade, Evidence)> {
    let areas = row.areas().iter();
    areas
        .filter_map(|area| {
            inspection.grade(*area).map(|(grade, judgement)| (*area, grade, judgement.evidence))
        })
        .next()
}

fn cell<'r>(inspection: &Inspection<'r>, row: Row, before: &mut Option<Grade>) -> JudgementCell<'r> {
    let Some((area, grade, evidence)) = stated(inspection, row) else {
        return missing(inspection, row);
    };
    let change = Change::between(*before, grade);
    *before = Some(grade);
    let path = &inspection.lead().source.path;
    JudgementCell::Graded(Graded { grade, area, shade: shade(row, area), change, path, evidence })
}

fn missing<'r>(inspection: &Inspection<'r>, row: Row) -> JudgementCell<'r> {
    match inspection.framework {
        Framework::Ungraded => JudgementCell::NotGraded,
        Framework::Unknown if inspection.as_of.is_some() => JudgementCell::NotStated,
        // What an unknown framework judges is not known: its rows are those it states.
        Framework::Unknown => JudgementCell::NotInFramework,
        known if known.area_in(row).is_none() => JudgementCell::NotInFramework,
        _ if !inspection.told_only && could_not_be_read(inspection.lead()) => JudgementCell::NotRead,
        _ => JudgementCell::NotStated,
    }
}

/// Whether a warning says that judgements may stand in what could not be read.
fn could_not_be_read(record: &Record) -> bool {
    use WarningCode::*;
    record.warnings.iter().any(|warning| {
        matches!(warning.code, PageWithoutText | UnmappedGlyphs | Truncated | MissingField | UnknownType)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn change_counts_grades_on_one_scale() {
        use Grade::*;
        assert_eq!(Change::between(None, Good), Change::First);
        assert_eq!(Change::between(Some(Inadequate), Good), Change::Better(2));
        assert_eq!(Change::between(Some(Outstanding), RequiresImprovement), Change::Worse(2));
        assert_eq!(Change::between(Some(Adequate), RequiresImprovement), Change::Same);
        assert_eq!(Change::between(Some(Good), TypicallyPositive), Change::First);
        assert_eq!(Change::between(Some(SystemicFailings), Inconsistent), Change::Better(1));
    }
}
