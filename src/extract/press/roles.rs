//! The role that is printed beside a name.
//!
//! Knows appositives, brackets and roles in front of names. Knows nothing of who else is named.

use super::cues;
use super::names::Name;
use super::sides::{is_party, side_of};
use regex::Regex;
use std::sync::LazyLock;

/// A role beside a name is looked for this far, in bytes.
const ROLE_WITHIN: usize = 170;

/// Where an appositive after a name ends.
static ROLE_END: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"[.;:!?“”‘()\x22]|\s[–—-]\s|,?\s+(?:who|which|whose|where|when|while|but|after|before|has|have|had|is|was|were|will|would|did|and\s+(?:said|added|who|is|was)|also|in\s+a|on\s+(?:mon|tues|wed|thurs|fri|sat|sun))\b|,?\s+(?:{})\b",
        cues::VERBS
    ))
    .expect("a constant pattern")
});

static ROLE_WORD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?i)\b(leader|campaign|charity|union|cabinet|director|dcs|chief|executive|councillor|cllr|spokes(?:man|woman|person)|head|portfolio|mayor|minister|secretary|mp|inspector|",
        r"hmi|commissioner|chair(?:man|woman|person)?|officer|manager|president|organiser|convenor|rep|representative|parent|mother|mum|father|dad|grand(?:mother|father|parent)|carer|",
        r"professor|lecturer|solicitor|barrister|campaigner|founder|trustee|teacher|headteacher|worker|member|lead|boss|superintendent|constable|judge|",
        r"resident|mentor|adviser|advisor|coordinator|practitioner|care leaver|chaplain|nurse|doctor|gp|author|researcher|consultant|deputy|alderman)s?\b"
    ))
    .expect("a constant pattern")
});

/// The role printed after a name ("Jo Field, cabinet member for children") or before it.
pub(super) fn role_beside(text: &str, name: &Name) -> Option<String> {
    role_after(text, name.range.end)
        .or_else(|| role_before(text, name.range.start))
        // "Opposition councillor Peg Ansell": the title is the end of the role.
        .or_else(|| role_before(text, name.bare.start).filter(|role| role.contains(' ')))
        .or_else(|| party_after(text, name.range.end))
}

pub(super) fn role_after(text: &str, end: usize) -> Option<String> {
    // "Ann Lee (Lab), leader of the council": the party says less than the office.
    match party_bracket(&text[end..text.floor_char_boundary(end + ROLE_WITHIN)]) {
        Some(bracket) => appositive(text, end + bracket),
        None => appositive(text, end),
    }
}

fn appositive(text: &str, end: usize) -> Option<String> {
    static LETTERS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^(?:\s+(?:MP|OBE|CBE|MBE|QPM|KC|QC|DL|JP|BEM)\b)+").expect("a constant pattern")
    });
    // "Jo Field was made director", "Jo Field, who became leader".
    static BECAME: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^,?\s+(?:who\s+)?(?:then\s+)?(?:(?:was|is|has been)\s+(?:also\s+)?(?:made|appointed|named)|became|becomes)\s+(?:as\s+)?(?:the\s+|an?\s+|its\s+)?(?P<role>.+)").expect("a constant pattern")
    });
    let letters = LETTERS.find(&text[end..]).map_or(0, |found| found.end());
    let mut rest = &text[end + letters..text.floor_char_boundary(end + letters + ROLE_WITHIN)];
    if let Some(role) = BECAME.captures(rest).and_then(|found| found.name("role")) {
        let cut = ROLE_END.find(role.as_str()).map_or(role.len(), |end| end.start());
        return plausible_role(role.as_str()[..cut].trim());
    }
    let opened = rest.trim_start().strip_prefix([',', '(', '–', '—'])?;
    let bracket = rest.trim_start().starts_with('(');
    rest = opened.trim_start();
    if !bracket {
        for lead in [
            "who is ",
            "who was ",
            "who has just become ",
            "who has been ",
            "who serves as ",
            "the ",
            "our ",
            "an ",
            "a ",
            "who’s ",
            "who's ",
        ] {
            rest = rest.strip_prefix(lead).unwrap_or(rest);
        }
    }
    let cut = if bracket {
        rest.find(')').unwrap_or(rest.len())
    } else {
        ROLE_END.find(rest).map_or(rest.len(), |end| end.start())
    };
    plausible_role(rest[..cut].trim_matches([',', ' ']))
}

