//! How a record or a comparison looks in one format. Knows nothing of how any value was found.

pub mod clean;
pub mod comparison;
pub mod csv;
mod findings;
pub mod html;
pub mod json;
pub mod lines;
pub mod markdown;
pub mod record;
pub mod report;
pub mod sqlite;
pub mod tables;
pub mod terminal;
pub mod text;
pub mod words;
pub mod xlsx;

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

#[cfg(test)]
pub(crate) mod sample {
    //! An invented record that holds something of everything, for the tests of every format.
    use crate::record::Record;

    pub fn record() -> Record {
        serde_json::from_str(include_str!("sample.json")).expect("the sample is a record")
    }

    /// The same with every text turned into `text`, as a hostile document would have it.
    pub fn saying(text: &str) -> Record {
        let mut record = record();
        record.document.title = Some(text.into());
        record.document.kind = text.into();
        record.inspection.kind = Some(text.into());
        record.source.path = text.into();
        for inspector in &mut record.inspection.inspectors {
            (inspector.name, inspector.role) = (text.into(), Some(text.into()));
        }
        if let Some(authority) = &mut record.inspection.authority {
            authority.name = text.into();
        }
        record.areas_to_improve.iter_mut().for_each(|area| area.text = text.into());
        record.strengths.iter_mut().for_each(|strength| strength.text = text.into());
        record.warnings.iter_mut().for_each(|warning| warning.message = text.into());
        for finding in &mut record.findings {
            (finding.text, finding.section, finding.themes) =
                (text.into(), Some(text.into()), vec![text.into()]);
        }
        record
    }
}
