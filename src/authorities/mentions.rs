//! Finds names of authorities in running text, in one pass.
//!
//! A name counts at word edges and with its capitals. The longest wins, so `North Yorkshire` is not
//! `York`, nor `Bournemouth, Christchurch and Poole` three places. A name inside that of another body
//! (`Essex Police`) is still a mention: the range lets the caller judge.

use super::{Authority, TABLE};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, MatchKind};
use std::ops::Range;
use std::sync::LazyLock;

struct Finder {
    patterns: AhoCorasick,
    /// What each pattern names; `None` for a look-alike, which takes its words away from others.
    named: Vec<Option<&'static Authority>>,
}

static FINDER: LazyLock<Finder> = LazyLock::new(|| {
    let (mut patterns, mut named) = (Vec::new(), Vec::new());
    for authority in &TABLE.authorities {
        for name in std::iter::once(&authority.name).chain(&authority.also) {
            for spelling in written(name) {
                patterns.push(spelling);
                named.push(Some(authority));
            }
        }
    }
    for name in &TABLE.look_alikes {
        for spelling in written(name) {
            patterns.push(spelling);
            named.push(None);
        }
    }
    let patterns = AhoCorasickBuilder::new()
        .match_kind(MatchKind::LeftmostLongest)
        .ascii_case_insensitive(true)
        .build(&patterns)
        .expect("the names make an automaton");
    Finder { patterns, named }
});

/// The ways one name is written: with `and` or `&`, with hyphens or spaces, with or without a stop or comma.
fn written(name: &str) -> Vec<String> {
    let mut spellings = vec![name.to_owned()];
    for (from, to) in [(" and ", " & "), ("-", " "), ("-", "–"), ("St ", "St. "), (", ", " "), ("&", "and")]
    {
        for at in 0..spellings.len() {
            let other = spellings[at].replace(from, to);
            if !spellings.contains(&other) {
                spellings.push(other);
            }
        }
    }
    // A name may be broken over lines.
    for at in 0..spellings.len() {
        if spellings[at].contains(' ') {
            spellings.push(spellings[at].replacen(' ', "\n", 1));
            let (head, tail) = spellings[at].rsplit_once(' ').expect("it has a space");
            spellings.push(format!("{head}\n{tail}"));
        }
    }
    spellings.sort_unstable();
    spellings.dedup();
    spellings
}

/// Each mention of an authority in `text`, in order: the range of bytes and who is meant.
///
/// ```
/// use ofsted_scan::authorities::mentioned;
/// let text = "Tower Hamlets and the reading group of West Essex";
/// let names: Vec<_> = mentioned(text).iter().map(|(_, authority)| authority.name).collect();
/// assert_eq!(names, ["Tower Hamlets", "Essex"]);
/// ```
pub fn mentioned(text: &str) -> Vec<(Range<usize>, &'static Authority)> {
    let finder = &*FINDER;
    let mut mentions = Vec::new();
    let mut from = 0;
    while let Some(found) = finder.patterns.find(aho_corasick::Input::new(text).range(from..)) {
        let range = found.range();
        if !at_word_edges(text, &range) {
            // "Derbyshire" begins with "Derby", "Bradford" ends a made-up "Abradford": look on from the next character.
            from = range.start + text[range.start..].chars().next().map_or(1, char::len_utf8);
            continue;
        }
        from = range.end;
        if let Some(authority) = finder.named[found.pattern().as_usize()]
            && is_meant(text, &range, authority)
        {
            mentions.push((range, authority));
        }
    }
    mentions
}

fn at_word_edges(text: &str, range: &Range<usize>) -> bool {
    let before = text[..range.start].chars().next_back();
    let after = text[range.end..].chars().next();
    !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphanumeric)
}

/// Small words that a name may keep in lower case.
const SMALL: [&str; 8] = ["and", "of", "on", "upon", "with", "the", "by", "in"];

/// Titles after which a place's name is a person's.
const TITLES: [&str; 10] = ["Mr", "Mrs", "Ms", "Miss", "Dr", "Cllr", "Councillor", "Sir", "Lord", "Lady"];

