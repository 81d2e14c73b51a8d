//! Measures what became of listed areas against a file of areas that people followed by hand.
//!
//! `cargo run --release --example followed -- RECORDS.ndjson LABELS.tsv [--misses]`
//!
//! The labels are tab-separated with a header: `earlier` and `later` (the ends of two documents' paths),
//! `text` (the area), `outcome` and `second_reading` (two readings of what became of it), `set` (`dev` or
//! `held-out`), and `sentences` (those of the later document that show it, ` || ` between them).

use ofsted_scan::compare::recurring::{Fate, Witness};
use ofsted_scan::compare::select::Selection;
use ofsted_scan::compare::words::words;
use ofsted_scan::compare::{Comparison, Depth, compare};
use std::collections::{BTreeMap, HashMap, HashSet};

#[derive(Default)]
struct Tally {
    all: u32,
    right: u32,
    right_by_either: u32,
    mentioned: u32,
    tied: u32,
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [records, labels, ..] = arguments.as_slice() else {
        eprintln!("usage: followed RECORDS.ndjson LABELS.tsv [--misses]");
        std::process::exit(2);
    };
    let misses = arguments.iter().any(|argument| argument == "--misses");
    let bytes = std::fs::read(records).expect("the records can be read");
    let records: Vec<_> = ofsted_scan::stored::records(records, &bytes).into_iter().flatten().collect();
    let comparison = compare(&records, &Selection::default(), Depth::Whole);
    let labels = std::fs::read_to_string(labels).expect("the labels can be read");
    let mut tallies = BTreeMap::<&str, Tally>::new();
    let mut confusion = BTreeMap::<(&str, &str), u32>::new();
    for label in rows(&labels) {
        let Some((fate, shown_by)) = found(&comparison, &label) else {
            println!("not found: {} -> {}: {}", label["earlier"], label["later"], label["text"]);
            tallies.entry(label["set"]).or_default().all += 1;
            continue;
        };
        let tally = tallies.entry(label["set"]).or_default();
        let name = name(fate);
        let right = name == label["outcome"];
        tally.all += 1;
        tally.right += u32::from(right);
        tally.right_by_either += u32::from(right || name == label["second_reading"]);
        if label["set"] == "dev" {
            *confusion.entry((label["outcome"], name)).or_default() += 1;
        }
        let gold: Vec<_> = label["sentences"].split(" || ").filter(|text| !text.is_empty()).collect();
        let mut tied = true;
        if !gold.is_empty() {
            tied = shown_by.iter().any(|witness| gold.iter().any(|text| same(text, witness.text)));
            tally.mentioned += 1;
            tally.tied += u32::from(tied);
        }
        if misses && !(right && tied) {
            println!(
                "\n[{}] {} ({}), got {name}{}: {}",
                label["set"],
                label["outcome"],
                label["second_reading"],
                if tied { "" } else { ", NOT TIED" },
                label["text"]
            );
            println!("   {} -> {}", label["earlier"], label["later"]);
            for text in &gold {
                println!("   want  {text}");
            }
            for witness in shown_by {
                println!(
                    "   got   {:.2} {:?} {:?} {}",
                    witness.likeness, witness.polarity, witness.because, witness.text
                );
            }
        }
    }
    for (set, tally) in tallies {
        let share = |part: u32, all: u32| f64::from(part) / f64::from(all.max(1));
        println!(
            "{set}: {} areas; right outcome {:.3} (either reading {:.3}); of {} mentioned again, tied to a right sentence {:.3}",
            tally.all,
            share(tally.right, tally.all),
            share(tally.right_by_either, tally.all),
            tally.mentioned,
            share(tally.tied, tally.mentioned)
        );
    }
    for ((want, got), count) in confusion {
        println!("  {want:>16} -> {got:<16} {count}");
    }
}

fn rows(table: &str) -> impl Iterator<Item = HashMap<&str, &str>> {
    let mut lines = table.lines();
    let header: Vec<_> = lines.next().unwrap_or("").split('\t').collect();
    lines.map(move |line| header.iter().copied().zip(line.split('\t')).collect())
}

/// What the comparison says of the labelled area in the labelled later document.
fn found<'c>(comparison: &'c Comparison, label: &HashMap<&str, &str>) -> Option<(Fate, &'c [Witness<'c>])> {
    for timeline in &comparison.timelines {
        for area in timeline.areas_to_improve.iter().filter(|area| area.path.ends_with(label["earlier"])) {
            if !same(area.text, label["text"]) {
                continue;
            }
            let later = area.later.iter().find(|outcome| {
                let documents = &timeline.inspections[outcome.inspection].documents;
                documents.iter().any(|telling| telling.path.ends_with(label["later"]))
            });
            if let Some(outcome) = later {
                return Some((outcome.fate, &outcome.shown_by));
            }
        }
    }
    None
}

fn name(fate: Fate) -> &'static str {
    match fate {
        Fate::ListedAgain => "listed-again",
        Fate::StillCriticised => "still-criticised",
        Fate::Mixed => "mixed",
        Fate::NowPraised => "now-praised",
        Fate::NotMentioned => "not-mentioned",
    }
}

/// Whether two texts are the same sentence, or one holds nearly all of the other: people and programs
/// cut sentences differently.
fn same(one: &str, other: &str) -> bool {
    let set = |text: &str| words(text).into_iter().map(|word| word.text).collect::<HashSet<_>>();
    let (one, other) = (set(one), set(other));
    let smaller = one.len().min(other.len()).max(1);
    one.intersection(&other).count() as f64 / smaller as f64 > 0.85
}
