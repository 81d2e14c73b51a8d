//! Blocks of English prose become sentences.
//!
//! Knows stops, abbreviations, initials and what may follow a stop. Knows nothing of what a sentence says.
//! Every look around a stop is bounded, so the time is linear in the length of the block.

use std::ops::Range;

/// Abbreviations that a sentence never ends with: a name or a number follows.
const LEADING: &[&str] = &[
    "dr", "mr", "mrs", "ms", "mx", "prof", "cllr", "cllrs", "cncllr", "rev", "revd", "hon", "rt", "st",
    "messrs", "lt", "col", "capt", "sgt", "supt", "insp", "det", "e.g", "eg", "i.e", "ie", "cf", "viz", "vs",
    "v", "approx", "incl", "esp", "n.b", "nb", "dept", "gen", "gov",
];

/// Abbreviations that carry on only before a number ("no. 3"): else they end a sentence like any word.
const BEFORE_NUMBER: &[&str] = &[
    "no", "nos", "para", "paras", "p", "pp", "pg", "s", "ss", "reg", "regs", "art", "ch", "chap", "vol",
    "fig", "sec", "sect", "ref", "tel", "ext", "app", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep",
    "sept", "oct", "nov", "dec", "c", "ca", "circa", "est", "max", "min", "yr", "mon", "tue", "tues", "wed",
    "thu", "thurs", "fri",
];

/// Abbreviations that end a sentence only where a word follows that opens one ("Ltd. The").
const TRAILING: &[&str] =
    &["co", "ltd", "inc", "plc", "al", "jr", "sr", "bros", "u.k", "u.s", "a.m", "p.m", "am", "pm"];

/// Words that open a sentence and are no part of a name.
const OPENERS: &[&str] = &[
    "the",
    "this",
    "these",
    "that",
    "those",
    "there",
    "then",
    "they",
    "their",
    "it",
    "its",
    "in",
    "on",
    "at",
    "a",
    "an",
    "and",
    "as",
    "after",
    "also",
    "all",
    "but",
    "by",
    "before",
    "because",
    "both",
    "children",
    "care",
    "during",
    "each",
    "every",
    "few",
    "for",
    "from",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "inspectors",
    "leaders",
    "management",
    "managers",
    "many",
    "more",
    "most",
    "my",
    "no",
    "not",
    "nor",
    "now",
    "of",
    "often",
    "one",
    "or",
    "our",
    "ofsted",
    "parents",
    "partners",
    "she",
    "since",
    "social",
    "some",
    "staff",
    "so",
    "such",
    "to",
    "too",
    "today",
    "under",
    "until",
    "we",
    "what",
    "when",
    "where",
    "which",
    "while",
    "who",
    "with",
    "workers",
    "young",
    "you",
    "your",
];

/// A missing space after a stop is seen only in words at least this long before it, so that file
/// names and addresses stay whole.
const WORD_BEFORE_MISSING_SPACE: usize = 3;

/// How far a look ahead for the first letter of the next sentence goes, in characters.
const LOOK_AHEAD: usize = 12;

/// How far a look back for the word before a stop goes, in bytes.
const LOOK_BACK: usize = 24;

/// The sentences of a block, as ranges of bytes. They are in order, do not overlap, begin and end with
/// a visible character, and leave out nothing but white space.
///
/// ```
/// use ofsted_scan::layout::sentences::sentences;
/// let text = "Dr. Lee chairs it. Plans (e.g. for no. 3) are late.2 They drift!";
/// let told: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(told, ["Dr. Lee chairs it.", "Plans (e.g. for no. 3) are late.2", "They drift!"]);
/// ```
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = text.len() - text.trim_start().len();
    let mut at = start;
    let mut worded = false;
    while let Some(stop) = text[at..].find(is_stop).map(|offset| at + offset) {
        worded |= text[at..stop].contains(char::is_alphanumeric);
        let stops_end = skip(text, stop, is_stop);
        let end = closers_end(text, stop, stops_end);
        at = end;
        if worded && ends_here(text, start, stop, stops_end, end) {
            found.push(start..end);
            start = skip(text, end, char::is_whitespace);
            at = start;
            worded = false;
        }
    }
    let end = text.trim_end().len();
    if start < end {
        found.push(start..end);
    }
    found
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '”' | '‘' | '’' | '«' | '»' | '„' | '`' | '´')
}

