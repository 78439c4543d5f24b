//! The files that links may lead to besides documents.

use std::collections::HashSet;

use super::Target;
use super::links::{is_download, names_file};

/// The paths that links name and no document answers to.
pub(super) fn wanted(links: &[Target], served: &[String]) -> Vec<String> {
    let missing = links.iter().flat_map(|target| match target {
        Target::Missing { path, addresses, site } => {
            let mut paths = candidates(path, *site, served);
            paths.extend(addresses.iter().flat_map(|address| as_seen_from_page(address, served)));
            paths
        }
        _ => Vec::new(),
    });
    missing.collect()
}

/// Takes the targets that are files of the repository out of the missing. Returns whether there are any.
pub(super) fn know_files(links: &mut [Target], served: &[String], files: &HashSet<String>) -> bool {
    let mut found = false;
    for target in links {
        if let Target::Missing { path, addresses, site } = target
            && (candidates(path, *site, served).iter().any(|path| files.contains(path))
                || addresses
                    .iter()
                    .flat_map(|address| as_seen_from_page(address, served))
                    .any(|path| files.contains(&path)))
        {
            *target = Target::File;
            found = true;
        }
    }
    found
}

/// Where a file may lie whose path is seen from the address of a page: pictures lie where the site's own files do, too.
pub(super) fn as_seen_from_page(address: &str, served: &[String]) -> Vec<String> {
    let mut paths = vec![address.to_owned()];
    // Sites keep pages there, too, that another program made.
    if is_download(address) && !names_file(address) || address.ends_with(".html") {
        paths.extend(
            served.iter().map(String::as_str).chain(["src"]).map(|folder| format!("{folder}/{address}")),
        );
    }
    paths
}

/// Where a file may lie that no document answers for.
pub(super) fn candidates(path: &str, site: bool, served: &[String]) -> Vec<String> {
    let mut candidates = vec![path.to_owned()];
    // Notebooks name a picture and keep all of them in one folder.
    if !path.contains('/') && is_download(path) && !names_file(path) {
        let folders =
            ["Attachments", "attachments", "assets", "images", "img", "media", "files", "_resources"];
        candidates.extend(folders.iter().map(|folder| format!("{folder}/{path}")));
    }
    if site {
        candidates.extend(served.iter().map(|folder| format!("{folder}/{path}")));
    }
    // A page that is left out of the content answers all the same.
    let bare = path.trim_end_matches('/');
    if !bare.is_empty() && !is_download(bare) && !names_file(bare) {
        const TEXTS: [&str; 4] = [".md", ".mdx", "/index.md", "/_index.md"];
        let below = served.iter().filter(|_| site).map(|folder| format!("{folder}/{bare}"));
        let pages = std::iter::once(bare.to_owned()).chain(below);
        candidates.extend(pages.flat_map(|page| TEXTS.map(|end| format!("{page}{end}"))));
    }
    candidates
}
