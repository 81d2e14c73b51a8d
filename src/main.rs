//! Starts the process and turns its outcome into the exit status.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::main().into()
}
