//! What became of each area to improve: followed through the later inspections, with the sentences that
//! show it and the terms by which they were tied.
//!
//! Knows how alike two texts are (`likeness`) and what sentences say. Knows nothing of how it is drawn.
//! The thresholds were measured on areas that people followed by hand: see `docs/compare.md`.

use super::balance::judging;
use super::gather::Inspection;
use super::likeness::{Lexicon, Sought, Terms};
use super::meaning::Meaning;
use crate::record::{AreaToImprove, Finding, Polarity};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder};
use serde::Serialize;
use std::sync::LazyLock;

/// An area that an inspection listed, and what the later ones say of it.
#[derive(Debug, Serialize)]
pub struct Followed<'r> {
    pub text: &'r str,
    pub priority: bool,
    pub themes: &'r [String],
    /// Place of the inspection that listed it, in the order of the timeline.
    pub inspection: usize,
    pub path: &'r str,
    pub page: u32,
    /// One for each later inspection, in order.
    pub later: Vec<Outcome<'r>>,
}

/// What one later inspection says of an area.
#[derive(Debug, Serialize)]
pub struct Outcome<'r> {
    /// Place of the later inspection in the order of the timeline.
    pub inspection: usize,
    pub fate: Fate,
    /// The sentences that show it, the most telling first; empty where it is not mentioned.
    pub shown_by: Vec<Witness<'r>>,
}

/// What became of an area in one later inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It stands in the later list of areas to improve, in the same or other words.
    ListedAgain,
    /// Sentences on it find shortcomings.
    StillCriticised,
    /// Sentences on it find both.
    Mixed,
    /// Sentences on it find strengths.
    NowPraised,
    /// Nothing on it was found.
    NotMentioned,
}

impl Fate {
    /// All fates, worst first.
    pub const ALL: [Fate; 5] =
        [Fate::ListedAgain, Fate::StillCriticised, Fate::Mixed, Fate::NowPraised, Fate::NotMentioned];

    /// The fate, for people.
    pub fn title(self) -> &'static str {
        match self {
            Fate::ListedAgain => "listed again",
            Fate::StillCriticised => "still criticised",
            Fate::Mixed => "mixed",
            Fate::NowPraised => "now praised",
            Fate::NotMentioned => "not mentioned",
        }
    }
}

/// A sentence, or a listed area, that shows what became of an area.
#[derive(Debug, Serialize)]
pub struct Witness<'r> {
    pub text: &'r str,
    pub path: &'r str,
    pub page: u32,
    /// Whether it is an item of the later list.
    pub listed: bool,
    /// What the sentence finds; a listed item finds a shortcoming.
    pub polarity: Polarity,
    /// How much of the area it is about, from 0 to 1.
    pub likeness: f32,
    /// The terms that both share, heaviest first, then stems of words that are near in meaning
    /// (`oversight ≈ supervision`).
    pub because: Vec<String>,
    /// Whether the document itself points back to an earlier inspection here.
    pub points_back: bool,
}

/// How alike is alike enough. Measured: `docs/compare.md` says on what.
#[derive(Debug, Clone, Copy)]
pub struct Thresholds {
    /// For an item of the later list.
    pub listed: f32,
    /// For the best sentence of a whole inspection, or the area is not mentioned.
    pub mentioned: f32,
    /// The same for a visit that looks at part of a service, of which most areas are no matter.
    pub mentioned_by_visit: f32,
    /// For every further sentence that is shown, as a share of the best one's likeness.
    pub shown: f32,
    /// The same for one that has a say in the outcome.
    pub decides: f32,
    /// Share of weight on the smaller side from which it is mixed.
    pub mixed: f32,
    /// Weight of nearness in meaning beside that of shared terms, for a sentence.
    pub nearness: f32,
    /// The same for an item of the later list.
    pub listed_nearness: f32,
    /// What a sentence that leans on the one before ("This means ...") takes over of its likeness.
    pub taken_over: f32,
    /// Factor for a sentence that points back to an earlier inspection.
    pub pointing_back: f32,
    /// Added for sharing the area's most central theme.
    pub theme: f32,
}

impl Default for Thresholds {
    fn default() -> Self {
        Thresholds {
            listed: 0.29,
            mentioned: 0.2,
            mentioned_by_visit: 0.34,
            shown: 0.5,
            decides: 0.75,
            mixed: 0.3,
            nearness: 1.0,
            listed_nearness: 0.35,
            taken_over: 0.6,
            pointing_back: 1.15,
            theme: 0.1,
        }
    }
}

/// Share of its sentences from which a document is about a group of children.
const ABOUT: f32 = 0.25;

/// Kinds of inspection that look at part of a service.
const IN_PART: [&str; 3] = ["focused-visit", "monitoring-visit", "jtai"];

/// Witnesses shown for one outcome, at most.
const WITNESSES: usize = 6;

/// What each inspection says, ready to be searched.
#[derive(Default)]
struct Said<'r> {
    path: &'r str,
    /// Whether it looked at part of a service alone.
    in_part: bool,
    listed: Vec<(&'r AreaToImprove, Terms, Meaning)>,
    sentences: Vec<Sentence<'r>>,
    /// Groups of children that so much of the document is about that its sentences need not name them.
    about: Vec<u32>,
}

