//! Measures polarity and themes against labelled sentences, so that a rule can be measured before it
//! is proposed.
//!
//! ```text
//! cargo run --release --example accuracy -- GOLD.tsv [--records FILE.ndjson] [--rules PATH]... [--book DIR] [--misses polarity|themes] [--by-rule]
//! ```
//!
//! `GOLD.tsv` has the columns `id doc section polarity themes text` (themes comma-separated, the most
//! central first) and, if known, `role`: the role of the section for sentences of a listed item.
//! Without `--records` the sentences are labelled as they stand, the row before being the sentence
//! before; with it, labels come from records printed by `ofsted-scan --format ndjson`.
//! `--by-rule` tells for each cue how often it fired and how often the gold says what it says.
//! `--book DIR` takes the folder in place of the built-in rules.

mod labelled;

use anyhow::{Context, Result, bail};
use labelled::{POLARITIES, Row, rows, sentence};
use ofsted_scan::classify::trace::explain_all;
use ofsted_scan::classify::{Sentence, label};
use ofsted_scan::record::{Polarity, Record};
use ofsted_scan::rules::{RuleBook, layers};
use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::PathBuf;

/// What the tool said of a sentence.
#[derive(Clone)]
struct Said {
    polarity: usize,
    themes: Vec<String>,
    rules: Vec<String>,
}

#[derive(Default)]
struct Options {
    gold: Option<PathBuf>,
    records: Option<PathBuf>,
    rules: Vec<PathBuf>,
    book: Option<PathBuf>,
    misses: Option<String>,
    by_rule: bool,
}

fn main() -> Result<()> {
    let options = options()?;
    let Some(gold) = &options.gold else { bail!("give a gold file: accuracy GOLD.tsv") };
    let rows = rows(&std::fs::read_to_string(gold).with_context(|| gold.display().to_string())?)?;
    let started = std::time::Instant::now();
    let book = match &options.book {
        Some(folder) => {
            let mut layer = layers::read(folder)?;
            layer.name = None;
            RuleBook::from_layers(vec![layer])?
        }
        None => RuleBook::load(&options.rules)?,
    };
    let loaded = started.elapsed();
    let said = match &options.records {
        Some(path) => from_records(&rows, &std::fs::read_to_string(path)?)?,
        None => labelled(&rows, &book),
    };
    println!("{} rules loaded in {loaded:.2?}; {} sentences", book.rules().len(), rows.len());
    report(&rows, &said);
    if let Some(what) = &options.misses {
        misses(&rows, &said, what);
    }
    if options.by_rule {
        by_rule(&rows, &book);
    }
    Ok(())
}

fn options() -> Result<Options> {
    let mut options = Options::default();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().with_context(|| format!("{argument} needs a value"));
        match argument.as_str() {
            "--records" => options.records = Some(value()?.into()),
            "--rules" => options.rules.push(value()?.into()),
            "--book" => options.book = Some(value()?.into()),
            "--by-rule" => options.by_rule = true,
            "--misses" => options.misses = Some(value()?),
            _ if argument.starts_with('-') => bail!("unknown option {argument}"),
            _ => options.gold = Some(argument.into()),
        }
    }
    Ok(options)
}

/// Labels the rows, each document's together.
fn labelled(rows: &[Row], book: &RuleBook) -> Vec<Said> {
    let mut said = Vec::new();
    let mut spent = std::time::Duration::ZERO;
    for rows in rows.chunk_by(|a, b| a.doc == b.doc) {
        let sentences: Vec<Sentence> = rows.iter().map(sentence).collect();
        let started = std::time::Instant::now();
        let labels = label(&sentences, book);
        spent += started.elapsed();
        said.extend(labels.into_iter().map(|label| Said {
            polarity: index(label.polarity),
            themes: label.themes,
            rules: label.rules,
        }));
    }
    println!("classified in {:.2?}, {:.2?} a sentence", spent, spent / rows.len().max(1) as u32);
    said
}

fn index(polarity: Polarity) -> usize {
    match polarity {
        Polarity::Strength => 0,
        Polarity::Improvement => 1,
        Polarity::Mixed => 2,
        Polarity::Neutral => 3,
    }
}

