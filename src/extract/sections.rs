//! Sections: what each part of a document is for, told by its headings.

use super::heading_words;
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::rules::Role;
use crate::rules::documents::{Profile, SectionRule, Shape};
use std::ops::Range;

/// A run of blocks under one heading.
#[derive(Debug, Clone)]
pub struct Section {
    pub role: Role,
    /// The heading, as printed; the opening has none.
    pub heading: Option<Span>,
    /// Headings from the outermost to this one.
    pub path: Vec<Span>,
    /// Indices of the blocks under the heading.
    pub blocks: Range<usize>,
    /// Its items are a list of the document's own.
    pub listed: bool,
    /// Its items are rows of a table.
    pub rows: bool,
    /// A box beside the text (a case study).
    pub boxed: bool,
}

/// A paragraph with the words of a known heading is one, up to this length (characters).
const LONGEST_PLAIN_HEADING: usize = 90;

/// Cuts a document into sections. Together they hold every block that is no heading, in order.
pub fn find(outline: &Outline, profile: &Profile) -> Vec<Section> {
    let mut reader =
        Reader { outline, profile, found: Vec::new(), open: Vec::new(), list_level: None, lists_over: false };
    for at in 0..outline.blocks.len() {
        reader.read(at);
    }
    reader.found.retain(|section| !section.blocks.is_empty());
    reader.found
}

struct Reader<'a> {
    outline: &'a Outline,
    profile: &'a Profile,
    found: Vec<Section>,
    /// Open headings with their levels, outermost first.
    open: Vec<(u8, Span)>,
    /// Level of the heading that opened the list being read.
    list_level: Option<u8>,
    /// The rest of the report is about another body.
    lists_over: bool,
}

impl<'a> Reader<'a> {
    fn read(&mut self, at: usize) {
        let block = &self.outline.blocks[at];
        let text = self.outline.text.slice(block.span);
        let (heading, span) = match &block.kind {
            BlockKind::Heading(level) => (Some(*level), block.span),
            BlockKind::Paragraph { number: None } if text.chars().count() <= LONGEST_PLAIN_HEADING => {
                (Some(PLAIN), block.span)
            }
            // A report may give a heading and its grade, or a heading alone, the frame of a table.
            BlockKind::Row { cells } if self.in_body() => match cells.first() {
                Some(&first) if cells.len() <= 2 => (Some(FRAMED), first),
                _ => (None, block.span),
            },
            _ => (None, block.span),
        };
        if let Some(level) = heading
            && !self.is_closing()
        {
            let rule = self.rule(self.outline.text.slice(span));
            let framed = matches!(block.kind, BlockKind::Row { .. });
            if rule.is_some() || !(level == PLAIN || framed) {
                return self.open_section(at, span, level, rule.map(|rule| (rule.role, rule)));
            }
        }
        if self.begins_closing(text) {
            self.push(Role::Closing, None, at..at);
        } else if self.leaves_box(at) {
            self.resume(at);
        }
        match self.found.last_mut() {
            Some(section) => section.blocks.end = at + 1,
            None => self.push(Role::Opening, None, at..at + 1),
        }
    }

