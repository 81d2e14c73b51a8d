//! Plain text becomes blocks: a line or a wrapped paragraph each.
//!
//! Knows blank lines, wrapped lines, typed bullets and lines that stand alone like headings. Knows
//! nothing of what any word means.

use super::{Content, Input, Mark, Marked, Metadata, decode};
use crate::error::ErrorKind;
use crate::record::Format;

/// No text file is wrapped wider than this; longer lines mean that a line is a paragraph.
const WIDEST_WRAP: usize = 120;

/// Lines shorter than this are not taken for wrapped ones.
const NARROWEST_WRAP: usize = 40;

/// A wrapped line may end this much short of the widest one.
const WRAP_SLACK: usize = 4;

/// The longest line, in characters, that may be a heading.
const LONGEST_HEADING: usize = 90;

/// The longest first line, in characters, that may be the headline.
const LONGEST_HEADLINE: usize = 220;

/// Reads plain text.
///
/// # Errors
/// [`ErrorKind::Empty`] where nothing visible stands in it.
pub fn read(bytes: &[u8]) -> Result<Input, ErrorKind> {
    let (text, warning) = decode::decode(bytes, None);
    let groups = groups(&text);
    if groups.is_empty() {
        return Err(ErrorKind::Empty);
    }
    let blocks = with_headings(&groups);
    Ok(Input {
        format: Format::Text,
        content: Content::Marked(blocks),
        metadata: Metadata::default(),
        warnings: warning.into_iter().collect(),
    })
}

/// Blocks that stand together, with blank lines around.
struct Group {
    blocks: Vec<Marked>,
}

fn groups(text: &str) -> Vec<Group> {
    let width = wrap_width(text);
    let mut groups = Vec::new();
    let mut lines: Vec<&str> = Vec::new();
    for line in text.lines().chain([""]) {
        if !line.trim().is_empty() {
            lines.push(line.trim_end());
        } else if !lines.is_empty() {
            groups.push(Group { blocks: blocks(&lines, width) });
            lines.clear();
        }
    }
    groups
}

/// The width at which the text is wrapped, if it is.
fn wrap_width(text: &str) -> Option<usize> {
    let widest = text.lines().map(|line| line.trim_end().chars().count()).max().unwrap_or(0);
    (NARROWEST_WRAP..=WIDEST_WRAP).contains(&widest).then_some(widest)
}

/// Joins wrapped lines of a group; every other line is a block of its own.
fn blocks(lines: &[&str], width: Option<usize>) -> Vec<Marked> {
    let mut found: Vec<Marked> = Vec::new();
    let mut before: Option<&str> = None;
    for line in lines {
        let (depth, words) = bullet(line);
        let wrapped = before.zip(width).is_some_and(|(before, width)| is_full(before, words, width));
        match found.last_mut() {
            Some(last) if depth.is_none() && wrapped => {
                last.text.push(' ');
                last.text.push_str(words);
            }
            _ => {
                let mark = depth.map_or(Mark::Paragraph, Mark::Item);
                found.push(Marked { mark, text: words.to_owned() });
            }
        }
        before = Some(line);
    }
    found
}

/// Whether the next line's first word had no place on this one.
fn is_full(line: &str, next: &str, width: usize) -> bool {
    let word = next.split_whitespace().next().map_or(0, |word| word.chars().count());
    line.chars().count() + 1 + word + WRAP_SLACK > width
}

const BULLETS: &[char] =
    &['•', '◼', '■', '▪', '●', '‣', '◦', '·', '–', '-', '*', '\u{f0b7}', '\u{f06e}', '\u{f0a7}', '➢', '✓'];

/// A typed bullet's depth, and the words without it.
fn bullet(line: &str) -> (Option<u8>, &str) {
    let words = line.trim_start();
    let indent =
        line[..line.len() - words.len()].chars().map(|c| if c == '\t' { 4 } else { 1 }).sum::<usize>();
    let rest = words.strip_prefix(BULLETS).or_else(|| words.strip_prefix("o").filter(|_| words.len() > 2));
    match rest {
        Some(rest) if rest.starts_with(char::is_whitespace) && !rest.trim().is_empty() => {
            (Some((indent / 4).min(5) as u8), rest.trim_start())
        }
        _ => (None, words),
    }
}

