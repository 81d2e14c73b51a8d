//! Words become lines of a given width.
//!
//! Knows where a line may break: after a space, and after a hyphen inside a word.

use super::font::Fonts;
use super::source::{Span, SpanKind};

/// How much smaller, and how much higher, a footnote's mark is set.
const MARK_SIZE: f32 = 0.65;
const MARK_RISE: f32 = 0.35;

/// One line, left to right.
#[derive(Debug, Default, Clone)]
pub struct Line {
    pub pieces: Vec<Piece>,
}

/// Words of one look on a line.
#[derive(Debug, Clone)]
pub struct Piece {
    pub text: String,
    pub bold: bool,
    /// A footnote's mark.
    pub mark: bool,
    pub width: f32,
}

impl Piece {
    /// Font size where the line's is `size`.
    pub fn size(&self, size: f32) -> f32 {
        if self.mark { size * MARK_SIZE } else { size }
    }

    /// Points above the baseline.
    pub fn rise(&self, size: f32) -> f32 {
        if self.mark { size * MARK_RISE } else { 0.0 }
    }
}

impl Line {
    /// The marks of the footnotes that this line calls.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        self.pieces.iter().filter(|piece| piece.mark).map(|piece| piece.text.as_str())
    }

    fn width(&self) -> f32 {
        self.pieces.iter().map(|piece| piece.width).sum()
    }

    fn push(&mut self, piece: Piece) {
        match self.pieces.last_mut() {
            Some(last) if last.bold == piece.bold && !last.mark && !piece.mark => {
                last.text.push_str(&piece.text);
                last.width += piece.width;
            }
            _ => self.pieces.push(piece),
        }
    }
}

/// `words` broken into lines no wider than `width` points.
pub fn wrap(fonts: &Fonts, words: &[Span], width: f32, size: f32) -> Vec<Line> {
    let mut lines = vec![Line::default()];
    let mut group: Vec<Piece> = Vec::new();
    for span in words {
        if span.kind == SpanKind::Break {
            place(&mut lines, &mut group, width);
            lines.push(Line::default());
            continue;
        }
        for chunk in chunks(&span.text) {
            let mark = span.kind == SpanKind::NoteMark;
            let scale = if mark { size * MARK_SIZE } else { size };
            let piece = Piece {
                text: chunk.to_owned(),
                bold: span.bold,
                mark,
                width: fonts.width(chunk, span.bold, scale),
            };
            group.push(piece);
            if chunk.ends_with([' ', '-']) {
                place(&mut lines, &mut group, width);
            }
        }
    }
    place(&mut lines, &mut group, width);
    lines
}

/// Puts what must stay together on the last line, or begins a new one.
fn place(lines: &mut Vec<Line>, group: &mut Vec<Piece>, width: f32) {
    let inked: f32 = group.iter().map(|piece| piece.width).sum();
    // The space that ends a group may hang over the margin.
    let hang = if group.last().is_some_and(|piece| piece.text.ends_with(' ')) { 3.0 } else { 0.0 };
    let mut line = lines.pop().unwrap_or_default();
    if !line.pieces.is_empty() && line.width() + inked - hang > width {
        lines.push(std::mem::take(&mut line));
    }
    group.drain(..).for_each(|piece| line.push(piece));
    lines.push(line);
}

/// Cuts after spaces, and after hyphens between letters or digits.
fn chunks(text: &str) -> Vec<&str> {
    let mut chunks = Vec::new();
    let mut from = 0;
    let mut letters = text.char_indices().peekable();
    let mut before = ' ';
    while let Some((at, c)) = letters.next() {
        let after = letters.peek().map_or(' ', |&(_, next)| next);
        let breaks =
            (c == ' ' && after != ' ') || (c == '-' && before.is_alphanumeric() && after.is_alphanumeric());
        if breaks {
            chunks.push(&text[from..at + c.len_utf8()]);
            from = at + c.len_utf8();
        }
        before = c;
    }
    if from < text.len() {
        chunks.push(&text[from..]);
    }
    chunks
}
