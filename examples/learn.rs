//! Learns from labelled sentences what the scores of themes and single words are worth, and prints the
//! weights as `src/rules/weights.txt` has them.
//!
//! ```text
//! cargo run --release --example learn -- LABELLED.tsv... > weights.txt && mv weights.txt src/rules/
//! ```
//!
//! The files are those that the example `accuracy` reads; with `starts` and `listed` told, and unlabelled
//! neighbours among the rows, a sentence is read as it is in its document. Each theme has a logistic
//! regression of its own, with both penalties, so that most words end with no weight; the central theme of a
//! sentence counts more than the further ones. Words that say nothing of a subject, names of places, and words
//! that stand in few documents are left out.

mod labelled;

use anyhow::{Context, Result, bail};
use labelled::{Row, rows, sentence};
use ofsted_scan::authorities;
use ofsted_scan::classify::{self, Sentence};
use ofsted_scan::rules::RuleBook;
use ofsted_scan::rules::weights::{Evidence, OWN};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};
use std::sync::OnceLock;

/// How much the labels count against the penalties.
const TRUST: f64 = 0.5;
/// Penalty on each weight's size, which makes most of them nothing.
const SPARSE: f64 = 0.35;
/// How much a sentence counts for its central theme.
const CENTRAL: f64 = 1.5;
/// Documents in which a word must stand.
const DOCUMENTS: usize = 4;
/// Passes over all weights; the last change nothing that shows.
const PASSES: usize = 60;
/// Larger values are less held back by the penalties: scores count for more than words.
const OWN_SCALE: [f64; OWN] = [0.25, 0.75, 0.75, 0.75, 0.75];
const OTHER_SCALE: f64 = 1.0 / 6.0;
const WORD_SCALE: f64 = 0.7;
const HEADING_SCALE: f64 = 0.4;

/// A sentence about something, as numbers.
struct Sample {
    themes: Vec<usize>,
    /// What the scores that it has say of their own themes.
    own: Vec<(usize, [f32; OWN])>,
    /// Columns that all themes share, with their values.
    shared: Vec<(usize, f64)>,
}

/// The columns: those for other themes' scores come first, then words, then headings' words.
#[derive(Default)]
struct Columns {
    words: BTreeMap<(bool, String), usize>,
}

fn main() -> Result<()> {
    let files: Vec<String> = std::env::args().skip(1).collect();
    if files.is_empty() {
        bail!("give files of labelled sentences: learn LABELLED.tsv...");
    }
    let book = RuleBook::built_in();
    let mut all: Vec<Vec<Row>> = Vec::new();
    for file in &files {
        all.push(rows(&std::fs::read_to_string(file).with_context(|| file.clone())?)?);
    }
    let columns = columns(&all, book);
    let samples = samples(&all, &columns, book);
    println!("# Written by `cargo run --release --example learn`; not for editing by hand.");
    println!("# Learned from {} sentences about something.", samples.len());
    for theme in 0..book.themes().len() {
        print(theme, &learn(theme, &samples, &columns, book), &columns, book);
    }
    Ok(())
}

/// Hands out each labelled sentence that is about something with what is known of it, once for an id.
fn each_labelled(all: &[Vec<Row>], book: &RuleBook, mut each: impl FnMut(&Row, &classify::Sample)) {
    let mut seen = HashSet::new();
    for rows in all.iter().flat_map(|rows| rows.chunk_by(|a, b| a.doc == b.doc)) {
        let sentences: Vec<Sentence> = rows.iter().map(sentence).collect();
        classify::samples(&sentences, book, |at, sample| {
            let row = &rows[at];
            if row.polarity.is_some() && !row.themes.is_empty() && seen.insert(row.id.clone()) {
                each(row, &sample);
            }
        });
    }
}

/// The words of a sentence and of its heading (`true`), each once, without marks and numbers.
fn keys(sample: &classify::Sample) -> BTreeSet<(bool, String)> {
    let words = sample.words.iter().map(|word| (false, word.form.to_string()));
    let headings = sample.heading.iter().map(|word| (true, word.form.to_string()));
    let plain = |word: &str| word.chars().all(|c| c.is_alphabetic() || c == '\'');
    let tells = |word: &str| plain(word) && !passed_over().contains(word) && !places().contains(word);
    words.chain(headings).filter(|(_, word)| tells(word)).collect()
}

/// The words of authorities' names.
fn places() -> &'static HashSet<String> {
    static PLACES: OnceLock<HashSet<String>> = OnceLock::new();
    let names = || authorities::all().iter().flat_map(|authority| authority.name.split([' ', '-']));
    PLACES.get_or_init(|| names().map(str::to_lowercase).filter(|word| word != "and").collect())
}

fn passed_over() -> &'static HashSet<&'static str> {
    static WORDS: OnceLock<HashSet<&str>> = OnceLock::new();
    WORDS.get_or_init(|| PASSED_OVER.split_whitespace().collect())
}

/// Words that say nothing of a subject.
const PASSED_OVER: &str = "a about across after all also although among an and another any are as at be because been before \
    being between both but by can could did do does down during each either every few for from had has \
    have he her his how however if in into is it its many may me might more most much must neither no \
    nor not of on one only or other others out over own same several she should so some still such than \
    that the their them then there therefore these they this those three through to too two under up \
    upon us very via was we were what when where which while who whom whose why will with would you your \
    january february march april june july august september october november december";

