//! Blocks become pages of placed words and rules, with the structure tree that tags them.
//!
//! Knows margins, spacing, columns and where a page ends. Knows nothing of PDF syntax.

use super::font::Fonts;
use super::lines::{Line, wrap};
use super::look::{Look, PageNumber, annex};
use super::source::{Block, Span, SpanKind, Words, plain};
use std::collections::HashMap;

/// A4 in points, and its margins.
pub const WIDTH: f32 = 595.0;
pub const HEIGHT: f32 = 842.0;
const LEFT: f32 = 72.0;
const RIGHT: f32 = WIDTH - 72.0;
const TOP: f32 = 96.0;
const BOTTOM: f32 = HEIGHT - 84.0;
/// Baseline to baseline, in font sizes.
const LEADING: f32 = 1.22;
/// Between paragraphs, in points.
const GAP: f32 = 9.0;
/// From a number or bullet to the words.
const HANG: f32 = 24.0;
const BULLET_HANG: f32 = 14.0;
/// Between a cell's border and its words.
const PADDING: f32 = 5.0;
const SMALL: f32 = 8.0;

/// A mark on a page.
#[derive(Debug, Clone)]
pub enum Op {
    Words { left: f32, baseline: f32, size: f32, bold: bool, ink: Ink, text: String, tag: Tag },
    Rule { left: f32, top: f32, right: f32, bottom: f32 },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ink {
    Black,
    Blue,
    White,
}

/// What a mark is in the structure tree: furniture, or the content of a node.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tag {
    Head,
    Foot,
    Node(usize),
}

/// A node of the structure tree.
#[derive(Debug, Clone, Copy)]
pub struct Node {
    pub kind: Kind,
    pub parent: Option<usize>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Paragraph,
    Heading(u8),
    List,
    Item,
    Label,
    Body,
    Table,
    Row,
    HeadCell,
    Cell,
    Note,
    Section,
}

/// A document, placed.
pub struct Pages {
    pub pages: Vec<Vec<Op>>,
    pub nodes: Vec<Node>,
}

/// Places `blocks`. Runs twice, since a page of contents must know where the headings fall.
pub fn pages(fonts: &Fonts, look: &Look, blocks: &[Block]) -> Pages {
    let first = Setter::new(fonts, look, blocks, Vec::new()).run(blocks);
    let second = Setter::new(fonts, look, blocks, first.headings).run(blocks);
    Pages { pages: second.pages, nodes: second.nodes }
}

struct Setter<'a> {
    fonts: &'a Fonts,
    look: &'a Look,
    pages: Vec<Vec<Op>>,
    nodes: Vec<Node>,
    /// Top of the next line.
    y: f32,
    /// Where this page's words must end: above its footnotes.
    floor: f32,
    left: f32,
    right: f32,
    notes: HashMap<String, Words>,
    /// Footnotes called on this page.
    called: Vec<String>,
    list: Vec<usize>,
    section: Option<usize>,
    /// Headings with their pages, as they fall.
    headings: Vec<(String, usize)>,
    /// The same, known from an earlier run.
    known: Vec<(String, usize)>,
}

impl<'a> Setter<'a> {
    fn new(fonts: &'a Fonts, look: &'a Look, blocks: &[Block], known: Vec<(String, usize)>) -> Self {
        let notes = blocks.iter().filter_map(|block| match block {
            Block::Note(mark, words) => Some((mark.clone(), words.clone())),
            _ => None,
        });
        Setter {
            fonts,
            look,
            pages: vec![Vec::new()],
            nodes: Vec::new(),
            y: TOP,
            floor: BOTTOM,
            left: LEFT,
            right: RIGHT,
            notes: notes.collect(),
            called: Vec::new(),
            list: Vec::new(),
            section: None,
            headings: Vec::new(),
            known,
        }
    }

    fn run(mut self, blocks: &[Block]) -> Self {
        self.letterhead();
        let mut hidden = self.look.hidden.clone();
        for block in blocks {
            self.block(block);
            if let (Block::Heading(..), Some(words)) = (block, hidden.take()) {
                self.hidden(&words);
            }
        }
        if let Some(year) = self.look.annex {
            self.new_page();
            annex(year).iter().for_each(|text| self.paragraph(&spans(text, false), SMALL + 1.0));
        }
        self.end_page();
        self.furniture();
        self
    }

