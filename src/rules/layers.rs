//! Where rule files come from: embedded in the program, or a user's file or folder.
//!
//! Knows folders and files; nothing of what stands in them. Document profiles come the same way.

use super::error::RuleError;
use include_dir::{Dir, include_dir};
use std::borrow::Cow;
use std::fs;
use std::path::Path;

/// Rule files that are loaded together, later layers over earlier ones.
#[derive(Debug, Clone)]
pub struct Layer {
    /// Name of the folder or file, which the ids of its rules bear; `None` for the built-in one.
    pub name: Option<String>,
    pub sources: Vec<Source>,
}

/// One file of a layer.
#[derive(Debug, Clone)]
pub struct Source {
    /// The path as shown in messages.
    pub path: String,
    /// The folder inside the layer (`polarity`, `themes`, `documents`), empty at its top.
    pub folder: String,
    /// File name without `.toml`.
    pub stem: String,
    pub text: Cow<'static, str>,
}

static POLARITY: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/rules/polarity");
static THEMES: Dir = include_dir!("$CARGO_MANIFEST_DIR/src/rules/themes");
static LISTS: &str = include_str!("lists.toml");

/// The layer that comes with the program.
pub fn built_in() -> Layer {
    let mut sources = vec![source("rules/lists.toml", "", Cow::Borrowed(LISTS))];
    for (folder, dir) in [("polarity", &POLARITY), ("themes", &THEMES)] {
        for file in dir.files() {
            let name = file.path().to_string_lossy();
            if let (true, Some(text)) = (name.ends_with(".toml"), file.contents_utf8()) {
                sources.push(source(&format!("rules/{folder}/{name}"), folder, Cow::Borrowed(text)));
            }
        }
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    Layer { name: None, sources }
}

/// The layer at `path`: one TOML file, or a folder of them, one folder deep.
///
/// # Errors
/// Where it cannot be read or holds no TOML file.
pub fn read(path: &Path) -> Result<Layer, RuleError> {
    let shown = path.display().to_string();
    let mut sources = Vec::new();
    if path.is_dir() {
        collect(path, "", &mut sources)?;
        for folder in folders(path)? {
            let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            collect(&folder, &name, &mut sources)?;
        }
    } else {
        sources.push(source(&shown, "", Cow::Owned(text(path)?)));
    }
    if sources.is_empty() {
        return Err(RuleError::whole(&shown, "no rule file in this folder", "put `.toml` files into it"));
    }
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    let full = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let name = full.file_stem().unwrap_or_default().to_string_lossy().to_lowercase();
    let name = name.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
    Ok(Layer { name: Some(name), sources })
}

fn collect(folder: &Path, name: &str, sources: &mut Vec<Source>) -> Result<(), RuleError> {
    for path in entries(folder)? {
        if path.extension().is_some_and(|e| e == "toml") && path.is_file() {
            sources.push(source(&path.display().to_string(), name, Cow::Owned(text(&path)?)));
        }
    }
    Ok(())
}

fn folders(path: &Path) -> Result<Vec<std::path::PathBuf>, RuleError> {
    Ok(entries(path)?.into_iter().filter(|p| p.is_dir()).collect())
}

fn entries(folder: &Path) -> Result<Vec<std::path::PathBuf>, RuleError> {
    let listed = fs::read_dir(folder).map_err(|error| unreadable(folder, &error))?;
    listed.map(|entry| entry.map(|e| e.path()).map_err(|error| unreadable(folder, &error))).collect()
}

fn text(path: &Path) -> Result<String, RuleError> {
    fs::read_to_string(path).map_err(|error| unreadable(path, &error))
}

fn unreadable(path: &Path, error: &std::io::Error) -> RuleError {
    let shown = path.display().to_string();
    RuleError::whole(&shown, format!("cannot be read ({error})"), "check the path given with --rules")
}

fn source(path: &str, folder: &str, text: Cow<'static, str>) -> Source {
    let stem = Path::new(path).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    Source { path: path.into(), folder: folder.into(), stem, text }
}
