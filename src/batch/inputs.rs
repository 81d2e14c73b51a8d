//! What to read: files, folders, patterns and standard input, in a settled order. Knows nothing of
//! what stands in a document, but for the first bytes by which a PDF or a web page is told.

use crate::error::{Error, ErrorKind};
use ignore::overrides::{Override, OverrideBuilder};
use ignore::{DirEntry, WalkBuilder};
use std::collections::HashSet;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Ofsted's longest reports are under 2 MB; a file past this is not one.
const MAX_BYTES: u64 = 256 << 20;

/// In a folder, files with these endings are documents.
const ENDINGS: [&str; 9] = ["pdf", "html", "htm", "xhtml", "md", "markdown", "txt", "text", "asc"];

/// In a folder, files with these endings are the tool's own outputs, or data, whatever they begin with.
const NEVER: [&str; 8] = ["json", "ndjson", "jsonl", "csv", "tsv", "xlsx", "sqlite", "toml"];

/// Names of files that list what to leave out, in the way of a `.gitignore`.
const IGNORE_FILE: &str = ".ofsted-scan-ignore";

/// One document to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Standard input, called `-`.
    StandardInput,
    File {
        path: PathBuf,
        /// The path as given, with `/` between its parts.
        name: String,
    },
    /// Bytes already at hand.
    Held { name: String, bytes: Vec<u8> },
}

impl Input {
    /// The name that records and messages bear.
    pub fn name(&self) -> &str {
        match self {
            Input::StandardInput => "-",
            Input::File { name, .. } | Input::Held { name, .. } => name,
        }
    }

    /// All its bytes.
    ///
    /// # Errors
    /// Where it does not exist, may not be read, or is larger than any document can be.
    pub fn bytes(&self) -> Result<Vec<u8>, Error> {
        let fail = |error: io::Error| Error::new(self.name(), kind_of(&error));
        let read = match self {
            Input::StandardInput => at_most(io::stdin().lock()),
            Input::File { path, .. } => File::open(path).and_then(at_most),
            Input::Held { bytes, .. } => Ok(bytes.clone()),
        };
        let bytes = read.map_err(fail)?;
        if bytes.len() as u64 > MAX_BYTES {
            let limit = format!("over {} MB; split it, or check that it is the right file", MAX_BYTES >> 20);
            return Err(Error::new(self.name(), ErrorKind::TooLarge(limit)));
        }
        Ok(bytes)
    }
}

fn at_most(source: impl Read) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn kind_of(error: &io::Error) -> ErrorKind {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => ErrorKind::NotFound,
        io::ErrorKind::PermissionDenied => ErrorKind::NotReadable("permission denied".into()),
        _ => ErrorKind::NotReadable(error.to_string()),
    }
}

/// Which files of a folder count.
#[derive(Debug, Clone, Default)]
pub struct Selection {
    /// Patterns in the way of a `.gitignore`; one that begins with `!` leaves out.
    pub globs: Vec<String>,
    /// Whether `.ignore` and `.ofsted-scan-ignore` files are passed over.
    pub no_ignore: bool,
}

/// Lists the inputs that `paths` name: in the order given, and inside a folder in the order of their
/// paths. A path named twice is read once. What cannot be found keeps its place as an error.
///
/// # Errors
/// Where a pattern cannot be understood: the message names it.
pub fn gather(paths: &[String], selection: &Selection) -> Result<Vec<Result<Input, Error>>, String> {
    let globs = overrides(Path::new(""), &selection.globs)?;
    let mut list = Vec::new();
    for given in paths {
        gather_one(given, selection, &globs, &mut list)?;
    }
    let mut seen = HashSet::new();
    list.retain(|input| match input {
        Ok(input) => seen.insert(input.name().to_owned()),
        Err(_) => true,
    });
    Ok(list)
}

type Gathered = Vec<Result<Input, Error>>;

