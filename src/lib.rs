//! Bytes become pages, pages become a text with an outline, the outline yields facts and findings,
//! records are compared and drawn; every fact is a slice of the text.

mod assemble;
pub mod authorities;
pub mod batch;
pub mod classify;
pub mod compare;
pub mod error;
pub mod evidence;
pub mod extract;
pub mod layout;
pub mod press;
pub mod read;
pub mod record;
pub mod render;
pub mod rules;
pub mod stored;

use error::Error;
use evidence::Text;
use record::{Record, Source};
use rules::RuleBook;

/// How documents are read.
#[derive(Debug, Clone)]
pub struct Options<'b> {
    /// The rules that label sentences.
    pub book: &'b RuleBook,
    /// How PDFs are read, and what one may cost.
    pub pdf: read::pdf::Options,
}

impl Default for Options<'static> {
    fn default() -> Self {
        Options { book: RuleBook::built_in(), pdf: read::pdf::Options::default() }
    }
}

/// Reads one document into its record, with the built-in rules. `name` is the path as given, for
/// messages only: the kind of file is told by its content.
///
/// # Errors
/// Where nothing at all can be read; what can be read in part comes with warnings in the record.
///
/// # Example
/// ```
/// let letter = b"Focused visit to Northmere children's services\n\nThis letter summarises the findings of \
///     the focused visit to Northmere children's services on 3 and 4 May 2022.\n\nYours sincerely";
/// let record = ofsted_scan::scan("letter.txt", letter)?;
/// assert_eq!(record.document.kind, "focused-visit-letter");
/// assert_eq!(record.inspection.start.as_deref(), Some("2022-05-03"));
/// # Ok::<(), ofsted_scan::error::Error>(())
/// ```
pub fn scan(name: &str, bytes: &[u8]) -> Result<Record, Error> {
    scan_with(name, bytes, &Options::default())
}

/// As [`scan`], with rules, limits and PDF reader of the caller's choice.
///
/// # Errors
/// As [`scan`].
pub fn scan_with(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Record, Error> {
    read_with(name, bytes, options).map(|(record, _)| record)
}

/// Record and reading text of one document, read once: what [`press::check`] needs of a letter.
///
/// # Errors
/// As [`scan`].
pub fn read_with(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<(Record, Text), Error> {
    let input = read::input(name, bytes, &options.pdf).map_err(|kind| Error::new(name, kind))?;
    let source = Source {
        path: name.to_owned(),
        format: input.format,
        sha256: assemble::sha256(bytes),
        pages: input.pages(),
    };
    let (outline, facts) = outline_and_facts(input);
    let record = assemble::record(source, &outline, facts, options.book);
    Ok((record, outline.text))
}

fn outline_and_facts(input: read::Input) -> (layout::Outline, extract::Reading) {
    let metadata = input.metadata.clone();
    let marked = matches!(input.content, read::Content::Marked(_));
    let mut outline = layout::outline(input);
    let facts = extract::read(&mut outline, &metadata, marked);
    (outline, facts)
}

/// A sentence of the body with the story of its label.
#[derive(Debug, Clone)]
pub struct Explained {
    /// The sentence as it stands in the record.
    pub finding: record::Finding,
    /// What its section is for.
    pub role: rules::Role,
    /// Headings above it, outermost first.
    pub headings: Vec<String>,
    /// Whether it begins its paragraph or item.
    pub starts_block: bool,
    /// Whether it belongs to an item of a list.
    pub listed: bool,
    pub trace: classify::Trace,
}

/// Why each sentence of the body is labelled as it is, in the order of the record's findings.
///
/// # Errors
/// As [`scan`].
pub fn explain_with(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Vec<Explained>, Error> {
    let input = read::input(name, bytes, &options.pdf).map_err(|kind| Error::new(name, kind))?;
    let (outline, facts) = outline_and_facts(input);
    Ok(assemble::explained(&outline, &facts, options.book))
}

/// The reading text of one document, in which all evidence of its record counts.
///
/// # Errors
/// As [`scan`].
pub fn text(name: &str, bytes: &[u8]) -> Result<Text, Error> {
    text_with(name, bytes, &Options::default())
}

/// As [`text`], with limits and PDF reader of the caller's choice.
///
/// # Errors
/// As [`scan`].
pub fn text_with(name: &str, bytes: &[u8], options: &Options<'_>) -> Result<Text, Error> {
    let input = read::input(name, bytes, &options.pdf).map_err(|kind| Error::new(name, kind))?;
    Ok(layout::outline(input).text)
}
