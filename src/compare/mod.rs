//! What analysts ask across inspections: what changed, what came back, who stands where.
//!
//! Knows records and authorities. Knows nothing of where a record came from, nor of how a table looks.

pub mod across;
pub mod balance;
pub mod changes;
pub mod find;
pub mod frameworks;
pub mod gather;
pub mod likeness;
pub mod meaning;
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

/// How deep a comparison goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Judgements, themes and what became of each listed area.
    Whole,
    /// Judgements and themes: enough to set many authorities side by side.
    Standing,
}

/// Compares records. Areas to improve are followed where `depth` asks for it: the more records are at
/// hand, the better is known which words are rare.
pub fn compare<'r>(records: &'r [Record], selection: &select::Selection, depth: Depth) -> Comparison<'r> {
    let wanted = records.iter().filter(|record| selection.wants_authority(record));
    let (gathered, apart, contradictions) = gather::gather(wanted);
    let mut lexicon = (depth == Depth::Whole).then(|| learnt(records));
    let timelines = gathered.into_iter().map(|gathered| Timeline::of(gathered, selection, lexicon.as_mut()));
    let timelines = timelines.filter(|timeline| !timeline.inspections.is_empty()).collect();
    Comparison { timelines, apart, contradictions }
}

/// Sentences from which the rarity of terms is learnt, at most: more would not change it.
const ENOUGH_TO_LEARN: usize = 20_000;

/// A lexicon that has learnt from sentences spread evenly over all records.
fn learnt(records: &[Record]) -> likeness::Lexicon {
    let sentences = || records.iter().flat_map(|record| &record.findings);
    let stride = sentences().count().div_ceil(ENOUGH_TO_LEARN).max(1);
    let mut lexicon = likeness::Lexicon::default();
    for finding in sentences().step_by(stride) {
        lexicon.learn(&finding.text);
    }
    lexicon
}

impl<'r> Timeline<'r> {
    fn of(
        gathered: gather::Gathered<'r>,
        selection: &select::Selection,
        lexicon: Option<&mut likeness::Lexicon>,
    ) -> Self {
        let mut inspections = gathered.inspections;
        inspections.retain(|inspection| selection.wants_inspection(inspection.kind, Some(inspection.days)));
        let follow = |lexicon| recurring::follow(&inspections, lexicon, recurring::Thresholds::default());
        Timeline {
            judgements: changes::judgements(&inspections),
            themes: balance::themes(&inspections),
            areas_to_improve: lexicon.map(follow).unwrap_or_default(),
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
