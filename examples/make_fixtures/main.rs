//! Writes the PDF, HTML and text twins of the invented documents in `fixtures/` from their Markdown.
//!
//! ```text
//! cargo run --example make_fixtures             writes them
//! cargo run --example make_fixtures -- --check  exit status 1 where a file is not what would be written
//! ```
//!
//! Each fixture's Markdown is its source; `looks.toml` says how its pages are to look. The bytes are
//! the same each time.

mod bad;
mod font;
mod html;
mod lines;
mod look;
mod pages;
mod pdf;
mod source;
mod text;

use look::{Form, Look};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// The sound letter that `fixtures/bad` spoils.
const LETTER: &str = "focused-visit-letter/ludwell-2024.pdf";

#[derive(serde::Deserialize)]
struct Looks {
    fixture: Vec<Look>,
}

fn main() -> ExitCode {
    let check = std::env::args().any(|argument| argument == "--check");
    let mut stale = 0;
    for (path, bytes) in files() {
        let fresh = std::fs::read(&path).is_ok_and(|found| found == bytes);
        if fresh {
            continue;
        }
        stale += 1;
        println!("{} {}", if check { "stale:" } else { "wrote" }, path.display());
        if !check {
            std::fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        }
    }
    if check && stale > 0 { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// Every file to write, with its bytes.
pub fn files() -> Vec<(PathBuf, Vec<u8>)> {
    let looks: Looks = toml::from_str(include_str!("looks.toml")).expect("looks.toml is sound");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures");
    let fonts = font::Fonts::load();
    let mut files: Vec<_> = looks.fixture.iter().flat_map(|look| forms(&fonts, look, &root)).collect();
    let (_, letter) = files.iter().find(|(path, _)| path.ends_with(LETTER)).expect("the letter is a fixture");
    files.extend(bad::files(letter).into_iter().map(|(name, bytes)| (root.join("bad").join(name), bytes)));
    files
}

fn forms(fonts: &font::Fonts, look: &Look, root: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let at = |ending: &str| root.join(format!("{}.{ending}", look.source));
    let source =
        std::fs::read_to_string(at("md")).unwrap_or_else(|error| panic!("{}: {error}", at("md").display()));
    let blocks = source::blocks(&source);
    let pages = pages::pages(fonts, look, &blocks);
    let mut files = vec![(at("pdf"), pdf::write(fonts, look, &pages, true))];
    files.extend(look.also.iter().map(|form| match form {
        Form::Untagged => (at("untagged.pdf"), pdf::write(fonts, look, &pages, false)),
        Form::Html => (at("html"), html::write(&blocks).into_bytes()),
        Form::Text => (at("txt"), text::write(&blocks).into_bytes()),
    }));
    files
}
