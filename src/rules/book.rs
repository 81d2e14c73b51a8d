//! The book itself: rules of all layers, checked against each other and compiled for matching.
//!
//! Knows rules and where their phrases stand in a sentence. Knows nothing of how labels add up.

use super::error::RuleError;
use super::file::{self, Act, Part, RuleEntry, Sign};
use super::layers::{self, Layer, Source};
use super::matcher::{Hit, Matcher, Named, Phrases, Seen};
use super::phrase::{self, Lists};
use super::weights::{LEARNED, Weights};
use super::words::Word;
use super::{Reach, Role};
use crate::record::Polarity;
use rustc_hash::FxHashSet;
use sha2::{Digest, Sha256};
use smallvec::{SmallVec, smallvec};
use std::collections::{HashMap, HashSet};
use std::path::PathBuf;
use std::sync::OnceLock;
use toml::Spanned;

/// Every rule in force, compiled once.
#[derive(Debug)]
pub struct RuleBook {
    rules: Vec<Rule>,
    themes: Vec<Theme>,
    matcher: Matcher,
    /// What each pattern number of the matcher stands for.
    patterns: Vec<Pattern>,
    /// Words at which the reach of a modifier on shortcomings ends (the list `stops`).
    stops: FxHashSet<String>,
    /// Indexes of the rules that are priors.
    priors: Vec<usize>,
    weights: Weights,
    /// For each theme the rule that stands for its learned words.
    word_rules: Vec<Option<usize>>,
    hash: String,
}

/// A subject that findings can be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    pub id: String,
    pub title: String,
    pub covers: String,
    /// Whether a document stays with it for several sentences.
    pub lasts: bool,
    /// Whether a paragraph that names it is about it throughout.
    pub throughout: bool,
}

/// One rule in force.
#[derive(Debug, Clone)]
pub struct Rule {
    /// `group/name`: the group is `polarity`, a theme, or the name of a user's layer.
    pub id: String,
    /// What these words say in a sentence.
    pub why: String,
    pub effect: Effect,
    /// How much it counts, 0 to 10.
    pub weight: f32,
    /// Section roles in which alone it holds; empty means everywhere.
    pub sections: Vec<Role>,
    pub phrases: Vec<String>,
    pub unless: Vec<String>,
    /// Sentences that must match at the marked place.
    pub yes: Vec<String>,
    /// Sentences that must not match.
    pub no: Vec<String>,
    /// The file it stands in.
    pub file: String,
}

/// What a rule does when its words are found.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Effect {
    Cue(Gives),
    /// Hides the cues of its group that lie inside its words.
    LookAlike(Hides),
    Modifier {
        acts: Act,
        on: Option<Sign>,
        reach: Reach,
        words: Option<u8>,
    },
    Contrast(Act),
    Prior(Gives),
    /// Single words, learned from labelled sentences, that speak for or against the theme of that index.
    Words(usize),
}

/// What a cue speaks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gives {
    Polarity(Polarity),
    /// Index into [`RuleBook::themes`].
    Theme(usize),
}

/// Which cues a look-alike hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Hides {
    Polarity(Option<Sign>),
    Theme(usize),
}

#[derive(Debug, Clone, Copy)]
struct Pattern {
    rule: u32,
    unless: bool,
}

/// A rule found in a sentence: words `first..end`, and the same as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// Index into [`RuleBook::rules`].
    pub rule: usize,
    pub first: usize,
    pub end: usize,
}

