//! How standard output is drawn to: width, colour and links.

use super::config::Settings;
use clap::ValueEnum;
use ofsted_scan::render::terminal::Look;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Width where no terminal says one.
const PLAIN_WIDTH: usize = 80;

#[derive(Debug, clap::Args)]
#[group(skip)]
pub struct LookArgs {
    /// Whether to colour what is shown; grades are always told by word too
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Display")]
    pub color: Option<When>,

    /// Whether pages are links that a terminal can open
    #[arg(long, value_name = "WHEN", global = true, help_heading = "Display")]
    pub links: Option<When>,

    /// Columns to draw to [default: the terminal's, else 80]
    #[arg(long, value_name = "COLUMNS", global = true, help_heading = "Display")]
    pub width: Option<usize>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal
    #[default]
    Auto,
    Always,
    Never,
}

impl When {
    fn decided(self, auto: bool) -> bool {
        match self {
            When::Auto => auto,
            When::Always => true,
            When::Never => false,
        }
    }
}

impl std::fmt::Display for When {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            When::Auto => "auto",
            When::Always => "always",
            When::Never => "never",
        })
    }
}

/// Looks at standard output, the settings and the environment.
pub fn look(settings: &Settings) -> Look {
    let terminal = io::stdout().is_terminal() && std::env::var_os("TERM").is_none_or(|term| term != "dumb");
    let no_color = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let when =
        |name| settings.word(name).and_then(|word| When::from_str(&word, false).ok()).unwrap_or_default();
    let width = settings.count("width").or_else(|| terminal.then(terminal_width).flatten());
    Look {
        width: width.unwrap_or(PLAIN_WIDTH),
        colour: when("color").decided(terminal && !no_color),
        links: when("links").decided(terminal),
    }
}

fn terminal_width() -> Option<usize> {
    // Some terminals do not know their size and say nought.
    comfy_table::Table::new().width().map(usize::from).filter(|&width| width > 0)
}

/// The address of a document that a link can lead to; none for standard input.
pub fn address(name: &str) -> Option<String> {
    let path = Path::new(name).canonicalize().ok().filter(|path| path.is_file())?;
    let words = path.to_string_lossy().replace('\\', "/");
    let root = if words.starts_with('/') { "file://" } else { "file:///" };
    Some(format!("{root}{}", encoded(&words)))
}

/// The address of a document as seen from a file in `folder`, so that both can be moved together.
pub fn address_from(folder: &Path, name: &str) -> Option<String> {
    let here = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let (here, there) =
        (here.canonicalize().ok()?, Path::new(name).canonicalize().ok().filter(|path| path.is_file())?);
    let shared = here.components().zip(there.components()).take_while(|(a, b)| a == b).count();
    let up = here.components().count() - shared;
    let down: Vec<String> =
        there.components().skip(shared).map(|part| encoded(&part.as_os_str().to_string_lossy())).collect();
    // A leading `./` keeps a name like `javascript:x` a name.
    Some(format!("{}{}", if up == 0 { "./".to_owned() } else { "../".repeat(up) }, down.join("/")))
}

fn encoded(words: &str) -> String {
    let mut out = String::new();
    for byte in words.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'_' | b'.' | b'~' | b':' => {
                out.push(char::from(byte));
            }
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_relative_to_the_page() {
        let root = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(root.path().join("out/deep")).unwrap();
        let name = root.path().join("a b#1.pdf");
        std::fs::write(&name, "x").unwrap();
        let from = |folder: &str| address_from(&root.path().join(folder), &name.to_string_lossy());
        assert_eq!(from(""), Some("./a%20b%231.pdf".into()));
        assert_eq!(from("out/deep"), Some("../../a%20b%231.pdf".into()));
        assert_eq!(address_from(root.path(), "-"), None);
    }
}
