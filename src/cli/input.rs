//! The arguments that every command which reads documents shares, and the reading itself: with the
//! rules and the cache that settings name.

use super::config::Settings;
use super::progress::Progress;
use super::{Context, Exit, Failure, tell};
use ofsted_scan::batch::cache::{self, Cache, Kept};
use ofsted_scan::batch::{self, Input, Selection, Tally, Workers};
use ofsted_scan::error::{Error, ErrorKind};
use ofsted_scan::evidence::Text;
use ofsted_scan::read::pdf;
use ofsted_scan::record::Record;
use ofsted_scan::{Options, stored};
use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::time::Duration;

/// Which documents to read, and how.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub struct InputArgs {
    /// Files, folders (with all below them), patterns, or `-` for standard input; also records that
    /// were written as JSON or NDJSON
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<String>,

    /// Read the names of documents from FILE, one a line (`-` for standard input)
    #[arg(long, value_name = "FILE", help_heading = "Reading")]
    pub files_from: Option<String>,

    #[command(flatten)]
    pub reading: ReadingArgs,
}

/// How to read documents, whichever they are.
#[derive(Debug, Clone, clap::Args)]
#[group(skip)]
pub struct ReadingArgs {
    /// In folders, take only files that match GLOB; with a leading `!`, leave them out
    #[arg(long, value_name = "GLOB", help_heading = "Reading")]
    pub glob: Vec<String>,

    /// In folders, pass over `.ignore` and `.ofsted-scan-ignore` files
    #[arg(long, help_heading = "Reading")]
    pub no_ignore: bool,

    /// Read N documents at a time [default: one a processor]
    #[arg(short, long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Reading")]
    pub jobs: Option<u16>,

    /// Read every document anew, and keep nothing
    #[arg(long, help_heading = "Reading")]
    pub no_cache: bool,

    /// Which crate reads PDFs
    #[arg(long, value_name = "READER", help_heading = "Reading")]
    pub reader: Option<ReaderName>,

    /// Give up on a document after so many seconds
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u16).range(1..), help_heading = "Reading")]
    pub timeout: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum ReaderName {
    /// The usual one; the other where it finds no text
    Hayro,
    /// The second one alone, in a process of its own
    PdfExtract,
}

impl std::fmt::Display for ReaderName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            ReaderName::Hayro => "hayro",
            ReaderName::PdfExtract => "pdf-extract",
        })
    }
}

/// Documents to read, found.
pub struct Documents<'c> {
    inputs: Vec<Result<Input, Error>>,
    workers: Workers,
    context: &'c Context,
    cache: Option<Cache>,
    pdf: pdf::Options,
}

/// A record read now, or kept from an earlier run.
pub enum Entry {
    Fresh(Box<Record>),
    Kept { kept: Kept, path: String },
}

impl Entry {
    /// The record.
    pub fn into_record(self) -> Option<Record> {
        match self {
            Entry::Fresh(record) => Some(*record),
            Entry::Kept { kept, path } => kept.record(&path),
        }
    }

    /// Counts it for the summary.
    fn count(&self, progress: &mut Progress) {
        progress.record(self.kind(), self.warnings(), matches!(self, Entry::Kept { .. }));
    }

    fn kind(&self) -> &str {
        match self {
            Entry::Fresh(record) => &record.document.kind,
            Entry::Kept { kept, .. } => kept.kind(),
        }
    }

    fn warnings(&self) -> usize {
        match self {
            Entry::Fresh(record) => record.warnings.len(),
            Entry::Kept { kept, .. } => kept.warnings(),
        }
    }

    /// Path and message of each warning.
    fn told(&self) -> Vec<(String, String)> {
        let of = |record: &Record| {
            let path = &record.source.path;
            record.warnings.iter().map(|warning| (path.clone(), warning.message.clone())).collect()
        };
        match self {
            Entry::Fresh(record) => of(record),
            Entry::Kept { kept, path } if kept.warnings() > 0 => {
                kept.record(path).as_ref().map(of).unwrap_or_default()
            }
            Entry::Kept { .. } => Vec::new(),
        }
    }
}

