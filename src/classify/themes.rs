//! What a sentence is about: themes from its own words, its headings and the sentence before.
//!
//! Rules find and score what is named; learned weights choose among it. Knows how scores add up; the words
//! and the weights are data.

use crate::rules::book::Hides;
use crate::rules::matcher::Named;
use crate::rules::weights::{Each, Evidence};
use crate::rules::words::{Word, words};
use crate::rules::{Act, Effect, Found, Gives, Role, RuleBook};
use smallvec::{SmallVec, smallvec};
use std::cmp::Ordering;

/// How much speaks for one theme, and which rules.
#[derive(Debug, Clone, PartialEq)]
pub struct Score {
    /// Index into the book's themes.
    pub theme: usize,
    pub weight: f32,
    /// How likely the sentence is about it, from 0 to 1, once that is worked out.
    pub likely: f32,
    /// A handful: each sentence has a dozen scores, few of which are looked at.
    pub rules: SmallVec<[usize; 4]>,
    /// Word at which its first cue stands; the length of the sentence where only others vote.
    pub first: usize,
}

/// The themes of a sentence, most central first.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// Those that it has or might have first, most central first.
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

/// Share of its weight that a further cue for the same theme adds.
const FURTHER: f32 = 0.3;
/// Share of its weight that a cue in a heading adds.
const HEADING: f32 = 0.3;
/// Share that the themes of the sentence before add where this one plainly goes on.
const CONTINUES: f32 = 0.6;
/// The same where nothing says that it goes on.
const AMBIENT: f32 = 0.28;
/// Share that the other sentences of the paragraph add.
const PARAGRAPH: f32 = 0.5;
/// Share of what is remembered that a new paragraph keeps.
const NEW_BLOCK: f32 = 0.5;
/// Share of these votes for themes that are aspects of others.
const PASSING: f32 = 0.6;
/// Share of a theme's weight that is left a sentence later.
const FADES: f32 = 0.6;
/// Most weight that is remembered.
const MOST_REMEMBERED: f32 = 4.0;
/// Weight that a third theme needs, and its share of the heaviest theme's.
const THIRD: f32 = 2.6;
const THIRD_TO_TOP: f32 = 0.45;
/// Share of its weight that a cue at the very end of the sentence loses: what is named first is more
/// likely what the sentence is about.
const LATE: f32 = 0.3;
/// Weight that a second theme needs.
const SECOND: f32 = 2.4;
/// Weight that a theme needs at least.
const LEAST: f32 = 1.2;
/// Share of the heaviest theme's weight that a further theme needs.
const NEXT_TO_TOP: f32 = 0.45;
/// Weight from which a subject is added to a sentence that names nothing but aspects ("Decisions are timely.").
const SUBJECT: f32 = 1.4;
/// Themes that a sentence gets at most.
const MOST: usize = 3;

/// Votes of headings, worked out once for each.
#[derive(Debug, Default)]
pub(crate) struct Headings<'a> {
    last: Vec<&'a str>,
    votes: Vec<Score>,
    /// Words of the innermost one that have weights.
    named: Named,
}

impl<'a> Headings<'a> {
    pub(crate) fn votes(&mut self, headings: &[&'a str], book: &RuleBook) -> &[Score] {
        if self.last != headings {
            self.last = headings.to_vec();
            self.votes.clear();
            self.named.clear();
            if let Some(heading) = headings.last() {
                let words = words(heading);
                let (found, named) = book.find(&words, Role::Findings);
                self.votes = own(&words, &found, book);
                self.named = named;
            }
        }
        &self.votes
    }

    pub(crate) fn named(&self) -> &[u32] {
        &self.named
    }
}

/// What else speaks for a sentence's themes than its own words.
pub(crate) struct Context<'c> {
    pub headings: &'c [Score],
    /// What the document has lately been about.
    pub memory: &'c [f32],
    pub shared: &'c Shared,
}

/// What the sentences of one paragraph are about together.
pub(crate) struct Shared {
    /// Sum of the own weights of each theme.
    total: Vec<f32>,
    /// The two heaviest weights of each theme.
    most: Vec<[f32; 2]>,
    sentences: usize,
}

impl Shared {
    pub(crate) fn of(own: &[Vec<Score>], book: &RuleBook) -> Self {
        let mut total = vec![0.0; book.themes().len()];
        let mut most = vec![[0f32; 2]; book.themes().len()];
        for score in own.iter().flatten() {
            let weight = score.weight.min(MOST_REMEMBERED);
            total[score.theme] += weight;
            let [first, second] = most[score.theme];
            most[score.theme] = [first.max(weight), second.max(weight.min(first))];
        }
        Shared { total, most, sentences: own.len() }
    }

    /// Mean weight of `theme` in the other sentences of the paragraph.
    fn elsewhere(&self, theme: usize, own: f32, throughout: bool) -> f32 {
        match self.sentences {
            0 | 1 => 0.0,
            _ if throughout => self.heaviest_elsewhere(theme, own),
            n => (self.total[theme] - own.min(MOST_REMEMBERED)).max(0.0) / (n - 1) as f32,
        }
    }