impl RuleBook {
    /// The book that comes with the program, compiled on first use.
    ///
    /// # Panics
    /// Never in a program that passed its tests: they load this book.
    pub fn built_in() -> &'static RuleBook {
        static BOOK: OnceLock<RuleBook> = OnceLock::new();
        BOOK.get_or_init(|| match RuleBook::from_layers(vec![layers::built_in()]) {
            Ok(book) => book,
            Err(error) => panic!("the built-in rules are at fault:\n{error}"),
        })
    }

    /// The built-in book under each file or folder of `paths`, in order.
    ///
    /// # Errors
    /// Where a file cannot be read, is not a rule file, or contradicts the layers before it.
    pub fn load(paths: &[PathBuf]) -> Result<RuleBook, RuleError> {
        let mut all = vec![layers::built_in()];
        for path in paths {
            all.push(layers::read(path)?);
        }
        RuleBook::from_layers(all)
    }

    /// The book of `layers`, later ones over earlier ones. Folders called `documents` are left to
    /// the loader of document profiles.
    ///
    /// # Errors
    /// As [`RuleBook::load`].
    pub fn from_layers(layers: Vec<Layer>) -> Result<RuleBook, RuleError> {
        let mut draft = Draft::default();
        let mut hash = Sha256::new();
        hash.update(LEARNED.as_bytes());
        for layer in &layers {
            for source in &layer.sources {
                hash.update(source.path.as_bytes());
                hash.update(source.text.as_bytes());
            }
            draft.add(layer)?;
        }
        let hash = hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect();
        draft.compile(hash)
    }

    /// All rules, by file and order in it.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// The rule called `id`.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.iter().find(|rule| rule.id == id)
    }

    /// All themes, by id.
    pub fn themes(&self) -> &[Theme] {
        &self.themes
    }

    /// The title of the theme `id`, or the id itself where the book has no such theme.
    pub fn title<'a>(&'a self, id: &'a str) -> &'a str {
        self.themes.iter().find(|theme| theme.id == id).map_or(id, |theme| &theme.title)
    }

    /// A hash of all that the book was loaded from: it changes whenever a rule may say otherwise.
    pub fn hash(&self) -> &str {
        &self.hash
    }

    /// What the scores of themes and single words are worth.
    pub fn weights(&self) -> &Weights {
        &self.weights
    }

    /// The rule that stands for the learned words of a theme.
    pub fn word_rule(&self, theme: usize) -> Option<usize> {
        self.word_rules.get(theme).copied().flatten()
    }

    /// Every rule whose words stand in `words`, in a section of `role`, by place, and the plain words that have
    /// weights. Of one rule's places that overlap, the first and longest is kept.
    pub fn find(&self, words: &[Word], role: Role) -> (Vec<Found>, Named) {
        let Seen { hits, named } = self.matcher.find(words);
        let place = |hit: &Hit| {
            let rule = self.patterns[hit.pattern as usize].rule as usize;
            Found { rule, first: hit.first as usize, end: hit.end as usize }
        };
        let unless = |hit: &&Hit| self.patterns[hit.pattern as usize].unless;
        let exceptions: SmallVec<[Found; 8]> = hits.iter().filter(unless).map(place).collect();
        let excepted =
            |f: &Found| exceptions.iter().any(|e| e.rule == f.rule && e.first < f.end && f.first < e.end);
        // Where the last place of each rule ends.
        let mut ends: SmallVec<[u32; 256]> = smallvec![0; self.rules.len()];
        let mut found: Vec<Found> = Vec::with_capacity(hits.len());
        for hit in hits.iter().filter(|hit| !unless(hit)) {
            let place = place(hit);
            if hit.first >= ends[place.rule] && self.holds_in(place.rule, role) && !excepted(&place) {
                ends[place.rule] = hit.end;
                found.push(place);
            }
        }
        found.sort_unstable_by_key(|f| (f.first, f.end, f.rule));
        (found, named)
    }

    /// Whether the reach of a modifier on shortcomings ends at this word: a finite verb begins a new
    /// statement.
    pub fn stops_at(&self, word: &Word) -> bool {
        self.stops.contains(word.form.as_ref())
    }

    /// The rules that speak for each sentence in a section of `role`, and what they give.
    pub fn priors(&self, role: Role) -> impl Iterator<Item = (usize, Gives)> + '_ {
        let gives = move |&at: &usize| match self.rules[at].effect {
            Effect::Prior(gives) if self.holds_in(at, role) => Some((at, gives)),
            _ => None,
        };
        self.priors.iter().filter_map(gives)
    }

    /// Whether a rule may speak in a section of `role`.
    pub fn holds_in(&self, rule: usize, role: Role) -> bool {
        let sections = &self.rules[rule].sections;
        sections.is_empty() || sections.contains(&role)
    }
}

/// A book in the making.
#[derive(Default)]
struct Draft {
    lists: Lists,
    themes: Vec<Theme>,
    rules: Vec<(Rule, RuleEntry)>,
    sources: Vec<Source>,
    /// The source of each rule.
    source_of: Vec<usize>,
    /// Where each id stands in `rules`.
    ids: HashMap<String, usize>,
    off: Vec<bool>,
    /// Themes whose learned words are switched off.
    wordless: HashSet<String>,
}

impl Draft {
    fn add(&mut self, layer: &Layer) -> Result<(), RuleError> {
        let mut files = Vec::new();
        for source in layer.sources.iter().filter(|s| s.folder != "documents") {
            files.push((file::parse(&source.path, &source.text)?, source));
        }
        // Lists and themes first: any rule of the layer may name them.
        for (file, source) in &files {
            self.lists.extend(file.lists.clone());
            if let Some(theme) = &file.theme {
                self.add_theme(theme, source)?;
            }
            for id in &file.disable {
                self.disable(id, source)?;
            }
        }
        for (file, source) in files {
            self.sources.push(source.clone());
            let theme = file.theme.map(|theme| theme.id.into_inner());
            let group = layer.name.clone().or_else(|| theme.clone()).unwrap_or_else(|| "polarity".into());
            for entry in file.rules {
                self.add_rule(&group, theme.as_deref(), entry, source)?;
            }
        }
        Ok(())
    }

