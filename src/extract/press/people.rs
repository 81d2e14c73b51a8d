//! People whom a press text names, with their roles, and whose side a role speaks for.
//!
//! Knows how names and roles are printed side by side. Knows nothing of quotations.

use super::cues;
use crate::authorities::mentioned;
use crate::record::Speaker;
use regex::Regex;
use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::LazyLock;

/// Someone named.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Person {
    /// As printed at the fullest, without a title.
    pub name: String,
    pub role: Option<String>,
    pub speaker: Option<Speaker>,
}

/// A name in running text: all of it with its title, and the name alone.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Name {
    pub range: Range<usize>,
    pub bare: Range<usize>,
    pub title: Option<String>,
}

const TITLES: &[&str] = &[
    "cllr",
    "cllrs",
    "councillor",
    "councillors",
    "coun",
    "cr",
    "cllor",
    "clr",
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "sir",
    "dame",
    "lord",
    "lady",
    "baroness",
    "prof",
    "professor",
    "rev",
    "reverend",
    "alderman",
    "ald",
];

const COUNCIL_TITLES: &[&str] =
    &["cllr", "cllrs", "councillor", "councillors", "coun", "cr", "cllor", "clr", "alderman", "ald"];

const PARTICLES: &[&str] =
    &["de", "van", "von", "der", "den", "la", "le", "bin", "al", "el", "di", "da", "du", "ap", "st"];

/// Capitalised words that stand beside names and are no part of them.
static NO_NAMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
     a an the and or but in on at to for of from with by as if it its he she they we i our their his her \
     this that these those there however meanwhile yesterday today earlier later now then since after \
     before following speaking responding commenting welcoming although while when where what who why how \
     overall also despite during both many most some all last next new former interim acting independent \
     joint deputy assistant associate senior principal executive strategic corporate chief head lead \
     leader leaders member members cabinet portfolio holder director directors officer officers manager \
     managers mayor chair chairman chairwoman chairperson spokesman spokeswoman spokesperson minister \
     secretary state commissioner inspector inspectors inspectorate inspection hmi mp mps obe mbe cbe \
     ofsted cqc hmicfrs dfe nhs bbc sky itv send lga adcs basw unison unite gmb neu nspcc children child \
     young people family families adult adults education social care work worker workers services service \
     safeguarding early help learning skills schools school academy college health housing public \
     community communities inclusion council councils county city borough district metropolitan royal \
     london north south east west greater england english british uk government department board \
     committee trust partnership association union group party labour conservative conservatives tory \
     tories liberal democrat democrats lib dem dems green greens reform ukip opposition shadow police \
     fire crime hospital university charity foundation society report letter framework act bill review \
     plan strategy january february march april may june july august september october november december \
     monday tuesday wednesday thursday friday saturday sunday majesty majesty's majesty’s national local \
     authority regional honourable rt hon parent parents carer carers foster home house street road hall centre signs \
     safety front door hub team teams response outstanding good inadequate requires improvement journal \
     magazine news post times live radio echo gazette daily evening argus express herald mail telegraph observer \
     chronicle guardian lgc cyp reporting democracy no not yes thank thanks photo \
     picture image right left"
        .split_whitespace()
        .collect()
});

/// Given names common in Britain: before a place's name they show that a person is meant.
static GIVEN: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "\
     adam alan alex alice alison amanda amy andrea andrew andy angela ann anna anne anthony barbara ben \
     bob brian bridget carol caroline carolyn catherine charles charlotte chris christine christopher \
     claire clare colin craig daniel darren dave david dawn deborah debbie denise diane donna doug edward \
     elaine elizabeth emily emma eric fiona frances frank gareth gary geoff george gill gillian glen \
     graham grant greg hannah harry heather helen ian jack jackie jacqueline james jamie jan jane janet \
     janice jason jean jenny jennifer jeremy jill jim jo joan joanna joanne joe john jonathan joseph joy \
     judith julia julie karen kate katherine kathryn kathy katie keith kelly ken kevin kim laura lauren \
     lee lesley lisa liz louise lucy lynn lynne malcolm margaret maria marie marion mark martin mary matt \
     matthew maureen megan melanie michael michelle mick mike nadia natalie neil nicholas nick nicola \
     nigel olivia pam pamela pat patricia patrick paul paula pauline penny peter phil philip rachel ray \
     rebecca richard rob robert robin roger rosemary ruth ryan sally sam samantha sandra sara sarah \
     sharon sheila shirley simon sophie stephanie stephen steve steven stuart sue susan suzanne teresa \
     theresa thomas tim timothy tina tom tony tracey tracy trevor valerie vanessa vicky victoria wendy \
     will william yvonne zoe"
        .split_whitespace()
        .collect()
});