fn gather_one(
    given: &str,
    selection: &Selection,
    globs: &Override,
    list: &mut Gathered,
) -> Result<(), String> {
    let path = Path::new(given);
    if given == "-" {
        list.push(Ok(Input::StandardInput));
    } else if path.is_dir() {
        walk(path, selection, globs, |entry| is_document(entry, globs), list);
    } else if path.exists() || !is_pattern(given) {
        list.push(named(path));
    } else {
        let root = fixed_part(path);
        let pattern = overrides(&root, &[rest_of(path, &root)])?;
        let before = list.len();
        walk(&root, selection, globs, |entry| pattern.matched(entry.path(), false).is_whitelist(), list);
        if list.len() == before {
            list.push(Err(Error::new(given, ErrorKind::NotFound)));
        }
    }
    Ok(())
}

fn named(path: &Path) -> Result<Input, Error> {
    let name = shown(path);
    match path.metadata() {
        Ok(_) => Ok(Input::File { path: path.to_owned(), name }),
        Err(error) => Err(Error::new(name, kind_of(&error))),
    }
}

fn walk(
    root: &Path,
    selection: &Selection,
    globs: &Override,
    wanted: impl Fn(&DirEntry) -> bool,
    list: &mut Gathered,
) {
    let mut builder = WalkBuilder::new(root);
    builder.standard_filters(false).hidden(true).parents(false).follow_links(true).require_git(false);
    builder.sort_by_file_path(Path::cmp);
    if !selection.no_ignore {
        builder.ignore(true).add_custom_ignore_filename(IGNORE_FILE);
    }
    for entry in builder.build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|kind| kind.is_file()) => {
                let left_out = globs.matched(relative(entry.path(), root), false).is_ignore();
                if !left_out && wanted(&entry) {
                    list.push(Ok(Input::File { path: entry.path().to_owned(), name: shown(entry.path()) }));
                }
            }
            Ok(_) => {}
            Err(error) => list.extend(unreadable(&error, root).map(Err)),
        }
    }
}

/// A link that leads round in a circle is no document; a folder that may not be entered is said.
fn unreadable(error: &ignore::Error, root: &Path) -> Option<Error> {
    match error {
        ignore::Error::Loop { .. } => None,
        ignore::Error::WithDepth { err, .. } => unreadable(err, root),
        ignore::Error::WithPath { path, err } => {
            let kind = err.io_error().map_or(ErrorKind::NotReadable(err.to_string()), kind_of);
            // A link to nothing is not worth a word: the folder's other files are what was asked for.
            let dangling = kind == ErrorKind::NotFound && path.is_symlink();
            (!dangling && !is_loop(err)).then(|| Error::new(shown(path), kind))
        }
        other => Some(Error::new(shown(root), ErrorKind::NotReadable(other.to_string()))),
    }
}

fn is_loop(error: &ignore::Error) -> bool {
    matches!(error, ignore::Error::Loop { .. })
}

fn relative<'a>(path: &'a Path, root: &Path) -> &'a Path {
    path.strip_prefix(root).unwrap_or(path)
}

fn is_document(entry: &DirEntry, globs: &Override) -> bool {
    if globs.num_whitelists() > 0 {
        return true;
    }
    let ending = entry.path().extension().and_then(|e| e.to_str()).unwrap_or("").to_ascii_lowercase();
    if ENDINGS.contains(&ending.as_str()) {
        return true;
    }
    !NEVER.contains(&ending.as_str()) && begins_like_a_document(entry.path())
}

/// Kinds are told by content: a PDF or web page under any name is a document.
fn begins_like_a_document(path: &Path) -> bool {
    let mut first = Vec::new();
    let read = File::open(path).and_then(|file| file.take(1024).read_to_end(&mut first));
    if read.is_err() {
        return false;
    }
    let lower = first.to_ascii_lowercase();
    let holds = |words: &[u8]| lower.windows(words.len()).any(|window| window == words);
    holds(b"%pdf-") || holds(b"<!doctype html") || holds(b"<html")
}

fn overrides(root: &Path, globs: &[String]) -> Result<Override, String> {
    let mut builder = OverrideBuilder::new(root);
    for glob in globs {
        builder.add(glob).map_err(|error| format!("the pattern `{glob}` cannot be understood: {error}"))?;
    }
    builder.build().map_err(|error| error.to_string())
}

fn is_pattern(given: &str) -> bool {
    given.contains(['*', '?', '[', '{'])
}

