//! A report on a terminal, or plain in a pipe: set to a width, coloured and linked only where asked.

use super::lines::{self, Line, Piece};
use super::report::{Cell, Column, Item, Part, Report, Table, Tone};
use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width,
};
use std::collections::HashMap;
use unicode_width::UnicodeWidthStr;

/// How a terminal is drawn to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// Columns.
    pub width: usize,
    /// Whether tones are coloured.
    pub colour: bool,
    /// Whether links are written (OSC 8).
    pub links: bool,
}

impl Look {
    /// Words alone, as in a pipe.
    pub fn plain(width: usize) -> Self {
        Look { width, colour: false, links: false }
    }
}

/// Under this many columns nothing can be set.
const LEAST_WIDTH: usize = 20;
/// Running text is tiring in longer lines.
const MEASURE: usize = 100;
/// From this width on, groups stand side by side.
const WIDTH_FOR_TWO: usize = 120;
const GAP: usize = 4;

/// Draws `report`, each line ended.
pub fn draw(report: &Report, look: Look) -> String {
    let width = look.width.max(LEAST_WIDTH);
    let mut drawn = Vec::new();
    if !report.title.is_empty() {
        drawn.extend(lines::wrap(&[Piece::new(&report.title, Tone::Strong)], width));
        drawn.push(rule('━', width));
    }
    drawn.extend(parts(&report.parts, width));
    let mut out = String::new();
    for line in &drawn {
        write_line(line, look, &mut out);
    }
    out
}

fn rule(sign: char, width: usize) -> Line {
    vec![Piece::new(&String::from(sign).repeat(width), Tone::Faint)]
}

fn parts(list: &[Part], width: usize) -> Vec<Line> {
    let mut drawn: Vec<Line> = Vec::new();
    for (at, part) in list.iter().enumerate() {
        let under_heading = at > 0 && matches!(list[at - 1], Part::Heading(..));
        if at > 0 && !under_heading {
            drawn.push(Line::new());
        }
        drawn.extend(one_part(part, width));
    }
    drawn
}

fn one_part(part: &Part, width: usize) -> Vec<Line> {
    let measure = width.min(MEASURE);
    match part {
        Part::Heading(level, words) => heading(*level, words, width),
        Part::Facts(facts) => facts_lines(facts, measure),
        Part::Table(table) => table_lines(table, width),
        Part::List(cells) => cells.iter().flat_map(|cell| bulleted(&[cell.into()], measure)).collect(),
        Part::Items(items) => items_lines(items, measure),
        Part::Note(cell) => lines::wrap(&[cell.into()], measure),
        Part::Beside(groups) => beside(groups, width),
    }
}

fn heading(level: u8, words: &str, width: usize) -> Vec<Line> {
    let name = Piece::new(words, Tone::Strong);
    if level > 2 {
        return lines::wrap(&[name], width);
    }
    let mut set = lines::wrap(&[name], width);
    if let Some(last) = set.last_mut() {
        let used = lines::width(last);
        if used + 3 < width {
            let fill = String::from(if level == 1 { '━' } else { '─' }).repeat(width - used - 1);
            last.push(Piece::new(&format!(" {fill}"), Tone::Faint));
        }
    }
    set
}

fn bullet() -> Piece {
    Piece::new("•", Tone::Faint)
}

fn bulleted(words: &[Piece], width: usize) -> Vec<Line> {
    lines::labelled(&bullet(), 1, 1, lines::wrap(words, width - 2))
}

fn facts_lines(facts: &[(String, Cell)], width: usize) -> Vec<Line> {
    let name = |name: &str| Piece::new(name, Tone::Faint);
    let widest = facts.iter().map(|(words, _)| lines::width(&[name(words)])).max().unwrap_or(0);
    let room = widest.min(width / 3);
    let value = |cell: &Cell| lines::wrap(&[cell.into()], width - room - 2);
    facts.iter().flat_map(|(words, cell)| lines::labelled(&name(words), room, 2, value(cell))).collect()
}

