//! `ofsted-scan check`: conditions that documents must meet, for scripts and continuous integration.

mod conditions;
mod formats;

use super::context::Context;
use super::input::{Entry, InputArgs};
use super::{Exit, Outcome, print};
use clap::ValueEnum;
use conditions::{Breach, Conditions};
use ofsted_scan::error::Error;
use std::fmt;

#[derive(Debug, clap::Args)]
#[group(skip)]
#[command(after_help = EXAMPLES)]
pub struct Args {
    #[command(flatten)]
    input: InputArgs,

    /// A field that every document must state (may be given more than once)
    #[arg(long, value_name = "FIELD", help_heading = "Conditions")]
    require: Vec<conditions::Field>,

    /// The lowest grade that passes
    #[arg(long, value_name = "GRADE", help_heading = "Conditions")]
    min_grade: Option<GradeName>,

    /// A priority action fails
    #[arg(long, help_heading = "Conditions")]
    no_priority_action: bool,

    /// An area to improve that an earlier inspection listed, too, fails
    #[arg(long, help_heading = "Conditions")]
    no_area_listed_again: bool,

    /// The share of sentences without a label of their own that still passes, from 0 to 1: no word of
    /// theirs decided, only the section where they stand
    #[arg(long, value_name = "SHARE", value_parser = share, help_heading = "Conditions")]
    max_unlabelled: Option<f64>,

    /// How to tell what fails
    #[arg(short, long, value_name = "FORMAT", default_value = "lines", help_heading = "Output")]
    format: Format,

    /// End with status 0 even where something fails
    #[arg(long, help_heading = "Output")]
    exit_zero: bool,
}

const EXAMPLES: &str = "\
Examples: every document must be readable and state what its type should. More conditions are flags, or stand in
ofsted-scan.toml under [check]:
  ofsted-scan check letters/ --min-grade requires-improvement --no-priority-action
  ofsted-scan check letters/ --format github";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A line for each failure
    Lines,
    /// Annotations of GitHub Actions
    Github,
    /// JUnit's XML, a test case a document
    Junit,
    /// SARIF 2.1.0
    Sarif,
    /// One array
    Json,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum GradeName {
    Outstanding,
    Good,
    RequiresImprovement,
    Inadequate,
}

impl fmt::Display for GradeName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.to_possible_value().map_or(Ok(()), |value| f.write_str(value.get_name()))
    }
}

fn share(typed: &str) -> Result<f64, String> {
    let share: Option<f64> = typed.parse().ok().filter(|share| (0.0..=1.0).contains(share));
    share.ok_or_else(|| "it is not a number from 0 to 1".to_owned())
}

/// What was checked, and what failed.
struct Checked {
    paths: Vec<String>,
    breaches: Vec<Breach>,
}

pub fn run(args: &Args, context: &Context) -> Outcome {
    let mut settings = context.settings.clone();
    settings.flag("check.require", args.require.iter().map(|field| field.name()));
    settings.flag("check.min-grade", args.min_grade);
    settings.flag("check.no-priority-action", args.no_priority_action.then_some(true));
    settings.flag("check.no-area-listed-again", args.no_area_listed_again.then_some(true));
    settings.flag("check.max-unlabelled", args.max_unlabelled);
    let conditions = Conditions::from_settings(&settings, &context.rules)?;
    let documents = args.input.gather(context)?;
    let mut checked = Checked { paths: Vec::new(), breaches: Vec::new() };
    let mut kept = Vec::new();
    let exit = documents.each_entry(|entry| {
        match entry.map(Entry::into_record) {
            Ok(None) => {}
            Ok(Some(record)) => {
                checked.paths.push(record.source.path.clone());
                checked.breaches.extend(conditions.check(&record));
                // Only following areas from one inspection to the next needs all records at once.
                if conditions.no_area_listed_again {
                    kept.push(record);
                }
            }
            Err(error) => unreadable(&error, &mut checked),
        }
        Ok(())
    })?;
    if conditions.no_area_listed_again {
        checked.breaches.extend(conditions::listed_again(&kept));
    }
    print(&match args.format {
        Format::Lines => formats::lines(&checked),
        Format::Github => formats::github(&checked),
        Format::Junit => formats::junit(&checked),
        Format::Sarif => formats::sarif(&checked),
        Format::Json => formats::json(&checked),
    })?;
    Ok(match exit {
        _ if args.exit_zero => Exit::Done,
        Exit::NothingToRead => Exit::NothingToRead,
        _ if checked.breaches.is_empty() => Exit::Done,
        _ => Exit::ConditionFails,
    })
}

fn unreadable(error: &Error, checked: &mut Checked) {
    checked.paths.push(error.path.clone());
    checked.breaches.push(Breach {
        path: error.path.clone(),
        condition: "readable",
        message: error.kind.to_string(),
        evidence: None,
    });
}
