//! One self-contained page.
use super::RecordWriter;
use super::words::Titles;
use crate::record::Record;
use std::io::{self, Write};
pub struct Writer<W> {
    out: W,
    #[allow(dead_code)]
    titles: Titles,
}
impl<W: Write> Writer<W> {
    pub fn new(out: W, titles: Titles) -> Self {
        Writer { out, titles }
    }
}
impl<W: Write> RecordWriter for Writer<W> {
    fn write(&mut self, _: &Record) -> io::Result<()> {
        Ok(())
    }
    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
