//! `ofsted-scan completions` and `ofsted-scan man`, both made from the arguments themselves.

use super::{Exit, Failure, Outcome, print};
use clap::Command;
use clap_complete::Shell;
use std::io::Write;
use std::path::PathBuf;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct CompletionArgs {
    /// The shell to complete for
    shell: Shell,
}

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct ManArgs {
    /// Write a page for every command into FOLDER, instead of the first page to standard output
    #[arg(long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub fn completions(args: &CompletionArgs, mut command: Command) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut command, "ofsted-scan", &mut script);
    print(&String::from_utf8_lossy(&script))?;
    Ok(Exit::Done)
}

pub fn man(args: &ManArgs, command: Command) -> Outcome {
    match &args.folder {
        Some(folder) => {
            let told = |error| Failure::Usage(format!("cannot write to {}: {error}", folder.display()));
            std::fs::create_dir_all(folder).map_err(told)?;
            clap_mangen::generate_to(command, folder).map_err(told)?;
        }
        None => {
            let mut page = Vec::new();
            clap_mangen::Man::new(command).render(&mut page)?;
            std::io::stdout().lock().write_all(&page)?;
        }
    }
    Ok(Exit::Done)
}
