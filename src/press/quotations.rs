//! One quotation looked for in the letters: verbatim, altered, joined from several places, or not found.
//!
//! Knows runs of words. Knows nothing of what they mean.

use super::Letter;
use super::words::{Index, RUN, Run, Word, words};
use crate::evidence::{Evidence, Span};
use crate::record::{Quotation, Speaker};
use schemars::JsonSchema;
use serde::Serialize;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::ops::Range;

/// What became of a quotation.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct QuotationChecked {
    pub text: String,
    pub speaker: Option<Speaker>,
    pub fragment: bool,
    pub outcome: Outcome,
    /// Where its words stand in the letters.
    pub places: Vec<Place>,
    /// How the words differ from the letter's; empty where they do not.
    pub difference: Vec<Change>,
    /// Where it stands in the press text.
    pub evidence: Evidence,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Word for word; typography aside.
    Verbatim,
    /// In one place, with words left out, put in or changed.
    Altered,
    /// Put together from several places.
    Joined,
    NotFound,
}

/// A stretch of a letter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Place {
    pub path: String,
    pub text: String,
    pub evidence: Evidence,
}

/// A step of the difference between quotation and letter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Change {
    pub kind: ChangeKind,
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    Kept,
    /// The letter's, missing from the quotation.
    LeftOut,
    /// The quotation's, not in the letter.
    PutIn,
}

/// Runs further apart than this many words of the letter are separate places.
const ONE_PLACE_GAP: usize = 14;

/// A quotation counts as found if at least this share (in tenths) of its words stands in the letter.
const FOUND_TENTHS: usize = 6;

/// A run of fewer words is chance, unless it goes on with the run before.
const SHORTEST_RUN: usize = 4;

/// Where a quotation was best found.
struct Found<'a> {
    letter: usize,
    runs: Vec<Run>,
    kept: usize,
    index: &'a Index<'a>,
}

