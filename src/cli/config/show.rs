//! `ofsted-scan config show`: every setting, its value, and where that came from.

use super::{SETTINGS, Settings, variable_of};
use crate::cli::{Exit, Outcome, print};
use ofsted_scan::render::report::{Cell, Column, Part, Report, Table, Tone};
use ofsted_scan::render::terminal::{self, Look};

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Print every setting with its value and where that came from
    Show,
}

pub fn run(args: &Args, settings: &Settings, look: Look) -> Outcome {
    match args.command {
        Command::Show => print(&terminal::draw(&report(settings), look))?,
    }
    Ok(Exit::Done)
}

fn report(settings: &Settings) -> Report {
    let row = |setting: &super::Setting| {
        let (values, origin) = settings.get(setting.name);
        let value = if values.is_empty() {
            Cell::from("not set").tone(Tone::Faint)
        } else {
            values.join(", ").into()
        };
        vec![setting.name.into(), value, origin.to_string().into(), setting.about.into()]
    };
    let table = Table {
        name: "settings".into(),
        title: String::new(),
        columns: ["Setting", "Value", "From", "What it is"].map(Column::words).into(),
        rows: SETTINGS.iter().map(row).collect(),
    };
    let example = variable_of(SETTINGS[0].name);
    let how = format!("Set them by flag, environment ({example}), or in a file named {}.", super::FILE_NAME);
    Report { title: String::new(), parts: vec![Part::Table(table), Part::Note(how.into())] }
}
