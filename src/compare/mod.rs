//! What analysts ask across inspections: what changed, what came back, who stands where.
//!
//! Knows records and authorities. Knows nothing of where a record came from, nor of how a table looks.

pub mod balance;
pub mod changes;
pub mod frameworks;
pub mod gather;
pub mod select;
pub mod tied;
pub mod when;
pub mod words;

use crate::record::{Grade, JudgementArea};

/// The grade, for people.
pub fn grade_word(grade: Grade) -> &'static str {
    match grade {
        Grade::Outstanding => "outstanding",
        Grade::Good => "good",
        Grade::RequiresImprovement => "requires improvement",
        Grade::Adequate => "adequate",
        Grade::Inadequate => "inadequate",
        Grade::TypicallyPositive => "typically positive",
        Grade::Inconsistent => "inconsistent",
        Grade::SystemicFailings => "systemic failings",
    }
}

/// The area, for people.
pub fn area_word(area: JudgementArea) -> &'static str {
    match area {
        JudgementArea::Overall => "overall effectiveness",
        JudgementArea::Leaders => "leaders",
        JudgementArea::HelpAndProtection => "help and protection",
        JudgementArea::CareAndCareLeavers => "children in care and care leavers",
        JudgementArea::InCare => "children in care",
        JudgementArea::CareLeavers => "care leavers",
        JudgementArea::LookedAfterAndPermanence => "children looked after and permanence",
        JudgementArea::Adoption => "adoption",
        JudgementArea::Lscb => "the safeguarding children board",
        JudgementArea::AreaSend => "area SEND",
    }
}
