//! Rows of tables among a page's lines: by the file's own cells, else by drawn rules and columns.
//!
//! Many letters are laid out as one big table with a single cell a row; such a row is not a table row
//! here. A row has words in two cells at least.

use super::lines::Line;
use crate::read::Rect;
use std::collections::BTreeMap;

/// What stands on a page, in reading order.
pub(crate) enum Piece {
    Line(Line),
    /// The lines of each cell, cells from left to right.
    Row(Vec<Vec<Line>>),
}

/// Sorts a page's lines into rows of tables and lines outside them.
pub(crate) fn pieces(lines: Vec<Line>, rules: &[Rect]) -> Vec<Piece> {
    let tagged = tagged_rows(&lines);
    let bands = Bands::of(rules);
    let mut open: BTreeMap<u32, Vec<Line>> = BTreeMap::new();
    let mut found: Vec<Piece> = Vec::new();
    // A row stands where its first line does; its other lines may be mixed with its neighbour's.
    let mut order: Vec<Slot> = Vec::new();
    let mut ruled: BTreeMap<usize, Vec<Line>> = BTreeMap::new();
    let sides: Vec<bool> = side_by_side(&lines);
    for (line, beside) in lines.into_iter().zip(sides) {
        if let Some(row) = line.tag.row.filter(|row| tagged.contains_key(row)) {
            if !open.contains_key(&row) {
                order.push(Slot::Tagged(row));
            }
            open.entry(row).or_default().push(line);
        } else if line.tag.block.is_none()
            && let Some(band) = bands.row(&line)
        {
            if !ruled.contains_key(&band) {
                order.push(Slot::Ruled(band));
            }
            ruled.entry(band).or_default().push(line);
        } else {
            let joins = beside
                && matches!(order.last(), Some(Slot::Beside(lines)) if same_baseline(&lines[0], &line));
            match order.last_mut() {
                Some(Slot::Beside(lines)) if joins => lines.push(line),
                _ if beside => order.push(Slot::Beside(vec![line])),
                _ => order.push(Slot::Line(line)),
            }
        }
    }
    for slot in order {
        match slot {
            Slot::Line(line) => found.push(Piece::Line(line)),
            Slot::Tagged(row) => found.extend(open.remove(&row).map(cells_by_tag)),
            Slot::Ruled(band) => {
                let lines = ruled.remove(&band).unwrap_or_default().into_iter();
                let named = lines.map(|mut line| {
                    line.tag.cell = Some(DRAWN_CELLS + line.page * BANDS_ON_A_PAGE + band as u32);
                    line
                });
                found.extend(cells_by_place(named.collect()));
            }
            Slot::Beside(lines) => found.push(Piece::Row(lines.into_iter().map(|line| vec![line]).collect())),
        }
    }
    found
}

/// Ids of cells that only drawn rules show, beyond those of any structure tree.
const DRAWN_CELLS: u32 = 1 << 30;
const BANDS_ON_A_PAGE: u32 = 1 << 12;

enum Slot {
    Line(Line),
    Tagged(u32),
    Ruled(usize),
    /// Untagged words side by side on one baseline.
    Beside(Vec<Line>),
}

/// The rows with words in two cells or more.
fn tagged_rows(lines: &[Line]) -> BTreeMap<u32, u32> {
    let mut first: BTreeMap<u32, u32> = BTreeMap::new();
    let mut several: BTreeMap<u32, u32> = BTreeMap::new();
    for line in lines {
        if let (Some(row), Some(cell)) = (line.tag.row, line.tag.cell) {
            let seen = *first.entry(row).or_insert(cell);
            if seen != cell {
                several.insert(row, cell);
            }
        }
    }
    several
}

fn cells_by_tag(lines: Vec<Line>) -> Piece {
    // Ids follow the file's reading order.
    let mut cells: BTreeMap<Option<u32>, Vec<Line>> = BTreeMap::new();
    for line in lines {
        cells.entry(line.tag.cell).or_default().push(line);
    }
    Piece::Row(cells.into_values().collect())
}

