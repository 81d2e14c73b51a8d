//! People: who inspected, in which role, who led; and to whom a letter is addressed.
//!
//! Names are told from roles by their words: a role has "inspector", "HMI" and the like in it. Analysts
//! and quality assurance managers are named beside the inspectors and do not inspect.

use super::{Opening, dates, words};
use crate::evidence::Span;
use crate::layout::{BlockKind, Outline};
use crate::rules::documents::{Profile, Shape};
use regex::Regex;
use std::ops::Range;
use std::sync::OnceLock;

/// Someone named in the document.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    pub name: String,
    pub role: Option<String>,
    pub lead: bool,
    pub span: Span,
}

/// Everyone named as inspecting, in the order printed.
pub fn inspectors(outline: &Outline, opening: &Opening, profile: &Profile) -> Vec<Person> {
    let mut found = team(outline);
    if found.is_empty() {
        found = labelled(outline, opening.blocks.clone());
    }
    if found.is_empty() && profile.shape == Shape::Letter {
        found = in_sentences(outline, opening);
    }
    found.dedup_by(|next, kept| next.name == kept.name);
    let mut names: Vec<String> = Vec::new();
    found.retain(|person| {
        let new = !names.contains(&person.name);
        names.push(person.name.clone());
        new
    });
    found
}

/// The list "The inspection team" at the end of a report, label by label or cell by cell.
fn team(outline: &Outline) -> Vec<Person> {
    let heading = outline.blocks.iter().rposition(|block| {
        let short = block.span.len() < 60;
        short
            && super::heading_words(outline.text.slice(block.span))
                .trim_start_matches("the ")
                .starts_with("inspection team")
    });
    let Some(heading) = heading else { return Vec::new() };
    let blocks = heading + 1..outline.blocks.len();
    let labelled = labelled(outline, blocks.clone());
    if !labelled.is_empty() {
        return labelled;
    }
    let mut found = Vec::new();
    for at in blocks {
        let block = &outline.blocks[at];
        let cells = match &block.kind {
            BlockKind::Row { cells } => cells.clone(),
            BlockKind::Paragraph { .. } | BlockKind::Item { .. } | BlockKind::Heading(_) => vec![block.span],
            _ => continue,
        };
        if block.span.len() > 400 {
            break;
        }
        found.extend(cells.into_iter().filter_map(|cell| name_and_role(outline, cell)));
    }
    found
}

/// "Ada Finch, Ofsted lead inspector" in a cell.
fn name_and_role(outline: &Outline, cell: Span) -> Option<Person> {
    let text = outline.text.slice(cell);
    let (name, role) =
        text.split_once(',').or_else(|| text.split_once(" HMI").map(|(name, _)| (name, "HMI")))?;
    let role = role.trim().trim_end_matches('.');
    if !is_name(name) || !is_inspecting(role) {
        return None;
    }
    let lead = role.to_lowercase().contains("lead inspector");
    Some(Person { name: name.trim().to_owned(), role: Some(role.to_owned()), lead, span: cell })
}

/// Lines "Lead inspector: ..." and their like, also as table rows.
fn labelled(outline: &Outline, blocks: Range<usize>) -> Vec<Person> {
    static LABEL: OnceLock<Regex> = OnceLock::new();
    let label = LABEL.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)^\s*(?P<role>(?:(?:deputy|acting|joint|co-?)\s*-?\s*)?lead inspectors?|(?:team|shadow|shadowing|associate|additional|regulatory|",
            r"assistant|contracted|seconded|ofsted|social care|education|schools?)(?:\s+\w+)?\s+inspectors?|(?:his|her) majesty.s inspectors?|inspectors?)",
            r"\s*(?:\([^)]*\)\s*)?[:\t]\s*"
        ))
        .expect("a constant pattern")
    });
    let mut found = Vec::new();
    for at in blocks {
        let span = outline.blocks[at].span;
        let text = words(outline, at);
        let Some(captures) = label.captures(text) else { continue };
        let role = captures["role"].trim_end_matches(['s', 'S']).to_owned();
        let end = captures.get(0).map_or(0, |whole| whole.end());
        let lead = role.to_lowercase().contains("lead") && !role.to_lowercase().contains("deputy");
        // The next label may stand in the same block.
        let rest = &text[end..];
        let rest = &rest[..rest
            .find(':')
            .map_or(rest.len(), |colon| rest[..colon].rfind(['.', ';', '\n']).unwrap_or(colon))];
        for named in names(rest, span.within(end..end + rest.len())) {
            found.push(Person { lead, role: named.role.or_else(|| Some(role.clone())), ..named });
        }
    }
    found
}

