//! Tidy tables as CSV or TSV. No cell is ever a formula to a spreadsheet.

use super::report::Table;
use super::tables::{TidyTable, Value};
use crate::record::Record;
use std::borrow::Cow;
use std::io::{self, Write};

/// Which characters part cells, and what stands before the header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dialect {
    /// `b','` or `b'\t'`.
    pub delimiter: u8,
    /// Begin with a byte order mark, by which Excel knows UTF-8.
    pub bom: bool,
}

/// Writes the rows of one table, record by record.
pub struct Writer<W: Write> {
    out: ::csv::Writer<W>,
    table: &'static TidyTable,
}

impl<W: Write> Writer<W> {
    /// Begins `out` with the header.
    ///
    /// # Errors
    /// Where `out` cannot be written.
    pub fn new(mut out: W, table: &'static TidyTable, dialect: Dialect) -> io::Result<Self> {
        begin(&mut out, dialect)?;
        let mut out = ::csv::WriterBuilder::new().delimiter(dialect.delimiter).from_writer(out);
        out.write_record(table.columns.iter().map(|(name, _)| name))?;
        Ok(Writer { out, table })
    }

    /// Writes the rows that `record` gives.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn write(&mut self, record: &Record) -> io::Result<()> {
        for row in (self.table.rows)(record) {
            self.out.write_record(row.iter().map(cell))?;
        }
        Ok(())
    }

    /// Hands on what is still held back.
    ///
    /// # Errors
    /// Where the output cannot be written.
    pub fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

/// Writes one table of a report.
///
/// # Errors
/// Where `out` cannot be written.
pub fn write_table(mut out: impl Write, table: &Table, dialect: Dialect) -> io::Result<()> {
    begin(&mut out, dialect)?;
    let mut out = ::csv::WriterBuilder::new().delimiter(dialect.delimiter).from_writer(out);
    out.write_record(table.columns.iter().map(|column| column.title.as_str()))?;
    for row in &table.rows {
        out.write_record(row.iter().map(|cell| {
            let words = super::clean::one_line(&cell.text);
            if is_number(&words) { words.into_owned() } else { guarded(words).into_owned() }
        }))?;
    }
    out.flush()
}

/// `-2` and `+1` compute to themselves.
fn is_number(words: &str) -> bool {
    let digits = words.strip_prefix(['+', '-']).unwrap_or(words);
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn begin(out: &mut impl Write, dialect: Dialect) -> io::Result<()> {
    if dialect.bom { out.write_all("\u{feff}".as_bytes()) } else { Ok(()) }
}

fn cell(value: &Value) -> String {
    match value {
        Value::Text(words) => guarded(Cow::Borrowed(words)).into_owned(),
        other => other.words(),
    }
}

/// Text that a spreadsheet would compute gets an apostrophe before it, as spreadsheets mark text.
pub fn guarded(words: Cow<'_, str>) -> Cow<'_, str> {
    if words.trim_start().starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']) {
        Cow::Owned(format!("'{words}"))
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::{sample, tables};

    const COMMAS: Dialect = Dialect { delimiter: b',', bom: false };

    fn written(record: &Record, table: &'static TidyTable, dialect: Dialect) -> Vec<u8> {
        let mut out = Vec::new();
        let mut writer = Writer::new(&mut out, table, dialect).unwrap();
        writer.write(record).unwrap();
        writer.finish().unwrap();
        drop(writer);
        out
    }

    #[test]
    fn cells_read_back_as_they_were() {
        for dialect in [COMMAS, Dialect { delimiter: b'\t', bom: false }] {
            for table in &tables::TABLES {
                let record = sample::saying("He said \"no\", twice;\tand\nleft – Zoë");
                let bytes = written(&record, table, dialect);
                let mut reader =
                    ::csv::ReaderBuilder::new().delimiter(dialect.delimiter).from_reader(&bytes[..]);
                let got: Vec<Vec<String>> =
                    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect();
                let want: Vec<Vec<String>> =
                    (table.rows)(&record).iter().map(|row| row.iter().map(Value::words).collect()).collect();
                assert_eq!(got, want);
            }
        }
    }

    #[test]
    fn no_cell_is_a_formula() {
        for evil in
            ["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=cmd|' /C calc'!A0", "  =1", "\r=1", "\u{200b}=1", "＝1"]
        {
            for table in &tables::TABLES {
                let bytes = written(&sample::saying(evil), table, COMMAS);
                for row in ::csv::Reader::from_reader(&bytes[..]).records() {
                    for cell in &row.unwrap() {
                        assert!(
                            !cell.trim_start().starts_with(['=', '+', '-', '@', '＝']),
                            "{evil:?}: {cell:?}"
                        );
                    }
                }
            }
        }
    }

    #[test]
    fn a_table_of_a_report_keeps_numbers_and_guards_formulas() {
        let row = ["-2", "+1", "-2+3", "+", "=1"].map(super::super::report::Cell::from);
        let columns = ["a", "b", "c", "d", "e"].map(super::super::report::Column::words);
        let table = Table { columns: columns.into(), rows: vec![row.into()], ..Table::default() };
        let mut out = Vec::new();
        write_table(&mut out, &table, COMMAS).unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "a,b,c,d,e\n-2,+1,'-2+3,'+,'=1\n");
    }

    #[test]
    fn a_byte_order_mark_only_where_asked_for() {
        let table = &tables::TABLES[0];
        assert!(
            written(&sample::record(), table, Dialect { bom: true, ..COMMAS })
                .starts_with("\u{feff}".as_bytes())
        );
        assert!(written(&sample::record(), table, COMMAS).starts_with(b"document,"));
    }
}
