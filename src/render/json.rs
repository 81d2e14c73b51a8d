//! Records as JSON: one array, or one record a line.

use super::RecordWriter;
use crate::record::Record;
use std::io::{self, Write};

/// One record a line, without line breaks inside it.
pub struct Lines<W>(W);

impl<W: Write> Lines<W> {
    /// Writes to `out`; give it a buffered one.
    pub fn new(out: W) -> Self {
        Lines(out)
    }
}

impl<W: Write> RecordWriter for Lines<W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        serde_json::to_writer(&mut self.0, record)?;
        self.0.write_all(b"\n")
    }

    fn finish(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// All records in one indented array.
pub struct Array<W> {
    out: W,
    begun: bool,
}

impl<W: Write> Array<W> {
    /// Writes to `out`; give it a buffered one.
    pub fn new(out: W) -> Self {
        Array { out, begun: false }
    }
}

impl<W: Write> RecordWriter for Array<W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.out.write_all(if self.begun { b",\n" } else { b"[\n" })?;
        self.begun = true;
        serde_json::to_writer_pretty(&mut self.out, record)?;
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.write_all(if self.begun { b"\n]\n" } else { b"[]\n" })?;
        self.out.flush()
    }
}
