//! Which medproof this is, and where its files are on the web.

/// The version, with the commit it was built at where that is known: `1.2.3 (1a2b3c4d5e6f)`.
pub const VERSION: &str = env!("MEDPROOF_VERSION");

/// The tag of this version. Addresses and snippets name it and no branch, so that what a release says stays true.
pub const TAG: &str = concat!("v", env!("CARGO_PKG_VERSION"));

/// The address of a page of this version, as people read it.
#[must_use]
pub fn page(path: &str) -> String {
    format!("{}/blob/{TAG}/{path}", env!("CARGO_PKG_REPOSITORY"))
}

/// The settings' schema of this version, for editors.
pub const SETTINGS_SCHEMA: &str = concat!(
    "https://raw.githubusercontent.com/medproof/medproof/v",
    env!("CARGO_PKG_VERSION"),
    "/schema/config.schema.json"
);