fn items_lines(items: &[Item], width: usize) -> Vec<Line> {
    let marks = items.iter().map(|item| item.mark.as_ref().map_or_else(bullet, Piece::from));
    let widest = marks.clone().map(|mark| lines::width(&[mark])).max().unwrap_or(1);
    let room = widest.min(width / 3);
    let body = |item| lines::wrap(&with_notes(item), width - room - 1);
    items.iter().zip(marks).flat_map(|(item, mark)| lines::labelled(&mark, room, 1, body(item))).collect()
}

fn with_notes(item: &Item) -> Vec<Piece> {
    let mut pieces = vec![Piece::new(&item.text, Tone::Plain)];
    for (at, note) in item.notes.iter().enumerate() {
        pieces.push(Piece::new(if at == 0 { "  " } else { " · " }, Tone::Faint));
        pieces.push(note.into());
    }
    pieces
}

fn beside(groups: &[Vec<Part>], width: usize) -> Vec<Line> {
    let groups: Vec<&Vec<Part>> = groups.iter().filter(|group| !group.is_empty()).collect();
    if width < WIDTH_FOR_TWO || groups.len() < 2 {
        let drawn: Vec<Vec<Line>> = groups.iter().map(|group| parts(group, width)).collect();
        return drawn.join(&Line::new());
    }
    let room = (width - GAP * (groups.len() - 1)) / groups.len();
    lines::beside(groups.iter().map(|group| parts(group, room)).collect(), room, GAP)
}

const STYLE: TableStyle = TableStyle::new()
    .top_border(LineStyle::new('┌', '─', '┬', '┐'))
    .header_lines(ContentLineStyle::new('│', '│', '│'))
    .header_separator(LineStyle::new('├', '─', '┼', '┤'))
    .content_lines(ContentLineStyle::new('│', '│', '│'))
    .bottom_border(LineStyle::new('└', '─', '┴', '┘'));

fn table_lines(table: &Table, width: usize) -> Vec<Line> {
    let mut marks = Marks::default();
    let mut drawing = comfy_table::Table::new();
    drawing.load_style(STYLE).force_no_tty().set_content_arrangement(ContentArrangement::Dynamic);
    drawing.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    let header: Vec<Cell> =
        table.columns.iter().map(|c| Cell::from(c.title.as_str()).tone(Tone::Strong)).collect();
    drawing.set_header(header.iter().map(|cell| marks.mark(cell)));
    for row in &table.rows {
        drawing.add_row(row.iter().map(|cell| marks.mark(cell)));
    }
    for (index, column) in table.columns.iter().enumerate() {
        if let Some(drawn) = drawing.column_mut(index).filter(|_| column.numeric) {
            drawn.set_cell_alignment(CellAlignment::Right);
        }
    }
    for (index, room) in rooms(table, width).into_iter().enumerate() {
        if let Some(drawn) = drawing.column_mut(index) {
            let least = u16::try_from(room + PADDING).unwrap_or(u16::MAX);
            drawn.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(least)));
        }
    }
    let mut set: Vec<Line> = drawing.lines().map(|line| marks.read(&line)).collect();
    if !table.title.is_empty() {
        set.splice(0..0, lines::wrap(&[Piece::new(&table.title, Tone::Strong)], width));
    }
    set
}

/// Blanks beside the words of a cell.
const PADDING: usize = 2;

/// The least room of each column, so that none breaks a word while another could give way: that of its
/// longest word, or, where the table is too narrow for all of them, of as much of it as all can have.
fn rooms(table: &Table, width: usize) -> Vec<usize> {
    let longest = |words: &str| {
        let piece = Piece::new(words, Tone::Plain);
        piece.text.split(' ').map(UnicodeWidthStr::width).max().unwrap_or(0)
    };
    let of_column = |(index, column): (usize, &Column)| {
        let cells = table.rows.iter().filter_map(|row| row.get(index));
        cells.map(|cell| longest(&cell.text)).max().unwrap_or(0).max(longest(&column.title))
    };
    let wanted: Vec<usize> = table.columns.iter().enumerate().map(of_column).collect();
    let frame = wanted.len() * (PADDING + 1) + 1;
    let room = width.saturating_sub(frame);
    let given = |most: usize| wanted.iter().map(|&column| column.min(most)).sum::<usize>();
    let most = (1..=wanted.iter().copied().max().unwrap_or(1)).rev().find(|&most| given(most) <= room);
    wanted.iter().map(|&column| column.min(most.unwrap_or(1)).max(1)).collect()
}

