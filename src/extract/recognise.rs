//! Which type of document this is: clues of each type, weighed over the opening.

use crate::error::{Warning, WarningCode};
use crate::layout::{BlockKind, Outline};
use crate::rules::documents::{Profile, UNKNOWN, profiles};

/// Clues count in this many characters from the start: later pages speak of other inspections too.
const OPENING: usize = 4_000;
/// Headings among this many blocks from the start count as titles.
const TITLES: usize = 16;
/// A clue in a title weighs this many times as much as one in the text.
const IN_TITLE: u32 = 4;
/// Fewer points than this are no type.
const ENOUGH: u32 = 4;

/// The type whose clues weigh most, with a warning where none or two do.
pub fn recognise(outline: &Outline) -> (&'static Profile, Option<Warning>) {
    let opening = cut(outline.text.as_str(), OPENING);
    let titles: Vec<&str> = outline
        .blocks
        .iter()
        .take(TITLES)
        .filter(|block| matches!(block.kind, BlockKind::Heading(_)))
        .map(|block| outline.text.slice(block.span))
        .collect();
    let titles = titles.join("\n");
    let weigh = |profile: &Profile, text: &str| -> u32 {
        profile.clues.iter().filter(|clue| clue.phrase.is_match(text)).map(|clue| clue.weight).sum()
    };
    let mut scored: Vec<(u32, &'static Profile)> = profiles()
        .iter()
        .map(|profile| (weigh(profile, opening) + IN_TITLE * weigh(profile, &titles), profile))
        .collect();
    scored.sort_by_key(|&(points, _)| std::cmp::Reverse(points));
    let (points, best) = scored[0];
    if points < ENOUGH {
        let unknown = profiles().iter().find(|profile| profile.id == UNKNOWN).expect("a built-in type");
        let message = "no known type of document; headings and lists are read where they stand plainly";
        return (unknown, Some(Warning::new(WarningCode::UnknownType, message)));
    }
    let second = scored.get(1).filter(|(other, _)| *other == points);
    let warning = second.map(|(_, other)| {
        let message = format!("could as well be \"{}\"; read as \"{}\"", other.title, best.title);
        Warning::new(WarningCode::UncertainType, message)
    });
    (best, warning)
}

fn cut(text: &str, characters: usize) -> &str {
    let end = text.char_indices().nth(characters).map_or(text.len(), |(at, _)| at);
    &text[..end]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::builder::{Kind, TextBuilder};

    fn outline(text: &str) -> Outline {
        let mut builder = TextBuilder::new();
        for line in text.lines() {
            builder.block(Kind::Paragraph, line);
        }
        builder.finish(Vec::new())
    }

    #[test]
    fn each_types_own_examples() {
        for profile in profiles().iter().filter(|profile| profile.id != UNKNOWN) {
            assert_eq!(recognise(&outline(&profile.yes)).0.id, profile.id);
            assert_ne!(recognise(&outline(&profile.no)).0.id, profile.id);
        }
    }

    #[test]
    fn a_shopping_list_is_unknown() {
        let (profile, warning) = recognise(&outline("Eggs\nFlour\nFocused efforts"));
        assert_eq!(profile.id, UNKNOWN);
        assert_eq!(warning.map(|warning| warning.code), Some(WarningCode::UnknownType));
    }
}
