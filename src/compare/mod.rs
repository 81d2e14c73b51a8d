//! What analysts ask across inspections: what changed, what came back, who stands where.
//!
//! Knows records and authorities. Knows nothing of where a record came from, nor of how a table looks.

pub mod balance;
pub mod changes;
pub mod frameworks;
pub mod gather;
pub mod likeness;
pub mod recurring;
pub mod select;
pub mod tied;
pub mod when;
pub mod words;

use crate::record::{self, Grade, JudgementArea, Record};
use gather::{Apart, Contradiction, Inspection};
use serde::Serialize;

/// The inspections of one authority, side by side.
#[derive(Debug, Serialize)]
pub struct Timeline<'r> {
    pub authority: record::Authority,
    pub inspections: Vec<Inspection<'r>>,
    pub judgements: Vec<changes::JudgementRow<'r>>,
    pub themes: Vec<balance::ThemeRow>,
    pub areas_to_improve: Vec<recurring::Followed<'r>>,
}

/// Records compared: a timeline for each authority, and what has no place in one.
#[derive(Debug, Serialize)]
pub struct Comparison<'r> {
    /// In the order of the authorities' names.
    pub timelines: Vec<Timeline<'r>>,
    /// Documents without an authority or a date.
    pub apart: Vec<Apart<'r>>,
    /// Documents that contradict each other on one inspection.
    pub contradictions: Vec<Contradiction<'r>>,
}

/// Compares records. The wider `at_hand` is (more than what is compared), the better is known which words are rare.
pub fn compare<'r>(records: &'r [Record], selection: &select::Selection) -> Comparison<'r> {
    let wanted = records.iter().filter(|record| selection.wants_authority(record));
    let (gathered, apart, contradictions) = gather::gather(wanted);
    let mut lexicon = likeness::Lexicon::default();
    for finding in records.iter().flat_map(|record| &record.findings) {
        lexicon.learn(&finding.text);
    }
    let timelines = gathered.into_iter().map(|gathered| Timeline::of(gathered, selection, &mut lexicon));
    let timelines = timelines.filter(|timeline| !timeline.inspections.is_empty()).collect();
    Comparison { timelines, apart, contradictions }
}

impl<'r> Timeline<'r> {
    fn of(
        gathered: gather::Gathered<'r>,
        selection: &select::Selection,
        lexicon: &mut likeness::Lexicon,
    ) -> Self {
        let mut inspections = gathered.inspections;
        inspections.retain(|inspection| selection.wants_inspection(inspection.kind, Some(inspection.days)));
        Timeline {
            judgements: changes::judgements(&inspections),
            themes: balance::themes(&inspections),
            areas_to_improve: recurring::follow(&inspections, lexicon, recurring::Thresholds::default()),
            authority: gathered.authority,
            inspections,
        }
    }
}

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
