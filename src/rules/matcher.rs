//! Finds every phrase of a book in a sentence, in one walk over its words.
//!
//! Knows words, steps and pattern numbers; nothing of what a pattern means.
//!
//! All phrases share one tree: phrases that begin alike are walked together, and a word that begins
//! no phrase costs one look-up. So the time of a sentence depends on its words and on what they
//! begin, not on the number of rules.

use super::phrase::{Atom, SHORTEST_PREFIX, Step};
use super::words::Word;
use std::borrow::Cow;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// Where a pattern was found: words `first..end` of the sentence (edges count as words).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    pub pattern: u32,
    pub first: u32,
    pub end: u32,
}

/// Phrases as they are gathered, to be compiled by [`Phrases::compile`].
#[derive(Debug)]
pub struct Phrases {
    words: HashMap<String, u32, Quick>,
    prefixes: HashMap<String, u32, Quick>,
    number: Option<u32>,
    atoms: u32,
    /// Each set of words that a phrase allows in one place, once.
    classes: HashMap<Vec<u32>, u32>,
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
    /// What is known of each word that a phrase names, worked out once.
    known: HashMap<String, Known, Quick>,
    /// The beginnings of words that phrases name, by their first bytes.
    prefixes: HashMap<String, Vec<(String, u32)>, Quick>,
    number: Option<u32>,
    nodes: Vec<Node>,
}

/// What a word can stand for in a phrase (itself, beginnings of it, a number), and the nodes to which
/// it leads from the root.
#[derive(Debug, Clone, Default)]
struct Known {
    atoms: Vec<u32>,
    /// The marks of `atoms`.
    marks: u128,
    opens: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by atom. One atom may lead to several nodes.
    next: Vec<(u32, u32)>,
    /// The marks of the atoms that lead on: a word that shares none of them need not be looked up.
    marks: u128,
    gaps: Vec<(u8, u32)>,
    ends: Vec<u32>,
}

const ROOT: usize = 0;

impl Default for Phrases {
    /// No phrases: a root to which they are added.
    fn default() -> Self {
        Phrases {
            words: HashMap::default(),
            prefixes: HashMap::default(),
            number: None,
            atoms: 0,
            classes: HashMap::new(),
            nodes: vec![Gathered::default()],
        }
    }
}

impl Phrases {
    /// Adds one path of a phrase, to be reported as `pattern`.
    pub fn add(&mut self, path: &[Step], pattern: u32) {
        let mut at = ROOT;
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
        let nodes = self.nodes.into_iter().map(|node| {
            let mut next: Vec<(u32, u32)> = Vec::new();
            for (class, to) in node.next {
                next.extend(atoms_of[class as usize].iter().map(|&atom| (atom, to)));
            }
            next.sort_unstable();
            let marks = marks(next.iter().map(|&(atom, _)| atom));
            Node { next, marks, gaps: node.gaps, ends: node.ends }
        });
        let mut prefixes: HashMap<String, Vec<(String, u32)>, Quick> = HashMap::default();
        for (prefix, atom) in self.prefixes {
            prefixes.entry(start(&prefix).to_owned()).or_default().push((prefix, atom));
        }
        let mut matcher =
            Matcher { known: HashMap::default(), prefixes, number: self.number, nodes: nodes.collect() };
        let known = self.words.into_iter().map(|(word, atom)| {
            let known = matcher.work_out(&word, Some(atom));
            (word, known)
        });
        matcher.known = known.collect();
        matcher
    }
}

impl Matcher {
    /// Every place of every pattern, sorted by pattern and place.
    pub fn find(&self, words: &[Word]) -> Vec<Hit> {
        let known: Vec<Cow<Known>> = words.iter().map(|word| self.known(&word.form)).collect();
        let mut ahead = vec![0; known.len() + 1];
        for (at, known) in known.iter().enumerate().rev() {
            ahead[at] = ahead[at + 1] | known.marks;
        }
        let hits = Vec::with_capacity(known.len());
        let mut walk = Walk { matcher: self, words, known: &known, ahead: &ahead, first: 0, hits };
        for (first, known) in known.iter().enumerate() {
            walk.first = first;
            for &node in &known.opens {
                walk.step(node, first + 1);
            }
        }
        let mut hits = walk.hits;
        hits.sort_unstable();
        hits.dedup();
        hits
    }

