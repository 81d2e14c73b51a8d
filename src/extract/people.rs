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
    static NAMED: OnceLock<Regex> = OnceLock::new();
    // "Ada Finch HMI, Ofsted": the letters tell the role as well as words would.
    let named = NAMED.get_or_init(|| {
        Regex::new(r"^(?P<name>[^,(]+?)\s*(?:,\s*|\s+(?P<letters>\(?S?HMI\)?|OI|AI)\b[\s,]*)(?P<rest>.*)$")
            .expect("a constant pattern")
    });
    let text = outline.text.slice(cell);
    let captures = named.captures(text.trim())?;
    let (name, rest) =
        (captures.name("name")?.as_str(), captures.name("rest").map_or("", |rest| rest.as_str()));
    let letters = captures.name("letters").map_or("", |letters| letters.as_str());
    let role = [letters, rest].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ");
    let role = role.trim().trim_end_matches('.');
    if !is_name(name) || !is_inspecting(role) {
        return None;
    }
    let lead = role.to_lowercase().contains("lead inspector");
    Some(Person { name: name.trim().to_owned(), role: Some(role.to_owned()), lead, span: cell })
}

/// Lines "Lead inspector: ..." and their like, also as table rows; the names may fill the next lines.
fn labelled(outline: &Outline, blocks: Range<usize>) -> Vec<Person> {
    static LABEL: OnceLock<Regex> = OnceLock::new();
    let label = LABEL.get_or_init(|| {
        Regex::new(concat!(
            r"(?i)^\s*(?P<role>(?:(?:deputy|acting|joint|co-?)\s*-?\s*)?lead inspectors?|(?:team|shadow|shadowing|supernumerary|associate|additional|",
            r"regulatory|assistant|contracted|seconded|ofsted|social care|education|schools?|reporting)(?:\s+\w+)?\s+inspectors?|",
            r"(?:his|her) majesty.s inspectors?|inspectors?)\s*(?:\([^)]*\)\s*)?(?:[:\t]\s*|\s*$)"
        ))
        .expect("a constant pattern")
    });
    static REPORTING: OnceLock<Regex> = OnceLock::new();
    let reporting = REPORTING
        .get_or_init(|| Regex::new(r"(?i)^\s*(?P<role>reporting inspector)\s").expect("a constant pattern"));
    let mut found = Vec::new();
    for at in blocks.clone() {
        let text = words(outline, at);
        let Some(captures) = label.captures(text).or_else(|| reporting.captures(text)) else { continue };
        let role = captures["role"].trim_end_matches(['s', 'S']).to_owned();
        let start = outline.blocks[at].span.start() + captures.get(0).map_or(0, |whole| whole.end());
        let below = (at + 1..blocks.end).take_while(|&next| is_list_line(outline, next));
        let end = outline.blocks[below.last().unwrap_or(at)].span.end();
        let span = Span::new(start.min(end), end);
        let told = role.to_lowercase();
        let lead = (told.contains("lead") && !told.contains("deputy")) || told.starts_with("reporting");
        for named in names(outline.text.slice(span), span) {
            found.push(Person { lead, role: named.role.or_else(|| Some(role.clone())), ..named });
        }
    }
    found
}

/// A line that goes on with the names above it: short, without a label of its own.
fn is_list_line(outline: &Outline, block: usize) -> bool {
    let text = words(outline, block);
    let kind = &outline.blocks[block].kind;
    let (name, role) = text.split_once(',').unwrap_or((text, ""));
    // One word alone is the second half of a name that the line cut.
    let word = name.split_whitespace().count() == 1 && name.starts_with(char::is_uppercase);
    let names = is_name(name) || (word && (!role.is_empty() || name.len() < LONGEST_SURNAME));
    matches!(kind, BlockKind::Paragraph { .. } | BlockKind::Item { .. })
        && text.len() < 160
        && !text.contains(':')
        && names
}

/// A word longer than this (bytes) is no surname that a line cut off.
const LONGEST_SURNAME: usize = 24;

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
    static BESIDE: OnceLock<Regex> = OnceLock::new();
    let beside = BESIDE.get_or_init(|| {
        Regex::new(r"(?i)\b(?:also\s+)?(?:shadowed|observed|joined|accompanied)\s+(?:the|this|on)\b")
            .expect("a constant pattern")
    });
    let from = opening.salutation.map_or(opening.blocks.start, |at| at + 1);
    let mut found: Vec<Person> = Vec::new();
    for at in from..opening.blocks.end.max(from) {
        for &sentence in &outline.blocks[at].sentences {
            let text = outline.text.slice(sentence);
            // "Carried out by inspectors from Ofsted, ..." names bodies.
            let bodies =
                |hit: &regex::Match<'_>| text[hit.end()..].trim_start().starts_with("inspectors from");
            if let Some(hit) = cue.find(text).filter(|hit| !bodies(hit)) {
                found.extend(names(&text[hit.end()..], sentence.within(hit.end()..text.len())));
            } else if let Some(hit) = beside.find(text).filter(|_| !found.is_empty()) {
                found.extend(names(&text[..hit.start()], sentence.within(0..hit.start())));
            }
        }
        if !found.is_empty() {
            break;
        }
    }
    found
}

