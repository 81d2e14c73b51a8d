//! A fixture's Markdown as blocks.
//!
//! Knows Markdown. Knows nothing of pages, nor of any output.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// One block of a document.
#[derive(Debug, Clone)]
pub enum Block {
    Heading(u8, Words),
    Paragraph(Words),
    /// A list item: its number where the list is numbered, nesting depth from 0, its paragraphs.
    Item {
        number: Option<u64>,
        depth: usize,
        paragraphs: Vec<Words>,
    },
    Quote(Vec<Block>),
    /// Rows of cells of paragraphs; the first row is the head.
    Table(Vec<Vec<Vec<Words>>>),
    /// A footnote with its mark.
    Note(String, Words),
}

/// Running text in one paragraph.
pub type Words = Vec<Span>;

/// Words of one look.
#[derive(Debug, Clone, PartialEq)]
pub struct Span {
    pub text: String,
    pub bold: bool,
    pub kind: SpanKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    Plain,
    /// The mark of a footnote.
    NoteMark,
    /// A line break that the writer asked for.
    Break,
}

/// The blocks of `markdown`.
pub fn blocks(markdown: &str) -> Vec<Block> {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES;
    let mut reader = Reader { events: Parser::new_ext(markdown, options).collect(), at: 0 };
    reader.until(None, 0)
}

struct Reader<'a> {
    events: Vec<Event<'a>>,
    at: usize,
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Option<Event<'a>> {
        let event = self.events.get(self.at).cloned();
        self.at += 1;
        event
    }

    fn until(&mut self, end: Option<TagEnd>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        while let Some(event) = self.next() {
            match event {
                Event::End(tag) if Some(tag) == end => break,
                Event::Start(Tag::Heading { level, .. }) => {
                    blocks.push(Block::Heading(rank(level), self.words(TagEnd::Heading(level))));
                }
                Event::Start(Tag::Paragraph) => {
                    blocks.push(Block::Paragraph(self.words(TagEnd::Paragraph)));
                }
                Event::Start(Tag::List(first)) => self.list(first, depth, &mut blocks),
                Event::Start(Tag::BlockQuote(kind)) => {
                    blocks.push(Block::Quote(self.until(Some(TagEnd::BlockQuote(kind)), 0)));
                }
                Event::Start(Tag::Table(_)) => blocks.push(Block::Table(self.table())),
                Event::Start(Tag::FootnoteDefinition(mark)) => {
                    let inner = self.until(Some(TagEnd::FootnoteDefinition), 0);
                    blocks.extend(inner.into_iter().filter_map(|block| match block {
                        Block::Paragraph(words) => Some(Block::Note(mark.to_string(), words)),
                        _ => None,
                    }));
                }
                other => panic!("the fixtures do not use {other:?}"),
            }
        }
        blocks
    }

    fn list(&mut self, first: Option<u64>, depth: usize, blocks: &mut Vec<Block>) {
        let mut number = first;
        while let Some(event) = self.next() {
            match event {
                Event::End(TagEnd::List(_)) => return,
                Event::Start(Tag::Item) => {
                    let (own, nested) = self.item(depth);
                    blocks.push(Block::Item { number, depth, paragraphs: own });
                    blocks.extend(nested);
                    number = number.map(|n| n + 1);
                }
                other => panic!("a list holds items, not {other:?}"),
            }
        }
    }

    /// An item's own paragraphs, then the items nested in it.
    fn item(&mut self, depth: usize) -> (Vec<Words>, Vec<Block>) {
        let (mut own, mut nested, mut loose) = (Vec::new(), Vec::new(), Words::new());
        let mut bold = false;
        loop {
            match self.next() {
                None | Some(Event::End(TagEnd::Item)) => break,
                Some(Event::Start(Tag::Paragraph)) => own.push(self.words(TagEnd::Paragraph)),
                Some(Event::Start(Tag::List(first))) => {
                    if !loose.is_empty() {
                        own.push(std::mem::take(&mut loose));
                    }
                    self.list(first, depth + 1, &mut nested);
                }
                Some(event) => self.inline(event, &mut loose, &mut bold),
            }
        }
        if !loose.is_empty() {
            own.push(loose);
        }
        (own, nested)
    }

    fn table(&mut self) -> Vec<Vec<Vec<Words>>> {
        let (mut rows, mut row) = (Vec::new(), Vec::new());
        while let Some(event) = self.next() {
            match event {
                Event::End(TagEnd::Table) => break,
                Event::End(TagEnd::TableHead | TagEnd::TableRow) => rows.push(std::mem::take(&mut row)),
                Event::Start(Tag::TableCell) => row.push(paragraphs(self.words(TagEnd::TableCell))),
                _ => {}
            }
        }
        rows
    }

    fn words(&mut self, end: TagEnd) -> Words {
        let (mut words, mut bold) = (Words::new(), false);
        while let Some(event) = self.next() {
            if event == Event::End(end) {
                break;
            }
            self.inline(event, &mut words, &mut bold);
        }
        words
    }

    fn inline(&mut self, event: Event<'a>, words: &mut Words, bold: &mut bool) {
        let mut push = |text: &str, kind| words.push(Span { text: text.to_owned(), bold: *bold, kind });
        match event {
            Event::Text(text) => push(&text, SpanKind::Plain),
            Event::SoftBreak => push(" ", SpanKind::Plain),
            Event::HardBreak => push("", SpanKind::Break),
            Event::InlineHtml(html) if &*html == "<br>" => push("", SpanKind::Break),
            Event::FootnoteReference(mark) => push(&mark, SpanKind::NoteMark),
            Event::Start(Tag::Strong) => *bold = true,
            Event::End(TagEnd::Strong) => *bold = false,
            other => panic!("the fixtures do not use {other:?}"),
        }
    }
}

/// A cell's words, cut at its line breaks.
fn paragraphs(words: Words) -> Vec<Words> {
    words.split(|span| span.kind == SpanKind::Break).map(<[Span]>::to_vec).collect()
}

/// The words without looks; marks of footnotes are left out.
pub fn plain(words: &[Span]) -> String {
    words
        .iter()
        .map(|span| match span.kind {
            SpanKind::Plain => span.text.as_str(),
            SpanKind::NoteMark => "",
            SpanKind::Break => "\n",
        })
        .collect()
}

fn rank(level: HeadingLevel) -> u8 {
    level as u8
}