/// Looks for one quotation in every letter and keeps the best find.
pub(super) fn look_for(
    quotation: &Quotation,
    letters: &[Letter<'_>],
    indexes: &[Index<'_>],
) -> QuotationChecked {
    let quoted = words(&quotation.text);
    let best = indexes
        .iter()
        .enumerate()
        .map(|(letter, index)| find(&quoted, letter, index))
        // The first of equals: letters stand in the order given.
        .reduce(|best, other| {
            if (other.kept, std::cmp::Reverse(other.runs.len()))
                > (best.kept, std::cmp::Reverse(best.runs.len()))
            {
                other
            } else {
                best
            }
        });
    let mut checked = QuotationChecked {
        text: quotation.text.clone(),
        speaker: quotation.speaker,
        fragment: quotation.fragment,
        outcome: Outcome::NotFound,
        places: Vec::new(),
        difference: Vec::new(),
        evidence: quotation.evidence,
    };
    let Some(found) =
        best.filter(|found| !quoted.is_empty() && found.kept * 10 >= quoted.len() * FOUND_TENTHS)
    else {
        return checked;
    };
    let whole = found.runs.len() == 1 && found.kept == quoted.len();
    let places = places(&found.runs);
    checked.outcome = match (whole, places.len()) {
        (true, _) => Outcome::Verbatim,
        (false, 1) => Outcome::Altered,
        (false, _) => Outcome::Joined,
    };
    if !whole {
        checked.difference = difference(&quotation.text, &quoted, &found, &places);
    }
    let letter = &letters[found.letter];
    checked.places = places
        .iter()
        .map(|range| {
            let bytes = found.index.bytes(range.clone());
            Place {
                path: letter.record.source.path.clone(),
                text: found.index.text[bytes.clone()].to_owned(),
                evidence: letter.text.evidence(Span::new(bytes.start, bytes.end)),
            }
        })
        .collect();
    checked
}

/// Runs of the quotation's words in one letter, from its first word to its last.
fn find<'a>(quoted: &[Word], letter: usize, index: &'a Index<'a>) -> Found<'a> {
    let shortest = RUN.min(quoted.len());
    let mut runs: Vec<Run> = Vec::new();
    let (mut at, mut expected) = (0, 0);
    while at < quoted.len() {
        let run = index
            .longest(quoted, at, expected, shortest)
            .or_else(|| tail(quoted, at, expected, index, &runs));
        match run {
            Some(run) if counts(&run, quoted, &runs) => {
                at = run.quoted.end;
                expected = run.end();
                runs.push(run);
            }
            _ => at += 1,
        }
    }
    let kept = runs.iter().map(Run::len).sum();
    Found { letter, runs, kept, index }
}

/// The last words of a quotation may be too few for a run: they count where they go on.
fn tail(quoted: &[Word], at: usize, expected: usize, index: &Index<'_>, runs: &[Run]) -> Option<Run> {
    runs.last()?;
    let near = (expected..expected + 4)
        .find(|place| index.words.get(*place).is_some_and(|word| word.plain == quoted[at].plain))?;
    Some(Run { quoted: at..at + 1, at: near })
}

/// Whether a run is no chance: long enough, or near the run before.
fn counts(run: &Run, quoted: &[Word], runs: &[Run]) -> bool {
    let near = runs.last().is_some_and(|last| run.at >= last.end() && run.at - last.end() <= ONE_PLACE_GAP);
    run.len() >= SHORTEST_RUN.min(quoted.len()) || near || run.len() * 2 > quoted.len()
}

/// Stretches of the letter that hold the runs: neighbouring runs are one place.
fn places(runs: &[Run]) -> Vec<Range<usize>> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for run in runs {
        match places.last_mut() {
            Some(last) if run.at >= last.end && run.at - last.end <= ONE_PLACE_GAP => last.end = run.end(),
            _ => places.push(run.at..run.end()),
        }
    }
    places
}

/// Word by word, how the quotation differs from the places put end to end.
fn difference(text: &str, quoted: &[Word], found: &Found<'_>, places: &[Range<usize>]) -> Vec<Change> {
    let letter: Vec<&Word> = places.iter().flat_map(|range| &found.index.words[range.clone()]).collect();
    let old: Vec<&str> = letter.iter().map(|word| word.plain.as_str()).collect();
    let new: Vec<&str> = quoted.iter().map(|word| word.plain.as_str()).collect();
    let letters_words = |range: Range<usize>| {
        letter[range].iter().map(|word| &found.index.text[word.bytes.clone()]).collect::<Vec<_>>().join(" ")
    };
    let quoted_words = |range: Range<usize>| match (
        quoted.get(range.start),
        range.end.checked_sub(1).and_then(|last| quoted.get(last)),
    ) {
        (Some(first), Some(last)) => text[first.bytes.start..last.bytes.end].to_owned(),
        _ => String::new(),
    };
    let mut changes = Vec::new();
    for operation in capture_diff_slices(Algorithm::Myers, &old, &new) {
        match operation {
            DiffOp::Equal { new_index, len, .. } => changes
                .push(Change { kind: ChangeKind::Kept, text: quoted_words(new_index..new_index + len) }),
            DiffOp::Delete { old_index, old_len, .. } => changes.push(Change {
                kind: ChangeKind::LeftOut,
                text: letters_words(old_index..old_index + old_len),
            }),
            DiffOp::Insert { new_index, new_len, .. } => changes
                .push(Change { kind: ChangeKind::PutIn, text: quoted_words(new_index..new_index + new_len) }),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                changes.push(Change {
                    kind: ChangeKind::LeftOut,
                    text: letters_words(old_index..old_index + old_len),
                });
                changes.push(Change {
                    kind: ChangeKind::PutIn,
                    text: quoted_words(new_index..new_index + new_len),
                });
            }
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Text;

    const LETTER: &str = "Children’s safety needs are well understood, and plans follow. Managers sign each plan within a week.\n\
        The help for young people who are homeless is stronger than it was at the last inspection.\n\
        Staff feel valued by managers and leaders, who are often seen in teams. Oversight is tangible.\n";

    fn outcome(quote: &str) -> (Outcome, usize, Vec<(ChangeKind, String)>) {
        let quoted = words(quote);
        let index = Index::of(LETTER);
        let found = find(&quoted, 0, &index);
        let places = places(&found.runs);
        let text = Text::new(LETTER.to_owned(), vec![(0, 1)]);
        let record = crate::render::sample::record();
        let quotation = Quotation {
            text: quote.to_owned(),
            speaker: None,
            name: None,
            role: None,
            fragment: false,
            evidence: Evidence { page: 1, start: 0, end: 0 },
        };
        let checked =
            look_for(&quotation, &[Letter { record: &record, text: &text }], std::slice::from_ref(&index));
        let changes = checked.difference.into_iter().filter(|change| change.kind != ChangeKind::Kept);
        (checked.outcome, places.len(), changes.map(|change| (change.kind, change.text)).collect())
    }

    #[test]
    fn word_for_word_whatever_the_typography() {
        assert_eq!(
            outcome("children's safety-needs are well understood, and plans follow"),
            (Outcome::Verbatim, 1, vec![])
        );
        assert_eq!(outcome("tangible").0, Outcome::Verbatim);
    }

    #[test]
    fn changed_words_are_shown() {
        let (what, _, changes) = outcome(
            "The help for young people who are homeless is much stronger than at the last inspection.",
        );
        assert_eq!(what, Outcome::Altered);
        assert_eq!(
            changes,
            [(ChangeKind::PutIn, "much".to_owned()), (ChangeKind::LeftOut, "it was".to_owned())]
        );
    }

    #[test]
    fn joined_from_several_places() {
        let (what, places, _) =
            outcome("Managers sign each plan within a week. Staff feel valued by managers and leaders.");
        assert_eq!((what, places), (Outcome::Joined, 2));
    }

    #[test]
    fn not_in_the_letter() {
        assert_eq!(outcome("We are proud of our wonderful staff and their work").0, Outcome::NotFound);
        assert_eq!(outcome("help").0, Outcome::Verbatim);
        assert_eq!(outcome("").0, Outcome::NotFound);
    }
}
