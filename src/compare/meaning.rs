//! How near two texts are in what they mean, where they share no word: "supervision" is near "oversight".
//!
//! Each word of the field has a direction (`meanings.txt`, learnt by `examples/meanings.rs`); a text has the
//! direction of the sum of its words. What makes two texts near is therefore a sum over pairs of words, and
//! the pairs that add most can be told. Knows nothing of inspections, nor of the field's vocabulary.

use super::words::stem;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Numbers that give a direction.
const DIMENSIONS: usize = 64;

type Direction = [i8; DIMENSIONS];

struct Meanings {
    /// By stem.
    places: FxHashMap<String, u16>,
    words: Vec<&'static str>,
    directions: Vec<Direction>,
    lengths: Vec<f32>,
    /// Whether a word tells nobody anything.
    is_grammar: Vec<bool>,
}

static MEANINGS: LazyLock<Meanings> = LazyLock::new(|| Meanings::parse(include_str!("meanings.txt")));

impl Meanings {
    /// The meanings are part of the program: a fault in them stops the tests.
    fn parse(source: &'static str) -> Self {
        let lines = source.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (mut words, mut directions) = (Vec::new(), Vec::new());
        for line in lines {
            let (word, direction) =
                line.split_once(' ').and_then(direction).unwrap_or_else(|| panic!("meanings.txt: {line}"));
            words.push(word);
            directions.push(direction);
        }
        let places =
            words.iter().enumerate().map(|(place, word)| (stem(word).into_owned(), place as u16)).collect();
        let lengths = directions.iter().map(|one| (together(one, one) as f32).sqrt()).collect();
        let is_grammar = words.iter().map(|word| GRAMMAR.contains(word)).collect();
        Meanings { places, words, directions, lengths, is_grammar }
    }
}

/// Two hexadecimal digits a number, in two's complement.
fn direction((word, digits): (&'static str, &'static str)) -> Option<(&'static str, Direction)> {
    let mut direction = [0; DIMENSIONS];
    if digits.len() != 2 * DIMENSIONS || !digits.is_ascii() {
        return None;
    }
    for (number, at) in direction.iter_mut().zip((0..).step_by(2)) {
        *number = u8::from_str_radix(&digits[at..at + 2], 16).ok()? as i8;
    }
    Some((word, direction))
}

fn together(one: &Direction, other: &Direction) -> i32 {
    one.iter().zip(other).map(|(one, other)| i32::from(*one) * i32::from(*other)).sum()
}

/// What a text means: a direction, which is nowhere where no word of it is known.
#[derive(Debug, Clone)]
pub struct Meaning {
    /// Of length one, or zero.
    direction: [f32; DIMENSIONS],
    /// How long the sum of the words was.
    length: f32,
    /// The places of the words known, sorted, each once.
    words: Vec<u16>,
}

impl Meaning {
    /// The meaning of the words with these stems; each counts once, however often it stands.
    pub fn of<'w>(stems: impl Iterator<Item = &'w str>) -> Self {
        let meanings = &*MEANINGS;
        let mut words: Vec<u16> = stems.filter_map(|stem| meanings.places.get(stem).copied()).collect();
        words.sort_unstable();
        words.dedup();
        let mut direction = [0.0; DIMENSIONS];
        for place in &words {
            for (sum, number) in direction.iter_mut().zip(&meanings.directions[usize::from(*place)]) {
                *sum += f32::from(*number);
            }
        }
        let length = direction.iter().map(|number| number * number).sum::<f32>().sqrt();
        if length > 0.0 {
            direction.iter_mut().for_each(|number| *number /= length);
        }
        Meaning { direction, length, words }
    }

    /// How near another text is, from 0 to 1.
    pub fn nearness(&self, other: &Meaning) -> f32 {
        // Eight sums side by side, which a processor adds at once.
        let mut sums = [0.0; 8];
        for (one, other) in self.direction.chunks_exact(8).zip(other.direction.chunks_exact(8)) {
            for (sum, (one, other)) in sums.iter_mut().zip(one.iter().zip(other)) {
                *sum += one * other;
            }
        }
        sums.iter().sum::<f32>().clamp(0.0, 1.0)
    }

    /// The pairs of words, each in its commonest form, that bring two texts near, those that add most first, each word
    /// once; words that both texts hold are no pair.
    pub fn near_words(&self, other: &Meaning) -> Vec<(&'static str, &'static str)> {
        let meanings = &*MEANINGS;
        let least = TELLING * self.nearness(other) * self.length * other.length;
        let own = |one: &'_ Meaning, both: &Meaning| -> Vec<usize> {
            let alone = one.words.iter().filter(|place| both.words.binary_search(place).is_err());
            let places = alone.map(|place| usize::from(*place));
            let mut told: Vec<usize> = places.filter(|place| !meanings.is_grammar[*place]).collect();
            told.sort_by(|a, b| meanings.lengths[*b].total_cmp(&meanings.lengths[*a]));
            told.truncate(HEAVIEST);
            told
        };
        let (ours, theirs) = (own(self, other), own(other, self));
        let mut pairs = Vec::new();
        for one in &ours {
            for near in &theirs {
                let most = meanings.lengths[*one] * meanings.lengths[*near];
                if most < least {
                    continue;
                }
                let added = together(&meanings.directions[*one], &meanings.directions[*near]) as f32;
                if added >= least.max(NEAR * most) {
                    pairs.push((added, *one, *near));
                }
            }
        }
        pairs.sort_by(|one, other| other.0.total_cmp(&one.0));
        let mut told: Vec<(usize, usize)> = Vec::new();
        for (_, one, near) in pairs {
            if told.len() < PAIRS && !told.iter().any(|pair| pair.0 == one || pair.1 == near) {
                told.push((one, near));
            }
        }
        told.into_iter().map(|(one, near)| (meanings.words[one], meanings.words[near])).collect()
    }
}

/// Words of a text looked at for pairs: those with the longest directions add most.
const HEAVIEST: usize = 8;
/// Pairs of words told, at most.
const PAIRS: usize = 3;
/// The least share of what brings two texts near that a pair must add to be told.
const TELLING: f32 = 0.04;
/// How near the two words themselves must be: heavy words add up beside each other by chance.
const NEAR: f32 = 0.3;
/// Words that are near each other by grammar alone, and tell nobody anything.
const GRAMMAR: [&str; 24] = [
    "the", "this", "that", "these", "those", "their", "they", "them", "its", "and", "not", "no", "with",
    "when", "which", "where", "who", "for", "from", "have", "has", "had", "are", "some",
];

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    fn meaning(text: &str) -> Meaning {
        let stems: Vec<String> = words(text).iter().map(|word| stem(&word.text).into_owned()).collect();
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
        assert!(meaning("").near_words(&meaning("neglect")).is_empty());
        let same = meaning("Neglect is recognised.").nearness(&meaning("neglect is recognised"));
        assert!((same - 1.0).abs() < 1e-4);
    }

    #[test]
    fn the_words_that_make_texts_near_are_told() {
        let told =
            meaning("The frequency of supervision.").near_words(&meaning("Managers oversee this work."));
        assert!(told.iter().any(|(one, _)| *one == "supervision"), "{told:?}");
        assert!(told.len() <= PAIRS);
    }
}
