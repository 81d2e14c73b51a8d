//! Who can be the source of words in a sentence: people, bodies, pronouns; and which of them a verb has.
//!
//! Knows how sources are named and how a verb finds its subject. Knows nothing of quotation marks: what
//! stands in marks is blanked out before.

use super::cues::{self, Cue, Kind};
use super::people::{People, names, side_of};
use crate::authorities::mentioned;
use crate::record::Speaker;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

/// Whose words they are, as far as the text says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Source {
    pub speaker: Option<Speaker>,
    /// A person or body, as printed.
    pub name: Option<String>,
    pub role: Option<String>,
}

#[derive(Debug, Clone, PartialEq)]
enum Who {
    Person(usize),
    Body(Source),
    /// He or she.
    Somebody,
    They,
    It,
}

#[derive(Debug, Clone)]
struct Mention {
    range: Range<usize>,
    who: Who,
    /// Stands after a preposition or is a possessive: hardly a subject.
    governed: bool,
}

/// Whom pronouns stand for, as the text goes on.
#[derive(Debug, Clone, Default)]
pub(super) struct Context {
    pub person: Option<Source>,
    pub body: Option<Source>,
    pub last: Option<Source>,
}

impl Context {
    /// Remembers a source for the pronouns after it.
    pub fn note(&mut self, source: &Source, is_person: bool) {
        if is_person {
            self.person = Some(source.clone());
        } else {
            self.body = Some(source.clone());
        }
        self.last = Some(source.clone());
    }
}

/// A cue whose source is known.
#[derive(Debug, Clone)]
pub(super) struct Resolved {
    pub range: Range<usize>,
    pub source: Source,
    pub is_person: bool,
    /// The subject stands after the verb or the cue ends the sentence: "..., the report said."
    pub trails: bool,
    /// A passive that names nobody.
    pub weak: bool,
    /// A passive: "raised by Ofsted" says who raised it, not whose the words before it are.
    pub passive: bool,
}

static BODY: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"(?ix)\b(?:",
        // The inspectorate and its papers.
        r"(?P<inspectorate>(?:(?:the|an|this|these|its|their|that|a|his|her)\s+)?",
        r"(?:ofsted(?:[’']s)?(?:\s+(?:inspectors?|inspection|report|letter|judge?ment|review|findings|visit|team|chief\s+inspector|regional\s+director|watchdog|assessment|verdict))*",
        r"|(?:ofsted[’']s\s+|(?:her|his)\s+majesty[’']s\s+|lead\s+|government\s+|hmi\s+|education\s+|the\s+)*inspectors?\b",
        r"|(?:ofsted\s+|education\s+|government\s+|schools\s+|children[’']s\s+services\s+)?(?:watchdog|inspectorates?|regulator)",
        r"|hmi|cqc|care\s+quality\s+commission|hmicfrs|inspection\s+(?:report|team|letter|findings))",
        r")",
        // The authority.
        r"|(?P<authority>(?:(?:the|a|one|both)\s+)?(?:(?:local|county|city|borough|unitary|district|town)\s+)*(?:council|authority|borough|children[’']s\s+trust)(?:\s+(?:leaders?|bosses|chiefs?|officials?|officers|directors?|members))?\b",
        r"|(?:council|town\s+hall|county\s+hall|social\s+services|children[’']s\s+services)\s+(?:leaders?|bosses|chiefs?|officials?|managers)\b|civic\s+leaders|(?:the\s+)?councillors\b|(?:an?|the|one)\s+(?:senior\s+)?(?:councillor|council\s+(?:source|insider))|(?:the\s+)?(?:council\s+|cabinet\s+)leader\b|the\s+director\s+of\s+[\p{L}’']+(?:\s+services)?|the\s+chief\s+executive|the\s+cabinet\s+member)",
        // Others.
        r"|(?P<other>(?:the\s+)?(?:department\s+(?:for|of)\s+education|dfe|department\s+of\s+health|government|minister(?:s)?|union(?:s)?|charity|charities|campaigners?|parents?|families|critics|opposition(?:\s+\p{L}+)?|(?:independent|labour|conservative|tory|lib(?:eral)?\s+dem(?:ocrat)?|green|ukip|reform)\s+(?:councillors?|members|group|representatives|leaders?)|labour|conservatives?|lib(?:eral)?\s+dem(?:ocrat)?s?|unison|unite|gmb|basw|police|nspcc|commissioner|secretary\s+of\s+state|(?:children[’']s|education)\s+(?:minister|secretary|commissioner)|(?:one|a)\s+(?:mother|father|parent|mum|dad|carer|foster\s+carer|young\s+person|care\s+leaver|resident|social\s+worker|former\s+social\s+worker|whistleblower|head\s?teacher))\b)",
        r"|(?P<somebody>s?he)\b|(?P<they>they)\b|(?P<it>it)\b",
        r")"
    ).replace(r"", "").as_str())
    .expect("a constant pattern")
});

