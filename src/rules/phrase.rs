//! How a phrase of a rule is written, and what it turns into.
//!
//! Knows the small language of phrases; nothing of rules, files or sentences.
//!
//! A phrase is a row of words. Case, white space, hyphens, quote marks and possessive endings take
//! care of themselves, and a phrase begins and ends at the edges of words. Beyond plain words:
//!
//! | written | stands for |
//! |---|---|
//! | `(is\|are) not` | one of several: words or rows of words |
//! | `(very)? good` | what may be missing |
//! | `improv*` | a word that begins so |
//! | `{children}` | one of a list in `lists.toml` |
//! | `#` | a number |
//! | `...` or `...2` | up to four (or two) words in between, never across `, ; : ( )` or a dash |
//! | `^` and `$` | the beginning and the end of the sentence |
//! | `,` `;` `:` `(` `)` `-` | the mark itself (after `(`, write marks in quotes: `","`) |

use std::collections::BTreeMap;

/// A class of words that stand for each other at one place of a phrase, or a gap.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Step {
    /// Any of these words (sorted, without repetition).
    OneOf(Vec<Atom>),
    /// Up to so many words that do not matter.
    Gap(u8),
}

/// A word as a phrase names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Atom {
    Word(String),
    /// Every word that begins so.
    Prefix(String),
    /// Every word that begins with a digit.
    Number,
}

/// What is wrong with a phrase, and at which byte of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhraseError {
    pub at: usize,
    pub what: String,
    pub remedy: String,
}

/// Words a bare `...` may skip.
const GAP: u8 = 4;
/// Words any gap may skip: a longer one would tie together what does not belong together.
const LONGEST_GAP: u8 = 8;
/// Letters that a `*` needs before it.
pub const SHORTEST_PREFIX: usize = 3;
/// Ways in which one phrase may be read. More means that it should be two rules, or use a list.
const MOST_PATHS: usize = 400;

/// Word lists by name, as `lists.toml` and the `[lists]` tables of layers give them.
pub type Lists = BTreeMap<String, Vec<String>>;

/// Every row of steps that `phrase` stands for.
///
/// # Errors
/// Where the phrase is not well formed, names no known list, is empty, or stands for too much.
pub fn paths(phrase: &str, lists: &Lists) -> Result<Vec<Vec<Step>>, PhraseError> {
    let mut parser = Parser { source: phrase, at: 0, lists, depth: 0 };
    let paths = parser.choices()?;
    if parser.at < phrase.len() {
        return Err(parser.error("a `)` that nothing opened", "take it out, or add the `(` before it"));
    }
    for path in &paths {
        check(path, phrase)?;
    }
    Ok(paths)
}

fn check(path: &[Step], phrase: &str) -> Result<(), PhraseError> {
    let edge = |step: Option<&Step>| !matches!(step, Some(Step::OneOf(_)));
    if edge(path.first()) || edge(path.last()) {
        return Err(PhraseError {
            at: 0,
            what: format!("`{phrase}` can be read as nothing, or begins or ends with a gap"),
            remedy: "begin and end every reading of the phrase with a word".into(),
        });
    }
    Ok(())
}

struct Parser<'a> {
    source: &'a str,
    at: usize,
    lists: &'a Lists,
    depth: u8,
}

type Paths = Vec<Vec<Step>>;