/// The table is set as words alone, by a crate that counts every sign. So each word of a cell that has
/// a tone or link is wrapped in signs of no width that name its look, and read back from the set lines.
/// Text from documents holds none of these signs: it is clean.
#[derive(Default)]
struct Marks {
    looks: Vec<Piece>,
    known: HashMap<(u8, Option<String>), usize>,
}

const OPEN: char = '\u{2063}';
const CLOSE: char = '\u{2064}';
const ZERO: char = '\u{2061}';
const ONE: char = '\u{2062}';

impl Marks {
    fn mark(&mut self, cell: &Cell) -> comfy_table::Cell {
        let piece = Piece::from(cell);
        if piece.tone == Tone::Plain && piece.link.is_none() {
            return comfy_table::Cell::new_owned(piece.text);
        }
        let name = self.name(&piece);
        let words: Vec<String> = piece.text.split(' ').map(|word| format!("{name}{word}{CLOSE}")).collect();
        comfy_table::Cell::new_owned(words.join(" "))
    }

    fn name(&mut self, piece: &Piece) -> String {
        let looks = &mut self.looks;
        let index = *self.known.entry((piece.tone as u8, piece.link.clone())).or_insert_with(|| {
            looks.push(Piece { text: String::new(), ..piece.clone() });
            looks.len() - 1
        });
        let digits = format!("{index:b}");
        let signs = digits.chars().map(|digit| if digit == '1' { ONE } else { ZERO });
        std::iter::once(OPEN).chain(signs).chain(std::iter::once(CLOSE)).collect()
    }

    /// A set line as pieces. Frames are faint.
    fn read(&self, line: &str) -> Line {
        let mut pieces = Line::new();
        let mut look: Option<&Piece> = None;
        let mut name: Option<usize> = None;
        for sign in line.chars() {
            match (sign, name) {
                (OPEN, _) => name = Some(0),
                (ZERO | ONE, Some(so_far)) => name = Some(so_far * 2 + usize::from(sign == ONE)),
                (CLOSE, Some(index)) => (look, name) = (self.looks.get(index), None),
                (CLOSE, None) => look = None,
                // A word longer than its column is cut, and its end stands on a later line.
                ('│' | '┌' | '├' | '└' | '─' | '┬' | '┼' | '┴' | '┐' | '┤' | '┘', _) => {
                    look = None;
                    push(&mut pieces, sign, Tone::Faint, None);
                }
                _ => push(
                    &mut pieces,
                    sign,
                    look.map_or(Tone::Plain, |l| l.tone),
                    look.and_then(|l| l.link.as_ref()),
                ),
            }
        }
        pieces
    }
}

fn push(line: &mut Line, sign: char, tone: Tone, link: Option<&String>) {
    match line.last_mut() {
        Some(last) if last.tone == tone && last.link.as_ref() == link => last.text.push(sign),
        _ => line.push(Piece { text: sign.into(), tone, link: link.cloned() }),
    }
}

fn write_line(line: &Line, look: Look, out: &mut String) {
    let end = line.iter().rposition(|piece| !piece.text.trim_end().is_empty()).map_or(0, |at| at + 1);
    for (at, piece) in line[..end].iter().enumerate() {
        let text = if at + 1 == end { piece.text.trim_end() } else { &piece.text };
        write_piece(text, piece, look, out);
    }
    out.push('\n');
}

fn write_piece(text: &str, piece: &Piece, look: Look, out: &mut String) {
    let link = piece.link.as_ref().filter(|_| look.links);
    let code = sgr(piece.tone).filter(|_| look.colour && !text.trim().is_empty());
    if let Some(link) = link {
        out.push_str(&format!("\u{1b}]8;;{}\u{1b}\\", address(link)));
    }
    match code {
        Some(code) => out.push_str(&format!("\u{1b}[{code}m{text}\u{1b}[0m")),
        None => out.push_str(text),
    }
    if link.is_some() {
        out.push_str("\u{1b}]8;;\u{1b}\\");
    }
}

fn sgr(tone: Tone) -> Option<&'static str> {
    match tone {
        Tone::Plain => None,
        Tone::Strong => Some("1"),
        Tone::Faint => Some("2"),
        Tone::Good => Some("32"),
        Tone::Middling => Some("33"),
        Tone::Bad => Some("31"),
    }
}

