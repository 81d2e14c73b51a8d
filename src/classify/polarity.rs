//! How the cues of a sentence add up to a polarity.
//!
//! In order: look-alikes hide cues, modifiers flip, void or halve them inside their reach, each
//! clause takes the side of its heaviest cue, the clauses are set against each other, and where
//! nothing speaks the sentence before or the section does.

use super::Sentence;
use super::clauses::{Clause, clauses};
use crate::record::Polarity;
use crate::rules::book::Hides;
use crate::rules::words::Word;
use crate::rules::{Act, Effect, Found, Gives, Reach, Role, RuleBook, Sign};

/// What a cue or clause speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Strength,
    Improvement,
    Mixed,
    Neutral,
}

/// What became of a cue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fate {
    Counted,
    /// Hidden by a look-alike (index of its rule), and likewise below.
    Hidden(usize),
    Flipped(usize),
    Voided(usize),
    Halved(usize),
}

/// A polarity cue in the sentence.
#[derive(Debug, Clone, Copy)]
pub struct Cue {
    pub place: Found,
    /// The side it speaks for after all.
    pub side: Side,
    pub weight: f32,
    pub fate: Fate,
    /// Index of its clause.
    pub clause: usize,
}

/// A clause weighed.
#[derive(Debug, Clone, Copy)]
pub struct Weighed {
    pub clause: Clause,
    pub side: Option<Side>,
    pub strength: f32,
    pub improvement: f32,
    pub neutral: f32,
}

/// Why the sentence got its polarity.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tipped {
    /// The section's role alone.
    Section,
    /// One side only, or the heavier.
    Cues,
    /// Clauses that disagree.
    Contrast,
    /// The sentence before.
    Before,
    /// No cue: what the section makes of a plain statement.
    Plain,
}

/// A sentence's polarity and all that led to it.
#[derive(Debug, Clone)]
pub struct Outcome {
    pub polarity: Polarity,
    pub cues: Vec<Cue>,
    pub clauses: Vec<Weighed>,
    pub tipped: Tipped,
    /// Rules that decided.
    pub rules: Vec<usize>,
    /// The side on which the sentence ends, for the next one.
    pub last: Option<Side>,
}

/// Share of their weight that further cues of a side add to its heaviest.
const FURTHER: f32 = 0.0;
/// A conceded shortcoming of at least this weight still counts against the main clause.
const HEAVY_CONCESSION: f32 = 3.4;
/// Words that a clause needs to state anything.
const SHORTEST_STATEMENT: usize = 4;
/// A strength cue below this weight does not hold against "However", nor a shortcoming below it
/// against a list of strengths, nor praise below it that is named only to say "despite" it.
const FIRM: f32 = 2.0;
/// A fact of at least this weight is no item of a list of areas to improve.
const NO_ITEM: f32 = 5.0;
/// Verbs that tell a statement from the name of a thing.
const FINITE: [&str; 7] = ["is", "are", "was", "were", "has", "have", "had"];
/// Words after which a verb states nothing of the sentence's own.
const SUBORDINATES: [&str; 14] = [
    "that", "who", "which", "when", "where", "how", "what", "whose", "whether", "if", "ensure", "ensuring",
    "enable", "(",
];
/// Words that set what they concede beside the point, where others only make way for it.
const SETS_BESIDE: [&str; 2] = ["while", "whilst"];

/// Weighs one sentence.
pub(crate) fn decide(
    sentence: &Sentence,
    words: &[Word],
    found: &[Found],
    before: Option<Side>,
    book: &RuleBook,
) -> Outcome {
    let clauses = clauses(words, found, book);
    let cues = modified(cues(found, &clauses, book), words, found, &clauses, book);
    let weighed: Vec<Weighed> =
        clauses.iter().enumerate().map(|(at, clause)| aside(weigh(*clause, at, &cues), words)).collect();
    let (side, tipped, mut rules) = add_up(sentence, words, found, &cues, &weighed, before, book);
    deciding(side, &cues, &mut rules);
    if tipped == Tipped::Contrast {
        rules.extend(weighed.iter().filter_map(|w| w.clause.rule));
    }
    let last = weighed.iter().rev().find_map(|w| w.side.filter(|side| *side != Side::Neutral));
    let last = if side == Side::Mixed { last } else { Some(side).filter(|side| *side != Side::Neutral) };
    Outcome { polarity: polarity(side), cues, clauses: weighed, tipped, rules, last }
}

fn polarity(side: Side) -> Polarity {
    match side {
        Side::Strength => Polarity::Strength,
        Side::Improvement => Polarity::Improvement,
        Side::Mixed => Polarity::Mixed,
        Side::Neutral => Polarity::Neutral,
    }
}