    fn block(&mut self, block: &Block) {
        if !matches!(block, Block::Item { .. }) {
            self.list.clear();
        }
        match block {
            Block::Heading(level, words) => self.heading(*level, words),
            Block::Paragraph(words) => self.paragraph(words, self.look.size),
            Block::Item { number, depth, paragraphs } => self.item(*number, *depth, paragraphs),
            Block::Quote(inner) => self.boxed(inner),
            Block::Table(rows) => self.table(rows),
            Block::Note(..) => {}
        }
    }

    fn heading(&mut self, level: u8, words: &Words) {
        let text = plain(words);
        if self.look.contents_before.as_ref() == Some(&text) {
            self.contents();
        }
        if self.look.page_before.iter().any(|start| text.starts_with(start.as_str())) && self.y > TOP {
            self.new_page();
        }
        let size = match level {
            1 => self.look.size * 1.75,
            2 => self.look.size * 1.08,
            _ => self.look.size,
        };
        let words: Words = words.iter().map(|span| Span { bold: level > 1, ..span.clone() }).collect();
        self.space(if level > 1 { GAP * 0.6 } else { 0.0 });
        let needed = size * LEADING * 4.0;
        if self.y + needed > self.floor {
            self.new_page();
        }
        let kind = if self.look.tag_headings { Kind::Heading(level) } else { Kind::Paragraph };
        let tag = self.node(kind, self.section);
        let ink = if self.look.blue_headings && level > 1 { Ink::Blue } else { Ink::Black };
        self.headings.push((text, self.pages.len()));
        self.lines(&words, self.left, self.right, size, ink, tag);
        self.space(GAP * 0.6);
    }

    fn paragraph(&mut self, words: &Words, size: f32) {
        let tag = self.node(Kind::Paragraph, self.section);
        match labelled(words) {
            Some((label, rest)) => self.labelled(&label, &rest, size, tag),
            None => self.lines(words, self.left, self.right, size, Ink::Black, tag),
        }
        self.space(GAP);
    }

    /// A label in one column, its words in the next, as in a list of an inspection team.
    fn labelled(&mut self, label: &Words, words: &Words, size: f32, tag: usize) {
        let column = self.left + 150.0;
        self.room(size * LEADING);
        let top = self.y;
        self.lines(label, self.left, column, size, Ink::Black, tag);
        self.y = top;
        self.lines(words, column, self.right, size, Ink::Black, tag);
    }

    fn item(&mut self, number: Option<u64>, depth: usize, paragraphs: &[Words]) {
        self.list.truncate(depth + 1);
        if self.list.len() <= depth {
            let list = self.node(Kind::List, self.list.last().copied().or(self.section));
            self.list.push(list);
        }
        let item = self.node(Kind::Item, Some(self.list[depth]));
        let label = self.node(Kind::Label, Some(item));
        let body = self.node(Kind::Body, Some(item));
        let size = self.look.size;
        self.room(size * LEADING);
        let indent = self.left + depth as f32 * 22.0;
        let (mark, at, words_at) = match number {
            Some(number) => (format!("{number}."), indent, indent + HANG),
            None => {
                let bullet = if depth == 0 { self.look.bullet } else { self.look.sub_bullet };
                let at = indent + self.look.bullet_indent;
                (bullet.to_string(), at, at + BULLET_HANG)
            }
        };
        let drop = if number.is_none() { self.look.bullet_drop } else { 0.0 };
        self.put(&mark, at, self.y + size + drop, size, label);
        for (index, words) in paragraphs.iter().enumerate() {
            if index > 0 {
                self.space(GAP * 0.6);
            }
            self.lines(words, words_at, self.right, size, Ink::Black, body);
        }
        self.space(GAP * 0.75);
    }