fn is_closer(c: char) -> bool {
    is_quote(c) || matches!(c, ')' | ']' | '}')
}

/// The first byte at or after `from` whose character does not fit.
fn skip(text: &str, from: usize, fits: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !fits(c)).map_or(text.len(), |offset| from + offset)
}

/// Where a sentence that stops here ends: closing marks, brackets and footnote digits belong to it.
fn closers_end(text: &str, stop: usize, stops_end: usize) -> usize {
    let mut end = skip(text, stops_end, |c| is_closer(c) || is_stop(c));
    // An opening mark right after a missing space ("late.“We") is not a closing one.
    while let Some(last) = text[stops_end..end].chars().next_back() {
        let opens = matches!(last, '“' | '‘') && text[end..].starts_with(char::is_alphabetic);
        if !opens {
            break;
        }
        end -= last.len_utf8();
    }
    let digits = skip(text, end, |c| c.is_ascii_digit());
    let footnote = (1..=2).contains(&(digits - end))
        && text[..stop].ends_with(|c: char| c.is_alphabetic() || is_closer(c))
        && !BEFORE_NUMBER.contains(&word_before(text, stop).as_str())
        && text[digits..].starts_with(|c: char| c.is_whitespace())
        && !starts_lower(&text[digits..]);
    let superscript = skip(text, end, |c| matches!(c, '¹' | '²' | '³' | '⁰' | '⁴'..='⁹'));
    if footnote { digits } else { superscript }
}

/// Whether the sentence begun at `start` ends at `end`, where `stop..stops_end` are its stops.
fn ends_here(text: &str, start: usize, stop: usize, stops_end: usize, end: usize) -> bool {
    if end == text.len() {
        return true;
    }
    if !text[end..].starts_with(char::is_whitespace) {
        return space_is_missing(text, stop, stops_end, end);
    }
    let Some((next, plain)) = next_letter(text, end) else { return false };
    let only_a_dot = &text[stop..stops_end] == ".";
    let word = word_before(text, stop);
    if next.is_lowercase() {
        // A slip of the pen ("strong. information") ends a sentence too, an abbreviation does not.
        return only_a_dot && end == stops_end && plain && is_plain_word(&word);
    }
    !only_a_dot || !carries_on(text, start, stop, end, &word, next)
}

/// Whether the dot after `word` belongs to an abbreviation, an initial or a list number.
fn carries_on(text: &str, start: usize, stop: usize, end: usize, word: &str, next: char) -> bool {
    let closed = text[stop + 1..end].chars().next().is_some_and(is_closer);
    if is_list_number(&text[start..stop]) && !closed {
        return true;
    }
    if closed || word.is_empty() {
        return false;
    }
    if LEADING.contains(&word) {
        return true;
    }
    if BEFORE_NUMBER.contains(&word) && next.is_ascii_digit() {
        return true;
    }
    let opener = opens_a_sentence(text, end);
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() == 1);
    (TRAILING.contains(&word) || dotted || is_initial(text, stop)) && !opener
}

/// "1", "2.1" or "(a)" alone before the dot.
fn is_list_number(words: &str) -> bool {
    if words.len() > 5 {
        return false;
    }
    let words = words.trim_start_matches(['(', '[']);
    let letter = words.chars().count() == 1 && words.chars().all(|c| c.is_ascii_lowercase());
    letter || words.chars().all(|c| c.is_ascii_digit() || c == '.')
}

