//! Elements become blocks.
//!
//! Knows which elements begin a block, lists, quotations, cells and line breaks. Knows nothing of which
//! part of a page is its main text.

use super::tree::{Element, Page, Step};
use crate::read::{Mark, Marked};

/// Elements inside a line of text; every other one begins a block.
const INLINE: &[&str] = &[
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "ins", "kbd", "mark", "q", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "tt", "u",
    "var", "wbr", "img", "picture", "source", "center",
];

/// A block of which this share (in tenths) of the letters stands in links is a menu or a teaser.
const LINKED_TENTHS: usize = 8;

/// Deeper lists than this are set as deep.
const DEEPEST_LIST: usize = 5;

#[derive(Default)]
struct Walk {
    blocks: Vec<Marked>,
    text: String,
    letters: usize,
    linked: usize,
    links: usize,
    heading: Option<u8>,
    lists: usize,
    /// The next block opens a list item.
    item: bool,
    quotes: usize,
    cells: Option<Vec<String>>,
}

/// The blocks that `steps[from..to]` show. Clutter is left out unless `all` is wanted.
pub(super) fn blocks(page: &Page, from: usize, to: usize, all: bool) -> Vec<Marked> {
    let mut walk = Walk::default();
    let mut open: Vec<&Element> = Vec::new();
    let mut at = from;
    while at < to.min(page.steps.len()) {
        match &page.steps[at] {
            Step::Open(element) if !all && page.is_clutter(element) => at = element.end,
            Step::Open(element) => {
                walk.open(element);
                open.push(element);
            }
            Step::Text(text) => walk.write(text),
            Step::Close => {
                if let Some(element) = open.pop() {
                    walk.close(element);
                }
            }
        }
        at += 1;
    }
    walk.flush();
    walk.blocks
}

impl Walk {
    fn open(&mut self, element: &Element) {
        let name = element.node.value().name();
        match name {
            "a" => self.links += 1,
            "br" | "hr" => self.line_break(),
            _ if INLINE.contains(&name) => {}
            _ => self.flush(),
        }
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = name[1..].parse().ok(),
            "ul" | "ol" => self.lists += 1,
            "li" => self.item = true,
            "blockquote" => self.quotes += 1,
            "tr" if !element.lays_out => self.cells = Some(Vec::new()),
            "td" | "th" => {
                if let Some(cells) = &mut self.cells {
                    cells.push(String::new());
                }
            }
            _ => {}
        }
    }

    fn close(&mut self, element: &Element) {
        let name = element.node.value().name();
        if !INLINE.contains(&name) {
            self.flush();
        }
        match name {
            "a" => self.links = self.links.saturating_sub(1),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading = None,
            "ul" | "ol" => self.lists = self.lists.saturating_sub(1),
            "li" => self.item = false,
            "blockquote" => self.quotes = self.quotes.saturating_sub(1),
            "tr" => self.end_row(),
            _ => {}
        }
    }

    fn end_row(&mut self) {
        if let Some(cells) = self.cells.take()
            && cells.iter().any(|cell| !cell.is_empty())
        {
            self.blocks.push(Marked { mark: Mark::Row(cells), text: String::new() });
        }
    }

    fn write(&mut self, text: &str) {
        let letters = text.chars().filter(|c| c.is_alphabetic()).count();
        self.letters += letters;
        if self.links > 0 {
            self.linked += letters;
        }
        self.text.push_str(text);
    }

    /// A typed line end: a block of its own, but inside a heading, item or cell a space.
    fn line_break(&mut self) {
        if self.heading.is_some() || self.item || self.cells.is_some() {
            self.text.push(' ');
        } else {
            self.flush();
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if text.is_empty() {
            return;
        }
        if let Some(cells) = &mut self.cells {
            if let Some(cell) = cells.last_mut() {
                if !cell.is_empty() {
                    cell.push(' ');
                }
                cell.push_str(&text);
            }
            return;
        }
        let item = std::mem::take(&mut self.item);
        let address = !text.contains(' ') && text.contains(['.', '@']);
        if self.heading != Some(1) && !address && letters > 0 && linked * 10 >= letters * LINKED_TENTHS {
            return;
        }
        let mark = match self.heading {
            Some(level) => Mark::Heading(level),
            None if item => Mark::Item(self.lists.saturating_sub(1).min(DEEPEST_LIST) as u8),
            None if self.quotes > 0 => Mark::Quote,
            None => Mark::Paragraph,
        };
        self.blocks.push(Marked { mark, text });
    }
}
