//! What reading costs, by stage, as ratios measured in one run: `cargo bench`.
//!
//! Reads the fixtures, or the folder that `OFSTED_CORPUS` names. Absolute times depend on the machine
//! and are shown for orientation only; ratios are what to quote.

use ofsted_scan::classify::{Sentence, label};
use ofsted_scan::record::Record;
use ofsted_scan::rules::{Role, RuleBook};
use ofsted_scan::{layout, read, scan};
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};
use wait4::Wait4;

/// Each figure is the least of so many runs: what disturbs a run only adds to it.
const RUNS: usize = 5;

fn main() {
    let folder = std::env::var_os("OFSTED_CORPUS")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), PathBuf::from);
    let mut paths = Vec::new();
    gather(&folder, &mut paths);
    let documents: Vec<Vec<u8>> = paths.iter().filter_map(|path| std::fs::read(path).ok()).collect();
    println!("{} PDFs in {}", documents.len(), folder.display());
    stages(&documents);
    program(&folder);
}

fn gather(folder: &Path, found: &mut Vec<PathBuf>) {
    for path in std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()) {
        if path.is_dir() && !path.ends_with("bad") {
            gather(&path, found);
        } else if path.extension().is_some_and(|ending| ending == "pdf") {
            found.push(path);
        }
    }
    found.sort();
}

fn least(mut run: impl FnMut()) -> Duration {
    let times = (0..RUNS).map(|_| {
        let start = Instant::now();
        run();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn stages(documents: &[Vec<u8>]) {
    let options = read::pdf::Options::default();
    let input = |bytes: &Vec<u8>| read::input("a.pdf", bytes, &options).ok();
    let reading = least(|| documents.iter().for_each(|bytes| drop(black_box(input(bytes)))));
    let outline = |bytes: &Vec<u8>| input(bytes).map(layout::outline);
    let laid_out = least(|| documents.iter().for_each(|bytes| drop(black_box(outline(bytes)))));
    let record = |bytes: &Vec<u8>| scan("a.pdf", bytes).ok();
    let whole = least(|| documents.iter().for_each(|bytes| drop(black_box(record(bytes)))));
    let records: Vec<Record> = documents.iter().filter_map(record).collect();
    let labelling = least(|| records.iter().for_each(classify));
    println!("{:<34}{:>9}{:>16}", "stage", "ms", "of reading");
    let rows = [
        ("reading PDFs", reading),
        ("layout", laid_out.saturating_sub(reading)),
        ("facts, labels, record", whole.saturating_sub(laid_out)),
        ("  of these, labelling sentences", labelling),
        ("all", whole),
    ];
    for (stage, time) in rows {
        println!(
            "{stage:<34}{:>9.1}{:>16.2}",
            time.as_secs_f64() * 1e3,
            time.as_secs_f64() / reading.as_secs_f64()
        );
    }
}

/// Labels the sentences of a record once more, three in a paragraph, as in most real ones.
fn classify(record: &Record) {
    let texts = record.findings.iter().map(|finding| finding.text.as_str());
    let sentence =
        |(at, text)| Sentence { starts_block: at % 3 == 0, ..Sentence::plain(text, Role::Findings) };
    let sentences: Vec<Sentence> = texts.enumerate().map(sentence).collect();
    black_box(label(&sentences, RuleBook::built_in()));
}

/// What one run of the program takes.
#[derive(Clone, Copy, PartialEq, PartialOrd)]
struct Cost {
    /// Of all processors.
    cpu: f64,
    /// On the wall.
    wall: f64,
}

/// The program itself: one worker against all, and a second run over an unchanged folder.
fn program(folder: &Path) {
    let cache = std::env::temp_dir().join(format!("ofsted-scan-bench-{}", std::process::id()));
    let run = |arguments: &[&str]| {
        let start = Instant::now();
        let ended = Command::new(env!("CARGO_BIN_EXE_ofsted-scan"))
            .args(["--quiet", "--format", "ndjson"])
            .args(arguments)
            .arg(folder)
            .env("OFSTED_SCAN_CACHE_FOLDER", &cache)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .and_then(|mut child| child.wait4())
            .expect("the program runs");
        let cpu = ended.rusage.utime + ended.rusage.stime;
        Cost { cpu: cpu.as_secs_f64(), wall: start.elapsed().as_secs_f64() }
    };
    let best = |arguments: &[&str]| {
        let runs: Vec<Cost> = (0..RUNS).map(|_| run(arguments)).collect();
        let least = |of: fn(&Cost) -> f64| runs.iter().map(of).fold(f64::INFINITY, f64::min);
        Cost { cpu: least(|cost| cost.cpu), wall: least(|cost| cost.wall) }
    };
    let one = best(&["--no-cache", "--jobs", "1"]);
    let all = best(&["--no-cache"]);
    // The first run fills the cache.
    let first = run(&[]);
    let again = best(&[]);
    println!("one worker takes {:.2} times as long as one a processor", one.wall / all.wall);
    println!(
        "CPU time: {:.2} s for a first run, {:.2} s for a second one over the unchanged folder: 1/{:.0}",
        first.cpu,
        again.cpu,
        first.cpu / again.cpu
    );
    // The folder was made by this run; a failure to clear it costs nobody anything.
    let _ = std::fs::remove_dir_all(cache);
}