    /// A quotation is a case study: a ruled box, in as many parts as it has pages.
    fn boxed(&mut self, inner: &[Block]) {
        self.space(GAP);
        self.section = Some(self.node(Kind::Section, None));
        let (page, top) = (self.pages.len(), self.y);
        self.space(PADDING);
        (self.left, self.right) = (LEFT + PADDING * 2.0, RIGHT - PADDING * 2.0);
        inner.iter().for_each(|block| self.block(block));
        (self.left, self.right) = (LEFT, RIGHT);
        self.section = None;
        let last = self.pages.len();
        for number in page..=last {
            let from = if number == page { top } else { TOP - PADDING };
            let to = if number == last { self.y } else { BOTTOM + PADDING };
            self.frame(number, LEFT, from, RIGHT, to);
        }
        self.space(GAP);
    }

    fn table(&mut self, rows: &[Vec<Vec<Words>>]) {
        let head = rows[0].first().map_or(String::new(), |cell| cell.iter().map(|w| plain(w)).collect());
        let ruled = !self.look.unruled.contains(&head);
        let shares = self.look.columns.get(&head).cloned();
        let shares = shares.unwrap_or_else(|| vec![1.0 / rows[0].len() as f32; rows[0].len()]);
        let table = self.node(Kind::Table, self.section);
        for (index, row) in rows.iter().enumerate() {
            let spans_all = row.len() > 1 && row[1..].iter().all(|cell| cell.iter().all(Vec::is_empty));
            let shares = if spans_all { vec![1.0] } else { shares.clone() };
            self.row(row, &shares, index == 0, ruled, table);
        }
        self.space(GAP * 1.5);
    }

    /// A row: all its lines are known first, so that it can be cut where the page ends.
    fn row(&mut self, row: &[Vec<Words>], shares: &[f32], head: bool, ruled: bool, table: usize) {
        let size = self.look.size;
        let node = self.node(Kind::Row, Some(table));
        let width = self.right - self.left;
        let mut edges = vec![self.left];
        shares.iter().for_each(|share| edges.push(edges[edges.len() - 1] + share * width));
        let cells: Vec<Vec<(Line, usize)>> = row
            .iter()
            .take(shares.len())
            .enumerate()
            .map(|(i, cell)| {
                let kind = if head { Kind::HeadCell } else { Kind::Cell };
                let cell_node = self.node(kind, Some(node));
                let inner = edges[i + 1] - edges[i] - PADDING * 2.0 - step_in(cell);
                self.cell(cell, inner, size, head, cell_node)
            })
            .collect();
        let indents: Vec<f32> = row.iter().map(|cell| step_in(cell)).collect();
        let calls: Vec<String> =
            cells.iter().flatten().flat_map(|(line, _)| line.marks().map(str::to_owned)).collect();
        calls.into_iter().for_each(|mark| self.call(mark));
        let most = cells.iter().map(Vec::len).max().unwrap_or(0);
        let mut done = 0;
        while done < most {
            self.room(size * LEADING + PADDING * 2.0);
            let fitting = ((self.floor - self.y - PADDING * 2.0) / (size * LEADING)) as usize;
            let until = most.min(done + fitting.max(1));
            let top = self.y;
            for (i, lines) in cells.iter().enumerate() {
                for (offset, (line, tag)) in lines.iter().take(until).skip(done).enumerate() {
                    let baseline = top + PADDING + size + offset as f32 * size * LEADING;
                    self.put_line(line, edges[i] + PADDING + indents[i], baseline, size, Ink::Black, *tag);
                }
            }
            self.y = top + PADDING * 2.0 + (until - done) as f32 * size * LEADING;
            if ruled {
                let page = self.pages.len();
                for pair in edges.windows(2) {
                    self.frame(page, pair[0], top, pair[1], self.y);
                }
            }
            done = until;
        }
    }

    fn cell(&mut self, cell: &[Words], width: f32, size: f32, head: bool, node: usize) -> Vec<(Line, usize)> {
        let mut lines = Vec::new();
        for words in cell {
            let tag = self.node(Kind::Paragraph, Some(node));
            let words: Words =
                words.iter().map(|span| Span { bold: span.bold || head, ..span.clone() }).collect();
            lines.extend(wrap(self.fonts, &words, width, size).into_iter().map(|line| (line, tag)));
        }
        lines
    }

