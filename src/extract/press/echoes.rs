//! Scraps that come back: words quoted in a headline or in passing are of whoever says them in full.
//!
//! Knows quotations with their sources. Knows nothing of how a source was found.

use super::scraps::{is_cross_heading, is_grade};
use super::sources::Source;
use super::voices::{Paragraph, Spoken};

/// A scrap of fewer letters comes back by chance.
const SHORTEST_ECHO: usize = 12;

/// Gives scraps the source that the same words have elsewhere in the text.
pub(super) fn settle(paragraphs: &[Paragraph], spoken: &mut [Spoken]) {
    let words: Vec<String> = spoken.iter().map(|one| plain(paragraphs, one)).collect();
    settle_heads(paragraphs, &words, spoken);
    settle_passing(&words, spoken);
}

/// The words alone, in lower case.
fn plain(paragraphs: &[Paragraph], one: &Spoken) -> String {
    let text = &paragraphs[one.marked.paragraph].text[one.marked.inner.clone()];
    text.to_lowercase().replace(|c: char| !c.is_alphanumeric() && c != ' ', "")
}

/// A scrap in the headline that comes back in the text has the speaker it has there.
fn settle_heads(paragraphs: &[Paragraph], words: &[String], spoken: &mut [Spoken]) {
    let known: Vec<(&str, Source)> = spoken
        .iter()
        .zip(words)
        .filter_map(|(one, words)| one.source.clone().map(|source| (words.as_str(), source)))
        .collect();
    for (one, scrap) in spoken.iter_mut().zip(words).filter(|(_, scrap)| scrap.len() > SHORTEST_ECHO) {
        let paragraph = &paragraphs[one.marked.paragraph];
        if !paragraph.head && !is_cross_heading(paragraph, &one.marked) {
            continue;
        }
        let within = known.iter().find(|(whole, _)| whole != scrap && whole.contains(scrap.trim()));
        if let Some((_, source)) = within.or_else(|| known.iter().rev().find(|(whole, _)| whole == scrap)) {
            one.source = Some(source.clone());
        }
    }
}

/// A scrap that comes back, word for word, in a whole quotation further down is of who says that.
fn settle_passing(words: &[String], spoken: &mut [Spoken]) {
    for at in 0..words.len() {
        if !spoken[at].fragment || words[at].len() < SHORTEST_ECHO || is_grade(&words[at]) {
            continue;
        }
        let scrap = words[at].trim();
        let whole =
            (at + 1..words.len()).find(|later| !spoken[*later].fragment && words[*later].contains(scrap));
        if let Some(source) = whole.and_then(|later| spoken[later].source.clone())
            && source.speaker.is_some()
        {
            spoken[at].source = Some(source);
        }
    }
}