/// Words after capitalised ones that make them the name of a body.
static BODIES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "council children children's children’s trust county city borough district school academy college hospital police university \
     partnership board house hall street road centre journal magazine post times live radio news hub committee association"
        .split_whitespace()
        .collect()
});

/// No name has more words.
const LONGEST_NAME: usize = 4;

/// A role beside a name is looked for this far, in bytes.
const ROLE_WITHIN: usize = 170;

static WORD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"[\p{L}][\p{L}'’-]*\.?").expect("a constant pattern"));

/// All names of people in `text`: a title and a word, or two words and more.
pub(super) fn names(text: &str) -> Vec<Name> {
    let places: Vec<Range<usize>> = mentioned(text).into_iter().map(|(range, _)| range).collect();
    let mut found = Vec::new();
    let mut run: Vec<Range<usize>> = Vec::new();
    let mut title: Option<Range<usize>> = None;
    let mut ended: Option<usize> = None;
    for hit in WORD.find_iter(text) {
        let range = trimmed(text, hit.range());
        let word = &text[range.clone()];
        let near = ended.is_none_or(|end| matches!(&text[end..range.start], " " | ". " | "\u{a0}"));
        let lower = word.trim_end_matches('.').to_lowercase();
        if !near {
            close(text, &mut run, &mut title, &mut found);
        }
        let capital = word.starts_with(char::is_uppercase);
        let initial = word.trim_end_matches('.').chars().count() == 1 && capital;
        let sentence_end = hit.as_str().ends_with('.') && !initial && !TITLES.contains(&lower.as_str());
        if TITLES.contains(&lower.as_str()) && (capital || lower == "cllr" || lower == "councillor") {
            close(text, &mut run, &mut title, &mut found);
            title = Some(range.clone());
        } else if (PARTICLES.contains(&lower.as_str()) && !capital && !run.is_empty())
            || (capital && is_name_word(word, &lower, &range, &places, &run, text, title.is_some()))
        {
            run.push(range.clone());
        } else {
            if capital && near && title.is_none() && BODIES.contains(lower.as_str()) {
                run.clear();
            }
            close(text, &mut run, &mut title, &mut found);
        }
        ended = Some(hit.end().min(range.end + usize::from(initial && hit.as_str().ends_with('.'))));
        if sentence_end || range.end < hit.end() && !initial {
            let possessive = !sentence_end;
            close(text, &mut run, &mut title, &mut found);
            if possessive {
                ended = Some(hit.end());
            }
        }
    }
    close(text, &mut run, &mut title, &mut found);
    found
}

/// A word without a possessive ending or a stop.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let word = &text[range.clone()];
    let bare = word.trim_end_matches('.');
    let bare = bare.strip_suffix("’s").or_else(|| bare.strip_suffix("'s")).unwrap_or(bare);
    let bare = bare.trim_end_matches(['’', '\'', '-']);
    range.start..range.start + bare.len()
}

fn is_name_word(
    word: &str,
    lower: &str,
    range: &Range<usize>,
    places: &[Range<usize>],
    run: &[Range<usize>],
    text: &str,
    titled: bool,
) -> bool {
    let all_capitals = word.chars().count() > 2 && !word.chars().any(char::is_lowercase);
    let initial = word.chars().count() == 1 && text[range.end..].starts_with('.');
    if (NO_NAMES.contains(lower) && !initial) || all_capitals || run.len() >= LONGEST_NAME {
        // "May" and "Will" are given names where another follows, but too often months and verbs.
        return false;
    }
    let place = places.iter().any(|place| place.start <= range.start && range.end <= place.end);
    if !place {
        return true;
    }
    let given = run.len() == 1 && GIVEN.contains(text[run[0].clone()].to_lowercase().as_str());
    titled || given
}

fn close(text: &str, run: &mut Vec<Range<usize>>, title: &mut Option<Range<usize>>, found: &mut Vec<Name>) {
    while run.last().is_some_and(|word| text[word.clone()].starts_with(char::is_lowercase)) {
        run.pop();
    }
    if let (Some(first), Some(last)) = (run.first(), run.last())
        && (run.len() >= 2 || title.is_some() || is_public(text, first, last.end))
    {
        let bare = first.start..last.end;
        let start = title.as_ref().map_or(bare.start, |title| title.start);
        let title = title.as_ref().map(|title| text[title.clone()].trim_end_matches('.').to_owned());
        found.push(Name { range: start..bare.end, bare, title });
    }
    run.clear();
    *title = None;
}

