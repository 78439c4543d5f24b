//! Generated repositories on disk.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::generate::{Plan, Planted, generate};

/// Writes the repository into the folder `root`, which is made where it is missing.
///
/// # Errors
///
/// Where a folder or file cannot be written, or the folder holds something already: files of
/// another plan would be read as part of this one.
pub fn write(root: &Path, plan: Plan) -> io::Result<Planted> {
    fs::create_dir_all(root)?;
    if fs::read_dir(root)?.next().is_some() {
        return Err(io::Error::other(format!("{} is not empty", root.display())));
    }
    let mut made: HashSet<PathBuf> = HashSet::new();
    generate(plan, &mut |path, text| {
        let file = root.join(path);
        if let Some(folder) = file.parent()
            && !made.contains(folder)
        {
            fs::create_dir_all(folder)?;
            made.insert(folder.to_owned());
        }
        fs::write(file, text)
    })
}
