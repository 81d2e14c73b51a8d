//! Settings and where each value came from: a flag leads, then the environment (`OFSTED_SCAN_*`), the
//! project's `ofsted-scan.toml`, the user's, and last the default.

mod file;
mod show;

pub use show::{Args, run};

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

/// The name of a configuration file, in a project and in the user's configuration folder.
pub const FILE_NAME: &str = "ofsted-scan.toml";
const ENVIRONMENT: &str = "OFSTED_SCAN_";

/// One thing that can be set.
pub struct Setting {
    /// As in a configuration file; `check.min-grade` stands in the table `[check]`.
    pub name: &'static str,
    pub kind: Kind,
    /// Empty where nothing is set by default.
    pub default: &'static str,
    pub about: &'static str,
}

/// What a value may be.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    Switch,
    /// A whole number from 1.
    Count,
    /// A number from 0 to 1.
    Share,
    OneOf(&'static [&'static str]),
    Text,
    /// Several words; in the environment, with commas between them.
    List,
}

const WHEN: Kind = Kind::OneOf(&["auto", "always", "never"]);
const GRADES: Kind = Kind::OneOf(&["outstanding", "good", "requires-improvement", "inadequate"]);
/// What `--format` knows, in the order of its help.
pub const FORMATS: &[&str] =
    &["terminal", "json", "ndjson", "text", "csv", "tsv", "xlsx", "sqlite", "markdown", "html"];

const fn setting(name: &'static str, kind: Kind, default: &'static str, about: &'static str) -> Setting {
    Setting { name, kind, default, about }
}

/// Every setting: a new one is a line here, and its use.
pub const SETTINGS: &[Setting] = &[
    setting(
        "format",
        Kind::OneOf(FORMATS),
        "terminal",
        "what to write where neither --format nor -o says it",
    ),
    setting("rules", Kind::List, "", "rule files or folders laid over the built-in rules, in order"),
    setting("jobs", Kind::Count, "", "documents read at a time; one a processor where not set"),
    setting(
        "cache",
        Kind::Switch,
        "true",
        "whether records are kept for the next run; turn off for embargoed letters",
    ),
    setting("cache-folder", Kind::Text, "", "where they are kept; the platform's cache folder where not set"),
    setting("reader", Kind::OneOf(&["hayro", "pdf-extract"]), "hayro", "which crate reads PDFs"),
    setting("timeout", Kind::Count, "30", "seconds that one document may take"),
    setting("progress", Kind::Switch, "true", "whether work over a second shows how far it is"),
    setting("color", WHEN, "auto", "whether to colour what is shown"),
    setting("links", WHEN, "auto", "whether pages are links that a terminal can open"),
    setting("width", Kind::Count, "", "columns to draw to; the terminal's where not set"),
    setting("bom", Kind::Switch, "false", "whether CSV and TSV begin with a byte order mark, for Excel"),
    setting("check.require", Kind::List, "", "fields that every document must state"),
    setting(
        "check.required-for-type",
        Kind::Switch,
        "true",
        "a field that a document of this type should state must be there",
    ),
    setting("check.min-grade", GRADES, "", "the lowest grade that passes"),
    setting("check.no-priority-action", Kind::Switch, "false", "a priority action fails"),
    setting(
        "check.no-area-listed-again",
        Kind::Switch,
        "false",
        "an area that an earlier inspection listed fails",
    ),
    setting(
        "check.max-unlabelled",
        Kind::Share,
        "",
        "the share of sentences without a label of their own (by their section alone) that still passes",
    ),
];

/// Where a value was set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    Default,
    File { path: PathBuf, line: usize },
    Environment(String),
    Flag(String),
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Origin::Default => f.write_str("default"),
            Origin::File { path, line } => write!(f, "{}, line {line}", path.display()),
            Origin::Environment(name) => write!(f, "environment, {name}"),
            Origin::Flag(name) => write!(f, "flag, --{name}"),
        }
    }
}

/// All settings with their values.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    values: BTreeMap<&'static str, (Vec<String>, Origin)>,
}

/// The setting of this name.
fn known(name: &str) -> Option<&'static Setting> {
    SETTINGS.iter().find(|setting| setting.name == name)
}

impl Settings {
    /// Reads the files and the environment. `given` is a file named by `--config`, in the place of the
    /// project's own.
    ///
    /// # Errors
    /// A message that names the file and line or the variable, and what is allowed.
    pub fn load(given: Option<&Path>) -> Result<Self, String> {
        let mut settings = Settings::default();
        for path in
            [user_file(), given.map_or_else(project_file, |path| Some(path.to_owned()))].into_iter().flatten()
        {
            file::read(&path, &mut settings)?;
        }
        settings.read_environment(std::env::vars_os())?;
        Ok(settings)
    }

    fn read_environment(
        &mut self,
        variables: impl Iterator<Item = (std::ffi::OsString, std::ffi::OsString)>,
    ) -> Result<(), String> {
        for (variable, value) in variables {
            let (variable, value) = (variable.to_string_lossy(), value.to_string_lossy());
            if !variable.starts_with(ENVIRONMENT) {
                continue;
            }
            let Some(setting) = SETTINGS.iter().find(|setting| variable_of(setting.name) == variable) else {
                let names: Vec<String> = SETTINGS.iter().map(|setting| variable_of(setting.name)).collect();
                let near = super::suggest::nearest(&variable, names.iter().map(String::as_str));
                return Err(format!(
                    "{variable}: no such setting{near}; `ofsted-scan config show` lists them"
                ));
            };
            let values = setting.kind.split(&value);
            setting.kind.check(&values).map_err(|allowed| format!("{variable}={value}: {allowed}"))?;
            self.values.insert(setting.name, (values, Origin::Environment(variable.into_owned())));
        }
        Ok(())
    }

