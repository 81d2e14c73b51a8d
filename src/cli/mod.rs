//! Arguments become library calls, and their outcome an exit status. Knows nothing else.

mod cache;
mod check;
mod check_press;
mod chosen;
mod compare;
mod config;
mod context;
mod exit;
mod explain;
mod find;
mod formats;
mod input;
mod look;
mod output;
mod progress;
mod rules;
mod scan;
mod schema;
mod shell;
mod suggest;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};
use context::{Context, SharedArgs};
pub use exit::Exit;
use ofsted_scan::Options;
use ofsted_scan::read::pdf::second;
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
    shared: SharedArgs,
}

/// Each command has a file of its own: its arguments and `run`.
#[derive(Debug, Subcommand)]
enum Command {
    Compare(compare::Args),
    Find(find::Args),
    Rules(rules::Rules),
    Explain(explain::Explain),
    /// Check documents against conditions, for continuous integration
    Check(check::Args),
    /// Hold a press text against the letters it tells of: quotations, grades, what it leaves out
    CheckPress(check_press::Args),
    /// Show or clear the records that earlier runs kept
    Cache(cache::Args),
    /// Show settings and where each value comes from
    Config(config::Args),
    /// Print the JSON Schema of a record
    Schema,
    /// Print a script that completes arguments in your shell
    Completions(shell::CompletionArgs),
    /// Print the manual page
    Man(shell::ManArgs),
}

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
    /// Somebody pressed Ctrl-C.
    Interrupted,
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Failure::Output(error)
    }
}

/// Runs the program.
pub fn main() -> Exit {
    if let Some(exit) = second_reader() {
        return exit;
    }
    quiet_panics();
    let parsed = Cli::command().try_get_matches().and_then(|matches| Cli::from_arg_matches(&matches));
    let cli = match parsed {
        Ok(cli) => cli,
        Err(error) => return told_by_clap(&error),
    };
    match run(cli) {
        Ok(exit) => exit,
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(Failure::Output(error)) => unwritten(&error),
        Err(Failure::Usage(message)) => fail(&message),
        Err(Failure::Interrupted) => {
            tell("interrupted: files that were not whole were not written");
            Exit::Interrupted
        }
    }
}

fn run(cli: Cli) -> Outcome {
    let context = Context::new(&cli.shared)?;
    end_on_interrupt(&context);
    match cli.command {
        None => {
            scan::refuse_mistyped_command(&cli.scan, &Cli::command())?;
            scan::run(&cli.scan, &context)
        }
        Some(Command::Compare(args)) => compare::run(&args, &context),
        Some(Command::Find(args)) => find::run(args, &context),
        Some(Command::Rules(rules)) => {
            let all_well = rules.run(&mut io::stdout().lock(), context.rules.paths());
            Ok(if all_well.map_err(failure)? { Exit::Done } else { Exit::ConditionFails })
        }
        Some(Command::Explain(explain)) => {
            let options = Options { book: context.rules.book(), ..Options::default() };
            explain.run(&mut io::stdout().lock(), &options).map_err(failure)?;
            Ok(Exit::Done)
        }
        Some(Command::Check(args)) => check::run(&args, &context),
        Some(Command::CheckPress(args)) => check_press::run(&args, &context),
        Some(Command::Cache(args)) => cache::run(&args, &context),
        Some(Command::Config(args)) => config::run(&args, &context.settings, context.look),
        Some(Command::Schema) => schema::run(),
        Some(Command::Completions(args)) => shell::completions(&args, Cli::command()),
        Some(Command::Man(args)) => shell::man(&args, Cli::command()),
    }
}

/// What ended a command that tells of its failures in words.
fn failure(error: anyhow::Error) -> Failure {
    match error.downcast::<io::Error>() {
        Ok(error) => Failure::Output(error),
        Err(error) => Failure::Usage(format!("{error:#}")),
    }
}

/// The program starts itself for the second PDF reader; that process does nothing else.
fn second_reader() -> Option<Exit> {
    let mut arguments = std::env::args_os().skip(1);
    let is_child = arguments.next().is_some_and(|first| first == second::CHILD_ARGUMENT);
    is_child.then(|| {
        let seconds = arguments.next().and_then(|s| s.to_str()?.parse().ok()).unwrap_or(1);
        if second::child_main(seconds) { Exit::Done } else { Exit::Usage }
    })
}

/// The first Ctrl-C ends the run after the documents in hand; the second one ends it at once.
fn end_on_interrupt(context: &Context) {
    let stop = context.stop.clone();
    let ended = ctrlc::set_handler(move || {
        if stop.requested() {
            std::process::exit(Exit::Interrupted as i32);
        }
        stop.request();
    });
    // Without a handler Ctrl-C ends the process as usual; files still are renamed only when whole.
    drop(ended);
}

/// Data goes to standard output.
fn print(words: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(words.as_bytes())?;
    out.flush()
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
    match error.print() {
        _ if error.use_stderr() => Exit::Usage,
        Err(fault) if fault.kind() != io::ErrorKind::BrokenPipe => unwritten(&fault),
        _ => Exit::Done,
    }
}

fn unwritten(error: &io::Error) -> Exit {
    fail(&format!("the output cannot be written: {error}"))
}

/// A panic over one document is told as that document's error, not by a trace in between.
fn quiet_panics() {
    if std::env::var_os("RUST_BACKTRACE").is_none() {
        std::panic::set_hook(Box::new(|_| {}));
    }
}
