//! Whose words a sentence gives: the sources of its verbs, and whom its pronouns stand for.
//!
//! Knows nothing of quotation marks: what stands in marks is blanked out before.

use super::cues::{self, Cue, Kind};
use super::mentions::{Mention, Who, mentions};
use super::people::People;
use super::subjects::{after, by, names_agent, strip_auxiliaries, subject, subject_of_participle};
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
        // "One young person told inspectors": who listens is not who speaks.
        if mention.is_none() && told_by_public(sentence) {
            let source = Source { speaker: Some(Speaker::Other), ..Source::default() };
            let range = cue.range;
            found.push(Resolved {
                range,
                source,
                is_person: true,
                trails: false,
                weak: false,
                passive: false,
            });
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
    if told_by_public(words) {
        return Some((Source { speaker: Some(Speaker::Other), ..Source::default() }, true));
    }
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

/// "Child A told Ofsted", "a parent told the inspectors": somebody whom the service is for.
fn told_by_public(words: &str) -> bool {
    static TOLD: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(?:child|boy|girl|teenager|young\s+(?:person|man|woman)|youngster|care\s+leaver|parent|mother|father|mum|dad|carer|grandparent|adopter)\b(?:\s+[\p{L}’'-]+){0,4}\s+(?:told|says?\s+to|said\s+to)\s+(?:the\s+|an?\s+)?(?:ofsted|inspectors?|watchdog|inspectorate)\b")
            .expect("a constant pattern")
    });
    TOLD.is_match(words)
}

/// The person that a sentence is about, whether it quotes them or not: the first one named who is its subject.
pub(super) fn person_named(sentence: &str, people: &People, place: Option<&str>) -> Option<Source> {
    let found = mentions(sentence, people, place);
    // "Cllr Field’s role": a possessive that opens the sentence is what it is about, too.
    let mut persons = found.iter().filter_map(|mention| match &mention.who {
        Who::Person(at) if !mention.governed || mention.range.start == 0 => {
            let person = &people.list[*at];
            let (name, role) = (Some(person.name.clone()), person.role.clone());
            Some(Source { speaker: person.speaker, name, role })
        }
        // "A council spokesman hinted that": whoever has a role is somebody.
        Who::Body(source)
            if source.role.as_ref().is_some_and(|role| role.contains("spokes")) && !mention.governed =>
        {
            Some(source.clone())
        }
        _ => None,
    });
    persons.next()
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