static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:of|for|to|from|into|on|about|by|at|in|with|following|against|between|under|over|within|across|through|told|praised|criticised|thanked|rated|accepted|welcomed)\s+(?:the\s+|its\s+|their\s+|an?\s+)?$")
        .expect("a constant pattern")
});

/// What a body printed as `text` speaks for, if it is one.
fn body(captures: &regex::Captures) -> Option<Who> {
    let named = |speaker, name: Option<&str>| {
        Who::Body(Source { speaker: Some(speaker), name: name.map(str::to_owned), role: None })
    };
    if let Some(inspectorate) = captures.name("inspectorate") {
        let name = inspectorate.as_str().to_lowercase().contains("ofsted").then_some("Ofsted");
        return Some(named(Speaker::Inspectorate, name));
    }
    if captures.name("authority").is_some() {
        return Some(named(Speaker::Authority, None));
    }
    if let Some(other) = captures.name("other") {
        let name = other.as_str();
        let somebody = ["one ", "a ", "One ", "A "].iter().find_map(|article| name.strip_prefix(article));
        let source = Source {
            speaker: Some(Speaker::Other),
            name: Some(name)
                .filter(|name| somebody.is_none() && name.starts_with(char::is_uppercase))
                .map(str::to_owned),
            role: somebody.map(str::to_owned),
        };
        return Some(Who::Body(source));
    }
    if captures.name("somebody").is_some() {
        return Some(Who::Somebody);
    }
    Some(if captures.name("they").is_some() { Who::They } else { Who::It })
}

/// Somebody who speaks for a body: "a council spokesperson", "a spokesman for the charity".
static SPOKES: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(concat!(
        r"\b(?i:spokes(?:man|woman|person|people)|representative|press officer)(?:\s+(?:for|from|at)\s+(?P<for>(?:the\s+)?[\p{L}’'&-]+",
        r"(?:\s+(?:of|and|for|upon|\p{Lu}[\p{L}’'&-]+|council|borough|county|city|trust|children[’']s|services|authority|government|department|education))*))?"
    ))
    .expect("a constant pattern")
});

/// A paper of the inspectorate, plainly named.
static PAPER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:report|letter|judge?ment|inspection|visit|review|findings|verdict|feedback)\b")
        .expect("a constant pattern")
});

/// Where the noun phrase that ends at `end` begins, and whether an article or the like opens it.
fn phrase_start(sentence: &str, end: usize, most: usize) -> (usize, bool) {
    const OPENS: &[&str] =
        &["the", "a", "an", "this", "its", "their", "that", "one", "another", "ofsted’s", "ofsted's"];
    static STOPS: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(&format!(
            r"(?i)^(?:{}|by|in|on|to|but|with|from|as|when|after|following|has|have|had|is|was|were|said)$",
            cues::VERBS
        ))
        .expect("a constant pattern")
    });
    let mut start = end;
    for _ in 0..most {
        let before = sentence[..start].trim_end();
        if before.len() == start && start != end
            || before.ends_with([',', '.', ';', ':', '“', '"', '(', ')', '”'])
        {
            break;
        }
        let word = before.rsplit(char::is_whitespace).next().unwrap_or_default();
        let plain = word.trim_start_matches(['“', '"', '‘', '(']);
        if plain.is_empty() || sentence[before.len()..start].len() > 2 {
            break;
        }
        let lower = plain.to_lowercase();
        if OPENS.contains(&lower.as_str()) {
            return (before.len() - plain.len(), true);
        }
        if STOPS.is_match(plain) {
            break;
        }
        start = before.len() - plain.len();
    }
    (start, false)
}