/// Cells by their left edges; words in one column, or stacked, are ordinary lines in a frame.
fn cells_by_place(lines: Vec<Line>) -> Vec<Piece> {
    let mut cells: Vec<Vec<Line>> = Vec::new();
    for line in lines.iter().cloned() {
        let edge = line.marker.as_ref().map_or(line.left, |marker| marker.left);
        let column = cells.iter_mut().find(|cell| overlaps(cell, edge, line.right));
        match column {
            Some(cell) => cell.push(line),
            None => cells.push(vec![line]),
        }
    }
    if cells.len() < 2 || !are_beside(&cells) {
        return lines.into_iter().map(Piece::Line).collect();
    }
    cells.sort_by(|a, b| a[0].left.total_cmp(&b[0].left));
    vec![Piece::Row(cells)]
}

/// Whether every cell has lines at the height of another cell's.
fn are_beside(cells: &[Vec<Line>]) -> bool {
    let height = |cell: &Vec<Line>| (cell[0].baseline - cell[0].size, cell[cell.len() - 1].baseline);
    cells.iter().enumerate().all(|(at, cell)| {
        let (top, bottom) = height(cell);
        cells.iter().enumerate().any(|(other, beside)| {
            let (above, below) = height(beside);
            at != other && top < below && above < bottom
        })
    })
}

fn overlaps(cell: &[Line], left: f32, right: f32) -> bool {
    cell.iter().any(|line| {
        let start = line.marker.as_ref().map_or(line.left, |marker| marker.left);
        left < line.right && start < right
    })
}

fn same_baseline(a: &Line, b: &Line) -> bool {
    (a.baseline - b.baseline).abs() < 0.3 * a.size
}

/// For each line whether another one, also outside any tagged table, stands beside it.
fn side_by_side(lines: &[Line]) -> Vec<bool> {
    (0..lines.len())
        .map(|at| {
            let near = [at.checked_sub(1), Some(at + 1)];
            near.into_iter()
                .flatten()
                .filter_map(|other| lines.get(other))
                .any(|other| same_baseline(other, &lines[at]))
        })
        .collect()
}

/// The bands between long horizontal rules: each may be a row of a table.
struct Bands {
    edges: Vec<Rect>,
}

/// A rule that borders a row is at least this long (points).
const LONG: f32 = 150.0;
/// A row is no higher than this (points): rules further apart frame a page.
const HIGHEST: f32 = 300.0;

impl Bands {
    fn of(rules: &[Rect]) -> Self {
        // A row's lower border may be drawn cell by cell: pieces on one height are one rule.
        let mut flat: Vec<Rect> =
            rules.iter().copied().filter(|rule| rule.bottom - rule.top <= 2.5).collect();
        flat.sort_by(|a, b| a.top.total_cmp(&b.top).then(a.left.total_cmp(&b.left)));
        let mut edges: Vec<Rect> = Vec::new();
        for rule in flat {
            match edges.last_mut() {
                Some(last) if (last.top - rule.top).abs() < 3.0 && rule.left <= last.right + 6.0 => {
                    last.right = last.right.max(rule.right);
                    last.left = last.left.min(rule.left);
                }
                _ => edges.push(rule),
            }
        }
        edges.retain(|edge| edge.right - edge.left >= LONG);
        Bands { edges }
    }

    /// The band in which the line stands, if rules lie above and below it.
    fn row(&self, line: &Line) -> Option<usize> {
        let spans = |edge: &Rect| edge.left <= line.left + 3.0 && edge.right >= line.right - 3.0;
        let below = self.edges.partition_point(|edge| edge.top < line.baseline - 1.0);
        let above = below.checked_sub(1)?;
        let (top, bottom) = (self.edges[above], *self.edges.get(below)?);
        (spans(&top) && spans(&bottom) && bottom.top - top.top <= HIGHEST).then_some(above)
    }
}
