//! `ofsted-scan PATH...`: reads documents and writes what they hold.

use super::context::Context;
use super::formats::{self, Format, Target};
use super::input::InputArgs;
use super::{Failure, Outcome, suggest};
use clap::ValueEnum;
use ofsted_scan::record::Polarity;
use ofsted_scan::render::record::Choice;
use std::path::{Path, PathBuf};

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// What to write [default: what FILE's ending says, else a view for people]
    #[arg(short, long, value_name = "FORMAT", help_heading = "Output")]
    format: Option<Format>,

    /// Write to FILE, which is replaced only once all is written
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    output: Option<PathBuf>,

    /// Of CSV and TSV, write only this table
    #[arg(long, value_name = "TABLE", help_heading = "Output")]
    table: Option<String>,

    /// Begin CSV and TSV with a byte order mark, for Excel
    #[arg(long, help_heading = "Output")]
    bom: bool,

    /// Show only what tells of THEME (may be given more than once)
    #[arg(long, value_name = "THEME", help_heading = "Display")]
    theme: Vec<String>,

    /// Show only sentences of this polarity (may be given more than once)
    #[arg(long, value_name = "POLARITY", help_heading = "Display")]
    polarity: Vec<PolarityName>,

    /// Show every sentence, not only the most telling ones
    #[arg(long, help_heading = "Display")]
    all: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum PolarityName {
    Strength,
    Improvement,
    Mixed,
    Neutral,
}

impl From<PolarityName> for Polarity {
    fn from(name: PolarityName) -> Self {
        match name {
            PolarityName::Strength => Polarity::Strength,
            PolarityName::Improvement => Polarity::Improvement,
            PolarityName::Mixed => Polarity::Mixed,
            PolarityName::Neutral => Polarity::Neutral,
        }
    }
}

pub fn run(args: &Args, context: &Context) -> Outcome {
    let target = target(args, context)?;
    let documents = args.input.gather(context)?;
    formats::write(&documents, &target, context)
}

/// A first argument that names no file, but nearly a command, was meant as one.
///
/// # Errors
/// With the command that may have been meant.
pub fn refuse_mistyped_command(args: &Args, known: &clap::Command) -> Result<(), Failure> {
    let Some(first) = args.input.paths.first() else { return Ok(()) };
    let is_word = first.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'-');
    if !is_word || first == "-" || Path::new(first).exists() {
        return Ok(());
    }
    let commands = || known.get_subcommands().map(clap::Command::get_name);
    if commands().any(|command| command == first) {
        return Err(Failure::Usage(format!(
            "options stand after the command: ofsted-scan {first} ... OPTIONS"
        )));
    }
    match suggest::nearest(first, commands()) {
        near if near.is_empty() => Ok(()),
        near => Err(Failure::Usage(format!("{first}: no such file or folder, and no such command{near}"))),
    }
}

fn target(args: &Args, context: &Context) -> Result<Target, Failure> {
    if !args.theme.is_empty() {
        context.check_themes(&args.theme)?;
    }
    let by_ending = args.output.as_deref().map(Format::of_path);
    let format = match (args.format, by_ending) {
        (Some(format), _) | (None, Some(Some(format))) => format,
        (None, Some(None)) => {
            let path = args.output.as_deref().unwrap_or_else(|| "".as_ref()).display();
            return Err(Failure::Usage(format!("the ending of {path} names no format: add --format FORMAT")));
        }
        (None, None) => {
            let word = context.settings.word("format").unwrap_or_default();
            Format::from_str(&word, false).unwrap_or(Format::Terminal)
        }
    };
    let table = args.table.as_deref().map(formats::table).transpose()?;
    if table.is_some() && !matches!(format, Format::Csv | Format::Tsv) {
        return Err(Failure::Usage(
            "--table chooses a table of CSV or TSV; other formats hold them all".into(),
        ));
    }
    let mut settings = context.settings.clone();
    settings.flag("bom", args.bom.then_some(true));
    Ok(Target {
        format,
        path: args.output.clone(),
        table,
        bom: settings.switch("bom"),
        choice: Choice {
            themes: args.theme.clone(),
            polarities: args.polarity.iter().map(|&name| name.into()).collect(),
            all: args.all,
        },
    })
}
