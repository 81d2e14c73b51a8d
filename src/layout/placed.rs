//! Lines on pages become blocks: paragraphs, headings, items, rows of tables, footnotes.
//!
//! Marks of the file first, geometry second, and each only a clue: a new paragraph begins where the
//! file says so, unless the sentence plainly goes on; a bullet begins an item whatever the file says.

use super::builder::{Kind, TextBuilder};
use super::lines::{Line, MarkerKind, lines};
use super::tables::{Piece, pieces};
use super::words::Vocabulary;
use super::{Outline, furniture};
use crate::error::Warning;
use crate::read::Placed;

/// The outline of a document that places its lines.
pub(crate) fn outline(placed: &Placed, warnings: Vec<Warning>) -> Outline {
    let mut pages: Vec<Vec<Line>> = placed.pages.iter().map(|page| lines(page, &placed.elements)).collect();
    let heights: Vec<f32> = placed.pages.iter().map(|page| page.height).collect();
    furniture::remove(&mut pages, &heights);
    let style = Style::of(&pages);
    let vocabulary = Vocabulary::of(pages.iter().flatten().map(|line| line.text.as_str()));
    let mut drafts: Vec<Draft> = Vec::new();
    let mut notes: Vec<Draft> = Vec::new();
    for (lines, page) in pages.into_iter().zip(&placed.pages) {
        let (body, below) = style.split_notes(lines, page.height);
        for line in below {
            extend(&mut notes, line, &style, &vocabulary, true);
        }
        for piece in pieces(body, &page.rules) {
            match piece {
                Piece::Line(line) => extend(&mut drafts, line, &style, &vocabulary, false),
                Piece::Row(cells) => {
                    let row = row(cells, &vocabulary);
                    if !drafts.last_mut().is_some_and(|last| last.continue_cells(&row, &vocabulary)) {
                        drafts.push(row);
                    }
                }
            }
        }
    }
    build(drafts, notes, &style, warnings)
}

/// A block being gathered.
struct Draft {
    shape: Shape,
    /// Words by page, in order.
    parts: Vec<(u32, String)>,
    first: Line,
    last: Line,
    /// Of a row: each cell's left edge and words.
    cells: Vec<(f32, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Heading,
    Paragraph,
    Numbered(u32),
    Item,
    Row,
    Note,
}

impl Draft {
    fn new(shape: Shape, line: Line) -> Self {
        let parts = vec![(line.page, line.text.clone())];
        Draft { shape, parts, first: line.clone(), last: line, cells: Vec::new() }
    }

    fn push(&mut self, line: Line, vocabulary: &Vocabulary) {
        match self.parts.last_mut() {
            Some((page, text)) if *page == line.page => vocabulary.join(text, &line.text),
            // The builder sets pieces of two pages apart by a space; a word cut by the page is whole again.
            Some((_, text)) if text.ends_with('-') => {
                let (word, rest) = line.text.split_once(' ').unwrap_or((&line.text, ""));
                vocabulary.join(text, word);
                self.parts.push((line.page, rest.to_owned()));
            }
            _ => self.parts.push((line.page, line.text.clone())),
        }
        self.last = line;
    }

    /// A row cut by the page goes on in one of its columns, or in all of them.
    fn continue_row(&mut self, line: &Line, vocabulary: &Vocabulary) -> bool {
        let turned = line.page != self.first.page;
        if !turned || line.tag.cell.is_none() || line.marker.is_some() {
            return false;
        }
        let tolerance = SAME_LEFT * line.size;
        let cell = self
            .cells
            .iter_mut()
            .find(|(left, text)| (left - line.left).abs() < tolerance && !ends_sentence(text));
        let Some((_, text)) = cell else { return false };
        vocabulary.join(text, &line.text);
        self.last = line.clone();
        true
    }

    /// A row on the next page whose cells all go on with this one's.
    fn continue_cells(&mut self, next: &Draft, vocabulary: &Vocabulary) -> bool {
        let pairs = || self.cells.iter().zip(&next.cells);
        let same = self.shape == Shape::Row
            && self.cells.len() == next.cells.len()
            && self.last.page != next.first.page;
        let columns = pairs().all(|((left, _), (other, _))| (left - other).abs() < 6.0);
        let cut = pairs().any(|((_, before), (_, after))| sentence_goes_on(before, after));
        if !(same && columns && cut) {
            return false;
        }
        for ((_, text), (_, more)) in self.cells.iter_mut().zip(&next.cells) {
            vocabulary.join(text, more);
        }
        self.last = next.last.clone();
        true
    }

