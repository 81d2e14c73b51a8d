//! Words in marks that are no statement of their own: grades, scraps, cross-headings, words that a sentence
//! has taken into its own grammar.
//!
//! Knows how a quotation is set into a paragraph. Knows nothing of who says it.

use super::marks::Marked;
use super::voices::Paragraph;
use regex::Regex;
use std::sync::LazyLock;

/// A quotation of fewer words that is no whole sentence is a scrap.
const SHORTEST_STATEMENT: usize = 8;

/// A grade word or a scrap, not a statement.
pub(super) fn is_fragment(text: &str, quote: &Marked) -> bool {
    static VERB: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(?:is|are|was|were|be|been|has|have|had|do|does|did|will|would|can|could|should|must|may|might|not|’s|'s|’re|’ve|n’t|receive|benefit|know|listen|show|make|need|feel|",
            r"work|want|provide|provides|ensure|ensures|remain|remains|live|help|continue|continues|see|means|demonstrate|demonstrates|understand|get|take|keep|experience|build|act|come|go|thank)\b|\b[A-Za-z]+(?:n’t|n't|’re|'re|’ve|'ve)\b"
        ))
        .expect("a constant pattern")
    });
    let words = &text[quote.inner.clone()];
    let count = words.split_whitespace().count();
    if is_grade(words) || count <= 1 {
        return true;
    }
    let capital = words
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let stopped = words.ends_with(['.', '!', '?', ',', '…']) || !quote.closed;
    let introduced = text[..quote.outer.start].trim_end().ends_with(':');
    let opens = text[..quote.outer.start].trim().is_empty();
    let sentence = capital && (stopped || introduced || opens && VERB.is_match(words));
    let said = text[quote.outer.end..]
        .trim_start_matches([',', ' '])
        .split_whitespace()
        .next()
        .is_some_and(|next| matches!(next, "said" | "says" | "added" | "adds"));
    !(sentence
        || introduced && count >= 3
        || said && capital
        || count >= SHORTEST_STATEMENT && VERB.is_match(words))
}

/// ‘A long way to go’ on a line of its own: a cross-heading in somebody's words.
pub(super) fn is_cross_heading(paragraph: &Paragraph, quote: &Marked) -> bool {
    const LONGEST: usize = 7;
    let text = paragraph.text.trim();
    let words = &paragraph.text[quote.inner.clone()];
    let alone = paragraph.text[..quote.outer.start].trim().is_empty()
        && paragraph.text[quote.outer.end..].trim().is_empty();
    alone
        && quote.closed
        && !quote.continues
        && !paragraph.item
        && !paragraph.quote
        && text.starts_with(['‘', '\'', '“', '"'])
        && words.split_whitespace().count() <= LONGEST
        && !words.ends_with(['.', '!', ',', '…'])
}

/// “did not know” in the middle of a sentence: its words go on with those before.
pub(super) fn is_embedded(text: &str, quote: &Marked) -> bool {
    let before = text[..quote.outer.start].trim_end();
    let lower = text[quote.inner.clone()]
        .trim_start_matches(|c: char| !c.is_alphanumeric())
        .starts_with(char::is_lowercase);
    lower && !quote.continues && !before.is_empty() && !before.ends_with(':')
}

/// A grade alone.
pub(super) fn is_grade(words: &str) -> bool {
    const GRADES: &[&str] = &[
        "outstanding",
        "good",
        "requires improvement",
        "requiring improvement",
        "require improvement",
        "requires improvement to be good",
        "inadequate",
        "adequate",
        "needs improvement",
        "satisfactory",
    ];
    GRADES.contains(&words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase().as_str())
}
