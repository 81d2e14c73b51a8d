//! Bytes become lines on pages, or marked blocks: what the file itself says, and no more.
//!
//! Knows file formats; `pdf` alone names a PDF crate. Knows nothing of sentences, sections or Ofsted.

mod decode;
pub mod html;
pub mod markdown;
pub mod sniff;
pub mod text;

pub use sniff::sniff;

use crate::error::{ErrorKind, Warning};
use crate::record::Format;
use serde::{Deserialize, Serialize};

pub mod pdf;

/// Reads bytes of any known format, told by their content; `name` only helps to say what went wrong.
///
/// # Errors
/// Where the format is not known or nothing can be read.
pub fn input(name: &str, bytes: &[u8], options: &pdf::Options) -> Result<Input, ErrorKind> {
    if bytes.trim_ascii().is_empty() {
        return Err(ErrorKind::Empty);
    }
    let named_pdf = name.to_lowercase().ends_with(".pdf");
    match sniff::sniff(bytes) {
        Some(Format::Pdf) => pdf::read(bytes, options),
        Some(Format::Html) if named_pdf => Err(ErrorKind::WebPageAsPdf),
        Some(_) if named_pdf => Err(ErrorKind::UnknownFormat("text under the name of a PDF".into())),
        Some(Format::Html) => html::read(bytes),
        Some(Format::Markdown) => markdown::read(bytes),
        Some(Format::Text) => text::read(bytes),
        None => Err(ErrorKind::UnknownFormat("its content is no PDF, HTML or text".into())),
    }
}

impl Input {
    /// Number of pages, for formats that have pages.
    pub fn pages(&self) -> Option<u32> {
        match &self.content {
            Content::Placed(placed) => Some(placed.pages.len() as u32),
            Content::Marked(_) => None,
        }
    }
}

/// What a reader hands on.
#[derive(Debug)]
pub struct Input {
    pub format: Format,
    pub content: Content,
    pub metadata: Metadata,
    pub warnings: Vec<Warning>,
}

/// A PDF places runs of characters on pages; markup names its blocks.
#[derive(Debug)]
pub enum Content {
    Placed(Placed),
    Marked(Vec<Marked>),
}

/// The pages of a file that places its characters, and the structure that it claims for them.
#[derive(Debug, Default)]
pub struct Placed {
    pub pages: Vec<Page>,
    /// The file's own structure tree; a tag is a clue, not a fact.
    pub elements: Vec<Element>,
}

/// One page. Coordinates are points from the top left corner.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Page {
    /// From 1.
    pub number: u32,
    pub width: f32,
    pub height: f32,
    /// In the order drawn.
    pub runs: Vec<Run>,
    /// Drawn rules and edges of filled boxes, the only reliable borders of some tables.
    pub rules: Vec<Rect>,
}

/// An upright rectangle in points from the page's top left corner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
pub struct Rect {
    pub left: f32,
    pub top: f32,
    pub right: f32,
    pub bottom: f32,
}

/// Characters of one look that follow each other on one baseline without a gap.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Run {
    pub text: String,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    /// Font size in points.
    pub size: f32,
    pub bold: bool,
    pub italic: bool,
    /// Drawn so that nobody sees it: invisible ink, white on white, or off the page.
    pub hidden: bool,
    /// The file marks it as furniture (running heads, page numbers).
    pub artifact: bool,
    /// Index into [`Placed::elements`].
    pub element: Option<u32>,
}

/// A node of the file's structure tree.
#[derive(Debug, Clone)]
pub struct Element {
    pub kind: ElementKind,
    pub parent: Option<u32>,
}

/// The standard structure types that matter to a reader; others are `Other`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ElementKind {
    Heading(u8),
    Paragraph,
    ListItem,
    Label,
    ListBody,
    Table,
    Row,
    Cell,
    Note,
    Figure,
    Inline,
    Other,
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
