//! Arguments become library calls, and their outcome an exit status. Knows nothing else.

mod exit;
mod input;
mod look;
mod scan;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
pub use exit::Exit;
use std::fmt::Display;
use std::io::{self, Write};

/// Reads Ofsted letters and reports, council press releases and news articles into findings that can
/// be looked up, compared and trusted.
#[derive(Debug, Parser)]
#[command(name = "ofsted-scan", version, max_term_width = 100, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, after_help = exit::HELP, after_long_help = help())]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    #[command(flatten)]
    scan: scan::Args,
    #[command(flatten)]
    look: look::LookArgs,
}

/// Each command has a file of its own: its arguments and `run`.
#[derive(Debug, Subcommand)]
enum Command {}

const EXAMPLES: &str = "\
Examples:
  ofsted-scan letter.pdf                              one document, on the terminal
  ofsted-scan --format ndjson letters/ > all.ndjson   a folder, one record a line
  curl -s ADDRESS | ofsted-scan -                     standard input
  ofsted-scan --format text letter.pdf                the text that evidence counts in";

fn help() -> String {
    format!("{EXAMPLES}\n\n{}", exit::HELP)
}

/// A failure that ends the command, with its status. A document's failure is none: it is told and
/// counted.
type Outcome = Result<Exit, Failure>;

/// Why a command ended before its time.
#[derive(Debug)]
enum Failure {
    /// Wrong arguments, configuration or rules: a message that says what to do.
    Usage(String),
    /// The output could not be written.
    Output(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Runs the program.
pub fn main() -> Exit {
    quiet_panics();
    let matches = match Cli::command().try_get_matches() {
        Ok(matches) => matches,
        Err(error) => return told_by_clap(&error),
    };
    let cli = match Cli::from_arg_matches(&matches) {
        Ok(cli) => cli,
        Err(error) => return told_by_clap(&error),
    };
    match run(cli) {
        Ok(exit) => exit,
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(Failure::Output(error)) => fail(&format!("the output cannot be written: {error}")),
        Err(Failure::Usage(message)) => fail(&message),
    }
}

fn run(cli: Cli) -> Outcome {
    match cli.command {
        None => scan::run(cli.scan, &cli.look),
        Some(command) => match command {},
    }
}

fn fail(message: &str) -> Exit {
    tell(message);
    Exit::Usage
}

/// Says something on standard error; when nobody listens there, nothing is lost.
fn tell(message: impl Display) {
    let _ = writeln!(io::stderr(), "ofsted-scan: {message}");
}

/// Help and versions are data and go to standard output; mistakes go to standard error.
fn told_by_clap(error: &clap::Error) -> Exit {
    // Nobody is left to tell when this fails.
    let _ = error.print();
    if error.use_stderr() { Exit::Usage } else { Exit::Done }
}

/// A panic over one document is told as that document's error, not by a trace in between.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
