//! Runs the examples of rules: each must match, or not match, at its exact place.
//!
//! Knows what an example looks like; nothing of labels.

use super::book::{Rule, RuleBook};
use super::words::words;
use super::{Effect, Role};
use std::ops::Range;

/// What came of one example.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Must match, and does, exactly there.
    Matched,
    /// Must not match, and does not.
    Silent,
    /// Must match, and does not, or elsewhere.
    Missed,
    /// Must not match, and does.
    FalseAlarm,
}

impl Outcome {
    /// Whether the example is as its rule says.
    pub fn is_right(self) -> bool {
        matches!(self, Outcome::Matched | Outcome::Silent)
    }

    /// The word shown for it.
    pub fn word(self) -> &'static str {
        match self {
            Outcome::Matched => "matched",
            Outcome::Silent => "silent",
            Outcome::Missed => "missed",
            Outcome::FalseAlarm => "false alarm",
        }
    }
}

/// One example, run.
#[derive(Debug, Clone)]
pub struct Tried<'a> {
    pub rule: &'a Rule,
    pub example: &'a str,
    pub outcome: Outcome,
    /// The words that the rule did match.
    pub got: Vec<String>,
}

/// Runs every example of every rule for which `wanted` holds.
pub fn examples<'a>(book: &'a RuleBook, wanted: impl Fn(&Rule) -> bool) -> Vec<Tried<'a>> {
    let mut tried = Vec::new();
    for (index, rule) in book.rules().iter().enumerate().filter(|(_, rule)| wanted(rule)) {
        for (examples, must) in [(&rule.yes, true), (&rule.no, false)] {
            tried.extend(examples.iter().map(|example| run(book, index, rule, example, must)));
        }
    }
    tried
}

fn run<'a>(book: &'a RuleBook, index: usize, rule: &'a Rule, example: &'a str, must: bool) -> Tried<'a> {
    let (role, marked) = role(example);
    let (sentence, wanted) = unmark(marked);
    let places = if rule.phrases.is_empty() && matches!(rule.effect, Effect::Prior(_)) {
        Vec::from_iter(book.holds_in(index, role).then_some(0..0))
    } else {
        places(book, index, &sentence, role)
    };
    let outcome = match must {
        true if wanted.is_empty() && rule.phrases.is_empty() && !places.is_empty() => Outcome::Matched,
        true if !wanted.is_empty() && places == wanted => Outcome::Matched,
        true => Outcome::Missed,
        false if places.is_empty() => Outcome::Silent,
        false => Outcome::FalseAlarm,
    };
    let got = places.into_iter().map(|place| sentence[place].to_string()).collect();
    Tried { rule, example, outcome, got }
}

fn places(book: &RuleBook, index: usize, sentence: &str, role: Role) -> Vec<Range<usize>> {
    let words = words(sentence);
    let (found, _) = book.find(&words, role);
    let own = found.into_iter().filter(|f| f.rule == index);
    own.map(|f| bytes(&words, f.first, f.end)).collect()
}

/// The bytes that words `first..end` cover, the sentence's edges left aside.
pub fn bytes(words: &[super::words::Word], first: usize, end: usize) -> Range<usize> {
    let inner = &words[first..end];
    let start = inner.iter().find(|w| w.end > w.start).map_or(inner[0].start, |w| w.start);
    let end = inner.iter().rev().find(|w| w.end > w.start).map_or(start, |w| w.end);
    start..end.max(start)
}

/// An example may begin with the role of its section: `[areas-to-improve] The timeliness of visits.`
fn role(example: &str) -> (Role, &str) {
    let told = example.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    let parsed = told.and_then(|(role, rest)| {
        let value: serde::de::value::StrDeserializer<serde::de::value::Error> =
            serde::de::IntoDeserializer::into_deserializer(role);
        serde::Deserialize::deserialize(value).ok().map(|role| (role, rest))
    });
    parsed.unwrap_or((Role::Findings, example))
}

/// The sentence without « », and the bytes that stood between them.
fn unmark(example: &str) -> (String, Vec<Range<usize>>) {
    let (mut sentence, mut places, mut open) = (String::new(), Vec::new(), 0);
    for c in example.chars() {
        match c {
            '«' => open = sentence.len(),
            '»' => places.push(open..sentence.len()),
            c => sentence.push(c),
        }
    }
    (sentence, places)
}
