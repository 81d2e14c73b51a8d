//! How much of what is said is criticism: in the letter, and in what the press text tells of it.

use super::inspectorates;
use crate::record::{Polarity, Record};
use schemars::JsonSchema;
use serde::Serialize;

/// Both shares.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Balance {
    pub letter: Option<Share>,
    pub press: Share,
}

/// Findings counted; neutral ones say neither.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, JsonSchema)]
pub struct Share {
    pub strengths: usize,
    pub mixed: usize,
    pub to_improve: usize,
    /// Share of findings that need improvement, wholly or in part, from 0 to 1; none without findings.
    pub share_to_improve: Option<f64>,
}

/// The balance of a press text and of the letter it tells of.
pub(super) fn of(press: &Record, letter: Option<&Record>) -> Balance {
    Balance { letter: letter.map(share), press: share(press) }
}

fn share(record: &Record) -> Share {
    let count =
        |polarity: Polarity| inspectorates(record).filter(|finding| finding.polarity == polarity).count();
    let (strengths, mixed, to_improve) =
        (count(Polarity::Strength), count(Polarity::Mixed), count(Polarity::Improvement));
    let all = strengths + mixed + to_improve;
    let share = (all > 0).then(|| (to_improve + mixed) as f64 / all as f64);
    // Three decimals: more would be noise, and differ between machines.
    Share {
        strengths,
        mixed,
        to_improve,
        share_to_improve: share.map(|share| (share * 1000.0).round() / 1000.0),
    }
}
