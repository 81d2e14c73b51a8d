//! `ofsted-scan PATH...`: reads documents and writes what they hold.

use super::look::{self, LookArgs};
use super::{Outcome, input};
use clap::ValueEnum;
use ofsted_scan::record::{Polarity, Record};
use ofsted_scan::render::record::{Choice, View};
use ofsted_scan::render::terminal::{self, Look};
use ofsted_scan::render::words::Titles;
use ofsted_scan::render::{self, RecordWriter, json, text};
use std::io::{self, BufWriter, Write};

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(flatten)]
    input: input::Args,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    format: Format,

    /// Show only what tells of THEME (may be given more than once)
    #[arg(long, value_name = "THEME", help_heading = "Display")]
    theme: Vec<String>,

    /// Show only sentences of this polarity (may be given more than once)
    #[arg(long, value_name = "POLARITY", help_heading = "Display")]
    polarity: Vec<PolarityArg>,

    /// Show every sentence, not only the most telling ones
    #[arg(long, help_heading = "Display")]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A view for people
    Terminal,
    /// One array of records
    Json,
    /// One record a line
    Ndjson,
    /// The reading text, in which all evidence counts
    Text,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PolarityArg {
    Strength,
    Improvement,
    Mixed,
    Neutral,
}

impl From<PolarityArg> for Polarity {
    fn from(arg: PolarityArg) -> Self {
        match arg {
            PolarityArg::Strength => Polarity::Strength,
            PolarityArg::Improvement => Polarity::Improvement,
            PolarityArg::Mixed => Polarity::Mixed,
            PolarityArg::Neutral => Polarity::Neutral,
        }
    }
}

pub fn run(args: Args, look: &LookArgs) -> Outcome {
    let documents = args.input.gather()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.format == Format::Text {
        let exit = documents.each(ofsted_scan::text, |read| text::write(&read, &mut out))?;
        out.flush()?;
        return Ok(exit);
    }
    let mut writer: Box<dyn RecordWriter + '_> = match args.format {
        Format::Json => Box::new(json::Array::new(&mut out)),
        Format::Terminal => Box::new(Views::new(&args, look::look(look), &mut out)),
        _ => Box::new(json::Lines::new(&mut out)),
    };
    let exit = documents.each(ofsted_scan::scan, |record| writer.write(&record))?;
    writer.finish()?;
    drop(writer);
    out.flush()?;
    Ok(exit)
}

/// One view after the other.
struct Views<W> {
    out: W,
    look: Look,
    choice: Choice,
    titles: Titles,
    begun: bool,
}

impl<W: Write> Views<W> {
    fn new(args: &Args, look: Look, out: W) -> Self {
        let polarities = args.polarity.iter().map(|&polarity| polarity.into()).collect();
        let choice = Choice { themes: args.theme.clone(), polarities, all: args.all };
        Views { out, look, choice, titles: Titles::default(), begun: false }
    }
}

impl<W: Write> RecordWriter for Views<W> {
    fn write(&mut self, record: &Record) -> io::Result<()> {
        let address = look::address(&record.source.path);
        let view = View { titles: &self.titles, address: address.as_deref(), choice: &self.choice };
        if std::mem::replace(&mut self.begun, true) {
            self.out.write_all(b"\n\n")?;
        }
        self.out.write_all(terminal::draw(&render::record::report(record, &view), self.look).as_bytes())?;
        // Whoever looks at a terminal should see each document once it is read.
        self.out.flush()
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}