/// "Jasmine, 19, who left care", "Angela, whose daughter": only members of the public are told by their
/// age or given name alone.
fn is_public(text: &str, first: &Range<usize>, end: usize) -> bool {
    let given = || GIVEN.contains(text[first.clone()].to_lowercase().as_str());
    let after = &text[end..];
    if given() && [", who ", ", whose ", ", a ", " (not "].iter().any(|words| after.starts_with(words)) {
        return true;
    }
    let Some(after) = after.strip_prefix(", ") else { return false };
    let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    (1..=2).contains(&digits) && after[digits..].starts_with([',', ' ', '.'])
}

/// Everyone named in a text.
#[derive(Debug, Default)]
pub(super) struct People {
    pub list: Vec<Person>,
    by_surname: HashMap<String, usize>,
    by_name: HashMap<String, usize>,
    /// The party that runs the council, where the text says so: it speaks for the council.
    ruling: Option<String>,
}

impl People {
    /// Reads paragraphs in order: the first full mention introduces a person, later ones may add a role.
    ///
    /// `place` is the authority that the text is about: its name is nobody's.
    pub fn of<'t>(paragraphs: impl Iterator<Item = &'t str>, place: Option<&str>) -> Self {
        let mut people = People::default();
        for text in paragraphs {
            let is_place = |name: &Name| {
                place.is_some_and(|place| {
                    text[name.bare.clone()].starts_with(place) || place.contains(&text[name.bare.clone()])
                })
            };
            people.ruling = people.ruling.or_else(|| ruling_party(text));
            let mut before: Option<(usize, String)> = None;
            for name in names(text).into_iter().filter(|name| !is_place(name)) {
                people.meet(text, &name);
                // "Inspectors Joan Field and Max Obi": the role in the plural is that of both.
                let plural = role_before(text, name.range.start).filter(|role| role.ends_with('s'));
                let shared =
                    before.filter(|(end, _)| &text[*end..name.range.start] == " and ").map(|(_, role)| role);
                if let Some(role) = &shared {
                    people.share(&text[name.bare.clone()], role);
                }
                before = plural.map(|role| (name.range.end, role));
            }
        }
        if let Some(party) = people.ruling.clone() {
            for person in &mut people.list {
                let of_party = person.role.as_ref().is_some_and(|role| speaks_for_party(role, &party));
                if of_party && person.speaker == Some(Speaker::Other) {
                    person.speaker = Some(Speaker::Authority);
                }
            }
        }
        people
    }

    /// Whether a role speaks for the party that runs the council.
    pub fn is_ruling(&self, role: &str) -> bool {
        self.ruling.as_ref().is_some_and(|party| speaks_for_party(role, party))
    }

    fn share(&mut self, name: &str, role: &str) {
        let Some(at) = self.find(name) else { return };
        let person = &mut self.list[at];
        if person.role.is_none() {
            person.role = Some(role.to_owned());
            person.speaker = person.speaker.or(side_of(role));
        }
    }

    fn meet(&mut self, text: &str, name: &Name) {
        let bare = &text[name.bare.clone()];
        let role = role_beside(text, name);
        let title =
            name.title.as_deref().filter(|title| COUNCIL_TITLES.contains(&title.to_lowercase().as_str()));
        let at = self.find(bare).unwrap_or_else(|| {
            self.list.push(Person { name: bare.to_owned(), role: None, speaker: None });
            self.list.len() - 1
        });
        let person = &mut self.list[at];
        if bare.len() > person.name.len() && bare.ends_with(person.name.as_str()) {
            person.name = bare.to_owned();
        }
        let weak = person.role.is_none() || person.speaker.is_none();
        if let Some(role) = role.filter(|_| weak || is_bare_title(person.role.as_deref())) {
            let side = side_of(&role);
            if side.is_some() || person.role.is_none() {
                person.speaker = side.or(person.speaker);
                person.role = Some(role);
            }
        }
        if let Some(title) = title {
            person.speaker = person.speaker.or(Some(Speaker::Authority));
            person.role.get_or_insert_with(|| title.to_owned());
        }
        if person.role.is_none() && is_public(text, &name.bare, name.range.end) {
            person.speaker = person.speaker.or(Some(Speaker::Other));
        }
        let full = person.name.to_lowercase();
        let surname = full.rsplit(' ').next().unwrap_or_default().to_owned();
        self.by_surname.entry(surname).or_insert(at);
        self.by_name.insert(full, at);
    }

    /// The person of that name or surname (or given name), however short.
    pub fn find(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        if let Some(&at) = self.by_name.get(&name) {
            return Some(at);
        }
        let surname = name.rsplit(' ').next()?;
        let at = *self.by_surname.get(surname)?;
        let known = self.list[at].name.to_lowercase();
        if known.strip_suffix(name.as_str()).is_some_and(|given| given.ends_with(' ')) {
            // "Ms Marsh Lee" is Ada Marsh Lee.
            return Some(at);
        }
        // Two people may share a surname: given names must not differ.
        let (given, other) = (name.split(' ').next()?, known.split(' ').next()?);
        let short = !name.contains(' ') || !known.contains(' ');
        (short || given == other || given.starts_with(other) || other.starts_with(given)).then_some(at)
    }

    /// Later short mentions: a known surname alone.
    pub fn surname_at(&self, word: &str) -> Option<usize> {
        self.by_surname.get(&word.to_lowercase()).copied()
    }
}

