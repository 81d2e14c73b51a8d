//! Words as they are compared: ligatures and hyphens undone, lower case, endings taken off.
//!
//! Knows English spelling. Knows nothing of children's services.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hash, Hasher};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// One word of a text, in lower case without its punctuation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    /// Whether a hyphen (also one broken over a line) joins it to the word before.
    pub joined: bool,
}

/// The words of a text, in order. `decision-making`, `decision- making` and `decision making` give the
/// same two words; ligatures are undone, soft hyphens and apostrophes dropped.
pub fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    each_word(text, |word, joined| words.push(Word { text: word.to_owned(), joined }));
    words
}

/// Hands out the same words, and whether a hyphen joins each to the one before.
pub fn each_word(text: &str, each: impl FnMut(&str, bool)) {
    // Most sentences have nothing to undo: no letters beyond ASCII, or quotation marks alone.
    match is_nfkc_quick(text.chars()) {
        IsNormalized::Yes => split(text.chars(), each),
        _ => split(text.nfkc(), each),
    }
}

fn split(characters: impl Iterator<Item = char>, mut each: impl FnMut(&str, bool)) {
    let (mut word, mut joined) = (String::new(), false);
    let (mut inside, mut hyphen) = (false, false);
    for c in characters {
        match c {
            '\u{ad}' | '\'' | '’' | '‘' => {}
            c if c.is_alphanumeric() => {
                if !inside {
                    if !word.is_empty() {
                        each(&word, joined);
                        word.clear();
                    }
                    (joined, inside, hyphen) = (hyphen, true, false);
                }
                if c.is_ascii() { word.push(c.to_ascii_lowercase()) } else { word.extend(c.to_lowercase()) }
            }
            '-' | '\u{2010}' | '\u{2011}' => (inside, hyphen) = (false, inside),
            c if c.is_whitespace() => inside = false,
            _ => (inside, hyphen) = (false, false),
        }
    }
    if !word.is_empty() {
        each(&word, joined);
    }
}

/// The word without its ending: enough that `plans`, `planned` and `planning` are one. Never empty.
pub fn stem(word: &str) -> Cow<'_, str> {
    if word.len() < 4 || !word.is_ascii() {
        return Cow::Borrowed(word);
    }
    let mut stem = Cow::Borrowed(word);
    if let Some(rest) = word.strip_suffix("ies").filter(|rest| rest.len() > 1) {
        stem = Cow::Owned(format!("{rest}y"));
    } else if ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
        cut(&mut stem, word.len() - 2);
    } else if word.ends_with('s') && !["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        cut(&mut stem, word.len() - 1);
    }
    if let Some(length) = stem.strip_suffix("ness").map(str::len).filter(|length| *length >= 4) {
        cut(&mut stem, length);
        if let Some(rest) = stem.strip_suffix('i') {
            stem = Cow::Owned(format!("{rest}y"));
        }
    }
    for (ending, least) in [("ly", 4), ("ing", 3), ("ed", 3)] {
        if let Some(rest) = stem.strip_suffix(ending).filter(|rest| rest.len() >= least) {
            let doubled = rest.len() > 3 && {
                let bytes = rest.as_bytes();
                bytes[bytes.len() - 1] == bytes[bytes.len() - 2] && !b"ls".contains(&bytes[bytes.len() - 1])
            };
            let length = rest.len() - usize::from(doubled);
            cut(&mut stem, length);
            break;
        }
    }
    for ending in ["ive", "e", "y", "i"] {
        if let Some(length) = stem.strip_suffix(ending).map(str::len).filter(|length| *length >= 3) {
            cut(&mut stem, length);
            break;
        }
    }
    stem
}

fn cut(stem: &mut Cow<str>, length: usize) {
    match stem {
        Cow::Borrowed(stem) => *stem = &stem[..length],
        Cow::Owned(stem) => stem.truncate(length),
    }
}

/// A hash for each row of `length` words, to find the same words in another text.
pub fn rows(text: &str, length: usize) -> Vec<u64> {
    let words = words(text);
    words.windows(length).map(|row| hash(row.iter().map(|word| word.text.as_str()))).collect()
}

fn hash<'w>(words: impl Iterator<Item = &'w str>) -> u64 {
    let mut hasher = DefaultHasher::new();
    words.for_each(|word| word.hash(&mut hasher));
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(text: &str) -> Vec<String> {
        words(text).into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn hyphens_and_ligatures_do_not_hide_words() {
        assert_eq!(
            texts("Decision-making, deci\u{ad}sion- making"),
            ["decision", "making", "decision", "making"]
        );
        assert_eq!(texts("e\u{fb03}cient \u{fb01}les"), ["efficient", "files"]);
        assert_eq!(
            texts("children’s “needs” – 16- and 17-year-olds"),
            ["childrens", "needs", "16", "and", "17", "year", "olds"]
        );
        let joined: Vec<_> =
            words("co-operate with multi- agency staff").iter().map(|word| word.joined).collect();
        assert_eq!(joined, [false, true, false, false, true, false]);
    }

    #[test]
    fn endings_are_taken_off() {
        for (one, other) in [
            ("plans", "planning"),
            ("records", "recording"),
            ("timely", "timeliness"),
            ("effective", "effectiveness"),
            ("effectively", "effective"),
            ("assessed", "assessing"),
            ("agencies", "agency"),
            ("leavers", "leaver"),
            ("missed", "missing"),
        ] {
            assert_eq!(stem(one), stem(other), "{one}, {other}");
        }
        for (one, other) in [("need", "needle"), ("review", "revenue"), ("court", "courage")] {
            assert_ne!(stem(one), stem(other), "{one}, {other}");
        }
        for word in ["", "is", "ing", "ies", "Zoë"] {
            assert_eq!(stem(word).is_empty(), word.is_empty());
        }
    }
}
