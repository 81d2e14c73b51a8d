//! The ground that every fact stands on: the document's reading text, spans of it, and evidence.
//!
//! Knows bytes, characters and pages, and is the only place that turns one into another.
//! Knows nothing of PDF, of Ofsted, or of what any word means.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use std::ops::Range;

/// A half-open range of bytes of a [`Text`]. Made by whoever cuts the text, so that it always falls
/// between characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    start: u32,
    end: u32,
}

impl Span {
    /// The span from byte `start` up to byte `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end);
        Span { start: start as u32, end: end.max(start) as u32 }
    }

    /// Byte offset of the first character.
    pub fn start(self) -> usize {
        self.start as usize
    }

    /// Byte offset just past the last character.
    pub fn end(self) -> usize {
        self.end as usize
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies in it.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start()..self.end()
    }

    /// Whether `other` lies wholly inside.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The part of this span that `range` (bytes counted from this span's start) covers.
    pub fn within(self, range: Range<usize>) -> Span {
        let start = (self.start() + range.start).min(self.end());
        let end = (self.start() + range.end).clamp(start, self.end());
        Span::new(start, end)
    }
}

/// Where a fact stands: a page and a span of characters in the text that `--format text` prints.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Evidence {
    /// Page, counted from 1. A document without pages (Markdown, HTML, plain text) is one page.
    pub page: u32,
    /// First character of the span, counted from 0 in Unicode scalar values.
    pub start: u32,
    /// The character just past the span.
    pub end: u32,
}

/// The reading text of one document: a block a line, no running heads, and where its pages begin.
#[derive(Clone, Debug, Default)]
pub struct Text {
    body: String,
    /// `(byte offset, page number)`, ascending: the first byte that stands on that page.
    pages: Vec<(u32, u32)>,
    /// Characters before each `STRIDE`th byte, so that a conversion reads at most one stride.
    marks: Vec<u32>,
}

/// Bytes between two character marks: small enough to count through, large enough to cost nothing.
const STRIDE: usize = 512;

impl Text {
    /// Seals `body`. `pages` lists the first byte and number of each page, ascending.
    pub fn new(body: String, pages: Vec<(usize, u32)>) -> Self {
        let mut marks = Vec::with_capacity(body.len() / STRIDE + 1);
        let mut characters = 0;
        for (at, byte) in body.bytes().enumerate() {
            if at % STRIDE == 0 {
                marks.push(characters);
            }
            characters += u32::from(starts_character(byte));
        }
        let pages = pages.into_iter().map(|(at, page)| (at as u32, page)).collect();
        Text { body, pages, marks }
    }

    /// The whole text.
    pub fn as_str(&self) -> &str {
        &self.body
    }

    /// The first byte and number of each page, as [`Text::new`] takes them.
    pub fn pages(&self) -> impl Iterator<Item = (usize, u32)> {
        self.pages.iter().map(|&(at, page)| (at as usize, page))
    }

    /// The words of a span; empty where the span does not belong to this text.
    pub fn slice(&self, span: Span) -> &str {
        self.body.get(span.range()).unwrap_or("")
    }

    /// The page (from 1) on which byte `at` stands.
    pub fn page_at(&self, at: usize) -> u32 {
        let after = self.pages.partition_point(|&(start, _)| start as usize <= at);
        match after.checked_sub(1) {
            Some(index) => self.pages[index].1,
            None => 1,
        }
    }

    /// The span as the public evidence: page and characters.
    pub fn evidence(&self, span: Span) -> Evidence {
        Evidence {
            page: self.page_at(span.start()),
            start: self.characters_before(span.start()),
            end: self.characters_before(span.end()),
        }
    }

    fn characters_before(&self, byte: usize) -> u32 {
        let byte = byte.min(self.body.len());
        let Some(&mark) = self.marks.get(byte / STRIDE) else {
            // Only the very end of a text whose length is a multiple of the stride has no mark.
            return self.body.chars().count() as u32;
        };
        let from = byte / STRIDE * STRIDE;
        let rest = self.body.as_bytes()[from..byte].iter();
        mark + rest.filter(|&&b| starts_character(b)).count() as u32
    }
}

/// UTF-8 continuation bytes are `10xxxxxx`; every other byte begins a character.
fn starts_character(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_counts_characters_not_bytes() {
        let body = "Zoë’s plan\nis late".repeat(100);
        let text = Text::new(body.clone(), vec![(0, 1), (900, 2)]);
        let characters: Vec<char> = body.chars().collect();
        for (at, _) in body.match_indices("plan") {
            let evidence = text.evidence(Span::new(at, at + 4));
            let told: String = characters[evidence.start as usize..evidence.end as usize].iter().collect();
            assert_eq!(told, "plan");
            assert_eq!(evidence.page, if at < 900 { 1 } else { 2 });
        }
    }

    #[test]
    fn the_end_of_a_text_of_any_length_can_be_evidence() {
        for length in [0, 1, STRIDE - 1, STRIDE, STRIDE + 1] {
            let text = Text::new("x".repeat(length), vec![(0, 1)]);
            assert_eq!(text.evidence(Span::new(length, length)).end, length as u32);
        }
    }
}
