//! Learns the meanings of the field's words, `src/compare/meanings.txt`, from a sentence encoder.
//!
//! 1. `cargo run --release --example meanings -- sentences RECORDS.ndjson > SENTENCES.txt` writes every
//!    different sentence and listed area of stored records, one a line.
//! 2. Any sentence encoder gives each line a vector: little-endian 32-bit floats, a row a line, no header.
//!    With the Python package `sentence-transformers` and a model at hand:
//!    `SentenceTransformer(MODEL).encode(lines, normalize_embeddings=True).astype("<f4").tofile("VECTORS.f32")`
//! 3. `cargo run --release --example meanings -- learn SENTENCES.txt VECTORS.f32 MODEL > src/compare/meanings.txt`
//!
//! The vectors are turned to their 64 directions of most variance, each divided by the fourth root of its
//! variance, so that the few by which all reports differ do not drown the rest. Then a ridge regression
//! finds for each stem the vector by which the sum over a sentence's stems comes closest to the sentence's.
//! Names of places and people, and numbers, take part in it but are not written: they are no subject. A stem is
//! written as the word in which it stands most often.

use ofsted_scan::compare::words::{stem, words};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Numbers kept of a vector.
const DIMENSIONS: usize = 64;
/// Sentences that must hold a stem: of fewer too little is learnt.
const LEAST_SENTENCES: u32 = 12;
/// Added to each stem's own weight, in sentences of one word: draws rare ones to nothing.
const RIDGE: f64 = 0.5;
/// Rounds in which the directions of most variance are found.
const ROUNDS: usize = 60;
/// Share of a stem's places inside sentences with a capital from which it is a name.
const NAME: f64 = 0.6;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["sentences", records] => sentences(records),
        ["learn", sentences, vectors, model] => learn(sentences, vectors, model),
        _ => {
            eprintln!(
                "usage: meanings sentences RECORDS.ndjson | meanings learn SENTENCES.txt VECTORS.f32 MODEL"
            );
            std::process::exit(2);
        }
    }
}

fn sentences(records: &str) {
    let bytes = std::fs::read(records).expect("the records can be read");
    let mut texts = BTreeSet::new();
    for record in ofsted_scan::stored::records(records, &bytes).into_iter().flatten() {
        texts.extend(record.findings.iter().map(|finding| one_line(&finding.text)));
        texts.extend(record.areas_to_improve.iter().map(|area| one_line(&area.text)));
    }
    for text in texts {
        println!("{text}");
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn learn(sentences: &str, vectors: &str, model: &str) {
    let text = std::fs::read_to_string(sentences).expect("the sentences can be read");
    let bytes = std::fs::read(vectors).expect("the vectors can be read");
    let lines: Vec<&str> = text.lines().collect();
    let numbers: Vec<f64> = bytes
        .chunks_exact(4)
        .map(|bytes| f64::from(f32::from_le_bytes(bytes.try_into().expect("four bytes"))))
        .collect();
    let width = numbers.len() / lines.len().max(1);
    assert!(width >= DIMENSIONS && numbers.len() == width * lines.len(), "a row of vectors for each line");
    let targets = turned(&numbers, width);
    let (stems, names) = stems(&lines);
    let words = commonest_words(&lines);
    let directions = regressed(&lines, &stems, &targets);
    let largest = directions.iter().flatten().fold(0.0f64, |most, number| most.max(number.abs()));
    println!(
        "# Directions of the field's words, each for all with its stem: {DIMENSIONS} numbers from -127 to 127, two hexadecimal digits each."
    );
    println!(
        "# Written by `examples/meanings.rs` from {} sentences of inspection documents, each with its",
        lines.len()
    );
    println!("# vector by {model}.");
    println!(
        "# Numbers are a regression's, not the encoder's own weights; no sentence can be read from them."
    );
    for (stem, place) in &stems {
        let direction = directions[*place].map(|number| (number / largest * 127.0).round() as i8);
        if names.contains(stem) || direction.iter().all(|number| *number == 0) {
            continue;
        }
        let digits: String = direction.iter().map(|number| format!("{:02x}", *number as u8)).collect();
        println!("{} {digits}", words[stem]);
    }
}

/// Each vector less their mean, along the directions of most variance.
fn turned(numbers: &[f64], width: usize) -> Vec<[f64; DIMENSIONS]> {
    let rows = || numbers.chunks_exact(width);
    let count = rows().len() as f64;
    let mut mean = vec![0.0; width];
    for row in rows() {
        mean.iter_mut().zip(row).for_each(|(mean, number)| *mean += number / count);
    }
    let mut covariance = vec![0.0; width * width];
    for row in rows() {
        let row: Vec<f64> = row.iter().zip(&mean).map(|(number, mean)| number - mean).collect();
        for (one, line) in row.iter().zip(covariance.chunks_exact_mut(width)) {
            line.iter_mut().zip(&row).for_each(|(sum, other)| *sum += one * other / count);
        }
    }
    // Orthogonal iteration from the first axes: the same on every run.
    let mut basis: Vec<Vec<f64>> = (0..DIMENSIONS)
        .map(|at| (0..width).map(|axis| f64::from(u8::from(axis == at)) + 0.01).collect())
        .collect();
    let mut variances = [0.0; DIMENSIONS];
    for _ in 0..ROUNDS {
        for at in 0..DIMENSIONS {
            let mut next: Vec<f64> =
                covariance.chunks_exact(width).map(|line| dot(line, &basis[at])).collect();
            for before in &basis[..at] {
                let along = dot(&next, before);
                next.iter_mut().zip(before).for_each(|(number, before)| *number -= along * before);
            }
            variances[at] = dot(&next, &next).sqrt();
            next.iter_mut().for_each(|number| *number /= variances[at].max(f64::MIN_POSITIVE));
            basis[at] = next;
        }
    }
    rows()
        .map(|row| {
            let row: Vec<f64> = row.iter().zip(&mean).map(|(number, mean)| number - mean).collect();
            std::array::from_fn(|at| dot(&row, &basis[at]) / variances[at].powf(0.25))
        })
        .collect()
}

fn dot(one: &[f64], other: &[f64]) -> f64 {
    one.iter().zip(other).map(|(one, other)| one * other).sum()
}

/// The stems that enough sentences hold, with their places, and those of them that are names or numbers.
fn stems(lines: &[&str]) -> (BTreeMap<String, usize>, BTreeSet<String>) {
    let mut counts = HashMap::<String, u32>::new();
    let mut inside = HashMap::<String, (u32, u32)>::new();
    for line in lines {
        for stem in stems_of(line) {
            *counts.entry(stem).or_default() += 1;
        }
        for word in line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).skip(1) {
            let mut letters = word.chars();
            // "PEPs" is no name.
            let name = letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase);
            let (named, all) = inside.entry(stem(&word.to_lowercase()).into_owned()).or_default();
            *named += u32::from(name);
            *all += 1;
        }
    }
    let kept: BTreeSet<String> =
        counts.into_iter().filter(|(_, count)| *count >= LEAST_SENTENCES).map(|(stem, _)| stem).collect();
    let names = kept
        .iter()
        .filter(|stem| {
            let (named, all) = inside.get(*stem).copied().unwrap_or_default();
            f64::from(named) > NAME * f64::from(all) || stem.chars().all(|c| c.is_ascii_digit())
        })
        .cloned()
        .collect();
    (kept.into_iter().enumerate().map(|(place, stem)| (stem, place)).collect(), names)
}

