//! How far a run is, and how it went: a bar on a terminal, a plain line now and then elsewhere, and a
//! summary at the end. All on standard error.

use super::tell;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use ofsted_scan::batch::Tally;
use std::collections::BTreeMap;
use std::fmt::{Display, Write};
use std::io::{self, IsTerminal};
use std::time::{Duration, Instant};

/// Work shorter than this shows nothing.
const PATIENCE: Duration = Duration::from_secs(1);
/// Between two plain lines.
const PLAIN_EVERY: Duration = Duration::from_secs(10);

/// How much is said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Voice {
    /// Errors only.
    pub quiet: bool,
    /// Every document's warnings.
    pub verbose: bool,
    /// A bar or plain lines while it runs.
    pub progress: bool,
}

/// Watches one run.
#[derive(Debug)]
pub struct Progress {
    voice: Voice,
    total: usize,
    begun: Instant,
    last_line: Instant,
    bar: Option<ProgressBar>,
    read: usize,
    failed: usize,
    warned: usize,
    kept: usize,
    kinds: BTreeMap<String, usize>,
}

impl Progress {
    /// Of `total` documents.
    pub fn new(voice: Voice, total: usize) -> Self {
        let now = Instant::now();
        Progress {
            voice,
            total,
            begun: now,
            last_line: now,
            bar: None,
            read: 0,
            failed: 0,
            warned: 0,
            kept: 0,
            kinds: BTreeMap::new(),
        }
    }

    /// A document gave a record of this type.
    pub fn record(&mut self, kind: &str, warnings: usize, kept: bool) {
        self.read += 1;
        self.warned += usize::from(warnings > 0);
        self.kept += usize::from(kept);
        *self.kinds.entry(kind.to_owned()).or_default() += 1;
    }

    /// A document gave its text.
    pub fn text(&mut self) {
        self.read += 1;
    }

    /// One more input is done.
    pub fn step(&mut self, done: usize) {
        if self.voice.quiet || !self.voice.progress || self.begun.elapsed() < PATIENCE {
            return;
        }
        if io::stderr().is_terminal() {
            let total = self.total;
            self.bar.get_or_insert_with(|| bar(total, self.begun)).set_position(done as u64);
        } else if self.last_line.elapsed() >= PLAIN_EVERY {
            self.last_line = Instant::now();
            let rate = done as f64 / self.begun.elapsed().as_secs_f64();
            tell(format_args!("{done} of {} documents, {rate:.1} a second", self.total));
        }
    }

    /// Says something without tearing the bar.
    pub fn say(&self, message: impl Display) {
        match &self.bar {
            Some(bar) => bar.suspend(|| tell(message)),
            None => tell(message),
        }
    }

    /// A document gave an error.
    pub fn failed(&mut self, error: impl Display) {
        self.failed += 1;
        self.say(error);
    }

    /// Ends the bar and, where there were several documents, says how it went.
    pub fn finish(&mut self) -> Tally {
        if let Some(bar) = self.bar.take() {
            bar.finish_and_clear();
        }
        if !self.voice.quiet && self.total > 1 {
            tell(self.summary());
        }
        Tally { read: self.read, failed: self.failed }
    }

    fn summary(&self) -> String {
        let kinds: Vec<String> = self.kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let kinds = if kinds.is_empty() { String::new() } else { format!(" ({})", kinds.join(", ")) };
        let kept = if self.kept > 0 { format!(", {} from the cache", self.kept) } else { String::new() };
        let (read, warned, failed) = (self.read, self.warned, self.failed);
        let seconds = self.begun.elapsed().as_secs_f64();
        format!("{read} read{kinds}{kept}, {warned} with warnings, {failed} failed, in {seconds:.1} s")
    }
}

fn bar(total: usize, begun: Instant) -> ProgressBar {
    let bar = ProgressBar::with_draw_target(Some(total as u64), ProgressDrawTarget::stderr_with_hz(10));
    let template = "{bar:30} {pos} of {len} documents, {rate} a second, {eta} left";
    let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
    bar.set_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn Write| {
        // The bar draws what it can; there is no one to tell.
        let _ = write!(out, "{:.1}", state.per_sec());
    }));
    bar.with_elapsed(begun.elapsed())
}