    fn lines(&mut self, words: &[Span], left: f32, right: f32, size: f32, ink: Ink, tag: usize) {
        for line in wrap(self.fonts, words, right - left, size) {
            self.room(size * LEADING);
            let calls: Vec<String> = line.marks().map(str::to_owned).collect();
            calls.into_iter().for_each(|mark| self.call(mark));
            self.put_line(&line, left, self.y + size, size, ink, tag);
            self.y += size * LEADING;
        }
    }

    /// Keeps room at the foot of this page for a footnote.
    fn call(&mut self, mark: String) {
        let Some(words) = self.notes.get(&mark) else { panic!("no footnote {mark}") };
        let lines = wrap(self.fonts, words, RIGHT - LEFT, SMALL).len();
        let rule = if self.called.is_empty() { GAP } else { 0.0 };
        self.floor -= lines as f32 * SMALL * LEADING + rule + 2.0;
        self.called.push(mark);
    }

    fn put_line(&mut self, line: &Line, left: f32, baseline: f32, size: f32, ink: Ink, tag: usize) {
        let mut x = left;
        for piece in &line.pieces {
            self.page().push(Op::Words {
                left: x,
                baseline: baseline - piece.rise(size),
                size: piece.size(size),
                bold: piece.bold,
                ink,
                text: piece.text.clone(),
                tag: Tag::Node(tag),
            });
            x += piece.width;
        }
    }

    fn put(&mut self, text: &str, left: f32, baseline: f32, size: f32, tag: usize) {
        let tag = Tag::Node(tag);
        let (ink, bold, text) = (Ink::Black, false, text.to_owned());
        self.page().push(Op::Words { left, baseline, size, bold, ink, text, tag });
    }

    fn hidden(&mut self, words: &str) {
        let tag = Tag::Node(self.node(Kind::Paragraph, None));
        let (size, baseline) = (self.look.size, self.y + self.look.size);
        let (ink, text) = (Ink::White, words.to_owned());
        self.page().push(Op::Words { left: LEFT, baseline, size, bold: false, ink, text, tag });
        self.y += size * LEADING;
    }

    fn letterhead(&mut self) {
        let columns = self.look.letterhead.columns();
        if columns[0].is_empty() {
            return;
        }
        let tag = self.node(Kind::Paragraph, None);
        for (column, lines) in columns.iter().enumerate() {
            for (row, line) in lines.iter().enumerate() {
                let left = LEFT + column as f32 * 90.0;
                self.put(line, left, 44.0 + row as f32 * SMALL * LEADING, SMALL, tag);
            }
        }
        self.y = 132.0;
    }

    fn contents(&mut self) {
        self.new_page();
        let tag = self.node(Kind::Paragraph, None);
        let size = self.look.size;
        self.lines(&spans("Contents", false), LEFT, RIGHT, size * 1.75, Ink::Black, tag);
        self.space(GAP * 2.0);
        let here = self.pages.len();
        for (heading, page) in std::mem::take(&mut self.known) {
            if page <= here {
                continue;
            }
            let tag = self.node(Kind::Paragraph, None);
            let top = self.y;
            self.lines(&spans(&heading, true), LEFT, RIGHT - 40.0, size, Ink::Black, tag);
            self.put(&page.to_string(), RIGHT - 12.0, top + size, size, tag);
            self.space(4.0);
        }
        self.new_page();
    }

    fn room(&mut self, height: f32) {
        if self.y + height > self.floor {
            self.new_page();
        }
    }

    fn space(&mut self, height: f32) {
        if self.y > TOP {
            self.y += height;
        }
    }

    fn new_page(&mut self) {
        self.end_page();
        self.pages.push(Vec::new());
        (self.y, self.floor) = (TOP, BOTTOM);
    }

