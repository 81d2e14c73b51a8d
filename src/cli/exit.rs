//! The exit statuses: a closed list that scripts can build on.

use std::process::ExitCode;

/// How a run ended, from best to worst for whoever waits on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// All was done.
    Done = 0,
    /// A condition that was asked for does not hold.
    ConditionFails = 1,
    /// The arguments, a configuration, a rule file or the place to write to is wrong.
    Usage = 2,
    /// Some documents could not be read; the others were done.
    SomeUnreadable = 3,
    /// There was nothing to read.
    NothingToRead = 4,
    /// Ended by Ctrl-C or a signal, as shells count it.
    Interrupted = 130,
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        ExitCode::from(exit as u8)
    }
}

/// The text of `--help` about them.
pub const HELP: &str = "\
Exit status:
  0  all done
  1  a condition that was asked for does not hold (check, rules test)
  2  the arguments, a configuration, a rule file or the place to write to is wrong
  3  some documents could not be read; the others were done
  4  there was nothing to read";
