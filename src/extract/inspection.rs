//! When: the date printed on the document, the days on site, which visit of a series, what it covered.

use super::dates::{self, Dates};
use super::{Found, Opening, Section, is_prose, words};
use crate::error::{Warning, WarningCode};
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::record::Length;
use jiff::civil::{Date, Weekday};
use regex::Regex;
use std::sync::OnceLock;

/// The date of the letter, or of the report's publication where it prints one.
pub fn printed_date(outline: &Outline, opening: &Opening) -> Option<Found<Date>> {
    let labelled = || {
        opening.blocks.clone().find_map(|at| {
            let label = label_end(words(outline, at), Label::Published)?;
            in_block(outline, at, label).map(|found| Found { value: found.value.0, span: found.span })
        })
    };
    let alone = || {
        opening.blocks.clone().find_map(|at| {
            let text = words(outline, at);
            let found = dates::find(text, None).into_iter().next()?;
            // A line of the letter head with a date and hardly more.
            (found.days.len() == 1
                && text.len() < found.place.len() + 16
                && label_end(text, Label::OnSite).is_none())
            .then(|| place(outline, at, &found, found.first()))
        })
    };
    labelled().or_else(alone)
}

/// The date of a letter whose year has a digit too many, where the days on site leave one year only.
pub fn slipped_date(
    outline: &Outline,
    opening: &Opening,
    on_site: Date,
    warnings: &mut Vec<Warning>,
) -> Option<Found<Date>> {
    opening.blocks.clone().find_map(|at| {
        let text = words(outline, at);
        let mended = dates::mend_year(text, on_site.year()..on_site.year() + 2)?;
        let found = dates::find(&mended, None).into_iter().next().filter(|found| found.days.len() == 1)?;
        let message = format!("the date is printed as \"{text}\" and read as {}", found.first());
        warnings.push(Warning::new(WarningCode::Implausible, message));
        // The printed year is a byte longer than the mended one.
        let place = found.place.start..found.place.end + 1;
        Some(Found { value: found.first(), span: outline.blocks[at].span.within(place) })
    })
}

/// The ranges of days on site. `letter` completes a phrase that leaves the year out.
pub fn days(
    outline: &Outline,
    opening: &Opening,
    letter: Option<Date>,
    warnings: &mut Vec<Warning>,
) -> Vec<Found<(Date, Date)>> {
    let labelled = opening.blocks.clone().find_map(|at| {
        let label = label_end(words(outline, at), Label::OnSite)?;
        in_block(outline, at, label).or_else(|| {
            // The label may fill a line of its own.
            (words(outline, at).trim_end().len() <= label + 1).then(|| in_block(outline, at + 1, 0)).flatten()
        })
    });
    let told = labelled
        .or_else(|| in_sentences(outline, opening, None))
        .or_else(|| letter.and_then(|letter| in_sentences(outline, opening, Some(letter))));
    let Some(found) = told else { return Vec::new() };
    if found.value.0 > found.value.1 {
        let message = format!(
            "the inspection is printed to end on {} before it starts on {}",
            found.value.1, found.value.0
        );
        warnings.push(Warning::new(WarningCode::Implausible, message));
    } else if letter.is_some_and(|letter| letter < found.value.0) {
        let message =
            format!("the document's printed date lies before the inspection's first day, {}", found.value.0);
        warnings.push(Warning::new(WarningCode::Implausible, message));
    }
    vec![found]
}

/// The first days told in a block from byte `from` on.
fn in_block(outline: &Outline, at: usize, from: usize) -> Option<Found<(Date, Date)>> {
    let text = outline.blocks.get(at).map(|_| words(outline, at))?;
    let found = dates::find(text.get(from..)?, None).into_iter().next()?;
    let found = Dates { place: found.place.start + from..found.place.end + from, ..found };
    Some(place(outline, at, &found, (found.first(), found.last())))
}

/// A sentence that says when this visit or inspection was, not an earlier one.
fn in_sentences(outline: &Outline, opening: &Opening, letter: Option<Date>) -> Option<Found<(Date, Date)>> {
    static VISIT: OnceLock<Regex> = OnceLock::new();
    static EARLIER: OnceLock<Regex> = OnceLock::new();
    let visit = VISIT.get_or_init(|| {
        Regex::new(r"(?i)\b(visit|inspection|inspected|took place|undertook|carried out|on site|conducted)\b")
            .expect("a constant pattern")
    });
    let earlier = EARLIER.get_or_init(|| {
        Regex::new(r"(?i)\b(previous|last|earlier|judged|since|following)\b[^.]{0,60}$")
            .expect("a constant pattern")
    });
    let from = opening.salutation.map_or(opening.blocks.start, |at| at + 1);
    let blocks = from..opening.blocks.end.max(from);
    blocks
        .filter(|&at| {
            is_prose(&outline.blocks[at]) || matches!(outline.blocks[at].kind, BlockKind::Heading(_))
        })
        .find_map(|at| {
            let block = &outline.blocks[at];
            block.sentences.iter().find_map(|&sentence| {
                let text = outline.text.slice(sentence);
                if !visit.is_match(text) {
                    return None;
                }
                let year = letter.map(|letter| letter.year());
                let found = dates::find(text, year)
                    .into_iter()
                    .find(|found| !earlier.is_match(&text[..found.place.start]))?;
                let mut days = (found.first(), found.last());
                // "On 4 and 5 December", told in a letter of January.
                if let Some(letter) = letter.filter(|letter| found.borrowed_year && days.0 > *letter) {
                    let before = |day: Date| day.with().year(letter.year() - 1).build().unwrap_or(day);
                    days = (before(days.0), before(days.1));
                }
                Some(Found { value: days, span: sentence.within(found.place) })
            })
        })
}