/// "The inspectors were ...", "carried out by ...", in the first paragraphs of a letter.
fn in_sentences(outline: &Outline, opening: &Opening) -> Vec<Person> {
    static CUE: OnceLock<Regex> = OnceLock::new();
    let cue = CUE.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)(?:\binspectors?(?:\s+\(HMIs?\))?(?:\s+(?:for|on|conducting|undertaking|carrying out)\s+(?:this|the)\s+(?:\w+\s+)?(?:visit|inspection))?\s+(?:was|were|is|are)\b:?|",
            r"\b(?:carried out|undertaken|conducted|led|completed)\s+by\b|\binspection team (?:was|were|comprised|consisted of)\b|",
            r"\b(?:visit|inspection) team (?:was|were|comprised)\b)"
        ))
        .expect("a constant pattern")
    });
    let from = opening.salutation.map_or(opening.blocks.start, |at| at + 1);
    let mut found: Vec<Person> = Vec::new();
    for at in from..opening.blocks.end.max(from) {
        for &sentence in &outline.blocks[at].sentences {
            let text = outline.text.slice(sentence);
            let Some(hit) = cue.find(text) else { continue };
            found.extend(names(&text[hit.end()..], sentence.within(hit.end()..text.len())));
        }
        if !found.is_empty() {
            break;
        }
    }
    // "His Majesty's Inspectors for this visit were": the role stands before the names.
    found
}

/// People in a list such as "A, HMI, and B, Senior HMI" or "A, B and C, Her Majesty's Inspectors".
fn names(text: &str, span: Span) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    let mut without_role = 0;
    for piece in pieces(text) {
        let part = text[piece.clone()].trim();
        let (name, role) = split_role(part);
        if !name.is_empty() {
            if !is_name(name) {
                // The list has ended; a sentence goes on.
                if found.is_empty() { continue } else { break }
            }
            let start = piece.start + text[piece.clone()].find(name).unwrap_or(0);
            found.push(Person {
                name: name.to_owned(),
                role: None,
                lead: false,
                span: span.within(start..start + name.len()),
            });
        }
        if let Some(role) = role {
            if !is_inspecting(role) {
                // An analyst or quality assurance manager.
                if !name.is_empty() {
                    found.pop();
                }
                continue;
            }
            // A plural role belongs to all names before it that have none.
            let plural = role.trim_end_matches([')', '.']).ends_with('s');
            let first = if plural { without_role } else { found.len().saturating_sub(1) };
            for person in found.iter_mut().skip(first).filter(|person| person.role.is_none()) {
                person.role = Some(role.to_owned());
            }
            without_role = found.len();
        }
    }
    found
}

/// Parts between commas, semicolons, "and" and "&", without brackets' insides being cut.
fn pieces(text: &str) -> Vec<Range<usize>> {
    static CUT: OnceLock<Regex> = OnceLock::new();
    let cut = CUT.get_or_init(|| {
        Regex::new(r"\s*(?:[,;\n]|\.\s|\band\b|&|\bwith\b|\baccompanied by\b|\bsupported by\b)\s*")
            .expect("a constant pattern")
    });
    let mut found = Vec::new();
    let mut from = 0;
    for hit in cut.find_iter(text) {
        if hit.start() > from {
            found.push(from..hit.start());
        }
        from = hit.end();
    }
    if from < text.len() {
        found.push(from..text.len());
    }
    found
}

