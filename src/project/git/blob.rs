//! What was in files.

use std::io::{self, BufRead, BufReader, ErrorKind, Read};
use std::path::Path;

use super::run::own_file;
use super::{Git, GitError, ObjectId};

/// What git holds of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Blob {
    /// Its bytes.
    Bytes(Vec<u8>),
    /// More bytes than anybody wants to read.
    TooLarge,
    /// Nothing: the clone leaves out what it does not need at once.
    NotCloned,
    /// Where Git LFS keeps the bytes, from where nobody fetched them.
    NotFetched,
}

impl Git {
    /// The bytes of blobs, in their order; of each at most `limit`.
    ///
    /// # Errors
    /// Git could not hand them out.
    pub fn blobs(&self, ids: &[ObjectId], limit: u64) -> Result<Vec<Blob>, GitError> {
        if ids.is_empty() {
            return Ok(Vec::new());
        }
        let read = |out: &mut dyn Read| {
            let mut out = BufReader::new(out);
            ids.iter().map(|_| read_one(&mut out, limit)).collect::<io::Result<Vec<Blob>>>()
        };
        let blobs = self.run.converse(&["cat-file", "--batch"], ids, read)?;
        Ok(blobs.into_iter().map(|blob| large_file(blob, &self.common, limit)).collect())
    }
}

/// Reads one answer: `ID blob SIZE`, the bytes, and a line end; or `ID missing`.
fn read_one(out: &mut impl BufRead, limit: u64) -> io::Result<Blob> {
    let mut head = String::new();
    out.read_line(&mut head)?;
    if head.is_empty() {
        return Err(ErrorKind::UnexpectedEof.into());
    }
    let Some(size) = head.trim_end().rsplit(' ').next().and_then(|size| size.parse::<u64>().ok()) else {
        return Ok(Blob::NotCloned);
    };
    let mut bytes = Vec::new();
    let too_large = size > limit;
    if too_large {
        io::copy(&mut out.take(size), &mut io::sink())?;
    } else {
        out.take(size).read_to_end(&mut bytes)?;
        if (bytes.len() as u64) < size {
            return Err(ErrorKind::UnexpectedEof.into());
        }
    }
    out.take(1).read_to_end(&mut Vec::new())?;
    Ok(if too_large { Blob::TooLarge } else { Blob::Bytes(bytes) })
}

/// The file itself, where Git LFS left a note in its place: from this disk alone, never from the network.
fn large_file(blob: Blob, common: &Path, limit: u64) -> Blob {
    let Blob::Bytes(bytes) = &blob else {
        return blob;
    };
    let Some(id) = noted_id(bytes) else {
        return blob;
    };
    let (Some(first), Some(second)) = (id.get(..2), id.get(2..4)) else {
        return blob;
    };
    let path = common.join("lfs").join("objects").join(first).join(second).join(id);
    own_file(&path, limit).map_or(Blob::NotFetched, Blob::Bytes)
}

/// The name of the file that a pointer of Git LFS replaces.
fn noted_id(bytes: &[u8]) -> Option<&str> {
    let rest = bytes.strip_prefix(b"version https://git-lfs.github.com/spec/v1\n")?;
    let note = std::str::from_utf8(rest).ok().filter(|note| note.len() < 1024)?;
    let id = note.lines().find_map(|line| line.strip_prefix("oid sha256:"))?;
    (id.len() == 64 && id.bytes().all(|digit| digit.is_ascii_hexdigit())).then_some(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_are_read_one_after_the_other() {
        let answer = b"aa blob 3\na\nb\nbb missing\ncc blob 9\n123456789\ndd blob 0\n\n";
        let mut out = answer.as_slice();
        let read: Vec<Blob> = (0..4).map(|_| read_one(&mut out, 8).expect("there is one more")).collect();
        let expected =
            [Blob::Bytes(b"a\nb".to_vec()), Blob::NotCloned, Blob::TooLarge, Blob::Bytes(Vec::new())];
        assert_eq!(read, expected);
        assert!(read_one(&mut out, 8).is_err());
        assert!(read_one(&mut b"aa blob 3\na".as_slice(), 8).is_err());
    }

    #[test]
    fn a_note_of_git_lfs_stands_for_its_file() {
        let id = "4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393";
        let note = format!("version https://git-lfs.github.com/spec/v1\noid sha256:{id}\nsize 12345\n");
        let folder = tempfile::tempdir().expect("a folder");
        let read = || large_file(Blob::Bytes(note.clone().into_bytes()), folder.path(), 99);
        assert_eq!(read(), Blob::NotFetched);
        let kept = folder.path().join("lfs/objects/4d/7a");
        std::fs::create_dir_all(&kept).expect("a folder can be made");
        std::fs::write(kept.join(id), "# A page").expect("it can be written");
        assert_eq!(read(), Blob::Bytes(b"# A page".to_vec()));
        let page = Blob::Bytes(b"version https://git-lfs.github.com/spec/v1 is a line".to_vec());
        assert_eq!(large_file(page.clone(), folder.path(), 99), page);
    }
}
