//! The direction of dependencies, and the length of files, read from the source itself.

use std::path::{Path, PathBuf};

/// From the ground up: each may use those before it.
const LAYERS: [&str; 15] = [
    "evidence",
    "error",
    "record",
    "stored",
    "authorities",
    "read",
    "layout",
    "rules",
    "extract",
    "classify",
    "press",
    "compare",
    "render",
    "batch",
    "cli",
];

/// These see only the public interface and the ground, not how any value was found.
const NARROW: [(&str, &[&str]); 2] = [
    ("compare", &["evidence", "error", "record", "authorities", "compare"]),
    ("render", &["evidence", "error", "record", "authorities", "compare", "render"]),
];

/// The story itself and the start of the process may use every layer.
const ABOVE_ALL: [&str; 3] = ["lib", "main", "assemble"];

/// The most lines that a file of logic may have, its tests at the end left out.
const LONGEST: usize = 700;

fn sources() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("the source is there") {
            let path = entry.expect("the source can be listed").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                let text = std::fs::read_to_string(&path).expect("the source can be read");
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

/// The name below `src` that a file belongs to: its folder, or itself.
fn layer(path: &Path) -> String {
    let below = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).expect("below src");
    let first = below.iter().next().expect("a name").to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

/// The source without the tests at its end.
fn logic(text: &str) -> &str {
    text.split("\n#[cfg(test)]\nmod ").next().unwrap_or(text)
}

/// The layers that the code, comments left out, names with `crate::`.
fn named(text: &str) -> Vec<String> {
    let code = text.lines().filter(|line| !line.trim_start().starts_with("//"));
    let code: String = code.collect::<Vec<_>>().join("\n");
    let mut names = Vec::new();
    for after in code.split("crate::").skip(1) {
        match after.strip_prefix('{') {
            None => names.push(first_name(after)),
            Some(group) => {
                let mut depth = 1;
                let mut start = 0;
                for (at, c) in group.char_indices() {
                    match c {
                        '{' => depth += 1,
                        '}' => depth -= 1,
                        _ => {}
                    }
                    if depth == 0 || (depth == 1 && c == ',') {
                        names.push(first_name(group[start..at].trim()));
                        start = at + 1;
                    }
                    if depth == 0 {
                        break;
                    }
                }
            }
        }
    }
    names.retain(|name| LAYERS.contains(&name.as_str()));
    names
}

fn first_name(path: &str) -> String {
    path.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[test]
fn nothing_uses_what_stands_above_it() {
    let rank = |name: &str| LAYERS.iter().position(|layer| *layer == name);
    let mut steps_up = Vec::new();
    let mut unknown = Vec::new();
    for (path, text) in sources() {
        let own = layer(&path);
        if ABOVE_ALL.contains(&own.as_str()) {
            continue;
        }
        let Some(own_rank) = rank(&own) else {
            unknown.push(format!("{}: {own:?} is no known layer", path.display()));
            continue;
        };
        let narrow = NARROW.iter().find(|(name, _)| *name == own).map(|(_, allowed)| *allowed);
        for name in named(logic(&text)) {
            let allowed = match narrow {
                Some(allowed) => allowed.contains(&name.as_str()),
                None => rank(&name).is_some_and(|other| other <= own_rank),
            };
            if !allowed {
                steps_up.push(format!("{}: {own} uses {name}", path.display()));
            }
        }
    }
    assert!(unknown.is_empty(), "{unknown:#?}");
    assert!(steps_up.is_empty(), "{steps_up:#?}");
}

#[test]
fn the_reader_of_uses_finds_groups_and_paths() {
    let code = "use crate::{error::Error, read::{pdf, html}, layout};\nfn f() { crate::rules::run() }\n\
                // crate::cli in a comment\nuse crate::evidence::Text;";
    assert_eq!(named(code), ["error", "read", "layout", "rules", "evidence"]);
}

#[test]
fn no_file_of_logic_is_long() {
    let long = sources().into_iter().filter_map(|(path, text)| {
        let lines = logic(&text).lines().count();
        (lines > LONGEST).then(|| format!("{}: {lines} lines", path.display()))
    });
    let long: Vec<String> = long.collect();
    assert!(long.is_empty(), "{long:#?}");
}

#[test]
fn every_module_says_what_it_is_for() {
    let silent = sources().into_iter().filter(|(_, text)| !text.starts_with("//!"));
    let silent: Vec<String> = silent.map(|(path, _)| path.display().to_string()).collect();
    assert!(silent.is_empty(), "no //! at the top of {silent:#?}");
}

/// A PDF crate is named in one place, so that it can be changed in one place.
#[test]
fn only_the_pdf_reader_names_a_pdf_crate() {
    let crates = ["hayro_", "pdf_extract", "kurbo"];
    let named = sources().into_iter().filter(|(path, text)| {
        let reader = path.components().any(|part| part.as_os_str() == "pdf");
        !reader && crates.iter().any(|name| logic(text).contains(name))
    });
    let named: Vec<String> = named.map(|(path, _)| path.display().to_string()).collect();
    assert!(named.is_empty(), "{named:#?}");
}