    /// A whole paragraph in bold, or tagged as a heading, is a paragraph all the same.
    fn settle(&mut self) {
        let length: usize = self.parts.iter().map(|(_, text)| text.chars().count()).sum();
        if self.shape == Shape::Heading && length > LONGEST_HEADING {
            self.shape = Shape::Paragraph;
        }
    }

    fn text_end(&self) -> &str {
        self.parts.last().map_or("", |(_, text)| text.trim_end())
    }
}

/// What the document's ordinary text looks like.
struct Style {
    /// Font size of most characters, in points.
    body: f32,
    /// Distance of two lines of a paragraph, in parts of the font size.
    leading: f32,
    /// How far right lines of text reach, in points.
    right: f32,
}

/// Footnotes are set smaller than this part of the body's size.
const NOTE_SIZE: f32 = 0.9;
/// A heading is larger than this part of the body's size, unless it is bold.
const LARGER: f32 = 1.12;
/// A heading longer than this (characters) is a paragraph in bold.
const LONGEST_HEADING: usize = 160;
/// Lines of one paragraph are no further apart than this part of the usual leading.
const PARAGRAPH_GAP: f32 = 1.4;
/// Left edges differ by no more than this part of the font size within one paragraph.
const SAME_LEFT: f32 = 0.6;

impl Style {
    fn of(pages: &[Vec<Line>]) -> Style {
        let mut sizes: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        let mut gaps: std::collections::BTreeMap<u32, usize> = std::collections::BTreeMap::new();
        let mut rights: Vec<f32> = pages.iter().flatten().map(|line| line.right).collect();
        rights.sort_by(f32::total_cmp);
        for lines in pages {
            for line in lines {
                *sizes.entry((line.size * 4.0).round() as u32).or_default() += line.text.len();
            }
            for pair in lines.windows(2) {
                let gap = (pair[1].baseline - pair[0].baseline) / pair[1].size.max(1.0);
                if (0.8..2.0).contains(&gap) {
                    *gaps.entry((gap * 20.0).round() as u32).or_default() += 1;
                }
            }
        }
        let most = |counts: &std::collections::BTreeMap<u32, usize>| {
            counts.iter().max_by_key(|&(_, count)| *count).map(|(&value, _)| value as f32)
        };
        let right = rights.get(rights.len() * 19 / 20).copied().unwrap_or(f32::MAX);
        let (body, leading) =
            (most(&sizes).map_or(12.0, |size| size / 4.0), most(&gaps).map_or(1.2, |gap| gap / 20.0));
        Style { body, leading, right }
    }

    /// A line that ends although the next word would have fitted was broken on purpose: the lines of an
    /// address in one paragraph. Table cells have a right edge of their own, which is not known here.
    fn is_forced_break(&self, line: &Line, next: &Line) -> bool {
        let capital = next.text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
        let letters = line.text.chars().count().max(1) as f32;
        let word = next.text.split(' ').next().map_or(0, |word| word.chars().count()) as f32;
        let needed = (line.right - line.left) / letters * (word + 1.0) + line.size;
        line.page == next.page
            && capital
            && !line.text.ends_with(['-', ','])
            && line.tag.cell.is_none()
            && line.right + needed < self.right - 4.0 * line.size
    }

    /// Whether a line reaches so far right that the next word would not have fitted.
    fn is_full(&self, line: &Line) -> bool {
        line.right > self.right - 7.0 * line.size
    }

    /// Footnotes stand at the foot of the page: smaller lines, the first with a raised digit.
    fn split_notes(&self, lines: Vec<Line>, height: f32) -> (Vec<Line>, Vec<Line>) {
        let small = |line: &Line| line.size < NOTE_SIZE * self.body;
        let foot = lines.iter().rposition(|line| !small(line)).map_or(0, |at| at + 1);
        let opens =
            |line: &Line| line.noted || line.tag.note || line.text.starts_with(|c: char| c.is_ascii_digit());
        let first = (foot..lines.len()).find(|&at| opens(&lines[at]) && lines[at].baseline > height * 0.4);
        let (mut body, mut notes) = (Vec::new(), Vec::new());
        for (at, line) in lines.into_iter().enumerate() {
            let note = line.tag.note || first.is_some_and(|first| at >= first);
            if note { notes.push(line) } else { body.push(line) }
        }
        (body, notes)
    }

    fn is_heading(&self, line: &Line) -> bool {
        if line
            .marker
            .as_ref()
            .is_some_and(|marker| !matches!(marker.kind, MarkerKind::Number(_) | MarkerKind::Letter))
        {
            return false;
        }
        let letters = line.text.chars().any(char::is_alphabetic);
        let tagged = line.tag.heading.is_some();
        letters
            && (line.bold || line.size > LARGER * self.body || tagged)
            && line.size >= NOTE_SIZE * self.body
    }

