//! What the scores of themes and the single words of a sentence are worth, learned from labelled sentences.
//!
//! Rules find what a sentence names; a sentence may name five themes and be about one. How much each theme's
//! score counts beside the others, and which plain words ("prompt", "tracked", "aspirations") tell the rest,
//! is not for a person to weigh by hand: `examples/learn.rs` learns it and writes `weights.txt`.
//!
//! Knows how the file is written; nothing of how a sentence comes by its scores.

use super::book::Theme;
use super::matcher::Quick;
use super::words::Word;
use smallvec::{SmallVec, smallvec};
use std::collections::HashMap;

/// The weights that come with the program.
pub static LEARNED: &str = include_str!("weights.txt");

/// What a theme's own score says of it, in the order of the file.
pub const OWN: usize = 5;

/// Learned weights, by the book's themes.
#[derive(Debug)]
pub struct Weights {
    /// Log odds of each theme where nothing is known; `None` for a theme without weights.
    bias: Vec<Option<f32>>,
    own: Vec<[f32; OWN]>,
    /// For each theme what its score says of every theme.
    says: Vec<Vec<f32>>,
    words: Words,
    headings: Words,
}

/// One value for each theme.
pub type Each<T> = SmallVec<[T; 32]>;

/// For each word the themes it speaks for or against.
#[derive(Debug, Default)]
struct Words {
    places: HashMap<String, usize, Quick>,
    says: Vec<Vec<(usize, f32)>>,
}

impl Words {
    fn add(&mut self, word: &str, theme: usize, weight: f32) {
        let at = *self.places.entry(word.into()).or_insert(self.says.len());
        if at == self.says.len() {
            self.says.push(Vec::new());
        }
        self.says[at].push((theme, weight));
    }

    /// Adds to `sums` what each of `words` says, once for a word that comes twice.
    fn sum<'a>(&self, words: impl Iterator<Item = &'a str>, sums: &mut [f32]) {
        let mut seen: SmallVec<[u64; 24]> = smallvec![0; self.says.len() / 64 + 1];
        for word in words {
            let Some(at) = self.places.get(word) else { continue };
            let (seen, bit) = (&mut seen[at / 64], 1 << (at % 64));
            if *seen & bit != 0 {
                continue;
            }
            *seen |= bit;
            for (theme, weight) in &self.says[*at] {
                sums[*theme] += weight;
            }
        }
    }
}

/// How likely a sentence is about a theme.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Likely {
    /// In log odds: 0 is as likely as not.
    pub odds: f32,
    /// What its plain words add to that.
    pub words: f32,
}

impl Likely {
    /// From 0 to 1.
    pub fn share(self) -> f32 {
        1.0 / (1.0 + (-self.odds).exp())
    }
}

/// What is known of a sentence when its themes are chosen.
#[derive(Debug, Clone)]
pub struct Evidence<'w> {
    /// Themes with their scores, heaviest first.
    scores: Vec<(usize, f32)>,
    /// The heaviest score.
    top: f32,
    /// The sentence's words and marks.
    pub words: &'w [Word<'w>],
    /// The words and marks of the heading above it.
    pub headings: &'w [String],
}

impl<'w> Evidence<'w> {
    /// Of `scores`, heaviest first, `words` and `headings`.
    pub fn new(scores: Vec<(usize, f32)>, words: &'w [Word<'w>], headings: &'w [String]) -> Self {
        let top = scores.iter().fold(f32::MIN_POSITIVE, |top, (_, score)| top.max(*score));
        Evidence { scores, top, words, headings }
    }

    /// Themes with their scores, heaviest first.
    pub fn scores(&self) -> &[(usize, f32)] {
        &self.scores
    }

    /// The scores, and no more.
    pub fn into_scores(self) -> Vec<(usize, f32)> {
        self.scores
    }

    /// A theme's score as far as it counts.
    pub fn capped(score: f32) -> f32 {
        const MOST: f32 = 8.0;
        score.min(MOST)
    }

    /// What a theme's own score says of it: the score, whether it is firm, first or second of all, and its
    /// share of the heaviest. `at` is its place among the scores.
    pub fn own(&self, at: usize) -> [f32; OWN] {
        const FIRM: f32 = 3.0;
        let score = self.scores[at].1;
        let yes = |holds: bool| f32::from(u8::from(holds));
        [Self::capped(score), yes(score >= FIRM), yes(at == 0), yes(at == 1), score / self.top]
    }
}

