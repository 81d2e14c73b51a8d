//! Grades that the press text tells, laid beside those that the letter gives.

use crate::record::{Grade, JudgementArea, Record};
use schemars::JsonSchema;
use serde::Serialize;

/// One grade told.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct GradeChecked {
    pub area: JudgementArea,
    pub told: Grade,
    /// What the letter gives for that area.
    pub given: Option<Grade>,
    /// For an earlier grade: when, as told.
    pub as_of: Option<String>,
    pub outcome: GradeOutcome,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum GradeOutcome {
    Agrees,
    Differs,
    /// The letter gives no grade for that area.
    NotGiven,
    /// Told of an earlier inspection, which this letter does not settle.
    Earlier,
}

/// Compares every grade told.
pub(super) fn compare(press: &Record, letter: Option<&Record>) -> Vec<GradeChecked> {
    let given = |area: JudgementArea| {
        letter.and_then(|letter| {
            letter.judgements.iter().find(|judgement| judgement.area == area && judgement.as_of.is_none())
        })
    };
    press
        .judgements
        .iter()
        .map(|told| {
            let given = given(told.area).map(|judgement| judgement.grade).filter(|_| told.as_of.is_none());
            let outcome = match given {
                _ if told.as_of.is_some() => GradeOutcome::Earlier,
                Some(grade) if grade == told.grade => GradeOutcome::Agrees,
                Some(_) => GradeOutcome::Differs,
                None => GradeOutcome::NotGiven,
            };
            GradeChecked { area: told.area, told: told.grade, given, as_of: told.as_of.clone(), outcome }
        })
        .collect()
}
