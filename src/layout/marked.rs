//! Blocks that markup names become the outline.
//!
//! Knows what each mark turns into, and a paragraph's printed number. Knows nothing of file formats,
//! nor of what any word means.

use super::Outline;
use super::builder::{Kind, TextBuilder};
use crate::error::Warning;
use crate::read::{Mark, Marked};

/// The largest number read as a paragraph's own: a year opens a sentence, it does not number one.
const LAST_NUMBER: u32 = 499;

/// Seals the text of a document whose markup names its blocks. It is one page.
pub fn outline(blocks: &[Marked], warnings: Vec<Warning>) -> Outline {
    let mut builder = TextBuilder::new();
    builder.page(1);
    for block in blocks {
        match &block.mark {
            Mark::Heading(level) => builder.block(Kind::Heading(*level), &block.text),
            Mark::Item(depth) => builder.block(Kind::Item(*depth), without_bullet(&block.text)),
            Mark::Quote => builder.block(Kind::Quote, &block.text),
            Mark::Row(cells) => builder.row(cells.iter().map(String::as_str)),
            Mark::Paragraph => match numbered(&block.text) {
                Some((number, text)) => builder.block(Kind::Numbered(number), text),
                None => builder.block(Kind::Paragraph, &block.text),
            },
        }
    }
    builder.finish(warnings)
}

/// A paragraph's printed number ("12. Leaders ...") and the words after it.
fn numbered(text: &str) -> Option<(u32, &str)> {
    let text = text.trim_start();
    let digits = text.find(|c: char| !c.is_ascii_digit())?;
    let number: u32 = text[..digits].parse().ok()?;
    let rest = text[digits..].strip_prefix(['.', ')'])?;
    let words = rest.trim_start();
    let set_apart = rest.len() > words.len() && words.starts_with(|c: char| !c.is_ascii_digit());
    (set_apart && (1..=LAST_NUMBER).contains(&number)).then_some((number, words))
}

/// A bullet that was typed inside an item.
fn without_bullet(text: &str) -> &str {
    text.trim_start()
        .trim_start_matches(['•', '◼', '■', '▪', '\u{f0b7}', '\u{f06e}', '\u{f0a7}'])
        .trim_start()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::BlockKind;

    fn marked(mark: Mark, text: &str) -> Marked {
        Marked { mark, text: text.to_owned() }
    }

    #[test]
    fn each_mark_becomes_its_block() {
        let blocks = [
            marked(Mark::Heading(2), "Findings"),
            marked(Mark::Item(0), "• Plans are late."),
            marked(Mark::Paragraph, "12. Leaders know. They act."),
            marked(Mark::Paragraph, "2016. A year is no number."),
            marked(Mark::Row(vec!["Overall".into(), "Good".into()]), ""),
        ];
        let outline = outline(&blocks, Vec::new());
        assert_eq!(
            outline.text.as_str(),
            "Findings\n• Plans are late.\n12. Leaders know. They act.\n2016. A year is no number.\nOverall\tGood\n"
        );
        let kinds: Vec<&BlockKind> = outline.blocks.iter().map(|block| &block.kind).collect();
        assert_eq!(kinds[2], &BlockKind::Paragraph { number: Some(12) });
        assert_eq!(kinds[3], &BlockKind::Paragraph { number: None });
        assert_eq!(outline.blocks[2].sentences.len(), 2);
        assert_eq!(outline.text.page_at(0), 1);
    }
}
