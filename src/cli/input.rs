//! The arguments that every command which reads documents shares.

use super::{Exit, Failure, tell};
use ofsted_scan::batch::{self, Input, Selection, Tally, Workers};
use ofsted_scan::error::Error;
use std::fs;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// What to read, and how.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    /// Files, folders (with all below them), patterns, or `-` for standard input
    #[arg(value_name = "PATH", required_unless_present = "files_from")]
    pub paths: Vec<String>,

    /// Read the names of documents from FILE, one a line (`-` for standard input)
    #[arg(long, value_name = "FILE")]
    pub files_from: Option<String>,

    /// In folders, take only files that match GLOB; with a leading `!`, leave them out
    #[arg(long, value_name = "GLOB")]
    pub glob: Vec<String>,

    /// In folders, pass over `.ignore` and `.ofsted-scan-ignore` files
    #[arg(long)]
    pub no_ignore: bool,

    /// Read N documents at a time [default: one a processor]
    #[arg(short, long, value_name = "N")]
    pub jobs: Option<usize>,
}

/// Documents to read, found.
pub struct Documents {
    inputs: Vec<Result<Input, Error>>,
    workers: Workers,
}

impl Args {
    /// Finds the documents.
    pub fn gather(&self) -> Result<Documents, Failure> {
        let mut paths = self.paths.clone();
        if let Some(list) = &self.files_from {
            let list = listed(list).map_err(|e| Failure::Usage(format!("--files-from {list}: {e}")))?;
            paths.extend(batch::names_from(&list));
        }
        let selection = Selection { globs: self.glob.clone(), no_ignore: self.no_ignore };
        let inputs = batch::gather(&paths, &selection).map_err(Failure::Usage)?;
        if inputs.is_empty() {
            tell(format_args!("nothing to read: no documents in {}", paths.join(", ")));
        }
        let workers = self.jobs.map_or_else(Workers::default, Workers::new);
        Ok(Documents { inputs, workers })
    }
}

fn listed(list: &str) -> io::Result<String> {
    let mut bytes = Vec::new();
    match list {
        "-" => io::stdin().lock().read_to_end(&mut bytes).map(|_| ())?,
        path => bytes = fs::read(path)?,
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

impl Documents {
    /// Reads them all with `read`, hands each result to `write` in order, and tells every error on
    /// standard error. Says with which status the command ends.
    pub fn each<T: Send>(
        &self,
        read: impl Fn(&str, &[u8]) -> Result<T, Error> + Sync,
        mut write: impl FnMut(T) -> io::Result<()>,
    ) -> Result<Exit, Failure> {
        let mut failure = Ok(());
        let tally = batch::each_document(&self.inputs, &self.workers, read, |result| match result {
            Ok(value) => match write(value) {
                Ok(()) => ControlFlow::Continue(()),
                Err(error) => {
                    failure = Err(error);
                    ControlFlow::Break(())
                }
            },
            Err(error) => {
                tell(error);
                ControlFlow::Continue(())
            }
        });
        failure?;
        Ok(status(tally))
    }
}

fn status(tally: Tally) -> Exit {
    match tally {
        Tally { read: 0, failed: 0 } => Exit::NothingToRead,
        Tally { failed: 0, .. } => Exit::Done,
        _ => Exit::SomeUnreadable,
    }
}