fn side(polarity: Polarity) -> Side {
    match polarity {
        Polarity::Strength => Side::Strength,
        Polarity::Improvement => Side::Improvement,
        Polarity::Mixed => Side::Mixed,
        Polarity::Neutral => Side::Neutral,
    }
}

fn cues(found: &[Found], clauses: &[Clause], book: &RuleBook) -> Vec<Cue> {
    let mut cues = Vec::new();
    for place in found {
        let rule = &book.rules()[place.rule];
        if let Effect::Cue(Gives::Polarity(polarity)) = rule.effect {
            let clause = clauses.iter().rposition(|c| c.first <= place.first).unwrap_or(0);
            cues.push(Cue {
                place: *place,
                side: side(polarity),
                weight: rule.weight,
                fate: Fate::Counted,
                clause,
            });
        }
    }
    cues
}

/// The cues after look-alikes and modifiers had their say.
fn modified(
    mut cues: Vec<Cue>,
    words: &[Word],
    found: &[Found],
    clauses: &[Clause],
    book: &RuleBook,
) -> Vec<Cue> {
    for cue in &mut cues {
        if let Clause { supposed: true, rule: Some(rule), .. } = clauses[cue.clause] {
            cue.fate = Fate::Voided(rule);
        }
    }
    for place in found {
        match book.rules()[place.rule].effect {
            Effect::LookAlike(Hides::Polarity(on)) => {
                for cue in cues.iter_mut().filter(|cue| inside(cue.place, *place) && touches(on, cue.side)) {
                    cue.fate = Fate::Hidden(place.rule);
                }
            }
            Effect::Modifier {
                acts: acts @ (Act::Flips | Act::Voids | Act::Weakens),
                on,
                reach,
                words: most,
            } => {
                if !cues.iter().any(|cue| cue.fate == Fate::Counted && touches(on, cue.side)) {
                    continue;
                }
                let clause = clauses.iter().rposition(|c| c.first <= place.first).unwrap_or(0);
                let limit = match (on, reach) {
                    (Some(Sign::Improvement), Reach::After) => next_stop(words, place.end, book),
                    (_, Reach::Relative) => relative_end(words, place.end, book),
                    _ => words.len(),
                };
                let most = most.map_or(usize::MAX, usize::from);
                let reach = |cue: &Cue| cue.place.end <= limit && reaches(cue, *place, clause, reach, most);
                for cue in cues.iter_mut().filter(|cue| cue.fate == Fate::Counted && touches(on, cue.side)) {
                    if reach(cue) {
                        modify(cue, acts, place.rule);
                    }
                }
            }
            _ => {}
        }
    }
    cues
}

/// Whether the reach of a modifier on shortcomings ends at a word: after "to" it is no finite verb.
fn is_stop(words: &[Word], at: usize, book: &RuleBook) -> bool {
    book.stops_at(&words[at]) && at.checked_sub(1).is_none_or(|before| words[before].form != "to")
}

/// The first such word from `at` on.
fn next_stop(words: &[Word], at: usize, book: &RuleBook) -> usize {
    (at..words.len()).find(|&at| is_stop(words, at, book)).unwrap_or(words.len())
}

/// Where the clause that a relative word opens ends: at a mark, or at the main clause's verb. Its own verb
/// follows "who" at once, and "whom" or "whose" after a subject.
fn relative_end(words: &[Word], opens: usize, book: &RuleBook) -> usize {
    let subject_first = matches!(words[opens - 1].form.as_ref(), "whom" | "whose");
    let mut own = if subject_first { next_stop(words, opens, book) } else { opens };
    while own < words.len() && is_stop(words, own, book) {
        own += 1;
    }
    let mark = words[opens..].iter().position(Word::is_mark).map_or(words.len(), |at| opens + at);
    next_stop(words, own, book).min(mark)
}

fn inside(inner: Found, outer: Found) -> bool {
    outer.first <= inner.first && inner.end <= outer.end
}

fn touches(on: Option<Sign>, side: Side) -> bool {
    match on {
        None => true,
        Some(Sign::Strength) => side == Side::Strength,
        Some(Sign::Improvement) => side == Side::Improvement,
    }
}

fn reaches(cue: &Cue, place: Found, clause: usize, reach: Reach, limit: usize) -> bool {
    match reach {
        Reach::Sentence => !inside(cue.place, place),
        _ if cue.clause != clause || inside(cue.place, place) => false,
        Reach::Clause => true,
        Reach::Relative => cue.place.first >= place.end,
        Reach::After => cue.place.first >= place.end && cue.place.first - place.end < limit,
        Reach::Before => cue.place.end <= place.first && place.first - cue.place.end < limit,
    }
}

