//! What kind of file some bytes are, told by their content alone.
//!
//! Knows signatures and marks of formats. Knows nothing of names, nor of what a document says.

use super::decode;
use crate::record::Format;

/// A PDF's header may stand this far into the file (as readers have always allowed).
const PDF_HEADER_WITHIN: usize = 1024;

/// Bytes looked at to tell markup from plain text.
const LOOKED_AT: usize = 64 * 1024;

/// The format of `bytes`, or `None` for what is no document (pictures, archives, programs, nothing).
pub fn sniff(bytes: &[u8]) -> Option<Format> {
    let head = &bytes[..bytes.len().min(PDF_HEADER_WITHIN)];
    if head.windows(5).any(|five| five == b"%PDF-") {
        return Some(Format::Pdf);
    }
    if bytes.trim_ascii().is_empty() {
        return None;
    }
    let (text, _) = decode::decode(decode::head(bytes, LOOKED_AT), None);
    if is_binary(&text) {
        None
    } else if is_html(&text) {
        Some(Format::Html)
    } else if is_markdown(&text) {
        Some(Format::Markdown)
    } else {
        Some(Format::Text)
    }
}

/// Control characters that no text holds make up more than one in a hundred.
fn is_binary(text: &str) -> bool {
    let odd = text
        .chars()
        .filter(|&c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}' | '\u{85}'))
        .count();
    odd * 100 > text.chars().count()
}

const PAGE_TAGS: &[&str] = &["<!doctype html", "<html", "<head", "<body"];
const BLOCK_TAGS: &[&str] =
    &["<p>", "<p ", "<div", "<article", "<main", "<section", "<h1", "<h2", "<table", "<ul", "<br"];

fn is_html(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let start = after_comments(&lower);
    if start.starts_with('<') {
        let prolog = start.starts_with("<?xml") && PAGE_TAGS.iter().any(|tag| start.contains(tag));
        return prolog
            || PAGE_TAGS.iter().chain(BLOCK_TAGS).any(|tag| start.starts_with(tag))
            || closes_blocks(start);
    }
    PAGE_TAGS[1..].iter().any(|tag| lower.contains(tag)) && closes_blocks(&lower)
}

fn closes_blocks(lower: &str) -> bool {
    ["</p>", "</div>", "</body>", "</html>", "</title>"].iter().any(|tag| lower.contains(tag))
}

fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    while let Some(comment) = rest.strip_prefix("<!--") {
        let Some(end) = comment.find("-->") else { break };
        rest = comment[end + 3..].trim_start();
    }
    rest
}

/// Markdown is plain text too: only marks that nobody types by chance count.
fn is_markdown(text: &str) -> bool {
    let mut points = 0;
    for line in text.lines().take(2000) {
        let hashes = line.len() - line.trim_start_matches('#').len();
        let heading = (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') && line.len() > hashes + 1;
        let divider = line.contains("|--") || line.contains("|:-") || line.contains("| --");
        let fence = line.starts_with("```");
        let link = line.find("](").is_some_and(|at| line[..at].contains('[') && line[at..].contains(')'));
        let bold = line.matches("**").count() >= 2 || line.matches("__").count() >= 2;
        points += 2 * usize::from(heading) + 2 * usize::from(divider || fence) + 2 * usize::from(link);
        points += usize::from(bold);
        if points >= 2 {
            return true;
        }
    }
    let mut lines = text.lines().map(str::trim_end);
    lines.next() == Some("---") && lines.take(30).any(|line| line == "---")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_format_by_its_content() {
        let cases: [(&[u8], Option<Format>); 16] = [
            (b"%PDF-1.7\n...", Some(Format::Pdf)),
            (b"\n\njunk before %PDF-1.4\n", Some(Format::Pdf)),
            (b"", None),
            (b" \n\t", None),
            (b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00", None),
            (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", None),
            (b"<!-- saved --><!DOCTYPE html><html><body>x</body></html>", Some(Format::Html)),
            (b"<?xml version=\"1.0\"?><html xmlns=\"x\"><body/></html>", Some(Format::Html)),
            (b"<p>A council was <b>praised</b>.</p>", Some(Format::Html)),
            (b"# Council praised\n\nA council was praised.", Some(Format::Markdown)),
            (b"Council praised\n\nSee [the letter](letter.pdf).", Some(Format::Markdown)),
            (b"**Council praised**\n\n**Findings**\n\nText.", Some(Format::Markdown)),
            (b"---\ntitle: Praised\n---\n\nText.", Some(Format::Markdown)),
            (b"Council praised\n\nA council was praised * and how. #ofsted", Some(Format::Text)),
            (b"if a < b then", Some(Format::Text)),
            (b"\xff\xfeC\x00o\x00u\x00n\x00c\x00i\x00l\x00", Some(Format::Text)),
        ];
        for (bytes, format) in cases {
            assert_eq!(sniff(bytes), format, "{:?}", String::from_utf8_lossy(bytes));
        }
    }
}