impl InputArgs {
    /// Finds the documents.
    pub fn gather<'c>(&self, context: &'c Context) -> Result<Documents<'c>, Failure> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.files_from {
            let list = listed(list).map_err(|e| Failure::Usage(format!("--files-from {list}: {e}")))?;
            paths.extend(batch::names_from(&list));
        }
        self.reading.gather(&paths, context)
    }
}

impl ReadingArgs {
    /// Finds the documents that `paths` name.
    pub fn gather<'c>(&self, paths: &[String], context: &'c Context) -> Result<Documents<'c>, Failure> {
        let mut settings = context.settings.clone();
        settings.flag("jobs", self.jobs);
        settings.flag("cache", self.no_cache.then_some(false));
        settings.flag("reader", self.reader);
        settings.flag("timeout", self.timeout);
        let selection = Selection { globs: self.glob.clone(), no_ignore: self.no_ignore };
        let inputs = batch::gather(paths, &selection).map_err(Failure::Usage)?;
        if inputs.is_empty() {
            tell(format_args!("nothing to read: no documents in {}", paths.join(", ")));
        }
        let mut workers = settings.count("jobs").map_or_else(Workers::default, Workers::new);
        workers.stop = context.stop.clone();
        let cache = settings.switch("cache").then(|| cache_folder(&settings)).flatten();
        let pdf = pdf_options(&settings);
        let cache = cache.map(|folder| Cache::new(&folder, &version(context, &pdf)));
        Ok(Documents { inputs, workers, context, cache, pdf })
    }
}

/// The folder that records are kept in.
pub fn cache_folder(settings: &Settings) -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let platform =
        || etcetera::choose_base_strategy().ok().map(|folders| folders.cache_dir().join("ofsted-scan"));
    settings.word("cache-folder").map(PathBuf::from).or_else(platform)
}

fn pdf_options(settings: &Settings) -> pdf::Options {
    let mut options = pdf::Options { second: std::env::current_exe().ok(), ..pdf::Options::default() };
    if settings.word("reader").as_deref() == Some("pdf-extract") {
        options.reader = pdf::Reader::PdfExtract;
    }
    if let Some(seconds) = settings.count("timeout") {
        options.limits.time = Duration::from_secs(seconds as u64);
    }
    options
}

/// What makes a record what it is, beside the document.
fn version(context: &Context, pdf: &pdf::Options) -> String {
    let (number, source) = (env!("CARGO_PKG_VERSION"), env!("SOURCE_STATE"));
    format!("{number} {source} {} {:?} {:?}", context.rules.hash(), pdf.reader, pdf.limits)
}

