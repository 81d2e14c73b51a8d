//! Tidy tables as a workbook: a sheet a table, typed, filtered, with links to the page and grades
//! coloured. Text is always written as text, never as a formula.

use super::tables::{TABLES, TidyTable, Type, Value};
use super::words::{Word, tone_of};
use super::{RecordWriter, report::Tone};
use crate::record::{Grade, Record};
use rust_xlsxwriter::{
    Color, ConditionalFormatCell, ConditionalFormatCellRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatUnderline, Url, Workbook, Worksheet, XlsxError,
};
use std::io::{self, Seek, Write};

/// Rows of a sheet, less one for the header.
const MOST_ROWS: u32 = 1_048_575;
/// A cell holds at most this many characters.
const MOST_LETTERS: usize = 32_767;

/// Where a page of a document is, as a URI.
pub type Address<'a> = Box<dyn Fn(&str, u32) -> Option<String> + 'a>;

/// Gathers records into a workbook, which is written at the end.
pub struct Writer<'a, W> {
    out: Option<W>,
    sheets: Vec<Sheet>,
    address: Address<'a>,
    formats: Formats,
}

struct Sheet {
    table: &'static TidyTable,
    /// The last is being filled; a sheet that is full is followed by another.
    pages: Vec<Worksheet>,
    next_row: u32,
}

struct Formats {
    plain: Format,
    header: Format,
    prose: Format,
    date: Format,
    link: Format,
    good: Format,
    middling: Format,
    bad: Format,
}

impl Formats {
    fn new() -> Self {
        let top = || Format::new().set_align(FormatAlign::Top);
        let filled = |ink: u32, paper: u32| {
            top().set_font_color(Color::RGB(ink)).set_background_color(Color::RGB(paper))
        };
        Formats {
            plain: top(),
            header: Format::new().set_bold().set_background_color(Color::RGB(0x00E7_ECF2)),
            prose: top().set_text_wrap(),
            date: top().set_num_format("yyyy-mm-dd"),
            link: top().set_font_color(Color::RGB(0x000B_5394)).set_underline(FormatUnderline::Single),
            good: filled(0x0000_5A1E, 0x00D9_EFDF),
            middling: filled(0x0066_4300, 0x00FD_ECC8),
            bad: filled(0x008A_1010, 0x00FA_DAD7),
        }
    }

    fn of(&self, tone: Tone) -> &Format {
        match tone {
            Tone::Good => &self.good,
            Tone::Middling => &self.middling,
            Tone::Bad => &self.bad,
            _ => &self.plain,
        }
    }
}

const GRADES: [Grade; 8] = [
    Grade::Outstanding,
    Grade::Good,
    Grade::RequiresImprovement,
    Grade::Adequate,
    Grade::Inadequate,
    Grade::TypicallyPositive,
    Grade::Inconsistent,
    Grade::SystemicFailings,
];

/// Filters over all rows, and grades coloured by what their cells say.
fn finish(
    page: &mut Worksheet,
    table: &TidyTable,
    last_row: u32,
    formats: &Formats,
) -> Result<(), XlsxError> {
    let last_column = u16::try_from(table.columns.len() - 1).unwrap_or(0);
    page.autofilter(0, 0, last_row, last_column)?;
    for (column, _) in
        (0u16..).zip(table.columns).filter(|(_, (_, kind))| *kind == Type::Grade && last_row > 0)
    {
        for grade in GRADES {
            let rule = ConditionalFormatCell::new()
                .set_rule(ConditionalFormatCellRule::EqualTo(grade.key()))
                .set_format(formats.of(tone_of(grade)));
            page.add_conditional_format(1, column, last_row, column, &rule)?;
        }
    }
    Ok(())
}

impl<'a, W: Write + Seek + Send> Writer<'a, W> {
    /// Will write to `out` once all records are there.
    ///
    /// # Errors
    /// Never in practice: the names of tables are fixed.
    pub fn new(out: W, address: Address<'a>) -> io::Result<Self> {
        let formats = Formats::new();
        let mut sheets = Vec::new();
        for table in &TABLES {
            sheets.push(Sheet {
                table,
                pages: vec![begin(table, 1, &formats).map_err(io_error)?],
                next_row: 1,
            });
        }
        Ok(Writer { out: Some(out), sheets, address, formats })
    }

    fn add(&mut self, record: &Record) -> Result<(), XlsxError> {
        for sheet in &mut self.sheets {
            for row in (sheet.table.rows)(record) {
                if sheet.next_row > MOST_ROWS {
                    sheet.pages.push(begin(sheet.table, sheet.pages.len() + 1, &self.formats)?);
                    sheet.next_row = 1;
                }
                let Some(page) = sheet.pages.last_mut() else { continue };
                for ((column, value), (_, kind)) in (0u16..).zip(&row).zip(sheet.table.columns) {
                    let place = (sheet.next_row, column);
                    write(page, place, value, *kind, &self.formats, &self.address, &record.source.path)?;
                }
                sheet.next_row += 1;
            }
        }
        Ok(())
    }

