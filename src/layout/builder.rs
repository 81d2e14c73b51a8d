//! Blocks become the reading text: pushed in order, repaired on the way, sealed at the end.
//!
//! Knows what a block looks like in the reading text (one line; a bullet or number before the span;
//! cells apart by a tab). Knows nothing of where a block came from, nor of what it means.

use super::repair::{Repaired, composed, repair};
use super::sentences::sentences;
use super::{Block, BlockKind, Outline};
use crate::error::Warning;
use crate::evidence::{Span, Text};

/// What a pushed block is; [`BlockKind`] without the spans that only the builder knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Heading(u8),
    Paragraph,
    /// A paragraph whose printed number stands before it as `12. `.
    Numbered(u32),
    /// A list item; `• ` stands before it.
    Item(u8),
    Quote,
    Note,
}

/// Builds the text and its blocks together, so that no place is ever searched for.
///
/// ```
/// use ofsted_scan::layout::builder::{Kind, TextBuilder};
/// let mut builder = TextBuilder::new();
/// builder.page(1);
/// builder.block(Kind::Heading(1), "What needs to improve");
/// builder.block(Kind::Item(0), "The quality of  plans.");
/// let outline = builder.finish(Vec::new());
/// assert_eq!(outline.text.as_str(), "What needs to improve\n• The quality of plans.\n");
/// assert_eq!(outline.text.slice(outline.blocks[1].span), "The quality of plans.");
/// ```
#[derive(Debug, Default)]
pub struct TextBuilder {
    body: String,
    pages: Vec<(usize, u32)>,
    blocks: Vec<Block>,
    /// A page that starts with the next character written.
    turned: Option<u32>,
}

impl TextBuilder {
    /// An empty text.
    pub fn new() -> Self {
        TextBuilder::default()
    }

    /// What is pushed from here on stands on page `number` (from 1). May be called in the middle of
    /// a block that [`TextBuilder::pieces`] pushes in several calls.
    pub fn page(&mut self, number: u32) {
        self.turned = Some(number);
    }

    /// Pushes one block. A block without any visible character leaves no trace.
    pub fn block(&mut self, kind: Kind, text: &str) {
        self.pieces(kind, [(None, text)]);
    }

    /// Pushes one block that comes in pieces, each with the page on which it stands if that changes.
    /// Pieces are set apart by one space.
    pub fn pieces<'a>(&mut self, kind: Kind, pieces: impl IntoIterator<Item = (Option<u32>, &'a str)>) {
        let line = self.body.len();
        if let Some(marker) = marker(kind) {
            self.write_raw(&marker);
        }
        let start = self.body.len();
        for (page, piece) in pieces {
            if let Some(page) = page {
                self.page(page);
            }
            self.write(piece, start);
        }
        if self.body.len() == start {
            self.retract(line);
            return;
        }
        let span = Span::new(start, self.body.len());
        let kind = match kind {
            Kind::Heading(level) => BlockKind::Heading(level),
            Kind::Paragraph => BlockKind::Paragraph { number: None },
            Kind::Numbered(number) => BlockKind::Paragraph { number: Some(number) },
            Kind::Item(depth) => BlockKind::Item { depth },
            Kind::Quote => BlockKind::Quote,
            Kind::Note => BlockKind::Note,
        };
        self.close(kind, span, &[span]);
    }

    /// Pushes a table row, its cells apart by a tab. Empty cells are kept, an empty row is not.
    pub fn row<'a>(&mut self, cells: impl IntoIterator<Item = &'a str>) {
        let start = self.body.len();
        let mut spans = Vec::new();
        for cell in cells {
            if !spans.is_empty() {
                self.body.push('\t');
            }
            let from = self.body.len();
            self.write(cell, from);
            spans.push(Span::new(from, self.body.len()));
        }
        if spans.iter().all(|cell| cell.is_empty()) {
            self.retract(start);
            return;
        }
        let span = Span::new(start, self.body.len());
        self.close(BlockKind::Row { cells: spans.clone() }, span, &spans);
    }

    /// The block pushed last stands in this table cell.
    pub fn note_cell(&mut self, cell: Option<u32>) {
        if let Some(block) = self.blocks.last_mut() {
            block.cell = cell;
        }
    }

    /// The block pushed last belongs to the list item before it.
    pub fn note_continuation(&mut self) {
        if let Some(block) = self.blocks.last_mut() {
            block.continues_item = true;
        }
    }

    /// Seals the text.
    pub fn finish(self, warnings: Vec<Warning>) -> Outline {
        Outline { text: Text::new(self.body, self.pages), blocks: self.blocks, warnings }
    }

    /// Takes back what an empty block wrote, and the page turn it may have used up.
    fn retract(&mut self, line: usize) {
        self.body.truncate(line);
        while self.pages.last().is_some_and(|&(at, _)| at >= line) {
            let page = self.pages.pop().map(|(_, page)| page);
            self.turned = self.turned.or(page);
        }
    }

    fn close(&mut self, kind: BlockKind, span: Span, parts: &[Span]) {
        let mut found = Vec::new();
        for part in parts {
            if matches!(kind, BlockKind::Heading(_)) {
                found.push(*part);
            } else {
                found.extend(sentences(&self.body[part.range()]).into_iter().map(|range| part.within(range)));
            }
        }
        self.blocks.push(Block { kind, span, sentences: found, cell: None, continues_item: false });
        self.body.push('\n');
    }

    fn write_raw(&mut self, words: &str) {
        self.turn();
        self.body.push_str(words);
    }

    fn turn(&mut self) {
        if let Some(page) = self.turned.take() {
            self.pages.push((self.body.len(), page));
        }
    }

    /// Appends repaired words; `start` is where the block began, so that no space leads it.
    fn write(&mut self, words: &str, start: usize) {
        let words = composed(words);
        let mut characters = words.chars().peekable();
        let mut space = self.body.len() > start;
        while let Some(character) = characters.next() {
            if character == '\u{ad}' && characters.peek() == Some(&'\n') {
                // A soft hyphen at a line's end: the word goes on.
                characters.next();
                continue;
            }
            let one;
            let mut buffer = [0; 4];
            let shown: &str = match repair(character) {
                Repaired::Space => {
                    space = self.body.len() > start;
                    continue;
                }
                Repaired::Nothing => continue,
                Repaired::Several(letters) => letters,
                Repaired::One(letter) => {
                    one = letter;
                    one.encode_utf8(&mut buffer)
                }
            };
            if space {
                self.body.push(' ');
                space = false;
            }
            self.turn();
            self.body.push_str(shown);
        }
    }
}

