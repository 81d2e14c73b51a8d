//! What the letter lists to improve, and whether the press text tells it.
//!
//! Knows subjects as sets of word stems. Knows nothing of what they mean.

use super::inspectorates;
use super::words::subject;
use crate::evidence::Evidence;
use crate::record::{Polarity, Record};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::HashMap;

/// One listed item.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct ItemChecked {
    pub text: String,
    pub priority: bool,
    /// Whether the press text tells it.
    pub told: bool,
    /// The sentence of the press text that comes nearest, where it is told.
    pub sentence: Option<String>,
    /// Where the item stands in the letter.
    pub evidence: Evidence,
}

/// An item is told where a sentence shares this share (in tenths) of its subject's words.
const TOLD_TENTHS: usize = 5;

/// With a theme in common and a shortcoming named, this share is enough.
const TOLD_WITH_THEME_TENTHS: usize = 3;

/// At least this many words are shared.
const SHARED_WORDS: usize = 2;

/// Looks for each listed item among the inspectorate's sentences of the press text.
pub(super) fn told(press: &Record, letter: &Record) -> Vec<ItemChecked> {
    let findings: Vec<_> = inspectorates(press).collect();
    let mut holding: HashMap<String, Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate() {
        for word in subject(&finding.text) {
            holding.entry(word).or_default().push(at);
        }
    }
    letter
        .areas_to_improve
        .iter()
        .map(|item| {
            let words = subject(&item.text);
            let mut shared: HashMap<usize, usize> = HashMap::new();
            for at in words.iter().filter_map(|word| holding.get(word)).flatten() {
                *shared.entry(*at).or_default() += 1;
            }
            let best = shared.into_iter().max_by_key(|(at, count)| (*count, std::cmp::Reverse(*at)));
            let sentence = best.filter(|(at, count)| {
                let finding = findings[*at];
                // Praise of the same subject does not tell that it must improve.
                if finding.polarity == Polarity::Strength {
                    return false;
                }
                let theme = finding.themes.iter().any(|theme| item.themes.contains(theme));
                let shortcoming = matches!(finding.polarity, Polarity::Improvement | Polarity::Mixed);
                let enough = if theme && shortcoming { TOLD_WITH_THEME_TENTHS } else { TOLD_TENTHS };
                *count >= SHARED_WORDS.min(words.len()) && *count * 10 >= words.len() * enough
            });
            let sentence = sentence.map(|(at, _)| findings[at].text.clone());
            ItemChecked {
                text: item.text.clone(),
                priority: item.priority,
                told: sentence.is_some(),
                sentence,
                evidence: item.evidence,
            }
        })
        .collect()
}