    fn add_theme(&mut self, entry: &file::ThemeEntry, source: &Source) -> Result<(), RuleError> {
        let id = entry.id.get_ref();
        if !file::is_plain_id(id) {
            return Err(fault(
                source,
                &entry.id,
                "an id of other characters",
                "use small letters, digits and hyphens",
            ));
        }
        let theme = Theme {
            id: id.clone(),
            title: entry.title.clone(),
            covers: entry.covers.clone(),
            lasts: entry.lasts,
            throughout: entry.throughout,
        };
        match self.themes.binary_search_by(|t| t.id.cmp(id)) {
            Ok(at) => self.themes[at] = theme,
            Err(_)
                if self.rules.iter().any(|(rule, _)| matches!(rule.effect, Effect::Cue(Gives::Theme(_)))) =>
            {
                // Rules of earlier layers already point at places in the list.
                self.themes.push(theme);
            }
            Err(at) => self.themes.insert(at, theme),
        }
        Ok(())
    }

    fn disable(&mut self, id: &Spanned<String>, source: &Source) -> Result<(), RuleError> {
        let wanted = id.get_ref();
        let group = wanted.strip_suffix('*');
        let mut any = false;
        for (at, (rule, _)) in self.rules.iter().enumerate() {
            if rule.id == *wanted || group.is_some_and(|group| rule.id.starts_with(group)) {
                self.off[at] = true;
                any = true;
            }
        }
        for theme in &self.themes {
            let words = format!("{}/{WORDS}", theme.id);
            if words == *wanted || group.is_some_and(|group| words.starts_with(group)) {
                self.wordless.insert(theme.id.clone());
                any = true;
            }
        }
        if any { Ok(()) } else { Err(self.unknown(id, source)) }
    }

    fn unknown(&self, id: &Spanned<String>, source: &Source) -> RuleError {
        let near = self.rules.iter().map(|(rule, _)| rule.id.as_str());
        let near = near.max_by_key(|have| (strsim::jaro_winkler(have, id.get_ref()) * 1000.0) as u32);
        let remedy = match near {
            Some(near) => format!("did you mean `{near}`? `ofsted-scan rules list` names all rules"),
            None => "`ofsted-scan rules list` names all rules".into(),
        };
        fault(source, id, &format!("no earlier layer has a rule `{}`", id.get_ref()), &remedy)
    }

    fn add_rule(
        &mut self,
        group: &str,
        theme: Option<&str>,
        entry: RuleEntry,
        source: &Source,
    ) -> Result<(), RuleError> {
        let id = format!("{group}/{}", entry.id.get_ref());
        if let Some(replaced) = &entry.replace {
            let Some(&at) = self.ids.get(replaced.get_ref()) else {
                return Err(self.unknown(replaced, source));
            };
            self.off[at] = true;
        }
        if self.ids.insert(id.clone(), self.rules.len()).is_some() {
            return Err(fault(source, &entry.id, &format!("a second rule `{id}`"), "give it another id"));
        }
        let effect = self.effect(&entry, theme, source)?;
        let plain = |all: &[Spanned<String>]| all.iter().map(|s| s.get_ref().clone()).collect::<Vec<_>>();
        let rule = Rule {
            id,
            why: entry.why.get_ref().clone(),
            effect,
            weight: entry.weight.as_ref().map_or(2.0, |w| *w.get_ref()),
            sections: entry.sections.clone(),
            phrases: plain(&entry.phrases),
            unless: plain(&entry.unless),
            yes: plain(entry.yes.get_ref()),
            no: plain(entry.no.get_ref()),
            file: source.path.clone(),
        };
        self.rules.push((rule, entry));
        self.source_of.push(self.sources.len() - 1);
        self.off.push(false);
        Ok(())
    }

    fn effect(&self, entry: &RuleEntry, theme: Option<&str>, source: &Source) -> Result<Effect, RuleError> {
        let on = entry.on.as_ref().map(|on| *on.get_ref());
        let acts = entry.acts.as_ref().map(|acts| *acts.get_ref());
        Ok(match entry.role.get_ref() {
            Part::Cue => Effect::Cue(self.gives(entry, theme, source)?),
            Part::Prior => Effect::Prior(self.gives(entry, theme, source)?),
            Part::LookAlike => Effect::LookAlike(match (&entry.gives, theme) {
                (None, None) => Hides::Polarity(on),
                _ => match self.gives(entry, theme, source)? {
                    Gives::Theme(theme) => Hides::Theme(theme),
                    Gives::Polarity(_) => Hides::Polarity(on),
                },
            }),
            Part::Contrast => Effect::Contrast(acts.unwrap_or(Act::Parts)),
            Part::Modifier => Effect::Modifier {
                acts: acts.unwrap_or(Act::Flips),
                on,
                reach: entry.reach.unwrap_or(Reach::After),
                words: entry.words.as_ref().map(|words| *words.get_ref()),
            },
        })
    }

