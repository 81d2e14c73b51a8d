//! How a record or a comparison looks in one format. Knows nothing of how any value was found.

pub mod clean;
pub mod json;
pub mod lines;
pub mod report;
pub mod terminal;
pub mod text;
pub mod words;

use crate::record::Record;
use std::io;

/// A format that takes records one by one, so that memory need not grow with their number.
pub trait RecordWriter {
    /// Takes the next record.
    ///
    /// # Errors
    /// Where the place written to fails.
    fn write(&mut self, record: &Record) -> io::Result<()>;

    /// Writes what stands after the last record.
    ///
    /// # Errors
    /// Where the place written to fails.
    fn finish(&mut self) -> io::Result<()>;
}
