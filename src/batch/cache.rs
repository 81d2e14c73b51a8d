//! Records kept from earlier runs, so that a document already read by this version with these rules is
//! not read again. Several runs may share a folder: an entry is written beside and renamed.
//!
//! An entry is found by the hash of the document's bytes. One that is damaged counts as missing.

use crate::evidence::Text;
use crate::record::Record;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// The folder below the root that is wholly the cache's own, so that clearing it takes nothing else.
const OWN: &str = "records";
/// The ending of an entry that holds a document's reading text, beside that of its record.
const TEXT: &str = "text";
/// Every record begins so, and the path follows: it belongs to a run, not to the document.
const UP_TO_PATH: &str = "{\"schema_version\":\"1\",\"source\":{\"path\":\"";

/// A folder of kept records of one version of the tool and its rules.
#[derive(Debug, Clone)]
pub struct Cache {
    folder: PathBuf,
}

/// What is told of a record without reading it, and that it is whole.
#[derive(Debug, Serialize, Deserialize)]
struct Head {
    sum: String,
    kind: String,
    warnings: usize,
}

/// What is told of a reading text, and that it is whole.
#[derive(Debug, Serialize, Deserialize)]
struct TextHead {
    sum: String,
    pages: Vec<(usize, u32)>,
}

/// A record as it was kept.
#[derive(Debug)]
pub struct Kept {
    head: Head,
    /// After the path's place.
    rest: String,
}

/// Lower-case hexadecimal SHA-256, the key of a document.
pub fn key(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

impl Cache {
    /// The cache below `root` for records that `version` (of tool and rules) makes.
    pub fn new(root: &Path, version: &str) -> Self {
        let name: String = key(version.as_bytes()).chars().take(16).collect();
        Cache { folder: root.join(OWN).join(name) }
    }

    fn place(&self, key: &str) -> PathBuf {
        self.folder.join(&key[..2.min(key.len())]).join(key)
    }

    /// The record kept for the document with this key.
    pub fn get(&self, key: &str) -> Option<Kept> {
        let entry = fs::read_to_string(self.place(key)).ok()?;
        let (head, rest) = entry.split_once('\n')?;
        let head: Head = serde_json::from_str(head).ok()?;
        (head.sum == self::key(rest.as_bytes())).then(|| Kept { head, rest: rest.to_owned() })
    }

    /// Keeps `record`. A cache that cannot be written is no cache: nothing else is lost.
    pub fn put(&self, key: &str, record: &Record) {
        let _ = self.try_put(key, record);
    }

    /// The reading text kept for the document with this key.
    pub fn get_text(&self, key: &str) -> Option<Text> {
        let entry = fs::read_to_string(self.place(key).with_extension(TEXT)).ok()?;
        let (head, body) = entry.split_once('\n')?;
        let head: TextHead = serde_json::from_str(head).ok()?;
        (head.sum == self::key(body.as_bytes())).then(|| Text::new(body.to_owned(), head.pages))
    }

    /// Keeps a reading text, for whoever looks words up in it.
    pub fn put_text(&self, key: &str, text: &Text) {
        let head = TextHead { sum: self::key(text.as_str().as_bytes()), pages: text.pages().collect() };
        if let Ok(head) = serde_json::to_string(&head) {
            let _ = self.write(&self.place(key).with_extension(TEXT), &head, text.as_str());
        }
    }

    /// An entry is written beside its place and renamed, so that nobody reads half of one.
    fn write(&self, place: &Path, head: &str, rest: &str) -> io::Result<()> {
        let folder = place.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let mut beside = tempfile::NamedTempFile::new_in(folder)?;
        beside.write_all(format!("{head}\n{rest}").as_bytes())?;
        beside.persist(place)?;
        Ok(())
    }

    fn try_put(&self, key: &str, record: &Record) -> io::Result<()> {
        let mut bare = record.clone();
        bare.source.path.clear();
        let json = serde_json::to_string(&bare)?;
        let Some(rest) = json.strip_prefix(UP_TO_PATH) else { return Ok(()) };
        let (kind, warnings) = (record.document.kind.clone(), record.warnings.len());
        let head = serde_json::to_string(&Head { sum: self::key(rest.as_bytes()), kind, warnings })?;
        self.write(&self.place(key), &head, rest)
    }
}

/// Removes everything kept below `root`, by any version, and says how many records that were.
///
/// # Errors
/// Where something cannot be removed.
pub fn clear(root: &Path) -> io::Result<usize> {
    let own = root.join(OWN);
    let count = count_records(&own);
    match fs::remove_dir_all(&own) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(0),
        other => other.map(|()| count),
    }
}

