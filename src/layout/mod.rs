//! Lines become one reading text and an outline of blocks: structure without meaning.
//!
//! Knows lines, columns, running heads, headings, lists, tables and sentences. Knows nothing of what
//! any word means, nor of rules. It alone makes a [`Text`]; everything later holds spans of it.

pub mod builder;
mod furniture;
mod lines;
pub mod marked;
mod placed;
mod repair;
pub mod sentences;
mod tables;
mod words;

use crate::error::Warning;
use crate::evidence::{Span, Text};
use crate::read::{Content, Input};

/// The outline of what a reader handed on.
pub fn outline(input: Input) -> Outline {
    match input.content {
        Content::Placed(placed) => placed::outline(&placed, input.warnings),
        Content::Marked(blocks) => marked::outline(&blocks, input.warnings),
    }
}

/// A document's reading text with its structure.
#[derive(Debug)]
pub struct Outline {
    pub text: Text,
    /// In reading order. Their spans do not overlap.
    pub blocks: Vec<Block>,
    pub warnings: Vec<Warning>,
}

/// One block: a line of the reading text.
#[derive(Debug, Clone)]
pub struct Block {
    pub kind: BlockKind,
    /// The words, without a bullet or paragraph number.
    pub span: Span,
    /// Its sentences; they tile `span` but for the white space between them.
    pub sentences: Vec<Span>,
    /// Blocks of one table cell share an id.
    pub cell: Option<u32>,
    /// A paragraph that stands under a list item's words and belongs to it.
    pub continues_item: bool,
}

/// What kind of block the layout shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// Level from 1, the most prominent.
    Heading(u8),
    /// A paragraph, with its printed number if it has one.
    Paragraph {
        number: Option<u32>,
    },
    /// A list item; nesting depth from 0.
    Item {
        depth: u8,
    },
    Quote,
    /// A row of a table: the span of each cell.
    Row {
        cells: Vec<Span>,
    },
    /// A footnote, set after the page's text.
    Note,
}
