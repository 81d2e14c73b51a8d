//! How alike two pieces of text are in what they are about, and by which terms.
//!
//! A text is a set of terms: concepts of the field's vocabulary (`vocabulary.txt`) and the other words'
//! stems, weighed by how rare they are among the sentences at hand. Knows nothing of inspections.

use super::meaning::Meaning;
use super::words::{each_word, stem};
use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind, MatchKind};
use std::collections::HashMap;
use std::sync::LazyLock;

/// What a term says about a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// What is done.
    Subject,
    /// For whom.
    Group,
    /// What of it: its records, its decisions.
    Aspect,
    /// How well, how soon.
    Manner,
    /// A word that is not in the vocabulary.
    Plain,
    /// Says nothing.
    Empty,
}

impl Kind {
    /// How much a term of this kind counts, beside its rarity.
    fn weight(self) -> f32 {
        match self {
            Kind::Subject => 1.0,
            Kind::Group => 0.9,
            Kind::Aspect => 0.8,
            Kind::Manner => 0.4,
            Kind::Plain => 0.3,
            Kind::Empty => 0.0,
        }
    }
}

struct Vocabulary {
    phrases: AhoCorasick,
    /// The concepts that each phrase counts as.
    means: Vec<Vec<u32>>,
    concepts: Vec<(&'static str, Kind)>,
}

static VOCABULARY: LazyLock<Vocabulary> = LazyLock::new(|| Vocabulary::parse(include_str!("vocabulary.txt")));

impl Vocabulary {
    /// The vocabulary is part of the program: a fault in it stops the tests.
    fn parse(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let entries: Vec<_> =
            lines.map(|line| entry(line).unwrap_or_else(|| panic!("vocabulary.txt: {line}"))).collect();
        let concepts: Vec<_> = entries.iter().map(|(kind, id, _)| (*id, *kind)).collect();
        let place = |id: &str| concepts.iter().position(|(other, _)| *other == id).map(|at| at as u32);
        let (mut patterns, mut means) = (Vec::new(), Vec::new());
        for (at, (_, _, phrases)) in entries.iter().enumerate() {
            for phrase in phrases.split(';').map(str::trim) {
                let (phrase, also) = phrase.split_once(" +").unwrap_or((phrase, ""));
                let mut meant = vec![at as u32];
                if !also.is_empty() {
                    meant.push(place(also).unwrap_or_else(|| panic!("vocabulary.txt: +{also}")));
                }
                patterns.push(spaced(phrase));
                means.push(meant);
            }
        }
        // A few hundred phrases over all sentences at hand: the largest automaton is the quickest.
        let phrases = AhoCorasickBuilder::new()
            .match_kind(MatchKind::LeftmostLongest)
            .kind(Some(AhoCorasickKind::DFA))
            .build(&patterns);
        Vocabulary { phrases: phrases.expect("the phrases make an automaton"), means, concepts }
    }
}

fn entry(line: &'static str) -> Option<(Kind, &'static str, &'static str)> {
    let (head, phrases) = line.split_once(": ")?;
    let (kind, id) = head.split_once(' ')?;
    let kind = match kind {
        "subject" => Kind::Subject,
        "group" => Kind::Group,
        "aspect" => Kind::Aspect,
        "manner" => Kind::Manner,
        "empty" => Kind::Empty,
        _ => return None,
    };
    Some((kind, id, phrases))
}

/// The stems of a text, each between two spaces, so that a phrase is found at word edges alone.
fn spaced(text: &str) -> String {
    let mut spaced = String::with_capacity(text.len() + 16);
    each_word(text, |word, _| {
        spaced.push(' ');
        spaced.push_str(&stem(word));
        spaced.push(' ');
    });
    spaced
}

/// One term of a text.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Term {
    pub id: u32,
    /// From 0 to 1: what stands first is what a text is about; what it is to lead to counts less.
    pub prominence: f32,
}

/// The terms of one text: sorted, each once, with its greatest prominence.
pub type Terms = Vec<Term>;

fn holds(terms: &Terms, id: u32) -> Option<f32> {
    terms.binary_search_by_key(&id, |term| term.id).ok().map(|at| terms[at].prominence)
}

