//! Reads one configuration file, and says of a faulty one where and what is allowed.

use super::{Kind, Origin, SETTINGS, Setting, Settings};
use crate::cli::suggest;
use std::borrow::Cow;
use std::ops::Range;
use std::path::Path;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// Reads `path` over what `settings` hold.
///
/// # Errors
/// A message that names file and line.
pub fn read(path: &Path, settings: &mut Settings) -> Result<(), String> {
    let words = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    read_words(path, &words, settings)
}

fn read_words(path: &Path, words: &str, settings: &mut Settings) -> Result<(), String> {
    let at = |span: Range<usize>, what: String| fault(path, words, span, &what);
    let table = DeTable::parse(words)
        .map_err(|error| at(error.span().unwrap_or(0..0), error.message().trim().replace('\n', "; ")))?;
    for (name, key, value) in flat(table.get_ref()) {
        let setting = find(&name).map_err(|what| at(key.clone(), what))?;
        let values =
            values_of(setting, value).map_err(|what| at(value.span(), format!("`{name}`: {what}")))?;
        let line = line_of(words, key.start);
        settings.values.insert(setting.name, (values, Origin::File { path: path.to_owned(), line }));
    }
    Ok(())
}

type Entry<'a, 'i> = (String, Range<usize>, &'a Spanned<DeValue<'i>>);

/// Keys with those of their tables before them, one level deep.
fn flat<'a, 'i>(table: &'a DeTable<'i>) -> Vec<Entry<'a, 'i>> {
    let mut entries = Vec::new();
    for (key, value) in table {
        let name = key.get_ref();
        match value.get_ref() {
            DeValue::Table(inner) if SETTINGS.iter().any(|s| s.name.starts_with(&format!("{name}."))) => {
                let within = inner.iter().map(|(k, v)| (format!("{name}.{}", k.get_ref()), k.span(), v));
                entries.extend(within);
            }
            _ => entries.push((name.to_string(), key.span(), value)),
        }
    }
    entries
}

fn find(name: &str) -> Result<&'static Setting, String> {
    super::known(name).ok_or_else(|| {
        let names: Vec<&str> = SETTINGS.iter().map(|setting| setting.name).collect();
        let near = suggest::nearest(name, names.iter().copied());
        format!("`{name}` is no setting{near}; allowed are {}", names.join(", "))
    })
}

fn values_of(setting: &Setting, value: &Spanned<DeValue<'_>>) -> Result<Vec<String>, String> {
    let values: Option<Vec<String>> = match (setting.kind, value.get_ref()) {
        (Kind::List, DeValue::Array(items)) => items.iter().map(|item| text(item.get_ref())).collect(),
        (_, one) if fits(setting.kind, one) => scalar(one).map(|value| vec![value]),
        _ => None,
    };
    let values = values.unwrap_or_else(|| vec![String::new(), String::new()]);
    setting.kind.check(&values).map(|()| values)
}

/// A number is no text and a text is no number: `jobs = "3"` is refused.
fn fits(kind: Kind, value: &DeValue<'_>) -> bool {
    match kind {
        Kind::Switch => matches!(value, DeValue::Boolean(_)),
        Kind::Count => matches!(value, DeValue::Integer(_)),
        Kind::Share => matches!(value, DeValue::Integer(_) | DeValue::Float(_)),
        Kind::OneOf(_) | Kind::Text | Kind::List => matches!(value, DeValue::String(_)),
    }
}

fn scalar(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(number) => Some(number.as_str().to_owned()),
        DeValue::Float(number) => Some(number.as_str().to_owned()),
        DeValue::Boolean(yes) => Some(yes.to_string()),
        other => text(other),
    }
}

fn text(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(words) => Some(Cow::clone(words).into_owned()),
        _ => None,
    }
}

fn line_of(words: &str, at: usize) -> usize {
    words.as_bytes()[..at.min(words.len())].iter().filter(|&&byte| byte == b'\n').count() + 1
}

fn fault(path: &Path, words: &str, span: Range<usize>, what: &str) -> String {
    let number = line_of(words, span.start);
    let line = words.lines().nth(number - 1).unwrap_or("").trim_end();
    format!("{}, line {number}: {what}\n  {number} | {line}", path.display())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(words: &str) -> Result<Settings, String> {
        let mut settings = Settings::default();
        read_words(Path::new("ofsted-scan.toml"), words, &mut settings)?;
        Ok(settings)
    }

    #[test]
    fn values_come_with_their_line() {
        let settings =
            of("jobs = 2\nrules = [\"a\", \"b\"]\n\n[check]\nmin-grade = \"good\"\nmax-unlabelled = 0.5\n")
                .unwrap();
        assert_eq!(settings.list("rules"), ["a", "b"]);
        assert_eq!(settings.share("check.max-unlabelled"), Some(0.5));
        let path = Path::new("ofsted-scan.toml").to_owned();
        assert_eq!(settings.get("check.min-grade").1, Origin::File { path, line: 5 });
    }

    #[test]
    fn faults_name_line_and_what_is_allowed() {
        insta::assert_snapshot!(of("jobs = 2\ncolour = \"red\"").unwrap_err());
        insta::assert_snapshot!(of("[check]\nmin-grade = \"fair\"").unwrap_err());
        insta::assert_snapshot!(of("\njobs = \"3\"").unwrap_err());
        insta::assert_snapshot!(of("cache = maybe").unwrap_err());
    }
}