fn spokespeople(sentence: &str) -> Vec<(Range<usize>, Who)> {
    let mut found = Vec::new();
    for captures in SPOKES.captures_iter(sentence) {
        let Some(whole) = captures.get(0) else { continue };
        let (start, article) = phrase_start(sentence, whole.start(), 7);
        let told = format!(
            "{} {}",
            &sentence[start..whole.start()],
            captures.name("for").map_or("", |part| part.as_str())
        );
        let speaker = side_of(&told).unwrap_or(Speaker::Authority);
        let phrase = &sentence[start..whole.end()];
        let role = if article { phrase.split_once(' ').map_or(phrase, |(_, role)| role) } else { phrase };
        let source = Source { speaker: Some(speaker), name: None, role: Some(role.trim().to_owned()) };
        found.push((start..whole.end(), Who::Body(source)));
    }
    found
}

fn papers(sentence: &str) -> Vec<(Range<usize>, Who)> {
    let mut found = Vec::new();
    for hit in PAPER.find_iter(sentence) {
        let (start, article) = phrase_start(sentence, hit.start(), 6);
        let phrase = &sentence[start..hit.end()];
        let opens =
            article || sentence[..start].trim().is_empty() || phrase.to_lowercase().contains("ofsted");
        if opens && is_inspectorates_paper(phrase, &sentence[hit.end()..]) {
            let name = phrase.to_lowercase().contains("ofsted").then(|| "Ofsted".to_owned());
            found.push((
                start..hit.end(),
                Who::Body(Source { speaker: Some(Speaker::Inspectorate), name, role: None }),
            ));
        }
    }
    found
}

/// "The council's report", "a report to the cabinet": papers of somebody else.
fn is_inspectorates_paper(paper: &str, after: &str) -> bool {
    let paper = paper.to_lowercase();
    let others = [
        "council",
        "internal",
        "serious case",
        "officer",
        "peer",
        "court",
        "own",
        "staff",
        "draft",
        "annual",
        "joint strategic",
        "needs",
        "risk",
        "police",
        "commissioner",
        "independent",
        "media",
        "news",
        "newspaper",
    ];
    let to_somebody = [
        "to councillors",
        "to the cabinet",
        "to cabinet",
        "to the committee",
        "to members",
        "by officers",
        "by the council",
        "by council",
        "for councillors",
        "of risk",
        "by the commissioner",
    ];
    !others.iter().any(|word| paper.contains(word))
        && !to_somebody.iter().any(|words| after.trim_start().to_lowercase().starts_with(words))
}

/// Words after a place's name that make it another body's name.
const NOT_THE_COUNCIL: &[&str] = &[
    "police",
    "university",
    "hospital",
    "hospitals",
    "nhs",
    "crown",
    "magistrates",
    "live",
    "post",
    "news",
    "echo",
    "gazette",
    "guardian",
    "times",
    "mail",
    "telegraph",
    "herald",
    "chronicle",
    "mp",
    "mps",
    "united",
    "fc",
    "town",
    "college",
    "school",
    "academy",
    "evening",
    "star",
    "argus",
    "express",
    "labour",
    "conservatives",
    "tories",
    "unison",
    "north",
    "south",
    "east",
    "west",
    "central",
    "street",
    "road",
    "safeguarding",
];

fn mentions(sentence: &str, people: &People, place: Option<&str>) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for name in names(sentence) {
        if let Some(at) = people.find(&sentence[name.bare.clone()]) {
            found.push(Mention { range: name.range, who: Who::Person(at), governed: false });
        }
    }
    for word in single_names(sentence) {
        let free =
            !found.iter().any(|mention| mention.range.start <= word.start && word.end <= mention.range.end);
        if free && let Some(at) = people.surname_at(&sentence[word.clone()]) {
            found.push(Mention { range: word, who: Who::Person(at), governed: false });
        }
    }
    found.extend(spokespeople(sentence).into_iter().map(|(range, who)| Mention {
        range,
        who,
        governed: false,
    }));
    let taken = found.clone();
    let free = |range: &Range<usize>| {
        !taken.iter().any(|mention| mention.range.start < range.end && range.start < mention.range.end)
    };
    found.extend(papers(sentence).into_iter().filter(|(range, _)| free(range)).map(|(range, who)| Mention {
        range,
        who,
        governed: false,
    }));
    let named = found.clone();
    let overlaps = |range: &Range<usize>| {
        named.iter().any(|mention| mention.range.start < range.end && range.start < mention.range.end)
    };
    for captures in BODY.captures_iter(sentence) {
        let Some(range) = captures.get(0).map(|whole| whole.range()) else { continue };
        if !overlaps(&range)
            && let Some(who) = body(&captures)
        {
            found.push(Mention { range, who, governed: false });
        }
    }
    for range in places(sentence, place) {
        if !overlaps(&range) {
            let name = sentence[range.clone()].to_owned();
            let who = Who::Body(Source { speaker: Some(Speaker::Authority), name: Some(name), role: None });
            found.push(Mention { range, who, governed: false });
        }
    }
    found.sort_by_key(|mention| mention.range.start);
    join_places(sentence, &mut found);
    for mention in &mut found {
        let after = &sentence[mention.range.end..];
        let possessive = after.starts_with("’s")
            || after.starts_with("'s")
            || sentence[mention.range.clone()].ends_with(['’', '\'']);
        mention.governed = possessive || PREPOSITION.is_match(&sentence[..mention.range.start]);
    }
    found
}