/// The terms met so far, and in how many sentences each stands.
#[derive(Debug)]
pub struct Lexicon {
    /// Stems that are no concept, numbered after the concepts.
    plain: HashMap<String, u32>,
    names: Vec<String>,
    sentences: u32,
    counts: Vec<u32>,
}

impl Default for Lexicon {
    fn default() -> Self {
        let concepts = VOCABULARY.concepts.len();
        Lexicon { plain: HashMap::new(), names: Vec::new(), sentences: 0, counts: vec![0; concepts] }
    }
}

impl Lexicon {
    /// The terms of a sentence, which is counted.
    pub fn learn(&mut self, sentence: &str) -> Terms {
        let terms = self.terms(sentence);
        self.sentences += 1;
        for term in &terms {
            self.counts[term.id as usize] += 1;
        }
        terms
    }

    /// The terms of a text, without counting it.
    pub fn terms(&mut self, text: &str) -> Terms {
        self.terms_in(&spaced(text))
    }

    /// The terms of a text and what it means, without counting it.
    pub fn read(&mut self, text: &str) -> (Terms, Meaning) {
        let spaced = spaced(text);
        (self.terms_in(&spaced), Meaning::of(spaced.split_ascii_whitespace()))
    }

    fn terms_in(&mut self, spaced: &str) -> Terms {
        let vocabulary = &*VOCABULARY;
        let mut found = Found { terms: Vec::new(), word: 0, prominence: 1.0 };
        let mut from = 0;
        for phrase in vocabulary.phrases.find_iter(spaced) {
            self.add_plain(&spaced[from..phrase.start()], &mut found);
            for &id in &vocabulary.means[phrase.pattern().as_usize()] {
                found.push(id);
            }
            from = phrase.end();
            for word in spaced[phrase.range()].split_ascii_whitespace() {
                found.pass(word);
            }
        }
        self.add_plain(&spaced[from..], &mut found);
        let mut terms = found.terms;
        terms.retain(|term| self.kind(term.id) != Kind::Empty);
        terms.sort_unstable_by(|one, other| {
            one.id.cmp(&other.id).then(other.prominence.total_cmp(&one.prominence))
        });
        terms.dedup_by_key(|term| term.id);
        terms
    }

    fn add_plain(&mut self, spaced: &str, found: &mut Found) {
        for stem in spaced.split_ascii_whitespace() {
            let id = match self.plain.get(stem) {
                Some(&id) => id,
                None => {
                    let id = self.counts.len() as u32;
                    self.plain.insert(stem.to_owned(), id);
                    self.names.push(stem.to_owned());
                    self.counts.push(0);
                    id
                }
            };
            found.push(id);
            found.pass(stem);
        }
    }

    fn kind(&self, term: u32) -> Kind {
        VOCABULARY.concepts.get(term as usize).map_or(Kind::Plain, |(_, kind)| *kind)
    }

    /// The term's name: a concept's id, or the word's stem.
    pub fn name(&self, term: u32) -> &str {
        let concepts = &VOCABULARY.concepts;
        match concepts.get(term as usize) {
            Some((id, _)) => id,
            None => &self.names[term as usize - concepts.len()],
        }
    }

    /// What the term counts: its kind's weight by its rarity (inverse document frequency, as in BM25).
    pub fn weight(&self, term: u32) -> f32 {
        let (all, with) = (self.sentences as f32, self.counts[term as usize] as f32);
        self.kind(term).weight() * (1.0 + (all - with + 0.5).max(0.5) / (with + 0.5)).ln().clamp(0.5, RAREST)
    }

    /// Whether the term names what a text is about, rather than how well it is done.
    fn is_topic(&self, term: u32) -> bool {
        matches!(self.kind(term), Kind::Subject | Kind::Group)
    }

    /// Whether the term names a group of children that is not most of those a service cares for.
    fn is_narrow_group(&self, term: u32) -> bool {
        self.kind(term) == Kind::Group && self.name(term) != BROAD_GROUP
    }