impl Parser<'_> {
    /// `row | row | ...` up to `)` or the end.
    fn choices(&mut self) -> Result<Paths, PhraseError> {
        let mut all = self.row()?;
        while self.eat('|') {
            all.extend(self.row()?);
        }
        Ok(merged(all))
    }

    fn row(&mut self) -> Result<Paths, PhraseError> {
        let mut paths: Paths = vec![vec![]];
        while let Some(next) = self.item()? {
            if paths.len() * next.len() > MOST_PATHS {
                return Err(self.error(
                    "the phrase can be read in too many ways",
                    "split it into several phrases, or use a list of single words",
                ));
            }
            paths = paths.iter().flat_map(|p| next.iter().map(move |n| [&p[..], n].concat())).collect();
        }
        Ok(paths)
    }

    fn item(&mut self) -> Result<Option<Paths>, PhraseError> {
        self.skip_space();
        let Some(next) = self.rest().chars().next() else { return Ok(None) };
        match next {
            '|' | ')' => Ok(None),
            '(' => self.group().map(Some),
            '{' => self.list().map(Some),
            '^' | '$' | ',' | ';' | ':' | '-' => {
                self.at += 1;
                Ok(Some(one(Atom::Word(next.to_string()))))
            }
            '"' => self.quoted().map(Some),
            '#' => {
                self.at += 1;
                Ok(Some(one(Atom::Number)))
            }
            '.' => self.gap().map(Some),
            c if c.is_alphanumeric() => self.word().map(Some),
            c => Err(self.error(
                &format!("`{c}` means nothing in a phrase"),
                "use words, ( | ) ? * # ... ^ $ and {lists}",
            )),
        }
    }

    fn group(&mut self) -> Result<Paths, PhraseError> {
        let open = self.at;
        self.at += 1;
        self.depth += 1;
        if self.depth > 8 {
            return Err(self.error("brackets nested too deep", "use a list or several phrases"));
        }
        let mut paths = self.choices()?;
        if !self.eat(')') {
            self.at = open;
            return Err(self.error("a `(` that is never closed", "add the `)`"));
        }
        self.depth -= 1;
        if self.eat('?') {
            paths.push(vec![]);
        }
        Ok(paths)
    }

    fn list(&mut self) -> Result<Paths, PhraseError> {
        let Some(length) = self.rest().find('}') else {
            return Err(self.error("a `{` that is never closed", "add the `}`"));
        };
        let name = self.rest()[1..length].trim();
        let Some(entries) = self.lists.get(name) else {
            let known: Vec<&str> = self.lists.keys().map(String::as_str).collect();
            return Err(self.error(
                &format!("there is no list called `{name}`"),
                &format!("use one of {}, or add it under [lists]", known.join(", ")),
            ));
        };
        let mut paths = Vec::new();
        for entry in entries {
            // Lists do not nest: an entry is a plain phrase.
            let none = Lists::new();
            let mut inner = Parser { source: entry, at: 0, lists: &none, depth: 0 };
            paths.extend(
                inner.choices().map_err(|e| self.error(&format!("list `{name}`: {}", e.what), &e.remedy))?,
            );
        }
        self.at += length + 1;
        Ok(merged(paths))
    }

    fn quoted(&mut self) -> Result<Paths, PhraseError> {
        match self.rest().as_bytes() {
            [b'"', mark @ (b'(' | b')' | b','), b'"', ..] => {
                let paths = one(Atom::Word((*mark as char).to_string()));
                self.at += 3;
                Ok(paths)
            }
            _ => Err(self.error("a quotation mark", "quotes only go round a bracket or comma: \"(\"")),
        }
    }

    fn gap(&mut self) -> Result<Paths, PhraseError> {
        if !self.rest().starts_with("...") {
            return Err(self.error("a full stop", "write `...` for a gap; sentences end by themselves"));
        }
        self.at += 3;
        let digits = self.rest().len() - self.rest().trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let words = match &self.rest()[..digits] {
            "" => GAP,
            digits => digits.parse().unwrap_or(u8::MAX),
        };
        if !(1..=LONGEST_GAP).contains(&words) {
            return Err(self.error("a gap of that length", "gaps are `...1` to `...8`"));
        }
        self.at += digits;
        Ok(vec![vec![Step::Gap(words)]])
    }

    fn word(&mut self) -> Result<Paths, PhraseError> {
        let inside = |c: char| c.is_alphanumeric() || c == '\'' || c == '’';
        let length = self.rest().find(|c| !inside(c)).unwrap_or(self.rest().len());
        let form = super::words::form(&self.rest()[..length]).into_owned();
        if self.rest()[length..].starts_with('*') {
            if form.len() < SHORTEST_PREFIX {
                return Err(self.error(
                    "a beginning of a word that is too short",
                    "write three letters or more before `*`",
                ));
            }
            self.at += length + 1;
            return Ok(one(Atom::Prefix(form)));
        }
        self.at += length;
        // A hyphen inside a word only parts it.
        if self.rest().starts_with('-') && self.rest()[1..].starts_with(inside) {
            self.at += 1;
        }
        Ok(one(Atom::Word(form)))
    }

    fn rest(&self) -> &str {
        &self.source[self.at..]
    }

    fn skip_space(&mut self) {
        self.at = self.source.len() - self.rest().trim_start().len();
    }

    fn eat(&mut self, wanted: char) -> bool {
        let ahead = if wanted == '?' { self.rest() } else { self.rest().trim_start() };
        let found = ahead.starts_with(wanted);
        if found {
            self.at = self.source.len() - ahead.len() + wanted.len_utf8();
        }
        found
    }

    fn error(&self, what: &str, remedy: &str) -> PhraseError {
        PhraseError { at: self.at, what: what.into(), remedy: remedy.into() }
    }
}

fn one(atom: Atom) -> Paths {
    vec![vec![Step::OneOf(vec![atom])]]
}

/// Choices that are single words become one step; the rest stay apart.
fn merged(paths: Paths) -> Paths {
    let (mut atoms, mut others) = (Vec::new(), Paths::new());
    for path in paths {
        match <[Step; 1]>::try_from(path) {
            Ok([Step::OneOf(more)]) => atoms.extend(more),
            Ok(path) => others.push(path.to_vec()),
            Err(path) => others.push(path),
        }
    }
    if !atoms.is_empty() {
        atoms.sort();
        atoms.dedup();
        others.push(vec![Step::OneOf(atoms)]);
    }
    others
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(phrase: &str) -> Result<Paths, PhraseError> {
        let lists =
            Lists::from([("children".to_string(), vec!["child".to_string(), "young people".to_string()])]);
        paths(phrase, &lists)
    }

    #[test]
    fn single_words_in_brackets_are_one_step() {
        assert_eq!(read("(is|are) not").unwrap().len(), 1);
        assert_eq!(read("(is|are not) late").unwrap().len(), 2);
        assert_eq!(read("(very)? good").unwrap().len(), 2);
        assert_eq!(read("{children} wait").unwrap().len(), 2);
        assert_eq!(read("well-being").unwrap(), read("Well being").unwrap());
    }

    #[test]
    fn faults_are_told_with_their_place() {
        for (phrase, at) in
            [("not (always", 4), ("late)", 4), ("{nobody} waits", 0), ("a ...9 b", 5), ("so & so", 3)]
        {
            let error = read(phrase).unwrap_err();
            assert_eq!(error.at, at, "{phrase}: {}", error.what);
            assert!(!error.remedy.is_empty());
        }
        assert!(read("").is_err() && read("(late)?").is_err() && read("... late").is_err());
        assert!(read(&"(a|b c) ".repeat(12)).unwrap_err().what.contains("too many"));
    }
}
