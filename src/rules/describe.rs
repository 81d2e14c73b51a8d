//! What a rule is, in words: for `rules explain` and for `docs/rules.md`.

use super::book::{Effect, Gives, Hides, Rule, RuleBook};
use super::file::{Act, Sign};
use super::{Reach, Role};
use crate::record::Polarity;
use std::fmt::Write;

/// What `rule` does, as one phrase.
pub fn effect(book: &RuleBook, rule: &Rule) -> String {
    let mut told = match rule.effect {
        Effect::Cue(gives) => format!("cue for {}", gives_word(book, gives)),
        Effect::Prior(gives) => format!("prior for {}", gives_word(book, gives)),
        Effect::LookAlike(Hides::Theme(theme)) => {
            format!("look-alike: hides cues for `{}`", book.themes()[theme].id)
        }
        Effect::LookAlike(Hides::Polarity(on)) => format!("look-alike: hides {}", cues(on)),
        Effect::Contrast(Act::Concedes) => "contrast: opens a conceded clause".into(),
        Effect::Contrast(Act::Supposes) => "contrast: opens a clause that only supposes".into(),
        Effect::Contrast(_) => "contrast: parts two clauses".into(),
        Effect::Modifier { acts, on, reach, words } => modifier(acts, on, reach, words),
    };
    if matches!(rule.effect, Effect::Cue(_) | Effect::Prior(_)) {
        let _ = write!(told, ", weight {}", rule.weight);
    }
    if !rule.sections.is_empty() {
        let sections: Vec<&str> = rule.sections.iter().map(|&role| role_word(role)).collect();
        let _ = write!(told, ", only in {}", sections.join(", "));
    }
    told
}

fn gives_word(book: &RuleBook, gives: Gives) -> String {
    match gives {
        Gives::Polarity(polarity) => polarity_word(polarity).into(),
        Gives::Theme(theme) => format!("`{}`", book.themes()[theme].id),
    }
}

fn modifier(acts: Act, on: Option<Sign>, reach: Reach, words: Option<u8>) -> String {
    let whole = |what: &str| format!("modifier: {what}");
    match acts {
        Act::Inherits => whole("takes over what the sentence before says, where it has no cue of its own"),
        Act::Continues => whole("goes on about the themes of the sentence before"),
        Act::Turns => whole("turns against the sentence before"),
        Act::Flips => format!("modifier: flips {} {}", cues(on), scope(reach, words)),
        Act::Voids => format!("modifier: voids {} {}", cues(on), scope(reach, words)),
        _ => format!("modifier: halves {} {}", cues(on), scope(reach, words)),
    }
}

fn cues(on: Option<Sign>) -> &'static str {
    match on {
        Some(Sign::Strength) => "cues for strength",
        Some(Sign::Improvement) => "cues for improvement",
        None => "cues",
    }
}

fn scope(reach: Reach, words: Option<u8>) -> String {
    match (reach, words) {
        (Reach::Clause, _) => "in its clause".into(),
        (Reach::Sentence, _) => "in the sentence".into(),
        (Reach::After, Some(words)) => format!("in the {words} words after it"),
        (Reach::Before, Some(words)) => format!("in the {words} words before it"),
        (Reach::After, None) => "after it in its clause".into(),
        (Reach::Before, None) => "before it in its clause".into(),
    }
}

/// The word for a polarity in records and rule files.
pub fn polarity_word(polarity: Polarity) -> &'static str {
    match polarity {
        Polarity::Strength => "strength",
        Polarity::Improvement => "improvement",
        Polarity::Mixed => "mixed",
        Polarity::Neutral => "neutral",
    }
}

/// The word for a section role in rule files.
pub fn role_word(role: Role) -> &'static str {
    match role {
        Role::Opening => "opening",
        Role::Judgements => "judgements",
        Role::Headline => "headline",
        Role::AreasToImprove => "areas-to-improve",
        Role::PriorityActions => "priority-actions",
        Role::Strengths => "strengths",
        Role::Findings => "findings",
        Role::Context => "context",
        Role::Closing => "closing",
    }
}