/// People in a list such as "A, HMI, and B, Senior HMI", "A, B and C, Her Majesty's Inspectors" or
/// "Her Majesty's Inspectors A and B".
fn names(text: &str, span: Span) -> Vec<Person> {
    let mut found: Vec<Person> = Vec::new();
    let mut before: Option<String> = None;
    let mut without_role = 0;
    for piece in pieces(text) {
        match piece {
            Piece::Words(range) => {
                let words = text[range.clone()].trim();
                if is_name(words) {
                    let start = range.start + text[range.clone()].find(words).unwrap_or(0);
                    let place = span.within(start..start + words.len());
                    let name = words.split_whitespace().collect::<Vec<_>>().join(" ");
                    found.push(Person { name, role: before.clone(), lead: false, span: place });
                } else if !found.is_empty() && !is_filler(words) {
                    // The list has ended; the sentence goes on.
                    break;
                }
            }
            Piece::Role(range) => {
                let role = text[range].trim_matches(['(', ')', ' ', ',']).to_owned();
                if found.is_empty() {
                    before = is_inspecting(&role).then_some(role);
                    continue;
                }
                if !is_inspecting(&role) {
                    // An analyst or quality assurance manager.
                    found.pop();
                    continue;
                }
                // A plural role belongs to all names before it that have none.
                let plural = role.trim_end_matches([')', '.']).ends_with('s');
                let first = if plural { without_role } else { found.len() - 1 };
                for person in found.iter_mut().skip(first).filter(|person| person.role.is_none()) {
                    person.role = Some(role.clone());
                }
                without_role = found.len();
            }
        }
    }
    found
}

/// A part of a list of people.
enum Piece {
    Words(Range<usize>),
    Role(Range<usize>),
}

/// Cuts a list at commas, "and" and the like, and sets roles apart.
fn pieces(text: &str) -> Vec<Piece> {
    static CUT: OnceLock<Regex> = OnceLock::new();
    let cut = CUT.get_or_init(|| {
        Regex::new(concat!(
            r"(?P<role>(?i:\(?\b(?:(?:an?|the|both|also|all)\s+)?(?:(?:senior|lead|deputy|regulatory|associate|designate|trainee|shadow|ofsted|social care|",
            r"team|additional|former|assistant|regional|seconded|contracted|early years|schools?|education)\s+)*",
            r"(?:s?hmis?\b|(?:his|her)\s+majesty.?s?.?\s+(?:senior\s+)?inspectors?\b|inspectors?\b|quality assurance managers?\b|",
            r"(?:senior\s+)?(?:data\s+)?(?:analysts?|analytical officers?)\b|desig?nate\b|observers?\b)|\(?\b(?-i:OI|AI|SCRI|RI|SHMI)\b)",
            r"(?i:\s*\(?\s*(?:s?hmis?|desig?nate|lead)\b\)?)*\)?)|",
            r"(?P<cut>\s*(?:[,;\t()]|\.\s|\band\b|&|\bwith\b|\baccompanied by\b|\bsupported by\b)\s*)|(?P<line>\n)"
        ))
        .expect("a constant pattern")
    });
    let mut found = Vec::new();
    let mut from = 0;
    for captures in cut.captures_iter(text) {
        let Some(hit) = captures.get(0) else { continue };
        // A name may be cut by a line: "Jan / Edwards".
        if captures.name("line").is_some() && text[from..hit.start()].split_whitespace().count() == 1 {
            continue;
        }
        if !text[from..hit.start()].trim().is_empty() {
            found.push(Piece::Words(from..hit.start()));
        }
        if captures.name("role").is_some() {
            found.push(Piece::Role(hit.range()));
        }
        from = hit.end();
    }
    let rest = text[from..].trim_end_matches(['.', ' ']);
    if !rest.trim().is_empty() {
        found.push(Piece::Words(from..from + rest.len()));
    }
    found
}

/// Words that link the names of a list to their role.
fn is_filler(words: &str) -> bool {
    let words = words.to_lowercase();
    let filler = [
        "all", "of", "whom", "are", "were", "both", "each", "who", "is", "was", "by", "the", "a", "an",
        "also",
    ];
    words.split_whitespace().all(|word| filler.contains(&word))
}

/// Whether a role inspects.
fn is_inspecting(role: &str) -> bool {
    let role = role.to_lowercase();
    let short = ["oi", "ai", "scri", "ri"].contains(&role.trim_matches(['(', ')', ' ']));
    let inspects = short
        || ["inspector", "hmi", "designate", "desigate", "observer"].iter().any(|word| role.contains(word));
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
    let role = words
        .iter()
        .any(|word| ["Inspector", "Inspectors", "Care", "Majesty’s", "Majesty's", "Ofsted"].contains(word));
    !role
        && (2..=6).contains(&words.len())
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
    let greeted = opening.salutation.map(|at| words(outline, at)).unwrap_or("");
    let at = address
        .iter()
        .position(|&at| is_greeted(words(outline, at), greeted))
        .or_else(|| address.iter().position(|&at| addressee(words(outline, at)).is_some()))?;
    let block = address[at];
    let (name, rest) =
        addressee(words(outline, block)).unwrap_or((0..words(outline, block).trim_end().len(), None));
    let span = outline.blocks[block].span.within(name.clone());
    let text = words(outline, block);
    let mut role = rest.map(|rest| text[rest].to_owned());
    if role.is_none() {
        let next = address.get(at + 1).map(|&next| words(outline, next));
        role = next
            .filter(|line| is_position(line) && !line.contains(|c: char| c.is_ascii_digit()))
            .map(|line| line.trim_end_matches(',').to_owned());
    }
    Some(Person { name: text[name].to_owned(), role, lead: false, span })
}

/// Whether the line is the name that the salutation greets: "Dear Mr Hall", "Kevin Hall".
fn is_greeted(line: &str, salutation: &str) -> bool {
    let greeted = salutation.trim_end_matches([',', '.', ' ']).split_whitespace().next_back().unwrap_or("");
    let line = line.trim_end_matches([',', ' ']);
    greeted.len() > 2 && is_name(line) && line.split_whitespace().any(|word| word == greeted)
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