    /// Whether the term names a group for whom much is done, so that it is no subject beside one.
    fn is_wide_group(&self, term: u32) -> bool {
        self.kind(term) == Kind::Group && WIDE_GROUPS.contains(&self.name(term))
    }

    /// The groups that at least `share` of some sentences name.
    pub fn groups_of<'t>(&self, sentences: impl ExactSizeIterator<Item = &'t Terms>, share: f32) -> Vec<u32> {
        let least = (sentences.len() as f32 * share).ceil().max(1.0) as usize;
        let mut counts = HashMap::<u32, usize>::new();
        for term in sentences.flatten().filter(|term| self.kind(term.id) == Kind::Group) {
            *counts.entry(term.id).or_default() += 1;
        }
        counts.into_iter().filter(|(_, count)| *count >= least).map(|(term, _)| term).collect()
    }

    /// What a text is looked for by.
    pub fn sought(&self, terms: &Terms) -> Sought {
        let weights: Vec<(u32, f32)> =
            terms.iter().map(|term| (term.id, self.weight(term.id) * term.prominence)).collect();
        // Records of consent are sought by "consent"; records of nothing else by "records".
        let is_subject = |term| self.is_topic(term) && !self.is_wide_group(term);
        let subjects = weights.iter().any(|(term, _)| is_subject(*term));
        let is_key = |term| match subjects {
            true => is_subject(term),
            false => self.is_topic(term) || self.kind(term) == Kind::Aspect,
        };
        let topics = weights.iter().filter(|(term, _)| is_key(*term));
        let heaviest = topics.clone().map(|(_, weight)| *weight).fold(0.0, f32::max);
        let named = terms.iter().filter(|term| is_key(term.id));
        let first =
            named.max_by(|one, other| one.prominence.total_cmp(&other.prominence)).map(|term| term.id);
        let mut keys: Vec<u32> = topics
            .filter(|(term, weight)| *weight >= KEY_SHARE * heaviest || Some(*term) == first)
            .map(|(term, _)| *term)
            .collect();
        if keys.is_empty() {
            keys = terms.iter().map(|term| term.id).collect();
        }
        let whole = weights.iter().map(|(_, weight)| weight).sum::<f32>().clamp(f32::MIN_POSITIVE, ENOUGH);
        let narrow = |term: &&Term| self.is_narrow_group(term.id) && term.prominence > FOR_A_PURPOSE;
        let groups = terms.iter().filter(narrow).map(|term| term.id).collect();
        Sought { weights, keys, groups, whole }
    }
}

/// Terms found so far in a text.
struct Found {
    terms: Terms,
    /// Words passed.
    word: u32,
    prominence: f32,
}

impl Found {
    fn push(&mut self, id: u32) {
        let word = self.word as f32;
        let late = 1.0 - LATE * (word - 8.0).clamp(0.0, 20.0) - LATER * word.min(20.0);
        self.terms.push(Term { id, prominence: self.prominence * late });
    }

    /// Passes one word; after some, what follows is what a thing is for.
    fn pass(&mut self, stem: &str) {
        self.word += 1;
        if self.word > 2 && PURPOSE.contains(&stem) {
            self.prominence = FOR_A_PURPOSE;
        }
    }
}

/// Stems after which a purpose or a consequence follows.
const PURPOSE: [&str; 6] = ["ensur", "so", "which", "order", "because", "caus"];

/// Rarity above which a term is not weighed higher: a name met once is not the best of subjects.
const RAREST: f32 = 6.0;
/// A topic of an area is a key to it if it weighs at least this share of the heaviest one.
const KEY_SHARE: f32 = 0.62;
/// Weight that a sentence need not exceed to be wholly about an area: long areas name several things.
const ENOUGH: f32 = 10.0;

/// The group that most reports are about.
const BROAD_GROUP: &str = "in-care";
/// Groups with services of many kinds: "entitlements of care leavers" is about entitlements.
const WIDE_GROUPS: [&str; 3] = [BROAD_GROUP, "care-leavers", "disabled"];
/// What is left of its likeness to a text that does not name the group.
const FOR_OTHERS: f32 = 0.5;
/// What a text loses of its likeness when nothing else it is about is shared.
const ASIDE: f32 = 0.2;
/// What each word after the eighth loses of its prominence, up to the twenty-eighth.
const LATE: f32 = 0.03;
/// What every word loses, so that what is named first stands out.
const LATER: f32 = 0.002;
/// Prominence of what a thing is for.
const FOR_A_PURPOSE: f32 = 0.3;

