//! Who is named in a sentence: people, bodies and their papers, pronouns.
//!
//! Knows how sources are named. Knows nothing of verbs: which mention says something is not decided here.

use super::cues;
use super::names::names;
use super::people::People;
use super::sides::side_of;
use super::sources::Source;
use crate::authorities::mentioned;
use crate::record::Speaker;
use regex::Regex;
use std::ops::Range;
use std::sync::LazyLock;

#[derive(Debug, Clone, PartialEq)]
pub(super) enum Who {
    Person(usize),
    Body(Source),
    /// He or she.
    Somebody,
    They,
    It,
}

#[derive(Debug, Clone)]
pub(super) struct Mention {
    pub range: Range<usize>,
    pub who: Who,
    /// Stands after a preposition or is a possessive: hardly a subject.
    pub governed: bool,
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
        r"|(?:council|town\s+hall|county\s+hall|social\s+services|children[’']s\s+services)\s+(?:leaders?|bosses|chiefs?|officials?|managers)\b|(?:town|county|city|shire)\s+hall|civic\s+leaders|(?:the\s+)?councillors\b|(?:an?|the|one)\s+(?:senior\s+)?(?:councillor|council\s+(?:source|insider))|(?:the\s+)?(?:council\s+|cabinet\s+)leader\b|the\s+(?:corporate\s+|executive\s+|strategic\s+|interim\s+)?director\s+responsible\s+for\s+[\p{L}’']+(?:\s+social\s+care|\s+services)?|the\s+director\s+of\s+[\p{L}’']+(?:\s+services)?|the\s+chief\s+executive|the\s+cabinet\s+member)",
        // Others.
        r"|(?P<other>(?:the\s+)?(?:department\s+(?:for|of)\s+education|dfe|department\s+of\s+health|government|minister(?:s)?|union(?:s)?|charity|charities|campaigners?|parents?|families|critics|opposition(?:\s+\p{L}+)?|(?:independent|labour|conservative|tory|lib(?:eral)?\s+dem(?:ocrat)?|green|ukip|reform)\s+(?:councillors?|members|group|representatives|leaders?)|labour|conservatives?|lib(?:eral)?\s+dem(?:ocrat)?s?|unison|unite|gmb|basw|police|nspcc|commissioner|secretary\s+of\s+state|(?:children[’']s|education)\s+(?:minister|secretary|commissioner)|(?:one|an?)\s+(?:[\w-]+\s+){0,2}?(?:mother|father|parent|mum|dad|carer|foster\s+carer|young\s+person|care\s+leaver|resident|social\s+worker|former\s+social\s+worker|whistleblower|head\s?teacher))\b)",
        r"|(?P<somebody>s?he)\b|(?P<they>they)\b|(?P<it>it)\b",
        r")"
    ).replace(r"", "").as_str())
    .expect("a constant pattern")
});

static PREPOSITION: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)\b(?:of|for|to|from|into|on|about|by|at|in|with|following|against|between|under|over|within|across|through|told|praised|criticised|thanked|rated|accepted|welcomed)\s+(?:the\s+|its\s+|their\s+|an?\s+)?(?:(?:london|royal|metropolitan|local)\s+)*$")
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
    Regex::new(
        r"(?i)\b(?:report|letter|judge?ment|inspection|visit|review|findings|verdict|feedback|assessment|document)\b",
    )
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
        let looked_after = lower == "after" && before.to_lowercase().ends_with("looked after");
        if STOPS.is_match(plain) && !looked_after {
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
        let (start, article) = phrase_start(sentence, hit.start(), 8);
        if hit.as_str().eq_ignore_ascii_case("document") {
            let phrase = sentence[start..hit.end()].to_lowercase();
            let told = ["new ", "inspection", "ofsted", "page ", "published", "damning", "same "];
            if !told.iter().any(|word| phrase.contains(word)) {
                continue;
            }
        }
        // An assessment is a social worker's, unless it is told like an inspection.
        let inspected = [", conducted", ", carried out", ", published", " found", " concluded"];
        if hit.as_str().eq_ignore_ascii_case("assessment")
            && !inspected.iter().any(|words| sentence[hit.end()..].starts_with(words))
        {
            continue;
        }
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

pub(super) fn mentions(sentence: &str, people: &People, place: Option<&str>) -> Vec<Mention> {
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
    found.extend(spokespeople(sentence).into_iter().map(|(range, mut who)| {
        if let Who::Body(source) = &mut who
            && people.is_ruling(source.role.as_deref().unwrap_or_default())
        {
            source.speaker = Some(Speaker::Authority);
        }
        Mention { range, who, governed: false }
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
