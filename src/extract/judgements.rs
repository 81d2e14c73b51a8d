//! Judgements: the grade of each area, as tables, headings and set sentences state it.
//!
//! The type's profile says which words name which area. Where a table and a heading contradict each
//! other the table, which stands on the title page, wins with a warning.

use super::{Found, Section};
use crate::error::{Warning, WarningCode};
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::record::{Grade, JudgementArea};
use crate::rules::Role;
use crate::rules::documents::Profile;
use regex::Regex;
use std::sync::OnceLock;

type Judgement = Found<(JudgementArea, Grade)>;

/// All judgements of the document, one an area, in the order printed.
pub fn find(
    outline: &Outline,
    profile: &Profile,
    sections: &[Section],
    warnings: &mut Vec<Warning>,
) -> Vec<Judgement> {
    let mut found: Vec<Judgement> = Vec::new();
    for judgement in rows(outline, profile)
        .into_iter()
        .chain(headings(outline, profile))
        .chain(outcomes(outline, profile, sections))
    {
        let (area, grade) = judgement.value;
        match found.iter().find(|known| known.value.0 == area) {
            None => found.push(judgement),
            Some(known) if known.value.1 != grade => {
                let page = |span: Span| outline.text.page_at(span.start());
                let message = format!(
                    "{} is graded \"{}\" on page {} and \"{}\" on page {}; the first is kept",
                    word(area),
                    outline.text.slice(known.span),
                    page(known.span),
                    outline.text.slice(judgement.span),
                    page(judgement.span),
                );
                warnings.push(Warning::new(WarningCode::Contradiction, message));
            }
            Some(_) => {}
        }
    }
    found
}

