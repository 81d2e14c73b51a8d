//! What a sentence is about: themes from its own words, its headings and the sentence before.
//!
//! Knows how weights add up; the words are data.

use super::Previous;
use crate::rules::book::Hides;
use crate::rules::words::{Word, words};
use crate::rules::{Act, Effect, Found, Gives, Role, RuleBook};

/// How much speaks for one theme, and which rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Index into the book's themes.
    pub theme: usize,
    pub weight: f32,
    pub rules: Vec<usize>,
    /// Word at which its first cue stands; the length of the sentence where only others vote.
    pub first: usize,
}

/// The themes of a sentence, most central first.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    pub scores: Vec<Score>,
    /// How many of `scores` are the sentence's themes.
    chosen: usize,
}

impl Outcome {
    /// The themes that the sentence gets.
    pub fn chosen(&self) -> &[Score] {
        &self.scores[..self.chosen]
    }
}

/// Themes that one sentence can have.
const MOST: usize = 3;
/// Share of its weight that a further cue for the same theme adds.
const FURTHER: f32 = 0.3;
/// Share of its weight that a cue in a heading adds.
const HEADING: f32 = 0.35;
/// Share that the themes of the sentence before add where this one plainly goes on.
const CONTINUES: f32 = 0.6;
/// Weight that a theme needs at least.
const LEAST: f32 = 1.2;
/// Share of the heaviest theme's weight that a further theme needs.
const NEXT_TO_TOP: f32 = 0.45;

/// Votes of headings, worked out once for each.
#[derive(Debug, Default)]
pub(crate) struct Headings<'a> {
    last: Vec<&'a str>,
    votes: Vec<Score>,
}

impl<'a> Headings<'a> {
    pub(crate) fn votes(&mut self, headings: &[&'a str], book: &RuleBook) -> &[Score] {
        if self.last != headings {
            self.last = headings.to_vec();
            self.votes.clear();
            if let Some(heading) = headings.last() {
                let words = words(heading);
                self.votes = own(&words, &book.find(&words, Role::Findings), book);
            }
        }
        &self.votes
    }
}

/// Weighs the themes of one sentence.
pub(crate) fn decide(
    words: &[Word],
    found: &[Found],
    headings: &[Score],
    previous: &Previous,
    book: &RuleBook,
) -> Outcome {
    let mut scores = own(words, found, book);
    let goes_on = found.iter().find(|place| {
        matches!(
            book.rules()[place.rule].effect,
            Effect::Modifier { acts: Act::Inherits | Act::Continues, .. }
        )
    });
    for vote in headings {
        add(&mut scores, vote.theme, vote.weight * HEADING, vote.rules.first().copied(), words.len());
    }
    if let Some(place) = goes_on {
        for score in previous.themes.iter().take(2) {
            add(&mut scores, score.theme, score.weight.min(4.0) * CONTINUES, Some(place.rule), words.len());
        }
    }
    scores.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.first.cmp(&b.first)));
    let top = scores.first().map_or(0.0, |score| score.weight);
    if top < LEAST {
        return fallback(previous, book);
    }
    let least = LEAST.max(top * NEXT_TO_TOP);
    let chosen = scores.iter().take(MOST).take_while(|score| score.weight >= least).count();
    Outcome { scores, chosen }
}

/// Without a word of its own a sentence goes on about what the one before was about.
fn fallback(previous: &Previous, book: &RuleBook) -> Outcome {
    let rule = book.rules().iter().position(|rule| matches!(rule.effect, Effect::Prior(Gives::Theme(_))));
    let mut scores: Vec<Score> = previous.themes.iter().take(1).cloned().collect();
    if let (true, Some(rule)) = (scores.is_empty(), rule) {
        if let Effect::Prior(Gives::Theme(theme)) = book.rules()[rule].effect {
            scores.push(Score { theme, weight: LEAST, rules: vec![rule], first: 0 });
        }
    }
    let chosen = scores.len();
    Outcome { scores, chosen }
}

fn own(words: &[Word], found: &[Found], book: &RuleBook) -> Vec<Score> {
    let mut scores: Vec<Score> = Vec::new();
    for place in found {
        let rule = &book.rules()[place.rule];
        let Effect::Cue(Gives::Theme(theme)) = rule.effect else { continue };
        let hidden = found.iter().any(|other| {
            matches!(book.rules()[other.rule].effect, Effect::LookAlike(Hides::Theme(t)) if t == theme)
                && other.first <= place.first
                && place.end <= other.end
        });
        if !hidden {
            // What is named first is a little more likely what the sentence is about.
            let early = 1.0 - 0.15 * place.first as f32 / words.len() as f32;
            add(&mut scores, theme, rule.weight * early, Some(place.rule), place.first);
        }
    }
    scores
}

fn add(scores: &mut Vec<Score>, theme: usize, weight: f32, rule: Option<usize>, first: usize) {
    let at = scores.iter().position(|score| score.theme == theme).unwrap_or_else(|| {
        scores.push(Score { theme, weight: 0.0, rules: Vec::new(), first });
        scores.len() - 1
    });
    let score = &mut scores[at];
    let (high, low) = (score.weight.max(weight), score.weight.min(weight));
    score.weight = high + low * FURTHER;
    score.first = score.first.min(first);
    score.rules.extend(rule.filter(|rule| !score.rules.contains(rule)));
}
