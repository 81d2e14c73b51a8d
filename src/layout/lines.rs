//! Runs of characters become lines: words on one baseline, in one column or table cell.
//!
//! Knows distances relative to the font size. Knows nothing of paragraphs.

use crate::read::{Element, ElementKind, Page, Run};

/// Words on one baseline within one column or cell.
#[derive(Debug, Clone)]
pub(crate) struct Line {
    pub page: u32,
    pub text: String,
    pub left: f32,
    pub right: f32,
    pub baseline: f32,
    /// Size of most of its characters, in points.
    pub size: f32,
    pub bold: bool,
    /// The file calls it furniture.
    pub artifact: bool,
    /// A raised digit stands before the first word, as before a footnote.
    pub noted: bool,
    /// A bullet or list number, taken off the text, with its left edge.
    pub marker: Option<Marker>,
    pub tag: Tag,
}

/// What opens a list item.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Marker {
    pub left: f32,
    pub kind: MarkerKind,
    /// As printed.
    pub text: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum MarkerKind {
    Bullet(char),
    /// A printed number: `12.`
    Number(u32),
    /// `a.`, `iv)`, `2.1`
    Letter,
}

/// What the structure tree says of a line: ids of the innermost ancestors of each kind.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct Tag {
    /// The innermost element that is a block.
    pub block: Option<u32>,
    pub heading: Option<u8>,
    pub item: Option<u32>,
    /// How many lists lie around it.
    pub depth: u8,
    pub row: Option<u32>,
    pub cell: Option<u32>,
    pub note: bool,
}

/// Baselines closer than this part of the font size are one line.
const SAME_LINE: f32 = 0.25;
/// A raised mark stands at most this part of the font size above the line's baseline.
const RAISED: f32 = 0.75;
/// A mark is smaller than this part of the line's font size.
const SMALLER: f32 = 0.8;
/// Words further apart than this part of the font size belong to different columns.
const COLUMN_GAP: f32 = 2.2;
/// Words further apart than this part of the font size have a space between them.
const WORD_GAP: f32 = 0.15;

/// The lines of a page from top to bottom, left to right. Hidden runs are left out.
pub(crate) fn lines(page: &Page, elements: &[Element]) -> Vec<Line> {
    let mut runs: Vec<&Run> =
        page.runs.iter().filter(|run| !run.hidden && !run.text.trim().is_empty()).collect();
    runs.sort_by(|a, b| a.baseline.total_cmp(&b.baseline));
    let mut found = Vec::new();
    for mut row in baselines(runs) {
        row.sort_by(|a, b| a.left.total_cmp(&b.left));
        let size = main_size(&row);
        for piece in columns(&row, size, elements) {
            found.push(line(page.number, piece, elements));
        }
    }
    found
}

/// Groups runs (sorted by baseline) that stand on one baseline; raised marks go to the line below them.
fn baselines(runs: Vec<&Run>) -> Vec<Vec<&Run>> {
    let mut rows: Vec<Vec<&Run>> = Vec::new();
    for run in runs {
        let joins = rows.last().is_some_and(|row| {
            let baseline = row[0].baseline;
            run.baseline - baseline < SAME_LINE * run.size.min(row[0].size)
        });
        match rows.last_mut() {
            Some(row) if joins => row.push(run),
            _ => rows.push(vec![run]),
        }
    }
    let mut merged: Vec<Vec<&Run>> = Vec::with_capacity(rows.len());
    for row in rows {
        match merged.last_mut() {
            Some(above) if is_raised_over(above, &row) => above.extend(row),
            _ => merged.push(row),
        }
    }
    merged
}

/// Whether `marks` are small characters that hang on the words of `row` just below.
fn is_raised_over(marks: &[&Run], row: &[&Run]) -> bool {
    let (size, baseline) = (main_size(row), row[0].baseline);
    let small = marks.iter().all(|mark| mark.size < SMALLER * size && mark.text.trim().chars().count() <= 3);
    let left = row.iter().map(|run| run.left).fold(f32::MAX, f32::min);
    let right = row.iter().map(|run| run.right).fold(f32::MIN, f32::max);
    small
        && baseline - marks[0].baseline < RAISED * size
        && marks.iter().all(|mark| mark.left > left - size && mark.right < right + 2.0 * size)
}