/// "Torbay" and "Council" side by side are one mention.
fn join_places(sentence: &str, found: &mut Vec<Mention>) {
    let authority = |mention: &Mention| matches!(&mention.who, Who::Body(source) if source.speaker == Some(Speaker::Authority) && source.role.is_none());
    let mut at = 1;
    while at < found.len() {
        let between = sentence.get(found[at - 1].range.end..found[at].range.start);
        if authority(&found[at - 1]) && authority(&found[at]) && matches!(between, Some(" " | "’s " | "'s "))
        {
            let end = found[at].range.end;
            found[at - 1].range.end = end;
            found.remove(at);
        } else {
            at += 1;
        }
    }
}

/// Capitalised words alone, which may be surnames.
fn single_names(sentence: &str) -> Vec<Range<usize>> {
    static WORD: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"\b\p{Lu}[\p{L}-]+(?:[’']\p{Lu}\p{L}+)?").expect("a constant pattern"));
    WORD.find_iter(sentence).map(|hit| hit.range()).collect()
}

/// Names of councils: those of the table, and the place this text is about.
fn places(sentence: &str, place: Option<&str>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = mentioned(sentence).into_iter().map(|(range, _)| range).collect();
    if let Some(place) = place {
        found.extend(sentence.match_indices(place).map(|(at, name)| at..at + name.len()));
    }
    found.retain(|range| {
        let next: String =
            sentence[range.end..].trim_start().chars().take_while(|c| c.is_alphabetic()).collect();
        !NOT_THE_COUNCIL.contains(&next.to_lowercase().as_str())
    });
    found
}

/// The cues of a sentence (what stands in marks blanked out) whose source can be told.
pub(super) fn resolve(
    sentence: &str,
    people: &People,
    place: Option<&str>,
    context: &Context,
    headline: bool,
) -> Vec<Resolved> {
    let mentions = mentions(sentence, people, place);
    let mut found: Vec<Resolved> = Vec::new();
    for cue in cues::cues(sentence) {
        let (mention, trails) = match cue.kind {
            Kind::According => (after(sentence, &mentions, cue.range.end, 40), false),
            Kind::Passive => match by(sentence, &mentions, &cue) {
                Some(agent) => (Some(agent), false),
                None if names_agent(sentence, &cue) => continue,
                None => {
                    found.push(passive(cue.range));
                    continue;
                }
            },
            Kind::Finite if is_coordinated(sentence, &cue, &mentions, &found) => {
                // "Chiefs said they were sorry after the inspection, and pledged": the same subject.
                let same = found.iter().rev().find(|one| !one.weak && !one.passive);
                if let Some(same) = same.cloned() {
                    found.push(Resolved { range: cue.range, trails: false, ..same });
                }
                continue;
            }
            Kind::Participle => (subject_of_participle(sentence, &mentions, &cue, &found), false),
            Kind::Finite => subject(sentence, &mentions, &cue),
        };
        // "Council rated inadequate": a headline leaves the auxiliary out.
        let authority = |mention: &&Mention| matches!(&mention.who, Who::Body(source) if source.speaker == Some(Speaker::Authority));
        if cue.kind == Kind::Finite
            && cues::may_be_passive(&sentence[cue.range.clone()], headline)
            && mention.as_ref().is_none_or(authority)
        {
            found.push(passive(cue.range));
            continue;
        }
        let Some(mention) = mention else { continue };
        let (source, is_person) = identity(&mention.who, people, context, &found);
        if let Some(source) = source {
            let passive = cue.kind == Kind::Passive;
            found.push(Resolved { range: cue.range, source, is_person, trails, weak: false, passive });
        }
    }
    found
}