/// The leading folders of a pattern that hold no wildcard.
fn fixed_part(pattern: &Path) -> PathBuf {
    let fixed: PathBuf =
        pattern.components().take_while(|part| !is_pattern(&part.as_os_str().to_string_lossy())).collect();
    if fixed.as_os_str().is_empty() { PathBuf::from(".") } else { fixed }
}

/// A pattern's part below `root`, anchored there.
fn rest_of(pattern: &Path, root: &Path) -> String {
    format!("/{}", shown(relative(pattern, root)))
}

/// A path with `/` between its parts, the same on every platform.
fn shown(path: &Path) -> String {
    let words = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' { words.into_owned() } else { words.replace('\\', "/") }
}

/// The paths that a list names, one a line; empty lines and lines that begin with `#` are passed over.
pub fn names_from(list: &str) -> impl Iterator<Item = String> + '_ {
    list.trim_start_matches('\u{feff}')
        .lines()
        .map(str::trim_end)
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, content) in [
            ("b.pdf", "%PDF-1.7"),
            ("a/z.md", "# Visit"),
            ("a/a.txt", "Visit"),
            ("a/letter", "\n%PDF-1.4"),
            ("a/photo.jpg", "\u{fffd}"),
            ("index.tsv", "path\tdate"),
            ("records.json", "[\"<html\"]"),
            (".hidden.pdf", "%PDF"),
            ("drafts/c.pdf", "%PDF"),
            (".ofsted-scan-ignore", "drafts/\n"),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    fn names(root: &Path, given: &[&str], selection: &Selection) -> Vec<String> {
        let paths: Vec<String> = given.iter().map(|p| root.join(p).to_string_lossy().into_owned()).collect();
        let list = gather(&paths, selection).unwrap();
        let name = |input: Result<Input, Error>| {
            input.map_or_else(|e| format!("!{}", e.path), |i| i.name().to_owned())
        };
        let prefix = format!("{}/", shown(root));
        list.into_iter().map(|input| name(input).replace(&prefix, "")).collect()
    }

    #[test]
    fn a_folder_gives_its_documents_by_path_and_nothing_else() {
        let folder = folder();
        assert_eq!(
            names(folder.path(), &[""], &Selection::default()),
            ["a/a.txt", "a/letter", "a/z.md", "b.pdf"]
        );
    }

    #[test]
    fn the_order_given_leads_and_nothing_is_read_twice() {
        let folder = folder();
        let got =
            names(folder.path(), &["b.pdf", "a", "missing.pdf", "b.pdf", "a/a.txt"], &Selection::default());
        assert_eq!(got, ["b.pdf", "a/a.txt", "a/letter", "a/z.md", "!missing.pdf"]);
    }

    #[test]
    fn globs_choose_and_leave_out() {
        let folder = folder();
        let chosen = |globs: &[&str]| {
            let globs = globs.iter().map(|&g| g.to_owned()).collect();
            names(folder.path(), &[""], &Selection { globs, no_ignore: false })
        };
        assert_eq!(chosen(&["*.md"]), ["a/z.md"]);
        assert_eq!(chosen(&["!a/**"]), ["b.pdf"]);
        assert_eq!(names(folder.path(), &["a/*.md"], &Selection::default()), ["a/z.md"]);
        assert_eq!(names(folder.path(), &["**/*.pdf"], &Selection::default()), ["b.pdf"]);
        assert_eq!(names(folder.path(), &["*.docx"], &Selection::default()), ["!*.docx"]);
    }

    #[test]
    fn ignore_files_count_unless_told_otherwise() {
        let folder = folder();
        let all = names(folder.path(), &[""], &Selection { globs: Vec::new(), no_ignore: true });
        assert!(all.contains(&"drafts/c.pdf".to_owned()));
    }

    #[test]
    fn a_broken_pattern_is_named() {
        let error = gather(&[".".into()], &Selection { globs: vec!["{a".into()], no_ignore: false });
        assert!(error.unwrap_err().contains("{a"));
    }

    #[test]
    fn a_list_of_names_may_hold_comments() {
        let names: Vec<String> = names_from("\u{feff}# mine\na b.pdf\r\n\nc.pdf").collect();
        assert_eq!(names, ["a b.pdf", "c.pdf"]);
    }
}
