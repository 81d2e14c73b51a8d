//! The document's own lists: areas to improve, priority actions, strengths; each item whole.
//!
//! Sub-bullets and continuation paragraphs belong to their item; lead-in sentences, headings, footnotes
//! and case studies do not.

use super::Section;
use crate::evidence::Span;
use crate::layout::{Block, BlockKind, Outline};
use crate::rules::Role;
use regex::Regex;
use std::sync::OnceLock;

/// One item of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    pub span: Span,
    /// An area for priority action.
    pub priority: bool,
}

/// Areas to improve (priority actions among them) and strengths, each in the order printed.
pub fn find(outline: &Outline, sections: &[Section]) -> (Vec<Item>, Vec<Item>) {
    let mut improve = Vec::new();
    let mut strengths = Vec::new();
    for section in sections.iter().filter(|section| section.listed && !section.boxed) {
        let priority = section.role == Role::PriorityActions;
        let spans = if section.rows { rows(outline, section) } else { items(outline, section) };
        let items = spans
            .into_iter()
            .filter(|span| !is_none(outline.text.slice(*span)))
            .map(|span| Item { span, priority });
        match section.role {
            Role::AreasToImprove | Role::PriorityActions => improve.extend(items),
            Role::Strengths => strengths.extend(items),
            _ => {}
        }
    }
    if improve.is_empty() {
        improve.extend(prose(outline, sections));
    }
    (improve, strengths)
}

/// Without any list each sentence under the heading is an item; a lead-in to a list elsewhere is not.
fn prose<'a>(outline: &'a Outline, sections: &'a [Section]) -> impl Iterator<Item = Item> + 'a {
    let listed = sections
        .iter()
        .filter(|section| section.listed && !section.rows && section.role == Role::AreasToImprove);
    let blocks = listed.flat_map(|section| section.blocks.clone()).map(|at| &outline.blocks[at]);
    let sentences = blocks
        .filter(|block| matches!(block.kind, BlockKind::Paragraph { .. }))
        .flat_map(|block| &block.sentences);
    let items = sentences.copied().filter(|&span| {
        let text = outline.text.slice(span).trim_end();
        !text.ends_with(':') && !is_none(text)
    });
    items.map(|span| Item { span, priority: false })
}

/// Bullets or numbered paragraphs at the outermost depth, each with all that hangs on it.
fn items(outline: &Outline, section: &Section) -> Vec<Span> {
    let blocks = || section.blocks.clone().map(|at| &outline.blocks[at]);
    let numbered = |block: &Block| matches!(block.kind, BlockKind::Paragraph { number: Some(_) });
    let bullet = |block: &Block| matches!(block.kind, BlockKind::Item { .. });
    // Where numbers count the items, bullets are parts of them.
    let first = blocks().find(|block| numbered(block) || bullet(block));
    let numbers = blocks().filter(|block| numbered(block)).count();
    let by_number = first.is_some_and(numbered) && (numbers > 1 || !blocks().any(bullet));
    let mut found: Vec<Span> = Vec::new();
    for block in blocks() {
        let opens =
            if by_number { numbered(block) } else { matches!(block.kind, BlockKind::Item { depth: 0 }) };
        let belongs = bullet(block) || block.continues_item;
        match found.last_mut() {
            _ if opens => found.push(block.span),
            Some(last) if belongs => *last = last.to(block.span),
            _ => {}
        }
    }
    found
}

/// Rows of a table: the first cell of a row, or all paragraphs of one cell.
fn rows(outline: &Outline, section: &Section) -> Vec<Span> {
    let mut found: Vec<Span> = Vec::new();
    let mut cell = None;
    for at in section.blocks.clone() {
        let block = &outline.blocks[at];
        match &block.kind {
            BlockKind::Row { cells } => {
                let words =
                    cells.iter().copied().filter(|cell| !cell.is_empty()).max_by_key(|cell| cell.len());
                found.extend(words.filter(|words| words.len() > SHORTEST_ROW));
                cell = None;
            }
            BlockKind::Note | BlockKind::Heading(_) => {}
            _ => {
                let text = outline.text.slice(block.span);
                let same = block.cell.is_some() && block.cell == cell;
                let open =
                    found.last().is_some_and(|last| outline.text.slice(*last).trim_end().ends_with(':'));
                let part =
                    matches!(block.kind, BlockKind::Item { .. }) || text.starts_with(char::is_lowercase);
                match found.last_mut() {
                    Some(last) if same || part && (open || cell.is_some()) => *last = last.to(block.span),
                    _ if text.len() > SHORTEST_ROW => found.push(block.span),
                    _ => {}
                }
                cell = block.cell;
            }
        }
    }
    found
}

/// A row with fewer bytes is the table's own heading or a name.
const SHORTEST_ROW: usize = 40;

/// "There are no areas for priority action." is no item.
fn is_none(text: &str) -> bool {
    static NONE: OnceLock<Regex> = OnceLock::new();
    let none = NONE.get_or_init(|| {
        Regex::new(r"(?i)^(?:none\.?$|(?:there (?:are|were) no|(?:the|this) (?:inspection|visit) did not (?:find|identify) any|no) (?:areas?|priority))")
            .expect("a constant pattern")
    });
    none.is_match(text.trim()) && text.len() < 160
}