/// "(Con, Hill Ward)": how long a party in brackets after a name is.
fn party_bracket(rest: &str) -> Option<usize> {
    static PARTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"^\s*\((?:Lab|Labour|Labour/Co-op|Cons?|Conservative|Tory|LD|Lib\.? ?Dem|Liberal Democrat|Greens?|Ind|Independent|UKIP|Reform(?: UK)?|Plaid Cymru)(?:[,:–—/ -][^)]{0,60})?\)").expect("a constant pattern")
    });
    PARTY.find(rest).map(|found| found.end())
}

/// The party in brackets, where nothing else says for whom somebody speaks.
fn party_after(text: &str, end: usize) -> Option<String> {
    let rest = &text[end..text.floor_char_boundary(end + ROLE_WITHIN)];
    let bracket = party_bracket(rest)?;
    Some(rest[..bracket].trim().trim_matches(['(', ')']).to_owned())
}

pub(super) fn role_before(text: &str, start: usize) -> Option<String> {
    static CUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"[.;:!?“”‘()\x22•\t]|,\s|\s[–—]\s|\b(?:{}|by|that|with|when|as|after|while|including|meanwhile|however|yesterday|today)\b",
            cues::VERBS
        ))
        .expect("a constant pattern")
    });
    let from = text.ceil_char_boundary(start.saturating_sub(ROLE_WITHIN));
    let window = &text[from..start];
    // "The council's director, Yasmin Doyle, said": the role is set off by a comma.
    let set_off = window.trim_end().ends_with(',');
    let window = window.trim_end().strip_suffix(',').unwrap_or(window);
    let mut cuts: Vec<usize> = CUT.find_iter(window).map(|cut| cut.end()).collect();
    let mut cut = cuts.pop().unwrap_or(0);
    // "... director for the north-east, Yorkshire and Humber, Katrin Sutter, said": commas within.
    for _ in 0..COMMAS_IN_ROLE {
        if !set_off || ROLE_WORD.is_match(&window[cut..]) || !window[..cut].trim_end().ends_with(',') {
            break;
        }
        cut = cuts.pop().unwrap_or(0);
    }
    let mut role = window[cut..].trim();
    for lead in [
        "the council’s ",
        "the council's ",
        "The ",
        "the ",
        "And ",
        "But ",
        "and ",
        "our ",
        "Our ",
        "A ",
        "a ",
        "its ",
        "their ",
    ] {
        role = role.strip_prefix(lead).unwrap_or(role);
    }
    let last = role.rsplit(' ').next().unwrap_or_default().to_lowercase();
    let open_ended = ["of", "for", "to", "and", "from", "in", "between", "both"].contains(&last.as_str());
    plausible_role(role).filter(|_| !open_ended)
}

fn plausible_role(role: &str) -> Option<String> {
    let role = role.trim().trim_end_matches([',', '-', '–']);
    let count = role.split_whitespace().count();
    // "Ravi Obi, of Unison": a body does for a role where it says whose side he is on.
    let body = [
        "of ",
        "from ",
        "at ",
        "for ",
        "who speaks ",
        "speaks ",
        "who oversees ",
        "who runs ",
        "who leads ",
        "who heads ",
    ]
    .iter()
    .any(|lead| role.starts_with(lead))
        && side_of(role).is_some()
        || is_party(role)
        || OFSTEDS.is_match(role);
    let role = if count > LONGEST_ROLE { shortened(role) } else { role };
    let count = role.split_whitespace().count();
    let plain = if is_party(role) || OFSTEDS.is_match(role) {
        role.strip_suffix("’s").or_else(|| role.strip_suffix("'s")).unwrap_or(role)
    } else {
        role
    };
    (count <= LONGEST_ROLE && (ROLE_WORD.is_match(role) || body)).then(|| plain.to_owned())
}

/// "Ofsted's Yolanda Marsh".
static OFSTEDS: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i)^ofsted(?:’s|'s)$").expect("a constant pattern"));

/// A role set off by commas may hold as many itself.
const COMMAS_IN_ROLE: usize = 3;

/// No role is longer, in words; a longer one is two.
const LONGEST_ROLE: usize = 16;

/// A long role up to the last "and" that keeps it short enough.
fn shortened(role: &str) -> &str {
    let ends = role.match_indices(" and ").map(|(at, _)| at);
    ends.filter(|at| role[..*at].split_whitespace().count() <= LONGEST_ROLE)
        .last()
        .map_or(role, |at| &role[..at])
}