fn bag(text: &str) -> HashSet<String> {
    let plain = text.to_lowercase().replace(['’', '\''], "");
    plain.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).map(Into::into).collect()
}

/// Labels from records: the sentence of the same document that shares most words.
fn from_records(rows: &[Row], ndjson: &str) -> Result<Vec<Said>> {
    let mut units: HashMap<String, Vec<(HashSet<String>, Said)>> = HashMap::new();
    for line in ndjson.lines().filter(|line| !line.trim().is_empty()) {
        let record: Record = serde_json::from_str(line)?;
        let mut all = Vec::new();
        for f in record.findings {
            let said = Said { polarity: index(f.polarity), themes: f.themes, rules: f.rules };
            all.push((bag(&f.text), said));
        }
        for item in record.areas_to_improve {
            all.push((bag(&item.text), Said { polarity: 1, themes: item.themes, rules: Vec::new() }));
        }
        for item in record.strengths {
            all.push((bag(&item.text), Said { polarity: 0, themes: item.themes, rules: Vec::new() }));
        }
        units.insert(key(&record.source.path), all);
    }
    let none = Said { polarity: 3, themes: Vec::new(), rules: Vec::new() };
    Ok(rows
        .iter()
        .map(|row| units.get(&key(&row.doc)).and_then(|u| nearest(row, u)).unwrap_or(none.clone()))
        .collect())
}

fn nearest(row: &Row, units: &[(HashSet<String>, Said)]) -> Option<Said> {
    let words = bag(&row.text);
    let mut best: (f64, Option<&Said>) = (0.25, None);
    for (other, said) in units {
        let both = words.intersection(other).count();
        let likeness =
            both as f64 / words.union(other).count().max(1) as f64 + 0.01 * f64::from(both == words.len());
        if both as f64 >= 0.8 * words.len().min(other.len()) as f64 && likeness > best.0 {
            best = (likeness, Some(said));
        }
    }
    best.1.cloned()
}

/// The last three parts of a path name the document.
fn key(path: &str) -> String {
    let parts: Vec<&str> = path.rsplit('/').take(3).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("/")
}

#[derive(Default, Clone)]
struct Tally {
    right: f64,
    extra: f64,
    missed: f64,
}

impl Tally {
    fn f1(&self) -> f64 {
        let whole = 2.0 * self.right + self.extra + self.missed;
        if whole > 0.0 { 2.0 * self.right / whole } else { 0.0 }
    }

    fn precision(&self) -> f64 {
        self.right / (self.right + self.extra).max(1.0)
    }

    fn recall(&self) -> f64 {
        self.right / (self.right + self.missed).max(1.0)
    }
}

struct Figures {
    sentences: usize,
    confusion: [[usize; 4]; 4],
    themes: Tally,
    each_theme: BTreeMap<String, Tally>,
    central: (usize, usize),
    unexplained: usize,
}

fn figures<'a>(pairs: impl Iterator<Item = (&'a Row, &'a Said)>) -> Figures {
    let mut f = Figures {
        sentences: 0,
        confusion: [[0; 4]; 4],
        themes: Tally::default(),
        each_theme: BTreeMap::new(),
        central: (0, 0),
        unexplained: 0,
    };
    for (row, said) in pairs {
        let Some(polarity) = row.polarity else { continue };
        f.sentences += 1;
        f.confusion[polarity][said.polarity] += 1;
        f.unexplained += usize::from(said.rules.is_empty());
        let Some(central) = row.themes.first() else { continue };
        f.central.0 += usize::from(said.themes.contains(central));
        f.central.1 += 1;
        for theme in row.themes.iter().chain(said.themes.iter().filter(|t| !row.themes.contains(t))) {
            let each = f.each_theme.entry(theme.clone()).or_default();
            for tally in [&mut f.themes, each] {
                match (row.themes.contains(theme), said.themes.contains(theme)) {
                    (true, true) => tally.right += 1.0,
                    (true, false) => tally.missed += 1.0,
                    _ => tally.extra += 1.0,
                }
            }
        }
    }
    f
}

impl Figures {
    fn of_class(&self, class: usize) -> f64 {
        let right = self.confusion[class][class] as f64;
        let gold: usize = self.confusion[class].iter().sum();
        let said: usize = self.confusion.iter().map(|row| row[class]).sum();
        if gold + said == 0 { 0.0 } else { 2.0 * right / (gold + said) as f64 }
    }

