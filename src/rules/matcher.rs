//! Finds every phrase of a book in a sentence, in one walk over its words.
//!
//! Knows words, steps and pattern numbers; nothing of what a pattern means.
//!
//! All phrases share one tree: phrases that begin alike are walked together, and a word that begins
//! no phrase costs one look-up. So the time of a sentence depends on its words and on what they
//! begin, not on the number of rules.

use super::phrase::{Atom, SHORTEST_PREFIX, Step};
use super::tree::{ANY, Ahead, Gates, Marks, Nodes, marks};
use super::words::Word;
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::cmp::Reverse;

/// Where a pattern was found: words `first..end` of the sentence (edges count as words).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    pub pattern: u32,
    pub first: u32,
    pub end: u32,
}

/// Phrases as they are gathered, to be compiled by [`Phrases::compile`].
#[derive(Debug)]
pub struct Phrases {
    words: FxHashMap<String, u32>,
    prefixes: FxHashMap<String, u32>,
    number: Option<u32>,
    atoms: u32,
    /// Words to be told of wherever they stand.
    named: FxHashMap<String, u32>,
    /// Each set of words that a phrase allows in one place, once.
    classes: FxHashMap<Vec<u32>, u32>,
    nodes: Vec<Gathered>,
}

#[derive(Debug, Default)]
struct Gathered {
    /// The class that leads on, and the node that it leads to.
    next: Vec<(u32, u32)>,
    gaps: Vec<(u8, u32)>,
    ends: Vec<u32>,
}

/// All phrases of a book, compiled.
#[derive(Debug)]
pub struct Matcher {
    /// What is known of each word that a phrase names, or that is to be told of.
    known: FxHashMap<String, Known>,
    /// The same of words that no phrase names but that begin as one says, by their first bytes: the longest
    /// beginning first.
    begun: FxHashMap<String, Vec<(String, Known)>>,
    /// The same of any other word with a digit before it.
    number: Known,
    /// The same of all others.
    other: Known,
    nodes: Nodes,
}

/// What a word can stand for in a phrase (itself, beginnings of it, a number), and the nodes to which
/// it leads from the root.
#[derive(Debug, Clone, Default)]
struct Known {
    atoms: Vec<u32>,
    /// The marks of `atoms`.
    marks: Marks,
    /// With the gates of each.
    opens: Vec<(Gates, u32)>,
    /// The number by which it is to be told of.
    named: Option<u32>,
}

const ROOT: u32 = 0;

/// Words and hits of most sentences: room for them need not be asked for.
const LONG: usize = 64;

impl Default for Phrases {
    /// No phrases: a root to which they are added.
    fn default() -> Self {
        Phrases {
            words: FxHashMap::default(),
            prefixes: FxHashMap::default(),
            number: None,
            atoms: 0,
            named: FxHashMap::default(),
            classes: FxHashMap::default(),
            nodes: vec![Gathered::default()],
        }
    }
}

impl Phrases {
    /// Adds one path of a phrase, to be reported as `pattern`.
    pub fn add(&mut self, path: &[Step], pattern: u32) {
        let mut at = ROOT as usize;
        for step in path {
            at = match step {
                Step::Gap(words) => self.gap(at, *words),
                Step::OneOf(atoms) => {
                    let class = self.class(atoms);
                    self.edge(at, class)
                }
            };
        }
        let ends = &mut self.nodes[at].ends;
        if !ends.contains(&pattern) {
            ends.push(pattern);
        }
    }

    /// The number by which [`Seen::named`] tells of `word`.
    pub fn name(&mut self, word: &str) -> u32 {
        let next = self.named.len() as u32;
        *self.named.entry(word.to_owned()).or_insert(next)
    }

    fn class(&mut self, atoms: &[Atom]) -> u32 {
        let mut numbers: Vec<u32> = atoms.iter().map(|atom| self.atom(atom)).collect();
        numbers.sort_unstable();
        let next = self.classes.len() as u32;
        *self.classes.entry(numbers).or_insert(next)
    }

    fn atom(&mut self, atom: &Atom) -> u32 {
        let next = self.atoms;
        let number = match atom {
            Atom::Word(word) => *self.words.entry(word.clone()).or_insert(next),
            Atom::Prefix(prefix) => *self.prefixes.entry(prefix.clone()).or_insert(next),
            Atom::Number => *self.number.get_or_insert(next),
        };
        self.atoms += u32::from(number == next);
        number
    }

    fn edge(&mut self, from: usize, class: u32) -> usize {
        let made = self.nodes.len();
        if let Some(&(_, to)) = self.nodes[from].next.iter().find(|&&(c, _)| c == class) {
            return to as usize;
        }
        self.nodes[from].next.push((class, made as u32));
        self.nodes.push(Gathered::default());
        made
    }