/// "Ada Finch HMI" is a name and a role; "Her Majesty's Inspector" a role alone.
fn split_role(part: &str) -> (&str, Option<&str>) {
    static ROLE: OnceLock<Regex> = OnceLock::new();
    let role = ROLE.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)\(?\b(?:(?:an?|the|both|also|all)\s+)?(?:(?:senior|lead|deputy|regulatory|associate|designate|trainee|shadow|ofsted|social care|team|additional|former|assistant|regional|seconded|contracted|early years|schools?|education)\s+)*",
            r"(?:s?hmis?\b|(?:his|her)\s+majesty.?s?.?\s+(?:senior\s+)?inspectors?|inspectors?\b|senior\s+(?:his|her)\s+majesty.?s?.?\s+inspectors?|",
            r"quality assurance managers?|(?:senior\s+)?(?:data\s+)?analysts?|director|manager|designate|observers?).*$"
        ))
        .expect("a constant pattern")
    });
    let part = part.trim().trim_end_matches('.');
    match role.find(part) {
        Some(hit) => (
            part[..hit.start()].trim().trim_end_matches([',', '(', '–', '-']).trim(),
            Some(part[hit.range()].trim_matches(['(', ')', ' '])),
        ),
        None => {
            let plain = part.split(" (").next().unwrap_or(part);
            (plain.trim(), None)
        }
    }
}

/// Whether a role inspects.
fn is_inspecting(role: &str) -> bool {
    let role = role.to_lowercase();
    let inspects = role.contains("inspector")
        || role.contains("hmi")
        || role.contains("designate")
        || role.contains("observer");
    inspects && !role.contains("analyst") && !role.contains("quality assurance")
}

/// Two to five words that begin with capitals, particles aside.
pub fn is_name(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let particles =
        ["de", "da", "la", "le", "van", "von", "der", "den", "al", "el", "bin", "di", "du", "of", "y"];
    let capital = |word: &&str| {
        word.starts_with(char::is_uppercase)
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\'' | '.' | '‘'))
    };
    let capitals = words.iter().filter(|word| capital(word)).count();
    let others = words.len() - capitals;
    (2..=6).contains(&words.len())
        && capitals >= 2
        && words.iter().filter(|word| !capital(word)).all(|word| particles.contains(word))
        && others <= 2
        && !text.chars().all(|c| c.is_uppercase() || c.is_whitespace())
}

/// Words of a person's position.
fn is_position(text: &str) -> bool {
    static POSITION: OnceLock<Regex> = OnceLock::new();
    let position = POSITION.get_or_init(|| {
        Regex::new(r"(?i)\b(director|chief|executive|head|officer|manager|chair|commissioner|lead|dcs|secretary|superintendent|constable)\b").expect("a constant pattern")
    });
    position.is_match(text)
}

/// The addressee: the first lines between the letter's date and its salutation.
pub fn recipient(outline: &Outline, opening: &Opening) -> Option<Person> {
    let end = opening.salutation.unwrap_or(opening.blocks.end);
    let address: Vec<usize> =
        (opening.blocks.start..end).filter(|&at| !is_letterhead(words(outline, at))).collect();
    let at = address.iter().position(|&at| addressee(words(outline, at)).is_some())?;
    let block = address[at];
    let (name, rest) = addressee(words(outline, block))?;
    let span = outline.blocks[block].span.within(name.clone());
    let text = words(outline, block);
    let mut role = rest.map(|rest| text[rest].to_owned());
    if role.is_none() {
        let next = address.get(at + 1).map(|&next| words(outline, next));
        role = next
            .filter(|line| is_position(line) && !is_street(line))
            .map(|line| line.trim_end_matches(',').to_owned());
    }
    Some(Person { name: text[name].to_owned(), role, lead: false, span })
}

