//! Blocks become a web page, with the furniture that a council's or Ofsted's site puts around it.

use super::source::{Block, Span, SpanKind, Words, plain};
use std::fmt::Write;

/// The page.
pub fn write(blocks: &[Block]) -> String {
    let title = blocks.iter().find_map(|block| match block {
        Block::Heading(1, words) => Some(plain(words)),
        _ => None,
    });
    let title = escape(&title.unwrap_or_else(|| "Letter".to_owned()));
    let mut page = format!(
        "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         </head>\n<body>\n<nav><a href=\"/\">Home</a> <a href=\"/search\">Search</a></nav>\n<main>\n<article>\n"
    );
    write_blocks(&mut page, blocks);
    page.push_str("</article>\n</main>\n<footer><p>© Crown copyright</p></footer>\n</body>\n</html>\n");
    page
}

fn write_blocks(page: &mut String, blocks: &[Block]) {
    let mut open: Vec<&'static str> = Vec::new();
    for block in blocks {
        match block {
            Block::Item { number, depth, paragraphs } => {
                item(page, &mut open, if number.is_some() { "ol" } else { "ul" }, *depth, paragraphs);
                continue;
            }
            _ => close(page, &mut open, 0),
        }
        match block {
            Block::Heading(level, words) => line(page, &format!("h{level}"), &inline(words)),
            Block::Paragraph(words) => line(page, "p", &inline(words)),
            Block::Quote(inner) => {
                page.push_str("<blockquote>\n");
                write_blocks(page, inner);
                page.push_str("</blockquote>\n");
            }
            Block::Table(rows) => table(page, rows),
            Block::Note(mark, words) => line(page, "aside", &format!("<sup>{mark}</sup> {}", inline(words))),
            Block::Item { .. } => {}
        }
    }
    close(page, &mut open, 0);
}

/// Opens and closes lists so that the item stands at `depth`; the last item stays open for what
/// may be nested in it.
fn item(
    page: &mut String,
    open: &mut Vec<&'static str>,
    kind: &'static str,
    depth: usize,
    paragraphs: &[Words],
) {
    close(page, open, depth + 1);
    if open.len() == depth + 1 {
        page.push_str("</li>\n");
    } else {
        writeln!(page, "<{kind}>").expect("a string takes all");
        open.push(kind);
    }
    page.push_str("<li>");
    match paragraphs {
        [only] => page.push_str(&inline(only)),
        many => many.iter().for_each(|words| line(page, "p", &inline(words))),
    }
}

fn close(page: &mut String, open: &mut Vec<&'static str>, depth: usize) {
    while open.len() > depth {
        let kind = open.pop().expect("a list is open");
        writeln!(page, "</li>\n</{kind}>").expect("a string takes all");
    }
}

fn table(page: &mut String, rows: &[Vec<Vec<Words>>]) {
    page.push_str("<table>\n");
    for (index, row) in rows.iter().enumerate() {
        let kind = if index == 0 { "th" } else { "td" };
        page.push_str("<tr>");
        for cell in row {
            let paragraphs: Vec<String> = cell.iter().map(|words| inline(words)).collect();
            write!(page, "<{kind}>{}</{kind}>", paragraphs.join("<br>")).expect("a string takes all");
        }
        page.push_str("</tr>\n");
    }
    page.push_str("</table>\n");
}

fn line(page: &mut String, tag: &str, inner: &str) {
    writeln!(page, "<{tag}>{inner}</{tag}>").expect("a string takes all");
}

fn inline(words: &[Span]) -> String {
    words
        .iter()
        .map(|span| match span.kind {
            SpanKind::Break => "<br>\n".to_owned(),
            SpanKind::NoteMark => format!("<sup>{}</sup>", span.text),
            SpanKind::Plain if span.bold => format!("<strong>{}</strong>", escape(&span.text)),
            SpanKind::Plain => escape(&span.text),
        })
        .collect()
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
