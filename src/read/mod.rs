//! Bytes become lines on pages, or marked blocks: what the file itself says, and no more.
//!
//! Knows file formats; `pdf` alone names a PDF crate. Knows nothing of sentences, sections or Ofsted.

mod decode;
pub mod markdown;
pub mod sniff;
pub mod text;

pub use sniff::sniff;

use crate::error::Warning;
use crate::record::Format;

/// What a reader hands on.
#[derive(Debug)]
pub struct Input {
    pub format: Format,
    pub content: Content,
    pub metadata: Metadata,
    pub warnings: Vec<Warning>,
}

/// A PDF places lines on pages; markup names its blocks.
#[derive(Debug)]
pub enum Content {
    Placed(Vec<Page>),
    Marked(Vec<Marked>),
}

/// One page of placed lines. Coordinates are points from the top left corner.
#[derive(Debug, Default)]
pub struct Page {
    /// From 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    pub lines: Vec<Line>,
    /// Drawn rules and edges of filled boxes, the only reliable borders of some tables.
    pub rules: Vec<Rect>,
}

/// An upright rectangle in points from the page's top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// Words that stand on one baseline.
#[derive(Debug, Default)]
pub struct Line {
    pub runs: Vec<Run>,
}

/// Neighbouring characters of one look.
#[derive(Debug, Clone, Default)]
pub struct Run {
    pub text: String,
    pub place: Rect,
    /// Font size in points.
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
}

/// A block whose kind the markup states.
#[derive(Debug, Clone, PartialEq)]
pub struct Marked {
    pub mark: Mark,
    /// Text with markup taken off; white space is repaired later.
    pub text: String,
}

/// What markup says of a block.
#[derive(Debug, Clone, PartialEq)]
pub enum Mark {
    /// Level from 1.
    Heading(u8),
    Paragraph,
    /// List item, nesting depth from 0.
    Item(u8),
    Quote,
    /// A table row; `text` is empty, the cells stand here.
    Row(Vec<String>),
}

/// What the file says about itself outside its text. Only markup has any.
#[derive(Debug, Default, Clone)]
pub struct Metadata {
    pub title: Option<String>,
    pub author: Option<String>,
    pub site: Option<String>,
    pub address: Option<String>,
    /// Publication dates as written, each with its origin, most trustworthy first.
    pub published: Vec<(crate::record::DateOrigin, String)>,
}