fn count_records(folder: &Path) -> usize {
    let Ok(entries) = fs::read_dir(folder) else { return 0 };
    let count = |entry: fs::DirEntry| match entry.file_type() {
        Ok(kind) if kind.is_dir() => count_records(&entry.path()),
        _ => usize::from(entry.path().extension().is_none_or(|ending| ending != TEXT)),
    };
    entries.flatten().map(count).sum()
}

impl Kept {
    /// The document's type.
    pub fn kind(&self) -> &str {
        &self.head.kind
    }

    /// How many warnings the record holds.
    pub fn warnings(&self) -> usize {
        self.head.warnings
    }

    /// The record as one line of JSON, for the document called `path` in this run.
    pub fn line(&self, path: &str) -> String {
        let path = serde_json::Value::from(path).to_string();
        format!("{UP_TO_PATH}{}{}", &path[1..path.len() - 1], self.rest)
    }

    /// The record itself; `None` where it is not of this version.
    pub fn record(&self, path: &str) -> Option<Record> {
        serde_json::from_str(&self.line(path)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::sample;

    #[test]
    fn what_was_put_is_got_with_the_path_of_this_run() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), "1");
        let mut record = sample::record();
        cache.put("abcd", &record);
        let kept = cache.get("abcd").unwrap();
        assert_eq!((kept.kind(), kept.warnings()), ("focused-visit-letter", 1));
        record.source.path = "a \"quoted\"\\name\n.pdf".into();
        assert_eq!(kept.line(&record.source.path), serde_json::to_string(&record).unwrap());
        assert_eq!(kept.record(&record.source.path), Some(record));
    }

    #[test]
    fn a_text_is_kept_with_its_pages_beside_the_record() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), "1");
        let text = Text::new("One line.\nZoë’s plan".to_owned(), vec![(0, 1), (10, 2)]);
        assert!(cache.get_text("abcd").is_none());
        cache.put("abcd", &sample::record());
        cache.put_text("abcd", &text);
        let kept = cache.get_text("abcd").unwrap();
        assert_eq!(kept.as_str(), text.as_str());
        assert_eq!(kept.pages().collect::<Vec<_>>(), [(0, 1), (10, 2)]);
        fs::write(cache.place("abcd").with_extension(TEXT), "{}\nhalf").unwrap();
        assert!(cache.get_text("abcd").is_none() && cache.get("abcd").is_some());
        assert_eq!(clear(root.path()).unwrap(), 1);
    }

    #[test]
    fn another_version_or_document_finds_nothing() {
        let root = tempfile::tempdir().unwrap();
        Cache::new(root.path(), "1").put("abcd", &sample::record());
        assert!(Cache::new(root.path(), "2").get("abcd").is_none());
        assert!(Cache::new(root.path(), "1").get("abce").is_none());
    }

    #[test]
    fn a_damaged_entry_is_as_none_and_written_anew() {
        let root = tempfile::tempdir().unwrap();
        let cache = Cache::new(root.path(), "1");
        cache.put("abcd", &sample::record());
        let whole = fs::read(cache.place("abcd")).unwrap();
        for at in [0, 20, whole.len() / 2, whole.len() - 1] {
            let mut damaged = whole.clone();
            damaged[at] ^= 1;
            fs::write(cache.place("abcd"), &damaged).unwrap();
            assert!(cache.get("abcd").is_none(), "{at}");
            fs::write(cache.place("abcd"), &whole[..at]).unwrap();
            assert!(cache.get("abcd").is_none(), "{at}");
        }
        cache.put("abcd", &sample::record());
        assert!(cache.get("abcd").is_some());
    }

    #[test]
    fn clearing_takes_only_what_the_cache_wrote() {
        let root = tempfile::tempdir().unwrap();
        fs::write(root.path().join("mine.txt"), "keep").unwrap();
        Cache::new(root.path(), "1").put("abcd", &sample::record());
        Cache::new(root.path(), "2").put("efgh", &sample::record());
        assert_eq!(clear(root.path()).unwrap(), 2);
        assert_eq!(clear(root.path()).unwrap(), 0);
        assert!(root.path().join("mine.txt").exists());
    }
}
