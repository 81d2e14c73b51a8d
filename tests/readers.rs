//! The two PDF readers see the same words: in the invented PDFs, and in real ones where they are found.

use ofsted_scan::read::pdf::{Options as Pdf, Reader};
use ofsted_scan::{Options, text_with};
use std::collections::HashMap;
use std::path::{Path, PathBuf};

/// Share of words in common, counted with repeats. Running heads that only one of them can tell from
/// text make up the rest.
const SAME_WORDS: f64 = 0.93;
/// Every so many of the real documents is read twice: all of them would take minutes.
const STEP: usize = 15;

fn words(path: &Path, reader: Reader) -> HashMap<String, i64> {
    let second = Some(PathBuf::from(env!("CARGO_BIN_EXE_ofsted-scan")));
    let options = Options { pdf: Pdf { reader, second, ..Pdf::default() }, ..Options::default() };
    let bytes = std::fs::read(path).expect("a file that was just listed");
    let text = text_with(&path.to_string_lossy(), &bytes, &options)
        .unwrap_or_else(|error| panic!("{reader:?}: {error}"));
    let mut counts = HashMap::new();
    for word in text.as_str().split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1) {
        *counts.entry(word.to_lowercase()).or_default() += 1;
    }
    counts
}

/// Twice the words in common by the words of both.
fn likeness(path: &Path) -> f64 {
    let (first, second) = (words(path, Reader::Hayro), words(path, Reader::PdfExtract));
    let common: i64 = first.iter().map(|(word, count)| count.min(second.get(word).unwrap_or(&0))).sum();
    let all: i64 = first.values().chain(second.values()).sum();
    2.0 * common as f64 / all.max(1) as f64
}

fn pdfs(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> =
        std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() && !path.ends_with("bad") {
            pdfs(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            found.push(path);
        }
    }
}

fn compare(paths: &[PathBuf]) {
    for path in paths {
        let likeness = likeness(path);
        assert!(likeness >= SAME_WORDS, "{}: {likeness:.3} of the words in common", path.display());
    }
}

#[test]
fn invented_documents() {
    let mut found = Vec::new();
    pdfs(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &mut found);
    assert!(found.len() > 15, "the PDFs among the fixtures");
    compare(&found);
}

#[test]
fn real_documents() {
    let beside = || Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    let folder = std::env::var_os("OFSTED_CORPUS").map_or_else(beside, PathBuf::from);
    let mut found = Vec::new();
    pdfs(&folder, &mut found);
    if found.is_empty() {
        println!("skipped: no real documents at {} (OFSTED_CORPUS names another folder)", folder.display());
        return;
    }
    compare(&found.into_iter().step_by(STEP).collect::<Vec<_>>());
}
