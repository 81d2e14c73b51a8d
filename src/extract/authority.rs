//! The authority that an inspection was of: named in the title, or where the letter says what was visited.

use super::{Found, Named, Opening, words};
use crate::authorities::{by_name, mentioned};
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use regex::Regex;
use std::sync::OnceLock;

/// Finds it, plain and with its place.
pub fn find(outline: &Outline, opening: &Opening) -> Option<Found<Named>> {
    let told = || {
        opening
            .title
            .into_iter()
            .chain(opening.salutation.map_or(opening.blocks.start, |at| at + 1)..opening.blocks.end)
    };
    let known = told()
        .find_map(|at| in_visit_phrase(outline, at))
        .or_else(|| told().find_map(|at| first_mention(outline, at)));
    known
        .or_else(|| told().find_map(|at| unknown_name(outline, at)))
        .or_else(|| opening.salutation.is_none().then(|| name_alone(outline, opening)).flatten())
        // A letter may name it in the address alone.
        .or_else(|| opening.blocks.clone().find_map(|at| first_mention(outline, at)))
}

/// The name in "inspection of X children's services", "visit to X", if the table holds it.
fn in_visit_phrase(outline: &Outline, block: usize) -> Option<Found<Named>> {
    let name = visited(outline, block)?;
    let whole = outline.blocks[block].span;
    // The phrase may end too early ("Bournemouth, Christchurch and Poole"): the table knows the whole name.
    let at = name.start() - whole.start()..name.end() - whole.start();
    let told = mentioned(words(outline, block))
        .into_iter()
        .find(|(range, _)| range.start < at.end && range.end > at.start);
    if let Some((range, known)) = told {
        return Some(Found { value: Named::Known(known), span: whole.within(range) });
    }
    by_name(outline.text.slice(name)).map(|known| Found { value: Named::Known(known), span: name })
}

fn first_mention(outline: &Outline, block: usize) -> Option<Found<Named>> {
    let span = outline.blocks[block].span;
    let (range, known) = mentioned(words(outline, block)).into_iter().next()?;
    Some(Found { value: Named::Known(known), span: span.within(range) })
}

/// A name that the table does not hold, as the phrase tells it.
fn unknown_name(outline: &Outline, block: usize) -> Option<Found<Named>> {
    let span = visited(outline, block)?;
    let plain = plain_name(outline.text.slice(span));
    let named = plain.chars().next().is_some_and(char::is_uppercase);
    named.then_some(Found { value: Named::Other(plain), span })
}

/// A title page may give the name a line of its own: "Castlebridge Council".
fn name_alone(outline: &Outline, opening: &Opening) -> Option<Found<Named>> {
    let first =
        opening.blocks.clone().find(|&at| matches!(outline.blocks[at].kind, BlockKind::Heading(_)))?;
    let text = words(outline, first);
    let joins = ["of", "and", "upon", "the", "with", "on", "in"];
    let named = |word: &str| word.starts_with(char::is_uppercase) || joins.contains(&word);
    let is_name = text.split_whitespace().count() <= LONGEST_NAME
        && text.split_whitespace().all(named)
        && !text.contains(|c: char| c.is_ascii_digit() || c == ':')
        && !["Inspection", "Report", "Contents", "Ofsted", "Review", "Visit"]
            .iter()
            .any(|word| text.contains(word));
    is_name.then(|| Found { value: Named::Other(plain_name(text)), span: outline.blocks[first].span })
}

/// No authority's name, with its dress, has more words.
const LONGEST_NAME: usize = 8;

/// The words between "visit to" or "inspection of" and what follows the name.
fn visited(outline: &Outline, block: usize) -> Option<Span> {
    static PHRASE: OnceLock<Regex> = OnceLock::new();
    let phrase = PHRASE.get_or_init(|| {
        Regex::new(concat!(
            r"(?:[Ii]nspection of|visit to|visit of|[Aa]rrangements within|need and risk in|neglect in|in the family in|children.s services in|response to [a-z ’'-]+ in)\s+",
            r"(?:the\s+)?(?P<name>[A-Z][\w'’&.-]*(?:\s+(?:[A-Z][\w'’&.-]*|and|of|upon|the|with|on|in|&)|,\s+[A-Z][\w'’-]*)*?)",
            r"(?:\s+(?:[Cc]hildren.s|[Ll]ocal\s+[Aa]rea|local|council|County Council|borough|is|are|require)\b|\s*[,.]|\s+on\s+\d|\s*$)"
        ))
        .expect("a constant pattern")
    });
    let block = outline.blocks[block].span;
    let text = outline.text.slice(block);
    phrase.captures(text)?.name("name").map(|name| block.within(name.range()))
}

/// "London Borough of Wealdmoor" is Wealdmoor; "Northmere City Council" is Northmere.
fn plain_name(name: &str) -> String {
    static DRESS: OnceLock<Regex> = OnceLock::new();
    let dress = DRESS.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)^(?:the\s+)?(?:(?:london|royal|metropolitan)\s+borough\s+of\s+|city\s+of\s+|county\s+of\s+|borough\s+of\s+)|",
            r"\s+(?:(?:metropolitan|county|city|district|borough)\s+)*(?:council|borough|mbc)$|\s+local\s+authority$|\s+(?:county|city)$"
        ))
        .expect("a constant pattern")
    });
    dress.replace_all(name.trim(), "").trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::builder::{Kind, TextBuilder};

    fn found(title: &str) -> Option<String> {
        let mut builder = TextBuilder::new();
        builder.block(Kind::Heading(1), title);
        let outline = builder.finish(Vec::new());
        let opening = Opening { blocks: 0..1, salutation: None, title: Some(0) };
        find(&outline, &opening).map(|found| match found.value {
            Named::Known(known) => known.name.to_owned(),
            Named::Other(name) => name,
        })
    }

    #[test]
    fn names_in_titles() {
        for (title, name) in [
            ("Focused visit to Wandsworth local authority children’s services", "Wandsworth"),
            (
                "Inspection of the Royal Borough of Kingston upon Thames children’s services",
                "Kingston upon Thames",
            ),
            (
                "Inspection of Bournemouth, Christchurch and Poole local authority children’s services",
                "Bournemouth, Christchurch and Poole",
            ),
            ("Focused visit to Telford & Wrekin children’s services", "Telford and Wrekin"),
            ("Area SEND inspection of Wealdmoor Local Area Partnership", "Wealdmoor"),
            ("Monitoring visit to Northmere City Council children’s services", "Northmere"),
            ("Focused visit to the London Borough of Castlebridge children’s services", "Castlebridge"),
        ] {
            assert_eq!(found(title).as_deref(), Some(name), "{title}");
        }
        assert_eq!(found("Annual report of the board"), None);
    }
}