fn word(area: JudgementArea) -> String {
    serde_json::to_value(area).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

/// The area that a label names: the longest of all matches, so that "care leavers" does not win over
/// "children in care and care leavers".
fn area_of(label: &str, profile: &Profile) -> Option<JudgementArea> {
    let plain = super::heading_words(label);
    let hits = profile
        .judgements
        .iter()
        .filter_map(|rule| Some((rule.words.as_ref()?.find(&plain)?.len(), rule.area)));
    hits.max_by_key(|&(length, _)| length).map(|(_, area)| area)
}

/// Rows of tables: a label and a grade.
fn rows(outline: &Outline, profile: &Profile) -> Vec<Judgement> {
    let mut found: Vec<Judgement> = Vec::new();
    for block in &outline.blocks {
        let BlockKind::Row { cells } = &block.kind else { continue };
        let full: Vec<Span> = cells.iter().copied().filter(|cell| !cell.is_empty()).collect();
        let Some((&last, labels)) = full.split_last() else { continue };
        let Some(grade) = whole_grade(outline.text.slice(last)) else { continue };
        let label: Vec<&str> = labels.iter().map(|&cell| outline.text.slice(cell)).collect();
        if let Some(area) = area_of(&label.join(" "), profile) {
            found.push(Found { value: (area, grade), span: last });
        }
    }
    found
}

/// Headings and sentences that tell one grade: "The impact of leaders ...: good", "The Local Safeguarding
/// Children Board is good", "Children's services in X require improvement".
fn headings(outline: &Outline, profile: &Profile) -> Vec<Judgement> {
    static TOLD: OnceLock<Regex> = OnceLock::new();
    let told = TOLD.get_or_init(|| {
        Regex::new(&format!(
            r"(?i)^(?P<label>.{{8,200}}?)(?:\s*[:–-]\s+|\s+is(?: that (?:it|they) (?:is|are))?\s+|\s+are\s+|\s+(?:is|are)?\s*judged to be\s+|\s+)(?P<grade>{GRADE})\s*\d?[.]?$"
        ))
        .expect("a constant pattern")
    });
    let mut found = Vec::new();
    for (at, block) in outline.blocks.iter().enumerate() {
        let text = outline.text.slice(block.span).trim_end();
        found.extend(parted(outline, profile, at));
        // Ordinary sentences grade on the title page only; further on they define grades, or tell of parts.
        let told_here = match block.kind {
            BlockKind::Heading(_) => true,
            // A table may open with its own title.
            BlockKind::Row { ref cells } => cells.iter().filter(|cell| !cell.is_empty()).count() == 1,
            BlockKind::Paragraph { number: None } => outline.text.page_at(block.span.start()) <= TITLE_PAGES,
            _ => false,
        };
        if !told_here || text.len() > LONGEST || defines(text) {
            continue;
        }
        let Some(captures) = told.captures(text) else { continue };
        let (Some(label), Some(grade)) = (captures.name("label"), captures.name("grade")) else { continue };
        let Some(area) = area_of(label.as_str(), profile) else { continue };
        if let Some(value) = whole_grade(grade.as_str()) {
            found.push(Found { value: (area, value), span: block.span.within(grade.range()) });
        }
    }
    found
}

/// A report states its grades on these pages at the latest, where it states them in sentences.
const TITLE_PAGES: u32 = 2;
/// A heading or sentence that states a grade is no longer than this (bytes).
const LONGEST: usize = 260;

/// "A board that is good ..." and "is not yet good" give no grade.
fn defines(text: &str) -> bool {
    static DEFINES: OnceLock<Regex> = OnceLock::new();
    let defines = DEFINES.get_or_init(|| {
        Regex::new(
            r"(?i)^an?\s|\bthat (?:is|are|requires?)\s+(?:outstanding|good|inadequate|improvement)|\bnot\b",
        )
        .expect("a constant pattern")
    });
    // "The graded judgement for adoption is that it is good" is one all the same.
    defines.is_match(text) && !text.to_lowercase().contains("judg")
}

/// A heading whose grade stands on a line of its own: "The effectiveness of the board is" / "good".
fn parted(outline: &Outline, profile: &Profile, at: usize) -> Option<Judgement> {
    let (label, next) = (outline.blocks.get(at)?, outline.blocks.get(at + 1)?);
    if !matches!(label.kind, BlockKind::Heading(_)) || matches!(next.kind, BlockKind::Row { .. }) {
        return None;
    }
    let (label, rest) = (outline.text.slice(label.span).trim_end(), outline.text.slice(next.span));
    // The line may cut the grade itself: "is requires" / "improvement".
    let cut = ["requires", "require"].iter().find(|word| label.ends_with(*word));
    let grade = match cut {
        Some(word) => whole_grade(&format!("{word} {rest}"))?,
        None => whole_grade(rest)?,
    };
    let area = area_of(label, profile)?;
    Some(Found { value: (area, grade), span: next.span })
}

/// Outcomes told in a sentence of the judgements' own section (area SEND).
fn outcomes(outline: &Outline, profile: &Profile, sections: &[Section]) -> Vec<Judgement> {
    let mut found = Vec::new();
    let sections = || sections.iter().filter(|section| section.role == Role::Judgements);
    for rule in profile.judgements.iter().filter(|rule| !rule.outcomes.is_empty()) {
        let own = sections().flat_map(|section| section.blocks.clone());
        let blocks = own.chain(0..outline.blocks.len().min(FIRST_BLOCKS)).map(|at| &outline.blocks[at]);
        let hit = blocks.flat_map(|block| &block.sentences).find_map(|&sentence| {
            let text = outline.text.slice(sentence);
            rule.outcomes.iter().find_map(|(grade, phrase)| {
                let hit = phrase.find(text)?;
                Some(Found { value: (rule.area, *grade), span: sentence.within(hit.range()) })
            })
        });
        found.extend(hit);
    }
    found
}

/// Where no section of its own tells the outcome, it stands among the first blocks.
const FIRST_BLOCKS: usize = 12;

/// The words for grades in all frameworks.
pub const GRADE: &str =
    r"outstanding|good|requires? improvement(?: to be good)?|requires improving|adequate|inadequate";

/// The grade that a cell holds, if it holds nothing else.
pub fn whole_grade(text: &str) -> Option<Grade> {
    static NUMBERED: OnceLock<Regex> = OnceLock::new();
    let numbered =
        NUMBERED.get_or_init(|| Regex::new(r"^grade \d \((?P<word>[a-z ]+)\)$").expect("a constant pattern"));
    let plain = super::heading_words(text);
    let word = numbered
        .captures(&plain)
        .and_then(|captures| captures.name("word"))
        .map_or(plain.as_str(), |word| word.as_str());
    Some(match word {
        "outstanding" => Grade::Outstanding,
        "good" => Grade::Good,
        "adequate" => Grade::Adequate,
        "inadequate" => Grade::Inadequate,
        "requires improvement"
        | "require improvement"
        | "requires improvement to be good"
        | "require improvement to be good" => Grade::RequiresImprovement,
        _ => return None,
    })
}