/// The size in which most characters are set.
fn main_size(runs: &[&Run]) -> f32 {
    let longest = runs.iter().max_by_key(|run| run.text.trim().chars().count());
    longest.map_or(12.0, |run| run.size)
}

/// Cuts a row at wide gaps and between table cells, but not behind a bullet or number.
fn columns<'r, 'a>(row: &'r [&'a Run], size: f32, elements: &[Element]) -> Vec<&'r [&'a Run]> {
    let mut pieces = Vec::new();
    let mut from = 0;
    for at in 1..row.len() {
        let (last, next) = (row[at - 1], row[at]);
        let gap = next.left - row[from..at].iter().map(|run| run.right).fold(f32::MIN, f32::max);
        let cells = cell_of(last, elements) != cell_of(next, elements);
        let marker = at - from == 1 && marker_of(last.text.trim()).is_some_and(|(_, rest)| rest.is_empty());
        if (gap > COLUMN_GAP * size && !marker) || (cells && gap > 0.0) {
            pieces.push(&row[from..at]);
            from = at;
        }
    }
    pieces.push(&row[from..]);
    pieces
}

fn cell_of(run: &Run, elements: &[Element]) -> Option<u32> {
    ancestors(run.element, elements).find(|&at| elements[at as usize].kind == ElementKind::Cell)
}

/// Real trees nest some 30 levels, layout tables within layout tables.
const DEEPEST: usize = 128;

fn ancestors(element: Option<u32>, elements: &[Element]) -> impl Iterator<Item = u32> + '_ {
    // A hostile tree may be as deep as the file is long.
    std::iter::successors(element, |&at| elements[at as usize].parent).take(DEEPEST)
}

fn line(page: u32, runs: &[&Run], elements: &[Element]) -> Line {
    let size = main_size(runs);
    let baseline =
        runs.iter().find(|run| run.size >= SMALLER * size).map_or(runs[0].baseline, |run| run.baseline);
    let mut text = String::new();
    let mut right = f32::MIN;
    let mut noted = false;
    let (mut letters, mut bold) = (0, 0);
    for run in runs {
        if is_footnote_mark(run, size, baseline) {
            noted |= text.trim().is_empty();
            right = right.max(run.right);
            continue;
        }
        if !text.is_empty() && run.left - right > WORD_GAP * run.size && !text.ends_with(' ') {
            text.push(' ');
        }
        text.push_str(&run.text);
        right = right.max(run.right);
        let count = run.text.chars().filter(|c| c.is_alphanumeric()).count();
        letters += count;
        bold += if run.bold { count } else { 0 };
    }
    let mut left = runs[0].left;
    let mut marker = None;
    if let Some((kind, rest)) = marker_of(text.trim_start()) {
        let rest_at = text.len() - rest.len();
        marker = Some(Marker { left, kind, text: text[..rest_at].trim().to_owned() });
        // The words after the marker begin where their run does, or right behind it.
        let words = runs.iter().skip(1).find(|run| !run.text.trim().is_empty());
        left = words.filter(|_| rest_at >= runs[0].text.trim_end().len()).map_or(left, |run| run.left);
        text.drain(..rest_at);
    }
    Line {
        page,
        left,
        right: runs.iter().map(|run| trimmed_right(run)).fold(f32::MIN, f32::max),
        baseline,
        size,
        bold: letters > 0 && bold * 10 >= letters * 9,
        artifact: runs.iter().all(|run| run.artifact),
        noted,
        marker,
        tag: tag_of(main_element(runs), elements),
        text: text.trim().replace(char::REPLACEMENT_CHARACTER, ""),
    }
}

fn main_element(runs: &[&Run]) -> Option<u32> {
    let longest = runs.iter().filter(|run| run.element.is_some()).max_by_key(|run| run.text.trim().len());
    longest.and_then(|run| run.element)
}

/// Trailing spaces reach past the words; what is left of them tells where the line ends.
fn trimmed_right(run: &Run) -> f32 {
    let all = run.text.chars().count().max(1) as f32;
    let trailing = run.text.chars().rev().take_while(|c| c.is_whitespace()).count() as f32;
    run.right - (run.right - run.left) * trailing / all
}

