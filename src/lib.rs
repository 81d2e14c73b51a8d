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
    let input = read::input(name, bytes, &options.pdf).map_err(|kind| Error::new(name, kind))?;
    let source = Source {
        path: name.to_owned(),
        format: input.format,
        sha256: assemble::sha256(bytes),
        pages: input.pages(),
    };
    let metadata = input.metadata.clone();
    let mut outline = layout::outline(input);
    let (profile, warning) = extract::recognise::recognise(&outline);
    // A press text quotes the words that a letter is recognised by, so it is asked first; PDFs are the
    // inspectorate's own unless no type fits.
    if source.format != record::Format::Pdf || profile.id == rules::documents::UNKNOWN {
        let press = extract::press::press(&outline, &metadata);
        if press.sort.is_some() || !press.warnings.is_empty() {
            return Ok(assemble::press::record(source, &outline, &press, options.book));
        }
    }
    outline.warnings.extend(warning);
    let facts = extract::facts(&outline, profile);
    Ok(assemble::record(source, &outline, facts, options.book))
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