fn listed(list: &str) -> io::Result<String> {
    let mut bytes = Vec::new();
    match list {
        "-" => io::stdin().lock().read_to_end(&mut bytes).map(drop)?,
        path => bytes = fs::read(path)?,
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Documents<'_> {
    /// Reads the record, or the stored records, of every input; hands each to `write` in order, and
    /// tells every error. Says with which status the command ends.
    pub fn each_record(&self, mut write: impl FnMut(Record) -> io::Result<()>) -> Result<Exit, Failure> {
        self.each_entry(|entry| entry.ok().and_then(Entry::into_record).map_or(Ok(()), &mut write))
    }

    /// As [`Documents::each_record`], for whoever can use a kept record as it is, or needs to know what
    /// could not be read, in its place.
    pub fn each_entry(
        &self,
        mut take: impl FnMut(Result<Entry, Error>) -> io::Result<()>,
    ) -> Result<Exit, Failure> {
        self.each(
            |name, bytes| Ok(self.entries(name, bytes)),
            |outcome, progress| {
                for entry in outcome.unwrap_or_else(|error| vec![Err(error)]) {
                    match &entry {
                        Ok(entry) => {
                            entry.count(progress);
                            self.say_warnings(entry, progress);
                        }
                        Err(error) => progress.failed(error),
                    }
                    take(entry)?;
                }
                Ok(())
            },
        )
    }

    /// Hands on the record of every input together with its reading text. Stored records have no text, and
    /// are told as errors.
    pub fn each_with_text(
        &self,
        mut take: impl FnMut(Record, Text) -> io::Result<()>,
    ) -> Result<Exit, Failure> {
        self.each(
            |name, bytes| self.entry_with_text(name, bytes),
            |outcome, progress| match outcome {
                Ok((entry, text)) => {
                    entry.count(progress);
                    self.say_warnings(&entry, progress);
                    entry.into_record().map_or(Ok(()), |record| take(record, text))
                }
                Err(error) => {
                    progress.failed(error);
                    Ok(())
                }
            },
        )
    }

    /// Hands on the reading text of every input.
    pub fn each_text(&self, mut write: impl FnMut(Text) -> io::Result<()>) -> Result<Exit, Failure> {
        self.each(
            |name, bytes| ofsted_scan::text_with(name, bytes, &self.options()),
            |outcome, progress| match outcome {
                Ok(text) => {
                    progress.text();
                    write(text)
                }
                Err(error) => {
                    progress.failed(error);
                    Ok(())
                }
            },
        )
    }

    /// Reads every input with `read`; `write` takes what it gives, in order.
    fn each<T: Send>(
        &self,
        read: impl Fn(&str, &[u8]) -> Result<T, Error> + Sync,
        mut write: impl FnMut(Result<T, Error>, &mut Progress) -> io::Result<()>,
    ) -> Result<Exit, Failure> {
        let mut progress = Progress::new(self.context.voice, self.inputs.len());
        let mut failure = None;
        let mut done = 0;
        batch::each_document(&self.inputs, &self.workers, read, |result| {
            done += 1;
            let written = write(result, &mut progress);
            progress.step(done);
            match written {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Some(error);
                    ControlFlow::Break(())
                }
            }
        });
        if let Some(error) = failure {
            return Err(error.into());
        }
        let tally = progress.finish();
        if self.workers.stop.requested() {
            return Err(Failure::Interrupted);
        }
        Ok(status(tally))
    }

    fn entries(&self, name: &str, bytes: &[u8]) -> Vec<Result<Entry, Error>> {
        if stored::is_stored(bytes) {
            let fresh = |record: Record| Entry::Fresh(Box::new(record));
            return stored::records(name, bytes).into_iter().map(|record| record.map(fresh)).collect();
        }
        vec![self.entry(name, bytes)]
    }

    fn entry(&self, name: &str, bytes: &[u8]) -> Result<Entry, Error> {
        let Some(cache) = &self.cache else { return self.read(name, bytes) };
        let key = cache::key(bytes);
        if let Some(kept) = cache.get(&key) {
            return Ok(Entry::Kept { kept, path: name.to_owned() });
        }
        let entry = self.read(name, bytes)?;
        if let Entry::Fresh(record) = &entry {
            cache.put(&key, record);
        }
        Ok(entry)
    }

    fn entry_with_text(&self, name: &str, bytes: &[u8]) -> Result<(Entry, Text), Error> {
        if stored::is_stored(bytes) {
            return Err(Error::new(name, ErrorKind::StoredWithoutText));
        }
        let key = cache::key(bytes);
        let kept = self.cache.as_ref().and_then(|cache| cache.get(&key).zip(cache.get_text(&key)));
        if let Some((kept, text)) = kept {
            return Ok((Entry::Kept { kept, path: name.to_owned() }, text));
        }
        let (record, text) = ofsted_scan::read_with(name, bytes, &self.options())?;
        if let Some(cache) = &self.cache {
            cache.put(&key, &record);
            cache.put_text(&key, &text);
        }
        Ok((Entry::Fresh(Box::new(record)), text))
    }

    fn read(&self, name: &str, bytes: &[u8]) -> Result<Entry, Error> {
        let record = ofsted_scan::scan_with(name, bytes, &self.options())?;
        Ok(Entry::Fresh(Box::new(record)))
    }

    fn options(&self) -> Options<'_> {
        Options { book: self.context.rules.book(), pdf: self.pdf.clone() }
    }

    fn say_warnings(&self, entry: &Entry, progress: &Progress) {
        if self.context.voice.verbose {
            for (path, message) in entry.told() {
                progress.say(format_args!("{path}: warning: {message}"));
            }
        }
    }
}

fn status(tally: Tally) -> Exit {
    match tally {
        Tally { read: 0, failed: 0 } => Exit::NothingToRead,
        Tally { failed: 0, .. } => Exit::Done,
        _ => Exit::SomeUnreadable,
    }
}