/// A raised small digit (or asterisk) that points to a footnote; "th" in "8th" is read on.
fn is_footnote_mark(run: &Run, size: f32, baseline: f32) -> bool {
    let text = run.text.trim();
    run.size < SMALLER * size
        && baseline - run.baseline > 0.1 * size
        && text.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '*' | '¹' | '²' | '³'))
}

fn tag_of(element: Option<u32>, elements: &[Element]) -> Tag {
    let mut tag = Tag::default();
    for at in ancestors(element, elements) {
        match elements[at as usize].kind {
            ElementKind::Heading(level) => {
                tag.heading = tag.heading.or(Some(level));
                tag.block = tag.block.or(Some(at));
            }
            ElementKind::Paragraph | ElementKind::ListBody | ElementKind::Label => {
                tag.block = tag.block.or(Some(at))
            }
            ElementKind::ListItem => {
                tag.block = tag.block.or(Some(at));
                if tag.cell.is_none() {
                    tag.item = tag.item.or(Some(at));
                    tag.depth += 1;
                }
            }
            ElementKind::Row => tag.row = tag.row.or(Some(at)),
            ElementKind::Cell => {
                tag.cell = tag.cell.or(Some(at));
                tag.block = tag.block.or(Some(at));
            }
            ElementKind::Note => tag.note = true,
            ElementKind::Inline | ElementKind::Table | ElementKind::Figure | ElementKind::Other => {}
        }
    }
    tag
}

/// Bullets in use; the last stands for a glyph without a name.
const BULLETS: &[char] =
    &['•', '◼', '■', '▪', '●', '○', '◦', '‣', '⁃', '∙', '·', '□', '◾', '▫', '►', '➢', '✓', '−', '\u{fffd}'];

/// A list marker at the start of `text`, and the words after it.
pub(crate) fn marker_of(text: &str) -> Option<(MarkerKind, &str)> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    // Symbol fonts put their glyphs in the first block of the private use area.
    if BULLETS.contains(&first) || ('\u{f000}'..='\u{f0ff}').contains(&first) {
        return Some((MarkerKind::Bullet(first), rest.trim_start()));
    }
    // A dash or a letter "o" is a bullet only when it stands alone.
    if matches!(first, '-' | '–' | '—' | 'o' | '*')
        && (rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']))
    {
        return Some((MarkerKind::Bullet(first), rest.trim_start()));
    }
    numbered(text)
}

fn numbered(text: &str) -> Option<(MarkerKind, &str)> {
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let bare = word.trim_start_matches('(');
    let inner = bare.strip_suffix([')', '.'])?;
    let kind = match inner.parse::<u32>() {
        Ok(number) if number < 500 && inner.len() <= 3 => MarkerKind::Number(number),
        Ok(_) => return None,
        Err(_) if is_letter_number(inner) => MarkerKind::Letter,
        Err(_) => return None,
    };
    Some((kind, rest.trim_start()))
}

/// `a`, `iv`: short, lower case; longer words with a stop are words.
fn is_letter_number(inner: &str) -> bool {
    let roman = inner.chars().all(|c| matches!(c, 'i' | 'v' | 'x')) && inner.len() <= 4;
    let letter = inner.len() == 1 && inner.chars().all(|c| c.is_ascii_lowercase());
    !inner.is_empty() && (roman || letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markers_are_told_from_words() {
        assert_eq!(marker_of("◼ Plans"), Some((MarkerKind::Bullet('◼'), "Plans")));
        assert_eq!(marker_of("\u{f06e}Plans"), Some((MarkerKind::Bullet('\u{f06e}'), "Plans")));
        assert_eq!(marker_of("12. Leaders"), Some((MarkerKind::Number(12), "Leaders")));
        assert_eq!(marker_of("(iv) visits"), Some((MarkerKind::Letter, "visits")));
        assert_eq!(marker_of("– visits"), Some((MarkerKind::Bullet('–'), "visits")));
        for words in
            ["2018. In that year", "e.g. visits", "on time", "-based work", "Most plans.", "16 and 17 May"]
        {
            assert_eq!(marker_of(words), None, "{words}");
        }
    }
}