    /// Heaviest weight of `theme` in another sentence of the paragraph.
    fn heaviest_elsewhere(&self, theme: usize, own: f32) -> f32 {
        let [first, second] = self.most[theme];
        if own.min(MOST_REMEMBERED) >= first { second } else { first }
    }
}

/// A new paragraph may turn to something else.
pub(crate) fn new_block(memory: &mut [f32]) {
    for weight in memory {
        *weight *= NEW_BLOCK;
    }
}

/// What the rules make of the themes of one sentence: remembered for the next ones, and weighed anew by
/// [`weigh`].
pub(crate) fn decide(
    words: &[Word],
    found: &[Found],
    own: Vec<Score>,
    context: &Context,
    book: &RuleBook,
) -> Outcome {
    let goes_on = found.iter().find(|place| {
        matches!(
            book.rules()[place.rule].effect,
            Effect::Modifier { acts: Act::Inherits | Act::Continues, .. }
        )
    });
    let memory = context.memory;
    let mut weights: Each<f32> = smallvec![0.0; book.themes().len()];
    for score in &own {
        weights[score.theme] = score.weight;
    }
    let mut scores = own;
    for vote in context.headings {
        add(&mut scores, vote.theme, vote.weight * HEADING, vote.rules.first().copied(), words.len());
    }
    let places = places(&scores, book);
    let share = if goes_on.is_some() { CONTINUES } else { AMBIENT };
    for (theme, about) in book.themes().iter().enumerate() {
        let lasts = if about.lasts { 1.0 } else { PASSING };
        let lately = memory.get(theme).copied().unwrap_or(0.0) * share;
        let vote =
            (lately + context.shared.elsewhere(theme, weights[theme], about.throughout) * PARAGRAPH) * lasts;
        match places[theme] {
            _ if vote <= 0.0 => {}
            Some(at) => scores[at].weight += vote,
            None => {
                let rules = goes_on.iter().map(|place| place.rule).collect();
                scores.push(Score { theme, weight: vote, likely: 0.0, rules, first: words.len() });
            }
        }
    }
    heaviest_first(&mut scores);
    let top = scores.first().map_or(0.0, |score| score.weight);
    if top < LEAST {
        return fallback(scores, memory, book);
    }
    let least = [0.0, SECOND.max(top * NEXT_TO_TOP), THIRD.max(top * THIRD_TO_TOP)];
    let mut chosen = scores.iter().zip(least).take_while(|(score, least)| score.weight >= *least).count();
    let is_subject = |score: &Score| book.themes()[score.theme].lasts;
    if chosen < MOST
        && !scores[..chosen].iter().any(is_subject)
        && let Some(subject) = heaviest_subject(&scores, is_subject)
    {
        scores[chosen..=subject].rotate_right(1);
        chosen += 1;
    }
    Outcome { scores, chosen }
}

/// What a document has lately been about: themes fade as other sentences follow.
pub(crate) fn remember(memory: &mut Vec<f32>, outcome: &Outcome, book: &RuleBook) {
    memory.resize(book.themes().len(), 0.0);
    for weight in memory.iter_mut() {
        *weight *= FADES;
    }
    for score in outcome.chosen() {
        memory[score.theme] = memory[score.theme].max(score.weight.min(MOST_REMEMBERED));
    }
}

/// Without a word of its own a sentence goes on about what the ones before were about.
fn fallback(mut scores: Vec<Score>, memory: &[f32], book: &RuleBook) -> Outcome {
    let plain = book.priors(Role::Findings).find_map(|(rule, gives)| match gives {
        Gives::Theme(theme) => Some((rule, theme)),
        Gives::Polarity(_) => None,
    });
    let Some((rule, other)) = plain else { return Outcome { scores, chosen: 0 } };
    let lately =
        memory.iter().enumerate().max_by(|a, b| a.1.total_cmp(b.1)).filter(|(_, weight)| **weight > 0.0);
    let theme = lately.map_or(other, |(theme, _)| theme);
    scores.retain(|score| score.theme != theme);
    scores.insert(0, Score { theme, weight: LEAST, likely: 0.0, rules: smallvec![rule], first: 0 });
    Outcome { scores, chosen: 1 }
}

/// From how likely on a second and a third theme are the sentence's.
const ENOUGH: [f32; MOST - 1] = [0.24, 0.45];
/// Log odds below which a theme that no rule speaks for is not looked at.
const UNLIKELY: f32 = -2.0;
/// Log odds from which its plain words count as a reason for a theme.
const TELLING: f32 = 0.4;