    fn line(&self, name: &str) -> String {
        let macro_f1 = (0..4).map(|class| self.of_class(class)).sum::<f64>() / 4.0;
        let right: usize = (0..4).map(|class| self.confusion[class][class]).sum();
        format!(
            "| {name} | {} | {macro_f1:.3} | {:.3} | {:.3} | {:.3} |",
            self.sentences,
            right as f64 / self.sentences.max(1) as f64,
            self.themes.f1(),
            self.central.0 as f64 / self.central.1.max(1) as f64
        )
    }
}

fn report(rows: &[Row], said: &[Said]) {
    println!("\n| documents | sentences | polarity macro-F1 | accuracy | themes micro-F1 | central theme |");
    println!("|---|---|---|---|---|---|");
    let kind = |row: &Row| row.doc.split('/').next().unwrap_or("").to_string();
    let mut kinds: Vec<String> = rows.iter().map(kind).collect();
    kinds.sort();
    kinds.dedup();
    for name in &kinds {
        println!("{}", figures(rows.iter().zip(said).filter(|(row, _)| kind(row) == *name)).line(name));
    }
    let all = figures(rows.iter().zip(said));
    println!("{}", all.line("all"));
    println!("\n| gold \\ said | {} | F1 |\n|---|---|---|---|---|---|", POLARITIES.join(" | "));
    for (class, name) in POLARITIES.iter().enumerate() {
        let cells: Vec<String> = all.confusion[class].iter().map(ToString::to_string).collect();
        println!("| {name} | {} | {:.3} |", cells.join(" | "), all.of_class(class));
    }
    println!("\nthemes: precision {:.3}, recall {:.3}", all.themes.precision(), all.themes.recall());
    println!("labels without a rule: {}", all.unexplained);
    let mut worst: Vec<_> = all.each_theme.iter().collect();
    worst.sort_by(|a, b| (b.1.extra + b.1.missed).total_cmp(&(a.1.extra + a.1.missed)));
    println!("\n| theme | right | extra | missed | F1 |\n|---|---|---|---|---|");
    for (theme, t) in worst {
        println!("| {theme} | {} | {} | {} | {:.2} |", t.right, t.extra, t.missed, t.f1());
    }
}

fn misses(rows: &[Row], said: &[Said], what: &str) {
    println!();
    for (row, said) in rows.iter().zip(said) {
        let Some(polarity) = row.polarity else { continue };
        let wrong_themes = row.themes.iter().collect::<HashSet<_>>() != said.themes.iter().collect();
        let rules = said.rules.join(" ");
        if what == "polarity" && polarity != said.polarity {
            let (want, got) = (POLARITIES[polarity], POLARITIES[said.polarity]);
            println!("{} want {want} got {got}: {}\n    {rules}", row.id, row.text);
        } else if what == "themes" && wrong_themes && !row.themes.is_empty() {
            let (want, got) = (row.themes.join(","), said.themes.join(","));
            println!("{} want {want} got {got}: {}\n    {rules}", row.id, row.text);
        }
    }
}

/// How often each cue fired, and in what share of those sentences the gold agrees with it.
fn by_rule(rows: &[Row], book: &RuleBook) {
    let mut tallies: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for rows in rows.chunk_by(|a, b| a.doc == b.doc) {
        let sentences: Vec<Sentence> = rows.iter().map(sentence).collect();
        explain_all(&sentences, book, |at, trace| {
            let row = &rows[at];
            let Some(polarity) = row.polarity else { return };
            let fired: HashSet<(String, String)> =
                trace.cues.into_iter().map(|cue| (cue.rule, cue.says)).collect();
            for (rule, says) in fired {
                let tally = tallies.entry(rule).or_default();
                tally.0 += 1;
                tally.1 += usize::from(row.themes.contains(&says) || POLARITIES[polarity] == says);
            }
        });
    }
    println!("\n| rule | fired | agrees |\n|---|---|---|");
    for (rule, (fired, agrees)) in tallies {
        println!("| {rule} | {fired} | {:.2} |", agrees as f64 / fired as f64);
    }
}