    fn gives(&self, entry: &RuleEntry, theme: Option<&str>, source: &Source) -> Result<Gives, RuleError> {
        let told = entry.gives.as_ref().map(|gives| gives.get_ref().as_str());
        let polarity = match told.or(theme) {
            Some("strength") => Polarity::Strength,
            Some("improvement") => Polarity::Improvement,
            Some("mixed") => Polarity::Mixed,
            Some("neutral") => Polarity::Neutral,
            Some(id) => {
                let found = self.themes.iter().position(|theme| theme.id == id);
                return found.map(Gives::Theme).ok_or_else(|| {
                    let remedy = "use strength, improvement, mixed, neutral, or the id of a theme";
                    let place = entry.gives.as_ref().unwrap_or(&entry.id);
                    fault(source, place, &format!("`{id}` is neither a polarity nor a theme"), remedy)
                });
            }
            None => {
                let remedy = "add `gives = \"improvement\"`, another polarity, or the id of a theme";
                return Err(fault(source, &entry.id, "`gives` is missing", remedy));
            }
        };
        Ok(Gives::Polarity(polarity))
    }

    fn compile(self, hash: String) -> Result<RuleBook, RuleError> {
        let mut gathered = Phrases::default();
        let mut patterns = Vec::new();
        let mut rules = Vec::new();
        for (at, (rule, entry)) in self.rules.into_iter().enumerate() {
            if self.off[at] {
                continue;
            }
            let source = &self.sources[self.source_of[at]];
            for (phrases, unless) in [(&entry.phrases, false), (&entry.unless, true)] {
                let pattern = patterns.len() as u32;
                patterns.push(Pattern { rule: rules.len() as u32, unless });
                for phrase in phrases {
                    let paths = phrase::paths(phrase.get_ref(), &self.lists).map_err(|error| {
                        // The span covers the quotes; the phrase begins after the first.
                        let at = phrase.span().start + 1 + error.at;
                        RuleError::at(&source.path, &source.text, at..at, error.what, error.remedy)
                    })?;
                    paths.iter().for_each(|path| gathered.add(path, pattern));
                }
            }
            rules.push(rule);
        }
        let mut weights =
            Weights::parse(LEARNED, &self.themes, |word| gathered.name(word)).map_err(|(line, what)| {
                let from: usize = LEARNED.lines().take(line - 1).map(|line| line.len() + 1).sum();
                RuleError::at("rules/weights.txt", LEARNED, from..from, &what, "learn the weights anew")
            })?;
        let mut word_rules = vec![None; self.themes.len()];
        for (theme, about) in self.themes.iter().enumerate() {
            if self.wordless.contains(&about.id) {
                weights.forget_words(theme);
            }
            let words = weights.words_for(theme);
            if !words.is_empty() {
                word_rules[theme] = Some(rules.len());
                rules.push(word_rule(theme, about, &words));
            }
        }
        let matcher = gathered.compile();
        let stops = self.lists.get("stops").cloned().unwrap_or_default().into_iter().collect();
        let priors = rules.iter().enumerate().filter(|(_, rule)| matches!(rule.effect, Effect::Prior(_)));
        let priors = priors.map(|(at, _)| at).collect();
        Ok(RuleBook {
            rules,
            themes: self.themes,
            matcher,
            patterns,
            stops,
            priors,
            weights,
            word_rules,
            hash,
        })
    }
}

/// Name of the rule that stands for a theme's learned words.
const WORDS: &str = "words";
/// How many of a theme's learned words its rule names.
const NAMED: usize = 24;

fn word_rule(theme: usize, about: &Theme, words: &[(&str, f32)]) -> Rule {
    let told = |(word, weight): &(&str, f32)| format!("{word} {weight:+.1}");
    let against = words.iter().rev().filter(|(_, weight)| *weight < 0.0);
    Rule {
        id: format!("{}/{WORDS}", about.id),
        why: "Plain words that speak for the theme in sentences that readers labelled, or against it.".into(),
        effect: Effect::Words(theme),
        weight: 0.0,
        sections: Vec::new(),
        phrases: words.iter().filter(|(_, weight)| *weight > 0.0).take(NAMED).map(told).collect(),
        unless: against.take(NAMED).map(told).collect(),
        yes: Vec::new(),
        no: Vec::new(),
        file: "rules/weights.txt".into(),
    }
}

fn fault(source: &Source, place: &Spanned<String>, what: &str, remedy: &str) -> RuleError {
    RuleError::at(&source.path, &source.text, place.span(), what, remedy)
}
