//! What the scores of themes and the single words of a sentence are worth, learned from labelled sentences.
//!
//! Rules find what a sentence names; a sentence may name five themes and be about one. How much each theme's
//! score counts beside the others, and which plain words ("prompt", "tracked", "aspirations") tell the rest,
//! is not for a person to weigh by hand: `examples/learn.rs` learns it and writes `weights.txt`.
//!
//! Knows how the file is written; nothing of how a sentence comes by its scores.

use super::book::Theme;
use smallvec::{SmallVec, smallvec};

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
    /// The words, by their numbers.
    named: Vec<String>,
}

/// One value for each theme.
pub type Each<T> = SmallVec<[T; 32]>;

/// A multiple of how many values a processor adds at once.
const AT_ONCE: usize = 8;

/// Room for a value for each theme, in whole steps.
fn wide(themes: usize) -> usize {
    themes.next_multiple_of(AT_ONCE)
}

/// Adds `says`, so many times, to `sums`.
fn add(sums: &mut [f32], says: &[f32], times: f32) {
    for (sum, says) in sums.iter_mut().zip(says) {
        *sum += says * times;
    }
}

/// What single words say of every theme.
#[derive(Debug)]
struct Words {
    /// By the number of a word its row.
    rows: Vec<Option<u32>>,
    /// One value for each theme, a row for each word.
    says: Vec<f32>,
    /// Length of a row.
    wide: usize,
}

impl Words {
    fn new(themes: usize) -> Words {
        Words { rows: Vec::new(), says: Vec::new(), wide: wide(themes) }
    }

    fn add(&mut self, word: u32, theme: usize, weight: f32) {
        let word = word as usize;
        self.rows.resize(self.rows.len().max(word + 1), None);
        let next = self.says.len() / self.wide;
        let row = *self.rows[word].get_or_insert(next as u32) as usize;
        if row == next {
            self.says.resize(self.says.len() + self.wide, 0.0);
        }
        self.says[row * self.wide + theme] = weight;
    }

    fn row(&self, word: u32) -> Option<usize> {
        self.rows.get(word as usize).copied().flatten().map(|row| row as usize * self.wide)
    }

    /// Adds to `sums` what each of `words` says, once for a word that comes twice.
    fn sum(&self, words: &[u32], sums: &mut [f32]) {
        for (at, &word) in words.iter().enumerate() {
            if let Some(row) = self.row(word).filter(|_| !words[..at].contains(&word)) {
                add(sums, &self.says[row..row + self.wide], 1.0);
            }
        }
    }

    /// What `word` says of `theme`: nothing is 0.
    fn says(&self, word: u32, theme: usize) -> f32 {
        self.row(word).map_or(0.0, |row| self.says[row + theme])
    }

    fn forget(&mut self, theme: usize) {
        self.says.iter_mut().skip(theme).step_by(self.wide).for_each(|weight| *weight = 0.0);
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
    /// Themes with their scores, the few heaviest first.
    scores: Each<(usize, f32)>,
    /// The heaviest score.
    top: f32,
    /// Which words with weights the sentence has.
    words: &'w [u32],
    /// The same of the heading above it.
    heading: &'w [u32],
}

impl<'w> Evidence<'w> {
    /// Of `scores`, the few heaviest first, and the numbers of words in the sentence and in its `heading`.
    pub fn new(scores: Each<(usize, f32)>, words: &'w [u32], heading: &'w [u32]) -> Self {
        let top = scores.iter().fold(f32::MIN_POSITIVE, |top, (_, score)| top.max(*score));
        Evidence { scores, top, words, heading }
    }

    /// Themes with their scores, the few heaviest first.
    pub fn scores(&self) -> &[(usize, f32)] {
        &self.scores
    }

