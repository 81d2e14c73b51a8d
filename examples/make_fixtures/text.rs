//! Blocks become plain text with lines broken at a fixed width, as a letter copied out of a viewer.

use super::source::{Block, plain};

/// Columns of a line.
const COLUMNS: usize = 78;

/// The text.
pub fn write(blocks: &[Block]) -> String {
    let mut parts = Vec::new();
    for block in blocks {
        match block {
            Block::Heading(_, words) => parts.push(plain(words)),
            Block::Paragraph(words) => parts.push(fold("", &plain(words))),
            Block::Item { number, depth, paragraphs } => {
                let mark = number.map_or_else(|| "• ".to_owned(), |n| format!("{n}. "));
                let mark = format!("{}{mark}", "  ".repeat(*depth));
                let text: Vec<String> = paragraphs.iter().map(|words| plain(words)).collect();
                parts.push(fold(&mark, &text.join(" ")));
            }
            other => panic!("plain text has no form for {other:?}"),
        }
    }
    parts.join("\n\n") + "\n"
}

/// Breaks at spaces; lines after the first hang under the words of the first.
fn fold(mark: &str, text: &str) -> String {
    let hang = " ".repeat(mark.chars().count());
    let mut lines = Vec::new();
    for paragraph in text.split('\n') {
        let mut line = if lines.is_empty() { mark.to_owned() } else { hang.clone() };
        let mut empty = true;
        for word in paragraph.split(' ') {
            if !empty && line.chars().count() + 1 + word.chars().count() > COLUMNS {
                lines.push(std::mem::replace(&mut line, hang.clone()));
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        lines.push(line);
    }
    lines.join("\n")
}
