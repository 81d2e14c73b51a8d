//! Why a sentence got its label: every cue, where it stands, what became of it, and what tipped it.

use super::polarity::{Fate, Side, Tipped, speaks};
use super::themes::Score;
use super::{Label, Reading, Sentence, read_all, to_label};
use crate::record::Polarity;
use crate::rules::check::bytes;
use crate::rules::{Effect, Gives, RuleBook};
use std::ops::Range;

/// The story of one label.
#[derive(Debug, Clone)]
pub struct Trace {
    pub label: Label,
    pub clauses: Vec<TracedClause>,
    pub cues: Vec<TracedCue>,
    /// One sentence that says what decided the polarity.
    pub tipped: &'static str,
    /// Every theme that anything spoke for, most central first.
    pub themes: Vec<TracedTheme>,
}

/// A clause of the sentence.
#[derive(Debug, Clone)]
pub struct TracedClause {
    /// Bytes of the sentence.
    pub span: Range<usize>,
    pub conceded: bool,
    /// Only supposes something, so that its cues do not count.
    pub supposed: bool,
    /// Id of the contrast rule that opened it.
    pub rule: Option<String>,
    /// `strength`, `improvement`, `mixed`, `neutral`, or nothing.
    pub side: Option<&'static str>,
    pub strength: f32,
    pub improvement: f32,
}

/// A polarity or theme cue, or a rule that changes cues.
#[derive(Debug, Clone)]
pub struct TracedCue {
    pub rule: String,
    /// Bytes of the sentence.
    pub span: Range<usize>,
    /// What it speaks for after all: a polarity, a theme, or what it does.
    pub says: String,
    pub weight: f32,
    /// Index of its clause.
    pub clause: usize,
    /// What happened to it, and through which rule; `None` where it simply counts.
    pub fate: Option<(&'static str, String)>,
    /// Whether it still speaks.
    pub counts: bool,
}

/// How much spoke for a theme.
#[derive(Debug, Clone)]
pub struct TracedTheme {
    pub theme: String,
    /// What the rules gave it.
    pub weight: f32,
    /// How likely the sentence is about it, from 0 to 1, by rules and words together.
    pub likely: f32,
    pub rules: Vec<String>,
    pub chosen: bool,
}

/// The trace of the sentence at `index`, read in its document; `None` where there is no such sentence.
pub fn explain(sentences: &[Sentence], book: &RuleBook, index: usize) -> Option<Trace> {
    let after = sentences.get(index + 1..)?;
    // A sentence sees all of its paragraph, and nothing that comes after.
    let rest = after.iter().position(|next| next.starts_block).unwrap_or(after.len());
    let mut found = None;
    explain_all(&sentences[..=index + rest], book, |at, trace| {
        if at == index {
            found = Some(trace);
        }
    });
    found
}

/// Hands the trace of every sentence to `each`, with its index.
pub fn explain_all(sentences: &[Sentence], book: &RuleBook, mut each: impl FnMut(usize, Trace)) {
    let mut at = 0;
    read_all(sentences, book, |reading| {
        each(at, told(&reading, book));
        at += 1;
    });
}

fn told(reading: &Reading, book: &RuleBook) -> Trace {
    let id = |rule: usize| book.rules()[rule].id.clone();
    let chosen = match reading.polarity.polarity {
        Polarity::Neutral => 0,
        _ => reading.themes.chosen().len(),
    };
    let mut scores: Vec<&Score> = reading.themes.scores.iter().collect();
    scores[chosen..].sort_by(|a, b| b.likely.total_cmp(&a.likely));
    let themes = scores.into_iter().enumerate().map(|(at, score)| TracedTheme {
        theme: book.themes()[score.theme].id.clone(),
        weight: score.weight,
        likely: score.likely,
        rules: score.rules.iter().map(|&rule| id(rule)).collect(),
        chosen: at < chosen,
    });
    let clauses = reading.polarity.clauses.iter().map(|w| TracedClause {
        span: bytes(&reading.words, w.clause.first, w.clause.end),
        conceded: w.clause.conceded,
        supposed: w.clause.supposed,
        rule: w.clause.rule.map(id),
        side: w.side.map(side_word),
        strength: w.strength,
        improvement: w.improvement,
    });
    Trace {
        label: to_label(reading, book),
        clauses: clauses.collect(),
        cues: cues(reading, book),
        tipped: tipped_word(reading.polarity.tipped),
        themes: themes.collect(),
    }
}

fn cues(reading: &Reading, book: &RuleBook) -> Vec<TracedCue> {
    let id = |rule: usize| book.rules()[rule].id.clone();
    let clauses = &reading.polarity.clauses;
    let clause = |first: usize| clauses.iter().rposition(|w| w.clause.first <= first).unwrap_or(0);
    let mut traced = Vec::new();
    for place in &reading.found {
        let rule = &book.rules()[place.rule];
        let cue = reading.polarity.cues.iter().find(|cue| cue.place == *place);
        let says = match (cue, rule.effect) {
            (Some(cue), _) => side_word(cue.side).to_string(),
            (_, Effect::Cue(Gives::Theme(theme))) => book.themes()[theme].id.clone(),
            _ => crate::rules::describe::effect(book, rule),
        };
        traced.push(TracedCue {
            rule: rule.id.clone(),
            span: bytes(&reading.words, place.first, place.end),
            says,
            weight: cue.map_or(rule.weight, |cue| cue.weight),
            clause: clause(place.first),
            fate: cue.and_then(|cue| fate_word(cue.fate)).map(|(word, rule)| (word, id(rule))),
            counts: cue.is_none_or(speaks),
        });
    }
    traced
}

fn fate_word(fate: Fate) -> Option<(&'static str, usize)> {
    match fate {
        Fate::Counted => None,
        Fate::Hidden(rule) => Some(("a look-alike", rule)),
        Fate::Flipped(rule) => Some(("flipped", rule)),
        Fate::Voided(rule) => Some(("voided", rule)),
        Fate::Halved(rule) => Some(("halved", rule)),
    }
}

fn side_word(side: Side) -> &'static str {
    match side {
        Side::Strength => "strength",
        Side::Improvement => "improvement",
        Side::Mixed => "mixed",
        Side::Neutral => "neutral",
    }
}

fn tipped_word(tipped: Tipped) -> &'static str {
    match tipped {
        Tipped::Section => "the section decides: its items are all of one kind",
        Tipped::Cues => "the heaviest cue of the sentence decides",
        Tipped::Contrast => "its clauses speak for both sides",
        Tipped::Before => "it has no firm cue of its own and follows from the sentence before",
        Tipped::Plain => "no cue: a plain statement is taken as its section has it",
    }
}
