//! Markdown becomes blocks.
//!
//! Knows Markdown (by `pulldown-cmark`) and its front matter. Knows nothing of what any word means.

use super::{Content, Input, Mark, Marked, Metadata, decode};
use crate::error::ErrorKind;
use crate::record::{DateOrigin, Format};
use pulldown_cmark::{Event, HeadingLevel, MetadataBlockKind, Options, Parser, Tag, TagEnd};

/// The longest paragraph, in characters, that is a heading because all of it is bold.
const LONGEST_BOLD_HEADING: usize = 120;

/// Level of a heading that is only a bold paragraph: below the marked ones.
const BOLD_HEADING_LEVEL: u8 = 4;

/// Reads Markdown.
///
/// # Errors
/// [`ErrorKind::Empty`] where nothing visible stands in it.
pub fn read(bytes: &[u8]) -> Result<Input, ErrorKind> {
    let (text, warning) = decode::decode(bytes, None);
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut reader = Reader::default();
    for event in Parser::new_ext(&text, options) {
        reader.take(event);
    }
    reader.flush();
    if reader.blocks.is_empty() {
        return Err(ErrorKind::Empty);
    }
    Ok(Input {
        format: Format::Markdown,
        content: Content::Marked(reader.blocks),
        metadata: reader.metadata,
        warnings: warning.into_iter().collect(),
    })
}

#[derive(Default)]
struct Reader {
    blocks: Vec<Marked>,
    metadata: Metadata,
    text: String,
    /// Characters of `text` that are bold.
    bold: usize,
    strong: usize,
    heading: Option<u8>,
    /// The next number of each open list, `None` for bulleted ones.
    lists: Vec<Option<u64>>,
    /// What the first paragraph of an open item becomes.
    item: Option<Opening>,
    quotes: usize,
    cells: Option<Vec<String>>,
    /// Inside front matter.
    front: bool,
    /// The open paragraph has a typed line end: lines of an address or signature, not a heading.
    broken: bool,
    /// Inside something that is not shown (an image's description).
    hidden: usize,
}

enum Opening {
    Bullet(u8),
    Number(u64),
}

impl Reader {
    fn take(&mut self, event: Event) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(words) | Event::Code(words) => self.write(&words),
            Event::SoftBreak => self.text.push('\n'),
            Event::HardBreak => self.line_break(),
            Event::InlineHtml(tag) if tag.to_ascii_lowercase().starts_with("<br") => self.line_break(),
            Event::Html(html) => self.html(&html),
            Event::Rule => self.flush(),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag) {
        match tag {
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(heading_level(level));
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let depth = self.lists.len().saturating_sub(1).min(5) as u8;
                self.item = Some(match self.lists.last_mut() {
                    Some(Some(number)) => {
                        let opening = Opening::Number(*number);
                        *number += 1;
                        opening
                    }
                    _ => Opening::Bullet(depth),
                });
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::TableHead | Tag::TableRow => self.cells = Some(Vec::new()),
            Tag::Strong => self.strong += 1,
            Tag::Image { .. } => self.hidden += 1,
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle) => self.front = true,
            Tag::Paragraph | Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::FootnoteDefinition(_) => self.flush(),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.text);
                self.bold = 0;
                self.cells.get_or_insert_with(Vec::new).push(cell.trim().to_owned());
            }
            TagEnd::TableHead | TagEnd::TableRow => {
                let cells = self.cells.take().unwrap_or_default();
                if cells.iter().any(|cell| !cell.is_empty()) {
                    self.blocks.push(Marked { mark: Mark::Row(cells), text: String::new() });
                }
            }
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Image => self.hidden = self.hidden.saturating_sub(1),
            TagEnd::MetadataBlock(_) => {
                let front = std::mem::take(&mut self.text);
                front_matter(&front, &mut self.metadata);
                self.front = false;
            }
            TagEnd::Paragraph => {
                if self.bold_throughout() {
                    self.heading = Some(BOLD_HEADING_LEVEL);
                    self.flush();
                    self.heading = None;
                }
                self.flush();
                self.broken = false;
            }
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::FootnoteDefinition => self.flush(),
            _ => {}
        }
    }

    fn write(&mut self, words: &str) {
        if self.hidden > 0 {
            return;
        }
        if self.strong > 0 && !self.front {
            self.bold += words.trim().len();
        }
        self.text.push_str(words);
    }

    /// A typed line end: a block of its own, but inside a heading, item or cell a space.
    fn line_break(&mut self) {
        if self.heading.is_some() || self.item.is_some() || self.cells.is_some() {
            self.text.push(' ');
        } else {
            self.flush();
            self.broken = true;
        }
    }

    /// A block of HTML inside Markdown: its tags go, its words stay.
    fn html(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            self.text.push_str(&rest[..at]);
            let comment = rest[at..].starts_with("<!--");
            let end = if comment {
                rest[at..].find("-->").map(|e| e + 3)
            } else {
                rest[at..].find('>').map(|e| e + 1)
            };
            rest = end.map_or("", |end| &rest[at + end..]);
        }
        self.text.push_str(rest);
    }

    fn bold_throughout(&self) -> bool {
        let text = self.text.trim();
        let bare = self.heading.is_none() && self.item.is_none() && self.lists.is_empty() && self.quotes == 0;
        bare && !self.broken
            && !text.is_empty()
            && self.bold >= text.len()
            && text.chars().count() <= LONGEST_BOLD_HEADING
            && !text.ends_with(['.', ',', ';', '”', '"'])
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.bold = 0;
        if text.trim().is_empty() {
            return;
        }
        let mut text = text.trim().to_owned();
        let mark = match (self.heading, self.item.take()) {
            (Some(level), _) => Mark::Heading(level),
            (None, Some(Opening::Bullet(depth))) => Mark::Item(depth),
            (None, Some(Opening::Number(number))) => {
                text.insert_str(0, &format!("{number}. "));
                Mark::Paragraph
            }
            (None, None) if self.quotes > 0 => Mark::Quote,
            (None, None) => Mark::Paragraph,
        };
        self.blocks.push(Marked { mark, text });
    }
}

