//! Real documents, where they are found: nothing panics, every fact stands where its evidence says,
//! and each type states what it should.
//!
//! Looks in the folder that `OFSTED_CORPUS` names, else in `../shared/corpus` beside the project. It
//! holds a folder for each kind of document: `inspection`, `focused-visit`, `jtai` and `send`.

#[path = "evidence/mod.rs"]
mod evidence;

use ofsted_scan::record::Record;
use std::collections::BTreeMap;
use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Which types a folder's documents may have. A folder may also hold a stray of another kind.
const TYPES: [(&str, &[&str]); 4] = [
    ("inspection", &["ilacs-report", "sif-report"]),
    ("focused-visit", &["focused-visit-letter"]),
    ("jtai", &["jtai-letter"]),
    ("send", &["area-send-report"]),
];

/// The least share of a folder's documents of which each of these must be true.
const LEAST: [(&str, f64); 5] =
    [("type", 0.96), ("authority", 0.99), ("dates", 0.97), ("judgements", 0.97), ("findings", 0.99)];

/// What came of one file.
struct Outcome {
    folder: String,
    path: String,
    panicked: bool,
    record: Option<Record>,
    breaches: Vec<String>,
}

fn corpus() -> Option<PathBuf> {
    let named = std::env::var_os("OFSTED_CORPUS").map(PathBuf::from);
    let beside = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus");
    named.or(Some(beside)).filter(|folder| folder.is_dir())
}

fn files(root: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("the corpus can be listed") {
            let path = entry.expect("the corpus can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "pdf") {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn outcome(root: &Path, path: &Path) -> Outcome {
    let below = path.strip_prefix(root).expect("below the corpus");
    let folder = below.iter().next().expect("a name").to_string_lossy().into_owned();
    let name = below.to_string_lossy().into_owned();
    let bytes = std::fs::read(path).expect("a file of the corpus can be read");
    let read = catch_unwind(AssertUnwindSafe(|| {
        let record = ofsted_scan::scan(&name, &bytes).ok()?;
        let text = ofsted_scan::text(&name, &bytes).ok()?;
        let breaches = evidence::breaches(&record, &text);
        Some((record, breaches))
    }));
    let panicked = read.is_err();
    let (record, breaches) = read.ok().flatten().unzip();
    Outcome { folder, path: name, panicked, record, breaches: breaches.unwrap_or_default() }
}

/// Every file's outcome, done on as many threads as there are processors.
fn outcomes(root: &Path) -> Vec<Outcome> {
    let files = files(root);
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    let workers = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(|| {
                while let Some(path) = files.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let outcome = outcome(root, path);
                    done.lock().expect("no worker panics").push(outcome);
                }
            });
        }
    });
    let mut done = done.into_inner().expect("no worker panics");
    done.sort_by(|a, b| a.path.cmp(&b.path));
    done
}

/// What is true of a record, of the things that [`LEAST`] asks for.
fn holds(what: &str, folder: &str, record: &Record) -> bool {
    let inspection = &record.inspection;
    match what {
        "type" => {
            TYPES.iter().any(|(name, kinds)| *name == folder && kinds.contains(&&*record.document.kind))
        }
        "authority" => inspection.authority.as_ref().is_some_and(|authority| authority.urn.is_some()),
        "dates" => match (&inspection.start, &inspection.end) {
            (Some(start), Some(end)) => start <= end,
            _ => false,
        },
        "judgements" => !record.judgements.is_empty() || ["focused-visit", "jtai"].contains(&folder),
        "findings" => record.findings.len() >= 10,
        other => panic!("{other} is not asked for"),
    }
}

/// Says `words` even where the test passes: the runner keeps `print!` to itself.
fn say(words: &str) {
    let _ = std::io::stderr().write_all(format!("{words}\n").as_bytes());
}

#[test]
fn real_documents_are_read() {
    let Some(root) = corpus() else {
        say("corpus test skipped: no folder of real documents at OFSTED_CORPUS or ../shared/corpus");
        return;
    };
    let outcomes = outcomes(&root);
    let mut complaints = Vec::new();
    let mut folders: BTreeMap<&str, Vec<&Outcome>> = BTreeMap::new();
    for outcome in &outcomes {
        folders.entry(&outcome.folder).or_default().push(outcome);
        if outcome.panicked {
            complaints.push(format!("{}: panicked", outcome.path));
        }
        complaints.extend(outcome.breaches.iter().map(|breach| format!("{}: {breach}", outcome.path)));
    }
    for (folder, outcomes) in folders {
        let records: Vec<&Record> = outcomes.iter().filter_map(|outcome| outcome.record.as_ref()).collect();
        let mut shares = Vec::new();
        for (what, least) in LEAST {
            let right = records.iter().filter(|record| holds(what, folder, record)).count();
            let share = right as f64 / records.len().max(1) as f64;
            shares.push(format!("{what} {share:.3}"));
            if share < least {
                complaints.push(format!("{folder}: {what} {share:.3} is below {least}"));
            }
        }
        say(&format!("{folder}: {} of {} read; {}", records.len(), outcomes.len(), shares.join(", ")));
    }
    assert!(!outcomes.is_empty(), "{} holds no PDF", root.display());
    let shown = complaints.iter().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(complaints.is_empty(), "{} complaints:\n{shown}", complaints.len());
}