/// Each stem's most frequent word.
fn commonest_words(lines: &[&str]) -> HashMap<String, String> {
    let mut counts = BTreeMap::<String, u32>::new();
    for word in lines.iter().flat_map(|line| words(line)) {
        *counts.entry(word.text).or_default() += 1;
    }
    let mut commonest = HashMap::<String, (u32, String)>::new();
    for (word, count) in counts {
        let most = commonest.entry(stem(&word).into_owned()).or_default();
        if count > most.0 {
            *most = (count, word);
        }
    }
    commonest.into_iter().map(|(stem, (_, word))| (stem, word)).collect()
}

fn stems_of(line: &str) -> BTreeSet<String> {
    words(line).iter().map(|word| stem(&word.text).into_owned()).collect()
}

/// The stems' vectors whose sums, over the root of how many there are, come closest to the targets.
fn regressed(
    lines: &[&str],
    stems: &BTreeMap<String, usize>,
    targets: &[[f64; DIMENSIONS]],
) -> Vec<[f64; DIMENSIONS]> {
    let count = stems.len();
    let mut normal = vec![vec![0.0; count]; count];
    let mut sides = vec![[0.0; DIMENSIONS]; count];
    for (line, target) in lines.iter().zip(targets) {
        let places: Vec<usize> = stems_of(line).iter().filter_map(|stem| stems.get(stem).copied()).collect();
        let share = 1.0 / (places.len().max(1) as f64).sqrt();
        for one in &places {
            sides[*one].iter_mut().zip(target).for_each(|(side, number)| *side += share * number);
            for other in places.iter().filter(|other| *other <= one) {
                normal[*one][*other] += share * share;
            }
        }
    }
    // Cholesky's factor in the lower half, then both substitutions.
    for row in 0..count {
        normal[row][row] += RIDGE;
        let (above, below) = normal.split_at_mut(row);
        let line = &mut below[0];
        for column in 0..row {
            line[column] =
                (line[column] - dot(&line[..column], &above[column][..column])) / above[column][column];
        }
        line[row] = (line[row] - dot(&line[..row], &line[..row])).sqrt();
    }
    for row in 0..count {
        for column in 0..row {
            let (factor, known) = (normal[row][column], sides[column]);
            sides[row].iter_mut().zip(known).for_each(|(side, known)| *side -= factor * known);
        }
        let own = normal[row][row];
        sides[row].iter_mut().for_each(|side| *side /= own);
    }
    for row in (0..count).rev() {
        let own = normal[row][row];
        sides[row].iter_mut().for_each(|side| *side /= own);
        let known = sides[row];
        for column in 0..row {
            let factor = normal[row][column];
            sides[column].iter_mut().zip(known).for_each(|(side, known)| *side -= factor * known);
        }
    }
    sides
}