    /// Sets by a flag, which leads over everything. `None` and empty lists leave the value as it is.
    pub fn flag<T: ToString>(&mut self, name: &'static str, values: impl IntoIterator<Item = T>) {
        let values: Vec<String> = values.into_iter().map(|value| value.to_string()).collect();
        if !values.is_empty() && known(name).is_some() {
            self.values.insert(name, (values, Origin::Flag(name.trim_start_matches("check.").to_owned())));
        }
    }

    /// The values of a setting and their origin.
    fn get(&self, name: &str) -> (Vec<String>, Origin) {
        let default = || {
            let default = known(name).map_or("", |setting| setting.default);
            (Some(default.to_owned()).filter(|d| !d.is_empty()).into_iter().collect(), Origin::Default)
        };
        self.values.get(name).cloned().unwrap_or_else(default)
    }

    /// Several words.
    pub fn list(&self, name: &str) -> Vec<String> {
        self.get(name).0
    }

    /// One word; `None` where nothing is set.
    pub fn word(&self, name: &str) -> Option<String> {
        self.get(name).0.pop().filter(|word| !word.is_empty())
    }

    /// A whole number from 1.
    pub fn count(&self, name: &str) -> Option<usize> {
        self.word(name)?.parse().ok()
    }

    /// A number from 0 to 1.
    pub fn share(&self, name: &str) -> Option<f64> {
        self.word(name)?.parse().ok()
    }

    /// Yes or no.
    pub fn switch(&self, name: &str) -> bool {
        self.word(name).is_some_and(|word| is_yes(&word))
    }
}

fn is_yes(word: &str) -> bool {
    matches!(word, "true" | "1" | "yes" | "on")
}

/// `check.min-grade` is `OFSTED_SCAN_CHECK_MIN_GRADE`.
fn variable_of(name: &str) -> String {
    format!("{ENVIRONMENT}{}", name.to_ascii_uppercase().replace(['-', '.'], "_"))
}

impl Kind {
    fn split(self, value: &str) -> Vec<String> {
        match self {
            Kind::List => value.split(',').map(|v| v.trim().to_owned()).filter(|v| !v.is_empty()).collect(),
            _ => vec![value.trim().to_owned()],
        }
    }

    /// What is allowed, where `values` are not.
    fn check(self, values: &[String]) -> Result<(), String> {
        let fits = |value: &String| match self {
            Kind::Switch => is_yes(value) || matches!(value.as_str(), "false" | "0" | "no" | "off"),
            Kind::Count => value.parse::<usize>().is_ok_and(|n| n > 0),
            Kind::Share => value.parse::<f64>().is_ok_and(|n| (0.0..=1.0).contains(&n)),
            Kind::OneOf(words) => words.contains(&value.as_str()),
            Kind::Text | Kind::List => true,
        };
        let one = values.len() == 1 || matches!(self, Kind::List);
        if one && values.iter().all(fits) {
            return Ok(());
        }
        Err(match self {
            Kind::Switch => "allowed are true and false".to_owned(),
            Kind::Count => "allowed is a whole number from 1".to_owned(),
            Kind::Share => "allowed is a number from 0 to 1".to_owned(),
            Kind::OneOf(words) => format!("allowed are {}", words.join(", ")),
            Kind::Text => "allowed is one text".to_owned(),
            Kind::List => "allowed is a list of texts".to_owned(),
        })
    }
}

/// The nearest `ofsted-scan.toml` in the current folder or one above it.
fn project_file() -> Option<PathBuf> {
    let here = std::env::current_dir().ok()?;
    here.ancestors().map(|folder| folder.join(FILE_NAME)).find(|path| path.is_file())
}

fn user_file() -> Option<PathBuf> {
    use etcetera::BaseStrategy;
    let folder = etcetera::choose_base_strategy().ok()?.config_dir();
    Some(folder.join("ofsted-scan").join(FILE_NAME)).filter(|path| path.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn variables(pairs: &[(&str, &str)]) -> Result<Settings, String> {
        let mut settings = Settings::default();
        settings.read_environment(pairs.iter().map(|(a, b)| (a.into(), b.into())))?;
        Ok(settings)
    }

    #[test]
    fn every_default_is_allowed() {
        for setting in SETTINGS.iter().filter(|setting| !setting.default.is_empty()) {
            assert_eq!(setting.kind.check(&setting.kind.split(setting.default)), Ok(()), "{}", setting.name);
        }
    }

    #[test]
    fn flags_lead_over_the_environment_which_leads_over_defaults() {
        let mut settings =
            variables(&[("OFSTED_SCAN_JOBS", "3"), ("OFSTED_SCAN_CHECK_MIN_GRADE", "good")]).unwrap();
        assert_eq!(settings.count("jobs"), Some(3));
        assert_eq!(settings.word("check.min-grade").as_deref(), Some("good"));
        assert!(settings.switch("cache"));
        settings.flag("jobs", Some(5));
        settings.flag("cache", None::<bool>);
        assert_eq!(settings.get("jobs"), (vec!["5".to_owned()], Origin::Flag("jobs".into())));
        assert_eq!(settings.get("cache").1, Origin::Default);
    }

    #[test]
    fn a_wrong_variable_is_named_with_what_is_allowed() {
        let error = variables(&[("OFSTED_SCAN_COLOR", "blue")]).unwrap_err();
        assert_eq!(error, "OFSTED_SCAN_COLOR=blue: allowed are auto, always, never");
        assert!(variables(&[("OFSTED_SCAN_JOB", "1")]).unwrap_err().contains("OFSTED_SCAN_JOBS"));
    }
}
