//! Which judgement areas each edition of each inspection framework has, and which of them can be set
//! side by side across editions.
//!
//! Knows the frameworks, by kind of inspection and first day on site. Knows no document.

use crate::record::{Grade, JudgementArea};
use JudgementArea::*;
use jiff::civil::{Date, date};

/// A framework in one of its editions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Framework {
    /// Services for children in need of help and protection, children looked after and care leavers
    /// (single inspection framework), 2013 to 2018.
    Sif,
    /// Inspecting local authority children's services, 2018 to 2022: one judgement for children in care and
    /// care leavers.
    Ilacs2018,
    /// The same from January 2023: a judgement of its own for care leavers.
    Ilacs2023,
    /// The same from April 2026: no overall effectiveness.
    Ilacs2026,
    /// Area inspections of provision for special educational needs and disabilities, from 2023.
    AreaSend,
    /// Visits and joint targeted inspections, which give no grades.
    Ungraded,
    /// A framework that is not known here: whatever a document states is shown.
    Unknown,
}

/// First day of the edition with a judgement of its own for care leavers.
const CARE_LEAVERS_APART: Date = date(2023, 1, 1);
/// First day of the edition without overall effectiveness.
const WITHOUT_OVERALL: Date = date(2026, 4, 1);

/// The framework of an inspection of `kind` whose first day on site (or best known day) is `start`.
pub fn framework(kind: Option<&str>, start: Option<Date>) -> Framework {
    match (kind, start) {
        (Some("sif"), _) => Framework::Sif,
        (Some("ilacs"), Some(start)) if start >= WITHOUT_OVERALL => Framework::Ilacs2026,
        (Some("ilacs"), Some(start)) if start >= CARE_LEAVERS_APART => Framework::Ilacs2023,
        (Some("ilacs"), Some(_)) => Framework::Ilacs2018,
        (Some("area-send"), _) => Framework::AreaSend,
        (Some("focused-visit" | "monitoring-visit" | "jtai" | "contact-referral-assessment"), _) => {
            Framework::Ungraded
        }
        _ => Framework::Unknown,
    }
}

impl Framework {
    /// The judgement areas of this edition, in the order of its reports; `None` where that is not known.
    pub fn areas(self) -> Option<&'static [JudgementArea]> {
        Some(match self {
            Framework::Sif => {
                &[Overall, HelpAndProtection, LookedAfterAndPermanence, Adoption, CareLeavers, Leaders, Lscb]
            }
            Framework::Ilacs2018 => &[Overall, Leaders, HelpAndProtection, CareAndCareLeavers],
            Framework::Ilacs2023 => &[Overall, Leaders, HelpAndProtection, InCare, CareLeavers],
            Framework::Ilacs2026 => &[Leaders, HelpAndProtection, InCare, CareLeavers],
            Framework::AreaSend => &[AreaSend],
            Framework::Ungraded => &[],
            Framework::Unknown => return None,
        })
    }

    /// The name of the edition, for people.
    pub fn title(self) -> &'static str {
        match self {
            Framework::Sif => "SIF",
            Framework::Ilacs2018 => "ILACS (2018–22)",
            Framework::Ilacs2023 => "ILACS (from 2023)",
            Framework::Ilacs2026 => "ILACS (from April 2026)",
            Framework::AreaSend => "area SEND",
            Framework::Ungraded => "no grades given",
            Framework::Unknown => "framework not known",
        }
    }

    /// The area of this edition that stands in `row`, nearest first; `None` where it has none.
    ///
    /// One care judgement of 2018–22 stands in the rows of children in care and of care leavers; SIF 2
    /// (looked after and permanence) in the row of children in care.
    pub fn area_in(self, row: Row) -> Option<JudgementArea> {
        let areas = self.areas()?;
        row.areas().iter().copied().find(|area| areas.contains(area))
    }
}

/// What can be followed across frameworks: a row of the table of judgements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Row {
    Overall,
    Leaders,
    HelpAndProtection,
    InCare,
    CareLeavers,
    Adoption,
    Lscb,
    AreaSend,
}

impl Row {
    /// All rows, in the order of the table.
    pub const ALL: [Row; 8] = [
        Row::Overall,
        Row::Leaders,
        Row::HelpAndProtection,
        Row::InCare,
        Row::CareLeavers,
        Row::Adoption,
        Row::Lscb,
        Row::AreaSend,
    ];