fn columns(all: &[Vec<Row>], book: &RuleBook) -> Columns {
    let mut documents: BTreeMap<(bool, String), HashSet<String>> = BTreeMap::new();
    each_labelled(all, book, |row, sample| {
        for key in keys(sample) {
            documents.entry(key).or_default().insert(row.doc.clone());
        }
    });
    let kept = documents.into_iter().filter(|(_, documents)| documents.len() >= DOCUMENTS);
    let first = book.themes().len();
    Columns { words: kept.enumerate().map(|(at, (key, _))| (key, first + at)).collect() }
}

fn samples(all: &[Vec<Row>], columns: &Columns, book: &RuleBook) -> Vec<Sample> {
    let places: HashMap<&str, usize> =
        book.themes().iter().enumerate().map(|(at, theme)| (theme.id.as_str(), at)).collect();
    let mut samples = Vec::new();
    each_labelled(all, book, |row, sample| {
        let scores = &sample.scores;
        let mut shared: Vec<(usize, f64)> = Vec::new();
        for (theme, score) in scores.scores() {
            shared.push((*theme, f64::from(Evidence::capped(*score)) * OTHER_SCALE));
        }
        for key in keys(sample) {
            let scale = if key.0 { HEADING_SCALE } else { WORD_SCALE };
            shared.extend(columns.words.get(&key).map(|at| (*at, scale)));
        }
        samples.push(Sample {
            themes: row.themes.iter().filter_map(|id| places.get(id.as_str()).copied()).collect(),
            own: scores.scores().iter().zip(0..).map(|((theme, _), at)| (*theme, scores.own(at))).collect(),
            shared,
        });
    });
    samples
}

/// The weights of one theme: the bias, its own score's, and those of the shared columns, all as they act on
/// plain values.
fn learn(theme: usize, samples: &[Sample], columns: &Columns, book: &RuleBook) -> Vec<f64> {
    let shared = book.themes().len() + columns.words.len();
    // For each column the samples in which it has a value.
    let mut values: Vec<Vec<(usize, f64)>> = vec![Vec::new(); 1 + OWN + shared];
    for (at, sample) in samples.iter().enumerate() {
        values[0].push((at, 1.0));
        let own =
            sample.own.iter().filter(|(of, _)| *of == theme).flat_map(|(_, own)| own.iter().enumerate());
        for (kind, value) in own {
            if *value != 0.0 {
                values[1 + kind].push((at, f64::from(*value) * OWN_SCALE[kind]));
            }
        }
        for (column, value) in &sample.shared {
            values[1 + OWN + column].push((at, *value));
        }
    }
    let about: Vec<bool> = samples.iter().map(|sample| sample.themes.contains(&theme)).collect();
    let counts = |sample: &Sample| if sample.themes.first() == Some(&theme) { CENTRAL } else { 1.0 };
    let counts: Vec<f64> = samples.iter().map(|sample| TRUST * counts(sample)).collect();
    let mut weights = vec![0.0; values.len()];
    let mut odds = vec![0.0; samples.len()];
    for _ in 0..PASSES {
        for (column, values) in values.iter().enumerate() {
            let (mut slope, mut bend) = (0.0, 0.0);
            for (at, value) in values {
                let likely = 1.0 / (1.0 + f64::exp(-odds[*at]));
                slope += counts[*at] * value * (likely - f64::from(u8::from(about[*at])));
                bend += counts[*at] * value * value * (likely * (1.0 - likely)).max(0.05);
            }
            let old: f64 = weights[column];
            let new = match column {
                0 => old - slope / bend.max(1e-9),
                _ => {
                    let aim = (bend * old - slope) / (bend + 1.0);
                    let shrink = if column <= OWN { 0.0 } else { SPARSE / (bend + 1.0) };
                    aim.signum() * (aim.abs() - shrink).max(0.0)
                }
            };
            if new != old {
                weights[column] = new;
                for (at, value) in values {
                    odds[*at] += value * (new - old);
                }
            }
        }
    }
    for (kind, scale) in OWN_SCALE.iter().enumerate() {
        weights[1 + kind] *= scale;
    }
    for at in 0..book.themes().len() {
        weights[1 + OWN + at] *= OTHER_SCALE;
    }
    for ((heading, _), at) in &columns.words {
        weights[1 + OWN + at] *= if *heading { HEADING_SCALE } else { WORD_SCALE };
    }
    weights
}

fn print(theme: usize, weights: &[f64], columns: &Columns, book: &RuleBook) {
    let id = &book.themes()[theme].id;
    let own: Vec<String> = weights[..=OWN].iter().map(|weight| format!("{weight:.2}")).collect();
    println!("{id} own {}", own.join(" "));
    let shown = |weight: f64| (weight.abs() >= 0.005).then(|| format!("{weight:.2}"));
    let line = |kind: &str, pairs: Vec<(&str, f64)>| {
        let pairs: Vec<String> = pairs
            .into_iter()
            .filter_map(|(name, weight)| Some(format!("{name} {}", shown(weight)?)))
            .collect();
        if !pairs.is_empty() {
            println!("{id} {kind} {}", pairs.join(" "));
        }
    };
    let of = |column: usize| weights[1 + OWN + column];
    line("others", book.themes().iter().enumerate().map(|(at, other)| (other.id.as_str(), of(at))).collect());
    for (kind, heading) in [("words", false), ("headings", true)] {
        let words = columns.words.iter().filter(|((in_heading, _), _)| *in_heading == heading);
        line(kind, words.map(|((_, word), at)| (word.as_str(), of(*at))).collect());
    }
}