/// Words after a name that is an ordinary word too which show that the place is meant.
const PLACE_SIGNS: [&str; 12] = [
    "council",
    "borough",
    "local",
    "children",
    "children’s",
    "children's",
    "is",
    "was",
    "has",
    "safeguarding",
    "and",
    "had",
];

fn is_meant(text: &str, range: &Range<usize>, authority: &Authority) -> bool {
    let name = &text[range.clone()];
    let acronym = authority.also.iter().any(|other| other.eq_ignore_ascii_case(name) && is_acronym(other));
    if acronym {
        return is_acronym(name);
    }
    if !has_capitals(name) || TITLES.contains(&word_before(text, range.start)) {
        return false;
    }
    !authority.word_too || !begins_sentence(text, range.start) || is_place_sign(word_after(text, range.end))
}

fn is_acronym(name: &str) -> bool {
    !name.contains(char::is_lowercase) && name.len() <= 6
}

fn has_capitals(name: &str) -> bool {
    name.split([' ', '\n', '-', '–'])
        .filter(|word| !SMALL.contains(&word.to_lowercase().as_str()))
        .all(|word| !word.starts_with(char::is_lowercase))
}

fn word_before(text: &str, at: usize) -> &str {
    let before = text[..at].trim_end_matches([' ', '.']);
    before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("")
}

fn word_after(text: &str, at: usize) -> &str {
    let after = &text[at..];
    // A possessive names the place: "Reading's schools".
    if after.starts_with("’s") || after.starts_with("'s") {
        return "was";
    }
    let after = after.trim_start();
    &after[..after.find(|c: char| !(c.is_alphabetic() || c == '’' || c == '\'')).unwrap_or(after.len())]
}

fn is_place_sign(word: &str) -> bool {
    PLACE_SIGNS.iter().any(|sign| sign.eq_ignore_ascii_case(word))
}

fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '“', '"', '‘', '•', '-', '–', '*', '#']);
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';', '\n', '”'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&'static str> {
        mentioned(text).iter().map(|(_, authority)| authority.name).collect()
    }

    #[test]
    fn the_longest_name_wins_at_word_edges() {
        assert_eq!(names("Derbyshire, Derby and Derbyshires"), ["Derbyshire", "Derby"]);
        assert_eq!(names("North Yorkshire, New York and York"), ["North Yorkshire", "York"]);
        assert_eq!(names("Bournemouth, Christchurch and Poole"), ["Bournemouth, Christchurch and Poole"]);
        assert_eq!(names("Poole council"), ["Poole"]);
        assert_eq!(names("Bath & North East Somerset"), ["Bath and North East Somerset"]);
        assert_eq!(names("St. Helens, Stoke on Trent"), ["St Helens", "Stoke-on-Trent"]);
        assert_eq!(names("Kingston upon\nThames"), ["Kingston upon Thames"]);
    }

    #[test]
    fn words_are_not_places() {
        assert_eq!(names("Reading with children helps. They bury it, reading on."), [] as [&str; 0]);
        assert_eq!(names("Reading Borough Council and Bury’s leaders."), ["Reading", "Bury"]);
        assert_eq!(names("Staff in Reading agreed."), ["Reading"]);
        assert_eq!(names("Greater Manchester Police, Manchester\nM1 2WD"), [] as [&str; 0]);
        assert_eq!(names("Mrs Bolton and Cllr. Sutton"), [] as [&str; 0]);
        assert_eq!(names("the hull of a ship"), [] as [&str; 0]);
        assert_eq!(names("an NHS bcp test, BCP Council"), ["Bournemouth, Christchurch and Poole"]);
    }

    #[test]
    fn ranges_cut_the_text() {
        let text = "“Essex” – Zoë of West Essex";
        let found: Vec<_> = mentioned(text).iter().map(|(range, _)| &text[range.clone()]).collect();
        assert_eq!(found, ["Essex", "Essex"]);
    }
}