struct Sentence<'r> {
    finding: &'r Finding,
    terms: Terms,
    meaning: Meaning,
    leans: bool,
    points_back: bool,
}

/// Follows every listed area of `inspections` through the later ones. `lexicon` has learnt the sentences
/// at hand, which say how rare each term is.
pub fn follow<'r>(
    inspections: &[Inspection<'r>],
    lexicon: &mut Lexicon,
    thresholds: Thresholds,
) -> Vec<Followed<'r>> {
    let said: Vec<Said> = inspections.iter().map(|inspection| Said::by(inspection, lexicon)).collect();
    let mut followed = Vec::new();
    for (at, earlier) in said.iter().enumerate() {
        for (area, terms, meaning) in &earlier.listed {
            let sought = lexicon.sought(terms);
            let search = Search { area, terms, meaning, sought, lexicon, thresholds };
            let later = (at + 1..said.len()).filter(|&later| !said[later].is_silent());
            followed.push(Followed {
                text: &area.text,
                priority: area.priority,
                themes: &area.themes,
                inspection: at,
                path: earlier.path,
                page: area.evidence.page,
                later: later.map(|later| search.in_later(later, &said[later])).collect(),
            });
        }
    }
    followed
}

impl<'r> Said<'r> {
    fn by(inspection: &Inspection<'r>, lexicon: &mut Lexicon) -> Self {
        let record = inspection.lead();
        // A grade told of an older inspection is no inspection that says something of its own.
        if inspection.as_of.is_some() {
            return Said { path: &record.source.path, ..Said::default() };
        }
        let mut listed = Vec::new();
        for area in &record.areas_to_improve {
            let (terms, meaning) = lexicon.read(&area.text);
            listed.push((area, terms, meaning));
        }
        let in_list = |finding: &Finding| {
            let area = record.areas_to_improve.iter().map(|area| area.evidence);
            area.into_iter()
                .any(|area| area.start <= finding.evidence.start && finding.evidence.start < area.end)
        };
        let sentences: Vec<Sentence> = judging(record)
            .filter(|finding| !in_list(finding))
            .map(|finding| {
                let (terms, meaning) = lexicon.read(&finding.text);
                let (leans, points_back) = (leans(&finding.text), points_back(&finding.text));
                Sentence { finding, terms, meaning, leans, points_back }
            })
            .collect();
        let about = lexicon.groups_of(sentences.iter().map(|sentence: &Sentence| &sentence.terms), ABOUT);
        let in_part = inspection.kind.is_some_and(|kind| IN_PART.contains(&kind));
        Said { path: &record.source.path, in_part, listed, sentences, about }
    }

    fn is_silent(&self) -> bool {
        self.listed.is_empty() && self.sentences.is_empty()
    }
}

/// Openings of sentences that go on about the subject of the one before.
const LEANING: [&str; 7] =
    ["this ", "these ", "however, th", "when they do", "in weaker", "in better", "in stronger"];

fn leans(text: &str) -> bool {
    let back = |word: &str| matches!(word, "this" | "these" | "such");
    let starts_with = |opening: &str| {
        text.as_bytes()
            .get(..opening.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(opening.as_bytes()))
    };
    LEANING.iter().any(|opening| starts_with(opening))
        || text.split_whitespace().take(POINTS_BACK_WITHIN).any(back)
}

/// Words of a sentence within which "this offer" points back to the sentence before.
const POINTS_BACK_WITHIN: usize = 9;

/// Words by which a document points back to an earlier inspection or visit.
const POINTING_BACK: [&str; 12] = [
    "last inspection",
    "previous inspection",
    "last visit",
    "previous visit",
    "last focused visit",
    "previous focused visit",
    "since the inspection",
    "since the focused visit",
    "at the inspection in",
    "previously identified",
    "last full inspection",
    "last ofsted",
];

fn points_back(text: &str) -> bool {
    static WORDS: LazyLock<AhoCorasick> = LazyLock::new(|| {
        let words = AhoCorasickBuilder::new().ascii_case_insensitive(true).build(POINTING_BACK);
        words.expect("a dozen phrases make an automaton")
    });
    WORDS.is_match(text)
}

/// The likeness of two texts, from 0 to 1: what they share, and beside it how near they are in meaning.
fn beside(shared: f32, nearness: f32, weight: f32) -> f32 {
    (shared + weight * nearness) / (1.0 + weight)
}

/// One area, looked for in later inspections.
struct Search<'s, 'r> {
    area: &'r AreaToImprove,
    terms: &'s Terms,
    meaning: &'s Meaning,
    sought: Sought,
    lexicon: &'s Lexicon,
    thresholds: Thresholds,
}