/// Chooses the themes of a sentence anew: what the rules found, weighed together with its plain words.
pub(crate) fn weigh(ruled: Outcome, evidence: &Evidence, book: &RuleBook) -> Outcome {
    let chosen = ruled.chosen;
    let likely = book.weights().likely(evidence);
    let mut scores = ruled.scores;
    // A theme without learned weights, as of a user's own, is given where the rules give it.
    for (at, score) in scores.iter_mut().enumerate() {
        score.likely = if at < chosen { 1.0 - at as f32 / 10.0 } else { 0.0 };
    }
    let places = places(&scores, book);
    for (theme, likely) in likely.into_iter().enumerate().filter_map(|(at, l)| Some((at, l?))) {
        let at = places[theme].or_else(|| {
            let by_words =
                Score { theme, weight: 0.0, likely: 0.0, rules: SmallVec::new(), first: usize::MAX };
            (likely.odds > UNLIKELY).then(|| scores.push(by_words)).map(|()| scores.len() - 1)
        });
        let Some(score) = at.map(|at| &mut scores[at]) else { continue };
        score.likely = likely.share();
        if score.rules.is_empty() || likely.odds > UNLIKELY && likely.words >= TELLING {
            score.rules.extend(book.word_rule(theme));
        }
    }
    // Only the first few are looked at.
    for rank in 0..MOST.min(scores.len()) {
        let best = (rank..scores.len()).max_by(|&a, &b| scores[a].likely.total_cmp(&scores[b].likely));
        scores.swap(rank, best.unwrap_or(rank));
    }
    let further =
        scores.iter().skip(1).zip(ENOUGH).take_while(|(score, enough)| score.likely >= *enough).count();
    let chosen = if scores.is_empty() { 0 } else { 1 + further };
    Outcome { scores, chosen }
}

/// What is known of a sentence when its themes are chosen.
pub(crate) fn evidence<'w>(ruled: &Outcome, words: &'w [u32], heading: &'w [u32]) -> Evidence<'w> {
    let scores = ruled.scores.iter().map(|score| (score.theme, score.weight)).collect();
    Evidence::new(scores, words, heading)
}

pub(crate) fn own(words: &[Word], found: &[Found], book: &RuleBook) -> Vec<Score> {
    let hides = |place: &Found| match book.rules()[place.rule].effect {
        Effect::LookAlike(Hides::Theme(theme)) => Some((theme, *place)),
        _ => None,
    };
    let look_alikes: SmallVec<[(usize, Found); 8]> = found.iter().filter_map(hides).collect();
    let mut scores: Vec<Score> = Vec::with_capacity(book.themes().len());
    for place in found {
        let rule = &book.rules()[place.rule];
        let Effect::Cue(Gives::Theme(theme)) = rule.effect else { continue };
        let hidden = look_alikes
            .iter()
            .any(|(hides, other)| *hides == theme && other.first <= place.first && place.end <= other.end);
        if !hidden {
            let early = 1.0 - LATE * place.first as f32 / words.len() as f32;
            add(&mut scores, theme, rule.weight * early, Some(place.rule), place.first);
        }
    }
    scores
}

fn add(scores: &mut Vec<Score>, theme: usize, weight: f32, rule: Option<usize>, first: usize) {
    let at = scores.iter().position(|score| score.theme == theme).unwrap_or_else(|| {
        scores.push(Score { theme, weight: 0.0, likely: 0.0, rules: SmallVec::new(), first });
        scores.len() - 1
    });
    let score = &mut scores[at];
    let (high, low) = (score.weight.max(weight), score.weight.min(weight));
    score.weight = high + low * FURTHER;
    score.first = score.first.min(first);
    score.rules.extend(rule.filter(|rule| !score.rules.contains(rule)));
}

/// Heaviest first; of two, the one named first.
fn by_weight(a: &Score, b: &Score) -> Ordering {
    b.weight.total_cmp(&a.weight).then(a.first.cmp(&b.first))
}

/// The subject to add to aspects.
fn heaviest_subject(scores: &[Score], is_subject: impl Fn(&Score) -> bool) -> Option<usize> {
    let subjects = scores.iter().enumerate().filter(|(_, s)| is_subject(s) && s.weight >= SUBJECT);
    subjects.min_by(|(_, a), (_, b)| by_weight(a, b)).map(|(at, _)| at)
}

/// Puts the few heaviest in front, in order; nobody looks at the order of the others.
fn heaviest_first(scores: &mut [Score]) {
    for rank in 0..MOST.min(scores.len()) {
        let mut best = rank;
        for at in rank + 1..scores.len() {
            if by_weight(&scores[at], &scores[best]).is_lt() {
                best = at;
            }
        }
        scores[rank..=best].rotate_right(1);
    }
}

/// Where each theme stands in `scores`.
fn places(scores: &[Score], book: &RuleBook) -> Each<Option<usize>> {
    let mut places: Each<Option<usize>> = smallvec![None; book.themes().len()];
    for (at, score) in scores.iter().enumerate() {
        places[score.theme] = Some(at);
    }
    places
}
