//! `ofsted-scan compare PATH...`: what changed from inspection to inspection, and who stands where.

use super::{Context, Failure, Outcome, chosen, formats, input, look, tell};
use clap::ValueEnum;
use ofsted_scan::compare::across::{Across, across};
use ofsted_scan::compare::{Comparison, Depth, compare};
use ofsted_scan::render::comparison::{self, View};
use ofsted_scan::render::report::{Part, Report, Table};
use ofsted_scan::render::{csv, markdown, terminal};
use serde::Serialize;
use std::io::{self, Write};

/// Puts documents in order by authority and inspection, and compares them: judgements with their
/// direction, themes with their balance, and what became of each area to improve. With several
/// authorities: one row an authority, what is most often listed to improve, and who is due.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: input::InputArgs,

    #[command(flatten)]
    chosen: chosen::Args,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal", help_heading = "Display")]
    format: Format,

    /// Which table, for csv and tsv
    #[arg(long, value_name = "TABLE", default_value = "judgements", help_heading = "Display")]
    table: TableName,

    /// Begin csv and tsv with a byte order mark, for Excel
    #[arg(long, help_heading = "Display")]
    bom: bool,

    /// With several authorities: show each through time instead of all side by side
    #[arg(long, help_heading = "Display")]
    each: bool,

    /// Show every sentence by which an area was followed, and the terms that tied it
    #[arg(long, help_heading = "Display")]
    explain: bool,

    /// Count months up to this day [default: today]
    #[arg(long, value_name = "DATE", help_heading = "Display")]
    today: Option<String>,
}

const EXAMPLES: &str = "\
Examples:
  ofsted-scan compare letters/ --authority Wandsworth        one authority through time
  ofsted-scan compare records.ndjson --region London         many side by side, from stored records
  ofsted-scan compare records.ndjson --format csv --table areas-to-improve > followed.csv";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Tables for people
    Terminal,
    /// The same tables as Markdown
    Markdown,
    /// Everything, for scripts
    Json,
    /// One table, one value a cell
    Csv,
    /// The same with tabs
    Tsv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum TableName {
    /// One row an inspection
    Inspections,
    /// One row a judgement
    Judgements,
    /// One row a theme of an inspection
    Themes,
    /// One row a listed area and a later inspection
    AreasToImprove,
    /// Documents that have no place in the order
    SetApart,
    /// One row an authority
    Authorities,
    /// One row a theme: how often it is listed to improve
    ListedThemes,
    /// The same by year
    ListedThemesByYear,
    /// One row an authority, longest without a graded inspection first
    Due,
}

/// What JSON holds.
#[derive(Serialize)]
struct Answer<'r> {
    #[serde(flatten)]
    comparison: &'r Comparison<'r>,
    /// Authorities side by side; absent where each is shown through time.
    #[serde(skip_serializing_if = "Option::is_none")]
    across: Option<Across<'r>>,
}

/// Runs the command.
pub fn run(args: &Args, context: &Context) -> Outcome {
    let selection = args.chosen.selection()?;
    let today = args.today()?;
    let mut records = Vec::new();
    let exit = args.input.gather(context)?.each_record(|record| {
        records.push(record);
        Ok(())
    })?;
    let shallow = compare(&records, &selection, Depth::Standing);
    let through_time = args.each || shallow.timelines.len() == 1;
    let deep = through_time || args.table == TableName::AreasToImprove;
    let comparison = if deep { compare(&records, &selection, Depth::Whole) } else { shallow };
    notices(&comparison);
    let mut out = io::stdout().lock();
    if args.format == Format::Json {
        let across = (!through_time).then(|| across(&comparison.timelines, today));
        let answer = Answer { comparison: &comparison, across };
        serde_json::to_writer_pretty(&mut out, &answer).map_err(io::Error::from)?;
        writeln!(out)?;
        return Ok(exit);
    }
    let (titles, address) = (context.titles(), look::address);
    let look = context.look;
    let width = (args.format == Format::Terminal).then_some(look.width);
    let view = View { titles: &titles, address: &address, explain: args.explain, width };
    let side_by_side = || comparison::across(&across(&comparison.timelines, today), &comparison, &view);
    let report = || if through_time { comparison::timelines(&comparison, &view) } else { side_by_side() };
    match args.format {
        Format::Terminal => out.write_all(terminal::draw(&report(), look).as_bytes())?,
        Format::Markdown => out.write_all(markdown::draw(&report()).as_bytes())?,
        _ => {
            let report = if args.table.is_across() { side_by_side() } else { comparison::tidy(&comparison) };
            let dialect = formats::dialect(args.format == Format::Tsv, args.bom, context);
            write_table(&report, args.table, dialect, &mut out)?;
        }
    }
    out.flush()?;
    Ok(exit)
}

impl Args {
    fn today(&self) -> Result<jiff::civil::Date, Failure> {
        let Some(told) = &self.today else {
            return Ok(jiff::Timestamp::now().to_zoned(jiff::tz::TimeZone::UTC).date());
        };
        ofsted_scan::compare::select::last_day(told).map_err(|error| Failure::Usage(error.to_string()))
    }
}

impl TableName {
    /// Whether the table sets authorities side by side.
    fn is_across(self) -> bool {
        use TableName::*;
        matches!(self, Authorities | ListedThemes | ListedThemesByYear | Due)
    }
}

/// What a person should know beside the answer, once, on standard error.
fn notices(comparison: &Comparison) {
    if comparison.timelines.is_empty() {
        tell("no inspection fits; the answer is empty");
    }
    if let [timeline] = comparison.timelines.as_slice()
        && timeline.inspections.len() == 1
    {
        tell("one inspection alone: there is nothing to compare it with");
    }
    for found in &comparison.contradictions {
        let ((one, says), (other, says_other)) = (&found.one, &found.other);
        tell(format_args!(
            "{}: {} is {says} in {one} and {says_other} in {other}",
            found.authority, found.about
        ));
    }
    if !comparison.apart.is_empty() {
        let names: Vec<_> = comparison.apart.iter().map(|document| document.path).collect();
        tell(format_args!("set apart, without an authority or a date: {}", names.join(", ")));
    }
}

fn write_table(
    report: &Report,
    wanted: TableName,
    dialect: csv::Dialect,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = wanted.to_possible_value().map(|value| value.get_name().to_owned()).unwrap_or_default();
    let mut tables = report.parts.iter().filter_map(|part| match part {
        Part::Table(table) if table.name == name => Some(table),
        _ => None,
    });
    // A table without a row is left out of what people are shown; here it is empty.
    csv::write_table(out, tables.next().unwrap_or(&Table::default()), dialect)
}
