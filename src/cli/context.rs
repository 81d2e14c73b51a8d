//! What every command knows: settings, rules, how to draw, how much to say, when to stop.

use super::config::Settings;
use super::look::{self, LookArgs};
use super::progress::Voice;
use super::{Failure, suggest};
use ofsted_scan::batch::{Stop, cache};
use ofsted_scan::render::terminal::Look;
use ofsted_scan::render::words::Titles;
use ofsted_scan::rules::{RuleBook, layers};
use std::path::PathBuf;

/// Arguments that any command takes.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct SharedArgs {
    #[command(flatten)]
    pub look: LookArgs,

    /// Lay rules of your own over the built-in ones: a file or folder (may be given more than once)
    #[arg(long, value_name = "PATH", global = true, help_heading = "Settings")]
    pub rules: Vec<String>,

    /// Read settings from FILE instead of the project's `ofsted-scan.toml`
    #[arg(long, value_name = "FILE", global = true, help_heading = "Settings")]
    pub config: Option<PathBuf>,

    /// Say nothing but errors
    #[arg(short, long, global = true, help_heading = "Messages", conflicts_with = "verbose")]
    pub quiet: bool,

    /// Say every document's warnings
    #[arg(short, long, global = true, help_heading = "Messages")]
    pub verbose: bool,

    /// Show no progress
    #[arg(long, global = true, help_heading = "Messages")]
    pub no_progress: bool,
}

/// The rules in force. Those that come with the program are compiled only when a document is read.
#[derive(Debug)]
pub struct Rules {
    paths: Vec<PathBuf>,
    own: Option<RuleBook>,
    hash: String,
}

impl Rules {
    fn load(paths: Vec<PathBuf>) -> Result<Self, Failure> {
        if paths.is_empty() {
            // What the program brings is told by the state of its source.
            return Ok(Rules { paths, own: None, hash: String::new() });
        }
        let fault = |error: ofsted_scan::rules::RuleError| Failure::Usage(error.to_string());
        let mut sources = String::new();
        for path in &paths {
            for source in layers::read(path).map_err(fault)?.sources {
                sources.push_str(&format!("{}\n{}\n", source.path, source.text));
            }
        }
        let own = Some(RuleBook::load(&paths).map_err(fault)?);
        Ok(Rules { paths, own, hash: cache::key(sources.as_bytes()) })
    }

    /// The compiled book.
    pub fn book(&self) -> &RuleBook {
        self.own.as_ref().unwrap_or_else(|| RuleBook::built_in())
    }

    /// The files and folders laid over the built-in rules.
    pub fn paths(&self) -> &[PathBuf] {
        &self.paths
    }

    /// Names what is laid over the built-in rules; empty for nothing.
    pub fn hash(&self) -> &str {
        &self.hash
    }
}

#[derive(Debug)]
pub struct Context {
    pub settings: Settings,
    pub rules: Rules,
    pub look: Look,
    pub voice: Voice,
    pub stop: Stop,
}

impl Context {
    /// From arguments, environment and files.
    ///
    /// # Errors
    /// Where a setting or a rule file is wrong.
    pub fn new(args: &SharedArgs) -> Result<Self, Failure> {
        let mut settings = Settings::load(args.config.as_deref()).map_err(Failure::Usage)?;
        settings.flag("color", args.look.color);
        settings.flag("links", args.look.links);
        settings.flag("width", args.look.width);
        settings.flag("rules", &args.rules);
        settings.flag("progress", args.no_progress.then_some(false));
        let rules = Rules::load(settings.list("rules").into_iter().map(PathBuf::from).collect())?;
        let look = look::look(&settings);
        let voice = Voice { quiet: args.quiet, verbose: args.verbose, progress: settings.switch("progress") };
        Ok(Context { settings, rules, look, voice, stop: Stop::default() })
    }

    /// Titles of themes, for people.
    pub fn titles(&self) -> Titles {
        Titles::new(self.rules.book().themes().iter().map(|theme| (theme.id.clone(), theme.title.clone())))
    }

    /// Refuses a theme that the rules do not know.
    ///
    /// # Errors
    /// With what may have been meant.
    pub fn check_themes(&self, themes: &[String]) -> Result<(), Failure> {
        let known = self.rules.book().themes();
        for theme in themes {
            if !known.iter().any(|one| one.id == *theme) {
                let near = suggest::nearest(theme, known.iter().map(|one| one.id.as_str()));
                let all: Vec<&str> = known.iter().map(|one| one.id.as_str()).collect();
                return Err(Failure::Usage(format!(
                    "no theme `{theme}`{near}; themes are {}",
                    all.join(", ")
                )));
            }
        }
        Ok(())
    }
}