    /// The areas that stand in this row, the narrowest first.
    pub fn areas(self) -> &'static [JudgementArea] {
        match self {
            Row::Overall => &[Overall],
            Row::Leaders => &[Leaders],
            Row::HelpAndProtection => &[HelpAndProtection],
            Row::InCare => &[InCare, CareAndCareLeavers, LookedAfterAndPermanence],
            Row::CareLeavers => &[CareLeavers, CareAndCareLeavers],
            Row::Adoption => &[Adoption],
            Row::Lscb => &[Lscb],
            Row::AreaSend => &[AreaSend],
        }
    }

    /// The row's name, for people.
    pub fn title(self) -> &'static str {
        match self {
            Row::Overall => "Overall effectiveness",
            Row::Leaders => "Leaders",
            Row::HelpAndProtection => "Help and protection",
            Row::InCare => "Children in care",
            Row::CareLeavers => "Care leavers",
            Row::Adoption => "Adoption",
            Row::Lscb => "Safeguarding children board",
            Row::AreaSend => "Area SEND",
        }
    }
}

/// How an area differs from its row, for people; `None` where it is the same thing.
pub fn shade(row: Row, area: JudgementArea) -> Option<&'static str> {
    match (row, area) {
        (Row::InCare, CareAndCareLeavers) => Some("with care leavers"),
        (Row::CareLeavers, CareAndCareLeavers) => Some("with children in care"),
        (Row::InCare, LookedAfterAndPermanence) => Some("looked after and permanence"),
        _ => None,
    }
}

/// The place of a grade on its scale, higher is better. Grades of different scales are not compared:
/// see [`same_scale`]. `adequate` stood where `requires-improvement` stands since 2013.
pub fn rank(grade: Grade) -> i8 {
    match grade {
        Grade::Outstanding => 4,
        Grade::Good | Grade::TypicallyPositive => 3,
        Grade::RequiresImprovement | Grade::Adequate | Grade::Inconsistent => 2,
        Grade::Inadequate | Grade::SystemicFailings => 1,
    }
}

/// Whether two grades stand on one scale.
pub fn same_scale(one: Grade, other: Grade) -> bool {
    let send =
        |grade| matches!(grade, Grade::TypicallyPositive | Grade::Inconsistent | Grade::SystemicFailings);
    send(one) == send(other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn editions_change_on_their_day() {
        let ilacs = |y, m, d| framework(Some("ilacs"), Some(date(y, m, d)));
        assert_eq!(ilacs(2018, 1, 29), Framework::Ilacs2018);
        assert_eq!(ilacs(2022, 11, 28), Framework::Ilacs2018);
        assert_eq!(ilacs(2023, 1, 23), Framework::Ilacs2023);
        assert_eq!(ilacs(2026, 3, 9), Framework::Ilacs2023);
        assert_eq!(ilacs(2026, 5, 11), Framework::Ilacs2026);
        assert_eq!(framework(Some("sif"), Some(date(2018, 5, 8))), Framework::Sif);
        assert_eq!(framework(Some("ilacs"), None), Framework::Unknown);
        assert_eq!(framework(None, None), Framework::Unknown);
    }

    #[test]
    fn one_care_judgement_stands_in_two_rows() {
        assert_eq!(Framework::Ilacs2018.area_in(Row::InCare), Some(CareAndCareLeavers));
        assert_eq!(Framework::Ilacs2018.area_in(Row::CareLeavers), Some(CareAndCareLeavers));
        assert_eq!(Framework::Ilacs2023.area_in(Row::CareLeavers), Some(CareLeavers));
        assert_eq!(Framework::Sif.area_in(Row::InCare), Some(LookedAfterAndPermanence));
        assert_eq!(Framework::Ilacs2026.area_in(Row::Overall), None);
        assert_eq!(Framework::Ilacs2023.area_in(Row::Adoption), None);
    }

    #[test]
    fn every_area_of_every_edition_has_a_row() {
        use Framework::*;
        for edition in [Sif, Ilacs2018, Ilacs2023, Ilacs2026, AreaSend, Ungraded] {
            for area in edition.areas().unwrap() {
                assert!(
                    Row::ALL.iter().any(|row| edition.area_in(*row) == Some(*area)),
                    "{edition:?} {area:?}"
                );
            }
        }
    }
}
