//! `ofsted-scan cache`: where records are kept, and how they are removed.

use super::context::Context;
use super::{Exit, Failure, Outcome, input, print};
use ofsted_scan::batch::cache;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Remove every record that earlier runs kept
    Clear,
    /// Print the folder that they are kept in
    Folder,
}

pub fn run(args: &Args, context: &Context) -> Outcome {
    let folder = input::cache_folder(&context.settings);
    let folder = folder
        .ok_or_else(|| Failure::Usage("this platform names no cache folder: set cache-folder".into()))?;
    match args.command {
        Command::Clear => {
            let told = |error| Failure::Usage(format!("{} cannot be cleared: {error}", folder.display()));
            let count = cache::clear(&folder).map_err(told)?;
            print(&format!("{count} records removed from {}\n", folder.display()))?;
        }
        Command::Folder => print(&format!("{}\n", folder.display()))?,
    }
    Ok(Exit::Done)
}
