//! Formats by name and by a file's ending, and the writers that they open.

use super::context::Context;
use super::input::{Documents, Entry};
use super::look;
use super::output::Pending;
use super::{Exit, Failure};
use ofsted_scan::record::Record;
use ofsted_scan::render::csv::{self, Dialect};
use ofsted_scan::render::record::{Choice, View, report};
use ofsted_scan::render::tables::{self, TABLES, TidyTable};
use ofsted_scan::render::{RecordWriter, html, json, markdown, sqlite, terminal, text, xlsx};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::{Path, PathBuf};

/// What can be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Format {
    /// A view for people
    Terminal,
    /// One array of records
    Json,
    /// One record a line
    Ndjson,
    /// The reading text, in which all evidence counts
    Text,
    /// Tidy tables, with commas
    Csv,
    /// Tidy tables, with tabs
    Tsv,
    /// A workbook, a sheet a table
    Xlsx,
    /// A database with full-text search
    Sqlite,
    /// The view for people as Markdown
    Markdown,
    /// One self-contained page to read, filter and print
    Html,
}

impl Format {
    /// By a file's ending.
    pub fn of_path(path: &Path) -> Option<Format> {
        let ending = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match ending.as_str() {
            "json" => Format::Json,
            "ndjson" | "jsonl" => Format::Ndjson,
            "txt" => Format::Text,
            "csv" => Format::Csv,
            "tsv" | "tab" => Format::Tsv,
            "xlsx" => Format::Xlsx,
            "sqlite" | "sqlite3" | "db" => Format::Sqlite,
            "md" | "markdown" => Format::Markdown,
            "html" | "htm" => Format::Html,
            _ => return None,
        })
    }
}

/// What is written, and where.
#[derive(Debug)]
pub struct Target {
    pub format: Format,
    /// `None` for standard output.
    pub path: Option<PathBuf>,
    /// For CSV and TSV: one table only.
    pub table: Option<&'static TidyTable>,
    pub bom: bool,
    pub choice: Choice,
}

/// Reads all documents and writes them to the target; a file stands in its place only once it is whole.
///
/// # Errors
/// Where the target cannot be written, or the run was ended.
pub fn write(documents: &Documents<'_>, target: &Target, context: &Context) -> Result<Exit, Failure> {
    match (target.format, &target.path) {
        (Format::Csv | Format::Tsv, Some(path)) if target.table.is_none() => {
            every_table(documents, target, path)
        }
        (Format::Sqlite, Some(path)) => {
            let pending = Pending::new(path)?;
            let mut writer = sqlite::Writer::create(pending.path())?;
            let exit = records(documents, &mut writer)?;
            drop(writer);
            pending.commit()?;
            Ok(exit)
        }
        (Format::Xlsx, Some(path)) => {
            let mut pending = Pending::new(path)?;
            let address = Box::new(|name: &str, page| Some(format!("{}#page={page}", look::address(name)?)));
            let mut writer = xlsx::Writer::new(pending.writer()?, address)?;
            let exit = records(documents, &mut writer)?;
            pending.commit()?;
            Ok(exit)
        }
        (_, Some(path)) => {
            let mut pending = Pending::new(path)?;
            let mut out = pending.writer()?;
            let exit = stream(documents, target, context, &mut out)?;
            out.flush()?;
            pending.commit()?;
            Ok(exit)
        }
        (Format::Xlsx | Format::Sqlite, None) => {
            Err(Failure::Usage("this format is written to a file: name it with -o FILE".into()))
        }
        (_, None) => {
            let stdout = io::stdout();
            // On a terminal each document is seen once it is read.
            let live = stdout.is_terminal();
            let mut out = BufWriter::with_capacity(if live { 1 << 12 } else { 1 << 16 }, stdout.lock());
            let exit = stream(documents, target, context, &mut out);
            // What was written before an end stays whole: up to the last document.
            out.flush()?;
            exit
        }
    }
}

fn records(documents: &Documents<'_>, writer: &mut dyn RecordWriter) -> Result<Exit, Failure> {
    let exit = documents.each_record(|record| writer.write(&record))?;
    writer.finish()?;
    Ok(exit)
}

