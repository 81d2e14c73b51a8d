//! Tables of grades that a page flattened: an area on one line and its grade on the next, or a grade above
//! the lines of its areas.
//!
//! Knows lines that hold nothing but an area or a grade. Knows nothing of sentences.

use super::announced::tells_a_grade;
use super::areas::{AREAS, listed_with_whole};
use super::grades::{GRADE, GradeTold, Time, grade};
use crate::evidence::Span;
use crate::layout::Outline;
use crate::record::{Grade, JudgementArea};
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// What a line of a table holds.
#[derive(Debug, PartialEq)]
enum Line {
    Areas(Vec<JudgementArea>),
    Grade(Grade, Range<usize>),
    /// A sentence that gives one grade and ends in a colon: "In these areas it was rated good:".
    Lead(Grade, Range<usize>),
    Else,
}

/// A line of a block with what it holds.
struct Row {
    line: Line,
    range: Range<usize>,
    block: usize,
}

/// The grades that lines of their own give to areas on lines of their own; `blocks` are those of the text.
pub(super) fn told(outline: &Outline, blocks: &[usize]) -> Vec<(GradeTold, Span)> {
    let mut table: Vec<Row> = Vec::new();
    for &at in blocks {
        let text = outline.text.slice(outline.blocks[at].span);
        for range in rows(text) {
            table.push(Row { line: line(&text[range.clone()]), range, block: at });
        }
    }
    let mut found = Vec::new();
    let mut give = |areas: &[JudgementArea], grade: Grade, word: &Range<usize>, row: &Row| {
        let place = row.range.start + word.start..row.range.start + word.end;
        let span = outline.blocks[row.block].span.within(place);
        for &area in areas {
            let (range, time) = (word.clone(), Time::Now);
            found.push((GradeTold { area, grade, range, time, rated: true, sweeping: false }, span));
        }
    };
    let mut at = 0;
    while at < table.len() {
        match (&table[at].line, table.get(at + 1).map(|next| &next.line)) {
            (Line::Areas(areas), Some(Line::Grade(grade, word))) => {
                give(areas, *grade, word, &table[at + 1]);
                at += 2;
            }
            (Line::Grade(grade, word) | Line::Lead(grade, word), Some(Line::Areas(_))) => {
                let row = &table[at];
                let below = table[at + 1..].iter().map_while(|row| match &row.line {
                    Line::Areas(areas) => Some(areas),
                    _ => None,
                });
                let below: Vec<_> = below.collect();
                // The last of them may head the next grade: area, grade, area, grade.
                let next = table.get(at + 1 + below.len()).map(|row| &row.line);
                let heads_next = below.len() == 1 && matches!(next, Some(Line::Grade(..)));
                if !heads_next {
                    below.iter().for_each(|areas| give(areas, *grade, word, row));
                }
                at += if heads_next { 1 } else { 1 + below.len() };
            }
            _ => at += 1,
        }
    }
    found
}

/// The lines of a block.
fn rows(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut found = Vec::new();
    for part in text.split_inclusive(['\n', '\t']) {
        found.push(start..start + part.len());
        start += part.len();
    }
    found
}

fn line(text: &str) -> Line {
    static LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:the|experiences?|and|progress|of|for|on|with|children|young|people|families|who|need|impact|social|work|practice|services?|in|their|its|how|it|they|looks?|after|given|gives|provision|help|helps|with|quality|judge?ments?|performance|support|areas?)\b|[^\p{L}]")
            .expect("a constant pattern")
    });
    static GRADE_LABEL: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:grades?|ratings?|rated|judge?ments?|judged|areas?|found|to|be|as|were|was|following|the|these)\b|[^\p{L}]")
            .expect("a constant pattern")
    });
    if let Some(found) = GRADE.captures(text) {
        let Some(word) = found.get(0) else { return Line::Else };
        let rest = format!("{} {}", &text[..word.start()], &text[word.end()..]);
        return match grade(&found) {
            Some(grade) if GRADE_LABEL.replace_all(&rest, "").is_empty() => Line::Grade(grade, word.range()),
            Some(grade)
                if text.trim_end().ends_with(':')
                    && GRADE.find_iter(text).count() == 1
                    && listed_with_whole(&text[word.end()..]).is_empty()
                    && tells_a_grade(text) =>
            {
                Line::Lead(grade, word.range())
            }
            _ => Line::Else,
        };
    }
    let areas = listed_with_whole(text);
    let rest =
        AREAS.iter().fold(text.to_owned(), |rest, (_, words)| words.replace_all(&rest, " ").into_owned());
    let ended = text.trim_end().ends_with(['!', '?', '”', '"']);
    match !areas.is_empty() && !ended && LABEL.replace_all(&rest, "").is_empty() {
        true => Line::Areas(areas),
        false => Line::Else,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use JudgementArea::*;

    #[test]
    fn lines_of_a_table() {
        assert_eq!(
            line("The impact of leaders on social work practice with children and families"),
            Line::Areas(vec![Leaders])
        );
        assert_eq!(line("Overall effectiveness"), Line::Areas(vec![Overall]));
        assert_eq!(line("The experiences and progress of care leavers"), Line::Areas(vec![CareLeavers]));
        assert_eq!(line("Adoption"), Line::Areas(vec![Adoption]));
        assert_eq!(line("Good"), Line::Grade(Grade::Good, 0..4));
        assert_eq!(line("Areas judged to be good:"), Line::Grade(Grade::Good, 19..23));
        for text in [
            "Good news for care leavers",
            "Leaders know their staff well",
            "Care leavers are helped.",
            "Good overall effectiveness",
        ] {
            assert_eq!(line(text), Line::Else, "{text}");
        }
    }
}