    /// From 1, the most prominent: by size, then weight.
    fn level(&self, line: &Line) -> u8 {
        let ratio = line.size / self.body;
        match ratio {
            r if r > 1.6 => 1,
            r if r > LARGER => 2,
            _ if line.bold => 3,
            _ => 4,
        }
    }
}

/// Puts `line` to the draft that it continues, or opens a new one.
fn extend(drafts: &mut Vec<Draft>, mut line: Line, style: &Style, vocabulary: &Vocabulary, note: bool) {
    if line.text.is_empty() && line.marker.is_none() {
        return;
    }
    if let Some(last) = drafts.last_mut() {
        if last.shape == Shape::Row && last.continue_row(&line, vocabulary) {
            return;
        }
        if number_is_text(last, &line)
            && let Some(marker) = line.marker.take()
        {
            line.text = format!("{} {}", marker.text, line.text).trim_end().to_owned();
            line.left = marker.left;
        }
    }
    let mut shape = shape_of(&line, style, note);
    // A paragraph that is tagged as a heading goes on as it began.
    if let Some(last) = drafts.last()
        && shape == Shape::Heading
        && last.shape != Shape::Heading
        && last.last.tag.block.is_some_and(|block| line.tag.block == Some(block))
        && same_look(&last.last, &line)
    {
        shape = Shape::Paragraph;
    }
    if let Some(last) = drafts.last_mut()
        && continues(last, &line, shape, style)
    {
        last.push(line, vocabulary);
        return;
    }
    drafts.push(Draft::new(shape, line));
}

fn shape_of(line: &Line, style: &Style, note: bool) -> Shape {
    if note {
        return Shape::Note;
    }
    if style.is_heading(line) {
        return Shape::Heading;
    }
    match line.marker.as_ref().map(|marker| marker.kind) {
        Some(MarkerKind::Number(number)) => Shape::Numbered(number),
        Some(_) => Shape::Item,
        None => Shape::Paragraph,
    }
}

/// Whether `line` goes on with the block that `last` gathers.
fn continues(last: &Draft, line: &Line, shape: Shape, style: &Style) -> bool {
    if last.shape == Shape::Row {
        return false;
    }
    let heading = last.shape == Shape::Heading;
    if heading != (shape == Shape::Heading) {
        return false;
    }
    // A bullet that stands on a line of its own waits for its words.
    if last.text_end().is_empty() {
        return line.marker.is_none();
    }
    let cells = (last.last.tag.cell, line.tag.cell);
    let same_page = last.last.page == line.page;
    if line.marker.is_some() || (same_page && cells.0 != cells.1) {
        return false;
    }
    if shape == Shape::Note {
        return !line.noted;
    }
    let goes_on = sentence_goes_on(last.text_end(), &line.text);
    if style.is_forced_break(&last.last, line) {
        return false;
    }
    let turned = last.last.page != line.page;
    if heading {
        let reached = near(&last.last, line, style) || (turned && goes_on);
        return same_look(&last.last, line) && reached && same_tag(last, line);
    }
    match (last.last.tag.block, line.tag.block) {
        (Some(before), Some(after)) if before == after => turned || near(&last.last, line, style) || goes_on,
        // Two tagged paragraphs: one, cut by the file, only where the words say so.
        (Some(_), Some(_)) => {
            let full = style.is_full(&last.last) && !ends_sentence(last.text_end());
            (goes_on || full) && (turned || near(&last.last, line, style)) && aligned(last, line)
        }
        _ if turned => goes_on && aligned(last, line),
        // A line with room to spare ends its paragraph: the lines of an address.
        _ => near(&last.last, line, style) && aligned(last, line) && (goes_on || style.is_full(&last.last)),
    }
}

/// "...when they reach the age of" / "17. Most ...": a line that begins with a number is no new item where
/// the paragraph plainly goes on.
fn number_is_text(last: &Draft, line: &Line) -> bool {
    let Some(marker) = &line.marker else { return false };
    if matches!(marker.kind, MarkerKind::Bullet(_)) || last.text_end().is_empty() {
        return false;
    }
    let open = !ends_sentence(last.text_end());
    match (last.last.tag.block, line.tag.block) {
        (Some(before), Some(after)) if before == after => open,
        (Some(_), Some(_)) => {
            let counts =
                matches!(last.shape, Shape::Numbered(_)) || matches!(marker.kind, MarkerKind::Number(1));
            open && !counts && last.last.page == line.page && aligned(last, line)
        }
        _ => open && last.last.page == line.page && aligned(last, line),
    }
}

/// A closing quotation mark or bracket ends a sentence only behind a stop.
fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['”', '"', '’', ')', ']']).ends_with(['.', '!', '?', ':', ';'])
}

