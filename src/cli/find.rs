//! `ofsted-scan find [WORDS] PATH...`: sentences across documents.

use super::{Context, Outcome, chosen, formats, input, look, tell};
use clap::ValueEnum;
use ofsted_scan::compare::find::{Query, Words, find};
use ofsted_scan::record::{Polarity, Speaker};
use ofsted_scan::render::comparison::{self, View};
use ofsted_scan::render::{csv, markdown, terminal};
use std::io::{self, Write};
use std::path::Path;

/// Finds sentences by their words, theme, polarity, section and what was inspected, grouped by
/// authority, newest first.
///
/// WORDS are looked for in any form (plan finds planning); begin* finds every word that begins so;
/// "in quotation marks" words stand as they are. The first argument is taken for WORDS unless a file or
/// folder of that name exists.
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: input::InputArgs,

    #[command(flatten)]
    chosen: chosen::Args,

    /// Words to find, where the first argument shall not be them
    #[arg(short, long, value_name = "WORDS")]
    words: Option<String>,

    /// Only sentences on this theme (may be given more than once)
    #[arg(long, value_name = "THEME")]
    theme: Vec<String>,

    /// Only sentences of this polarity (may be given more than once)
    #[arg(long, value_name = "POLARITY")]
    polarity: Vec<PolarityArg>,

    /// Only the words of this speaker
    #[arg(long, value_name = "WHO")]
    speaker: Vec<SpeakerArg>,

    /// Only sentences under headings that hold these words
    #[arg(long, value_name = "WORDS")]
    section: Option<String>,

    /// What to write
    #[arg(short, long, value_name = "FORMAT", default_value = "terminal", help_heading = "Display")]
    format: Format,

    /// Begin csv and tsv with a byte order mark, for Excel
    #[arg(long, help_heading = "Display")]
    bom: bool,
}

const EXAMPLES: &str = "\
Examples:
  ofsted-scan find supervision letters/                      any form of the word
  ofsted-scan find '\"strategy meetings\" late*' records.ndjson --since 2022
  ofsted-scan find letters/ --theme care-leavers --polarity improvement --format csv > care-leavers.csv";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A list for people
    Terminal,
    /// The same as Markdown
    Markdown,
    /// For scripts
    Json,
    /// One row a sentence
    Csv,
    /// The same with tabs
    Tsv,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PolarityArg {
    Strength,
    Improvement,
    Mixed,
    Neutral,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum SpeakerArg {
    Inspectorate,
    Authority,
    Other,
}

/// Runs the command.
pub fn run(mut args: Args, context: &Context) -> Outcome {
    context.check_themes(&args.theme)?;
    let words = args.take_words();
    let query = Query {
        words: Words::parse(words.as_deref().unwrap_or("")),
        themes: args.theme.clone(),
        polarities: args.polarity.iter().map(|polarity| (*polarity).into()).collect(),
        speakers: args.speaker.iter().map(|speaker| (*speaker).into()).collect(),
        section: args.section.clone(),
        selection: args.chosen.selection()?,
    };
    let mut records = Vec::new();
    let exit = args.input.gather(context)?.each_record(|record| {
        records.push(record);
        Ok(())
    })?;
    let found = find(&records, &query);
    if found.is_empty() {
        tell("no sentence fits");
    }
    let mut out = io::stdout().lock();
    let (titles, address) = (context.titles(), look::address);
    let look = context.look;
    let view = View { titles: &titles, address: &address, explain: false, width: Some(look.width) };
    match args.format {
        Format::Json => {
            serde_json::to_writer_pretty(&mut out, &found).map_err(io::Error::from)?;
            writeln!(out)?;
        }
        Format::Terminal => {
            let report = comparison::hits(&found, &view);
            out.write_all(terminal::draw(&report, look).as_bytes())?;
        }
        Format::Markdown => out.write_all(markdown::draw(&comparison::hits(&found, &view)).as_bytes())?,
        Format::Csv | Format::Tsv => {
            let dialect = formats::dialect(args.format == Format::Tsv, args.bom, context);
            csv::write_table(&mut out, &comparison::sentences(&found), dialect)?;
        }
    }
    out.flush()?;
    Ok(exit)
}

impl Args {
    /// The words asked for: `--words`, or the first argument where it names no file and others follow.
    fn take_words(&mut self) -> Option<String> {
        if self.words.is_some() {
            return self.words.take();
        }
        let paths = &mut self.input.paths;
        let first = paths.first()?;
        let is_words = first != "-" && !Path::new(first).exists();
        (is_words && (paths.len() > 1 || self.input.files_from.is_some())).then(|| paths.remove(0))
    }
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

impl From<SpeakerArg> for Speaker {
    fn from(arg: SpeakerArg) -> Self {
        match arg {
            SpeakerArg::Inspectorate => Speaker::Inspectorate,
            SpeakerArg::Authority => Speaker::Authority,
            SpeakerArg::Other => Speaker::Other,
        }
    }
}
