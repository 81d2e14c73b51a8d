//! Where output goes: standard output, or a file that is written beside its place and renamed, so that
//! whoever looks finds the old file or the whole new one.

use super::Failure;
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use tempfile::NamedTempFile;

/// A file being written.
#[derive(Debug)]
pub struct Pending {
    beside: Beside,
    target: PathBuf,
}

#[derive(Debug)]
enum Beside {
    Renamed(NamedTempFile),
    /// A device or a pipe is written to as it is: it is not ours to replace. The output is made
    /// elsewhere first, because some formats go back and forth in it.
    Copied(NamedTempFile),
}

impl Pending {
    /// Begins the file that will stand at `target`.
    ///
    /// # Errors
    /// Where nothing can be written there: then nothing was read yet.
    pub fn new(target: &Path) -> Result<Self, Failure> {
        Self::begin(target)
            .map_err(|error| Failure::Usage(format!("cannot write {}: {error}", target.display())))
    }

    fn begin(target: &Path) -> io::Result<Self> {
        // A link stays a link; what it leads to is replaced.
        let target = target.canonicalize().unwrap_or_else(|_| target.to_owned());
        if target.is_dir() {
            return Err(io::Error::new(io::ErrorKind::IsADirectory, "it is a folder"));
        }
        if !folder_of(&target).is_dir() {
            return Err(io::Error::new(io::ErrorKind::NotFound, "there is no such folder"));
        }
        let special = fs::metadata(&target).is_ok_and(|data| !data.is_file());
        let beside = if special {
            Beside::Copied(NamedTempFile::new()?)
        } else {
            Beside::Renamed(beside_in(folder_of(&target), &target)?)
        };
        Ok(Pending { beside, target })
    }

    fn temporary(&mut self) -> &mut NamedTempFile {
        match &mut self.beside {
            Beside::Renamed(file) | Beside::Copied(file) => file,
        }
    }

    /// The file as it is being written, for formats that open it themselves.
    pub fn path(&self) -> &Path {
        match &self.beside {
            Beside::Renamed(file) | Beside::Copied(file) => file.path(),
        }
    }

    /// To write to.
    pub fn writer(&mut self) -> io::Result<BufWriter<File>> {
        Ok(BufWriter::new(self.temporary().reopen()?))
    }

    /// Puts the finished file in its place.
    pub fn commit(self) -> io::Result<()> {
        match self.beside {
            Beside::Renamed(file) => {
                // What cannot reach the disk must not replace what is there.
                file.as_file().sync_all()?;
                file.persist(&self.target)?;
            }
            Beside::Copied(mut file) => {
                let mut target = File::options().write(true).open(&self.target)?;
                file.as_file_mut().seek(SeekFrom::Start(0))?;
                let mut buffer = vec![0; 1 << 16];
                loop {
                    let read = file.as_file_mut().read(&mut buffer)?;
                    if read == 0 {
                        break;
                    }
                    target.write_all(&buffer[..read])?;
                }
                target.flush()?;
            }
        }
        Ok(())
    }
}

fn folder_of(target: &Path) -> &Path {
    target.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// With the rights of the file that is replaced, or those of any new file.
fn beside_in(folder: &Path, target: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(".ofsted-scan-").suffix(".part");
    let old = fs::metadata(target).ok();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    if let Some(old) = old {
        if old.permissions().readonly() {
            return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file there is read-only"));
        }
        fs::set_permissions(file.path(), old.permissions())?;
    }
    Ok(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, "old").unwrap();
        let mut pending = Pending::new(&path).unwrap();
        pending.writer().unwrap().write_all(b"half").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        drop(pending);
        assert_eq!(fs::read(&path).unwrap(), b"old");
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);

        let mut pending = Pending::new(&path).unwrap();
        pending.writer().unwrap().write_all(b"new").unwrap();
        pending.commit().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn a_place_that_cannot_be_written_is_named_at_once() {
        let folder = tempfile::tempdir().unwrap();
        for path in [folder.path().join("no/such/a.txt"), folder.path().to_owned()] {
            let Err(Failure::Usage(message)) = Pending::new(&path) else { panic!("{}", path.display()) };
            assert!(message.contains(&path.display().to_string()), "{message}");
        }
    }
}