/// Which line of the title page a label opens.
#[derive(Clone, Copy)]
enum Label {
    OnSite,
    Published,
}

/// Where the words after the label begin.
fn label_end(text: &str, label: Label) -> Option<usize> {
    static ON_SITE: OnceLock<Regex> = OnceLock::new();
    static PUBLISHED: OnceLock<Regex> = OnceLock::new();
    let pattern = match label {
        Label::OnSite => ON_SITE.get_or_init(|| {
            Regex::new(r"(?i)^\s*(?:re-?)?(?:inspection|visit|monitoring visit) dates?\s*:?")
                .expect("a constant pattern")
        }),
        Label::Published => PUBLISHED.get_or_init(|| {
            let label = r"(?i)(?:^\s*|\b(?:report|letter)\s+)publi(?:shed|cation)(?: date| on)?\s*:|^\s*date published\s*:?|^\s*published\b\s*";
            Regex::new(label).expect("a constant pattern")
        }),
    };
    pattern.find(text).map(|found| found.end())
}

fn place<T>(outline: &Outline, block: usize, found: &Dates, value: T) -> Found<T> {
    Found { value, span: outline.blocks[block].span.within(found.place.clone()) }
}

/// Which visit of a series, where the opening says so.
pub fn ordinal(outline: &Outline, opening: &Opening) -> Option<Found<u32>> {
    static VISIT: OnceLock<Regex> = OnceLock::new();
    let visit = VISIT.get_or_init(|| {
        Regex::new(r"(?i)\b(?P<word>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth)\s+(?:quarterly\s+)?monitoring\s+visit")
            .expect("a constant pattern")
    });
    opening.blocks.clone().find_map(|at| {
        let word = visit.captures(words(outline, at))?.name("word")?;
        Some(Found {
            value: ordinal_number(word.as_str())?,
            span: outline.blocks[at].span.within(word.range()),
        })
    })
}

/// "third" is 3.
pub fn ordinal_number(word: &str) -> Option<u32> {
    const ORDINALS: [&str; 12] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    let word = word.to_lowercase();
    ORDINALS.iter().position(|&known| known == word).map(|at| at as u32 + 1)
}

/// What the visit looked at: the items, or else the sentences, under a heading that says so.
pub fn areas_covered(outline: &Outline, sections: &[Section]) -> Vec<Span> {
    let covers = |section: &&Section| {
        let heading = section.heading.map(|heading| super::heading_words(outline.text.slice(heading)));
        heading.is_some_and(|heading| heading.starts_with("areas covered"))
    };
    let Some(section) = sections.iter().find(covers) else { return Vec::new() };
    let blocks = || section.blocks.clone().map(|at| &outline.blocks[at]).filter(|block| is_prose(block));
    let items: Vec<Span> = blocks()
        .filter(|block| matches!(block.kind, BlockKind::Item { .. }))
        .map(|block| block.span)
        .collect();
    if !items.is_empty() {
        return items;
    }
    blocks().flat_map(|block| block.sentences.iter().copied()).collect()
}

/// Short inspections are on site for one working week, standard ones for two. No report says which; other
/// numbers of days (a standard inspection that was interrupted) decide nothing.
pub fn length((start, end): (Date, Date)) -> Option<Length> {
    let days = start.until(end).ok()?.get_days();
    let full_week = start.weekday() != Weekday::Saturday && start.weekday() != Weekday::Sunday;
    match days {
        2..=4 if full_week => Some(Length::Short),
        9..=11 if full_week => Some(Length::Standard),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn one_week_is_short_and_two_are_standard() {
        assert_eq!(length((date(2019, 6, 3), date(2019, 6, 7))), Some(Length::Short));
        assert_eq!(length((date(2022, 11, 7), date(2022, 11, 18))), Some(Length::Standard));
        assert_eq!(length((date(2019, 6, 3), date(2019, 6, 19))), None);
        assert_eq!(length((date(2019, 7, 8), date(2019, 8, 8))), None);
    }
}
