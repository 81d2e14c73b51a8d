//! Bytes become pages, pages become a text with an outline, the outline yields facts and findings,
//! records are compared and drawn; every fact is a slice of the text.

#[path = "cli/explain.rs"]
pub mod cli_explain;
#[path = "cli/rules.rs"]
pub mod cli_rules;
pub mod classify;
pub mod error;
pub mod evidence;
pub mod layout;
pub mod read;
pub mod record;
pub mod render;
pub mod rules;

use error::Error;
use evidence::Text;
use record::Record;

/// Reads one document into its record. `name` is the path as given, for messages only: the kind of
/// file is told by its content.
///
/// # Errors
/// Where nothing at all can be read; what can be read in part comes with warnings in the record.
pub fn scan(name: &str, bytes: &[u8]) -> Result<Record, Error> {
    let _ = bytes;
    Err(Error::new(name, error::ErrorKind::UnknownFormat("not yet".into())))
}

/// The reading text of one document, in which all evidence of its record counts.
///
/// # Errors
/// As [`scan`].
pub fn text(name: &str, bytes: &[u8]) -> Result<Text, Error> {
    let _ = bytes;
    Err(Error::new(name, error::ErrorKind::UnknownFormat("not yet".into())))
}