    fn gap(&mut self, from: usize, words: u8) -> usize {
        let made = self.nodes.len();
        if let Some(&(_, to)) = self.nodes[from].gaps.iter().find(|(w, _)| *w == words) {
            return to as usize;
        }
        self.nodes[from].gaps.push((words, made as u32));
        self.nodes.push(Gathered::default());
        made
    }

    /// The matcher of all phrases added: each step spelt out by what a word can stand for, and what each
    /// named word leads to worked out.
    pub fn compile(self) -> Matcher {
        let mut atoms_of = vec![Vec::new(); self.classes.len()];
        for (atoms, class) in self.classes {
            atoms_of[class as usize] = atoms;
        }
        let mut nodes = Nodes::default();
        for node in self.nodes {
            let spelt =
                |(class, to): (u32, u32)| atoms_of[class as usize].iter().map(move |&atom| (atom, to));
            let mut next: Vec<(u32, u32)> = node.next.into_iter().flat_map(spelt).collect();
            next.sort_unstable();
            nodes.add(&next, &node.gaps, &node.ends);
        }
        nodes.open_gaps();
        let mut alike: FxHashMap<&str, Vec<(&str, u32)>> = FxHashMap::default();
        for (prefix, &atom) in &self.prefixes {
            alike.entry(start(prefix)).or_default().push((prefix, atom));
        }
        for alike in alike.values_mut() {
            alike.sort_unstable_by_key(|(prefix, _)| Reverse(prefix.len()));
        }
        // Worked out once, so that a sentence's words are only looked up.
        let begun_as = |form: &str, word: Option<u32>| {
            let number = self.number.filter(|_| is_number(form));
            let begins = alike.get(start(form)).into_iter().flatten();
            let begins = begins.filter(|(prefix, _)| form.starts_with(prefix)).map(|(_, atom)| *atom);
            Known::of(word.into_iter().chain(number).chain(begins).collect(), &nodes)
        };
        let begun = alike.iter().map(|(&start, alike)| {
            let known = alike.iter().map(|(prefix, _)| (prefix.to_string(), begun_as(prefix, None)));
            (start.to_owned(), known.collect())
        });
        let known = self.words.keys().chain(self.named.keys()).map(|word| {
            let known = begun_as(word, self.words.get(word).copied());
            (word.clone(), Known { named: self.named.get(word).copied(), ..known })
        });
        Matcher {
            known: known.collect(),
            begun: begun.collect(),
            number: begun_as("0", None),
            other: Known::default(),
            nodes,
        }
    }
}

/// What was found in a sentence.
#[derive(Debug)]
pub struct Seen {
    /// Every place of every pattern, by its first word, the longest first.
    pub hits: SmallVec<[Hit; LONG]>,
    /// The numbers of the words that are to be told of.
    pub named: Named,
}

/// Numbers that [`Phrases::name`] gave.
pub type Named = SmallVec<[u32; LONG / 2]>;

impl Matcher {
    /// All that is in a sentence of `words`.
    pub fn find(&self, words: &[Word]) -> Seen {
        let known: SmallVec<[&Known; LONG]> = words.iter().map(|word| self.known(&word.form)).collect();
        // The last is for what stands after the last word.
        let mut ahead: SmallVec<[Ahead; LONG]> = smallvec![Ahead { next: ANY, far: ANY }; known.len() + 1];
        for (at, (known, word)) in known.iter().zip(words).enumerate().rev() {
            let far = if word.is_mark() { ANY } else { ahead[at + 1].far };
            ahead[at] = Ahead { next: known.marks | ANY, far: known.marks | far };
        }
        let mut walk =
            Walk { matcher: self, words, known: &known, ahead: &ahead, first: 0, hits: SmallVec::new() };
        for (first, known) in known.iter().enumerate() {
            walk.first = first;
            let ahead = ahead[first + 1];
            for &(_, node) in known.opens.iter().filter(|(gates, _)| gates.open(ahead)) {
                walk.step(node, first + 1);
            }
        }
        let mut hits = walk.hits;
        hits.sort_unstable_by_key(|hit| u64::from(hit.first) << 32 | u64::from(!hit.end));
        Seen { hits, named: known.iter().filter_map(|known| known.named).collect() }
    }

    fn known(&self, form: &str) -> &Known {
        if let Some(known) = self.known.get(form) {
            return known;
        }
        let alike = self.begun.get(start(form)).into_iter().flatten();
        match alike.map(|(prefix, known)| (form.starts_with(prefix.as_str()), known)).find(|(is, _)| *is) {
            Some((_, known)) => known,
            None if is_number(form) => &self.number,
            None => &self.other,
        }
    }
}

