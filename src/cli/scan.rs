//! `ofsted-scan PATH...`: reads documents and writes what they hold.

use super::{Outcome, input};
use clap::ValueEnum;
use ofsted_scan::render::{RecordWriter, json, text};
use std::io::{self, BufWriter, Write};

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(flatten)]
    input: input::Args,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    format: Format,
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

pub fn run(args: Args) -> Outcome {
    let documents = args.input.gather()?;
    let mut out = BufWriter::new(io::stdout().lock());
    if args.format == Format::Text {
        let exit = documents.each(ofsted_scan::text, |read| text::write(&read, &mut out))?;
        out.flush()?;
        return Ok(exit);
    }
    let mut writer: Box<dyn RecordWriter + '_> = match args.format {
        Format::Json => Box::new(json::Array::new(&mut out)),
        _ => Box::new(json::Lines::new(&mut out)),
    };
    let exit = documents.each(ofsted_scan::scan, |record| writer.write(&record))?;
    writer.finish()?;
    drop(writer);
    out.flush()?;
    Ok(exit)
}
