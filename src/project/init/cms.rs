//! What the settings of a content management system that keeps its pages in the repository say of them: Decap, which was
//! Netlify CMS, and Sveltia, which reads the same file.

use std::collections::BTreeSet;

use crate::base::node::Node;
use crate::base::steps::step;
use crate::read::syntax::Syntax;

/// Where its settings lie: the file is served with the site, and each generator has its own folder for such files.
const PLACES: [&str; 8] = [
    "static/admin/config.yml",
    "public/admin/config.yml",
    "admin/config.yml",
    "src/admin/config.yml",
    "source/admin/config.yml",
    "src/static/admin/config.yml",
    "site/static/admin/config.yml",
    "static/admin/config.yaml",
];

/// What the settings name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cms {
    /// The folders whose pages editors write.
    pub(super) folders: Vec<String>,
    /// The keys that its forms write.
    pub(super) fields: BTreeSet<String>,
}

/// The settings of the repository, if it has such a system.
pub(super) fn of(read: impl Fn(&str) -> Option<String>) -> Option<Cms> {
    let text = PLACES.iter().find_map(|place| read(place))?;
    let root = Syntax::Yaml.parse(&text).root?;
    let mut cms = Cms::default();
    for collection in root.get("collections").map(Node::one_or_many).unwrap_or_default() {
        step();
        if let Some(folder) = collection.get("folder").and_then(Node::text) {
            let folder = folder.trim_start_matches("./").trim_matches('/');
            cms.folders.push(folder.to_owned());
            let fields = collection.get("fields").map(Node::one_or_many).unwrap_or_default();
            cms.fields.extend(fields.iter().filter_map(|field| field.get("name")?.text()).map(str::to_owned));
        }
    }
    // What is below the front matter.
    cms.fields.remove("body");
    (!cms.folders.is_empty()).then_some(cms)
}