fn same_tag(last: &Draft, line: &Line) -> bool {
    match (last.last.tag.block, line.tag.block) {
        (Some(before), Some(after)) => before == after || sentence_goes_on(last.text_end(), &line.text),
        _ => true,
    }
}

fn same_look(a: &Line, b: &Line) -> bool {
    (a.size - b.size).abs() < 0.6 && a.bold == b.bold
}

fn near(last: &Line, line: &Line, style: &Style) -> bool {
    let gap = line.baseline - last.baseline;
    last.page == line.page && gap > 0.0 && gap <= PARAGRAPH_GAP * style.leading * last.size.max(line.size)
}

/// Under an item's words, or at the paragraph's left edge.
fn aligned(last: &Draft, line: &Line) -> bool {
    let tolerance = SAME_LEFT * line.size;
    match last.shape {
        Shape::Item | Shape::Numbered(_) => {
            let marker = last.first.marker.as_ref().map_or(last.first.left, |marker| marker.left);
            line.left > marker - tolerance
        }
        _ => {
            (last.last.left - line.left).abs() < tolerance
                || (last.first.left - line.left).abs() < 3.0 * tolerance
        }
    }
}

/// The words break off in the middle of a sentence.
fn sentence_goes_on(before: &str, after: &str) -> bool {
    !ends_sentence(before)
        && (before.ends_with(['-', ','])
            || after.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit()))
}

fn row(cells: Vec<Vec<Line>>, vocabulary: &Vocabulary) -> Draft {
    let first = cells.iter().flatten().next().cloned();
    let last = cells.iter().flatten().next_back().cloned();
    let words = cells.into_iter().map(|lines| {
        let mut text = String::new();
        let left = lines.first().map_or(0.0, |line| line.left);
        for line in lines {
            if let Some(MarkerKind::Number(number)) = line.marker.as_ref().map(|marker| marker.kind) {
                vocabulary.join(&mut text, &format!("{number}."));
            }
            vocabulary.join(&mut text, &line.text);
        }
        (left, text)
    });
    let cells: Vec<(f32, String)> = words.collect();
    let first = first.expect("a row has a line");
    let last = last.expect("a row has a line");
    Draft { shape: Shape::Row, parts: Vec::new(), first, last, cells }
}

fn build(drafts: Vec<Draft>, notes: Vec<Draft>, style: &Style, warnings: Vec<Warning>) -> Outline {
    let mut builder = TextBuilder::new();
    let mut page = 0;
    let mut margins: Vec<f32> = Vec::new();
    for mut draft in drafts {
        draft.settle();
        if draft.first.page != page {
            page = draft.first.page;
            builder.page(page);
        }
        if draft.shape == Shape::Row {
            builder.row(draft.cells.iter().map(|(_, text)| text.as_str()));
            builder.note_cell(draft.first.tag.cell);
            margins.clear();
            continue;
        }
        let pieces = draft.parts.iter().map(|(on, text)| {
            let turned = *on != page;
            page = *on;
            (turned.then_some(*on), text.as_str())
        });
        let kind = match draft.shape {
            Shape::Heading => Kind::Heading(style.level(&draft.first)),
            Shape::Numbered(number) => Kind::Numbered(number),
            Shape::Item => Kind::Item(depth(&mut margins, &draft.first)),
            _ => Kind::Paragraph,
        };
        builder.pieces(kind, pieces.collect::<Vec<_>>());
        builder.note_cell(draft.first.tag.cell);
        if matches!(draft.shape, Shape::Paragraph) {
            let indented = margins
                .last()
                .is_some_and(|&margin| draft.first.left > margin + SAME_LEFT * draft.first.size);
            if indented {
                builder.note_continuation();
            } else {
                margins.clear();
            }
        }
        if draft.shape == Shape::Heading {
            margins.clear();
        }
    }
    for note in notes {
        builder.page(note.first.page);
        for (_, text) in &note.parts {
            builder.block(Kind::Note, text);
        }
    }
    builder.finish(warnings)
}

/// Nesting depth of an item by the left edges of the open lists' markers.
fn depth(margins: &mut Vec<f32>, line: &Line) -> u8 {
    let left = line.marker.as_ref().map_or(line.left, |marker| marker.left);
    let tolerance = SAME_LEFT * line.size;
    while margins.last().is_some_and(|&margin| left < margin - tolerance) {
        margins.pop();
    }
    if margins.last().is_none_or(|&margin| left > margin + tolerance) {
        margins.push(left);
    }
    margins.len() as u8 - 1
}
