//! How near two texts are in what they mean, where they share no word: "supervision" is near "oversight".
//!
//! Each word of the field has a direction (`meanings.txt`, learnt by `examples/meanings.rs`); a text has the
//! direction of the sum of its words. What makes two texts near is therefore a sum over pairs of words, and
//! the pairs that add most can be told. Knows nothing of inspections, nor of the field's vocabulary.

use super::words::{stem, words};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Numbers that give a direction.
const DIMENSIONS: usize = 64;

type Direction = [i8; DIMENSIONS];

struct Meanings {
    places: HashMap<&'static str, u16>,
    directions: Vec<Direction>,
}

static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| Meanings::parse(include_str!("meanings.txt")));

impl Meanings {
    /// The meanings are part of the program: a fault in them stops the tests.
    fn parse(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let mut meanings = Meanings { places: HashMap::new(), directions: Vec::new() };
        for line in lines {
            let (stem, direction) =
                line.split_once(' ').and_then(direction).unwrap_or_else(|| panic!("meanings.txt: {line}"));
            meanings.places.insert(stem, meanings.directions.len() as u16);
            meanings.directions.push(direction);
        }
        meanings
    }
}

/// Two hexadecimal digits a number, in two's complement.
fn direction((stem, digits): (&'static str, &'static str)) -> Option<(&'static str, Direction)> {
    let mut direction = [0; DIMENSIONS];
    if digits.len() != 2 * DIMENSIONS || !digits.is_ascii() {
        return None;
    }
    for (number, at) in direction.iter_mut().zip((0..).step_by(2)) {
        *number = u8::from_str_radix(&digits[at..at + 2], 16).ok()? as i8;
    }
    Some((stem, direction))
}

/// What a text means: a direction of length one, or nothing where no word of it is known.
#[derive(Debug, Clone)]
pub struct Meaning([f32; DIMENSIONS]);

impl Meaning {
    /// The meaning of the words with these stems; each counts once, however often it stands.
    pub fn of<'w>(stems: impl Iterator<Item = &'w str>) -> Self {
        let meanings = &*MEANINGS;
        let mut known: Vec<u16> = stems.filter_map(|stem| meanings.places.get(stem).copied()).collect();
        known.sort_unstable();
        known.dedup();
        let mut sum = [0.0; DIMENSIONS];
        for place in known {
            for (sum, number) in sum.iter_mut().zip(&meanings.directions[usize::from(place)]) {
                *sum += f32::from(*number);
            }
        }
        let length = sum.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            sum.iter_mut().for_each(|number| *number /= length);
        }
        Meaning(sum)
    }

    /// How near another text is, from 0 to 1.
    pub fn nearness(&self, other: &Meaning) -> f32 {
        self.0.iter().zip(&other.0).map(|(one, other)| one * other).sum::<f32>().max(0.0)
    }
}

/// Pairs of words told, at most.
const PAIRS: usize = 3;
/// The least share of what makes two texts near that a pair must add to be told.
const TELLING: f32 = 0.04;
/// How near the two words themselves must be: heavy words add up beside each other by chance.
const NEAR: f32 = 0.3;
/// Words that are near each other by grammar alone, and tell nobody anything.
const GRAMMAR: [&str; 28] = [
    "the", "this", "that", "these", "those", "their", "they", "them", "its", "and", "not", "no", "with",
    "when", "which", "where", "who", "for", "from", "have", "has", "had", "are", "was", "were", "been",
    "some", "most",
];

/// The pairs of words that make two texts near, those that add most first, each word once; words that
/// both texts hold are no pair.
pub fn near_words(one: &str, other: &str) -> Vec<(String, String)> {
    let (one, other) = (known_words(one), known_words(other));
    let mut pairs = Vec::new();
    let mut whole = 0.0;
    for (word, place) in &one {
        for (near, at) in &other {
            let added = together(*place, *at);
            whole += added;
            let shared = holds(&other, *place) || holds(&one, *at);
            if !shared && added >= NEAR * (together(*place, *place) * together(*at, *at)).sqrt() {
                pairs.push((added, word, near));
            }
        }
    }
    pairs.retain(|(added, ..)| *added >= TELLING * whole);
    pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
    let mut told: Vec<(String, String)> = Vec::new();
    for (_, word, near) in pairs {
        if told.len() < PAIRS && !told.iter().any(|(one, other)| one == word || other == near) {
            told.push((word.clone(), near.clone()));
        }
    }
    told
}

/// The words of a text whose meaning is known, by the first form in which each stands, without grammar.
fn known_words(text: &str) -> Vec<(String, u16)> {
    let mut known: Vec<(String, u16)> = Vec::new();
    for word in words(text).into_iter().filter(|word| !GRAMMAR.contains(&word.text.as_str())) {
        let place = MEANINGS.places.get(stem(&word.text).as_str());
        if let Some(place) = place.filter(|place| !holds(&known, **place)) {
            known.push((word.text, *place));
        }
    }
    known
}

fn holds(words: &[(String, u16)], place: u16) -> bool {
    words.iter().any(|(_, other)| *other == place)
}

fn together(one: u16, other: u16) -> f32 {
    let directions = &MEANINGS.directions;
    let numbers = directions[usize::from(one)].iter().zip(&directions[usize::from(other)]);
    numbers.map(|(one, other)| f32::from(*one) * f32::from(*other)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meaning(text: &str) -> Meaning {
        let stems: Vec<String> = words(text).iter().map(|word| stem(&word.text)).collect();
        Meaning::of(stems.iter().map(String::as_str))
    }

    #[test]
    fn like_things_are_near_without_a_shared_word() {
        for (area, near, far) in [
            (
                "the quality of supervision",
                "managers oversee casework",
                "children live in stable foster homes",
            ),
            (
                "suitable accommodation for care leavers",
                "young adults have tenancies",
                "audits are moderated",
            ),
            ("cumulative neglect", "chronic harm at home", "elected members scrutinise budgets"),
        ] {
            let sought = meaning(area);
            let (near, far) = (sought.nearness(&meaning(near)), sought.nearness(&meaning(far)));
            assert!(near > far + 0.1, "{area}: {near} {far}");
        }
    }

    #[test]
    fn nothing_is_near_to_nothing() {
        assert_eq!(meaning("").nearness(&meaning("neglect")), 0.0);
        assert!(near_words("", "neglect").is_empty());
        let same = meaning("Neglect is recognised.").nearness(&meaning("neglect is recognised"));
        assert!((same - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_words_that_make_texts_near_are_told() {
        let told = near_words("The frequency of supervision.", "Managers oversee this work.");
        assert!(told.iter().any(|(one, _)| one == "supervision"), "{told:?}");
        assert!(told.len() <= PAIRS);
    }
}