impl Known {
    fn of(atoms: Vec<u32>, nodes: &Nodes) -> Known {
        let mut opens: Vec<u32> =
            atoms.iter().flat_map(|&atom| nodes.led_to(ROOT, atom)).map(|&(_, to)| to).collect();
        opens.sort_unstable();
        opens.dedup();
        let opens = opens.into_iter().map(|node| (nodes.gates(node), node)).collect();
        Known { marks: marks(atoms.iter().copied()), atoms, opens, named: None }
    }
}

fn is_number(form: &str) -> bool {
    form.starts_with(|c: char| c.is_ascii_digit())
}

/// The first bytes of a word, by which prefixes are looked up.
fn start(form: &str) -> &str {
    let end = (SHORTEST_PREFIX..form.len()).find(|&end| form.is_char_boundary(end));
    &form[..end.unwrap_or(form.len())]
}

struct Walk<'a> {
    matcher: &'a Matcher,
    words: &'a [Word<'a>],
    known: &'a [&'a Known],
    ahead: &'a [Ahead],
    first: usize,
    hits: SmallVec<[Hit; LONG]>,
}

impl Walk<'_> {
    /// Steps to `node` if anything may lead on from it at `at`.
    fn enter(&mut self, node: u32, at: usize) {
        let ahead = self.ahead.get(at).copied().unwrap_or(Ahead { next: ANY, far: ANY });
        if self.matcher.nodes.gates(node).open(ahead) {
            self.step(node, at);
        }
    }

    /// Follows every edge from `node` that the word at `at` opens. Its depth is a phrase's length.
    fn step(&mut self, node: u32, at: usize) {
        let nodes = &self.matcher.nodes;
        for &pattern in nodes.ends(node) {
            self.hits.push(Hit { pattern, first: self.first as u32, end: at as u32 });
        }
        for &(words, to) in nodes.gaps(node) {
            self.skip(to, at, words);
        }
        let Some(known) = self.known.get(at).filter(|known| known.marks & nodes.gates(node).next != 0) else {
            return;
        };
        for &atom in &known.atoms {
            for &(_, to) in nodes.led_to(node, atom) {
                self.enter(to, at + 1);
            }
        }
    }

    fn skip(&mut self, node: u32, at: usize, words: u8) {
        for skipped in 0..=usize::from(words) {
            self.enter(node, at + skipped);
            if self.words.get(at + skipped).is_none_or(Word::is_mark) {
                break;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrase::{Lists, paths};
    use super::super::words::words;
    use super::*;

    fn places(phrases: &[&str], sentence: &str) -> Vec<(u32, String)> {
        let mut gathered = Phrases::default();
        for (number, phrase) in phrases.iter().enumerate() {
            for path in paths(phrase, &Lists::new()).unwrap() {
                gathered.add(&path, number as u32);
            }
        }
        let matcher = gathered.compile();
        let words = words(sentence);
        let text =
            |hit: Hit| sentence[words[hit.first as usize].start..words[hit.end as usize - 1].end].to_string();
        let mut found: Vec<(u32, String)> =
            matcher.find(&words).hits.into_iter().map(|hit| (hit.pattern, text(hit))).collect();
        found.sort();
        found
    }

    #[test]
    fn phrases_that_share_words_are_all_found() {
        let found = places(
            &["(is|are) not", "are not (always|yet)", "improv*", "^ plans", "late $", "#"],
            "Plans are not yet improving and 12 were late.",
        );
        let expected =
            [(0, "are not"), (1, "are not yet"), (2, "improving"), (3, "Plans"), (4, "late"), (5, "12")];
        let expected: Vec<_> = expected.iter().map(|&(n, s)| (n, s.to_string())).collect();
        let found: Vec<_> =
            found.into_iter().map(|(n, s)| (n, s.trim_end_matches('.').to_string())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_word_is_no_beginning_of_another() {
        let all = |phrases: &[&str]| {
            places(phrases, "Helplines, helped.").into_iter().map(|(n, _)| n).collect::<Vec<_>>()
        };
        assert_eq!(all(&["help*", "help", "helped", "helpl*"]), [0, 0, 2, 3]);
    }

    #[test]
    fn a_gap_does_not_cross_a_mark() {
        assert_eq!(places(&["help ... late"], "Help for families is late").len(), 1);
        assert_eq!(places(&["help ... late"], "Help came, not late").len(), 0);
        assert_eq!(places(&["help ...1 late"], "Help for them late").len(), 0);
        assert_eq!(places(&["help ... late"], "Help late").len(), 1);
    }
}
