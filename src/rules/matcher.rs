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

/// All phrases of a book, compiled.
#[derive(Debug, Default)]
pub struct Matcher {
    words: HashMap<String, u32, Quick>,
    prefixes: HashMap<String, u32, Quick>,
    longest_prefix: usize,
    /// Classes (sorted) to which each atom belongs.
    classes_of: Vec<Vec<u32>>,
    classes: HashMap<Vec<u32>, u32>,
    nodes: Vec<Node>,
    number: Option<u32>,
    /// What is known of each word that a phrase names, worked out once.
    known: HashMap<String, Known, Quick>,
}

/// A word's classes, prefixes and numbers included, and the nodes to which it leads from the root.
#[derive(Debug, Clone, Default)]
struct Known {
    classes: Vec<u32>,
    opens: Vec<u32>,
}

#[derive(Debug, Default)]
struct Node {
    /// Sorted by class, for a merge with a word's classes.
    next: Vec<(u32, u32)>,
    gaps: Vec<(u8, u32)>,
    ends: Vec<u32>,
}

const ROOT: u32 = 0;

impl Matcher {
    /// A matcher without phrases.
    pub fn new() -> Self {
        Matcher { nodes: vec![Node::default()], ..Matcher::default() }
    }

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
        let ends = &mut self.nodes[at as usize].ends;
        if !ends.contains(&pattern) {
            ends.push(pattern);
        }
    }

    /// Works out what each word that a phrase names leads to. Call it once all phrases are added.
    pub fn finish(&mut self) {
        let known = self.words.keys().map(|word| (word.clone(), self.work_out(word)));
        self.known = known.collect();
    }

    fn class(&mut self, atoms: &[Atom]) -> u32 {
        let mut numbers: Vec<u32> = atoms.iter().map(|atom| self.atom(atom)).collect();
        numbers.sort_unstable();
        let next = self.classes.len() as u32;
        let class = *self.classes.entry(numbers.clone()).or_insert(next);
        if class == next {
            for atom in numbers {
                self.classes_of[atom as usize].push(class);
            }
        }
        class
    }

    fn atom(&mut self, atom: &Atom) -> u32 {
        let next = self.classes_of.len() as u32;
        let number = match atom {
            Atom::Word(word) => *self.words.entry(word.clone()).or_insert(next),
            Atom::Prefix(prefix) => {
                self.longest_prefix = self.longest_prefix.max(prefix.len());
                *self.prefixes.entry(prefix.clone()).or_insert(next)
            }
            Atom::Number => *self.number.get_or_insert(next),
        };
        if number == next {
            self.classes_of.push(Vec::new());
        }
        number
    }

    fn edge(&mut self, from: u32, class: u32) -> u32 {
        let made = self.nodes.len() as u32;
        let next = &mut self.nodes[from as usize].next;
        match next.binary_search_by_key(&class, |&(c, _)| c) {
            Ok(at) => next[at].1,
            Err(at) => {
                next.insert(at, (class, made));
                self.nodes.push(Node::default());
                made
            }
        }
    }

    fn gap(&mut self, from: u32, words: u8) -> u32 {
        let made = self.nodes.len() as u32;
        let gaps = &mut self.nodes[from as usize].gaps;
        if let Some(&(_, to)) = gaps.iter().find(|(w, _)| *w == words) {
            return to;
        }
        gaps.push((words, made));
        self.nodes.push(Node::default());
        made
    }

    /// Every place of every pattern, sorted by pattern and place.
    pub fn find(&self, words: &[Word]) -> Vec<Hit> {
        let known: Vec<Cow<Known>> = words.iter().map(|word| self.known(&word.form)).collect();
        let mut walk = Walk { matcher: self, words, known: &known, first: 0, hits: Vec::new() };
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
            None => Cow::Owned(self.work_out(form)),
        }
    }

    fn work_out(&self, form: &str) -> Known {
        let classes = self.classes_of_word(form);
        let root = &self.nodes[ROOT as usize].next;
        let open = |class: &u32| root.binary_search_by_key(class, |&(c, _)| c).ok().map(|at| root[at].1);
        let opens = classes.iter().filter_map(open).collect();
        Known { classes, opens }
    }

    fn classes_of_word(&self, form: &str) -> Vec<u32> {
        let mut classes = Vec::new();
        if let Some(&word) = self.words.get(form) {
            classes.extend_from_slice(&self.classes_of[word as usize]);
        }
        if let (Some(number), true) = (self.number, form.starts_with(|c: char| c.is_ascii_digit())) {
            classes.extend_from_slice(&self.classes_of[number as usize]);
        }
        for end in SHORTEST_PREFIX..=form.len().min(self.longest_prefix) {
            if let Some(&prefix) = form.get(..end).and_then(|p| self.prefixes.get(p)) {
                classes.extend_from_slice(&self.classes_of[prefix as usize]);
            }
        }
        classes.sort_unstable();
        classes.dedup();
        classes
    }
}

struct Walk<'a> {
    matcher: &'a Matcher,
    words: &'a [Word<'a>],
    known: &'a [Cow<'a, Known>],
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
        let Some(known) = self.known.get(at) else { return };
        let classes = &known.classes;
        // Walk the shorter of the two sorted lists, search the longer.
        if node.next.len() <= classes.len() {
            for &(class, to) in &node.next {
                if classes.binary_search(&class).is_ok() {
                    self.step(to, at + 1);
                }
            }
        } else {
            for class in classes {
                if let Ok(found) = node.next.binary_search_by_key(class, |&(c, _)| c) {
                    self.step(node.next[found].1, at + 1);
                }
            }
        }
    }

    fn skip(&mut self, node: u32, at: usize, words: u8) {
        for skipped in 0..=usize::from(words) {
            self.step(node, at + skipped);
            if self.words.get(at + skipped).is_none_or(Word::is_mark) {
                break;
            }
        }
    }
}

/// A quick hash for short words; the book is ours or the user's own, so nobody attacks it.
#[derive(Debug, Default, Clone, Copy)]
pub struct QuickHasher(u64);

type Quick = BuildHasherDefault<QuickHasher>;

impl Hasher for QuickHasher {
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0.rotate_left(5) ^ u64::from(byte)).wrapping_mul(0x517c_c1b7_2722_0a95);
        }
    }

    fn finish(&self) -> u64 {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::super::phrase::{Lists, paths};
    use super::super::words::words;
    use super::*;

    fn places(phrases: &[&str], sentence: &str) -> Vec<(u32, String)> {
        let mut matcher = Matcher::new();
        for (number, phrase) in phrases.iter().enumerate() {
            for path in paths(phrase, &Lists::new()).unwrap() {
                matcher.add(&path, number as u32);
            }
        }
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