/// A text ready to be looked for in others.
#[derive(Debug, Clone)]
pub struct Sought {
    weights: Vec<(u32, f32)>,
    keys: Vec<u32>,
    /// Groups of children that it is for.
    groups: Vec<u32>,
    whole: f32,
}

impl Sought {
    /// How much of it another text is about, from 0 to 1; 0 where they share no key. A text that is
    /// about much else besides counts less, and so does one that does not name the group of children it
    /// is for, unless its document is all `about` that group.
    pub fn covered_by(&self, other: &Terms, lexicon: &Lexicon, about: &[u32]) -> f32 {
        if !self.keys.iter().any(|key| holds(other, *key).is_some()) {
            return 0.0;
        }
        let shared: f32 = self.shared(other).map(|(_, weight)| weight).sum();
        let common: f32 = self
            .shared(other)
            .filter(|(term, _)| lexicon.is_topic(*term))
            .map(|(term, _)| lexicon.weight(term))
            .sum();
        let all: f32 =
            other.iter().filter(|term| lexicon.is_topic(term.id)).map(|term| lexicon.weight(term.id)).sum();
        let focus = common / all.max(f32::MIN_POSITIVE);
        let for_others =
            self.groups.iter().any(|group| holds(other, *group).is_none() && !about.contains(group));
        let group = if for_others { FOR_OTHERS } else { 1.0 };
        group * (shared / self.whole).min(1.0) * (1.0 - ASIDE + ASIDE * focus.min(1.0))
    }

    /// The terms that both have, with their weights.
    pub fn shared<'s>(&'s self, other: &'s Terms) -> impl Iterator<Item = (u32, f32)> + 's {
        self.weights
            .iter()
            .filter_map(|(term, weight)| holds(other, *term).map(|prominence| (*term, weight * prominence)))
    }

    /// The terms without which nothing is found.
    pub fn keys(&self) -> &[u32] {
        &self.keys
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(lexicon: &mut Lexicon, text: &str) -> Vec<String> {
        let terms = lexicon.terms(text);
        terms.iter().map(|term| lexicon.name(term.id).to_owned()).collect()
    }

    #[test]
    fn ways_to_say_one_thing_are_one_term() {
        let mut lexicon = Lexicon::default();
        for (one, other, concept) in [
            ("Section 47 enquiries", "child-protection investigations", "section-47"),
            ("children looked after", "children in care", "in-care"),
            ("PEPs", "personal education plans", "education-plans"),
            ("IROs", "independent reviewing officer", "reviewing-officers"),
            ("out-of-hours", "the emergency duty team", "emergency-duty"),
        ] {
            for text in [one, other] {
                assert!(named(&mut lexicon, text).contains(&concept.to_owned()), "{text}");
            }
        }
        // The longest phrase wins.
        assert!(!named(&mut lexicon, "children missing education").contains(&"missing".to_owned()));
        assert!(named(&mut lexicon, "children of the service are well supported").is_empty());
    }

    #[test]
    fn a_key_must_be_shared() {
        let mut lexicon = Lexicon::default();
        for text in
            ["Plans are timely.", "Visits are timely.", "Private fostering is rare.", "Plans are clear."]
        {
            lexicon.learn(text);
        }
        let area = lexicon.terms("The timeliness of checks in private fostering arrangements.");
        let sought = lexicon.sought(&area);
        let (on, off) =
            (lexicon.terms("Privately fostered children are visited."), lexicon.terms("Plans are timely."));
        assert!(sought.covered_by(&on, &lexicon, &[]) > 0.4);
        assert_eq!(sought.covered_by(&off, &lexicon, &[]), 0.0);
        let nothing = lexicon.terms("");
        assert_eq!(lexicon.sought(&nothing).covered_by(&on, &lexicon, &[]), 0.0);
    }
}