fn heading_level(level: HeadingLevel) -> u8 {
    match level {
        HeadingLevel::H1 => 1,
        HeadingLevel::H2 => 2,
        HeadingLevel::H3 => 3,
        HeadingLevel::H4 => 4,
        HeadingLevel::H5 => 5,
        HeadingLevel::H6 => 6,
    }
}

/// The plain `key: value` lines of front matter that say something of the document.
fn front_matter(front: &str, metadata: &mut Metadata) {
    for line in front.lines() {
        let Some((key, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches(['"', '\'']).trim();
        if value.is_empty() {
            continue;
        }
        let value = value.to_owned();
        match key.trim().to_lowercase().as_str() {
            "title" | "headline" => metadata.title = Some(value),
            "author" | "byline" => metadata.author = Some(value),
            "site" | "publisher" | "publication" => metadata.site = Some(value),
            "url" | "link" | "canonical" | "source" => metadata.address = Some(value),
            "date" | "published" | "pubdate" | "publication_date" => {
                metadata.published.push((DateOrigin::Meta, value))
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_blocks(text: &str) -> Vec<(Mark, String)> {
        let Content::Marked(blocks) = read(text.as_bytes()).unwrap().content else { panic!("not marked") };
        blocks.into_iter().map(|block| (block.mark, block.text)).collect()
    }

    fn told(mark: Mark, text: &str) -> (Mark, String) {
        (mark, text.to_owned())
    }

    #[test]
    fn a_letter_becomes_lines_headings_items() {
        let blocks = read_blocks(
            "Ofsted  \nPiccadilly Gate  \n[www.example.org](http://www.example.org)\n\n1 May 2019\n\n\
             ### **Findings**\n\n- Plans are\n  late.\n- Audits **help**.\n\n  They go on.\n\n  - Inner.\n\n\
             **What needs to improve**\n\nText with **bold**.\n\nAda Marsh  \n**Her Majesty’s Inspector**\n",
        );
        assert_eq!(
            blocks,
            [
                told(Mark::Paragraph, "Ofsted"),
                told(Mark::Paragraph, "Piccadilly Gate"),
                told(Mark::Paragraph, "www.example.org"),
                told(Mark::Paragraph, "1 May 2019"),
                told(Mark::Heading(3), "Findings"),
                told(Mark::Item(0), "Plans are\nlate."),
                told(Mark::Item(0), "Audits help."),
                told(Mark::Paragraph, "They go on."),
                told(Mark::Item(1), "Inner."),
                told(Mark::Heading(4), "What needs to improve"),
                told(Mark::Paragraph, "Text with bold."),
                told(Mark::Paragraph, "Ada Marsh"),
                told(Mark::Paragraph, "Her Majesty’s Inspector"),
            ]
        );
    }

    #[test]
    fn tables_numbers_quotes_and_images() {
        let blocks = read_blocks(
            "| Judgement | Grade |\n|---|---|\n| Overall | **Good** |\n\n12. Leaders know.\n13. They act.\n\n\
             > Plans are late.\n\n![A child reads](a.png)\n\n<div>A *box*<!-- no --></div>\n",
        );
        assert_eq!(
            blocks,
            [
                told(Mark::Row(vec!["Judgement".into(), "Grade".into()]), ""),
                told(Mark::Row(vec!["Overall".into(), "Good".into()]), ""),
                told(Mark::Paragraph, "12. Leaders know."),
                told(Mark::Paragraph, "13. They act."),
                told(Mark::Quote, "Plans are late."),
                told(Mark::Paragraph, "A *box*"),
            ]
        );
    }

    #[test]
    fn front_matter_is_metadata() {
        let input =
            read(b"---\ntitle: \"Praised\"\nauthor: Ada Marsh\ndate: 2024-05-01\n---\n\nText.\n").unwrap();
        assert_eq!(input.metadata.title.as_deref(), Some("Praised"));
        assert_eq!(input.metadata.author.as_deref(), Some("Ada Marsh"));
        assert_eq!(input.metadata.published, [(DateOrigin::Meta, "2024-05-01".to_owned())]);
    }

    #[test]
    fn nothing_is_an_error() {
        assert_eq!(read(b"\n<!-- -->\n").unwrap_err(), ErrorKind::Empty);
    }
}