    fn rule(&self, text: &str) -> Option<&'a SectionRule> {
        let words = heading_words(text);
        let profile: &'a Profile = self.profile;
        profile.sections.iter().find(|rule| rule.heading.is_match(&words))
    }

    fn open_section(&mut self, at: usize, span: Span, level: u8, known: Option<(Role, &SectionRule)>) {
        let lists_seen = self
            .found
            .iter()
            .any(|section| section.listed && section.heading.is_some() && !section.blocks.is_empty());
        self.lists_over |= lists_seen && known.is_some_and(|(_, rule)| rule.other_body);
        let last = self.found.last();
        // A subheading of a list belongs to it, whatever else it would mean.
        let deeper_than_list = self.list_level.is_some_and(|list| level > list && level != PLAIN);
        let inside = last.is_some_and(|last| last.listed) && deeper_than_list && self.items_follow(at);
        let known = known.filter(|(_, rule)| !inside || rule.listed || rule.boxed);
        // A heading that is not known goes on with what its neighbours are for, if it stands below them.
        let deeper = self.open.last().is_some_and(|&(above, _)| level > above && level != PLAIN);
        let (role, listed, rows, boxed) = match (known, last) {
            (Some((role, rule)), _) => {
                let again =
                    rule.listed && self.profile.shape == Shape::Letter && self.is_second_list(role, at);
                if rule.listed {
                    self.list_level = Some(level);
                }
                match again {
                    true => (Role::Findings, false, false, false),
                    false => (role, rule.listed && !self.lists_over, rule.rows, rule.boxed),
                }
            }
            (None, None) => (Role::Opening, false, false, false),
            (None, Some(last)) if last.role == Role::Opening => (Role::Opening, false, false, false),
            (None, Some(last)) if deeper || last.role == Role::Context => {
                (last.role, last.listed, last.rows, last.boxed)
            }
            // Lists are often parted by subheadings in the same type as their own.
            (None, Some(last)) if last.listed && self.items_follow(at) => {
                (last.role, true, last.rows, last.boxed)
            }
            (None, Some(_)) => (Role::Findings, false, false, false),
        };
        while self.open.last().is_some_and(|&(above, _)| above >= level) {
            self.open.pop();
        }
        self.open.push((level, span));
        let path = self.open.iter().map(|&(_, span)| span).collect();
        // The opening goes on over headings of its own: a title page has several lines.
        if role == Role::Opening && last.is_some() {
            if let Some(last) = self.found.last_mut() {
                last.blocks.end = at + 1;
            }
            return;
        }
        let start = if role == Role::Opening { at } else { at + 1 };
        self.found.push(Section {
            role,
            heading: (role != Role::Opening).then_some(span),
            path,
            blocks: start..at + 1,
            listed,
            rows,
            boxed,
        });
    }

    /// A letter has one list of each kind; the like heading further down is part of its findings.
    fn is_second_list(&self, role: Role, at: usize) -> bool {
        let outline = self.outline;
        let words = |span: Span| heading_words(outline.text.slice(span));
        let this = words(outline.blocks[at].span);
        let findings = self.found.iter().any(|section| section.role == Role::Findings && !section.boxed);
        let other = |section: &Section| {
            section.listed
                && section.role == role
                && section.heading.is_some_and(|heading| words(heading) != this)
        };
        findings && self.found.iter().any(other)
    }

    /// Whether the block after a heading goes on with the list before it: another bullet, or the next number.
    fn items_follow(&self, at: usize) -> bool {
        let blocks = &self.outline.blocks;
        let listed = self
            .found
            .iter()
            .rev()
            .take_while(|section| section.listed)
            .flat_map(|section| section.blocks.clone());
        let last = listed.map(|at| &blocks[at].kind).filter_map(Step::of).max_by_key(|step| match step {
            Step::Number(number) => *number,
            Step::Bullet => 0,
        });
        match (last, blocks.get(at + 1).and_then(|next| Step::of(&next.kind))) {
            (None, next) => next.is_some(),
            (Some(Step::Number(last)), Some(Step::Number(next))) => next == last + 1,
            (Some(Step::Bullet), Some(Step::Bullet)) => true,
            _ => false,
        }
    }

    /// Past the title page, whose rows are judgements, and past the list of contents.
    fn in_body(&self) -> bool {
        self.found.iter().any(|section| section.heading.is_some() && section.role != Role::Judgements)
            && !self.found.last().is_some_and(|section| section.rows || is_contents(self.outline, section))
    }

    fn push(&mut self, role: Role, heading: Option<Span>, blocks: Range<usize>) {
        let section = Section {
            role,
            heading,
            path: heading.into_iter().collect(),
            blocks,
            listed: false,
            rows: false,
            boxed: false,
        };
        self.found.push(section);
    }

    fn is_closing(&self) -> bool {
        self.found.last().is_some_and(|section| section.role == Role::Closing)
    }

    /// A letter ends with its valediction, a report with the inspectorate's own small print.
    fn begins_closing(&self, text: &str) -> bool {
        if self.is_closing() || self.found.is_empty() {
            return false;
        }
        let words = text.to_lowercase();
        let valediction = self.profile.shape == Shape::Letter
            && (words.starts_with("yours sincerely")
                || words.starts_with("your sincerely")
                || words.starts_with("yours faithfully"));
        let small_print = words.starts_with("the office for standards in education, children")
            || words.starts_with("if you would like a copy of this document")
            || words.starts_with("if you are not happy with the inspection")
            || words.starts_with("any complaints about the inspection or the report");
        valediction || small_print
    }

    /// The first block after a box that stands in another cell, or in none.
    fn leaves_box(&self, at: usize) -> bool {
        let Some(section) = self.found.last().filter(|section| section.boxed) else { return false };
        let inside = section.blocks.start.checked_sub(1).and_then(|heading| self.outline.blocks.get(heading));
        inside.is_some_and(|heading| heading.cell.is_some() && self.outline.blocks[at].cell != heading.cell)
    }

    /// Goes on with the section before the box.
    fn resume(&mut self, at: usize) {
        let before = self.found.iter().rev().find(|section| !section.boxed).cloned();
        if let Some(before) = before {
            self.found.push(Section { blocks: at..at, ..before });
        }
    }
}

/// How a list counts.
#[derive(Clone, Copy)]
enum Step {
    Bullet,
    Number(u32),
}

impl Step {
    fn of(kind: &BlockKind) -> Option<Step> {
        match kind {
            BlockKind::Item { .. } => Some(Step::Bullet),
            BlockKind::Paragraph { number: Some(number) } => Some(Step::Number(*number)),
            _ => None,
        }
    }
}

fn is_contents(outline: &Outline, section: &Section) -> bool {
    section.heading.is_some_and(|heading| heading_words(outline.text.slice(heading)) == "contents")
}

/// Stands for a heading in the frame of a table.
const FRAMED: u8 = 2;

/// Stands for a heading that only its words show: below all others.
const PLAIN: u8 = 9;