    fn known(&self, form: &str) -> Cow<'_, Known> {
        match self.known.get(form) {
            Some(known) => Cow::Borrowed(known),
            None => Cow::Owned(self.work_out(form, None)),
        }
    }

    fn work_out(&self, form: &str, word: Option<u32>) -> Known {
        let mut atoms: Vec<u32> = word.into_iter().collect();
        atoms.extend(self.number.filter(|_| form.starts_with(|c: char| c.is_ascii_digit())));
        if let Some(alike) = self.prefixes.get(start(form)) {
            atoms.extend(alike.iter().filter(|(prefix, _)| form.starts_with(prefix)).map(|(_, atom)| *atom));
        }
        let mut opens: Vec<u32> =
            atoms.iter().flat_map(|&atom| self.nodes[ROOT].led_to(atom)).map(|&(_, to)| to).collect();
        opens.sort_unstable();
        opens.dedup();
        Known { marks: marks(atoms.iter().copied()), atoms, opens }
    }
}

impl Node {
    fn led_to(&self, atom: u32) -> &[(u32, u32)] {
        let first = self.next.partition_point(|&(other, _)| other < atom);
        let same = self.next[first..].iter().take_while(|&&(other, _)| other == atom).count();
        &self.next[first..first + same]
    }
}

/// One bit for each atom, spread so that few share one.
fn marks(atoms: impl Iterator<Item = u32>) -> u128 {
    atoms.fold(0, |marks, atom| marks | 1 << (atom.wrapping_mul(0x9e37_79b9) >> 25))
}

/// The first bytes of a word, by which prefixes are looked up.
fn start(form: &str) -> &str {
    let end = (SHORTEST_PREFIX..form.len()).find(|&end| form.is_char_boundary(end));
    &form[..end.unwrap_or(form.len())]
}

struct Walk<'a> {
    matcher: &'a Matcher,
    words: &'a [Word<'a>],
    known: &'a [Cow<'a, Known>],
    /// For each word, the marks of it and all after it.
    ahead: &'a [u128],
    first: usize,
    hits: Vec<Hit>,
}

impl Walk<'_> {
    /// Follows every edge from `node` that the word at `at` opens. Its depth is a phrase's length.
    fn step(&mut self, node: u32, at: usize) {
        let node = &self.matcher.nodes[node as usize];
        for &pattern in &node.ends {
            self.hits.push(Hit { pattern, first: self.first as u32, end: at as u32 });
        }
        for &(words, to) in &node.gaps {
            self.skip(to, at, words);
        }
        let Some(known) = self.known.get(at).filter(|known| known.marks & node.marks != 0) else { return };
        for &atom in &known.atoms {
            for &(_, to) in node.led_to(atom) {
                self.step(to, at + 1);
            }
        }
    }

    fn skip(&mut self, node: u32, at: usize, words: u8) {
        let to = &self.matcher.nodes[node as usize];
        let anywhere = !to.ends.is_empty() || !to.gaps.is_empty();
        if !anywhere && self.ahead.get(at).is_none_or(|ahead| ahead & to.marks == 0) {
            return;
        }
        for skipped in 0..=usize::from(words) {
            if anywhere || self.known.get(at + skipped).is_some_and(|known| known.marks & to.marks != 0) {
                self.step(node, at + skipped);
            }
            if self.words.get(at + skipped).is_none_or(Word::is_mark) {
                break;
            }
        }
    }
}

/// A quick hash for short words; the book is ours or the user's own, so nobody attacks it.
#[derive(Debug, Default, Clone, Copy)]
pub struct QuickHasher(u64);

pub(super) type Quick = BuildHasherDefault<QuickHasher>;

impl QuickHasher {
    fn add(&mut self, word: u64) {
        self.0 = (self.0.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    }
}

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        let mut eights = bytes.chunks_exact(8);
        for eight in &mut eights {
            self.add(u64::from_le_bytes(eight.try_into().expect("eight bytes")));
        }
        let rest = eights.remainder();
        if !rest.is_empty() {
            self.add(rest.iter().fold(rest.len() as u64, |word, &byte| word << 8 | u64::from(byte)));
        }
    }

    /// The byte that ends a text: lengths are told apart already.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        // The low bits of a product know little of the high ones.
        self.0 ^ self.0 >> 32
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
        matcher.find(&words).into_iter().map(|hit| (hit.pattern, text(hit))).collect()
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
    fn a_gap_does_not_cross_a_mark() {
        assert_eq!(places(&["help ... late"], "Help for families is late").len(), 1);
        assert_eq!(places(&["help ... late"], "Help came, not late").len(), 0);
        assert_eq!(places(&["help ...1 late"], "Help for them late").len(), 0);
        assert_eq!(places(&["help ... late"], "Help late").len(), 1);
    }
}
