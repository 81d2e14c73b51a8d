//! Themes by inspection: how many strengths and shortcomings, and which way the balance leans.

use super::gather::Inspection;
use crate::record::{Finding, Polarity, Record, Speaker};
use serde::Serialize;
use std::collections::BTreeMap;

/// One theme followed through the inspections.
#[derive(Debug, Serialize)]
pub struct ThemeRow {
    pub theme: String,
    /// One for each inspection, in their order.
    pub counts: Vec<Counts>,
}

/// Sentences of one theme in one inspection.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    pub strengths: u32,
    pub shortcomings: u32,
    /// Sentences that carry both.
    pub mixed: u32,
}

impl Counts {
    /// All sentences counted.
    pub fn all(self) -> u32 {
        self.strengths + self.shortcomings + self.mixed
    }

    /// From -1 (shortcomings alone) to 1 (strengths alone); `None` without sentences. A mixed sentence
    /// counts half on either side.
    pub fn balance(self) -> Option<f32> {
        (self.all() > 0).then(|| (self.strengths as f32 - self.shortcomings as f32) / self.all() as f32)
    }

    /// Adds one sentence.
    pub fn add(&mut self, polarity: Polarity) {
        match polarity {
            Polarity::Strength => self.strengths += 1,
            Polarity::Improvement => self.shortcomings += 1,
            Polarity::Mixed => self.mixed += 1,
            Polarity::Neutral => {}
        }
    }
}

/// The findings of the inspectorate: what a council says of itself, or a journalist of others, is not one.
pub fn judging(record: &Record) -> impl Iterator<Item = &Finding> {
    record.findings.iter().filter(|finding| matches!(finding.speaker, None | Some(Speaker::Inspectorate)))
}

/// The table of themes, those most spoken of first. Each inspection speaks through its leading document.
pub fn themes(inspections: &[Inspection]) -> Vec<ThemeRow> {
    let mut rows = BTreeMap::<&str, Vec<Counts>>::new();
    for (at, inspection) in
        inspections.iter().enumerate().filter(|(_, inspection)| inspection.as_of.is_none())
    {
        for finding in judging(inspection.lead()) {
            for theme in &finding.themes {
                let counts = rows.entry(theme).or_insert_with(|| vec![Counts::default(); inspections.len()]);
                counts[at].add(finding.polarity);
            }
        }
    }
    let mut rows: Vec<_> =
        rows.into_iter().map(|(theme, counts)| ThemeRow { theme: theme.to_owned(), counts }).collect();
    let spoken = |row: &ThemeRow| row.counts.iter().map(|counts| counts.all()).sum::<u32>();
    rows.retain(|row| spoken(row) > 0);
    rows.sort_by_key(|row| std::cmp::Reverse(spoken(row)));
    rows
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_balance_leans_to_the_larger_side() {
        let counts = |strengths, shortcomings, mixed| Counts { strengths, shortcomings, mixed };
        assert_eq!(counts(0, 0, 0).balance(), None);
        assert_eq!(counts(2, 0, 0).balance(), Some(1.0));
        assert_eq!(counts(0, 3, 0).balance(), Some(-1.0));
        assert_eq!(counts(2, 1, 1).balance(), Some(0.25));
    }
}