fn stream(
    documents: &Documents<'_>,
    target: &Target,
    context: &Context,
    out: &mut impl Write,
) -> Result<Exit, Failure> {
    let delimiter = if target.format == Format::Tsv { b'\t' } else { b',' };
    let dialect = Dialect { delimiter, bom: target.bom };
    match target.format {
        Format::Text => documents.each_text(|read| text::write(&read, out)),
        Format::Ndjson => lines(documents, out),
        Format::Json => records(documents, &mut json::Array::new(out)),
        Format::Csv | Format::Tsv => match target.table {
            Some(table) => records(documents, &mut OneTable(csv::Writer::new(out, table, dialect)?)),
            None => Err(Failure::Usage(format!(
                "this format holds one table: choose it with --table {}, or write all with -o FILE",
                TABLES.map(|table| table.name).join("|")
            ))),
        },
        Format::Html => {
            let folder = target.path.as_deref().map(|path| path.parent().unwrap_or("".as_ref()));
            let address = Box::new(|name: &str| look::address_from(folder?, name));
            records(documents, &mut html::Writer::new(out, context.titles(), address))
        }
        Format::Terminal | Format::Markdown | Format::Xlsx | Format::Sqlite => {
            let titles = context.titles();
            let mut begun = false;
            documents.each_record(|record| {
                if std::mem::replace(&mut begun, true) {
                    out.write_all(b"\n\n")?;
                }
                out.write_all(view(&record, target, context, &titles).as_bytes())?;
                out.flush()
            })
        }
    }
}

fn view(
    record: &Record,
    target: &Target,
    context: &Context,
    titles: &ofsted_scan::render::words::Titles,
) -> String {
    let address = look::address(&record.source.path);
    // Links to this machine's files are of no use in a document that is passed on.
    let address = address.as_deref().filter(|_| target.format == Format::Terminal);
    let report = report(record, &View { titles, address, choice: &target.choice });
    match target.format {
        Format::Markdown => markdown::draw(&report),
        _ => terminal::draw(&report, context.look),
    }
}

/// A kept record is a line already.
fn lines(documents: &Documents<'_>, out: &mut impl Write) -> Result<Exit, Failure> {
    documents.each_entry(|entry| match entry {
        Err(_) => Ok(()),
        Ok(Entry::Kept { kept, path }) => {
            out.write_all(kept.line(&path).as_bytes())?;
            out.write_all(b"\n")
        }
        Ok(Entry::Fresh(record)) => json::Lines::new(&mut *out).write(&record),
    })
}

struct OneTable<W: Write>(csv::Writer<W>);

impl<W: Write> RecordWriter for OneTable<W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.0.write(record)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.finish()
    }
}

/// `-o letters.csv` writes `letters.inspections.csv`, `letters.findings.csv` and so on.
fn every_table(documents: &Documents<'_>, target: &Target, path: &Path) -> Result<Exit, Failure> {
    let delimiter = if target.format == Format::Tsv { b'\t' } else { b',' };
    let dialect = Dialect { delimiter, bom: target.bom };
    let mut pending = Vec::new();
    let mut writers = Vec::new();
    for table in &TABLES {
        let mut file = Pending::new(&path_of(path, table))?;
        writers.push(csv::Writer::new(file.writer()?, table, dialect)?);
        pending.push(file);
    }
    let exit =
        documents.each_record(|record| writers.iter_mut().try_for_each(|writer| writer.write(&record)))?;
    writers.iter_mut().try_for_each(csv::Writer::finish)?;
    drop(writers);
    pending.into_iter().try_for_each(Pending::commit)?;
    Ok(exit)
}

fn path_of(path: &Path, table: &TidyTable) -> PathBuf {
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let ending = path.extension().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!("{stem}.{}.{ending}", table.name))
}

/// How a table is written: with commas or tabs, and with a byte order mark where
/// a flag or a setting asks for one.
pub fn dialect(tabs: bool, bom: bool, context: &Context) -> Dialect {
    let delimiter = if tabs { b'\t' } else { b',' };
    Dialect { delimiter, bom: bom || context.settings.switch("bom") }
}

/// The table of this name.
///
/// # Errors
/// With the names that there are.
pub fn table(name: &str) -> Result<&'static TidyTable, Failure> {
    tables::table(name).ok_or_else(|| {
        let names = TABLES.map(|table| table.name);
        let near = super::suggest::nearest(name, names.into_iter());
        Failure::Usage(format!("no table `{name}`{near}; tables are {}", names.join(", ")))
    })
}
