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

/// Reads one document into its record. `name` is the path as given, for messages only: the kind of
/// file is told by its content.
///
/// # Errors
/// Where nothing at all can be read; what can be read in part comes with warnings in the record.
pub fn scan(name: &str, bytes: &[u8]) -> Result<Record, Error> {
    let input = read::input(name, bytes).map_err(|kind| Error::new(name, kind))?;
    let source = Source {
        path: name.to_owned(),
        format: input.format,
        sha256: assemble::sha256(bytes),
        pages: input.pages(),
    };
    let mut outline = layout::outline(input);
    let (profile, warning) = extract::recognise::recognise(&outline);
    outline.warnings.extend(warning);
    let facts = extract::facts(&outline, profile);
    Ok(assemble::record(source, &outline, facts))
}

/// The reading text of one document, in which all evidence of its record counts.
///
/// # Errors
/// As [`scan`].
pub fn text(name: &str, bytes: &[u8]) -> Result<Text, Error> {
    let input = read::input(name, bytes).map_err(|kind| Error::new(name, kind))?;
    Ok(layout::outline(input).text)
}