/// "The Conservative administration", "the Labour-run council".
fn ruling_party(text: &str) -> Option<String> {
    static RULING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:(?P<a>labour|conservative|tory|liberal democrat|lib dem|green|reform)(?:\s+(?:administration|cabinet)|[\s-]+(?:run|led|controlled)\s+(?:\p{L}+\s+){0,3}?(?:council|authority|administration))|council.s\s+(?P<b>labour|conservative|tory|liberal democrat|lib dem|green|reform)\s+administration)\b").expect("a constant pattern")
    });
    static BEFORE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:previous|former|then|old|last)[\s-]+$").expect("a constant pattern")
    });
    let found = RULING.captures(text)?;
    if BEFORE.is_match(&text[..found.get(0)?.start()]) {
        return None;
    }
    let party = found.name("a").or_else(|| found.name("b"))?.as_str().to_lowercase();
    Some(if party == "tory" { "conservative".to_owned() } else { party })
}

/// "Conservative group spokesperson", where the Conservatives run the council.
fn speaks_for_party(role: &str, party: &str) -> bool {
    let role = role.to_lowercase().replace("tory", "conservative").replace("tories", "conservative");
    let speaks = ["group", "leader", "spokes"].iter().any(|word| role.contains(word));
    role.contains(party) && speaks && !role.contains("opposition") && !role.contains("shadow")
}

fn is_bare_title(role: Option<&str>) -> bool {
    role.is_some_and(|role| COUNCIL_TITLES.contains(&role.to_lowercase().as_str()))
}

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
fn role_beside(text: &str, name: &Name) -> Option<String> {
    role_after(text, name.range.end)
        .or_else(|| role_before(text, name.range.start))
        // "Opposition councillor Peg Ansell": the title is the end of the role.
        .or_else(|| role_before(text, name.bare.start).filter(|role| role.contains(' ')))
        .or_else(|| party_after(text, name.range.end))
}

fn role_after(text: &str, end: usize) -> Option<String> {
    // "Ann Lee (Lab), leader of the council": the party says less than the office.
    match party_bracket(&text[end..floor(text, end + ROLE_WITHIN)]) {
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
    let mut rest = &text[end + letters..floor(text, end + letters + ROLE_WITHIN)];
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
    let rest = &text[end..floor(text, end + ROLE_WITHIN)];
    let bracket = party_bracket(rest)?;
    Some(rest[..bracket].trim().trim_matches(['(', ')']).to_owned())
}

fn role_before(text: &str, start: usize) -> Option<String> {
    static CUT: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"[.;:!?“”‘()\x22•\t]|,\s|\s[–—]\s|\b(?:{}|by|that|with|when|as|after|while|including|meanwhile|however|yesterday|today)\b",
            cues::VERBS
        ))
        .expect("a constant pattern")
    });
    let from = ceil(text, start.saturating_sub(ROLE_WITHIN));
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
    let body =
        ["of ", "from ", "at ", "for ", "who speaks ", "speaks "].iter().any(|lead| role.starts_with(lead))
            && side_of(role).is_some()
            || is_party(role);
    let role = if count > LONGEST_ROLE { shortened(role) } else { role };
    let count = role.split_whitespace().count();
    let plain = if is_party(role) {
        role.strip_suffix("’s").or_else(|| role.strip_suffix("'s")).unwrap_or(role)
    } else {
        role
    };
    (count <= LONGEST_ROLE && (ROLE_WORD.is_match(role) || body)).then(|| plain.to_owned())
}

