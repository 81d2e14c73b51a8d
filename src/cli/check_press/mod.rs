//! `ofsted-scan check-press`: is a press text true to the letter it tells of?

mod report;

use super::context::Context;
use super::{Exit, Failure, Outcome, print, tell};
use ofsted_scan::batch::{self, Selection, Workers};
use ofsted_scan::error::Error;
use ofsted_scan::evidence::Text;
use ofsted_scan::press::{self, Letter};
use ofsted_scan::record::Record;
use ofsted_scan::render::{markdown, terminal};
use ofsted_scan::{Options, read_with};
use std::ops::ControlFlow;

#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    /// The press release or article
    #[arg(value_name = "PRESS")]
    press: String,

    /// Letters and reports to hold it against: files or folders
    #[arg(value_name = "LETTER", required = true)]
    letters: Vec<String>,

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
    let options = Options { book: context.rules.book(), ..Options::default() };
    let (press, failed) = read(std::slice::from_ref(&args.press), &options)?;
    let Some((press, _)) = press.into_iter().next() else {
        return Ok(if failed { Exit::SomeUnreadable } else { Exit::NothingToRead });
    };
    for warning in press.warnings.iter().filter(|_| press.quotations.is_empty()) {
        tell(format_args!("{}: {}", args.press, warning.message));
    }
    let (letters, failed) = read(&args.letters, &options)?;
    if letters.is_empty() {
        tell(format_args!("nothing to hold {} against: no letter could be read", args.press));
        return Ok(if failed { Exit::SomeUnreadable } else { Exit::NothingToRead });
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
    Ok(if failed { Exit::SomeUnreadable } else { Exit::Done })
}

/// Reads documents in order; tells every error, and says whether there was one.
fn read(paths: &[String], options: &Options<'_>) -> Result<(Vec<(Record, Text)>, bool), Failure> {
    let inputs = batch::gather(paths, &Selection::default()).map_err(Failure::Usage)?;
    let mut found = Vec::new();
    let mut failed = false;
    let one = |name: &str, bytes: &[u8]| -> Result<(Record, Text), Error> { read_with(name, bytes, options) };
    batch::each_document(&inputs, &Workers::default(), one, |result| {
        match result {
            Ok(document) => found.push(document),
            Err(error) => {
                failed = true;
                tell(error);
            }
        }
        ControlFlow::Continue(())
    });
    Ok((found, failed))
}
