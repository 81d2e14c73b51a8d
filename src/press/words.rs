//! Words of a text in an index, so that any run of words is found without reading the text again.
//!
//! Knows words: typography, case and punctuation make no difference. Knows nothing of what they mean.

use std::collections::HashMap;
use std::ops::Range;

/// Words in a row that the index is asked for.
pub(super) const RUN: usize = 3;

/// At most this many places of one run are followed: enough for prose, and a bound for hostile text.
const MOST_PLACES: usize = 48;

/// A word as it is compared, with its bytes in the text.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Word {
    pub plain: String,
    pub bytes: Range<usize>,
}

/// The words of a text: letters and digits in lower case; apostrophes fall away, hyphens part words.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut found: Vec<Word> = Vec::new();
    let mut open: Option<Word> = None;
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c.is_alphanumeric() {
            let word = open.get_or_insert_with(|| Word { plain: String::new(), bytes: at..end });
            word.plain.extend(c.to_lowercase());
            word.bytes.end = end;
        } else if !matches!(c, '\'' | '’' | '‘' | '\u{ad}') || !text[end..].starts_with(char::is_alphanumeric)
        {
            found.extend(open.take());
        }
    }
    found.extend(open);
    found
}

/// The words of one letter, and where each run of them stands.
pub(super) struct Index<'t> {
    pub text: &'t str,
    pub words: Vec<Word>,
    /// Runs of one, two and three words by their hash.
    runs: [HashMap<u64, Vec<u32>>; RUN],
}

/// A run of a quotation's words found in a letter.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Run {
    /// Words of the quotation.
    pub quoted: Range<usize>,
    /// First word in the letter.
    pub at: usize,
}

impl Run {
    pub fn len(&self) -> usize {
        self.quoted.len()
    }

    pub fn end(&self) -> usize {
        self.at + self.len()
    }
}

impl<'t> Index<'t> {
    /// Reads a letter's text once.
    pub fn of(text: &'t str) -> Self {
        let words = words(text);
        let mut runs: [HashMap<u64, Vec<u32>>; RUN] = Default::default();
        for (length, places) in runs.iter_mut().enumerate() {
            for (at, run) in words.windows(length + 1).enumerate() {
                let known = places.entry(hash(run)).or_default();
                if known.len() < MOST_PLACES {
                    known.push(at as u32);
                }
            }
        }
        Index { text, words, runs }
    }

    /// The longest run of the letter that begins with `quoted[from]`; of equal ones the nearest after
    /// `expected`. Runs shorter than `shortest` words do not count.
    pub fn longest(&self, quoted: &[Word], from: usize, expected: usize, shortest: usize) -> Option<Run> {
        let length = (quoted.len() - from).min(RUN).min(shortest.max(1));
        let places = self.runs[length - 1].get(&hash(&quoted[from..from + length]))?;
        let mut best: Option<(usize, usize, usize)> = None;
        for &place in places {
            let place = place as usize;
            let same = quoted[from..]
                .iter()
                .zip(&self.words[place..])
                .take_while(|(a, b)| a.plain == b.plain)
                .count();
            let distance = place.abs_diff(expected);
            if same >= length
                && best.is_none_or(|(most, near, _)| same > most || same == most && distance < near)
            {
                best = Some((same, distance, place));
            }
        }
        best.map(|(same, _, at)| Run { quoted: from..from + same, at })
    }

    /// The bytes of the letter's text that words `range` cover.
    pub fn bytes(&self, range: Range<usize>) -> Range<usize> {
        let last = range.end.min(self.words.len()).max(1) - 1;
        self.words[range.start.min(last)].bytes.start..self.words[last].bytes.end
    }
}

fn hash(run: &[Word]) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    run.iter().for_each(|word| word.plain.hash(&mut hasher));
    hasher.finish()
}

/// Words that say nothing of a subject.
const EMPTY: &[&str] = &[
    "a",
    "an",
    "the",
    "and",
    "or",
    "but",
    "of",
    "to",
    "in",
    "on",
    "at",
    "for",
    "from",
    "with",
    "by",
    "as",
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "being",
    "it",
    "its",
    "this",
    "that",
    "these",
    "those",
    "their",
    "they",
    "them",
    "there",
    "which",
    "who",
    "when",
    "where",
    "while",
    "has",
    "have",
    "had",
    "not",
    "no",
    "so",
    "all",
    "any",
    "some",
    "more",
    "most",
    "many",
    "too",
    "than",
    "then",
    "also",
    "into",
    "over",
    "within",
    "including",
    "such",
    "how",
    "what",
    "will",
    "would",
    "can",
    "should",
    "need",
    "needs",
    "ensure",
    "children",
    "child",
    "social",
    "quality",
    "s",
];

/// The words of a subject, cut to their stems, each once.
pub(super) fn subject(text: &str) -> Vec<String> {
    let mut found: Vec<String> = words(text)
        .into_iter()
        .filter(|word| !EMPTY.contains(&word.plain.as_str()))
        .map(|word| stem(&word.plain))
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// A word without its commonest endings.
fn stem(word: &str) -> String {
    for ending in [
        "liness", "iveness", "ations", "ation", "ments", "ness", "ment", "ings", "ing", "ies", "ely", "ed",
        "ly", "es", "y", "s", "e",
    ] {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.chars().count() >= 4) {
            return stem.to_owned();
        }
    }
    word.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_makes_no_difference() {
        let plain = |text: &str| words(text).into_iter().map(|word| word.plain).collect::<Vec<_>>();
        assert_eq!(plain("“Children’s well-being – Now!”"), plain("'Childrens well being, now'"));
        assert_eq!(plain("Zoë’s 16- and 17-year-olds"), ["zoës", "16", "and", "17", "year", "olds"]);
    }

    #[test]
    fn the_longest_run_is_found() {
        let index = Index::of("Plans are late. Plans are late and thin. Staff act.");
        let quoted = words("plans are late and thin");
        let run = index.longest(&quoted, 0, 0, RUN).unwrap();
        assert_eq!((run.len(), run.at), (5, 3));
        assert_eq!(&index.text[index.bytes(run.at..run.end())], "Plans are late and thin");
        assert!(index.longest(&words("plans were late"), 0, 0, RUN).is_none());
    }

    #[test]
    fn stems_tie_forms_of_a_word() {
        assert_eq!(subject("The timeliness of assessments"), subject("assessment is timely"));
    }
}
