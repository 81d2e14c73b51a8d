//! Pieces of words with a tone and a link, wrapped into lines by the width that a terminal gives them.
//! Knows nothing of reports, nor of escape sequences.

use super::clean;
use super::report::{Cell, Tone};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Words of one look. The text is clean.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Piece {
    pub text: String,
    pub tone: Tone,
    pub link: Option<String>,
}

/// What stands in one row of a terminal.
pub type Line = Vec<Piece>;

impl Piece {
    /// Clean words of one tone.
    pub fn new(text: &str, tone: Tone) -> Self {
        Piece { text: clean::one_line(text).into_owned(), tone, link: None }
    }

    /// White space.
    pub fn space(width: usize) -> Self {
        Piece { text: " ".repeat(width), ..Piece::default() }
    }
}

impl From<&Cell> for Piece {
    fn from(cell: &Cell) -> Self {
        Piece { link: cell.link.clone(), ..Piece::new(&cell.text, cell.tone) }
    }
}

/// Columns that a line takes.
pub fn width(line: &[Piece]) -> usize {
    line.iter().map(|piece| piece.text.width()).sum()
}

/// Wraps `pieces` into lines of at most `room` columns, breaking at spaces, and inside a word only
/// where it alone is wider than a line.
pub fn wrap(pieces: &[Piece], room: usize) -> Vec<Line> {
    let mut wrapper = Wrapper { room: room.max(1), lines: vec![Vec::new()], used: 0 };
    for piece in pieces {
        for word in piece.text.split_inclusive(' ') {
            wrapper.put(word, piece);
        }
    }
    wrapper.lines
}

struct Wrapper {
    room: usize,
    lines: Vec<Line>,
    used: usize,
}

impl Wrapper {
    fn put(&mut self, word: &str, look: &Piece) {
        let bare = word.trim_end_matches(' ');
        if self.used > 0 && self.used + bare.width() > self.room {
            self.break_line();
        }
        if bare.width() > self.room {
            return self.put_by_letters(word, look);
        }
        // Space at a line's start is the rest of a break.
        if bare.is_empty() && self.used == 0 && self.lines.len() > 1 {
            return;
        }
        let fits = self.used + word.width() <= self.room;
        self.append(if fits { word } else { bare }, look);
    }

    fn put_by_letters(&mut self, word: &str, look: &Piece) {
        for letter in word.chars() {
            if self.used + letter.width().unwrap_or(0) > self.room {
                self.break_line();
            }
            self.append(letter.encode_utf8(&mut [0; 4]), look);
        }
    }

    fn append(&mut self, text: &str, look: &Piece) {
        self.used += text.width();
        let line = self.lines.last_mut().expect("there is always a line");
        match line.last_mut() {
            Some(last) if last.tone == look.tone && last.link == look.link => last.text.push_str(text),
            _ => line.push(Piece { text: text.to_owned(), tone: look.tone, link: look.link.clone() }),
        }
    }

    fn break_line(&mut self) {
        if let Some(last) = self.lines.last_mut().and_then(|line| line.last_mut()) {
            last.text.truncate(last.text.trim_end_matches(' ').len());
        }
        self.lines.push(Vec::new());
        self.used = 0;
    }
}

/// Sets `label` in a column of `room` before `body`, wrapped where it is longer.
pub fn labelled(label: &Piece, room: usize, gap: usize, body: Vec<Line>) -> Vec<Line> {
    let label = wrap(std::slice::from_ref(label), room);
    let rows = label.len().max(body.len());
    let row = |at: usize| {
        let mut line = label.get(at).cloned().unwrap_or_default();
        line.push(Piece::space((room + gap).saturating_sub(width(&line))));
        line.extend(body.get(at).into_iter().flatten().cloned());
        line
    };
    (0..rows).map(row).collect()
}

/// Sets columns of lines side by side, each `room` wide, with `gap` between them.
pub fn beside(columns: Vec<Vec<Line>>, room: usize, gap: usize) -> Vec<Line> {
    let rows = columns.iter().map(Vec::len).max().unwrap_or(0);
    let row = |at: usize| {
        let mut line = Line::new();
        for (index, column) in columns.iter().enumerate() {
            let start = index * (room + gap);
            let Some(cell) = column.get(at).filter(|cell| !cell.is_empty()) else { continue };
            line.push(Piece::space(start.saturating_sub(width(&line))));
            line.extend(cell.iter().cloned());
        }
        line
    };
    (0..rows).map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(lines: &[Line]) -> Vec<String> {
        lines.iter().map(|line| line.iter().map(|piece| piece.text.as_str()).collect()).collect()
    }

    #[test]
    fn words_wrap_at_spaces_and_long_ones_inside() {
        let pieces =
            [Piece::new("Plans are not always ", Tone::Plain), Piece::new("specific enough", Tone::Bad)];
        assert_eq!(plain(&wrap(&pieces, 12)), ["Plans are", "not always", "specific", "enough"]);
        assert_eq!(
            plain(&wrap(&[Piece::new("abcdefghij kl", Tone::Plain)], 4)),
            ["abcd", "efgh", "ij", "kl"]
        );
        assert_eq!(plain(&wrap(&[], 4)), [""]);
    }

    #[test]
    fn no_line_is_wider_than_its_room() {
        let text = "Zoë 児童相談所 visited the children’s home — twice, and unannounced both times.";
        for room in 2..60 {
            for line in wrap(&[Piece::new(text, Tone::Plain)], room) {
                assert!(width(&line) <= room, "{room}: {line:?}");
            }
        }
    }

    #[test]
    fn columns_stand_beside_each_other() {
        let lines = |text: &str| wrap(&[Piece::new(text, Tone::Plain)], 5);
        let got = plain(&beside(vec![lines("aa bb cc"), lines("x")], 5, 2));
        assert_eq!(got, ["aa bb  x", "cc"]);
    }
}
