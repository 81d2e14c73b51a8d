//! The program as scripts and continuous integration use it: batches, outputs, cache, settings, checks.

mod batch;
mod gates;
mod outputs;
mod settings;

use ofsted_scan::record::Record;
use std::path::Path;
use std::process::{Command, Output};

/// A run of the program in a folder of its own, with a cache of its own.
pub struct Place {
    pub folder: tempfile::TempDir,
}

impl Default for Place {
    fn default() -> Self {
        Self::new()
    }
}

impl Place {
    fn new() -> Self {
        Place { folder: tempfile::tempdir().expect("a folder") }
    }

    pub fn path(&self, name: &str) -> std::path::PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, words: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        std::fs::write(path, words).expect("a file");
    }

    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_ofsted-scan"));
        command.current_dir(self.folder.path()).args(arguments);
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("OFSTED_SCAN_") {
                command.env_remove(name);
            }
        }
        command.env("OFSTED_SCAN_CACHE_FOLDER", self.path("cache")).env("HOME", self.folder.path());
        command.env_remove("XDG_CONFIG_HOME").env_remove("NO_COLOR");
        command
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::from(self.command(arguments).output().expect("the program starts"))
    }

    /// Copies every fixture that can be read into `documents/`.
    pub fn with_fixtures() -> Self {
        let place = Place::new();
        let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures")];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).expect("fixtures").flatten() {
                let path = entry.path();
                let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
                if path.is_dir() && !path.ends_with("bad") {
                    folders.push(path);
                } else if matches!(ending, "pdf" | "txt") {
                    let name = format!("documents/{}", entry.file_name().to_string_lossy());
                    place.write(&name, "");
                    std::fs::copy(path, place.path(&name)).expect("a copy");
                }
            }
        }
        place
    }
}

/// What a run did.
pub struct Ran {
    pub status: Option<i32>,
    pub out: String,
    pub err: String,
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Ran {
            status: output.status.code(),
            out: String::from_utf8(output.stdout).expect("UTF-8 on standard output"),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

pub fn records(ndjson: &str) -> Vec<Record> {
    ndjson.lines().map(|line| serde_json::from_str(line).expect("a record")).collect()
}

/// An invented letter, number `n`.
pub fn letter(n: usize) -> String {
    format!(
        "# Focused visit to Fernmoor children’s services\n\nThis letter summarises the findings of the focused visit \
         to Fernmoor children’s services on {} and {} May 2022.\n\n## Headline findings\n\nCase {n} is recorded \
         well. Too many children wait too long for help.\n",
        n % 20 + 1,
        n % 20 + 2
    )
}