/// A verb right after "and" whose clause names no subject of its own, after a verb that has one.
fn is_coordinated(sentence: &str, cue: &Cue, mentions: &[Mention], found: &[Resolved]) -> bool {
    let before = strip_auxiliaries(sentence[..cue.range.start].trim_end());
    let joined = before.ends_with(" and") || before.ends_with(", but");
    let Some(first) = found.iter().rev().find(|one| !one.weak && !one.passive) else { return false };
    // The subject after the verb ("... and said Jo Field") or a new one between is its own.
    let between = mentions.iter().any(|mention| {
        first.range.end <= mention.range.start && mention.range.end <= cue.range.start && !mention.governed
    });
    joined && !between
}

/// A judgement without a judge, in a text about an inspection: the inspectorate's.
fn passive(range: Range<usize>) -> Resolved {
    let source = Source { speaker: Some(Speaker::Inspectorate), ..Source::default() };
    Resolved { range, source, is_person: false, trails: false, weak: true, passive: true }
}

/// The source that a label before words names: "Cllr Jo Field, leader:".
pub(super) fn labelled(
    words: &str,
    people: &People,
    place: Option<&str>,
    context: &Context,
) -> Option<(Source, bool)> {
    let found = mentions(words, people, place);
    let mention = found
        .iter()
        .find(|mention| matches!(mention.who, Who::Person(_)))
        .or_else(|| found.iter().rev().find(|mention| !mention.governed))
        // "The first page of the report is a sign of what follows:".
        .or_else(|| found.iter().rev().find(|mention| matches!(&mention.who, Who::Body(body) if body.speaker == Some(Speaker::Inspectorate))))?;
    let (source, is_person) = identity(&mention.who, people, context, &[]);
    source.map(|source| (source, is_person))
}

/// The person that a sentence is about, whether it quotes them or not: the first one named who is its subject.
pub(super) fn person_named(sentence: &str, people: &People, place: Option<&str>) -> Option<Source> {
    let found = mentions(sentence, people, place);
    // "Cllr Field’s role": a possessive that opens the sentence is what it is about, too.
    let mut persons = found.iter().filter_map(|mention| match mention.who {
        Who::Person(at) if !mention.governed || mention.range.start == 0 => Some(&people.list[at]),
        _ => None,
    });
    let person = persons.next()?;
    Some(Source { speaker: person.speaker, name: Some(person.name.clone()), role: person.role.clone() })
}

/// Whether the inspectorate is named at all.
pub(super) fn names_inspectorate(words: &str) -> bool {
    static NAMED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(ofsted|inspectors?|inspection|inspectorate|watchdog|hmi|cqc)\b")
            .expect("a constant pattern")
    });
    NAMED.is_match(words)
}

fn identity(who: &Who, people: &People, context: &Context, before: &[Resolved]) -> (Option<Source>, bool) {
    let earlier = |person: bool| {
        before.iter().rev().find(|cue| cue.is_person == person && !cue.weak).map(|cue| cue.source.clone())
    };
    match who {
        Who::Person(at) => {
            let person = &people.list[*at];
            (
                Some(Source {
                    speaker: person.speaker,
                    name: Some(person.name.clone()),
                    role: person.role.clone(),
                }),
                true,
            )
        }
        Who::Body(source) => (Some(source.clone()), source.role.is_some()),
        Who::Somebody => (earlier(true).or_else(|| context.person.clone()), true),
        Who::They => (earlier(false).or_else(|| context.last.clone()), false),
        Who::It => {
            let inspectorate = || Some(Source { speaker: Some(Speaker::Inspectorate), ..Source::default() });
            (earlier(false).or_else(|| context.body.clone()).or_else(inspectorate), false)
        }
    }
}

fn after<'m>(sentence: &str, mentions: &'m [Mention], from: usize, within: usize) -> Option<&'m Mention> {
    mentions.iter().find(|mention| {
        mention.range.start >= from && sentence[from..mention.range.start].trim().len() <= within
    })
}

/// Whoever stands after "by" in a passive.
fn by<'m>(sentence: &str, mentions: &'m [Mention], cue: &Cue) -> Option<&'m Mention> {
    mentions.iter().filter(|mention| mention.range.start >= cue.range.end).find(|mention| {
        let between = &sentence[cue.range.end..mention.range.start];
        static BY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bby\s+(?:(?:the|an?)\s+)?(?:[\p{L}’'-]+\s+){0,3}$").expect("a constant pattern")
        });
        between.split_whitespace().count() <= 14 && BY.is_match(between) && !matches!(mention.who, Who::It)
    })
}