/// Only printable ASCII may stand in the escape sequence of a link.
fn address(link: &str) -> String {
    link.chars().filter(char::is_ascii_graphic).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hostile() -> Report {
        let evil = "\u{1b}[2J\u{1b}]0;owned\u{7}Zoë\u{202e}gnp\u{9b}31m\r\nnext\u{2063}\u{2062}\u{2064}";
        let cell = Cell::from(evil).tone(Tone::Bad).linked(Some(format!("file:///a{evil}")));
        let table = Table {
            columns: vec![Column::words(evil), Column::numbers("N")],
            rows: vec![vec![cell.clone(), "1".into()]],
            ..Table::default()
        };
        let item = Item { mark: Some(cell.clone()), text: evil.into(), notes: vec![cell.clone()] };
        let parts = vec![
            Part::Heading(2, evil.into()),
            Part::Facts(vec![(evil.into(), cell.clone())]),
            Part::Table(table),
            Part::List(vec![cell.clone()]),
            Part::Items(vec![item]),
            Part::Note(cell),
        ];
        Report { title: evil.into(), parts }
    }

    #[test]
    fn text_never_steers_the_terminal() {
        let plain = draw(&hostile(), Look::plain(80));
        assert!(plain.chars().all(|c| c == '\n' || !c.is_control()), "{plain:?}");
        assert!(!plain.contains(['\u{202e}', '\u{2063}', '\u{2064}']));
        let coloured = draw(&hostile(), Look { width: 80, colour: true, links: true });
        let mut rest = coloured.as_str();
        while let Some(at) = rest.find('\u{1b}') {
            rest = &rest[at + 1..];
            let ours = ["[0m", "[1m", "[2m", "[31m", "\\", "]8;;file:///a", "]8;;\u{1b}\\"];
            assert!(ours.iter().any(|sequence| rest.starts_with(sequence)), "{rest:?}");
        }
    }

    #[test]
    fn nothing_is_wider_than_the_terminal() {
        for width in [20, 40, 80, 121, 160, 200] {
            for line in draw(&hostile(), Look::plain(width)).lines() {
                assert!(line.width() <= width, "{width}: {line}");
            }
        }
    }

    #[test]
    fn no_word_is_broken_while_another_column_can_give_way() {
        let words =
            ["Unaccompanied children", "12+ 5−", "Requires improvement, with a long tale to tell of it"];
        let table = |cells: [&str; 3]| Table {
            columns: ["Theme", "May 2019", "Told"].map(Column::words).into(),
            rows: vec![cells.map(Cell::from).into()],
            ..Table::default()
        };
        let drawn = |table, width| {
            draw(&Report { title: String::new(), parts: vec![Part::Table(table)] }, Look::plain(width))
        };
        for width in [42, 50, 80] {
            let narrow = drawn(table(words), width);
            for word in words.iter().flat_map(|cell| cell.split(' ')) {
                assert!(narrow.contains(word), "{width}: {word}\n{narrow}");
            }
        }
        // A path that is wider than all leaves the others whole.
        let path = "letters/".repeat(20);
        let beside_path = drawn(table([words[0], words[1], &path]), 60);
        assert!(beside_path.contains("Unaccompanied"), "{beside_path}");
        assert!(beside_path.lines().all(|line| line.width() <= 60), "{beside_path}");
    }

    #[test]
    fn tones_and_links_of_cells_survive_the_table() {
        let cell = Cell::from("Requires improvement").tone(Tone::Middling).linked(Some("file:///x".into()));
        let table =
            Table { columns: vec![Column::words("Grade")], rows: vec![vec![cell]], ..Table::default() };
        let report = Report { title: String::new(), parts: vec![Part::Table(table)] };
        let drawn = draw(&report, Look { width: 20, colour: true, links: true });
        let word =
            |word: &str| format!("\u{1b}]8;;file:///x\u{1b}\\\u{1b}[33m{word}\u{1b}[0m\u{1b}]8;;\u{1b}\\");
        assert!(drawn.contains(&word("Requires")) && drawn.contains(&word("improvement")), "{drawn:?}");
    }
}
