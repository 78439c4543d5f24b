//! What the settings of Jekyll say of the addresses of pages.

use super::Place;
use crate::base::node::Node;
use crate::base::steps::step;
use crate::model::index::Permalink;
use crate::read::syntax::Syntax;

/// The patterns of addresses, those of the defaults first, which count before the others.
pub(super) fn permalinks(place: Place<'_>) -> Vec<Permalink> {
    let settings = ["_config.yml", "_config.yaml"].iter().find_map(|name| place.text(name));
    settings.map(|text| of(&text)).unwrap_or_default()
}

fn of(settings: &str) -> Vec<Permalink> {
    let Some(root) = Syntax::Yaml.parse(settings).root else {
        return Vec::new();
    };
    let mut found = Vec::new();
    let mut add = |folder: String, pattern: Option<&str>| {
        if let Some(pattern) = pattern.filter(|_| !folder.is_empty()) {
            found.push(Permalink { folder, pattern: named(pattern).to_owned() });
        }
    };
    for default in root.get("defaults").map(Node::one_or_many).unwrap_or_default() {
        step();
        let scope = |key| default.get("scope").and_then(|scope| scope.get(key)).and_then(Node::text);
        let kind = scope("type").filter(|kind| !matches!(*kind, "pages" | "drafts"));
        let path = scope("path").map(|path| path.trim_matches('/')).filter(|path| !path.is_empty());
        let folder = path.map(str::to_owned).or_else(|| kind.map(|kind| format!("_{kind}")));
        let pattern = default.get("values").and_then(|values| values.get("permalink")).and_then(Node::text);
        add(folder.unwrap_or_default(), pattern);
    }
    for collection in root.get("collections").map(Node::entries).unwrap_or_default() {
        step();
        let name = collection.key.text().unwrap_or("");
        add(format!("_{name}"), collection.value.get("permalink").and_then(Node::text));
    }
    add("_posts".to_owned(), root.get("permalink").and_then(Node::text));
    found
}

/// A pattern that Jekyll has a name for.
fn named(pattern: &str) -> &str {
    match pattern {
        "date" => "/:categories/:year/:month/:day/:title:output_ext",
        "pretty" => "/:categories/:year/:month/:day/:title/",
        "none" => "/:categories/:title:output_ext",
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn defaults_collections_and_posts_have_patterns() {
        let settings = "permalink: pretty\ncollections:\n  guides: {output: true, permalink: /g/:path/}\n  team: {output: true}\ndefaults:\n  - scope: {path: '', type: posts}\n    values: {permalink: '/blog/:title/'}\n  - scope: {path: /neck/}\n    values: {permalink: '/n/:title/', layout: page}\n  - scope: {path: ''}\n    values: {layout: page}\n";
        let found = of(settings);
        let found: Vec<(&str, &str)> =
            found.iter().map(|link| (link.folder.as_str(), link.pattern.as_str())).collect();
        assert_eq!(
            found,
            [
                ("_posts", "/blog/:title/"),
                ("neck", "/n/:title/"),
                ("_guides", "/g/:path/"),
                ("_posts", "/:categories/:year/:month/:day/:title/"),
            ]
        );
        assert_eq!(of("- a\n"), []);
        assert_eq!(of("permalink: [a]\n"), []);
    }
}