/// Somebody is named after "by", but nobody we know: no inspectors' judgement.
fn names_agent(sentence: &str, cue: &Cue) -> bool {
    let next: Vec<&str> = sentence[cue.range.end..].split_whitespace().take(2).collect();
    next.first() == Some(&"by") && next.get(1).is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// The subject of "said": right after it, or before it in its clause.
fn subject<'m>(sentence: &str, mentions: &'m [Mention], cue: &Cue) -> (Option<&'m Mention>, bool) {
    let before = &sentence[..cue.range.start];
    let left: Vec<&Mention> =
        mentions.iter().filter(|mention| mention.range.end <= cue.range.start).collect();
    let trimmed = before.trim_end();
    // "..., says Ofsted report.": who said it ends the sentence.
    let closing = || {
        let next = after(sentence, mentions, cue.range.end, 24)
            .filter(|mention| !matches!(mention.who, Who::It | Who::They | Who::Somebody))
            .filter(|mention| follows_closely(sentence, cue.range.end, mention))?;
        let rest = sentence[next.range.end..].trim_end_matches(|c: char| !c.is_alphanumeric());
        (rest.split_whitespace().count() <= 2).then_some(next)
    };
    const TELLS: &[&str] = &[
        "said",
        "says",
        "say",
        "added",
        "adds",
        "stated",
        "states",
        "warned",
        "warns",
        "concluded",
        "reported",
    ];
    if trimmed.ends_with(',')
        && TELLS.contains(&sentence[cue.range.clone()].to_lowercase().as_str())
        && let Some(mention) = closing()
    {
        return (Some(mention), true);
    }
    let inverted = trimmed.is_empty()
        || is_blank_before(sentence, cue.range.start)
        || trimmed.ends_with(['”', '"', '’', '\'', '?', '!'])
        || trimmed.ends_with(',') && left.is_empty();
    if inverted
        && let Some(mention) = after(sentence, mentions, cue.range.end, 60)
            .filter(|mention| follows_closely(sentence, cue.range.end, mention))
    {
        return (Some(mention), true);
    }
    let rest = sentence[cue.range.end..].trim_start();
    let trails = rest.is_empty() || rest.starts_with(['.', ',', ';']) || rest.starts_with("in ");
    (subject_before(sentence, &left, cue), trails)
}

/// Words blanked out stand right before the verb: `      said Jo Field`.
fn is_blank_before(sentence: &str, at: usize) -> bool {
    sentence[..at].ends_with("   ")
}

/// Only a role or an article stands between the verb and the name after it.
fn follows_closely(sentence: &str, from: usize, mention: &Mention) -> bool {
    let between = sentence[from..mention.range.start].trim();
    let clause = between.contains([',', '.', ';', ':', '“', '"']) || between.split_whitespace().count() > 8;
    let that = between
        .split_whitespace()
        .next()
        .is_some_and(|word| matches!(word, "that" | "in" | "at" | "on" | "to" | "of" | "about" | "how"));
    let pronoun = matches!(mention.who, Who::It | Who::They) && !between.is_empty();
    !clause && !that && !pronoun
}