    /// The scores, and no more.
    pub fn into_scores(self) -> Each<(usize, f32)> {
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
    /// Reads the weights of `text` for `themes`; `name` gives each word a number. Themes that the text does not
    /// know have none.
    ///
    /// # Errors
    /// The number of the first line that is not as the file is written, and what is wrong with it.
    pub fn parse(
        text: &str,
        themes: &[Theme],
        mut name: impl FnMut(&str) -> u32,
    ) -> Result<Weights, (usize, String)> {
        let mut weights = Weights {
            bias: vec![None; themes.len()],
            own: vec![[0.0; OWN]; themes.len()],
            says: vec![vec![0.0; wide(themes.len())]; themes.len()],
            words: Words::new(themes.len()),
            headings: Words::new(themes.len()),
            named: Vec::new(),
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
                "words" | "headings" => {
                    for (word, weight) in pairs {
                        let number = name(word);
                        weights.named.resize(weights.named.len().max(number as usize + 1), String::new());
                        weights.named[number as usize] = word.to_owned();
                        let words = if kind == "words" { &mut weights.words } else { &mut weights.headings };
                        words.add(number, theme, weight);
                    }
                }
                _ => return Err((number, format!("`{kind}` is not own, others, words or headings"))),
            }
        }
        Ok(weights)
    }

    /// For each theme of the book how likely the sentence is about it; `None` for a theme without weights.
    pub fn likely(&self, evidence: &Evidence) -> Each<Option<Likely>> {
        let themes = self.bias.len();
        let (mut words, mut scores): (Each<f32>, Each<f32>) =
            (smallvec![0.0; wide(themes)], smallvec![0.0; wide(themes)]);
        self.words.sum(evidence.words, &mut words);
        self.headings.sum(evidence.heading, &mut words);
        let sums: &mut [f32] = &mut scores;
        for (at, &(theme, score)) in evidence.scores.iter().enumerate() {
            let own = evidence.own(at);
            sums[theme] +=
                own.iter().zip(&self.own[theme]).fold(0.0, |sum, (value, weight)| sum + value * weight);
            add(sums, &self.says[theme], Evidence::capped(score));
        }
        let told = |at: usize| {
            let bias = self.bias[at]?;
            Some(Likely { odds: bias + scores[at] + words[at], words: words[at] })
        };
        (0..themes).map(told).collect()
    }

    /// Leaves the words of sentences and headings out of account for `theme`.
    pub fn forget_words(&mut self, theme: usize) {
        self.words.forget(theme);
        self.headings.forget(theme);
    }

    /// The words that speak most for `theme`, strongest first.
    pub fn words_for(&self, theme: usize) -> Vec<(&str, f32)> {
        let all =
            self.named.iter().zip(0..).map(|(word, number)| (word.as_str(), self.words.says(number, theme)));
        let mut words: Vec<(&str, f32)> = all.filter(|(_, weight)| *weight != 0.0).collect();
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

    /// Words by number.
    fn name(word: &str) -> u32 {
        ["mast", "bank"].iter().position(|known| *known == word).map_or(9, |at| at as u32)
    }

    #[test]
    fn scores_and_words_add_up() {
        let text =
            "# a remark\nboats own -1 0.5 0 0 0 0\nboats others rivers -1\nboats words mast 2 bank -1\n";
        let weights = Weights::parse(text, &themes(), name).expect("well written");
        let evidence = |scores: &[_], words: &[&str]| {
            let words: Vec<u32> = words.iter().map(|word| name(word)).collect();
            weights.likely(&Evidence::new(scores.into(), &words, &[]))
        };
        let likely =
            |scores: &[_], words: &[&str]| evidence(scores, words)[0].expect("boats have weights").share();
        let plain = likely(&[(0, 2.0)], &[]);
        assert!((plain - 0.5).abs() < 1e-6);
        assert!(likely(&[(0, 2.0)], &["mast"]) > plain);
        assert!(likely(&[(0, 2.0), (1, 1.0)], &[]) < plain);
        assert!(evidence(&[], &[])[1].is_none(), "rivers have none");
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
            assert_eq!(Weights::parse(text, &themes(), name).expect_err(text).0, line, "{text}");
        }
    }
}