/// The name in a line of the address, and the role if it stands in the same line.
fn addressee(line: &str) -> Option<(Range<usize>, Option<Range<usize>>)> {
    static TITLED: OnceLock<Regex> = OnceLock::new();
    // A role that follows without a comma: "Ada Finch Director of Children's Services".
    let titled = TITLED.get_or_init(|| {
        Regex::new(concat!(
            r"(?:,|\s[-–]|\s)\s*(?:(?:Interim|Acting|Executive|Strategic|Corporate|Group|Deputy|Joint|Statutory|Managing|Assistant|Chief|Service|Bi-Borough)\s+)*",
            r"(?:Director|Executive|Chief|Head|Officer|DCS)\b.*$"
        ))
        .expect("a constant pattern")
    });
    let trimmed = line.trim_end_matches([',', ' ']);
    let (name, role) = match titled.find(trimmed) {
        Some(hit) => {
            let lead = hit.as_str().len() - hit.as_str().trim_start_matches([',', ' ', '-', '–']).len();
            (&trimmed[..hit.start()], Some(hit.start() + lead..trimmed.len()))
        }
        None => (trimmed, None),
    };
    let plain = name.trim();
    // Two people may share a letter: "Ada Finch and Tom Orme".
    let people = plain.split(" and ").all(|name| is_person(name.trim()));
    people.then(|| (0..name.trim_end().len(), role))
}

fn is_person(name: &str) -> bool {
    let bare = name.split(',').next().unwrap_or(name);
    let honours = bare.trim_end_matches(" OBE").trim_end_matches(" CBE").trim_end_matches(" MBE");
    is_name(honours) && !is_street(bare) && !is_position(bare)
}

/// Lines of an address that look like names.
fn is_street(line: &str) -> bool {
    static STREET: OnceLock<Regex> = OnceLock::new();
    let street = STREET.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)\b(council|street|road|house|hall|square|centre|center|offices?|building|lane|avenue|way|place|court|gate|park|",
            r"borough|authority|county|services?|quay|floor|town|civic|hq|headquarters|store|piccadilly|ofsted|textphone|partnership|board|trust|address|department|directorate)\b"
        ))
        .expect("a constant pattern")
    });
    street.is_match(line)
}

fn is_letterhead(line: &str) -> bool {
    !dates::find(line, None).is_empty()
        || line.contains('@')
        || line.chars().filter(char::is_ascii_digit).count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> Vec<(String, Option<String>)> {
        names(text, Span::new(0, text.len())).into_iter().map(|person| (person.name, person.role)).collect()
    }

    fn just_names(text: &str) -> Vec<String> {
        listed(text).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn lists_of_inspectors() {
        for text in [
            " Ada Finch, Her Majesty’s Inspector, and Tom O’Neil, Her Majesty’s Inspector.",
            " Ada Finch and Tom O’Neil.",
            " Ada Finch HMI and Tom O’Neil HMI.",
            " Ada Finch, HMI, and Tom O’Neil, Senior HMI",
            " Ada Finch and Tom O’Neil, Her Majesty’s Inspectors (HMIs).",
            " Ada Finch (HMI) and Tom O’Neil (HMI designate).",
            " Ada Finch, Her Majesty's Inspector and Tom O’Neil, Ofsted Inspector. They were joined by a manager",
        ] {
            assert_eq!(just_names(text), ["Ada Finch", "Tom O’Neil"], "{text}");
        }
        assert_eq!(just_names(" Ada Finch, HMI, and Cy Poe, quality assurance manager."), ["Ada Finch"]);
        let both = listed(" Ada Finch and Tom O’Neil, Her Majesty’s Inspectors.");
        assert!(both.iter().all(|(_, role)| role.as_deref() == Some("Her Majesty’s Inspectors")));
    }

    #[test]
    fn addressees() {
        for (line, name, role) in [
            ("Ada Finch", "Ada Finch", None),
            ("Ms Ada Finch", "Ms Ada Finch", None),
            (
                "Ada Finch, Director of Children’s Services",
                "Ada Finch",
                Some("Director of Children’s Services"),
            ),
            (
                "Ada Finch Interim Director of Children’s Services",
                "Ada Finch",
                Some("Interim Director of Children’s Services"),
            ),
            ("Ada Finch and Tom Orme", "Ada Finch and Tom Orme", None),
            ("Ada Finch OBE", "Ada Finch OBE", None),
        ] {
            let (found, rest) = addressee(line).expect(line);
            assert_eq!((&line[found], rest.map(|rest| &line[rest])), (name, role));
        }
        for line in [
            "Northmere Council",
            "Director of Children’s Services",
            "Civic Centre",
            "High Street",
            "Castlebridge",
        ] {
            assert_eq!(addressee(line), None, "{line}");
        }
    }
}