fn modify(cue: &mut Cue, acts: Act, rule: usize) {
    match acts {
        Act::Flips => {
            cue.side = match cue.side {
                Side::Strength => Side::Improvement,
                Side::Improvement => Side::Strength,
                other => other,
            };
            cue.fate = Fate::Flipped(rule);
        }
        Act::Voids => cue.fate = Fate::Voided(rule),
        _ => {
            cue.weight /= 2.0;
            cue.fate = Fate::Halved(rule);
        }
    }
}

/// Whether a cue still speaks.
pub fn speaks(cue: &Cue) -> bool {
    !matches!(cue.fate, Fate::Hidden(_) | Fate::Voided(_))
}

fn weigh(clause: Clause, at: usize, cues: &[Cue]) -> Weighed {
    let total = |side: Side| {
        let weights = cues.iter().filter(|cue| cue.clause == at && cue.side == side && speaks(cue));
        let (heaviest, sum) = weights.fold((0f32, 0f32), |(h, s), cue| (h.max(cue.weight), s + cue.weight));
        heaviest + FURTHER * (sum - heaviest)
    };
    let (strength, improvement) = (total(Side::Strength), total(Side::Improvement));
    let (neutral, mixed) = (total(Side::Neutral), total(Side::Mixed));
    let heaviest = strength.max(improvement).max(neutral).max(mixed);
    let side = match heaviest {
        0.0 => None,
        h if h == mixed => Some(Side::Mixed),
        h if h == improvement => Some(Side::Improvement),
        h if h == neutral => Some(Side::Neutral),
        _ => Some(Side::Strength),
    };
    Weighed { clause, side, strength, improvement, neutral }
}

/// What is only named to say "despite" it is no praise, unless it is told firmly: "Despite efforts, help is late."
fn aside(mut weighed: Weighed, words: &[Word]) -> Weighed {
    let named = weighed.clause.conceded && words[weighed.clause.first].form == "despite";
    if named && weighed.side == Some(Side::Strength) && weighed.strength < FIRM {
        weighed.side = None;
    }
    weighed
}

/// Adds the rules behind the cues that speak for `side`.
fn deciding(side: Side, cues: &[Cue], rules: &mut Vec<usize>) {
    let agrees =
        |cue: &&Cue| speaks(cue) && (cue.side == side || (side == Side::Mixed && cue.side != Side::Neutral));
    for cue in cues.iter().filter(agrees) {
        rules.push(cue.place.rule);
        if let Fate::Flipped(rule) | Fate::Halved(rule) = cue.fate {
            rules.push(rule);
        }
    }
}

/// Sets section, clauses and the sentence before against each other.
fn add_up(
    sentence: &Sentence,
    words: &[Word],
    found: &[Found],
    cues: &[Cue],
    clauses: &[Weighed],
    before: Option<Side>,
    book: &RuleBook,
) -> (Side, Tipped, Vec<usize>) {
    let prior = prior(sentence.role, book);
    let by_cues = by_clauses(clauses, words);
    let heaviest =
        |side| cues.iter().filter(|c| c.side == side && speaks(c)).fold(0f32, |h, c| h.max(c.weight));
    let blamed = heaviest(Side::Improvement) >= FIRM;
    let opening = |act: Act| {
        let is =
            |rule: usize| matches!(book.rules()[rule].effect, Effect::Modifier { acts, .. } if acts == act);
        found.iter().find(|place| is(place.rule)).map(|place| place.rule)
    };
    // "However" begins something else; "This means" goes on about the strength just named.
    let (turns, follows) = (opening(Act::Turns), opening(Act::Inherits));
    let alone = !sentence.starts_block
        && (turns.is_some()
            || (heaviest(Side::Strength) == 0.0 && !(follows.is_some() && before == Some(Side::Strength))));
    // A paragraph may stand where a list is expected, and begin with what is good.
    let praised = by_cues.is_some_and(|(side, _)| side == Side::Strength)
        && heaviest(Side::Strength) >= FIRM
        && sentence.role == Role::AreasToImprove
        && states(sentence, words);
    if let Some((rule, said)) = prior.filter(|_| sentence.listed) {
        match (sentence.role, by_cues) {
            // A heading or a name that stands among the items is none.
            (Role::AreasToImprove | Role::PriorityActions, Some((Side::Neutral, _)))
                if heaviest(Side::Neutral) >= NO_ITEM => {}
            // Later sentences of an item may tell what is already done about it; praise beside a shortcoming
            // only leads up to it there.
            (Role::AreasToImprove | Role::PriorityActions, other)
                if (sentence.starts_block && !praised) || matches!(other, None | Some((Side::Mixed, _))) =>
            {
                return (said, Tipped::Section, vec![rule]);
            }
            // A later sentence of an item may stand on its own as a shortcoming or a fact.
            (Role::Strengths, Some((Side::Neutral, _))) if alone && heaviest(Side::Neutral) >= FIRM => {}
            (Role::Strengths, Some((Side::Improvement, _))) if alone && blamed => {}
            (Role::Strengths, Some((Side::Mixed, _))) if blamed => {
                return (Side::Mixed, Tipped::Contrast, vec![rule]);
            }
            (Role::Strengths, _) => return (said, Tipped::Section, vec![rule]),
            _ => {}
        }
    }
    let firm = heaviest(Side::Strength) >= FIRM || heaviest(Side::Improvement) > 0.0;
    if !firm && let (Some(rule), Some(Side::Strength)) = (turns, before) {
        return (Side::Improvement, Tipped::Before, vec![rule]);
    }
    // What follows from a shortcoming is one, unless it firmly says otherwise, or states a plain fact.
    let fact = heaviest(Side::Neutral) >= FIRM;
    if (by_cues.is_none() || (!firm && !fact && before == Some(Side::Improvement)))
        && let (Some(rule), Some(side)) = (follows, before)
    {
        return (side, Tipped::Before, vec![rule]);
    }
    match (by_cues, prior) {
        (Some((side, tipped)), _) => (side, tipped, Vec::new()),
        (None, Some((rule, side))) => (side, Tipped::Plain, vec![rule]),
        (None, None) => (Side::Neutral, Tipped::Plain, Vec::new()),
    }
}