/// "Labour's Geoff Lumley": the party stands for the role.
fn is_party(role: &str) -> bool {
    static PARTY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:labour(?:/co-op)?|lab|cons?|ld|ind|conservatives?|tory|lib(?:eral)? dem(?:ocrat)?s?|greens?|green party|reform(?: uk)?|plaid cymru|ukip|independent|unison|unite|gmb|basw)(?:’s|'s)?(?:, .{1,60})?$").expect("a constant pattern")
    });
    PARTY.is_match(role.trim())
}

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

fn floor(text: &str, mut at: usize) -> usize {
    at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// Whose side a role speaks for. The order matters: an opposition leader leads, but not the council.
pub(super) fn side_of(role: &str) -> Option<Speaker> {
    static INSPECTORATE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(ofsted|inspectors?|inspectorates?|hmi|hmci|care quality commission|cqc|hmicfrs|watchdog)\b").expect("a constant pattern")
    });
    static RULING: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(cabinet (?:member|lead|councillor|minister)|executive (?:member|councillor|director|lead)|lead (?:member|councillor)|portfolio|(?:leader|deputy leader|chief executive|chief exec) of (?:the )?(?:[\w’']+ ){0,4}council|council(?:’s|'s)? (?:deputy )?leader|member for)\b")
            .expect("a constant pattern")
    });
    static OTHER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(opposition|shadow|unions?|unison|gmb|unite|basw|neu|nasuwt|naht|ascl|(?:labour|conservative|tory|lib dem|liberal democrat|green|independent|reform)(?:’s|'s)?\s+",
            r"(?:group|leader|lead|councillors?|cllr|spokes\w+|education spokes\w+|children\W?s spokes\w+|mp|party)|(?:ukip|reform|labour|conservative|tory|lib dem|liberal democrat|green|independent) leader|group leader|leader of (?:the )?(?:[\w’']+ ){0,3}(?:group|conservatives|tories|labour|lib(?:eral)? dem(?:ocrat)?s|greens|independents)|mps?|ministers?|secretary of state|",
            r"government|department for education|dfe|commissioner|parents?|mother|mum|father|dad|grand(?:mother|father|parent)s?|families|foster carers?|charity|charities|nspcc|barnardo\W?s|children\W?s society|",
            r"national children\W?s bureau|campaign(?:ers?)?|police|constable|superintendent|sergeant|nhs|icb|ccg|clinical|hospital|health board|professor|lecturer|university|academics?|solicitors?|lawyers?|barristers?|judges?|coroner|",
            r"residents?|care leavers?|young persons?|head ?teachers?|teachers?|principal of|local government association|lga|association of directors|adcs|think ?tank|institute|independent chair|improvement board|",
            r"safeguarding (?:children )?board|safeguarding partnership|federation|association|society of|network|become|coram|howard league|critics?|trustee|founder|researcher)\b"
        ))
        .expect("a constant pattern")
    });
    static AUTHORITY: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(concat!(
            r"(?i)\b(council\w*|cllrs?|cabinet|leader|deputy leader|directors?|dcs|chief exec\w*|chief officer|mayor|spokes(?:man|woman|person|people)|head of|heads of|manager|portfolio|",
            r"lead member|executive member|member for|children\W?s services|social work\w*|children\W?s trust|local authority|authority|borough|county|officers?|corporate|bosses|chiefs?|alderman|trust|practitioner|lead for|committee chair\w*|chair\w* of (?:[\w’',]+ ){0,12}committee|scrutiny|front-?line workers?|family support workers?|youth workers?)\b"
        ))
        .expect("a constant pattern")
    });
    // "Once a director of children's services in another county": speaks for nobody whom that role names.
    static FORMER: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:an?\s+|the\s+)?(?:once|former(?:ly)?|previously|ex-|retired)\b")
            .expect("a constant pattern")
    });
    if is_party(role) || FORMER.is_match(role) && !INSPECTORATE.is_match(role) && !role.contains("now") {
        Some(Speaker::Other)
    } else if INSPECTORATE.is_match(role) {
        Some(Speaker::Inspectorate)
    } else if RULING.is_match(role)
        && !role.to_lowercase().contains("shadow")
        && !role.to_lowercase().contains("opposition")
    {
        Some(Speaker::Authority)
    } else if OTHER.is_match(role) {
        Some(Speaker::Other)
    } else if AUTHORITY.is_match(role) {
        Some(Speaker::Authority)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bare(text: &str) -> Vec<&str> {
        names(text).into_iter().map(|name| &text[name.bare]).collect()
    }

    #[test]
    fn names_stand_apart_from_roles_and_places() {
        assert_eq!(
            bare(
                "Yesterday Councillor Jo Field and Ms Obi met Ada O’Marsh-Lee, Director of Children’s Services."
            ),
            ["Jo Field", "Obi", "Ada O’Marsh-Lee"]
        );
        assert_eq!(
            bare(
                "Cabinet Member for Children Ravi de Souza said Kent County Council and North Yorkshire agreed."
            ),
            ["Ravi de Souza"]
        );
        assert_eq!(
            bare("Mark Bolton visited Bolton. Cllr. A. J. Lee’s plan for West Sussex."),
            ["Mark Bolton", "A. J. Lee"]
        );
        assert_eq!(bare("Ofsted’s Chief Inspector said Social Workers in Leeds act."), [] as [&str; 0]);
    }

    #[test]
    fn roles_before_and_after() {
        let people = People::of(
            [
                "Kit Stone, Brackenshire’s Cabinet Member for Children, Young People and Families said: “x”",
                "Children’s services spokesman Cllr Ada Marsh said: “x”",
                "“x,” said council leader Jo Field.",
                "Sam Hale, who is director of children’s services, added",
                "Leader of the Labour group Ivy Lane said",
                "Ravi Obi (Unison branch secretary) said",
                "Cllr Una Wood said it. Wood added more.",
            ]
            .into_iter(),
            None,
        );
        let told: Vec<(&str, Option<&str>, Option<Speaker>)> =
            people.list.iter().map(|p| (p.name.as_str(), p.role.as_deref(), p.speaker)).collect();
        use Speaker::*;
        assert_eq!(
            told,
            [
                (
                    "Kit Stone",
                    Some("Brackenshire’s Cabinet Member for Children, Young People and Families"),
                    Some(Authority)
                ),
                ("Ada Marsh", Some("Children’s services spokesman"), Some(Authority)),
                ("Jo Field", Some("council leader"), Some(Authority)),
                ("Sam Hale", Some("director of children’s services"), Some(Authority)),
                ("Ivy Lane", Some("Leader of the Labour group"), Some(Other)),
                ("Ravi Obi", Some("Unison branch secretary"), Some(Other)),
                ("Una Wood", Some("Cllr"), Some(Authority)),
            ]
        );
    }

    #[test]
    fn roles_shared_and_parties_that_rule() {
        let people = People::of(
            [
                "Inspectors Mona Reith and Karl Birch looked at the front door.",
                "The Conservative administration said that money was short.",
                "Ned Sharp, Conservative group leader, said: “x”",
                "Peg Ansell, Labour group leader, said: “x”",
                "Ravi Obi, once a director of children’s services in another county, said: “x”",
                "Una Wood, who speaks on children’s services for the opposition Labour group, said: “x”",
            ]
            .into_iter(),
            None,
        );
        let told: Vec<(&str, Option<Speaker>)> =
            people.list.iter().map(|p| (p.name.as_str(), p.speaker)).collect();
        use Speaker::*;
        assert_eq!(
            told,
            [
                ("Mona Reith", Some(Inspectorate)),
                ("Karl Birch", Some(Inspectorate)),
                ("Ned Sharp", Some(Authority)),
                ("Peg Ansell", Some(Other)),
                ("Ravi Obi", Some(Other)),
                ("Una Wood", Some(Other)),
            ]
        );
    }

    #[test]
    fn sides_of_roles() {
        use Speaker::*;
        for (role, side) in [
            ("opposition leader", Some(Other)),
            ("leader of the Conservative group", Some(Other)),
            ("Conservative leader of Brackenshire County Council", Some(Authority)),
            ("Labour cabinet member for children", Some(Authority)),
            ("children’s minister", Some(Other)),
            ("a Department for Education spokesperson", Some(Other)),
            ("Ofsted’s regional director", Some(Inspectorate)),
            ("chief executive of Brackenshire Children’s Trust", Some(Authority)),
            ("director of people", Some(Authority)),
            ("council spokeswoman", Some(Authority)),
            ("a mother of two", Some(Other)),
            ("BASW chief executive", Some(Other)),
            ("a sailor", None),
        ] {
            assert_eq!(side_of(role), side, "{role}");
        }
    }
}
