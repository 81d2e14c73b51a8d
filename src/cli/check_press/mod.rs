//! `ofsted-scan check-press`: is a press text true to the letter it tells of?

mod report;

use super::context::Context;
use super::input::ReadingArgs;
use super::{Outcome, print, tell};
use ofsted_scan::evidence::Text;
use ofsted_scan::press::{self, Letter};
use ofsted_scan::record::Record;
use ofsted_scan::render::{markdown, terminal};

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The press release or article
    #[arg(value_name = "PRESS")]
    press: String,

    /// Letters and reports to hold it against: files or folders
    #[arg(value_name = "LETTER", required = true)]
    letters: Vec<String>,

    #[command(flatten)]
    reading: ReadingArgs,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal")]
    format: Format,
}

const EXAMPLES: &str = "\
Examples:
  ofsted-scan check-press release.html letter.pdf
  ofsted-scan check-press article.txt letters/ --format markdown > check.md";

#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// A view for people
    Terminal,
    Markdown,
    Json,
}

pub fn run(args: &Args, context: &Context) -> Outcome {
    let mut found: Option<Record> = None;
    let told = args.reading.gather(std::slice::from_ref(&args.press), context)?.each_record(|record| {
        found.get_or_insert(record);
        Ok(())
    })?;
    let Some(press) = found else { return Ok(told) };
    for warning in press.warnings.iter().filter(|_| press.quotations.is_empty()) {
        tell(format_args!("{}: {}", args.press, warning.message));
    }
    let mut letters: Vec<(Record, Text)> = Vec::new();
    let exit = args.reading.gather(&args.letters, context)?.each_with_text(|record, text| {
        letters.push((record, text));
        Ok(())
    })?;
    if letters.is_empty() {
        tell(format_args!("nothing to hold {} against: no letter could be read", args.press));
        return Ok(exit);
    }
    let letters: Vec<Letter<'_>> = letters.iter().map(|(record, text)| Letter { record, text }).collect();
    let checked = press::check(&press, &letters);
    match args.format {
        Format::Json => {
            let json = serde_json::to_string_pretty(&checked).map_err(std::io::Error::from)?;
            print(&format!("{json}\n"))?;
        }
        Format::Markdown => print(&markdown::draw(&report::report(&checked)))?,
        Format::Terminal => print(&terminal::draw(&report::report(&checked), context.look))?,
    }
    Ok(exit)
}