/// Marks the first line and short lines that stand alone above text as headings.
fn with_headings(groups: &[Group]) -> Vec<Marked> {
    let mut found = Vec::new();
    for (index, group) in groups.iter().enumerate() {
        let first = index == 0;
        let limit = if first { LONGEST_HEADLINE } else { LONGEST_HEADING };
        let above_text = groups.get(index + 1).is_some_and(|next| !looks_like_heading(next, LONGEST_HEADING));
        let heading = (first || above_text) && looks_like_heading(group, limit) && groups.len() > 1;
        for block in &group.blocks {
            let mark = if heading { Mark::Heading(if first { 1 } else { 2 }) } else { block.mark.clone() };
            found.push(Marked { mark, text: block.text.clone() });
        }
    }
    found
}

/// A single line without a stop that is no list item, date, greeting or quotation.
fn looks_like_heading(group: &Group, limit: usize) -> bool {
    let [block] = &group.blocks[..] else { return false };
    let text = block.text.trim();
    let opens_like_one =
        text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || "‘'“\"".contains(c));
    // ‘It ends with a stop within its marks.’
    let unmarked = text.trim_end_matches(['’', '\'']);
    let ends_like_one =
        !text.ends_with(['”', '"']) && !unmarked.ends_with(['.', ',', ';', ':', '!', '”', '"', '…']);
    let letter = ["Dear ", "Yours ", "Published", "Date", "By "].iter().any(|word| text.starts_with(word));
    let quoted = text.starts_with(['“', '"']) && text.matches(['“', '”', '"']).count() < 2;
    let dated = text.ends_with(|c: char| c.is_ascii_digit());
    block.mark == Mark::Paragraph
        && text.chars().count() <= limit
        && opens_like_one
        && ends_like_one
        && !letter
        && !quoted
        && !dated
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read_blocks(text: &str) -> Vec<(Mark, String)> {
        let Content::Marked(blocks) = read(text.as_bytes()).unwrap().content else { panic!("not marked") };
        blocks.into_iter().map(|block| (block.mark, block.text)).collect()
    }

    fn paragraph(text: &str) -> (Mark, String) {
        (Mark::Paragraph, text.to_owned())
    }

    #[test]
    fn a_line_is_a_block_where_lines_are_long() {
        let long = "The council was praised for its work with families. ".repeat(4);
        let text =
            format!("Council praised\n\nAda Marsh\nThursday, 6 April 2017\n\n{long}\n\nOversight\n\n{long}");
        let blocks = read_blocks(&text);
        assert_eq!(blocks[0], (Mark::Heading(1), "Council praised".to_owned()));
        assert_eq!(blocks[1], paragraph("Ada Marsh"));
        assert_eq!(blocks[2], paragraph("Thursday, 6 April 2017"));
        assert_eq!(blocks[3], paragraph(long.trim_end()));
        assert_eq!(blocks[4].0, Mark::Heading(2));
    }

    #[test]
    fn wrapped_lines_are_joined() {
        let text = "Council praised\n\nThe council was praised for its work with families and\nchildren by inspectors who came in May, and again in the\nautumn.\nMr A. Marsh\nDirector\n\n- plans are\n- audits drift and they do so in many of the teams that\n  were seen\n";
        assert_eq!(
            read_blocks(text)[1..],
            [
                paragraph(
                    "The council was praised for its work with families and children by inspectors who came in May, and again in the autumn."
                ),
                paragraph("Mr A. Marsh"),
                paragraph("Director"),
                (Mark::Item(0), "plans are".to_owned()),
                (Mark::Item(0), "audits drift and they do so in many of the teams that were seen".to_owned()),
            ]
        );
    }

    #[test]
    fn bullets_of_all_kinds() {
        for bullet in ["•", "■", "-", "*", "o", "\u{f0b7}"] {
            let blocks =
                read_blocks(&format!("Findings\n\n{bullet} Plans are late.\n    {bullet}\tMany are."));
            assert_eq!(blocks[1], (Mark::Item(0), "Plans are late.".to_owned()));
            assert_eq!(blocks[2], (Mark::Item(1), "Many are.".to_owned()));
        }
        assert_eq!(read_blocks("Findings\n\n-5 degrees and o’clock")[1], paragraph("-5 degrees and o’clock"));
    }

    #[test]
    fn nothing_is_an_error() {
        assert_eq!(read(b" \n\n\t").unwrap_err(), ErrorKind::Empty);
    }
}