/// Whether a sentence states something, rather than names it as an item of a list does ("The care that is given.").
fn states(sentence: &Sentence, words: &[Word]) -> bool {
    let opens = words.iter().map(|word| word.form.as_ref());
    let mut main = opens.take_while(|form| !SUBORDINATES.contains(form));
    sentence.text.starts_with(char::is_uppercase) && main.any(|form| FINITE.contains(&form))
}

fn prior(role: Role, book: &RuleBook) -> Option<(usize, Side)> {
    book.priors(role).find_map(|(at, gives)| match gives {
        Gives::Polarity(polarity) => Some((at, side(polarity))),
        Gives::Theme(_) => None,
    })
}

/// What the clauses say together; `None` where none has a cue.
fn by_clauses(clauses: &[Weighed], words: &[Word]) -> Option<(Side, Tipped)> {
    let told = plainly_told(clauses, words);
    let has = |side: Side, conceded: Option<bool>| {
        clauses.iter().any(|w| w.side == Some(side) && conceded.is_none_or(|c| w.clause.conceded == c))
    };
    if has(Side::Mixed, None) {
        return Some((Side::Mixed, Tipped::Cues));
    }
    // A supposition sets nothing against what is said.
    let contrast = clauses.iter().any(|w| w.clause.rule.is_some() && !w.clause.supposed);
    match (has(Side::Strength, None), has(Side::Improvement, None)) {
        (true, true) if !has(Side::Improvement, Some(false)) => {
            // The shortcoming is only conceded.
            let heavy = clauses.iter().any(|w| w.clause.conceded && w.improvement >= HEAVY_CONCESSION);
            Some(if heavy { (Side::Mixed, Tipped::Contrast) } else { (Side::Strength, Tipped::Cues) })
        }
        (true, true) if contrast => Some((Side::Mixed, Tipped::Contrast)),
        (false, true) if told => Some((Side::Mixed, Tipped::Contrast)),
        (true, true) => Some((Side::Improvement, Tipped::Cues)),
        (false, true) => Some((Side::Improvement, Tipped::Cues)),
        (true, false) => Some((Side::Strength, Tipped::Cues)),
        (false, false) if has(Side::Neutral, None) => Some((Side::Neutral, Tipped::Cues)),
        (false, false) => None,
    }
}

/// Whether a plain statement is set against a shortcoming: "Views are recorded, but ...", "While views are
/// recorded, ...".
fn plainly_told(clauses: &[Weighed], words: &[Word]) -> bool {
    clauses.windows(2).any(|pair| {
        let (first, second) = (&pair[0], &pair[1]);
        let begins = &words[first.clause.first].form;
        let beside = first.clause.conceded && SETS_BESIDE.contains(&begins.as_ref());
        first.side.is_none()
            && !first.clause.supposed
            && second.side == Some(Side::Improvement)
            && (beside || second.clause.rule.is_some())
            && !second.clause.conceded
            && !second.clause.supposed
            && first.clause.end - first.clause.first >= SHORTEST_STATEMENT
    })
}