/// What stands in the text before a block's span.
fn marker(kind: Kind) -> Option<String> {
    match kind {
        Kind::Item(_) => Some("• ".to_owned()),
        Kind::Numbered(number) => Some(format!("{number}. ")),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn built(pieces: impl FnOnce(&mut TextBuilder)) -> Outline {
        let mut builder = TextBuilder::new();
        pieces(&mut builder);
        builder.finish(Vec::new())
    }

    #[test]
    fn a_block_is_a_line_and_its_span_leaves_the_bullet_out() {
        let outline = built(|b| {
            b.block(Kind::Paragraph, "\u{a0} Eﬀective\tplans\u{200b}, soft\u{ad}ly  said. ");
            b.block(Kind::Item(1), "first");
            b.block(Kind::Numbered(12), "Leaders act.");
            b.block(Kind::Paragraph, " \u{ad} ");
        });
        assert_eq!(outline.text.as_str(), "Effective plans, softly said.\n• first\n12. Leaders act.\n");
        let words: Vec<&str> = outline.blocks.iter().map(|block| outline.text.slice(block.span)).collect();
        assert_eq!(words, ["Effective plans, softly said.", "first", "Leaders act."]);
        assert_eq!(outline.blocks[2].kind, BlockKind::Paragraph { number: Some(12) });
    }

    #[test]
    fn a_soft_hyphen_at_a_line_end_joins_the_word() {
        let outline = built(|b| b.block(Kind::Paragraph, "child\u{ad}\nren and cafe\u{301}s"));
        assert_eq!(outline.text.as_str(), "children and cafés\n");
    }

    #[test]
    fn a_row_has_a_span_for_each_cell_and_empty_rows_vanish() {
        let outline = built(|b| {
            b.row(["", " "]);
            b.row(["Overall effectiveness", "", "Good"]);
        });
        assert_eq!(outline.text.as_str(), "Overall effectiveness\t\tGood\n");
        let BlockKind::Row { cells } = &outline.blocks[0].kind else { panic!("not a row") };
        let words: Vec<&str> = cells.iter().map(|cell| outline.text.slice(*cell)).collect();
        assert_eq!(words, ["Overall effectiveness", "", "Good"]);
    }

    #[test]
    fn a_paragraph_may_run_over_a_page_and_an_empty_block_does_not_lose_the_turn() {
        let outline = built(|b| {
            b.page(1);
            b.block(Kind::Item(0), "");
            b.pieces(Kind::Paragraph, [(None, "Leaders know"), (Some(2), "their services. They act.")]);
            b.page(3);
            b.block(Kind::Paragraph, " ");
            b.block(Kind::Item(0), "last");
        });
        assert_eq!(outline.text.as_str(), "Leaders know their services. They act.\n• last\n");
        let pages: Vec<u32> = [0, 12, 13, 20, 40].into_iter().map(|at| outline.text.page_at(at)).collect();
        assert_eq!(pages, [1, 1, 2, 2, 3]);
        assert_eq!(outline.blocks[0].sentences.len(), 2);
    }
}