    fn save(&mut self) -> Result<(), XlsxError> {
        let Some(out) = self.out.take() else { return Ok(()) };
        let mut book = Workbook::new();
        // The same records give the same bytes, so the time of writing is not told.
        let dawn = ExcelDateTime::from_ymd(2000, 1, 1)?;
        book.set_properties(&DocProperties::new().set_title("ofsted-scan").set_creation_datetime(&dawn));
        for mut sheet in self.sheets.drain(..) {
            let count = sheet.pages.len();
            for (at, mut page) in sheet.pages.drain(..).enumerate() {
                let last_row = if at + 1 == count { sheet.next_row - 1 } else { MOST_ROWS };
                finish(&mut page, sheet.table, last_row, &self.formats)?;
                book.push_worksheet(page);
            }
        }
        book.save_to_writer(out)
    }
}

impl<W: Write + Seek + Send> RecordWriter for Writer<'_, W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        self.add(record).map_err(io_error)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.save().map_err(io_error)
    }
}

fn io_error(error: XlsxError) -> io::Error {
    match error {
        XlsxError::IoError(error) => error,
        other => io::Error::other(other.to_string()),
    }
}

fn begin(table: &TidyTable, number: usize, formats: &Formats) -> Result<Worksheet, XlsxError> {
    let mut page = Worksheet::new();
    page.set_name(if number == 1 { table.title.to_owned() } else { format!("{} ({number})", table.title) })?;
    for (column, (name, kind)) in (0u16..).zip(table.columns) {
        page.write_string_with_format(0, column, *name, &formats.header)?;
        let width = match kind {
            Type::Prose => 70.0,
            Type::Text | Type::Grade => 24.0,
            Type::Date => 12.0,
            Type::Number | Type::Yes | Type::Page => 10.0,
        };
        page.set_column_width(column, width)?;
    }
    page.set_freeze_panes(1, 0)?;
    // On paper: A4, and the header on every page.
    page.set_paper_size(9).set_landscape().set_repeat_rows(0, 0)?;
    Ok(page)
}

fn write(
    page: &mut Worksheet,
    (row, column): (u32, u16),
    value: &Value,
    kind: Type,
    formats: &Formats,
    address: &Address<'_>,
    document: &str,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(words) => {
            let words: String = words.chars().take(MOST_LETTERS).collect();
            let format = match kind {
                Type::Prose => &formats.prose,
                _ => &formats.plain,
            };
            page.write_string_with_format(row, column, words, format)?;
        }
        Value::Number(number) => {
            page.write_number_with_format(row, column, *number as f64, &formats.plain)?;
        }
        Value::Date(iso) => match ExcelDateTime::parse_from_str(iso) {
            Ok(date) => drop(page.write_datetime_with_format(row, column, &date, &formats.date)?),
            // A day before 1900 is no date to a spreadsheet.
            Err(_) => drop(page.write_string_with_format(row, column, iso, &formats.plain)?),
        },
        Value::Yes(yes) => drop(page.write_boolean_with_format(row, column, *yes, &formats.plain)?),
        Value::Page(number) => {
            // Excel allows 65,530 links on a sheet, and short ones only.
            let link = address(document, *number).filter(|link| row <= 65_000 && link.len() < 2_000);
            let format = if link.is_some() { &formats.link } else { &formats.plain };
            if let Some(link) = link {
                page.write_url(row, column, Url::new(link))?;
            }
            // The link stays; its text gives way to the number, so that pages sort and count.
            page.write_number_with_format(row, column, f64::from(*number), format)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn book(record: &Record) -> Xlsx<Cursor<Vec<u8>>> {
        let mut bytes = Cursor::new(Vec::new());
        let address: Address = Box::new(|_, page| Some(format!("file:///letters/a%20b.pdf#page={page}")));
        let mut writer = Writer::new(&mut bytes, address).unwrap();
        writer.write(record).unwrap();
        writer.finish().unwrap();
        drop(writer);
        Xlsx::new(bytes).unwrap()
    }

    fn words(data: &Data) -> String {
        match data {
            Data::DateTime(date) => {
                let (year, month, day, ..) = date.to_ymd_hms_milli();
                format!("{year:04}-{month:02}-{day:02}")
            }
            other => other.to_string(),
        }
    }

    fn assert_reads_back(record: &Record) {
        let mut book = book(record);
        for table in &TABLES {
            let sheet = book.worksheet_range(table.title).unwrap();
            let rows = (table.rows)(record);
            assert_eq!(sheet.rows().count(), rows.len() + 1, "{}", table.name);
            for (got, want) in sheet.rows().skip(1).zip(&rows) {
                for (column, value) in want.iter().enumerate() {
                    let got = got.get(column).map(words).unwrap_or_default();
                    assert_eq!(got, value.words(), "{}.{}", table.name, table.columns[column].0);
                }
            }
        }
    }

    #[test]
    fn a_workbook_reads_back_as_the_records() {
        assert_reads_back(&sample::record());
    }

    #[test]
    fn hostile_text_is_text() {
        for evil in
            ["=1+1", "@SUM(A1)", "=HYPERLINK(\"http://x\",\"y\")", "<b>&\"'", "http://x.example", "_x001B_"]
        {
            assert_reads_back(&sample::saying(evil));
            let mut book = book(&sample::saying(evil));
            for table in &TABLES {
                let formulas = book.worksheet_formula(table.title).unwrap();
                assert!(formulas.rows().flatten().all(String::is_empty), "{evil}");
            }
        }
    }
}
