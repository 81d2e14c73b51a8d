//! Which mention in a sentence is the subject of a verb.
//!
//! Knows how a verb finds its subject: before it, behind it, through clauses between. Knows nothing of what
//! the words mean.

use super::cues::{self, Cue};
use super::mentions::{Mention, Who};
use super::sides::side_of;
use super::sources::Resolved;
use regex::Regex;
use std::sync::LazyLock;

pub(super) fn after<'m>(
    sentence: &str,
    mentions: &'m [Mention],
    from: usize,
    within: usize,
) -> Option<&'m Mention> {
    mentions.iter().find(|mention| {
        mention.range.start >= from && sentence[from..mention.range.start].trim().len() <= within
    })
}

/// Whoever stands after "by" in a passive.
pub(super) fn by<'m>(sentence: &str, mentions: &'m [Mention], cue: &Cue) -> Option<&'m Mention> {
    mentions.iter().filter(|mention| mention.range.start >= cue.range.end).find(|mention| {
        let between = &sentence[cue.range.end..mention.range.start];
        static BY: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new(r"(?i)\bby\s+(?:(?:the|an?)\s+)?(?:[\p{L}’'-]+\s+){0,3}$").expect("a constant pattern")
        });
        between.split_whitespace().count() <= 14 && BY.is_match(between) && !matches!(mention.who, Who::It)
    })
}

/// Somebody is named after "by", but nobody we know: no inspectors' judgement.
pub(super) fn names_agent(sentence: &str, cue: &Cue) -> bool {
    let next: Vec<&str> = sentence[cue.range.end..].split_whitespace().take(2).collect();
    next.first() == Some(&"by") && next.get(1).is_some_and(|word| word.starts_with(char::is_alphabetic))
}

/// The subject of "said": right after it, or before it in its clause.
pub(super) fn subject<'m>(sentence: &str, mentions: &'m [Mention], cue: &Cue) -> (Option<&'m Mention>, bool) {
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

pub(super) fn strip_auxiliaries(before: &str) -> &str {
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
pub(super) fn subject_of_participle<'m>(
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