impl<'r> Search<'_, 'r> {
    fn in_later(&self, inspection: usize, said: &Said<'r>) -> Outcome<'r> {
        let sentences = self.sentences(said);
        let mut shown_by = self.listed(said);
        let fate = if shown_by.is_empty() { self.fate_of(&sentences) } else { Fate::ListedAgain };
        shown_by.extend(sentences);
        shown_by.truncate(WITNESSES);
        Outcome { inspection, fate, shown_by }
    }

    /// Items of the later list on the same subject, likest first.
    fn listed(&self, said: &Said<'r>) -> Vec<Witness<'r>> {
        let mut again = Vec::new();
        for (area, terms, meaning) in &said.listed {
            // A later item may be narrower or wider than this one.
            let shared = self
                .sought
                .covered_by(terms, self.lexicon, &said.about)
                .max(self.lexicon.sought(terms).covered_by(self.terms, self.lexicon, &said.about));
            let likeness = beside(shared, self.meaning.nearness(meaning), self.thresholds.listed_nearness);
            if likeness >= self.thresholds.listed {
                again.push(Witness {
                    text: &area.text,
                    path: said.path,
                    page: area.evidence.page,
                    listed: true,
                    polarity: Polarity::Improvement,
                    likeness,
                    because: self.because(terms, meaning),
                    points_back: false,
                });
            }
        }
        again.sort_by(|one, other| other.likeness.total_cmp(&one.likeness));
        again
    }

    /// Sentences on the subject that judge it, likest first; empty where none is alike enough.
    fn sentences(&self, said: &Said<'r>) -> Vec<Witness<'r>> {
        let thresholds = &self.thresholds;
        let mut before = 0.0;
        let mut alike: Vec<(f32, &Sentence)> = Vec::new();
        for sentence in &said.sentences {
            let shared = self.shared(sentence, before, said);
            before = shared;
            let near = self.meaning.nearness(&sentence.meaning);
            let likeness = beside(shared, near, thresholds.nearness);
            if likeness > 0.0 && sentence.finding.polarity != Polarity::Neutral {
                alike.push((likeness, sentence));
            }
        }
        let best = alike.iter().map(|(likeness, _)| *likeness).fold(0.0, f32::max);
        let enough = if said.in_part { thresholds.mentioned_by_visit } else { thresholds.mentioned };
        if best < enough {
            return Vec::new();
        }
        alike.retain(|(likeness, _)| *likeness >= thresholds.shown * best);
        alike.sort_by(|one, other| other.0.total_cmp(&one.0));
        alike.truncate(WITNESSES);
        alike.into_iter().map(|(likeness, sentence)| self.witness(likeness, sentence, said)).collect()
    }

    /// How much of the area a sentence covers by the terms that they share.
    fn shared(&self, sentence: &Sentence, before: f32, said: &Said) -> f32 {
        let thresholds = &self.thresholds;
        let mut likeness = self.sought.covered_by(&sentence.terms, self.lexicon, &said.about);
        if likeness > 0.0
            && self.area.themes.first().is_some_and(|theme| sentence.finding.themes.contains(theme))
        {
            likeness += thresholds.theme;
        }
        if sentence.leans {
            likeness = likeness.max(before * thresholds.taken_over);
        }
        if sentence.points_back {
            likeness *= thresholds.pointing_back;
        }
        likeness.min(1.0)
    }

    fn witness(&self, likeness: f32, sentence: &Sentence<'r>, said: &Said<'r>) -> Witness<'r> {
        Witness {
            text: &sentence.finding.text,
            path: said.path,
            page: sentence.finding.evidence.page,
            listed: false,
            polarity: sentence.finding.polarity,
            likeness,
            because: self.because(&sentence.terms, &sentence.meaning),
            points_back: sentence.points_back,
        }
    }

    fn because(&self, terms: &Terms, meaning: &Meaning) -> Vec<String> {
        let mut shared: Vec<(u32, f32)> = self.sought.shared(terms).collect();
        shared.sort_by(|one, other| other.1.total_cmp(&one.1));
        let near =
            self.meaning.near_words(meaning).into_iter().map(|(one, other)| format!("{one} ≈ {other}"));
        shared.into_iter().map(|(term, _)| self.lexicon.name(term).to_owned()).chain(near).collect()
    }

    /// What the likest of the sentences together say, each with the weight of its likeness.
    fn fate_of(&self, sentences: &[Witness]) -> Fate {
        let least = self.thresholds.decides * sentences.first().map_or(0.0, |best| best.likeness);
        let (mut praise, mut criticism) = (0.0, 0.0);
        for witness in sentences.iter().filter(|witness| witness.likeness >= least) {
            match witness.polarity {
                Polarity::Strength => praise += witness.likeness,
                Polarity::Improvement => criticism += witness.likeness,
                Polarity::Mixed => {
                    praise += witness.likeness / 2.0;
                    criticism += witness.likeness / 2.0;
                }
                Polarity::Neutral => {}
            }
        }
        let all = praise + criticism;
        if all == 0.0 {
            Fate::NotMentioned
        } else if praise.min(criticism) >= self.thresholds.mixed * all {
            Fate::Mixed
        } else if praise > criticism {
            Fate::NowPraised
        } else {
            Fate::StillCriticised
        }
    }
}