fn subject_before<'m>(sentence: &str, left: &[&'m Mention], cue: &Cue) -> Option<&'m Mention> {
    let before = sentence[..cue.range.start].trim_end();
    let without_auxiliary = strip_auxiliaries(before);
    // "..., a plan that Cllr Field described as": the one right before the verb.
    let adjacent = left.iter().rev().find(|mention| {
        matches!(mention.who, Who::Person(_) | Who::Somebody | Who::They)
            && !mention.governed
            && mention.range.end <= without_auxiliary.len()
            && without_auxiliary[mention.range.end..].trim().is_empty()
    });
    if let Some(mention) = adjacent {
        return Some(mention);
    }
    // "The report, which says": what the relative clause is about.
    let relative = [" which", " that", " who"].iter().find_map(|word| without_auxiliary.strip_suffix(word));
    if let Some(head) = relative.map(|head| head.trim_end().trim_end_matches(',')) {
        let named = left.iter().rev().find(|mention| mention.range.end == head.len());
        if let Some(mention) = named {
            return Some(mention);
        }
    }
    if without_auxiliary.ends_with(',') || without_auxiliary.ends_with(')') {
        // "Jo Field, who took over from Ada Marsh last year, said": the one that a comma follows.
        let set_off = |mention: &&&Mention| {
            let tail = sentence[mention.range.end..cue.range.start].trim_start();
            !mention.governed && tail.starts_with([',', '(']) && !is_lead_in(sentence, mention)
        };
        let named = left.iter().filter(set_off).find(|mention| matches!(mention.who, Who::Person(_)));
        let opener = named.or_else(|| left.iter().find(set_off));
        if let Some(mention) = opener {
            return Some(mention);
        }
    }
    // "Inspectors who visited the council said": what stands in the relative clause is no subject.
    let relative = left.iter().find(|mention| {
        let tail = &sentence[mention.range.end..cue.range.start];
        !mention.governed
            && tail.starts_with(' ')
            && ["who ", "which ", "that "].iter().any(|word| tail.trim_start().starts_with(word))
            && !tail.contains([',', ';', ':'])
    });
    if let Some(mention) = relative.filter(|_| cues::cues(&sentence[..cue.range.start]).is_empty()) {
        return Some(mention);
    }
    let person = |mention: &&&Mention| matches!(mention.who, Who::Person(_) | Who::Somebody);
    let near = |mention: &&&Mention| !sentence[mention.range.end..cue.range.start].contains([';', ':']);
    // "Kit Stone, Brackenshire's Cabinet Member for Children said": a person set off by a role comes first.
    let set_off = left.iter().rev().filter(person).filter(near).find(|mention| {
        let tail = sentence[mention.range.end..cue.range.start].trim_start();
        (tail.starts_with(',') || tail.starts_with('('))
            && side_of(tail).is_some()
            && tail.matches(',').count() <= 4
            && cues::cues(tail).is_empty()
            && !mention.governed
    });
    set_off
        .or_else(|| left.iter().rev().filter(near).find(|mention| !mention.governed))
        .or_else(|| left.iter().rev().find(near))
        .copied()
}

/// "Following the report, ...", "Responding to Ofsted, ...": a mention in what leads in.
fn is_lead_in(sentence: &str, mention: &Mention) -> bool {
    static LEAD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)^\W*(?:and|but|however)?\W*(?:after|following|in|on|at|since|with|speaking|responding|commenting|reacting|welcoming|despite|as|when|under|during|while|although|for)\b[^,]*$")
            .expect("a constant pattern")
    });
    LEAD.is_match(&sentence[..mention.range.start])
}

fn strip_auxiliaries(before: &str) -> &str {
    let mut rest = before;
    for _ in 0..3 {
        let cut =
            [" has", " have", " had", " also", " then", " however", " now", " have also", " later", " both"]
                .iter()
                .find_map(|word| rest.strip_suffix(word));
        match cut {
            Some(cut) => rest = cut.trim_end(),
            None => break,
        }
    }
    rest
}

/// The subject of "saying": that of the verb before it, else the first that is one.
fn subject_of_participle<'m>(
    sentence: &str,
    mentions: &'m [Mention],
    cue: &Cue,
    before: &[Resolved],
) -> Option<&'m Mention> {
    let left: Vec<&Mention> =
        mentions.iter().filter(|mention| mention.range.end <= cue.range.start).collect();
    // "With council chiefs stressing": whoever stands right before.
    let right_before = |mention: &&&Mention| sentence[mention.range.end..cue.range.start].trim().is_empty();
    if let Some(mention) = left.iter().rev().find(right_before) {
        return Some(mention);
    }
    let verb = before.iter().rev().find(|resolved| !resolved.weak);
    if let Some(verb) = verb {
        let same = left.iter().find(|mention| match &mention.who {
            Who::Person(_) => verb.is_person,
            Who::Body(source) => *source == verb.source,
            _ => false,
        });
        if let Some(mention) = same.filter(|_| !verb.is_person) {
            return Some(mention);
        }
        if verb.is_person {
            return left
                .iter()
                .copied()
                .find(|mention| matches!(mention.who, Who::Person(_) | Who::Somebody))
                .or(same.copied());
        }
    }
    left.iter()
        .copied()
        .find(|mention| !mention.governed && !is_lead_in(sentence, mention))
        .or_else(|| left.iter().copied().find(|mention| !mention.governed))
        .or(left.first().copied())
}