impl Weights {
    /// Reads the weights of `text` for `themes`. Themes that the text does not know have none.
    ///
    /// # Errors
    /// The number of the first line that is not as the file is written, and what is wrong with it.
    pub fn parse(text: &str, themes: &[Theme]) -> Result<Weights, (usize, String)> {
        let mut weights = Weights {
            bias: vec![None; themes.len()],
            own: vec![[0.0; OWN]; themes.len()],
            says: vec![vec![0.0; themes.len()]; themes.len()],
            words: Words::default(),
            headings: Words::default(),
        };
        let place = |id: &str| themes.iter().position(|theme| theme.id == id);
        for (number, line) in text.lines().enumerate().map(|(at, line)| (at + 1, line)) {
            let mut cells = line.split_whitespace();
            let (Some(id), Some(kind)) = (cells.next().filter(|id| *id != "#"), cells.next()) else {
                continue;
            };
            let Some(theme) = place(id) else { continue };
            let cells: Vec<&str> = cells.collect();
            let number_of =
                |cell: &str| cell.parse::<f32>().map_err(|_| (number, format!("no number: `{cell}`")));
            let mut pairs = Vec::new();
            if kind != "own" {
                for pair in cells.chunks(2) {
                    let [name, weight] = pair else { return Err((number, "a word without a weight".into())) };
                    pairs.push((*name, number_of(weight)?));
                }
            }
            let of = |weights: &mut Words| {
                for (word, weight) in &pairs {
                    weights.add(word, theme, *weight);
                }
            };
            match kind {
                "own" => {
                    let all = cells.iter().map(|cell| number_of(cell)).collect::<Result<Vec<f32>, _>>()?;
                    let [bias, own @ ..] = all.as_slice() else { return Err((number, "no weights".into())) };
                    weights.own[theme] =
                        own.try_into().map_err(|_| (number, format!("not {} weights", OWN + 1)))?;
                    weights.bias[theme] = Some(*bias);
                }
                "others" => {
                    for (other, weight) in pairs {
                        if let Some(at) = place(other) {
                            weights.says[at][theme] = weight;
                        }
                    }
                }
                "words" => of(&mut weights.words),
                "headings" => of(&mut weights.headings),
                _ => return Err((number, format!("`{kind}` is not own, others, words or headings"))),
            }
        }
        Ok(weights)
    }

    /// For each theme of the book how likely the sentence is about it; `None` for a theme without weights.
    pub fn likely(&self, evidence: &Evidence) -> Each<Option<Likely>> {
        let themes = self.bias.len();
        let (mut words, mut scores): (Each<f32>, Each<f32>) =
            (smallvec![0.0; themes], smallvec![0.0; themes]);
        self.words.sum(evidence.words.iter().map(|word| word.form.as_ref()), &mut words);
        self.headings.sum(evidence.headings.iter().map(String::as_str), &mut words);
        let sums: &mut [f32] = &mut scores;
        for (at, &(theme, score)) in evidence.scores.iter().enumerate() {
            let own = evidence.own(at);
            sums[theme] +=
                own.iter().zip(&self.own[theme]).fold(0.0, |sum, (value, weight)| sum + value * weight);
            let score = Evidence::capped(score);
            for (sum, says) in sums.iter_mut().zip(self.says[theme].as_slice()) {
                *sum += score * says;
            }
        }
        let told = |at: usize| {
            let bias = self.bias[at]?;
            Some(Likely { odds: bias + scores[at] + words[at], words: words[at] })
        };
        (0..themes).map(told).collect()
    }

    /// Leaves the words of sentences and headings out of account for `theme`.
    pub fn forget_words(&mut self, theme: usize) {
        for says in self.words.says.iter_mut().chain(&mut self.headings.says) {
            says.retain(|(of, _)| *of != theme);
        }
    }

    /// The words that speak most for `theme`, strongest first.
    pub fn words_for(&self, theme: usize) -> Vec<(&str, f32)> {
        let weight = |of: &[(usize, f32)]| of.iter().find(|(at, _)| *at == theme).map(|(_, weight)| *weight);
        let all = self.words.places.iter();
        let mut words: Vec<(&str, f32)> =
            all.filter_map(|(word, at)| Some((word.as_str(), weight(&self.words.says[*at])?))).collect();
        words.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(b.0)));
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn themes() -> Vec<Theme> {
        let theme = |id: &str| Theme {
            id: id.into(),
            title: String::new(),
            covers: String::new(),
            lasts: true,
            throughout: false,
        };
        vec![theme("boats"), theme("rivers")]
    }

    #[test]
    fn scores_and_words_add_up() {
        let text =
            "# a remark\nboats own -1 0.5 0 0 0 0\nboats others rivers -1\nboats words mast 2 bank -1\n";
        let weights = Weights::parse(text, &themes()).expect("well written");
        let mast = super::super::words::words("Mast");
        let evidence = |scores, words| Evidence::new(scores, words, &[]);
        let likely = |e: &Evidence| weights.likely(e)[0].expect("boats have weights").share();
        let plain = likely(&evidence(vec![(0, 2.0)], &[]));
        assert!((plain - 0.5).abs() < 1e-6);
        assert!(likely(&evidence(vec![(0, 2.0)], &mast)) > plain);
        assert!(likely(&evidence(vec![(0, 2.0), (1, 1.0)], &[])) < plain);
        assert!(weights.likely(&evidence(vec![], &[]))[1].is_none(), "rivers have none");
        assert_eq!(weights.words_for(0)[0].0, "mast");
    }

    #[test]
    fn a_faulty_file_is_told_by_line() {
        for (text, line) in [
            ("boats own -1 0.5", 1),
            ("#\nboats words mast", 2),
            ("boats own -1 0 0 0 0 0\nboats words mast tall", 2),
            ("boats sails mast 1", 1),
        ] {
            assert_eq!(Weights::parse(text, &themes()).expect_err(text).0, line, "{text}");
        }
    }
}