    /// Puts this page's footnotes below its words.
    fn end_page(&mut self) {
        let called = std::mem::take(&mut self.called);
        if called.is_empty() {
            return;
        }
        let mut y = self.floor + GAP;
        let page = self.pages.len();
        self.frame(page, LEFT, y - 4.0, LEFT + 140.0, y - 4.0);
        for mark in called {
            let tag = self.node(Kind::Note, None);
            let mark_span = Span { text: mark.clone(), bold: false, kind: SpanKind::NoteMark };
            let mut words = vec![mark_span, spans(" ", false).remove(0)];
            words.extend(self.notes[&mark].clone());
            for line in wrap(self.fonts, &words, RIGHT - LEFT, SMALL) {
                self.put_line(&line, LEFT, y + SMALL, SMALL, Ink::Black, tag);
                y += SMALL * LEADING;
            }
            y += 2.0;
        }
    }

    fn furniture(&mut self) {
        for number in 1..=self.pages.len() {
            let first = number == 1;
            if let (true, Some(head)) = (first, &self.look.running_head) {
                let op = furnish(head, LEFT, 44.0, Tag::Head);
                self.pages[0].push(op);
            }
            let foot = if first { &[][..] } else { &self.look.running_foot[..] };
            for (row, line) in foot.iter().enumerate() {
                let baseline = HEIGHT - 48.0 + row as f32 * SMALL * LEADING;
                self.pages[number - 1].push(furnish(line, LEFT, baseline, Tag::Foot));
            }
            if self.look.foot_rule {
                self.frame(number, LEFT, HEIGHT - 60.0, RIGHT, HEIGHT - 60.0);
            }
            let left = match self.look.page_number {
                PageNumber::None => continue,
                PageNumber::Centre => WIDTH / 2.0,
                PageNumber::Outer if number % 2 == 0 => LEFT,
                PageNumber::Outer | PageNumber::Right => RIGHT - 10.0,
            };
            if !first || self.look.number_first_page {
                self.pages[number - 1].push(furnish(&number.to_string(), left, HEIGHT - 38.0, Tag::Foot));
            }
        }
    }

    /// Four thin rules, or one where the box has no height.
    fn frame(&mut self, page: usize, left: f32, top: f32, right: f32, bottom: f32) {
        let thin = 0.5;
        let mut rule =
            |left, top, right, bottom| self.pages[page - 1].push(Op::Rule { left, top, right, bottom });
        rule(left, top, right, top + thin);
        if bottom > top {
            rule(left, bottom, right, bottom + thin);
            rule(left, top, left + thin, bottom);
            rule(right, top, right + thin, bottom);
        }
    }

    fn node(&mut self, kind: Kind, parent: Option<usize>) -> usize {
        self.nodes.push(Node { kind, parent });
        self.nodes.len() - 1
    }

    fn page(&mut self) -> &mut Vec<Op> {
        self.pages.last_mut().expect("a document has a page")
    }
}

fn furnish(text: &str, left: f32, baseline: f32, tag: Tag) -> Op {
    let (ink, text) = (Ink::Black, text.to_owned());
    Op::Words { left, baseline, size: SMALL, bold: false, ink, text, tag }
}

/// Sub-judgements (2.1, 2.2) are set in from the edge of their cell.
fn step_in(cell: &[Words]) -> f32 {
    let text = cell.first().map_or(String::new(), |words| plain(words));
    let sub = text.len() > 3 && text.as_bytes()[1] == b'.' && text.as_bytes()[2].is_ascii_digit();
    if sub { 28.0 } else { 0.0 }
}

/// `Lead inspector: Name` and its like, one to a paragraph, are set in two columns.
fn labelled(words: &Words) -> Option<(Words, Words)> {
    const LABELS: [&str; 5] = [
        "Lead inspector:",
        "Deputy lead inspector:",
        "Team inspectors:",
        "Senior data analyst:",
        "Quality assurance manager:",
    ];
    let [span] = &words[..] else { return None };
    let label =
        LABELS.iter().find(|label| span.text.starts_with(**label) && span.text.len() > label.len())?;
    let rest = span.text[label.len()..].trim();
    Some((spans(label, span.bold), spans(rest, span.bold)))
}

fn spans(text: &str, bold: bool) -> Words {
    let mut words = Words::new();
    for (row, line) in text.split('\n').enumerate() {
        if row > 0 {
            words.push(Span { text: String::new(), bold, kind: SpanKind::Break });
        }
        words.push(Span { text: line.to_owned(), bold, kind: SpanKind::Plain });
    }
    words
}
