//! What each sentence says (polarity) and about what (themes), and which rules decided.
//!
//! Knows how the cues of a sentence add up. The single phrases are data (`rules`); files and pages
//! are not known here.
//!
//! ```
//! use ofsted_scan::classify::{Sentence, label};
//! use ofsted_scan::record::Polarity;
//! use ofsted_scan::rules::{Role, RuleBook};
//! let sentence = Sentence::plain("Plans are not always specific.", Role::Findings);
//! let labels = label(&[sentence], RuleBook::built_in());
//! assert_eq!(labels[0].polarity, Polarity::Improvement);
//! assert!(labels[0].rules.contains(&"polarity/not-always".to_string()));
//! ```

pub mod clauses;
pub mod polarity;
pub mod themes;
pub mod trace;

use crate::record::Polarity;
use crate::rules::weights::{Each, Evidence};
use crate::rules::words::{Word, words};
use crate::rules::{Found, Role, RuleBook};
use smallvec::SmallVec;
pub use trace::{Trace, explain};

/// One sentence in its place.
#[derive(Debug, Clone)]
pub struct Sentence<'a> {
    pub text: &'a str,
    /// What its section is for.
    pub role: Role,
    /// Headings above it, outermost first, innermost last.
    pub headings: Vec<&'a str>,
    /// First sentence of its paragraph or item.
    pub starts_block: bool,
    /// Belongs to an item of a list.
    pub listed: bool,
}

impl<'a> Sentence<'a> {
    /// A sentence without headings or neighbours.
    pub fn plain(text: &'a str, role: Role) -> Self {
        Sentence { text, role, headings: Vec::new(), starts_block: false, listed: false }
    }
}

/// What a sentence says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub polarity: Polarity,
    /// Ids of themes, most central first; none for a neutral sentence.
    pub themes: Vec<String>,
    /// Ids of the rules that decided, those for polarity first.
    pub rules: Vec<String>,
}

/// What the sentence before left behind for the next one.
#[derive(Debug, Clone, Default)]
pub(crate) struct Previous<'a> {
    headings: Vec<&'a str>,
    polarity: Option<polarity::Side>,
    /// Weight of each theme lately.
    themes: Vec<f32>,
}

/// One sentence with all that was found in it.
pub(crate) struct Reading<'a> {
    pub words: Vec<Word<'a>>,
    pub found: Vec<Found>,
    pub polarity: polarity::Outcome,
    /// The scores that the rules gave the themes, the few heaviest first.
    pub ruled: Each<(usize, f32)>,
    pub themes: themes::Outcome,
}

/// Labels the sentences of one document, given in order. One pass: a sentence sees at most what the
/// one before it under the same headings left behind.
pub fn label(sentences: &[Sentence], book: &RuleBook) -> Vec<Label> {
    let mut labels = Vec::with_capacity(sentences.len());
    read_all(sentences, book, |reading| labels.push(to_label(&reading, book)));
    labels
}

/// What is known of a sentence when its themes are chosen: what weights are learned from.
#[derive(Debug)]
pub struct Sample<'s> {
    /// The scores that the rules gave its themes.
    pub scores: Evidence<'s>,
    /// Its words and marks.
    pub words: Vec<Word<'s>>,
    /// The words and marks of the heading above it.
    pub heading: Vec<Word<'s>>,
}

/// Hands to `each` a sample of every sentence, with its index.
pub fn samples(sentences: &[Sentence], book: &RuleBook, mut each: impl FnMut(usize, Sample)) {
    let mut at = 0;
    read_all(sentences, book, |reading| {
        let heading = sentences[at].headings.last().map(|heading| words(heading)).unwrap_or_default();
        let scores = Evidence::new(reading.ruled, &[], &[]);
        each(at, Sample { scores, words: reading.words, heading });
        at += 1;
    });
}

pub(crate) fn read_all<'a>(sentences: &[Sentence<'a>], book: &RuleBook, mut each: impl FnMut(Reading<'a>)) {
    let mut headings = themes::Headings::default();
    let mut previous = Previous::default();
    for block in sentences.chunk_by(|_, next| !next.starts_block) {
        if let Some(first) = block.first().filter(|first| first.headings != previous.headings) {
            previous = Previous { headings: first.headings.clone(), ..Previous::default() };
        }
        themes::new_block(&mut previous.themes);
        for reading in read_block(block, &mut previous, &mut headings, book) {
            each(reading);
        }
    }
}

/// Reads one paragraph or item: its sentences see what the others are about.
fn read_block<'a>(
    block: &[Sentence<'a>],
    previous: &mut Previous<'a>,
    headings: &mut themes::Headings<'a>,
    book: &RuleBook,
) -> Vec<Reading<'a>> {
    let read = |sentence: &Sentence<'a>| {
        let words = words(sentence.text);
        let found = book.find(&words, sentence.role);
        (words, found)
    };
    let read: Vec<_> = block.iter().map(read).collect();
    let own: Vec<_> = read.iter().map(|(words, (found, _))| themes::own(words, found, book)).collect();
    let shared = themes::Shared::of(&own, book);
    let mut readings = Vec::with_capacity(block.len());
    for ((sentence, (words, (found, named))), own) in block.iter().zip(read).zip(own) {
        let polarity = polarity::decide(sentence, &words, &found, previous.polarity, book);
        let votes = headings.votes(&sentence.headings, book);
        let context = themes::Context { headings: votes, memory: &previous.themes, shared: &shared };
        let ruled = themes::decide(&words, &found, own, &context, book);
        previous.polarity = polarity.last.or(previous.polarity);
        themes::remember(&mut previous.themes, &ruled, book);
        let evidence = themes::evidence(&ruled, &named, headings.named());
        let themes = themes::weigh(ruled, &evidence, book);
        let ruled = evidence.into_scores();
        readings.push(Reading { words, found, polarity, ruled, themes });
    }
    readings
}

fn to_label(reading: &Reading, book: &RuleBook) -> Label {
    let neutral = reading.polarity.polarity == Polarity::Neutral;
    let chosen = if neutral { &[] } else { reading.themes.chosen() };
    let of_themes = chosen.iter().flat_map(|theme| &theme.rules);
    let mut rules: SmallVec<[usize; 16]> = SmallVec::new();
    for &rule in reading.polarity.rules.iter().chain(of_themes) {
        if !rules.contains(&rule) {
            rules.push(rule);
        }
    }
    let rules = rules.into_iter().map(|rule| book.rules()[rule].id.clone()).collect();
    let themes = chosen.iter().map(|score| book.themes()[score.theme].id.clone()).collect();
    Label { polarity: reading.polarity.polarity, themes, rules }
}