/// A single capital before the dot, as in "J. Okafor".
fn is_initial(text: &str, stop: usize) -> bool {
    let mut before = text[..stop].chars().rev();
    let letter = before.next().is_some_and(char::is_uppercase);
    letter && before.next().is_none_or(|c| !c.is_alphanumeric())
}

fn is_plain_word(word: &str) -> bool {
    let known = [LEADING, BEFORE_NUMBER, TRAILING].iter().any(|list| list.contains(&word));
    let other = ["etc", "misc", "resp", "temp", "perm", "govt", "assoc", "admin"].contains(&word);
    word.len() > 3 && !known && !other && word.chars().all(char::is_alphabetic)
}

/// The word, with inner dots, that ends at `stop`, in lower case.
fn word_before(text: &str, stop: usize) -> String {
    let mut from = stop;
    for (at, c) in text[..stop].char_indices().rev() {
        if !(c.is_alphanumeric() || c == '.') || stop - at > LOOK_BACK {
            break;
        }
        from = at;
    }
    text[from..stop].to_lowercase()
}

/// The first letter or digit after `end`, and whether nothing but white space stands before it.
fn next_letter(text: &str, end: usize) -> Option<(char, bool)> {
    let mut plain = true;
    for c in text[end..].chars().take(LOOK_AHEAD) {
        if c.is_alphanumeric() {
            return Some((c, plain));
        }
        plain &= c.is_whitespace();
    }
    // Only signs follow: whatever they are, they open something new.
    Some(('A', false)).filter(|_| text[end..].chars().nth(LOOK_AHEAD).is_some())
}

fn starts_lower(text: &str) -> bool {
    next_letter(text, 0).is_some_and(|(next, _)| next.is_lowercase())
}

fn opens_a_sentence(text: &str, end: usize) -> bool {
    let from = text[end..].find(char::is_alphanumeric).map_or(text.len(), |offset| end + offset);
    let to = skip(text, from, char::is_alphanumeric);
    to - from <= LOOK_BACK && OPENERS.contains(&text[from..to].to_lowercase().as_str())
}

