//! Addresses of files, as editors name them, and paths.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use lsp_types::Uri;
use url::Url;

use crate::project::discover::normal;

/// The path of a file that an editor names; `None` for what is no file, such as a text that was never saved.
pub(super) fn path_of(uri: &Uri) -> Option<PathBuf> {
    let url = Url::parse(uri.as_str()).ok().filter(|url| url.scheme() == "file")?;
    url.to_file_path().ok().map(|path| normal(&path))
}

/// The address of a file; `None` for a path that is not absolute.
pub(super) fn uri_of(path: &Path) -> Option<Uri> {
    let url = Url::from_file_path(path).ok()?;
    // What RFC 3986 does not allow in a path, and the standard of browsers does.
    let mut text = String::with_capacity(url.as_str().len());
    for c in url.as_str().chars() {
        match c {
            '[' | ']' | '|' | '^' | '\\' => text.push_str(&format!("%{:02X}", u32::from(c))),
            c => text.push(c),
        }
    }
    Uri::from_str(&text).ok()
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn every_path_has_an_address_and_comes_back() {
        for (path, uri) in [
            ("/a/neck pain.md", "file:///a/neck%20pain.md"),
            ("/a/[x]^|\\%#?é.md", "file:///a/%5Bx%5D%5E%7C%5C%25%23%3F%C3%A9.md"),
        ] {
            let made = uri_of(Path::new(path)).unwrap();
            assert_eq!(made.as_str(), uri);
            assert_eq!(path_of(&made), Some(PathBuf::from(path)));
        }
        assert_eq!(uri_of(Path::new("a.md")), None);
    }

    #[test]
    fn what_is_no_file_has_no_path() {
        let path = |uri: &str| path_of(&Uri::from_str(uri).unwrap());
        assert_eq!(path("untitled:Untitled-1"), None);
        assert_eq!(path("git:/a/b.md?x"), None);
        assert_eq!(path("file:///a/./b/../c.md"), Some(PathBuf::from("/a/c.md")));
        assert_eq!(path("file:///a/c%3Ad.md"), Some(PathBuf::from("/a/c:d.md")));
    }
}