/// "children.The plan": a stop inside a run of letters that ends one word and begins another.
fn space_is_missing(text: &str, stop: usize, stops_end: usize, end: usize) -> bool {
    let before: Vec<char> = text[..stop].chars().rev().take(WORD_BEFORE_MISSING_SPACE).collect();
    let word = before.len() == WORD_BEFORE_MISSING_SPACE && before.iter().all(|c| c.is_lowercase());
    let digits = text[stops_end..end].chars().any(|c| c.is_ascii_digit());
    if !word || digits {
        return false;
    }
    let after = text[end..].trim_start_matches(['“', '‘']);
    let mut letters = after.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let goes_on = letters.next().is_some_and(|c| c.is_lowercase() || c.is_whitespace());
    let token: String = after.chars().take(LOOK_BACK).take_while(|c| !c.is_whitespace()).collect();
    let address = token.contains(['@', '/', '_']) || token.trim_end_matches(['.', ',']).contains('.');
    let token_before = text[..stop].chars().rev().take(LOOK_BACK).take_while(|c| !c.is_whitespace());
    capital && goes_on && !address && !token_before.into_iter().any(|c| matches!(c, '@' | '/' | ':' | '.'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// `|` marks where a sentence ends.
    fn check(marked: &str) {
        let text = marked.replace('|', "");
        let told: Vec<&str> = sentences(&text).into_iter().map(|range| &text[range]).collect();
        let expected: Vec<&str> = marked.split('|').map(str::trim).collect();
        assert_eq!(told, expected);
    }

    #[test]
    fn plain_sentences() {
        check("Plans are late. |They drift. |Why is that? |Nobody knows! |Leaders act");
        check("Thresholds are clear; they are understood. |Audits help: they find drift.");
    }

    #[test]
    fn abbreviations_carry_on() {
        check("Cllr. Ann Marsh met Dr. Obi at St. Bride's. |She agreed.");
        check("Help (e.g. Early help, i.e. Family work) is timely. |Some drift, cf. Para. 4 and para. 12.");
        check("See no. 3 and nos. 4 to 6. |The answer is no. |Staff agreed.");
        check("Records, plans, etc. |Managers sign them. |Records, plans, etc. are signed.");
        check(
            "The review by Marsh et al. was read. |Brightwell Co. Ltd. runs it. |Brightwell Ltd. |The home is new.",
        );
        check("It covers s. 47 and reg. 44 visits. |Calls to tel. 0100 fail.");
    }

    #[test]
    fn initials_and_dotted_names() {
        check("A letter to J. P. Marsh and A. Obi. |It is short.");
        check("The U.K. Government replied. |It applies across the U.K. |The rule is new.");
        check("They chose option B. |This was right.");
    }

    #[test]
    fn times_dates_and_numbers() {
        check("It opens at 9 a.m. Monday and shuts at 5 p.m. |The team is small.");
        check("It fell by 2.5 per cent to 3.75. |In 2016. |The visit was on 24.01.2024. |Staff were told.");
        check("Sent on Wed. 3 Jan. 2018 and 5 Sept. 2018. |1,204 contacts came. |45 were late.");
        check("12. Leaders know the service. |They act.");
        check("2.1. Leaders know the service. |a. Not listed.");
    }

    #[test]
    fn marks_and_brackets_after_a_stop_belong_to_the_sentence() {
        check("“Plans are late.” |Managers know. |(This is new.) |‘They act.’ |\"Good.\" |So it is.");
        check("She said: “It is better.”) |Then she left. |“Is it safe?” he asked. |“No!” |They left.");
        check("The report says plans are ‘late.’ |‘Drift’ is common. |“Staff act. |They care.”");
    }

    #[test]
    fn footnote_digits_stick_to_the_stop() {
        check("They protect children.3 |The plan works.12 |Staff know it.² |All do.");
        check("“They protect children.”4 |The plan works. |Version 1.2 is out.");
        check("See para.3 The rest follows.");
    }

    #[test]
    fn ellipses() {
        check("Plans … are late. |They drift... and wait. |They drift... |Then they stop… |Why?");
        check("Practice is strong. |[…] The team is new. |[...] It grows.");
    }

    #[test]
    fn slips_of_the_pen() {
        check("Overall, it is strong. |information is shared. |Done.");
        check("Plans protect children.The team is new. |Write to ann@marsh.example.Org or www.marsh.Example now.".replacen(
            ".The", ".|The", 1,
        ).as_str());
        check("Plans are late .|They drift . |Then stop.".replace(".|They", ". |They").as_str());
    }

    #[test]
    fn nothing_and_signs_only() {
        assert!(sentences("").is_empty());
        assert!(sentences(" \n ").is_empty());
        assert_eq!(sentences(" … "), vec![1..4]);
        assert_eq!(sentences("?! - –"), vec![0..8]);
    }

    #[test]
    fn a_megabyte_of_any_stops_is_quick() {
        for piece in ["a. A.. ”. e.g. ", ". ", "e.g. ", "x.", "“. ‘"] {
            let text = piece.repeat(1_000_000 / piece.len());
            let began = std::time::Instant::now();
            assert!(!sentences(&text).is_empty());
            assert!(began.elapsed().as_secs() < 10, "{piece:?}");
        }
    }

    proptest! {
        #[test]
        fn sentences_tile_their_block(text in "[a-zA-Z0-9 .!?…“”‘’\"'()é\n]{0,200}") {
            let mut at = 0;
            for range in sentences(&text) {
                prop_assert!(range.start >= at && range.end > range.start);
                prop_assert!(text[at..range.start].trim().is_empty());
                prop_assert_eq!(text[range.clone()].trim(), &text[range.clone()]);
                at = range.end;
            }
            prop_assert!(text[at..].trim().is_empty());
        }
    }
}
